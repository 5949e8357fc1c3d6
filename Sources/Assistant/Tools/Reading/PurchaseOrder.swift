internal import Insights
internal import Inventory
internal import Shop
internal import Understanding
internal import Wire

extension Tool {
  /// What to order from each supplier, with its sum; what was asked for by name or number goes before the suggestion.
  package static let suggestPurchaseOrder = Tool(
    "suggestPurchaseOrder",
    [
      Parameter(.supplier, .supplier), Parameter(.items, .items), Parameter(.product, .product),
      Parameter(.quantity, .quantity), Parameter(.branch, .branch), Parameter(.category, .category),
      Parameter(.except, .text), Parameter(.limit, .count),
    ],
    .reads { slots, desk in
      let wanted = try desk.wantedProducts(slots)
      let lines =
        wanted.isEmpty ? try await desk.suggestedLines(slots) : try await desk.lines(of: wanted, slots)
      let orders = PurchaseOrder.orders(lines, desk)
      let listing = Listing(slots)
      let costs = desk.may(.seeCosts)
      let json = JSON.list(
        "pedidos", listing.rows(orders).map { $0.json(desk) }, total: orders.count,
        with: [
          "importe": JSON(costs ? orders.total(\.total) : nil, in: desk.session.currency)
        ])
      return ToolResult(
        json: json, reply: desk.words(for: orders, slots),
        shown: orders.flatMap { $0.lines.map(\.product.name) })
    })
}

/// What would be ordered from one supplier.
private struct PurchaseOrder {
  struct Line {
    let product: Product
    let branch: Branch?
    let quantity: Quantity

    /// Nil where the purchase price is not known.
    var subtotal: Money? {
      product.prices.cost > .zero ? try? product.prices.cost.times(quantity) : nil
    }
  }

  /// Nil for products that name none.
  let supplier: Supplier?
  let lines: [Line]

  var units: Quantity { lines.reduce(.zero) { $0 + $1.quantity } }
  var total: Money? { lines.total(\.subtotal) }

  /// By supplier, in the order of their most pressing product; without a supplier last.
  static func orders(_ lines: [Line], _ desk: Desk) -> [PurchaseOrder] {
    let groups = Dictionary(grouping: lines, by: \.product.supplier)
    var order: [SupplierID?] = []
    for line in lines where !order.contains(line.product.supplier) { order.append(line.product.supplier) }
    return (order.filter { $0 != nil } + order.filter { $0 == nil }).map { id in
      PurchaseOrder(supplier: desk.names.suppliers.first { $0.id == id }, lines: groups[id] ?? [])
    }
  }

  func json(_ desk: Desk) -> JSON {
    let (currency, costs) = (desk.session.currency, desk.may(.seeCosts))
    let rows = lines.map { line -> JSON in
      .object(
        JSON.Object(line.product, in: line.branch).with([
          "cantidad_a_pedir": JSON(line.quantity),
          "precio_compra": JSON(costs ? line.product.prices.cost : nil, in: currency),
          "subtotal": JSON(costs ? line.subtotal : nil, in: currency),
        ]))
    }
    return [
      "proveedor": JSON(supplier?.name), "telefono": JSON(supplier?.phone), "email": JSON(supplier?.email),
      "dias_entrega_estimado": JSON(supplier?.leadTime), "productos": .array(rows), "unidades": JSON(units),
      "importe": JSON(costs ? total : nil, in: currency),
    ]
  }
}

extension Array {
  /// The sum; nil where a part is not known or the whole passes the limit.
  fileprivate func total(_ part: (Element) -> Money?) -> Money? {
    var sum = Money.zero
    for element in self {
      guard let money = part(element), sum + money <= .limit else { return nil }
      sum += money
    }
    return sum
  }
}

extension Desk {
  /// The products that were named, each with the quantity that was said.
  fileprivate func wantedProducts(_ slots: Slots) throws(ShopError) -> [(
    product: Product, quantity: Quantity?
  )] {
    func quantity(_ number: SlotValue.Number?) -> Quantity? {
      number.map { Quantity(thousandths: $0.thousandths) }
    }
    var wanted: [(product: Product, quantity: Quantity?)] = []
    if let product = try product(slots) { wanted.append((product, quantity(slots[.quantity]))) }
    for item in slots[.items] ?? [] {
      guard case .known(let name) = item.product else { continue }
      var slots = Slots()
      slots[.product] = name
      if let product = try product(slots) { wanted.append((product, quantity(item.quantity))) }
    }
    return wanted
  }

