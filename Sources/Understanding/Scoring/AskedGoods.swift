internal import Inventory

/// Goods or somebody that a question about sales, stock or a price names and the shop does not have: «¿cuánto vendimos
/// velas?», «how many candles did we sell», «ventas de sillas», «ventas de esteban», «¿cuánto queda de mango?».
struct AskedGoods {
  private(set) var ranges: [Range<Int>] = []
  private let analysis: Analysis
  private let words: WordSet

  /// Those among `words`, where the message names no other goods; nil where neither sales nor what is there is asked about.
  init?(_ analysis: Analysis, _ rule: IntentRules.Rule, _ words: WordSet) {
    (self.analysis, self.words) = (analysis, words)
    let isAsked: (Int) -> Bool
    switch rule.intent {
    case .salesSummary: isAsked = isAskedOfSales
    case .stockOfProduct, .productPrice: isAsked = isAskedOfShelf
    default: return nil
    }
    ranges = analysis.sentence.words.indices.dropFirst().first(where: isAsked).map { [$0..<$0 + 1] } ?? []
  }

  private func isAskedOfShelf(_ position: Int) -> Bool {
    let leading: [KnownConcept] = [.left, .have, .stock, .price, .howMany, .from]
    let word = analysis.sentence.words[position]
    return words.contains(position) && word.gap == .space && !analysis.free.contains(position)
      && (analysis.lexicon.isWare(word.form) || analysis.bears(.attribute, position))
      && analysis.bears(leading, position - 1)
  }

  private func isAskedOfSales(_ position: Int) -> Bool {
    guard analysis.sentence.words[position].gap == .space, isNoun(position) else { return false }
    if analysis.concept(.howMany).contains(position - 1) || isSelling(position - 1) { return true }
    return position > 1 && analysis.bears([.from, .toward, .holds], position - 1)
      && (isSelling(position - 2) || analysis.bears(.sale, position - 2))
  }

  private func isSelling(_ position: Int) -> Bool { analysis.bears([.sell, .sold, .bought], position) }

  /// Whether a word can name goods here: nobody knows it, or as a plural it has no other use beside a sale.
  private func isNoun(_ position: Int) -> Bool {
    let word = analysis.sentence.words[position]
    guard words.contains(position), word.kind == .word, word.value == nil, word.range.count > 3,
      !analysis.feature(.period).contains(position)
    else { return false }
    if word.isCorrected, !mayBeMisspelt(position) { return true }
    guard !analysis.free.contains(position) else { return false }
    if analysis.things.contains(where: { $0.contains(position) }) { return true }
    if analysis.bears(.from, position - 1),
      analysis.lexicon.isWare(word.form) || analysis.bears(.attribute, position)
    {
      return true
    }
    let isPlural = analysis.sentence[position].last == UInt8(ascii: "s")
    return isPlural
      && (analysis.loose.contains(position) || word.isCorrected || analysis.bears(.show, position))
  }

  /// Whether the word that is one slip from this one could stand here.
  private func mayBeMisspelt(_ position: Int) -> Bool {
    let leading: [KnownConcept] = [.placeWord, .allOf, .wholeList, .inFull, .it, .productWord, .only]
    return analysis.bears(leading, position)
      || analysis.tags.contains { $0.words.contains(position) && analysis.weight($0) > 0 }
  }
}
