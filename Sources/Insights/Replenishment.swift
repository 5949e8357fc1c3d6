package import Inventory

/// How much of a product to buy, by the formulas of source document 002 (D-01, D-03, X-09).
package struct Replenishment: Hashable, Sendable {
  /// `promedio_diario_7d`: a seventh of the week's sales, rounded half up to the thousandth.
  package let dailyAverage: Quantity
  /// `proyeccion_7d`: what the coming week sells if it is like the last.
  package let projection: Quantity
  /// `dias_cobertura`; nil when nothing sold.
  package let cover: Cover?
  /// `cantidad_sugerida`: two weeks of sales less what is available.
  package let suggested: Quantity

  package init(for level: StockLevel) {
    let week = level.sales.last7
    dailyAverage = week.seventh
    projection = week
    cover = Cover(of: level.available, sold: week, in: 7)
    suggested = week.doubled(less: level.available)
  }

  /// `cantidad_a_pedir`: the suggestion less what is on order, raised to the supplier's minimum and whole packs.
  ///
  /// Of a product that sold nothing in 30 days nothing is ordered, unless it is strategic: then up to its minimum.
  package static func toOrder(for level: StockLevel, terms: OrderTerms = OrderTerms()) -> Quantity {
    let sells = level.sales.last30 > .zero
    guard sells || level.isStrategic else { return .zero }
    let needed =
      sells ? Replenishment(for: level).suggested : max(level.limits.minimum - level.available, .zero)
    return terms.fitting(needed)
  }
}

/// What a supplier's terms and the orders on their way do to a quantity that is needed.
package struct OrderTerms: Hashable, Sendable {
  package let onOrder: Quantity
  package let minimum: Quantity
  /// Units in a pack; nil where single units are sold.
  package let pack: Quantity?

  /// A pack that is not positive counts as none.
  package init(onOrder: Quantity = .zero, minimum: Quantity = .zero, pack: Quantity? = nil) {
    (self.onOrder, self.minimum) = (onOrder, minimum)
    self.pack = pack.flatMap { $0 > .zero ? $0 : nil }
  }

  fileprivate func fitting(_ needed: Quantity) -> Quantity {
    let missing = needed - onOrder
    guard missing > .zero else { return .zero }
    let raised = max(missing, minimum)
    guard let pack else { return raised }
    let rest = raised.thousandths % pack.thousandths
    return rest == 0 ? raised : raised + pack - Quantity(thousandths: rest)
  }
}

/// For how many days stock lasts at a rate of sale, in tenths of a day, rounded down.
package struct Cover: Hashable, Comparable, Sendable {
  package let tenths: Int64

  package init(tenths: Int64) { self.tenths = tenths }

  /// The cover of `available` when `sold` went in `days`; nil when nothing sold.
  package init?(of available: Quantity, sold: Quantity, in days: Int) {
    guard sold > .zero else { return nil }
    let stock = Int128(max(available, .zero).thousandths)
    tenths = Int64(clamping: stock * Int128(days) * 10 / Int128(sold.thousandths))
  }

  package static func < (a: Cover, b: Cover) -> Bool { a.tenths < b.tenths }

  /// The exact decimal text for the wire: `5`, `5.2`.
  package var decimal: String { FixedPoint.text(tenths, scale: 1) }

  /// Whole days, rounded half up.
  package var days: Int64 { tenths / 10 + (tenths % 10 >= 5 ? 1 : 0) }
}

extension Quantity {
  fileprivate var seventh: Quantity { Quantity(thousandths: scaled(thousandths, by: 1, over: 7) ?? 0) }

  /// Twice this less `stock`, within zero and the most that one movement may be.
  fileprivate func doubled(less stock: Quantity) -> Quantity {
    let needed = Quantity(thousandths: Int64(clamping: Int128(thousandths) * 2 - Int128(stock.thousandths)))
    return min(max(needed, .zero), .limit)
  }
}
