package import Insights
package import Inventory
internal import Store

/// A product in a branch with everything the rules say of it.
package struct StockFinding: Sendable, Hashable {
  package fileprivate(set) var product: Product
  package let branch: Branch
  package let level: StockLevel
  package let replenishment: Replenishment
  /// Every rule that holds, highest first.
  package let hits: [RuleHit]
  /// The rule that the answer explains by: the one with the shortest cover.
  package let explaining: RuleHit?
  package let isCritical: Bool
  /// Whether its margin is high; false for a person who does not see costs.
  package let hasHighMargin: Bool
  /// Its part of the branch's income of the last 30 days.
  package let monthShare: Percent?
  package let overstock: Overstock?
  package let onOrder: Quantity
  /// What to order: the suggestion less what is on its way.
  package let toOrder: Quantity
}

/// What the rules found in a shop, and what they looked at.
package struct StockReport: Sendable {
  /// The branch's where one was asked about, else that of the branches that close with the shop.
  package let window: SalesWindow
  package let findings: [StockFinding]
  /// How many findings there were before any limit.
  package let total: Int
  /// How many products of the branches looked at are not among them.
  package let normal: Int
}

/// Which findings a question is about.
package struct StockFilter: Sendable, Hashable {
  package var branch: BranchID?
  package var goods: GoodsSelection
  package var strategicOnly: Bool
  package var criticalOnly: Bool
  /// Asks for everything with fewer units than this, whatever the rules say.
  package var below: Quantity?

  package init(
    branch: BranchID? = nil, goods: GoodsSelection = .all, strategicOnly: Bool = false,
    criticalOnly: Bool = false, below: Quantity? = nil
  ) {
    (self.branch, self.goods) = (branch, goods)
    (self.strategicOnly, self.criticalOnly, self.below) = (strategicOnly, criticalOnly, below)
  }
}

extension Shop {
  /// What is low and how much of it to buy, the most pressing first (requirements §24).
  ///
  /// A limit of nil returns all findings.
  package func lowStock(_ filter: StockFilter, limit: Int?, _ session: Session) async throws -> StockReport {
    try await report(filter, limit: limit, session, of: .low, by: \.pressure) { $0 < $1 }
  }

  /// What there is too much of, the most money tied up first.
  package func overstock(_ filter: StockFilter, limit: Int?, _ session: Session) async throws -> StockReport {
    try await report(filter, limit: limit, session, of: .overstock, by: \.tiedUp) { $0 > $1 }
  }

  /// What nobody buys, longest without a sale first.
  package func slowMovers(_ filter: StockFilter, limit: Int?, _ session: Session) async throws -> StockReport
  {
    let today = session.clock.day(of: now())
    return try await report(
      filter, limit: limit, session, of: [.noSales, .noMovement, .overstock],
      by: { ($0.level.history.daysWithoutSale(on: today) ?? .max, $0.tiedUp, $0.product.id) },
      inOrder: { a, b in (a.0, a.1, b.2) > (b.0, b.1, a.2) })
  }

  /// Everything that any rule says, gravest first.
  package func alerts(_ filter: StockFilter, limit: Int?, _ session: Session) async throws -> StockReport {
    try await report(
      filter, limit: limit, session, of: .all, by: { ($0.gravity, $0.product.name, $0.branch.id) },
      inOrder: { $0 < $1 })
  }

  /// What the rules see in one product, branch by branch, whether or not any holds.
  package func findings(of product: ProductID, branch: BranchID?, _ session: Session) async throws
    -> StockReport
  {
    let filter = StockFilter(branch: branch, goods: GoodsSelection(product: product))
    return try await report(filter, limit: nil, session, of: nil, by: \.pressure) { $0 < $1 }
  }

  /// The branch that sold most of each of `products` in its thirty days; a product that none sold is left out.
  package func branches(sellingMostOf products: [ProductID], _ session: Session) async throws
    -> [ProductID: Branch]
  {
    let now = now()
    return try await read(.lookUp, session) { books in
      let branches = try books.branchesByID()
      let sold = try books.sales(
        in: SalesWindows(books, session, at: now), branch: session.scope?.id, of: products)
      var best: [ProductID: (branch: Branch, units: Quantity)] = [:]
      for (place, sales) in sold.sorted(by: { $0.key.branch < $1.key.branch }) where sales.last30 > .zero {
        guard let branch = branches[place.branch], sales.last30 > best[place.product]?.units ?? .zero else {
          continue
        }
        best[place.product] = (branch, sales.last30)
      }
      return best.mapValues(\.branch)
    }
  }

  /// The findings in the order of what `key` takes from each; findings are large, and keys alone are sorted.
  private func report<Key>(
    _ filter: StockFilter, limit: Int?, _ session: Session, of rules: StockRules?,
    by key: @escaping @Sendable (StockFinding) -> Key,
    inOrder areInOrder: @escaping @Sendable (Key, Key) -> Bool
  ) async throws -> StockReport {
    let now = now()
    return try await read(.lookUp, in: filter.branch, session) { books, branch in
      var filter = filter
      filter.branch = branch
      let survey = try StockSurvey(of: books, filter: filter, session, at: now)
      let levels = try books.levels(survey.levels, admittedBy: filter)
      let found = levels.filter { level in
        if let below = filter.below { return level.available < below }
        return rules.map { !survey.book(of: level).rules(for: level).isDisjoint(with: $0) } ?? true
      }
      let products = try books.products(Array(Set(found.map(\.product))))
      let all = found.compactMap { level in products[level.product].flatMap { survey.finding(level, $0) } }
      let findings = filter.criticalOnly ? all.filter(\.isCritical) : all
      let order = findings.enumerated().map { (place: $0.offset, key: key($0.element)) }
        .sorted { areInOrder($0.key, $1.key) }
      return StockReport(
        window: survey.window,
        findings: order.prefix(max(0, limit ?? .max)).map { place, _ in
          findings[place].shown(to: session)
        },
        total: findings.count,
        normal: Set(levels.map(\.product)).subtracting(all.map(\.product.id)).count)
    }
  }
}

extension StockRules {
  fileprivate static let all = StockRules(rawValue: .max)
}

extension Transaction {
  /// The levels of the products that a question is about, of those of the one product that it may name.
  fileprivate func levels(_ levels: [StockLevel], admittedBy filter: StockFilter) throws -> [StockLevel] {
    let asked = filter.strategicOnly ? levels.filter(\.isStrategic) : levels
    guard filter.goods != GoodsSelection(product: filter.goods.product) else { return asked }
    let isMeant = try isMeant(by: filter.goods)
    let products = try products(Array(Set(asked.map(\.product))))
    return asked.filter { products[$0.product].map(isMeant) ?? false }
  }
}

extension StockFinding {
  /// The same finding with the product as a person may see it.
  fileprivate func shown(to session: Session) -> StockFinding {
    var finding = self
    finding.product = session.shown(product)
    return finding
  }
}

extension StockFinding {
  /// The order of the low stock report (requirements §24), then by product and branch.
  var pressure: (LowStockRank, ProductID, BranchID) {
    let rank = LowStockRank(
      level, isCritical: isCritical, replenishment: replenishment, sku: product.sku ?? "")
    return (rank, product.id, branch.id)
  }

  /// What the units on hand cost at the product's purchase price.
  package var tiedUp: Money { (try? product.prices.cost.times(level.onHand)) ?? .limit }

  fileprivate var gravity: UInt16 { hits.first.map { StockRules($0.rule).rawValue } ?? .max }
}
