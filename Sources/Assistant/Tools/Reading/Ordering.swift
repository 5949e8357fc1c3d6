internal import Insights
internal import Inventory
internal import Shop
internal import Understanding
internal import Wire

enum OrderingPhrase: String, Phrase {
  case lead = "replenish.lead(n)"
  case nothing = "replenish.nothing"
  case nothingOf = "replenish.nothing_of(product)"
  case line = "replenish.line(product,quantity)"
  case onOrder = "replenish.on_order(quantity)"
  case covered = "replenish.covered(product,quantity)"
  case purchaseLead = "purchase.lead(n)"
  case purchaseTotal = "purchase.total(total)"
  case supplierTotal = "purchase.supplier_total(supplier,n,total)"
  case supplierUnits = "purchase.supplier(supplier,n)"
  case noSupplier = "purchase.no_supplier"
  case item = "purchase.item(quantity,product)"
  case leadTime = "purchase.lead_time(n)"
  case sendLater = "purchase.send_later"
}

extension Tool {
  /// How much to order of what is low: the formula less what is on its way.
  package static let getReplenishment = Tool(
    "getReplenishment",
    [
      Parameter(.branch, .branch), Parameter(.product, .product), Parameter(.category, .category),
      Parameter(.supplier, .supplier), Parameter(.except, .text), Parameter(.count, .count),
      Parameter(.limit, .count),
    ],
    .reads { slots, desk in
      let product = try desk.product(slots)
      let report = try await desk.ordered(slots)
      let listing = Listing(slots)
      let rows = listing.rows(report.findings).map { finding -> JSON in
        var fields = finding.placeFields
        fields["proveedor"] = JSON(desk.supplier(of: finding.product)?.name)
        fields["cantidad_sugerida"] = JSON(finding.replenishment.suggested)
        fields["en_camino"] = JSON(finding.onOrder)
        fields["cantidad_a_pedir"] = JSON(finding.toOrder)
        fields["dias_cobertura"] = JSON(finding.replenishment.cover)
        fields.merge(finding.reasonFields(finding.explaining, desk.voice))
        return .object(fields)
      }
      let shown = Array(listing.shown(report.findings))
      let needed = report.findings.count { $0.toOrder > .zero }
      let voice = desk.voice
      let lead =
        needed > 0
        ? voice.say(OrderingPhrase.lead, ["n": voice.number(needed)])
        : product.map { voice.say(OrderingPhrase.nothingOf, ["product": $0.name]) }
          ?? voice.say(OrderingPhrase.nothing)
      return ToolResult(
        json: .list("productos", rows, total: report.findings.count, window: report.window.week),
        reply: Reply(
          lead, lines: shown.map { desk.replenishmentLine($0, slots) },
          closing: listing.rest(of: report.findings.count, voice)),
        shown: shown.map(\.product.name))
    })
}

extension Desk {
  /// What is low and has something to order or on its way; of one product whatever its rules say.
  fileprivate func ordered(_ slots: Slots) async throws -> (window: SalesWindow, findings: [StockFinding]) {
    if let product = try product(slots) {
      let report = try await shop.findings(of: product.id, branch: try branch(slots)?.id, session)
      return (report.window, report.findings)
    }
    let report = try await shop.lowStock(stockFilter(slots), limit: nil, session)
    return (report.window, report.findings.filter { $0.toOrder > .zero || $0.onOrder > .zero })
  }

  fileprivate func replenishmentLine(_ finding: StockFinding, _ slots: Slots) -> String {
    let place = place(of: finding, slots)
    let unit = finding.product.unit
    let order =
      finding.toOrder > .zero
      ? voice.say(OrderingPhrase.line, ["product": place, "quantity": voice.quantity(finding.toOrder, unit)])
      : voice.say(
        OrderingPhrase.covered, ["product": place, "quantity": voice.quantity(finding.level.available, unit)])
    let onOrder =
      finding.onOrder > .zero
      ? voice.say(OrderingPhrase.onOrder, ["quantity": voice.quantity(finding.onOrder, unit)]) : nil
    return order.then(finding.toOrder > .zero ? voice.pace(of: finding) : nil, onOrder)
  }

  func supplier(of product: Product) -> Supplier? {
    product.supplier.flatMap { id in names.suppliers.first { $0.id == id } }
  }

  func category(of product: Product) -> Inventory.Category? {
    product.category.flatMap { id in names.categories.first { $0.id == id } }
  }
}
