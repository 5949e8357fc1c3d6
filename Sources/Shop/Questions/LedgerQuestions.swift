package import Inventory
package import Store

/// A line of the ledger with the names that its ids stand for.
package struct MovementLine: Sendable, Hashable {
  package let movement: StockMovement
  package let product: Product
  package let branch: Branch
  package let person: String
  /// Whether it is part of a transfer between branches.
  package let isOfTransfer: Bool
}

/// The ledger of a product, or of the shop, newest first.
package struct Kardex: Sendable {
  package let lines: [MovementLine]
  /// How many lines there are before any limit.
  package let total: Int
  /// The changes of price over the same days, newest first, where one product was asked for.
  package let priceChanges: [PriceChange]
}

/// A line of a product's kardex, which shows its price beside its stock.
package enum KardexLine: Sendable, Hashable {
  case movement(MovementLine)
  case priceChange(PriceChange, person: String)
}

extension Shop {
  /// The newest movements that fit `filter`, at most `limit`, with the changes of price where all those of one product are
  /// asked for.
  package func kardex(_ filter: MovementFilter, limit: Int, _ session: Session) async throws -> Kardex {
    try await read(.lookUp, in: filter.branch, session) { books, branch in
      var filter = filter
      filter.branch = branch
      let isOfKind = !filter.kinds.isEmpty || filter.areTransfers != nil
      let found = try books.movements(filter, limit: max(0, limit))
      let prices = try filter.product.map { try books.priceChanges(of: $0, days: filter.days) } ?? []
      return Kardex(
        lines: try LedgerNames(books, found, session).lines(found), total: try books.movementCount(filter),
        priceChanges: isOfKind ? [] : prices.map(session.shown))
    }
  }

  /// Of the movements that fit `filter` those of the newest document.
  package func lastOfKardex(_ filter: MovementFilter, _ session: Session) async throws -> Kardex {
    try await read(.lookUp, in: filter.branch, session) { books, branch in
      var filter = filter
      filter.branch = branch
      guard let newest = try books.movements(filter, limit: 1).first else {
        return Kardex(lines: [], total: 0, priceChanges: [])
      }
      filter.document = newest.document
      let found = try books.movements(filter, limit: .max)
      return Kardex(
        lines: try LedgerNames(books, found, session).lines(found), total: found.count, priceChanges: [])
    }
  }

  /// A page of a product's kardex, newest first, its changes of price among its movements.
  ///
  /// - Throws: `ShopError.notFound` for a product that is not the shop's.
  package func kardex(
    of product: ProductID, branch: BranchID? = nil, days: DayRange? = nil, page: Page = .first,
    _ session: Session
  ) async throws -> Paged<KardexLine> {
    try await read(.lookUp, in: branch, session) { books, branch in
      _ = try books.existingProduct(product)
      let found = try books.history(product, branch: branch, days: days, page)
      let movements = found.compactMap { if case .movement(let movement) = $0 { movement } else { nil } }
      let names = try LedgerNames(books, movements, session)
      let filter = MovementFilter(product: product, branch: branch, days: days)
      return Paged(
        found.compactMap(names.line),
        total: try books.movementCount(filter) + books.priceChangeCount(of: product, days: days))
    }
  }

  /// A page of the movements that fit `filter`, newest first.
  package func movements(
    matching filter: MovementFilter = MovementFilter(), page: Page = .first, _ session: Session
  ) async throws -> Paged<MovementLine> {
    try await read(.lookUp, in: filter.branch, session) { books, branch in
      var filter = filter
      filter.branch = branch
      let found = try books.movements(filter, limit: page.size, offset: page.offset)
      return Paged(
        try LedgerNames(books, found, session).lines(found), total: try books.movementCount(filter))
    }
  }
}

/// The names that some lines of the ledger refer to.
private struct LedgerNames {
  private let session: Session
  private let products: [ProductID: Product]
  private let branches: [BranchID: Branch]
  private let people: [PersonID: String]
  private let transfers: Set<String>

  init(_ books: Transaction, _ movements: [StockMovement], _ session: Session) throws {
    self.session = session
    products = try books.products(Array(Set(movements.map(\.product))))
    (branches, people) = (try books.allBranches(), try books.allPeopleNames())
    let documents = movements.filter(\.isAdjustment).flatMap { [$0.document, $0.reference] }
    transfers = try books.transferFolios(among: Set(documents.compactMap(\.self)).sorted())
  }

  func lines(_ movements: [StockMovement]) -> [MovementLine] { movements.compactMap(line) }

  func line(_ line: HistoryLine) -> KardexLine? {
    switch line {
    case .movement(let movement): self.line(movement).map { .movement($0) }
    case .priceChange(let change): .priceChange(session.shown(change), person: people[change.person] ?? "")
    }
  }

  private func line(_ movement: StockMovement) -> MovementLine? {
    guard let product = products[movement.product], let branch = branches[movement.branch] else { return nil }
    return MovementLine(
      movement: session.shown(movement), product: session.shown(product), branch: branch,
      person: people[movement.person] ?? "",
      isOfTransfer: movement.isAdjustment
        && [movement.document, movement.reference].contains { $0.map(transfers.contains) ?? false })
  }
}

extension StockMovement {
  /// Whether it is written down as an adjustment, as what a transfer moves is too.
  fileprivate var isAdjustment: Bool { kind == .adjustmentIn || kind == .adjustmentOut }
}
