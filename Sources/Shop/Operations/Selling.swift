package import Inventory
internal import Store

/// What a sale will come to, before it is made.
package struct SaleQuote: Sendable, Hashable {
  package let items: [SaleItem]
  package let totals: SaleTotals
  package let branch: BranchID
}

extension Shop {
  /// Works out a sale without making it: prices, discount, total, and unless told otherwise whether there is enough.
  package func quote(
    _ draft: SaleDraft, _ session: Session, checksStock: Bool = true
  ) async throws -> SaleQuote {
    try await read(.sell, session) { books in
      let quote = try books.quote(draft, session)
      guard checksStock else { return quote }
      for (place, quantity) in books.demand(quote).sorted(by: { $0.key.product < $1.key.product }) {
        let available = try books.balance(place)?.available ?? .zero
        guard available < quantity.needed else { continue }
        throw ShopError.insufficientStock(
          product: place.product, name: quantity.name, available: available, required: quantity.needed)
      }
      return quote
    }
  }

  /// Sells, lays away or quotes: takes the next folio, writes the sale, takes or sets aside the stock, all or nothing.
  ///
  /// A layaway that is paid in full is a sale at once.
  package func sell(_ draft: SaleDraft, _ session: Session, key: IdempotencyKey? = nil) async throws -> Sale {
    let publicID = makeID()
    let kind = draft.kind.saleKind == .layaway ? OperationKind.layaway : .sale
    return try await perform(kind, .sell, session, key: key) { books, now in
      try books.sell(draft, session, publicID: publicID, at: now).text
    } reading: {
      try $0.existingSale($1)
    }
  }
}

/// What changes hands with a sale.
struct Goods {
  let sale: SaleID
  let folio: Folio
  let branch: BranchID
  let items: [SaleItem]
  let totals: SaleTotals
}

extension SaleDraft.Reduction {
  /// The percentage that the sale keeps beside the amount.
  fileprivate var percent: Percent {
    if case .discount(let percent, _) = self { percent } else { Percent(tenths: 0) }
  }

  /// - Throws: `ShopError.invalid` for a percentage beyond 0 to 100, or a total beyond the lines' prices.
  fileprivate func amount(off subtotal: Money) throws(ShopError) -> Money {
    switch self {
    case .none: return .zero
    case .discount(let percent, let amount):
      guard (0...1000).contains(percent.tenths) else {
        throw .invalid(field: "descuento_porcentaje", .discountOutOfRange)
      }
      guard amount >= .zero, amount <= subtotal else {
        throw .invalid(field: "descuento_monto", .discountAboveSubtotal)
      }
      return subtotal.percent(percent) + amount
    case .agreedTotal(let agreed):
      guard agreed >= .zero, agreed <= subtotal else {
        throw .invalid(field: "total", .totalAbovePrices(sum: subtotal))
      }
      return subtotal - agreed
    }
  }
}

extension Transaction {
  fileprivate func quote(_ draft: SaleDraft, _ session: Session) throws -> SaleQuote {
    guard !draft.lines.isEmpty else { throw ShopError.invalid(field: "items", .noItems) }
    let branch = try existingBranch(draft.branch) ?? session.home.id
    let items = try priced(draft.lines, beside: [])
    let subtotal = items.reduce(Money.zero) { $0 + $1.subtotal }
    let discount = try draft.reduction.amount(off: subtotal)
    let totals = try SaleTotals(items: items, discount: discount, paid: draft.paidAtOnce)
    guard draft.kind != .quotation || totals.paid == .zero else {
      throw ShopError.invalid(field: "monto_pagado", .paidAboveOwed(owed: .zero))
    }
    if draft.kind == .direct, draft.customer == nil { try checkDebt(ofNobody: totals.pending) }
    return SaleQuote(items: items, totals: totals, branch: branch)
  }

  /// The lines with their prices: where none was said the product's own, wholesale when they and `others` of the
  /// same sale reach its quantity together.
  func priced(_ lines: [SaleDraft.Line], beside others: [SaleItem]) throws -> [SaleItem] {
    let products = try products(lines.map(\.product))
    let ordered = try lines.map { line in
      guard let product = products[line.product], product.isActive else {
        throw ShopError.notFound(
          .product, name: products[line.product]?.name ?? String(line.product.value))
      }
      guard product.allowsSale else {
        throw ShopError.conflict(.notForSale(product: product.name))
      }
      try product.checkPositive(line.quantity)
      return (line: line, product: product)
    }
    var together = others.reduce(into: [:]) { $0[$1.product, default: Quantity.zero] += $1.quantity }
    for (line, product) in ordered { together[product.id, default: .zero] += line.quantity }
    return try ordered.map { line, product in
      try checkText(line.note, upTo: 500, field: "notas")
      var item = try SaleItem(
        product: product.id, name: product.name, sku: product.sku, quantity: line.quantity,
        unitPrice: line.price ?? product.prices.unitPrice(for: together[product.id] ?? line.quantity),
        discount: line.discount, discountAmount: line.discountAmount)
      (item.earnsCommission, item.note) = (line.earnsCommission, line.note)
      return item
    }
  }

  fileprivate func demand(_ quote: SaleQuote) -> [StockPlace: (name: String, needed: Quantity)] {
    var demand: [StockPlace: (name: String, needed: Quantity)] = [:]
    for item in quote.items {
      let place = StockPlace(branch: quote.branch, product: item.product)
      demand[place, default: (item.name, .zero)].needed += item.quantity
    }
    return demand
  }

