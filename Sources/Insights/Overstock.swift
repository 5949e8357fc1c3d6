package import Inventory

/// What there is too much of, and what to do about it.
package struct Overstock: Hashable, Sendable {
  /// How to sell what does not sell by itself.
  package enum Remedy: String, CaseIterable, Sendable {
    /// It sells, but little: make it seen.
    case promotion = "promocion"
    /// It does not sell and its margin is high enough to give some of it away.
    case discount = "descuento"
    /// It does not sell and leaves no margin to cut, or none is known: sell it with something that does.
    case bundle = "combo"
  }

  /// What is beyond the days of sales that the rule allows.
  package let excess: Quantity
  /// What the excess cost.
  package let tiedUp: Money
  /// How long the stock lasts at the rate of 30 days; nil when nothing sold.
  package let cover: Cover?
  package let remedy: Remedy

  /// Nil when the overstock rule does not hold.
  ///
  /// - Throws: `ShopError.amountTooLarge` when the excess is worth more than `Money.limit`.
  package init?(_ level: StockLevel, by book: RuleBook) throws(ShopError) {
    guard book.rules(for: level).contains(.overstock) else { return nil }
    excess = level.available - book.overstockLimit(level)
    tiedUp = try level.cost.times(excess)
    cover = Cover(of: level.available, sold: level.sales.last30, in: 30)
    remedy = level.sales.last30 > .zero ? .promotion : book.hasHighMargin(level) ? .discount : .bundle
  }
}
