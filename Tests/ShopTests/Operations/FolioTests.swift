import Inventory
import SQL
import Shop
import Store
import Testing

@Suite struct `The folios of sales` {
  private func past(_ folio: String, _ quantity: Quantity = 1, in test: TestShop) throws -> PastSaleLine {
    PastSaleLine(
      line: 2, folio: folio, at: test.shop.now(), sku: "A10", name: "Crema", quantity: quantity,
      unitPrice: try money("2"), customer: nil, branch: test.session.home.id)
  }

  @Test func `begin again with the year, unless their format has none`() async throws {
    let test = try await TestShop(on: "2025-12-31")
    let product = try await test.product("Crema", stock: 9)
    #expect(try await test.sell((product, 1)).folio.text == "POS-2025-0001")
    try test.go(to: "2026-01-01")
    #expect(try await test.sell((product, 1)).folio.text == "POS-2026-0001")
    try await test.shop.setFolioFormat(FolioFormat("F-{NNNNNN}"), test.session)
    #expect(try await test.sell((product, 1)).folio.text == "F-000001")
    try test.go(to: "2027-01-01")
    #expect(try await test.sell((product, 1)).folio.text == "F-000002")
    let returned = try await test.sell((product, 1))
    try await test.giveBack((product, 1), of: returned)
    #expect(try await test.shop.sale("DEV-2027-0001", test.session) != .nothing)
    try await test.isClean()
  }

  @Test func `and of cancellations have no gaps: what moves nothing takes none`() async throws {
    let test = try await TestShop()
    let product = try await test.product("Crema", stock: 9)
    let lines = [SaleDraft.Line(product: product.id, quantity: 1)]
    for kind in [SaleDraft.Kind.quotation, .layaway(until: nil)] {
      let open = try await test.shop.sell(
        SaleDraft(kind, lines: lines, customer: .named("Marta")), test.session)
      _ = try await test.shop.cancelSale(.id(open.id), test.session)
    }
    let sale = try await test.sell((product, 1))
    _ = try await test.shop.cancelSale(.id(sale.id), test.session)
    let kardex = try await test.shop.kardex(MovementFilter(product: product.id), limit: 1, test.session)
    #expect(kardex.lines.map(\.movement.document) == ["CAN-2025-0001"])
    try await test.isClean()
  }

  @Test func `are chosen when the shop is made`() async throws {
    let test = try await TestShop()
    try await test.shop.createShop(
      name: "Bodega Tres", currency: test.session.currency, clock: test.session.clock,
      folios: try FolioFormat("V-{AAAA}-{NNNN}"), owner: "Eva")
    let session = try await test.shop.open(shop: "Bodega Tres", door: "prueba")
    #expect(try await test.shop.settings(session).folios == FolioFormat("V-{AAAA}-{NNNN}"))
    #expect(try await test.shop.settings(test.session).folios == FolioFormat(.sale))
  }

  @Test(arguments: ["F-000125", "f-000125", "F-125", "f-0125", "125", "#125", "folio F-125"])
  func `are found however they are typed`(typed: String) async throws {
    let test = try await TestShop()
    try await test.shop.setFolioFormat(FolioFormat("F-{NNNNNN}"), test.session)
    let product = try await test.product("Crema", sku: "A10", stock: 9)
    let past = try await SalesImport(test.shop, test.session, movesStock: false).add([
      try past("F-000124", in: test), try past("F-001250", in: test),
    ])
    #expect(past.imported == 2)
    try await test.run("UPDATE series_folios SET ultimo = 124")
    let sale = try await test.sell((product, 1))
    guard case .sale(let found) = try await test.shop.sale(typed, test.session) else {
      Issue.record("«\(typed)» was not found")
      return
    }
    #expect(found.sale == sale)
  }

  @Test func `of an older shape are found too, and several are shown`() async throws {
    let test = try await TestShop()
    let run = try SalesImport(test.shop, test.session, movesStock: false)
    #expect(
      try await run.add([try past("VENTA-00125", in: test), try past("POS-2025-0125", in: test)]).imported
        == 2)
    for typed in ["VENTA-00125", "venta-00125", "pos-2025-125"] {
      guard case .sale = try await test.shop.sale(typed, test.session) else {
        Issue.record("«\(typed)» was not found")
        return
      }
    }
    guard case .several(let found) = try await test.shop.sale("125", test.session) else {
      Issue.record("125 is two sales")
      return
    }
    #expect(Set(found.map(\.sale.folio.text)) == ["VENTA-00125", "POS-2025-0125"])
  }

  @Test func `of other letters are offered, not shown`() async throws {
    let test = try await TestShop()
    let run = try SalesImport(test.shop, test.session, movesStock: false)
    #expect(try await run.add([try past("V-180", in: test), try past("B001-180", in: test)]).imported == 2)
    for typed in ["v-0180", "B1-180"] {
      guard case .sale = try await test.shop.sale(typed, test.session) else {
        Issue.record("«\(typed)» was not found")
        return
      }
    }
    guard case .others(let found) = try await test.shop.sale("F-0180", test.session) else {
      Issue.record("F-0180 is none of them")
      return
    }
    #expect(Set(found.map(\.sale.folio.text)) == ["V-180", "B001-180"])
    #expect(try await test.shop.sale("F-181", test.session) == .nothing)
  }

  @Test func `step over those that an import brought, in whatever format`() async throws {
    let test = try await TestShop()
    let product = try await test.product("Crema", sku: "A10", stock: 9)
    try await test.shop.setFolioFormat(FolioFormat("VENTA-{NNNNN}"), test.session)
    let run = try SalesImport(test.shop, test.session, movesStock: false)
    let outcome = try await run.add([
      try past("VENTA-00007", in: test), try past("VENTA-9", in: test), try past("VENTA-00008", -1, in: test),
    ])
    #expect(outcome.imported == 3)
    #expect(try await test.sell((product, 1)).folio.text == "VENTA-00009")
    try await test.isClean()
  }

  @Test func `step over those that read like a format that is chosen later`() async throws {
    let test = try await TestShop()
    let product = try await test.product("Crema", sku: "A10", stock: 9)
    let run = try SalesImport(test.shop, test.session, movesStock: false)
    #expect(
      try await run.add([try past("VENTA-00007", in: test), try past("VENTA-00003", in: test)]).imported == 2)
    #expect(try await test.sell((product, 1)).folio.text == "POS-2025-0001")
    try await test.shop.setFolioFormat(FolioFormat("VENTA-{NNNNN}"), test.session)
    #expect(try await test.sell((product, 1)).folio.text == "VENTA-00008")
    try await test.shop.setFolioFormat(FolioFormat(stored: "POS-2025-{NNNN}"), test.session)
    #expect(try await test.sell((product, 1)).folio.text == "POS-2025-0009")
    try await test.shop.setFolioFormat(FolioFormat(.sale), test.session)
    #expect(try await test.sell((product, 1)).folio.text == "POS-2025-0010")
    try await test.isClean()
  }
}
