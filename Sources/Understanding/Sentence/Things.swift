internal import Inventory

/// What may be the name of something that the shop does not have.
extension Analysis {
  /// Looks for runs of words that nobody knows.
  mutating func findThings(_ knowledge: WordKnowledge) {
    var claimed: WordSet = 0
    for product in products { claimed |= words(of: product.words) }
    for name in names { claimed |= words(of: name.words) }
    for tag in tags where tag.words.count > 1 && weight(tag) > 0 { claimed |= tag.said }
    let glueless = ~concept(.joins)
    // «red candles»: English says first which are meant.
    let isEnglish = lexicon.languages[sentence.language] == .english
    var position = 0
    while position < sentence.words.count {
      guard isUnknown(position, claimed, knowledge) || isStrangeCode(position) else {
        position += 1
        continue
      }
      var end = position + 1
      var next = end
      while next < sentence.words.count, sentence.words[next].gap == .space,
        claimed & (1 << WordSet(next)) == 0
      {
        if isUnknown(next, claimed, knowledge) || isAttribute(next) || sentence.words[next].isCorrected {
          end = next + 1
        } else if glueless & (1 << WordSet(next)) != 0 || next > end {
          break
        }
        next += 1
      }
      while position > (things.last?.upperBound ?? 0), sentence.words[position].gap == .space,
        sentence.words[position - 1].isCorrected && (knowledge.free & ~claimed).contains(position - 1)
          || isEnglish && isAttribute(position - 1) && !claimed.contains(position - 1)
      {
        position -= 1
      }
      things.append(position..<end)
      say(.thing, words(of: position..<end))
      position = end
    }
  }

  /// «pan, velas y leche», «… y del dulce de membrillo»: whether what nobody knows is one more of several goods.
  ///
  /// Behind a comma it must be goods, or more of them must follow: anybody may be addressed there.
  func isListed(_ thing: Range<Int>) -> Bool {
    var position = thing.lowerBound - 1
    while position > 0, follows(position + 1), bears(.placeWord, position) || bears(.from, position) {
      position -= 1
    }
    if position > 0, bears(.and, position) { return true }
    let isBehindComma = position >= 0 && sentence.words[position + 1].gap == .comma
    let isFollowed = isListGoingOn(from: thing.upperBound)
    if isBehindComma { return isFollowed || lexicon.isWare(sentence.words[thing.lowerBound].form) }
    return isFollowed && thing.lowerBound > 0
  }

  /// Whether a comma or «y» leads from `end` to goods.
  private func isListGoingOn(from end: Int) -> Bool {
    guard end < sentence.words.count, bears(.and, end) || sentence.words[end].gap == .comma else {
      return false
    }
    var next = bears(.and, end) ? end + 1 : end
    while next < sentence.words.count, glue.contains(next) || bears(.placeWord, next) { next += 1 }
    return products.contains { $0.words.lowerBound == next } || things.contains { $0.lowerBound == next }
  }

  /// The end of the size that stands right behind the words up to `end`: «de 2 litros», «500 ml»; `end` where none does.
  func sizeEnd(behind end: Int) -> Int {
    let start = follows(end) && bears(.from, end) ? end + 1 : end
    let isSize =
      follows(start) && follows(start + 1) && sentence.words[start].value != nil
      && SizeUnit(sentence[start + 1]) != nil
    return isSize ? start + 2 : end
  }

  /// Whether there is a word at `position`, with but a space before it.
  func follows(_ position: Int) -> Bool {
    position < sentence.words.count && sentence.words[position].gap == .space
  }

  /// A code in the form of a SKU, which the catalogue lacks.
  private func isStrangeCode(_ position: Int) -> Bool {
    let word = sentence.words[position]
    return word.kind == .code && word.value == nil && word.range.count >= 5
      && sentence[position].contains(UInt8(ascii: "-")) && said[Lexicon.Feature.folio.rawValue] == 0
      && !products.contains { $0.words.contains(position) }
  }

  private func isAttribute(_ position: Int) -> Bool {
    lexicon.bears(sentence.words[position].form, .attribute)
  }

  private func isUnknown(_ position: Int, _ claimed: WordSet, _ knowledge: WordKnowledge) -> Bool {
    let word = sentence.words[position]
    // «¿cuándo vino?» asks about no wine.
    let isVisit = bears(.visits, position) && bears([.when, .deny], position - 1)
    let isWare = lexicon.isWare(word.form) && knowledge.products[position].isEmpty && !isVisit
    return word.kind == .word && (knowledge.weights[position] < 0 || isWare) && word.value == nil
      && word.range.count > 2 && claimed & (1 << WordSet(position)) == 0
  }
}
