import Inventory
import SQL
import SQLite
import Shop
import Store
import Testing

/// A shop that sells what costs 10, and what it files of the money.
private struct Till {
  let test: TestShop
  let product: Product

  init() async throws {
    test = try await TestShop()
    product = try await test.product("Crema", price: "10", cost: "4", stock: 50)
  }

  func sell(
    _ quantity: Quantity, _ kind: SaleDraft.Kind = .direct, paid: Money? = nil, payments: [Payment] = [],
    key: IdempotencyKey? = nil
  ) async throws -> Sale {
    try await test.shop.sell(
      SaleDraft(
        kind, lines: [SaleDraft.Line(product: product.id, quantity: quantity)], customer: .named("Marta"),
        paid: paid, payments: payments), test.session, key: key)
  }

  func giveBack(_ quantity: Quantity, of sale: Sale, by tender: Tender? = nil) async throws {
    _ = try await test.shop.returnSale(
      ReturnDraft(
        sale: .id(sale.id), lines: [ReturnDraft.Line(product: product.id, quantity: quantity)],
        refund: tender), test.session)
  }

  /// What was given back for a sale: document, tender and amount.
  func refunds(of sale: Sale) async throws -> [String] {
    try await test.isClean()
    return try await test.shop.sale(.id(sale.id), test.session).payments.filter { $0.kind == .refund }
      .map { "\($0.receipt) \($0.tender.rawValue) \($0.amount.minorUnits)" }
  }
}