  fileprivate func suggestedLines(_ slots: Slots) async throws -> [PurchaseOrder.Line] {
    try await shop.lowStock(stockFilter(slots), limit: nil, session).findings.filter { $0.toOrder > .zero }
      .map { PurchaseOrder.Line(product: $0.product, branch: $0.branch, quantity: $0.toOrder) }
  }

  /// - Throws: `ShopError.amountTooLarge` for more of a product than one movement may be.
  fileprivate func lines(
    of wanted: [(product: Product, quantity: Quantity?)], _ slots: Slots
  ) async throws -> [PurchaseOrder.Line] {
    let branch = try branch(slots)
    var lines: [PurchaseOrder.Line] = []
    for (product, quantity) in wanted {
      if let quantity, quantity > .zero {
        guard quantity <= .limit else { throw ShopError.amountTooLarge }
        lines.append(PurchaseOrder.Line(product: product, branch: branch, quantity: quantity))
        continue
      }
      let findings = try await shop.findings(of: product.id, branch: branch?.id, session).findings
      lines += findings.filter { $0.toOrder > .zero }
        .map { PurchaseOrder.Line(product: product, branch: $0.branch, quantity: $0.toOrder) }
    }
    return lines
  }

  fileprivate func words(for orders: [PurchaseOrder], _ slots: Slots) -> Reply {
    guard !orders.isEmpty else { return Reply(voice.say(OrderingPhrase.nothing)) }
    let lines = orders.flatMap { order in [heading(order)] + order.lines.map { item($0, slots) } }
    let total = may(.seeCosts) && orders.count > 1 ? orders.total(\.total) : nil
    let closing = [
      total.map { voice.say(OrderingPhrase.purchaseTotal, ["total": voice.money($0)]) },
      withoutSome(slots), voice.say(OrderingPhrase.sendLater),
    ]
    let count = orders.reduce(0) { $0 + $1.lines.count }
    return Reply(
      voice.say(OrderingPhrase.purchaseLead, ["n": voice.number(count)]), lines: lines,
      table: table(orders, slots),
      closing: closing.asSentences)
  }

  private func heading(_ order: PurchaseOrder) -> String {
    let name = order.supplier?.name ?? voice.say(OrderingPhrase.noSupplier)
    let count = voice.number(order.lines.count)
    let words =
      if may(.seeCosts), let total = order.total {
        voice.say(OrderingPhrase.supplierTotal, ["supplier": name, "n": count, "total": voice.money(total)])
      } else {
        voice.say(OrderingPhrase.supplierUnits, ["supplier": name, "n": count])
      }
    let leadTime = order.supplier.map { voice.say(OrderingPhrase.leadTime, ["n": voice.number($0.leadTime)]) }
    return words.then(leadTime)
  }

  private func item(_ line: PurchaseOrder.Line, _ slots: Slots) -> String {
    let product = line.product.name
    let place =
      if let branch = line.branch, namesBranches(slots) {
        voice.say(ListPhrase.place, ["product": product, "branch": branch.name])
      } else {
        product
      }
    return voice.say(
      OrderingPhrase.item, ["quantity": voice.quantity(line.quantity, line.product.unit), "product": place])
  }

  private func table(_ orders: [PurchaseOrder], _ slots: Slots) -> Reply.Table {
    let costs = may(.seeCosts)
    let places = namesBranches(slots) && orders.contains { $0.lines.contains { $0.branch != nil } }
    let columns: [Reply.Table.Column] =
      [.init(voice, .supplier), .init(voice, .product)] + (places ? [.init(voice, .branch)] : [])
      + [.init(numeric: .order, voice)]
      + (costs ? [.init(numeric: .cost, voice), .init(numeric: .total, voice)] : [])
    let rows = orders.flatMap { order in
      order.lines.map { line in
        [order.supplier?.name ?? "–", line.product.name] + (places ? [line.branch?.name ?? "–"] : [])
          + [voice.number(line.quantity)]
          + (costs
            ? [voice.money(line.product.prices.cost), line.subtotal.map(voice.money) ?? "–"] : [])
      }
    }
    return Reply.Table(columns: columns, rows: rows)
  }
}
