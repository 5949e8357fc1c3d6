internal import Inventory
internal import Shop
internal import Store
internal import Understanding

/// What goods of one category or supplier, or one product, sold.
struct SalesPart {
  enum Kind: String, CaseIterable { case category, supplier, product }

  let name: String
  private(set) var income: Money
}

extension Desk {
  /// What each category, supplier or product sold in `days`, most income first.
  func parts(of days: DayRange, by kind: SalesPart.Kind, _ slots: Slots) async throws -> [SalesPart] {
    let sold = try await shop.topSellers(
      days, branch: try branch(slots)?.id, category: try category(slots)?.id,
      supplier: try supplier(slots)?.id, except: try goodsLeftOut(slots), by: .income, limit: nil, session)
    let incomes = sold.products.reduce(into: [String: Money]()) { incomes, sales in
      incomes[name(of: sales.product, by: kind), default: .zero] += sales.sum.income
    }
    return incomes.map(SalesPart.init).sorted { ($1.income, $0.name) < ($0.income, $1.name) }
  }

  private func name(of product: Product, by kind: SalesPart.Kind) -> String {
    switch kind {
    case .category: category(of: product)?.name ?? voice.say(ValuePhrase.uncategorised)
    case .supplier: supplier(of: product)?.name ?? voice.say(OrderingPhrase.noSupplier)
    case .product: product.name
    }
  }
}