@Suite struct `Money given back` {
  @Test func `for a cancelled sale goes out in the ways in which it came in`() async throws {
    let till = try await Till()
    let sale = try await till.sell(
      5,
      payments: [
        Payment(money("20"), tender: .card), Payment(money("30"), tender: .cash, received: money("100")),
      ])
    let cancelled = try await till.test.shop.cancelSale(sale.folio.text, till.test.session)
    #expect(cancelled.totals.paid == (try money("50")))
    #expect(cancelled.owed == .zero)
    #expect(
      try await till.refunds(of: sale) == ["CAN-2025-0001 efectivo -3000", "CAN-2025-0001 tarjeta -2000"])
  }

  @Test func `for a sale that is undone is filed as for one that is cancelled`() async throws {
    let till = try await Till()
    let sale = try await till.sell(2, key: IdempotencyKey("v", content: ""))
    _ = try await till.test.shop.reverse("v", till.test.session)
    #expect(try await till.refunds(of: sale) == ["CAN-2025-0001 efectivo -2000"])
  }

  @Test func `for a layaway is its deposit, for what was not paid nothing`() async throws {
    let till = try await Till()
    let layaway = try await till.sell(3, .layaway(until: nil), paid: money("5"))
    let credit = try await till.sell(1, paid: .zero)
    let quotation = try await till.sell(1, .quotation, paid: .zero)
    for sale in [layaway, credit, quotation] {
      _ = try await till.test.shop.cancelSale(sale.folio.text, till.test.session)
    }
    #expect(try await till.refunds(of: layaway) == ["CAN-2025-0001 efectivo -500"])
    #expect(try await till.refunds(of: credit).isEmpty)
    #expect(try await till.refunds(of: quotation).isEmpty)
  }

  @Test func `for goods is what was paid for them, as it was said or else the last way first`() async throws {
    let till = try await Till()
    let sale = try await till.sell(
      5, payments: [Payment(money("35"), tender: .card), Payment(money("15"), tender: .cash)])
    try await till.giveBack(1, of: sale, by: .transfer)
    try await till.giveBack(1, of: sale)
    try await till.giveBack(1, of: sale)
    try await till.giveBack(2, of: sale)
    #expect(
      try await till.refunds(of: sale) == [
        "DEV-2025-0001 transferencia -1000", "DEV-2025-0002 efectivo -1000", "DEV-2025-0003 efectivo -500",
        "DEV-2025-0003 tarjeta -500", "DEV-2025-0004 tarjeta -2000",
      ])
    let left = try await till.test.shop.sale(.id(sale.id), till.test.session).sale
    #expect((left.state, left.paymentState, left.owed) == (.returned, .paid, .zero))
  }

  @Test func `for goods leaves what is owed, and what is paid then stands beside it`() async throws {
    let till = try await Till()
    let sale = try await till.sell(5, paid: money("35"))
    try await till.giveBack(1, of: sale)
    #expect(try await till.refunds(of: sale).isEmpty)
    _ = try await till.test.shop.pay(
      PaymentDraft(.sale(.id(sale.id)), [Payment(money("5"), tender: .card)]), till.test.session)
    try await till.giveBack(1, of: sale)
    #expect(
      try await till.refunds(of: sale) == ["DEV-2025-0002 tarjeta -500", "DEV-2025-0002 efectivo -500"])
    let left = try await till.test.shop.sale(.id(sale.id), till.test.session).sale
    #expect((left.paymentState, left.totals.paid, left.owed) == (.paid, try money("40"), .zero))
  }

  @Test func `for an imported sale is filed by the way that the sale says`() async throws {
    let till = try await Till()
    let (first, second) = (try await till.sell(3), try await till.sell(2))
    try await till.test.database.write(.normal) {
      try $0.executeScript(
        """
        DROP TRIGGER pagos_sin_bajas; DELETE FROM pagos;
        UPDATE ventas_pos SET importada = 1, metodo_pago = 'tarjeta';
        """)
    }
    try await till.giveBack(1, of: first)
    try await till.giveBack(2, of: first)
    _ = try await till.test.shop.cancelSale(second.folio.text, till.test.session)
    #expect(
      try await till.refunds(of: first) == ["DEV-2025-0001 tarjeta -1000", "DEV-2025-0002 tarjeta -2000"])
    #expect(try await till.refunds(of: second) == ["CAN-2025-0001 tarjeta -2000"])
  }

  @Test func `that earlier versions did not file is filed once this one opens their store`() async throws {
    let till = try await Till()
    let (shop, session) = (till.test.shop, till.test.session)
    let cancelled = try await till.sell(
      5, payments: [Payment(money("20"), tender: .card), Payment(money("30"), tender: .cash)])
    let layaway = try await till.sell(3, .layaway(until: nil), paid: money("5"))
    for sale in [cancelled, layaway] { _ = try await shop.cancelSale(sale.folio.text, session) }
    let kept = try await till.sell(1)
    let returned = try await till.sell(5, payments: [Payment(money("35"), tender: .qr)])
    for tender in [nil, .transfer, .cash] as [Tender?] {
      try await till.giveBack(1, of: returned, by: tender)
    }
    let sales = [cancelled, layaway, kept, returned]
    var filed: [[String]] = []
    for sale in sales { filed.append(try await till.refunds(of: sale)) }
    let migration = try #require(Schema.migrations.first { $0.name == "015 reembolsos" })
    try await till.test.database.write(.full) {
      try $0.executeScript(
        """
        DROP TRIGGER pagos_sin_bajas; DELETE FROM pagos WHERE tipo = 'reembolso'; ALTER TABLE pagos DROP COLUMN tipo;
        """ + migration.script($0.dialect))
    }
    filed[1] = ["POS-2025-0002 efectivo -500"]  // nothing says when a layaway was cancelled
    for (sale, refunds) in zip(sales, filed) { #expect(try await till.refunds(of: sale) == refunds) }
  }

  @Test func `that is not filed, or filed twice, is found by verify`() async throws {
    let till = try await Till()
    let cancelled = try await till.sell(2)
    _ = try await till.test.shop.cancelSale(cancelled.folio.text, till.test.session)
    let returned = try await till.sell(3)
    try await till.giveBack(1, of: returned)
    try await till.test.database.write(.normal) {
      try $0.executeScript(
        """
        DROP TRIGGER pagos_sin_bajas; DELETE FROM pagos WHERE recibo LIKE 'CAN%';
        INSERT INTO pagos SELECT organizacion_id, venta_id, linea + 1, recibo, metodo_pago, monto, recibido, cambio,
          sucursal_id, usuario_id, fecha, dia, tipo FROM pagos WHERE recibo LIKE 'DEV%';
        """)
    }
    let found = try await till.test.shop.verify(till.test.session)
    #expect(
      found.map { "\($0.what) \($0.expected) \($0.found)" } == [
        "venta POS-2025-0001 (reembolsos) 2000 0", "venta POS-2025-0002 (reembolsos) 1000 2000",
      ])
  }
}
