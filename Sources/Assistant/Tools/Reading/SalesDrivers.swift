internal import Inventory
internal import Shop
internal import Store
internal import Understanding

/// A product by whose sales a whole rose or fell.
struct SalesDriver {
  let product: String
  fileprivate(set) var income: Money
  fileprivate(set) var before: Money

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
    let (now, earlier) = (try await productSales(in: days, slots), try await productSales(in: before, slots))
    let income = { (sales: [ProductSales]) in sales.reduce(Money.zero) { $0 + $1.sum.income } }
    let isRise = income(now) >= income(earlier)
    var changes: [ProductID: SalesDriver] = [:]
    for sales in now + earlier where changes[sales.product.id] == nil {
      changes[sales.product.id] = SalesDriver(product: sales.product.name, income: .zero, before: .zero)
    }
    for sales in now { changes[sales.product.id]?.income = sales.sum.income }
    for sales in earlier { changes[sales.product.id]?.before = sales.sum.income }
    let gain = { (driver: SalesDriver) in
      isRise ? driver.income - driver.before : driver.before - driver.income
    }
    return Array(
      changes.values.filter { gain($0) > .zero }.sorted { (gain($1), $0.product) < (gain($0), $1.product) }
        .prefix(5))
  }
}
