package import Inventory
internal import Store

// Layaways and quotations: sales whose goods have not changed hands (requirements §5.37, X-18).

extension Shop {
  /// Adds lines to a layaway, which sets their goods aside too, or to a quotation.
  ///
  /// - Throws: `ShopError.conflict` once the goods have changed hands.
  package func add(
    _ lines: [SaleDraft.Line], to sale: SaleKey, _ session: Session, key: IdempotencyKey? = nil
  ) async throws -> Sale {
    try await perform(.addition, .sell, session, key: key) { books, now in
      let sale = try books.openSale(sale, session)
      try books.add(lines, to: sale, Stamp(session, at: now))
      return sale.folio.text
    } reading: {
      try $0.existingSale($1)
    }
  }

  /// Sets the goods of a quotation aside, until the end of `day` where one is given.
  ///
  /// - Throws: `ShopError.conflict` for what is no quotation, `invalid` for a day that is over.
  package func layAway(
    _ sale: SaleKey, until day: BusinessDay?, _ session: Session, key: IdempotencyKey? = nil
  ) async throws -> Sale {
    try await perform(.settingAside, .sell, session, key: key) { books, now in
      let sale = try books.openSale(sale, session)
      guard sale.state == .quotation else {
        throw ShopError.conflict(.saleState(folio: sale.folio.text, sale.state))
      }
      let stamp = Stamp(session, at: now)
      try stamp.checkKept(until: day)
      try books.reserve(sale.lines.map(\.item), in: sale.branch, stamp)
      try books.layAway(sale.id, until: day, at: now)
      return sale.folio.text
    } reading: {
      try $0.existingSale($1)
    }
  }

  /// Hands over the goods of a layaway or a quotation; what `payments` leave of it is owed.
  package func complete(
    _ sale: SaleKey, _ payments: [Payment] = [], _ session: Session, key: IdempotencyKey? = nil
  ) async throws -> Sale {
    try await perform(.completion, .sell, session, key: key) { books, now in
      let sale = try books.openSale(sale, session)
      let stamp = Stamp(session, at: now)
      try books.complete(sale, stamp)
      if !payments.isEmpty {
        let receipt = try books.nextFolio(.payment, year: stamp.day.year)
        try books.file(
          payments, for: [try books.existingSale(sale.folio.text)], under: receipt.text, session, stamp)
      }
      if sale.customer == nil { try checkDebt(ofNobody: books.existingSale(sale.folio.text).owed) }
      return sale.folio.text
    } reading: {
      try $0.existingSale($1)
    }
  }

  /// Cancels every layaway that was to be kept until before today and of which nothing was paid.
  ///
  /// One with a deposit stays as it is: what becomes of the customer's money is for the owner to say.
  package func releaseExpiredLayaways(_ session: Session) async throws -> ExpiredLayaways {
    let now = now()
    return try await write(.sell, session) { books in
      let sales = try books.layaways(endingBefore: session.clock.day(of: now))
      let unpaid = sales.filter { $0.totals.paid == .zero }
      for sale in unpaid { try books.cancel(sale, reason: nil, session, at: now) }
      return ExpiredLayaways(
        released: unpaid.map(\.folio), withDeposit: sales.filter { $0.totals.paid != .zero }.map(\.folio))
    }
  }
}

/// The layaways whose time is over.
package struct ExpiredLayaways: Sendable, Hashable {
  /// Those that were cancelled: their goods are free.
  package let released: [Folio]
  /// Those that stay.
  package let withDeposit: [Folio]
}

extension Stamp {
  /// - Throws: `ShopError.invalid` for goods that were to be kept until a day that is over.
  func checkKept(until day: BusinessDay?) throws(ShopError) {
    guard let day, day < self.day else { return }
    throw .invalid(field: "fecha_vencimiento_apartado", .inThePast)
  }
}

extension Transaction {
  /// - Throws: `ShopError.conflict` for a sale whose goods have changed hands.
  fileprivate func openSale(_ key: SaleKey, _ session: Session) throws -> Sale {
    let sale = try existingSale(key, session)
    guard sale.state == .layaway || sale.state == .quotation else {
      throw ShopError.conflict(.saleState(folio: sale.folio.text, sale.state))
    }
    return sale
  }

  /// Adds lines to an open sale, whose percentage counts for them too (requirements §5.36).
  fileprivate func add(_ lines: [SaleDraft.Line], to sale: Sale, _ stamp: Stamp) throws {
    guard !lines.isEmpty else { throw ShopError.invalid(field: "items", .noItems) }
    let before = sale.lines.map(\.item)
    let items = try priced(lines, beside: before)
    let subtotal = (before + items).reduce(Money.zero) { $0 + $1.subtotal }
    let fixed = sale.totals.discount - sale.totals.subtotal.percent(sale.discount)
    let totals = try SaleTotals(
      items: before + items, discount: subtotal.percent(sale.discount) + fixed, taxes: sale.totals.taxes,
      paid: sale.totals.paid)
    try insert(items, costs: items.map { _ in .zero }, of: sale.id, after: before.count)
    try setTotals(totals, of: sale.id)
    if sale.state == .layaway { try reserve(items, in: sale.branch, stamp) }
  }

  /// Hands the goods of an open sale over; its day becomes that of `stamp`.
  func complete(_ sale: Sale, _ stamp: Stamp) throws {
    let items = sale.lines.map(\.item)
    // What is free meanwhile is no recovery of the stock: the alerts are looked at once it is gone.
    if sale.state == .layaway { try free(items, in: sale.branch) }
    let costs = try handOver(
      Goods(sale: sale.id, folio: sale.folio, branch: sale.branch, items: items, totals: sale.totals), stamp)
    try complete(sale.id, costs: costs, at: stamp.now, on: stamp.day)
  }

  /// Sets goods aside in the order of the products.
  ///
  /// - Throws: `ShopError.insufficientStock` when fewer are free.
  func reserve(_ items: [SaleItem], in branch: BranchID, _ stamp: Stamp) throws {
    for (item, quantity) in summed(items) {
      let place = StockPlace(branch: branch, product: item.product)
      guard try reserve(quantity, at: place) else {
        throw ShopError.insufficientStock(
          product: item.product, name: item.name, available: try balance(place)?.available ?? .zero,
          required: quantity)
      }
    }
    try evaluateAlerts(of: items.map(\.product), on: stamp.day, at: stamp.now)
  }

  func release(_ items: [SaleItem], in branch: BranchID, _ stamp: Stamp) throws {
    try free(items, in: branch)
    try evaluateAlerts(of: items.map(\.product), on: stamp.day, at: stamp.now)
  }

  private func free(_ items: [SaleItem], in branch: BranchID) throws {
    for (item, quantity) in summed(items) {
      try release(quantity, at: StockPlace(branch: branch, product: item.product))
    }
  }

  private func summed(_ items: [SaleItem]) -> [(item: SaleItem, quantity: Quantity)] {
    Dictionary(grouping: items, by: \.product).values.compactMap { same in
      same.first.map { ($0, same.reduce(.zero) { $0 + $1.quantity }) }
    }.sorted { $0.item.product < $1.item.product }
  }
}
