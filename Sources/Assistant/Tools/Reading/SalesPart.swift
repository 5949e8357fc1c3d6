internal import Inventory
internal import Shop
internal import Store
internal import Understanding

/// What goods of one category or supplier, one product, or one month sold.
struct SalesPart {
  enum Kind: String, CaseIterable { case category, supplier, product, month }

  let name: String
  fileprivate(set) var income: Money
}

extension Desk {
  /// What each category, supplier or product sold in `days`, most income first, or each month, the first one first;
  /// nil where the months of a part of the goods are asked for.
  func parts(of days: DayRange, by kind: SalesPart.Kind, _ slots: Slots) async throws -> [SalesPart]? {
    if kind == .month { return try await months(of: days, slots) }
    let sold = try await shop.topSellers(
      days, branch: try branch(slots)?.id, category: try category(slots)?.id,
      supplier: try supplier(slots)?.id, except: try goodsLeftOut(slots), by: .income, limit: nil, session)
    let incomes = sold.products.reduce(into: [String: Money]()) { incomes, sales in
      incomes[name(of: sales.product, by: kind), default: .zero] += sales.sum.income
    }
    return incomes.map(SalesPart.init).sorted { ($1.income, $0.name) < ($0.income, $1.name) }
  }

  private func months(of days: DayRange, _ slots: Slots) async throws -> [SalesPart]? {
    guard [.product, .category, .supplier, .except].allSatisfy({ slots[$0] == nil }) else { return nil }
    let daily = try await shop.dailySales(days, branch: try branch(slots)?.id, session)
    return daily.reduce(into: [SalesPart]()) { months, sales in
      let name = voice.period(
        Period.month(sales.day.month, year: sales.day.year).days(on: today), today: today)
      if months.last?.name == name {
        months[months.count - 1].income += sales.sum.income
      } else {
        months.append(SalesPart(name: name, income: sales.sum.income))
      }
    }
  }

  private func name(of product: Product, by kind: SalesPart.Kind) -> String {
    switch kind {
    case .category: category(of: product)?.name ?? voice.say(ValuePhrase.uncategorised)
    case .supplier: supplier(of: product)?.name ?? voice.say(OrderingPhrase.noSupplier)
    case .product, .month: product.name
    }
  }
}
