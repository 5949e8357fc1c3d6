/// Words of a sentence that name something of the shop.
struct Mention {
  enum Kind: CaseIterable {
    case branch, supplier, category, employee, customer
  }

  /// What was meant by a name that should be a product's.
  enum Product: Hashable {
    case known(Int)
    case ambiguous([Int])
    case unknown
  }

  let words: Range<Int>
  let product: Product
  /// Only for what is not a whole name: how much of it was said.
  let share: Float
  /// Whether the first word of the name was said.
  var hasHead = true
  /// Where it was said, where that is not the place at which it counts: «2 panes, digo *manteca*».
  var spoken: Range<Int>?

  /// The products that it may be.
  var entries: [Int] {
    switch product {
    case .known(let entry): [entry]
    case .ambiguous(let entries): entries
    case .unknown: []
    }
  }
}

extension [Mention] {
  /// Whether any stands behind the word at `position` and ahead of `other`.
  func contains(between position: Int, and other: Range<Int>) -> Bool {
    contains { $0.words.lowerBound > position && $0.words.upperBound <= other.lowerBound }
  }
}

extension Analysis {
  /// What is named, as the shop has it.
  func name(of mention: NameMention) -> String { index[mention.kind].names[mention.entry] }

  /// The product of `mention` by its name, or the first of those that it may be, or the words that name none.
  func product(_ mention: Mention) -> ProductMention {
    switch mention.product {
    case .known(let entry): .known(index.productNames[entry])
    case .ambiguous(let entries): .ambiguous(entries.prefix(8).map { index.productNames[$0] })
    case .unknown: .unknown(sentence.typed(mention.spoken ?? mention.words))
    }
  }

  /// Takes each product in doubt for the one of `names` that it may be, where it may be one alone.
  mutating func settle(on names: [String]) {
    products = products.map { mention in
      guard case .ambiguous(let entries) = mention.product,
        case let meant = entries.filter({ names.contains(index.productNames[$0]) }), meant.count == 1
      else { return mention }
      return Mention(words: mention.words, product: .known(meant[0]), share: mention.share)
    }
  }
}
