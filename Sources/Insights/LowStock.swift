package import Inventory

/// A place in the low stock report (requirements §24); the smallest comes first.
///
/// Critical before the rest, then strategic, then the shortest cover, then the dearest suggestion, then the SKU.
package struct LowStockRank: Hashable, Comparable, Sendable {
  private let isCritical: Bool
  private let isStrategic: Bool
  private let cover: Cover?
  private let suggestedValue: Int128
  private let sku: String

  package init(_ level: StockLevel, isCritical: Bool, replenishment: Replenishment, sku: String) {
    (self.isCritical, isStrategic) = (isCritical, level.isStrategic)
    cover = replenishment.cover
    suggestedValue = Int128(replenishment.suggested.thousandths) * Int128(level.price.minorUnits)
    self.sku = sku
  }

  package static func < (a: LowStockRank, b: LowStockRank) -> Bool {
    if a.isCritical != b.isCritical { return a.isCritical }
    if a.isStrategic != b.isStrategic { return a.isStrategic }
    if a.cover != b.cover {
      guard let cover = a.cover else { return false }
      return b.cover.map { cover < $0 } ?? true
    }
    if a.suggestedValue != b.suggestedValue { return a.suggestedValue > b.suggestedValue }
    return a.sku < b.sku
  }
}

extension StockLevel {
  /// `participacion_mes_pct`: the share of `total`, the income of the last 30 days; nil when there was none.
  package func shareOfIncome(of total: Money) -> Percent? { Percent(max(sales.income30, .zero), of: total) }
}
