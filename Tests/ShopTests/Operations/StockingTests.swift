import Inventory
import SQL
import Shop
import Store
import Testing

@Suite struct `An entry` {
  @Test func `raises stock and value by what was paid`() async throws {
    let test = try await TestShop()
    let product = try await test.product("A", cost: "4")
    let document = try await test.receive(product, 10)
    #expect(document.number == "ENT-2025-0001")
    let line = try #require(document.movements.first)
    #expect(line.kind == .purchase)
    #expect((line.before, line.quantity, line.after) == (0, 10, 10))
    #expect(line.value == (try money("40")))
    try await test.receive(product, 3, cost: "3.33")
    #expect(try await test.balance(product) == Balance(onHand: 13, value: money("49.99")))
    try await test.isClean()
  }

  @Test func `of a product that stands in two lines is filed once`() async throws {
    let test = try await TestShop()
    let product = try await test.product("A")
    let document = try await test.shop.receive(
      EntryDraft(lines: [
        EntryDraft.Line(product: product.id, quantity: 2, cost: try money("1")),
        EntryDraft.Line(product: product.id, quantity: 3, cost: try money("2")),
      ]), test.session)
    #expect(document.movements.map(\.quantity) == [5])
    #expect(document.movements.map(\.value) == [try money("8")])
  }
}

@Suite struct `An adjustment` {
  @Test(arguments: [
    (AdjustmentDraft.Reason.count, MovementKind.adjustmentOut), (.broken, .waste), (.expired, .waste),
    (.waste, .waste), (.theft, .theft), (.serviceUse, .serviceUse), (.supplierReturn, .supplierReturn),
    (.other, .adjustmentOut),
  ])
  func `becomes the movement of its reason`(_ reason: AdjustmentDraft.Reason, _ kind: MovementKind)
    async throws
  {
    let test = try await TestShop()
    let product = try await test.product("A", cost: "4", stock: 10)
    let line = try #require(try await test.adjust(product, .remove(3), reason).movements.first)
    #expect(line.kind == kind)
    #expect(line.quantity == -3)
    #expect(line.value == (try money("-12")))
    let back = try #require(try await test.adjust(product, .add(1), reason).movements.first)
    #expect(back.kind == .adjustmentIn)
    #expect(try await test.balance(product) == Balance(onHand: 8, value: money("32")))
    #expect(try await test.summary().total == SalesSum())
    try await test.isClean()
  }

  @Test(arguments: [
    (10, 12, MovementKind.adjustmentIn), (10, 7, .adjustmentOut), (10, 0, .adjustmentOut),
    (0, 5, .adjustmentIn),
  ])
  func `sets stock to what was counted`(before: Int64, counted: Int64, kind: MovementKind) async throws {
    let test = try await TestShop()
    let product = try await test.product("A", cost: "2", stock: Quantity(before))
    let quote = try await test.shop.quote(
      AdjustmentDraft(product: product.id, change: .set(Quantity(counted)), reason: .count), test.session)
    #expect(quote == (Quantity(before), Quantity(counted)))
    let document = try await test.adjust(product, .set(Quantity(counted)))
    #expect(document.movements.map(\.kind) == [kind])
    #expect(
      try await test.balance(product)
        == Balance(onHand: Quantity(counted), value: Money(minorUnits: counted * 200)))
    try await test.isClean()
  }

  @Test func `that changes nothing is refused`() async throws {
    let test = try await TestShop()
    let product = try await test.product("A", stock: 4)
    try await test.refuses {
      try await test.adjust(product, .set(4))
    } matches: {
      $0 == .conflict(.sameStock(product: "A", 4))
    }
  }
}

@Suite struct `Lots` {
  private func shop() async throws -> (TestShop, Product) {
    let test = try await TestShop()
    let product = try await test.product("Yogur", cost: "1", stock: 2)
    try await test.receive(product, 5, lot: "L2", expires: "2025-12-01")
    try await test.receive(product, 3, lot: "L1", expires: "2025-11-01")
    return (test, product)
  }

  private func codes(_ test: TestShop, _ product: Product) async throws -> [String: Quantity] {
    Dictionary(uniqueKeysWithValues: try await test.lots(product).map { ($0.code, $0.quantity) })
  }

  @Test func `leave first to expire first, each as a line of its own`() async throws {
    let (test, product) = try await shop()
    #expect(try await test.lots(product).map(\.code) == ["L1", "L2", ""])
    try await test.sell((product, 4))
    #expect(try await codes(test, product) == ["L2": 4, "": 2])
    let lines = try await test.shop.kardex(MovementFilter(product: product.id), limit: 2, test.session).lines
    #expect(lines.map(\.movement.quantity) == [-1, -3])
    try await test.adjust(product, .remove(5), .waste)
    #expect(try await codes(test, product) == ["": 1])
    try await test.isClean()
  }

