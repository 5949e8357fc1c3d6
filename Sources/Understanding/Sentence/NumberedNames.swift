internal import Inventory

/// Numbers and letters that are part of what goods are called: «Omega 3», «Cerveza 6 Pack», «Guantes x6», «Polo M».
extension ProductFinder {
  /// «omega 6», «talla L», «pvc 3/4», where the shop has but an Omega 3, a Talla M and a PVC 1/2: a value right behind
  /// a word that every name has another behind.
  func isOtherValue(_ position: Int, after end: Int, _ candidates: ProductMatcher.Candidates) -> Bool {
    guard position == end, let sort = ValueSort(sentence[position]), isApart(position, sort) else {
      return false
    }
    let names = names(of: candidates)
    return !names.isEmpty
      && names.allSatisfy { words in
        words.indices.dropFirst().contains { index in
          ValueSort(words[index]) == sort && !isSmall(words[index])
            && !words[index].elementsEqual(sentence[position])
            && words[index - 1].elementsEqual(sentence[position - 1])
            && !(index + 1 < words.count && SizeUnit(words[index + 1]) != nil)
        }
      }
  }

  /// «coca de 600», «monitor de 27», where the shop has but one of 2 l and one of 24": a bare number behind a «de» that
  /// is in no name, though a number is in each.
  func isOtherMeasure(
    _ position: Int, after end: Int, of start: Int, _ candidates: ProductMatcher.Candidates
  ) -> Bool {
    guard position == end + 1, isOf(end..<position), isBareNumber(position), !isPacked(start),
      index.products.narrow(candidates, by: index.products.exact(sentence[position])).isEmpty,
      index.products.narrow(candidates, by: held(at: position, after: end)).isEmpty
    else { return false }
    let names = names(of: candidates)
    let typed = sentence[position]
    return !names.isEmpty
      && names.allSatisfy { words in
        let numbers = words.filter { $0.first.map(Self.isDigit) ?? false }
        return !numbers.isEmpty && !numbers.contains { $0.prefix(while: Self.isDigit).elementsEqual(typed) }
      }
  }

  /// «2 papel higiénico x12», where each has four: as many are counted already.
  func isOtherPack(_ position: Int, of start: Int, _ candidates: ProductMatcher.Candidates) -> Bool {
    guard start > 0, sentence.words[start - 1].value != nil, Self.isPack(sentence[position]) else {
      return false
    }
    let names = names(of: candidates)
    return !names.isEmpty
      && names.allSatisfy { words in
        words.contains(where: Self.isPack) && !words.contains { $0.elementsEqual(sentence[position]) }
      }
  }

  /// «2 cajas de leche de 12»: whether packages of the goods that begin at `start` are spoken of.
  private func isPacked(_ start: Int) -> Bool {
    (max(0, start - 2)..<start).contains { isOf(.packed, sentence.words[$0]) }
  }

  /// A number with nothing behind it that would make it an amount, a span of days or a change: «de 3 meses», «de 5 a 7».
  private func isBareNumber(_ position: Int) -> Bool {
    let word = sentence.words[position]
    guard word.kind == .number, sentence.size(at: position) == nil, let value = word.value, !word.isArticle,
      !word.isMoney,
      !(2_000_000...2_099_000).contains(value)
    else { return false }
    let next = position + 1
    guard next < sentence.words.count, sentence.words[next].gap == .space else { return true }
    return !isOf(.toward, sentence.words[next]) && !isOf(.currency, sentence.words[next])
      && (isGlue(next) || knowledge.weights[next] > 0)
  }

  /// Whether a word of the sentence is a value there, and no more than a small word or an amount.
  private func isApart(_ position: Int, _ sort: ValueSort) -> Bool {
    let word = sentence.words[position]
    return sort == .letters ? !isGlue(position) || word.isCapitalised : !word.isArticle && !word.isMoney
  }

  /// Whether the language has no use for a word but to join others.
  private func isSmall(_ word: ArraySlice<UInt8>) -> Bool {
    lexicon.form(word, first: sentence.language).map { lexicon.bears($0, .glue) } ?? false
  }

  /// «x4».
  private static func isPack(_ word: ArraySlice<UInt8>) -> Bool {
    word.count > 1 && word.first == UInt8(ascii: "x") && word.dropFirst().allSatisfy(isDigit)
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

  /// «x 6», of what is called «Guantes x6».
  func packed(at position: Int) -> [WordMatch] {
    let next = position + 1
    guard next < sentence.words.count, sentence.words[next].kind == .number,
      sentence.words[next].gap == .space, sentence.typed(position..<next).lowercased() == "x"
    else { return [] }
    return index.products.exact(ArraySlice([UInt8(ascii: "x")] + sentence[next]))
  }

  /// «de 100», of what is called «Servilletas x100».
  func held(at position: Int, after end: Int) -> [WordMatch] {
    guard position == end + 1, isOf(end..<position), sentence.words[position].kind == .number else {
      return []
    }
    return index.products.exact(ArraySlice([UInt8(ascii: "x")] + sentence[position]))
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

/// What tells one of several that are called the same: «omega 3», «pvc 1/2», «talla M», «vitamina B12»; «x4» may tell
/// how many.
private enum ValueSort {
  case number, fraction, letters

  init?(_ word: ArraySlice<UInt8>) {
    func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }
    guard let first = word.first else { return nil }
    if word.allSatisfy(isDigit) {
      self = .number
    } else if isDigit(first), word.allSatisfy({ isDigit($0) || $0 == UInt8(ascii: "/") }) {
      self = .fraction
    } else if !isDigit(first), !(first == UInt8(ascii: "x") && word.dropFirst().allSatisfy(isDigit)),
      word.count <= 2 || word.contains(where: isDigit)
    {
      self = .letters
    } else {
      return nil
    }
  }
}
