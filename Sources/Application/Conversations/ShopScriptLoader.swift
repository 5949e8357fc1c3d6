internal import Inventory
internal import Shop
internal import Store

/// Makes the shop that a script describes.
struct ShopScriptLoader {
  private let script: ShopScript
  private let shop: Shop
  private let session: Session
  private let currency: Currency
  private let branches: [Branch]

  /// Makes the shop in an empty store, with its past as it stands at `shop.now()`.
  ///
  /// - Throws: `ScriptFault` for a line that the shop refuses.
  static func load(_ script: ShopScript, into shop: Shop) async throws {
    guard let currency = script.currency else { throw ShopError.notFound(.currency, name: script.name) }
    guard let zone = script.zone else { throw ShopError.notFound(.timeZone, name: script.name) }
    try await shop.createShop(
      name: script.name, currency: currency,
      clock: ShopClock(zone: zone), language: script.language, address: script.address, owner: script.owner)
    let session = try await shop.open(door: "prueba")
    try await shop.setClosingMinute(script.closingMinute, session)
    try await file(script.names, in: shop, session)
    let loader = ShopScriptLoader(
      script: script, shop: shop, session: session, currency: currency,
      branches: try await shop.names(session).branches)
    try await loader.loadProducts()
    try await loader.loadStock()
    try await loader.loadSales()
  }

  private static func file(_ names: [ShopScript.Named], in shop: Shop, _ session: Session) async throws {
    let rows = names.enumerated().map {
      NameRow(line: $0.offset, name: $0.element.name, kind: $0.element.kind)
    }
    let outcome = try await shop.importNames(rows, session)
    if let refusal = outcome.refused.first { throw names[refusal.line].line.fault(refusal.reason) }
  }

  private func loadProducts() async throws {
    let rows = try script.products.enumerated().map { index, product in
      guard let price = product.price else {
        throw product.line.fault("a «\(product.name)» le falta su precio")
      }
      var row = ProductRow(
        line: index, sku: product.sku, name: product.name, salePrice: try money(price, product.line))
      row.cost = try product.cost.map { try money($0, product.line) }
      (row.category, row.supplier, row.barcode) = (product.category, product.supplier, product.barcode)
      (row.minimum, row.maximum, row.unit) = (product.minimum, product.maximum, product.unit)
      (row.isStrategic, row.aliases) = (product.isStrategic, product.aliases)
      return row
    }
    let outcome = try await shop.importProducts(rows, session)
    if let refusal = outcome.refused.first { throw script.products[refusal.line].line.fault(refusal.reason) }
  }

  /// What is on hand came in on the product's day of arrival, at nine in the morning.
  private func loadStock() async throws {
    let ids = Dictionary(
      try await shop.names(session).products.map { ($0.name, $0.id) }, uniquingKeysWith: { first, _ in first }
    )
    for product in script.products {
      guard let id = ids[product.name] else { throw product.line.fault("hay otro producto con este sku") }
      let day = product.arrival.days(at: shop.now(), session.clock, closing: script.closingMinute).first
      let entries = try product.stock.filter { $0.quantity > .zero }.map { shelf in
        let line = EntryDraft.Line(
          product: id, quantity: shelf.quantity, lot: shelf.lot?.code, expires: shelf.lot?.expiry)
        return PastOperation(
          at: session.clock.instant(of: day, minute: 9 * 60), person: session.person,
          .entry(EntryDraft(lines: [line], branch: try branch(shelf.branch, shelf.line))))
      }
      do {
        try await shop.replay(entries, session)
      } catch let error as ShopError {
        throw product.line.fault(error.reason)
      }
    }
  }

  private func loadSales() async throws {
    let lines = try script.products.flatMap(soldLines) + script.sales.flatMap(saleLines)
    guard !lines.isEmpty else { return }
    let rows = lines.enumerated().map { index, entry in
      PastSaleLine(
        line: index, folio: entry.folio, at: entry.at, sku: entry.product.sku ?? "", name: entry.product.name,
        quantity: entry.quantity, unitPrice: entry.price, customer: entry.customer, branch: entry.branch)
    }
    let outcome = try await SalesImport(shop, session, movesStock: false).add(rows)
    if let refusal = outcome.refused.first { throw lines[refusal.line].line.fault(refusal.reason) }
  }

  private struct PastLine {
    let line: ScriptLine
    let folio: String
    let at: Instant
    let product: ShopScript.StockedProduct
    let quantity: Quantity
    let price: Money
    var customer: String?
    let branch: BranchID
  }

  /// One sale a day, at noon or now, for what was sold over some days; their folios end in a letter, so that no
  /// number asks for them.
  private func soldLines(_ product: ShopScript.StockedProduct) throws -> [PastLine] {
    let price = try money(product.price ?? 0, product.line)
    return try product.sold.flatMap { sold in
      let days = sold.days.days(at: shop.now(), session.clock, closing: script.closingMinute)
      let branch = try branch(sold.branch, sold.line)
      return sold.quantity.spread(over: days.count).enumerated().compactMap { offset, quantity -> PastLine? in
        guard quantity > .zero else { return nil }
        let noon = session.clock.instant(of: days.first + offset, minute: 12 * 60)
        return PastLine(
          line: sold.line, folio: "PASADA-\(sold.line.number)-\(offset)-\(product.sku ?? "")-V",
          at: min(noon, shop.now()), product: product, quantity: quantity, price: price, branch: branch)
      }
    }
  }

  private func saleLines(_ sale: ShopScript.PastSale) throws -> [PastLine] {
    guard let at = session.clock.instant(parsing: sale.at) else {
      throw sale.line.fault("«\(sale.at)» no es una fecha como 2025-11-19 10:30")
    }
    let branch = try branch(sale.branch, sale.line)
    return try sale.items.map { item in
      guard let product = script.products.first(where: { $0.name == item.product }) else {
        throw item.line.fault("no hay un producto «\(item.product)» en esta tienda")
      }
      return PastLine(
        line: item.line, folio: Folio.normalised(sale.folio), at: at, product: product,
        quantity: item.quantity,
        price: try money(item.price ?? product.price ?? 0, item.line), customer: sale.customer, branch: branch
      )
    }
  }

  private func branch(_ name: String?, _ line: ScriptLine) throws(ScriptFault) -> BranchID {
    guard let name else { return session.home.id }
    guard let branch = branches.first(called: name) else {
      throw line.fault("no hay una sucursal «\(name)»: hay \(branches.map(\.name).joined(separator: ", "))")
    }
    return branch.id
  }

  private func money(_ thousandths: Int64, _ line: ScriptLine) throws(ScriptFault) -> Money {
    let text = FixedPoint.text(thousandths, scale: 3)
    guard let money = currency.money(text) else {
      throw line.fault("«\(text)» tiene más decimales que \(currency.code)")
    }
    return money
  }
}

extension Quantity {
  /// `count` parts as equal as may be, whole where the quantity is whole, which sum to it.
  fileprivate func spread(over count: Int) -> [Quantity] {
    let unit: Int64 = isWhole ? 1000 : 1
    let units = thousandths / unit
    let count = Int64(max(count, 1))
    return (0..<count).map { part in
      Quantity(thousandths: (units * (part + 1) / count - units * part / count) * unit)
    }
  }
}