  @Test func `are given back to by a cancellation and by an undo`() async throws {
    let (test, product) = try await shop()
    let before = try await test.lots(product)
    let sale = try await test.sell((product, 9))
    _ = try await test.shop.cancelSale(sale.folio.text, test.session)
    #expect(try await test.lots(product) == before)
    _ = try await test.shop.adjust(
      AdjustmentDraft(product: product.id, change: .remove(4), reason: .waste), test.session,
      key: IdempotencyKey("k", content: ""))
    _ = try await test.shop.reverse("k", test.session)
    #expect(try await test.lots(product) == before)
    try await test.isClean()
  }

  @Test func `are given back to by returns, in part and then in whole`() async throws {
    let (test, product) = try await shop()
    let before = try await test.lots(product)
    let sale = try await test.sell((product, 9))
    try await test.giveBack((product, 2), of: sale)
    #expect(try await codes(test, product) == ["L1": 2, "": 1])
    try await test.giveBack((product, 3), of: sale)
    #expect(try await codes(test, product) == ["L1": 3, "L2": 2, "": 1])
    try await test.giveBack((product, 4), of: sale)
    #expect(try await test.lots(product) == before)
    try await test.isClean()
  }

  @Test func `travel with a transfer`() async throws {
    let (test, product) = try await shop()
    let norte = try await test.branch("Norte")
    _ = try await test.shop.move(
      TransferDraft(
        lines: [TransferDraft.Line(product: product.id, quantity: 4)], from: test.session.home.id,
        to: norte.id),
      test.session)
    #expect(
      try await test.lots(product, in: norte) == [
        Lot(code: "L1", expires: TestShop.day("2025-11-01"), quantity: 3),
        Lot(code: "L2", expires: TestShop.day("2025-12-01"), quantity: 1),
      ])
    try await test.isClean()
  }

  @Test func `of an undone entry are the ones that it brought`() async throws {
    let (test, product) = try await shop()
    let before = try await test.lots(product)
    _ = try await test.shop.receive(
      EntryDraft(lines: [EntryDraft.Line(product: product.id, quantity: 4, lot: "L3")]), test.session,
      key: IdempotencyKey("k", content: ""))
    _ = try await test.shop.reverse("k", test.session)
    #expect(try await test.lots(product) == before)
  }

  @Test func `do not change their expiry by a new entry`() async throws {
    let (test, product) = try await shop()
    let filed = try TestShop.day("2025-11-01")
    try await test.refuses {
      try await test.receive(product, 1, lot: "L1", expires: "2026-01-01")
    } matches: {
      $0 == .conflict(.lotExpiry(lot: "L1", product: "Yogur", filed: filed))
    }
    try await test.receive(product, 1, lot: "L1")
    #expect(try await codes(test, product)["L1"] == 4)
  }

  @Test func `that expire are listed soonest first until their day, while they last`() async throws {
    let (test, product) = try await shop()
    func expiring(_ day: String) async throws -> [String] {
      try await test.shop.expiringLots(until: TestShop.day(day), test.session).map(\.lot.code)
    }
    #expect(try await expiring("2025-10-31") == [])
    #expect(try await expiring("2025-11-01") == ["L1"])
    #expect(try await expiring("2026-01-01") == ["L1", "L2"])
    try await test.sell((product, 3))
    #expect(try await expiring("2026-01-01") == ["L2"])
  }
}

@Suite struct `The ledger` {
  @Test(arguments: ["UPDATE movimientos_inventario SET cantidad = 1", "DELETE FROM movimientos_inventario"])
  func `is append-only by its schema`(statement: String) async throws {
    let test = try await TestShop()
    try await test.product("A", stock: 5)
    let before = try await test.contents()
    let error = await #expect(throws: SQLError.self) { try await test.run(SQL(stringLiteral: statement)) }
    #expect(error?.kind == .refusedByTrigger)
    #expect(try await test.contents() == before)
  }

  @Test(arguments: [
    ("existencias", "UPDATE existencias SET cantidad = cantidad + 1000"),
    ("existencias", "UPDATE existencias SET valor = valor + 1"),
    ("lotes", "UPDATE existencias_lotes SET cantidad = 500"),
    ("en tránsito", "UPDATE existencias SET en_transito = 1000"),
    ("ventas del ", "UPDATE ventas_diarias SET unidades = unidades + 1"),
    ("ventas del ", "UPDATE ventas_diarias SET ingresos = ingresos - 1"),
    ("ventas del ", "UPDATE ventas_diarias SET costo = costo - 1"),
    ("ventas del ", "DELETE FROM ventas_diarias"),
    (
      "venta POS-2025-0001 (movimientos)",
      "UPDATE ventas_pos_items SET cantidad = 3000, subtotal = precio_final * 3"
    ),
    ("venta POS-2025-0001 (subtotal)", "DELETE FROM ventas_pos_items"),
  ])
  func `tells where the books differ`(what: String, statement: String) async throws {
    let test = try await TestShop()
    let product = try await test.product("A", cost: "3")
    try await test.receive(product, 5, lot: "L1")
    try await test.sell((product, 2))
    try await test.isClean()
    try await test.run(SQL(stringLiteral: statement))
    let found = try await test.shop.verify(test.session)
    #expect(found.contains { $0.what.hasPrefix(what) }, "\(found)")
  }
}
