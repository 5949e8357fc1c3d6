package import Insights
package import Inventory
internal import Store

/// What the stock is worth, in all and by part.
package struct StockValuation: Sendable {
  package let total: InventoryValue
  package let categories: [(category: Category?, value: InventoryValue)]
  package let suppliers: [(supplier: Supplier?, value: InventoryValue)]
}

/// A product in an ABC analysis, with what it advises.
package struct ABCEntry: Sendable {
  package let product: Product
  package let line: ABCAnalysis.Line
  package let advice: PurchaseAdvice?
  /// What the units on hand cost.
  package let tiedUp: Money
}

/// How fast a product turned over.
package struct ProductTurnover: Sendable {
  package let product: Product
  package let sold: Quantity
  package let turnover: Turnover
}

extension Shop {
  /// What is on hand of `goods` is worth at cost and at sale prices, in all, by category and by supplier.
  package func inventoryValue(
    branch: BranchID? = nil, of goods: GoodsSelection = .all, _ session: Session
  ) async throws -> StockValuation {
    try await read(.seeCosts, in: branch, session) { books, branch in
      var total = InventoryValue()
      var byCategory: [CategoryID?: InventoryValue] = [:]
      var bySupplier: [SupplierID?: InventoryValue] = [:]
      let values = try books.stockValues(branch: branch)
      let suppliers = Dictionary(uniqueKeysWithValues: try books.suppliers().map { ($0.id, $0) })
      for product in try books.products(isActive: true).filter(try books.isMeant(by: goods)) {
        let held = values[product.id] ?? (units: .zero, cost: .zero)
        try total.add(held.units, value: held.cost, price: product.prices.sale)
        try byCategory[product.category, default: InventoryValue()]
          .add(held.units, value: held.cost, price: product.prices.sale)
        let supplier = product.supplier.flatMap { suppliers[$0]?.id }
        try bySupplier[supplier, default: InventoryValue()]
          .add(held.units, value: held.cost, price: product.prices.sale)
      }
      let categories = Dictionary(uniqueKeysWithValues: try books.categories().map { ($0.id, $0) })
      return StockValuation(
        total: total,
        categories: byCategory.map { (category: $0.key.flatMap { categories[$0] }, value: $0.value) }
          .sorted { ($1.value.atCost, $0.category?.name ?? "") < ($0.value.atCost, $1.category?.name ?? "") },
        suppliers: bySupplier.map { (supplier: $0.key.flatMap { suppliers[$0] }, value: $0.value) }
          .sorted { ($1.value.atCost, $0.supplier?.name ?? "") < ($0.value.atCost, $1.supplier?.name ?? "") })
    }
  }

  /// The products of a period by income with their classes.
  package func abc(_ days: DayRange, branch: BranchID? = nil, _ session: Session) async throws -> [ABCEntry] {
    let now = now()
    return try await read(.seeReports, in: branch, session) { books, branch in
      let sums = try books.salesByProduct(in: days, branch: branch)
      let analysis = try ABCAnalysis(
        sums.map { ABCAnalysis.Sold(product: $0.key, units: $0.value.units, income: $0.value.income) })
      let products = try books.products(Array(sums.keys))
      let values = try books.stockValues(branch: branch)
      let survey = try StockSurvey(of: books, filter: StockFilter(branch: branch), session, at: now)
      let levels = Dictionary(grouping: survey.levels, by: \.product)
      return analysis.lines.compactMap { line in
        guard let product = products[line.sold.product] else { return nil }
        let places = (levels[product.id] ?? []).map { (level: $0, book: survey.book(of: $0)) }
        return ABCEntry(
          product: session.shown(product), line: line, advice: PurchaseAdvice(line.abcClass, in: places),
          tiedUp: session.may(.seeCosts) ? values[product.id]?.cost ?? .zero : .zero)
      }
    }
  }

  /// How often each product's stock turned over in `days`, slowest first.
  package func turnover(
    _ days: DayRange, branch: BranchID? = nil, _ session: Session
  ) async throws -> [ProductTurnover] {
    try await read(.seeReports, in: branch, session) { books, branch in
      let sold = try books.salesByProduct(in: days, branch: branch)
      let held = try books.stockValues(branch: branch)
      let sinceEnd = try books.netMovements(after: days.last, branch: branch)
      let sinceStart = try books.netMovements(after: days.first - 1, branch: branch)
      return try books.products(isActive: true).compactMap { product -> ProductTurnover? in
        let onHand = held[product.id]?.units ?? .zero
        let units = sold[product.id]?.units ?? .zero
        let turnover = Turnover(
          opening: onHand - (sinceStart[product.id] ?? .zero),
          closing: onHand - (sinceEnd[product.id] ?? .zero),
          sold: units, over: days)
        guard units > .zero || turnover.averageStock > .zero else { return nil }
        return ProductTurnover(product: session.shown(product), sold: units, turnover: turnover)
      }.sorted { a, b in
        (a.turnover.turnsHundredths ?? 0, a.product.id) < (b.turnover.turnsHundredths ?? 0, b.product.id)
      }
    }
  }

  /// The supplier of a product; nil where none is known.
  package func supplier(of product: Product, _ session: Session) async throws -> Supplier? {
    try await read(.lookUp, session) { books in
      try books.suppliers().first { $0.id == product.supplier }
    }
  }
}
