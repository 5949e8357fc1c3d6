package import Inventory
internal import Store

extension Shop {
  /// Cancels a sale: its goods come back and its day's sales are taken off again; what was set aside is free, and what
  /// was paid is given back.
  ///
  /// - Throws: `ShopError.conflict` when it is cancelled already or some of it was returned.
  package func cancelSale(
    _ sale: SaleKey, reason: String? = nil, ifVersion version: Int64? = nil, _ session: Session,
    key: IdempotencyKey? = nil
  ) async throws -> Sale {
    try await perform(.cancellation, .sell, session, key: key) { books, now in
      let sale = try books.existingSale(sale, session)
      try checkVersion(sale.version, is: version)
      try books.cancel(sale, reason: reason, session, at: now)
      return sale.folio.text
    } reading: {
      try $0.existingSale($1)
    }
  }
}

extension Shop {
  /// Cancels the sale of a folio as a whole: the goods come back and so does the money.
  ///
  /// - Throws: `ShopError.conflict` where it is cancelled already or some of it was returned.
  package func cancelSale(
    _ folio: String, reason: String? = nil, _ session: Session, key: IdempotencyKey? = nil
  ) async throws -> Sale {
    try await cancelSale(.folio(folio), reason: reason, session, key: key)
  }
}

extension Transaction {
  func cancel(_ sale: Sale, reason: String?, _ session: Session, at now: Instant) throws {
    let stamp = Stamp(session, at: now)
    switch sale.state {
    case .quotation, .completed: break
    case .layaway: try release(sale.lines.map(\.item), in: sale.branch, stamp)
    case .cancelled, .partlyReturned, .returned:
      throw ShopError.conflict(.saleState(folio: sale.folio.text, sale.state))
    }
    // Nothing moves and no money goes back: no document.
    if sale.state == .completed || sale.totals.paid > .zero {
      let document = try nextFolio(.cancellation, year: stamp.day.year)
      if sale.state == .completed { try takeBack(sale, under: document, reason: reason, stamp) }
      try refund(sale.totals.paid, of: sale, under: document, stamp)
    }
    try setState(.cancelled, of: sale.id)
  }

  /// Puts all goods of a sale back and takes it off its day's sales.
  private func takeBack(_ sale: Sale, under document: Folio, reason: String?, _ stamp: Stamp) throws {
    _ = try existingBranch(sale.branch)
    let costs = try costs(of: sale.id)
    let items = sale.lines.map(\.item)
    let names = Dictionary(items.map { ($0.product, $0.name) }, uniquingKeysWith: { first, _ in first })
    let changes = try filedMovements(document: sale.folio.text).filter { $0.kind == .sale }
      .map { $0.undone(as: .customerReturn, name: names[$0.place.product] ?? "") }
    try post(
      changes,
      under: LedgerDocument(
        number: document.text, sale: sale.id, reference: sale.folio.text,
        reason: reason ?? "Cancelación de \(sale.folio.text)"), stamp)
    try add(dailySales(items, costs, sale.totals, branch: sale.branch, day: sale.day, sign: -1))
    try recallLastSales(of: items.map(\.product), in: sale.branch)
  }
}
