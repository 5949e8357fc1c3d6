internal import Inventory

/// «2 a 5 y 3 a 6», of one product: so many at one price, and so many at another.
struct PricedPairs {
  /// The words of each quantity and its price; fewer than two are none.
  private(set) var pairs: [(quantity: Int, price: Int)] = []
  private let analysis: Analysis

  init(_ analysis: Analysis, _ rule: IntentRules.Rule, _ words: WordSet, of subjects: [Mention]) {
    self.analysis = analysis
    guard rule.slots.contains("items"), subjects.count == 1 else { return }
    let named = analysis.words(of: analysis.products)
    let numbers = analysis.sentence.words.indices.filter {
      words.contains($0) && !named.contains($0) && analysis.sentence.words[$0].isNumber
    }
    guard numbers.count >= 4, numbers.count % 2 == 0 else { return }
    let found = stride(from: 0, to: numbers.count, by: 2).map { (numbers[$0], numbers[$0 + 1]) }
    guard found.allSatisfy({ isPriced($0.1) && !isPriced($0.0) }) else { return }
    pairs = found.map { (quantity: $0.0, price: $0.1) }
  }

  /// The words of all the numbers.
  var words: WordSet { pairs.reduce(0) { $0 | 1 << WordSet($1.quantity) | 1 << WordSet($1.price) } }

  /// A line of `product` for each.
  func items(of product: ProductMention) -> [ItemMention] {
    pairs.map {
      ItemMention(product: product, quantity: value(at: $0.quantity), price: value(at: $0.price))
    }
  }

  private func value(at position: Int) -> SlotValue.Number? {
    analysis.sentence.words[position].value.map(SlotValue.Number.init(thousandths:))
  }

  /// Whether the word ahead of a number makes it a price: «a 5».
  private func isPriced(_ position: Int) -> Bool {
    analysis.tags.contains { tag in
      guard case .cue(.price, isAhead: false) = analysis.meaning(of: tag) else {
        return false
      }
      return tag.words.upperBound == position
    }
  }
}
