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

  /// Takes what `newer` says of the same product; of a price and a discount the newer stands.
  mutating func correct(by newer: ItemMention) {
    quantity = newer.quantity ?? quantity
    if newer.price != nil { dropDiscount() }
    price = newer.price ?? price
    if newer.isDiscounted { (discount, discountPercent) = (newer.discount, newer.discountPercent) }
  }

  /// Whether it may be a line: a lone word that names nothing is a slip.
  var isMeant: Bool {
    if case .unknown = product { return quantity != nil }
    return true
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
