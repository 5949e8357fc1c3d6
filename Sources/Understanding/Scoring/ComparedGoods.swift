internal import Inventory

/// Goods that a question sets against each other: «¿cuál deja más, la leche o el pan?».
extension SlotFiller {
  /// Puts the goods that are compared in the place of the one asked about; of a kind that may be several, all of them.
  func fillCompared(_ slots: inout Slots) {
    guard takes(SlotKey.among.name) else { return }
    let names = analysis.goodsCompared.flatMap { $0.entries.prefix(Self.mostOfKind) }.map {
      analysis.index.productNames[$0]
    }
    guard !names.isEmpty else { return }
    slots.compared = names.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    for name in ["product", "product_any", "product_unknown", "category", "n"] { slots[name] = nil }
  }

  private static let mostOfKind = 5
}

extension Analysis {
  /// The goods between which «o», «contra» or «entre … y» stands where it is asked which of them; none where nothing is
  /// compared.
  var goodsCompared: [Mention] {
    guard products.count > 1, says([.which, .compares, .more, .most, .best, .fewer]),
      products.allSatisfy({ !$0.entries.isEmpty && !isCounted($0) })
    else { return [] }
    let pairs = zip(products, products.dropFirst()).map { ($0.words.upperBound, $1.words.lowerBound) }
    let opposing: [KnownConcept] = says([.between]) ? [.either, .compares, .and] : [.either, .compares]
    let isOpposed = { (pair: (Int, Int)) in
      pair.0 <= pair.1 && (pair.0...pair.1).contains { self.bears(opposing, $0) }
    }
    let areApart = pairs.allSatisfy { isOpposed($0) || sentence.words[$0.0].gap == .comma }
    return areApart && pairs.contains(where: isOpposed) ? products : []
  }

  private func isCounted(_ mention: Mention) -> Bool {
    let before = mention.words.lowerBound - 1
    return before >= 0 && sentence.words[before].isNumber
  }

  /// Whether goods are set against each other by what they leave, and not by what they sell.
  var comparesEarnings: Bool { says([.margin]) || says([.need]) && says([.sell]) }

  /// Whether goods are set against each other by what they sell or leave.
  var comparesTrade: Bool {
    (comparesEarnings || says([.sell, .sold, .sale, .best])) && !goodsCompared.isEmpty
  }

  private func says(_ concepts: [KnownConcept]) -> Bool {
    words(saying: concepts) & everything != 0
  }
}
