internal import Inventory

/// Numbers that are part of what goods are called: «Omega 3», «Cerveza 6 Pack», «Guantes x6».
extension ProductFinder {
  /// «omega 6», where the shop has but an Omega 3: a number right behind a word that every name has another behind.
  func isOtherNumber(_ position: Int, after end: Int, _ candidates: ProductMatcher.Candidates) -> Bool {
    guard position == end, sentence.words[position].kind == .number else { return false }
    let names = names(of: candidates)
    return !names.isEmpty
      && names.allSatisfy { words in
        words.indices.dropFirst().contains { index in
          words[index].allSatisfy { $0 &- 0x30 < 10 }
            && words[index - 1].elementsEqual(sentence[position - 1])
            && !(index + 1 < words.count && SizeUnit(words[index + 1]) != nil)
        }
      }
  }

  /// «x 6», of what is called «Guantes x6».
  func packed(at position: Int) -> [WordMatch] {
    let next = position + 1
    guard next < sentence.words.count, sentence.words[next].kind == .number,
      sentence.words[next].gap == .space, sentence.typed(position..<next).lowercased() == "x"
    else { return [] }
    return index.products.exact(ArraySlice([UInt8(ascii: "x")] + sentence[next]))
  }

  /// Where a name begins that ends in `start`: ahead of the 6 of «3 6 pack», of «1 6 pack de cerveza».
  func startWithNumber(before start: Int, _ candidates: ProductMatcher.Candidates) -> Int {
    let isJoined = start > 1 && isOf(.from, sentence.words[start - 1])
    let word = isJoined ? start - 2 : start
    guard word > 1, sentence.words[word - 1].kind == .number, sentence.words[word - 2].value != nil,
      sentence.words[word].gap == .space, sentence.words[word - 1].gap == .space
    else { return start }
    let isNamed = names(of: candidates).contains { words in
      zip(words, words.dropFirst()).contains { number, next in
        number.elementsEqual(sentence[word - 1]) && next.elementsEqual(sentence[word])
      }
    }
    return isNamed ? word - 1 : start
  }

  private func names(of candidates: ProductMatcher.Candidates) -> [[ArraySlice<UInt8>]] {
    (index.products.naming(candidates)?.entries ?? []).prefix(16).map {
      Normalizer.normalize(index.productNames[$0]).words
    }
  }
}
