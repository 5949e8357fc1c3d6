internal import Inventory
internal import Shop
internal import Store
internal import Understanding

/// What goods of one category or supplier, one product, or one week or month sold.
struct SalesPart {
  enum Kind: String, CaseIterable { case category, supplier, product, week, month }

  let name: String
  fileprivate(set) var income: Money
  /// Its days, of a week or month, also those that were not asked about.
  fileprivate(set) var days: DayRange?
}

extension Desk {
  /// What each category, supplier or product sold in `days`, most income first, or each week or month, the first one
  /// first; nil where the parts of one product are asked for.
  func parts(of days: DayRange, by kind: SalesPart.Kind, _ slots: Slots) async throws -> [SalesPart]? {
    switch kind {
    case .week: return try await spans(of: days, slots) { DayRange($0 - $0.weekday, $0 - $0.weekday + 6) }
    case .month:
      return try await spans(of: days, slots) { Period.month($0.month, year: $0.year).days(on: today) }
    case .category, .supplier, .product: break
    }
    guard slots[.product] == nil else { return nil }
    var parts: [Int64?: SalesPart] = [:]
    for sales in try await productSales(in: days, slots) {
      let part = self.part(of: sales.product, by: kind)
      parts[part.id, default: SalesPart(name: part.name, income: .zero)].income += sales.sum.income
    }
    return parts.values.sorted { ($1.income, $0.name) < ($0.income, $1.name) }
  }

  /// What each stretch of `days` sold: `span` is the one that a day lies in.
  private func spans(
    of days: DayRange, _ slots: Slots, _ span: (BusinessDay) -> DayRange
  ) async throws -> [SalesPart] {
    try await dailySales(days, slots).reduce(into: [SalesPart]()) { parts, sales in
      let days = span(sales.day)
      let name = voice.period(days, today: today)
      if parts.last?.name == name {
        parts[parts.count - 1].income += sales.sum.income
      } else {
        parts.append(SalesPart(name: name, income: sales.sum.income, days: days))
      }
    }
  }

  /// What each day of `days` sold of what the question is about.
  func dailySales(_ days: DayRange, _ slots: Slots) async throws -> [DaySales] {
    try await shop.dailySales(days, branch: try branch(slots)?.id, of: try goods(slots), session)
  }

  /// Which part a product belongs to; without an id where it is of none.
  func part(of product: Product, by kind: SalesPart.Kind) -> (id: Int64?, name: String) {
    switch kind {
    case .category:
      (product.category?.value, category(of: product)?.name ?? voice.say(ValuePhrase.uncategorised))
    case .supplier:
      (product.supplier?.value, supplier(of: product)?.name ?? voice.say(OrderingPhrase.noSupplier))
    case .product, .week, .month: (product.id.value, product.name)
    }
  }

  /// What each product sold in `days` of what the question is about.
  func productSales(in days: DayRange, _ slots: Slots) async throws -> [ProductSales] {
    try await shop.salesByProduct(days, branch: try branch(slots)?.id, of: try goods(slots), session)
  }
}
