internal import Insights
internal import Inventory
internal import Shop
internal import Store

/// What of a shop a conversation may change, as it stands at one moment.
struct StoreSnapshot: Hashable, Sendable {
  private struct Shelf: Hashable, Sendable {
    let product: String
    let branch: BranchID
  }

  private var stock: [Shelf: Quantity] = [:]
  private var prices: [String: Prices] = [:]
  private var counts: [StoreFigure.Count: Int64] = [:]
  private let branches: [Branch]
  private let currency: Currency

  /// Looks through the eyes of `session`, which must be the owner's to see everything.
  init(_ shop: Shop, _ session: Session) async throws {
    currency = session.currency
    let names = try await shop.names(session)
    branches = names.branches
    for product in names.products { prices[product.name] = product.prices }
    for finding in try await shop.lowStock(StockFilter(below: .limit), limit: nil, session).findings {
      stock[Shelf(product: finding.product.name, branch: finding.branch.id)] = finding.level.onHand
    }
    let ever = DayRange(BusinessDay(ordinal: -100_000), BusinessDay(ordinal: 100_000))
    let sales = try await shop.salesSummary(ever, session)
    let ledger = try await shop.kardex(MovementFilter(), limit: 0, session)
    counts[.sales] = Int64(sales.count) * 1000
    counts[.income] = inThousandths(sales.total.income)
    counts[.movements] = Int64(ledger.total) * 1000
    counts[.products] = Int64(names.products.count) * 1000
    counts[.customers] = Int64(names.customers.count) * 1000
    counts[.suppliers] = Int64(names.suppliers.count) * 1000
  }

  /// The figure in thousandths; nil when the product or branch that it names does not exist.
  func value(of figure: StoreFigure) -> Int64? {
    switch figure {
    case .stock(let product, let branch):
      guard prices[product] != nil else { return nil }
      let counted = branch.map { name in branches.filter { $0.isCalled(name) } } ?? branches
      guard !counted.isEmpty else { return nil }
      return counted.reduce(0) { $0 + (stock[Shelf(product: product, branch: $1.id)] ?? .zero).thousandths }
    case .price(let product): return prices[product].map { inThousandths($0.sale) }
    case .cost(let product): return prices[product].map { inThousandths($0.cost) }
    case .count(let count): return counts[count]
    }
  }

  /// How much each figure that changed since `before` has changed, in words.
  func differences(from before: StoreSnapshot) -> [String] {
    let products = Set(prices.keys).union(before.prices.keys).sorted()
    let figures =
      StoreFigure.Count.allCases.map(StoreFigure.count)
      + products.flatMap { product in
        [.price(product: product), .cost(product: product)]
          + branches.map { StoreFigure.stock(product: product, branch: $0.name) }
      }
    return figures.compactMap { figure in
      let change = (value(of: figure) ?? 0) - (before.value(of: figure) ?? 0)
      return change == 0 ? nil : "\(figure): \(signed(change))"
    }
  }

  private func inThousandths(_ money: Money) -> Int64 {
    FixedPoint.parse(currency.decimal(money), scale: 3) ?? 0
  }
}

/// The change as a script writes it: `+1`, `-2.5`.
func signed(_ thousandths: Int64) -> String {
  (thousandths > 0 ? "+" : "") + FixedPoint.text(thousandths, scale: 3)
}

extension StoreFigure: CustomStringConvertible {
  var description: String {
    switch self {
    case .stock(let product, let branch): "stock de «\(product)»" + (branch.map { " en \($0)" } ?? "")
    case .price(let product): "precio de «\(product)»"
    case .cost(let product): "costo de «\(product)»"
    case .count(let count): String(count.rawValue.prefix { $0 != "|" })
    }
  }
}
