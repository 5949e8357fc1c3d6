internal import Inventory
internal import Shop
internal import Store
internal import Understanding

/// A product by whose sales a whole rose or fell.
struct SalesDriver {
  let product: String
  let income: Money
  let before: Money

  /// «Shampoo: Bs 65, antes Bs 130».
  func words(_ voice: Voice) -> String {
    voice.say(
      SalesPhrase.driver,
      ["product": product, "income": voice.money(income), "before": voice.money(before)])
  }
}

extension Desk {
  /// The five products whose income changed most between two ranges of days, those that went the way of the whole.
  func drivers(of days: DayRange, since before: DayRange, _ slots: Slots) async throws -> [SalesDriver] {
    let (now, earlier) = (try await incomes(in: days, slots), try await incomes(in: before, slots))
    let isRise = now.values.reduce(.zero, +) >= earlier.values.reduce(.zero, +)
    let changes = Set(now.keys).union(earlier.keys).map { name in
      SalesDriver(product: name, income: now[name] ?? .zero, before: earlier[name] ?? .zero)
    }
    let gain = { (driver: SalesDriver) in
      isRise ? driver.income - driver.before : driver.before - driver.income
    }
    return Array(
      changes.filter { gain($0) > .zero }.sorted { (gain($1), $0.product) < (gain($0), $1.product) }.prefix(5)
    )
  }

  private func incomes(in days: DayRange, _ slots: Slots) async throws -> [String: Money] {
    let sold = try await shop.topSellers(
      days, branch: try branch(slots)?.id, category: try category(slots)?.id,
      supplier: try supplier(slots)?.id, except: try goodsLeftOut(slots), by: .income, limit: nil, session)
    return Dictionary(sold.products.map { ($0.product.name, $0.sum.income) }, uniquingKeysWith: +)
  }
}
