/// What a number word adds to a number.
enum NumberWord: Sendable {
  case value(Int64)
  /// «mil», «docena»: multiplies what stands before it.
  case times(Int64)
  /// «un», «a»: one, or no number at all.
  case article
  /// «medio», «cuarto»: so many thousandths of what follows.
  case fraction(Int64)
  /// «kilo»: what there may be a part of, before it or behind it.
  case measure
}

/// What a number in a sentence stands for.
enum NumberRole: String, CaseIterable, Sendable {
  case quantity = "qty"
  /// From how many on a product is low, and up to how many it is filled up.
  case minimum, maximum
  case price, cost, total, tendered, opening, counted, threshold, register, folio
  /// From how many units on a wholesale price holds.
  case wholesaleFrom = "wholesale_from"
  /// How much money there is to buy with.
  case budget
  case count = "n"
  /// So much money's worth of goods: «10 bs de queso».
  case worth
  /// So many of the goods came in beside the others at no cost: «2 de bonificación».
  case bonus
  /// An amount of money off the whole.
  case discount
  case discountPercent = "discount_pct"
  /// By how much per cent a price goes up.
  case changePercent = "change_pct"
  /// By how much money a price goes up.
  case change

  /// Whether a number plays it only where its own words or signs say so.
  var isOnlySaid: Bool {
    switch self {
    case .worth, .bonus, .wholesaleFrom, .discount, .discountPercent, .changePercent, .change, .folio,
      .budget, .minimum, .maximum:
      true
    default: false
    }
  }

  /// Whether it belongs to one line where several products are named.
  var isOfLine: Bool {
    switch self {
    case .quantity, .price, .cost, .worth, .bonus: true
    default: false
    }
  }

  /// Whether it is an amount of money.
  var isMoney: Bool {
    switch self {
    case .price, .cost, .total, .tendered, .opening, .counted, .worth, .discount, .change, .budget: true
    default: false
    }
  }

  var isPercent: Bool { self == .discountPercent || self == .changePercent }
}
