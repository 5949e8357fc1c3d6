internal import Inventory
internal import Shop
internal import Store
internal import Understanding
internal import Wire

extension Desk {
  /// What was bought from each supplier, most money first: «¿a quién le compro más?».
  func purchases(_ filter: MovementFilter, _ listing: Listing) async throws -> ToolResult {
    try session.require(.seeCosts)
    var filter = filter
    (filter.kinds, filter.areStanding) = ([.purchase], true)
    let kardex = try await shop.kardex(filter, limit: .max, session)
    let suppliers = Dictionary(grouping: kardex.lines, by: \.movement.supplier)
      .map { id, lines in
        (
          name: names.suppliers.first { $0.id == id }?.name ?? voice.say(OrderingPhrase.noSupplier),
          deliveries: Set(lines.map(\.movement.document)).count,
          cost: lines.reduce(Money.zero) { $0 + $1.movement.value }
        )
      }
      .sorted { ($1.cost, $0.name) < ($0.cost, $1.name) }
    let json = JSON.list(
      "movimientos", [], total: 0, window: filter.days,
      with: [
        "sku": nil, "nombre": nil, "cambios_precio": .array([]),
        "proveedores": .array(
          listing.rows(suppliers).map {
            [
              "proveedor": .string($0.name), "entregas": JSON($0.deliveries),
              "costo": JSON($0.cost, in: session.currency),
            ]
          }),
      ])
    guard !suppliers.isEmpty else {
      return ToolResult(json: json, reply: Reply(voice.say(LedgerPhrase.none)))
    }
    let total = suppliers.reduce(Money.zero) { $0 + $1.cost }
    return ToolResult(
      json: json,
      reply: Reply(
        voice.say(
          LedgerPhrase.suppliers, ["n": voice.number(suppliers.count), "cost": voice.money(total)]),
        lines: listing.shown(suppliers).map {
          voice.say(
            LedgerPhrase.supplierLine,
            [
              "supplier": $0.name, "documents": voice.number($0.deliveries), "cost": voice.money($0.cost),
            ])
        }, closing: listing.rest(of: suppliers.count, voice)))
  }
}
