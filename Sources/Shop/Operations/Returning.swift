package import Inventory
package import Store

/// What a customer brings back of a sale.
package struct ReturnDraft: Sendable, Hashable {
  package let sale: SaleKey
  /// Nothing means all that is left of the sale.
  package let lines: [Line]
  package let reason: String?
  /// How the customer gets the money back, where it was said.
  package let refund: Tender?

  package struct Line: Sendable, Hashable {
    package let goods: Goods
    package let quantity: Quantity
    /// Whether it goes back on the shelf.
    package let restocks: Bool

    package init(_ goods: Goods, quantity: Quantity, restocks: Bool = true) {
      (self.goods, self.quantity, self.restocks) = (goods, quantity, restocks)
    }

    package init(product: ProductID, quantity: Quantity, restocks: Bool = true) {
      self.init(.product(product), quantity: quantity, restocks: restocks)
    }
  }

  /// Which of the goods that were sold.
  package enum Goods: Sendable, Hashable {
    /// From the lines that sold it, in their order.
    case product(ProductID)
    case item(SaleItemID)
  }

  package init(sale: SaleKey, lines: [Line] = [], reason: String? = nil, refund: Tender? = nil) {
    (self.sale, self.lines, self.reason, self.refund) = (sale, lines, reason, refund)
  }

  package init(folio: String, lines: [Line] = [], reason: String? = nil) {
    self.init(sale: .folio(folio), lines: lines, reason: reason)
  }
}

/// A return as it is, or would be, filed.
package struct ReturnQuote: Sendable, Hashable {
  package let sale: Sale
  package let lines: [ReturnedLine]
  /// What the goods were sold for.
  package let value: Money
  /// What the customer gets back: the value, less what is still owed for the sale.
  package let refund: Money
  /// Whether nothing of the sale remains.
  package let isTotal: Bool
}

extension Shop {
  /// Works out a return without making it.
  package func quote(_ draft: ReturnDraft, _ session: Session) async throws -> ReturnQuote {
    try await read(.sell, session) { books in
      let quote = try books.quote(draft, session)
      return ReturnQuote(
        sale: quote.sale, lines: quote.lines.map(session.shown), value: quote.value, refund: quote.refund,
        isTotal: quote.isTotal)
    }
  }

  /// Takes goods back and gives back what was paid for them: part of a sale or all of it; counts on today's sales.
  package func returnSale(
    _ draft: ReturnDraft, _ session: Session, key: IdempotencyKey? = nil
  ) async throws -> Sale {
    try await perform(.customerReturn, .sell, session, key: key) { books, now in
      let quote = try books.quote(draft, session)
      try books.takeBack(quote, reason: draft.reason, refund: draft.refund, session, at: now)
      return quote.sale.folio.text
    } reading: {
      try $0.existingSale($1)
    }
  }
}

extension Transaction {
  func quote(_ draft: ReturnDraft, _ session: Session) throws -> ReturnQuote {
    let sale = try existingSale(draft.sale, session)
    guard sale.state == .completed || sale.state == .partlyReturned else {
      throw ShopError.conflict(
        .saleState(folio: sale.folio.text, sale.state))
    }
    var rest = ReturnableSale(
      sale, incomes: netIncomes(sale.lines.map(\.item), discount: sale.totals.discount),
      costs: try costs(of: sale.id))
    let products = try products(sale.lines.map(\.item.product))
    let wanted = draft.lines.isEmpty ? rest.everything : draft.lines
    let lines = try wanted.flatMap { line in
      if let product = rest.product(of: line.goods) {
        try products[product]?.checkPositive(line.quantity)
      }
      return try rest.take(line)
    }
    guard !lines.isEmpty else {
      throw ShopError.conflict(.nothingToReturn(folio: sale.folio.text))
    }
    let value = lines.reduce(Money.zero) { $0 + $1.amount }
    let before = try returnedValue(of: sale.id)
    return ReturnQuote(
      sale: sale, lines: lines, value: value,
      refund: sale.totals.overpaid(with: before + value) - sale.totals.overpaid(with: before),
      isTotal: rest.isEmpty)
  }