  func sell(_ draft: SaleDraft, _ session: Session, publicID: String, at now: Instant) throws -> Folio {
    let stamp = Stamp(session, at: now)
    let quote = try quote(draft, session)
    try checkText(draft.note, upTo: 500, field: "notas")
    try stamp.checkKept(until: draft.keptUntil)
    if let professional = draft.professional { try checkProfessional(professional) }
    let buyer = try buyer(draft, quote.totals)
    let folio = try nextFolio(.sale, year: stamp.day.year)
    let state = draft.kind.state(quote.totals)
    let sale = try insert(
      NewSale(
        folio: folio, publicID: publicID, branch: quote.branch, kind: draft.kind.saleKind, state: state,
        tender: draft.payments.tender ?? draft.tender, totals: quote.totals,
        discount: draft.reduction.percent, customer: buyer.id, customerName: buyer.name,
        professional: draft.professional, person: session.person.id, note: draft.note,
        keptUntil: draft.keptUntil, at: now, day: stamp.day))
    let goods = Goods(
      sale: sale, folio: folio, branch: quote.branch, items: quote.items, totals: quote.totals)
    let costs = state == .completed ? try handOver(goods, stamp) : goods.items.map { _ in .zero }
    try insert(goods.items, costs: costs, of: sale)
    if state == .layaway { try reserve(goods.items, in: goods.branch, stamp) }
    try file(draft, quote.totals, of: goods, stamp)
    return folio
  }

  /// Files what is paid when a sale is made.
  private func file(_ draft: SaleDraft, _ totals: SaleTotals, of goods: Goods, _ stamp: Stamp) throws {
    let payments =
      try draft.payments.isEmpty && totals.paid > .zero
      ? [Payment(totals.paid, tender: draft.tender, received: draft.received)] : draft.payments
    for payment in payments {
      try insert(
        FiledPayment(
          sale: goods.sale, receipt: goods.folio.text, tender: payment.tender, amount: payment.amount,
          change: payment.change, branch: goods.branch, person: stamp.person, at: stamp.now, day: stamp.day))
    }
  }

  /// Takes the goods of a sale from the stock and counts them as sold today; returns what each line cost the shop.
  func handOver(_ goods: Goods, _ stamp: Stamp) throws -> [Money] {
    let changes = goods.items.map { item in
      StockChange(
        place: StockPlace(branch: goods.branch, product: item.product), name: item.name, kind: .sale,
        quantity: item.quantity)
    }
    let values = try post(changes, under: LedgerDocument(number: goods.folio.text, sale: goods.sale), stamp)
    let costs = try costs(of: goods.items, values)
    try add(dailySales(goods.items, costs, goods.totals, branch: goods.branch, day: stamp.day, sign: 1))
    return costs
  }

  /// The customer of a sale: one the shop knows, or a new one when something is left to pay.
  private func buyer(_ draft: SaleDraft, _ totals: SaleTotals) throws -> (id: CustomerID?, name: String?) {
    switch draft.customer {
    case nil: return (nil, nil)
    case .known(let id): return (id, try activeCustomer(id).fields.name)
    case .named(let name):
      try checkLine(name, 1...200, field: "cliente")
      if let known = try customer(named: name) { return (known, name) }
      guard totals.pending > .zero, draft.kind != .quotation else { return (nil, name) }
      return (try insert(CustomerFields(name: name)), name)
    }
  }

  /// Each line's part of what its product cost, when a product stands in several lines.
  private func costs(of items: [SaleItem], _ values: [StockPlace: Money]) throws -> [Money] {
    var left: [ProductID: (units: Quantity, value: Money)] = [:]
    for item in items { left[item.product, default: (.zero, .zero)].units += item.quantity }
    for (place, value) in values { left[place.product]?.value += value }
    return try items.map { item in
      guard let rest = left[item.product] else { return .zero }
      let cost = try rest.value.share(item.quantity, of: rest.units)
      left[item.product] = (rest.units - item.quantity, rest.value - cost)
      return cost
    }
  }
}

/// - Throws: `ShopError.invalid` where goods are taken by nobody in particular and something is left to pay.
func checkDebt(ofNobody owed: Money) throws(ShopError) {
  guard owed <= .zero else { throw .invalid(field: "cliente_id", .nobodyOwes) }
}

/// What a sale adds to the roll-up (`sign` 1) or takes from it (−1): each line's income is its subtotal less its part
/// of the sale's discount, so that the parts sum to the total without tax.
func dailySales(
  _ items: [SaleItem], _ costs: [Money], _ totals: SaleTotals, branch: BranchID, day: BusinessDay, sign: Int64
) -> [DailySale] {
  zip(items, zip(costs, netIncomes(items, discount: totals.discount))).map { item, amounts in
    DailySale(
      branch: branch, product: item.product, day: day,
      units: Quantity(thousandths: sign * item.quantity.thousandths),
      income: Money(minorUnits: sign * amounts.1.minorUnits),
      cost: Money(minorUnits: sign * amounts.0.minorUnits))
  }
}

extension Product {
  /// - Throws: `ShopError.invalid` for a fraction of something that is counted.
  func checkWhole(_ quantity: Quantity) throws(ShopError) { try unit.checkWhole(quantity, of: name) }
}

extension Unit {
  /// - Throws: `ShopError.invalid` for a fraction of something that is counted.
  func checkWhole(_ quantity: Quantity, of name: String) throws(ShopError) {
    guard !isCountable || quantity.isWhole else {
      throw .invalid(field: "cantidad", .fractionOfCounted(product: name))
    }
  }
}
