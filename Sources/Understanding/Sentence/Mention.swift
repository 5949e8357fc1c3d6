/// Words of a sentence that name something of the shop.
struct Mention {
  enum Kind: Equatable {
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
