package import Insights
package import Inventory
package import Store

/// A line of document 003's feed of alerts, one of a product in a branch (requirements §7.49–58, X-25).
package struct StockNotice: Sendable, Hashable {
  package let product: Product
  package let category: String?
  package let branch: Branch
  /// What may be sold: what the rule compared.
  package let stock: Quantity
  package let subject: Subject

  package enum Subject: Sendable, Hashable {
    case lowStock
    case noSales(NoSales)
  }

  /// How long nobody has bought it.
  package struct NoSales: Sendable, Hashable {
    /// Days since the last sale, or since it came in where it never sold (`dias_bodega`).
    package let days: Int
    package let lastEntry: BusinessDay?
    package let lastStockChange: BusinessDay?

    /// Yellow also for the few days of a price cut without effect.
    package let gap: SalesGap
  }

  /// The wire's `tipo`.
  package var kind: String {
    switch subject {
    case .lowStock: "stock_bajo"
    case .noSales: "sin_ventas"
    }
  }

  package var priority: Severity.Priority {
    switch subject {
    case .lowStock: .high
    case .noSales: .medium
    }
  }

  /// The wire's `motivo`.
  package var reason: String {
    switch subject {
    case .lowStock: "Stock bajo"
    case .noSales: "Sin ventas"
    }
  }

  /// The wire's `detalle`; in the singular for exactly one.
  package var detail: String {
    switch subject {
    case .lowStock: "\(stock.decimal) \(stock == Quantity(1) ? "unidad" : "unidades")"
    case .noSales(let noSales): "\(noSales.days) \(noSales.days == 1 ? "día" : "días") sin venta"
    }
  }

  /// The colour of its badge.
  package var color: String {
    switch subject {
    case .lowStock: "#e74c3c"
    case .noSales(let noSales):
      switch noSales.gap {
      case .red: "#e74c3c"
      case .orange: "#f39c12"
      case .yellow: "#ffc107"
      }
    }
  }

  package var badge: String {
    switch subject {
    case .lowStock: "🔴"
    case .noSales(let noSales):
      switch noSales.gap {
      case .red: "🔴"
      case .orange: "🟠"
      case .yellow: "🟡"
      }
    }
  }
}

extension Shop {
  /// Document 003's feed: what is low, then what nobody buys, longest first.
  package func notices(branch: BranchID? = nil, _ session: Session) async throws -> [StockNotice] {
    let today = session.clock.day(of: now())
    return try await read(.lookUp, in: branch, session) { books, branch in
      // Neither the rates of sale nor the rotation matter to these rules.
      var book = RuleBook(today: today, rotation: Rotation(sold30: []))
      let layers = try RuleLayers(books)
      let levels = try books.levels(branch: branch, product: nil, sold: [:], on: today)
      let found = levels.compactMap { level in
        book.settings = layers.settings(of: level.product, in: level.branch)
        return StockNotice.Subject(level, by: book).map { (level: level, subject: $0) }
      }
      let products = try books.products(Array(Set(found.map(\.level.product))))
      let branches = try books.branchesByID()
      let categories = Dictionary(uniqueKeysWithValues: try books.categories().map { ($0.id, $0.name) })
      return found.compactMap { level, subject in
        guard let product = products[level.product], let branch = branches[level.branch] else { return nil }
        return StockNotice(
          product: session.shown(product), category: product.category.flatMap { categories[$0] },
          branch: branch,
          stock: level.available, subject: subject)
      }.sorted { $0.comesBefore($1) }
    }
  }

  /// A page of the stock alerts that nobody has read and that still hold, or of all others, gravest first.
  package func stockAlerts(
    isPending: Bool = true, branch: BranchID? = nil, page: Page = .first, _ session: Session
  ) async throws -> Paged<StockAlert> {
    try await read(.lookUp, in: branch, session) { try $0.alerts(isPending: isPending, branch: $1, page) }
  }

  /// How many stock alerts are open, by kind and level.
  package func alertCounts(branch: BranchID? = nil, _ session: Session) async throws -> [AlertCount] {
    try await read(.lookUp, in: branch, session) { try $0.alertCounts(branch: $1) }
  }
}

extension StockNotice.Subject {
  /// What the feed says of a balance; nil for nothing.
  fileprivate init?(_ level: StockLevel, by book: RuleBook) {
    let rules = book.rules(for: level)
    if !rules.isDisjoint(with: [.outOfStock, .floor]) {
      self = .lowStock
    } else if rules.contains(.noSales) {
      let days = level.history.daysWithoutSale(on: book.today) ?? 0
      self = .noSales(
        StockNotice.NoSales(
          days: days, lastEntry: level.history.lastEntry, lastStockChange: level.history.lastMovement,
          gap: SalesGap(days: days, limits: book.settings.daysWithoutSale) ?? .yellow))
    } else {
      return nil
    }
  }
}

extension StockNotice {
  /// By priority, then days without a sale, longest first; ties by stock, then SKU, then branch.
  fileprivate func comesBefore(_ other: StockNotice) -> Bool {
    (rank, -days, stock, product.sku ?? "", branch.id)
      < (other.rank, -other.days, other.stock, other.product.sku ?? "", other.branch.id)
  }

  private var rank: Int {
    Severity.Priority.allCases.firstIndex(of: priority) ?? Severity.Priority.allCases.count
  }

  private var days: Int { if case .noSales(let noSales) = subject { noSales.days } else { 0 } }
}
