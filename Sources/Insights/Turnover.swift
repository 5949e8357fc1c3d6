package import Inventory

/// How fast stock turned over in a period (requirements §17.84).
package struct Turnover: Hashable, Sendable {
  /// The mean of the stock at the beginning and at the end.
  package let averageStock: Quantity
  /// The average days that a unit stays; nil when nothing sold.
  package let days: Cover?
  /// How many times the average stock sold, in hundredths, rounded half up; nil without stock or sales.
  package let turnsHundredths: Int64?

  package init(opening: Quantity, closing: Quantity, sold: Quantity, over period: DayRange) {
    let sum = max(opening, .zero) + max(closing, .zero)
    averageStock = Quantity(thousandths: sum.thousandths / 2)
    days = Cover(of: averageStock, sold: sold, in: period.count)
    turnsHundredths =
      sold > .zero && averageStock > .zero
      ? scaled(sold.thousandths, by: 100, over: averageStock.thousandths) : nil
  }

  /// The exact decimal text of the turns for the wire: `4`, `2.75`.
  package var turns: String? { turnsHundredths.map { FixedPoint.text($0, scale: 2) } }
}
