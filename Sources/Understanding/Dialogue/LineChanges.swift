internal import Inventory

/// What a correction does to lines of goods.
extension [ItemMention] {
  /// Without lines of which nothing is left, where there are others.
  var withoutEmptied: Self {
    let left = filter { $0.quantity?.thousandths != 0 }
    return left.isEmpty ? self : left
  }
}

extension ItemMention {
  var isDiscounted: Bool { discount != nil || discountPercent != nil }

  mutating func dropDiscount() { (discount, discountPercent) = (nil, nil) }

  /// So many of it, which then come to another sum.
  mutating func count(_ newer: SlotValue.Number) {
    if newer != quantity { worth = nil }
    quantity = newer
  }

  /// So many more of it than before, or than one.
  mutating func add(_ more: SlotValue.Number) {
    let (sum, isTooMuch) = (quantity?.thousandths ?? 1000).addingReportingOverflow(more.thousandths)
    count(.init(thousandths: isTooMuch ? .max : sum))
  }

  /// At that price, which then stands for what was said to be the sum.
  mutating func priced(_ newer: SlotValue.Number) {
    (price, worth) = (newer, nil)
  }

  /// Takes what `newer` says of the same product; of a price and a discount the newer stands.
  mutating func correct(by newer: ItemMention) {
    if let said = newer.quantity { count(said) }
    if let said = newer.price {
      dropDiscount()
      priced(said)
    }
    worth = newer.worth ?? worth
    bonus = newer.bonus ?? bonus
    if newer.isDiscounted { (discount, discountPercent) = (newer.discount, newer.discountPercent) }
  }

  /// Whether it may be a line: a lone word that names nothing is a slip.
  var isMeant: Bool {
    if case .unknown = product { return quantity != nil }
    return true
  }
}

extension Slots {
  /// More, in thousandths, is not worked out.
  private static let mostCounted: Int64 = 1_000_000_000_000

  /// After its lines changed from `items`, told by packages or dozens: as much for each unit of the one line; beside
  /// other lines the sum is that line's.
  mutating func followPackages(from items: [ItemMention]) {
    guard let packages = self[.packages], var lines = self[.items], items.count == 1,
      let quantity = items[0].quantity, (1...Self.mostCounted).contains(quantity.thousandths),
      lines.map(\.quantity) != items.map(\.quantity)
    else { return }
    let total = self[.total]
    (self[.packages], self[.total]) = (nil, nil)
    guard let place = lines.firstIndex(where: { $0.product == items[0].product }),
      let count = lines[place].quantity
    else { return }
    let scaled = { (number: SlotValue.Number, unit: Int64) -> SlotValue.Number? in
      let product = number.thousandths.multipliedReportingOverflow(by: count.thousandths)
      guard !product.overflow, product.partialValue % (quantity.thousandths * unit) == 0 else { return nil }
      return SlotValue.Number(thousandths: product.partialValue / quantity.thousandths)
    }
    let sum = total.flatMap { scaled($0, 10) }
    if lines.count == 1 {
      (self[.packages], self[.total]) = (scaled(packages, 1000), sum)
    } else {
      lines[place].worth = sum
      self[.items] = lines
    }
  }
}

extension ProductMention {
  /// The first word of a known name.
  var kind: ArraySlice<UInt8>? {
    guard case .known(let name) = self else { return nil }
    return Normalizer.normalize(name).words.first
  }

  /// Whether these words may mean the product of that line.
  func mayBe(_ other: ProductMention) -> Bool {
    guard case .known(let name) = other else { return self == other }
    return switch self {
    case .known(let said): said == name
    case .ambiguous(let names): names.contains(name)
    case .unknown: false
    }
  }
}
