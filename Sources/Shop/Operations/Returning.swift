package import Inventory
package import Store

/// What a customer brings back of a sale.
package struct ReturnDraft: Sendable, Hashable {
  package let folio: String
  /// Nothing means all that is left of the sale.
  package let lines: [Line]
  package let reason: String?

  package struct Line: Sendable, Hashable {
    package let product: ProductID
    package let quantity: Quantity
    /// Whether it goes back on the shelf.
    package let restocks: Bool
    package init(product: ProductID, quantity: Quantity, restocks: Bool = true) {
      (self.product, self.quantity, self.restocks) = (product, quantity, restocks)
    }
  }

  package init(folio: String, lines: [Line] = [], reason: String? = nil) {
    (self.folio, self.lines, self.reason) = (folio, lines, reason)
  }
}

/// A return as it is, or would be, filed.
package struct ReturnQuote: Sendable, Hashable {
  package let sale: Sale
  package let lines: [ReturnedLine]
  /// What the customer gets back.
  package let refund: Money
  /// Whether nothing of the sale remains.
  package let isTotal: Bool
}

extension Shop {
  /// Works out a return without making it.
  package func quote(_ draft: ReturnDraft, _ session: Session) async throws -> ReturnQuote {
    try session.require(.sell)
    return try await store.read(session.organization) { try $0.quote(draft) }
  }

  /// Takes goods back: part of a sale or all of it; counts on today's sales.
  package func returnSale(
    _ draft: ReturnDraft, _ session: Session, key: IdempotencyKey? = nil
  ) async throws -> Sale {
    try session.require(.sell)
    let now = now()
    return try await store.write(session.organization) { books in
      let folio = try books.once(key, .customerReturn, at: now) {
        try books.takeBack(try books.quote(draft), reason: draft.reason, session, at: now)
        return draft.folio
      }
      return try books.existingSale(folio)
    }
  }
}

extension Transaction {
  func quote(_ draft: ReturnDraft) throws -> ReturnQuote {
    let sale = try existingSale(draft.folio)
    guard sale.state == .completed || sale.state == .partlyReturned else {
      throw ShopError.conflict(
        detail: "La venta \(sale.folio.text) está en estado «\(sale.state.rawValue)» y no admite devoluciones")
    }
    let wanted =
      draft.lines.isEmpty
      ? sale.lines.map { ReturnDraft.Line(product: $0.item.product, quantity: $0.item.quantity - $0.returned) }
      : draft.lines
    var left = sale.lines.map { $0.item.quantity - $0.returned }
    let incomes = netIncomes(sale.lines.map(\.item), discount: sale.totals.discount)
    var lines: [ReturnedLine] = []
    for line in wanted where line.quantity > .zero {
      var missing = line.quantity
      for (index, sold) in sale.lines.enumerated() where sold.item.product == line.product && missing > .zero {
        let taken = min(missing, left[index])
        guard taken > .zero else { continue }
        let before = sold.item.quantity - left[index]
        left[index] -= taken
        missing -= taken
        let amount =
          try incomes[index].share(before + taken, of: sold.item.quantity)
          - incomes[index].share(before, of: sold.item.quantity)
        lines.append(
          ReturnedLine(
            saleLine: sold.id, product: line.product, quantity: taken, amount: amount, isRestocked: line.restocks))
      }
      guard missing.isZero else {
        let sold = sale.lines.first { $0.item.product == line.product }
        throw ShopError.invalid(
          field: "items",
          detail: sold.map {
            "De «\($0.item.name)» quedan \((line.quantity - missing).decimal) por devolver en \(sale.folio.text)"
          } ?? "Ese producto no está en la venta \(sale.folio.text)")
      }
    }
    guard !lines.isEmpty else {
      throw ShopError.conflict(detail: "No queda nada por devolver de la venta \(sale.folio.text)")
    }
    return ReturnQuote(
      sale: sale, lines: lines, refund: lines.reduce(.zero) { $0 + $1.amount },
      isTotal: left.allSatisfy(\.isZero))
  }

  func takeBack(_ quote: ReturnQuote, reason: String?, _ session: Session, at now: Instant) throws {
    let stamp = Stamp(session, at: now)
    let sale = quote.sale
    let costs = try costs(of: sale.id)
    let folio = try nextFolio(series: "DEV", year: stamp.day.year)
    try insert(
      NewReturn(
        folio: folio, sale: sale.id, branch: sale.branch, person: session.person.id, reason: reason,
        total: quote.refund, at: now, day: stamp.day), lines: quote.lines)
    var changes: [StockChange] = []
    var sales: [DailySale] = []
    for line in quote.lines {
      guard let saleLine = line.saleLine, let index = sale.lines.firstIndex(where: { $0.id == saleLine }) else {
        continue
      }
      let cost = try costs[index].share(line.quantity, of: sale.lines[index].item.quantity)
      sales.append(
        DailySale(
          branch: sale.branch, product: line.product, day: stamp.day, units: -line.quantity, income: -line.amount,
          cost: -cost))
      guard line.isRestocked else { continue }
      changes.append(
        StockChange(
          place: StockPlace(branch: sale.branch, product: line.product), name: sale.lines[index].item.name,
          kind: .customerReturn, quantity: line.quantity, value: cost))
    }
    try post(
      changes,
      under: LedgerDocument(
        number: folio.text, sale: sale.id, reference: sale.folio.text,
        reason: reason ?? "Devolución de \(sale.folio.text)"), stamp)
    try add(sales)
    try setState(quote.isTotal ? .returned : .partlyReturned, payment: nil, of: sale.id)
  }
}