  func takeBack(
    _ quote: ReturnQuote, reason: String?, refund: Tender? = nil, _ session: Session, at now: Instant
  ) throws {
    try checkText(reason, upTo: 500, field: "motivo")
    let stamp = Stamp(session, at: now)
    let sale = quote.sale
    _ = try existingBranch(sale.branch)
    let names = Dictionary(
      sale.lines.map { ($0.item.product, $0.item.name) }, uniquingKeysWith: { first, _ in first })
    var lots = try lotsStillOut(of: sale.id)
    let folio = try nextFolio(.customerReturn, year: stamp.day.year)
    try insert(
      NewReturn(
        folio: folio, sale: sale.id, branch: sale.branch, person: session.person.id, reason: reason,
        refund: refund, total: quote.value, at: now, day: stamp.day), lines: quote.lines)
    let changes = try quote.lines.filter(\.isRestocked).flatMap { line in
      let change = StockChange(
        place: StockPlace(branch: sale.branch, product: line.product), name: names[line.product] ?? "",
        kind: .customerReturn, quantity: line.quantity, value: line.cost)
      let parts = try change.divided(among: lots[line.product] ?? [])
      for part in parts { lots[line.product]?.take(part.quantity, ofLot: part.lot?.code) }
      return parts
    }
    try post(
      changes,
      under: LedgerDocument(
        number: folio.text, sale: sale.id, reference: sale.folio.text,
        reason: reason ?? "Devolución de \(sale.folio.text)"), stamp)
    try add(
      quote.lines.lazy.map { line in
        DailySale(
          branch: sale.branch, product: line.product, day: stamp.day, units: -line.quantity,
          income: -line.amount,
          cost: -line.cost)
      })
    try self.refund(quote.refund, of: sale, by: refund, under: folio, stamp)
    try setState(quote.isTotal ? .returned : .partlyReturned, of: sale.id)
  }
}

/// A sale with what of each line has not come back yet.
private struct ReturnableSale {
  private let sale: Sale
  private let incomes: [Money]
  private let costs: [Money]
  private var left: [Quantity]

  init(_ sale: Sale, incomes: [Money], costs: [Money]) {
    (self.sale, self.incomes, self.costs) = (sale, incomes, costs)
    left = sale.lines.map { $0.item.quantity - $0.returned }
  }

  var isEmpty: Bool { left.allSatisfy(\.isZero) }

  var everything: [ReturnDraft.Line] {
    zip(sale.lines, left).filter { !$0.1.isZero }.map {
      ReturnDraft.Line(.item($0.0.id), quantity: $0.1)
    }
  }

  func product(of goods: ReturnDraft.Goods) -> ProductID? {
    switch goods {
    case .product(let product): product
    case .item(let id): sale.lines.first { $0.id == id }?.item.product
    }
  }

  /// Takes goods from the lines that sold them, in their order.
  ///
  /// What each part is worth is a difference of shares, so that all parts of a line sum to the line.
  mutating func take(_ wanted: ReturnDraft.Line) throws -> [ReturnedLine] {
    var taken: [ReturnedLine] = []
    var missing = wanted.quantity
    for (index, sold) in sale.lines.enumerated() where sold.is(wanted.goods) {
      let part = min(missing, left[index])
      guard part > .zero else { continue }
      let whole = sold.item.quantity
      let before = whole - left[index]
      left[index] -= part
      missing -= part
      taken.append(
        ReturnedLine(
          saleLine: sold.id, product: sold.item.product, quantity: part,
          amount: try incomes[index].share(before + part, of: whole)
            - incomes[index].share(before, of: whole),
          cost: try costs[index].share(before + part, of: whole) - costs[index].share(before, of: whole),
          isRestocked: wanted.restocks))
    }
    guard missing.isZero else { throw refusal(of: wanted, found: wanted.quantity - missing) }
    return taken
  }

  private func refusal(of wanted: ReturnDraft.Line, found: Quantity) -> ShopError {
    let sold = sale.lines.first { $0.is(wanted.goods) }
    let folio = sale.folio.text
    return .invalid(
      field: "items",
      sold.map { .moreThanSold(product: $0.item.name, left: found, folio: folio) } ?? .notInSale(folio: folio)
    )
  }
}

extension Sale.Line {
  fileprivate func `is`(_ goods: ReturnDraft.Goods) -> Bool {
    switch goods {
    case .product(let product): item.product == product
    case .item(let id): self.id == id
    }
  }
}

extension SaleTotals {
  /// What was paid beyond what is due once goods of that value came back.
  fileprivate func overpaid(with returned: Money) -> Money { max(paid - (total - returned), .zero) }
}

extension [Lot] {
  fileprivate mutating func take(_ quantity: Quantity, ofLot code: String?) {
    guard let index = firstIndex(where: { $0.code == code }) else { return }
    self[index].quantity -= quantity
    if self[index].quantity <= .zero { remove(at: index) }
  }
}
