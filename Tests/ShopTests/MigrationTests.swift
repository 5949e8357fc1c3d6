import Crypto
import Inventory
import SQL
import SQLite
import Shop
import Store
import Testing

/// A store as the program left it before it kept payments: a shop that sold, gave credit, laid away and took back.
private let oldShop = """
  INSERT INTO organizaciones (id, nombre, moneda, zona_horaria, creado_en)
    VALUES (1, 'Bodega Vieja', 'BOB', 'America/La_Paz', 1);
  INSERT INTO sucursales (id, organizacion_id, nombre, principal) VALUES (1, 1, 'Principal', 1);
  INSERT INTO usuarios (id, organizacion_id, nombre, rol) VALUES (1, 1, 'Ana', 'propietario');
  INSERT INTO clientes (id, organizacion_id, nombre) VALUES (1, 1, 'Marta');
  INSERT INTO productos (id, organizacion_id, id_publico, nombre, sku, sku_clave, precio_compra, precio_venta,
    creado_en, actualizado_en) VALUES (1, 1, 'p1', 'Crema', 'C-1', 'c-1', 400, 1000, 1, 1);
  INSERT INTO productos_texto (rowid, texto, organizacion_id) VALUES (1, 'crema c-1', 1);
  INSERT INTO existencias (organizacion_id, sucursal_id, producto_id, cantidad, reservado, valor, primera_entrada,
    ultima_entrada, entrada_desde_cero, ultima_venta, ultimo_movimiento)
    VALUES (1, 1, 1, 15000, 2000, 6000, '2025-09-01', '2025-09-01', '2025-09-01', '2025-09-03', '2025-09-03');
  INSERT INTO movimientos_inventario (organizacion_id, id, sucursal_id, producto_id, mes, documento, linea,
    tipo_movimiento, cantidad, stock_antes, stock_despues, valor_total, venta_pos_id, usuario_id, dia, creado_en)
  VALUES
    (1, 1, 1, 1, '2025-09', 'ENT-2025-0001', 1, 'entrada_compra', 20000, 0, 20000, 8000, NULL, 1, '2025-09-01', 1),
    (1, 2, 1, 1, '2025-09', 'POS-2025-0001', 1, 'salida_venta', -3000, 20000, 17000, -1200, 1, 1, '2025-09-02', 2),
    (1, 3, 1, 1, '2025-09', 'POS-2025-0002', 1, 'salida_venta', -3000, 17000, 14000, -1200, 2, 1, '2025-09-03', 3),
    (1, 4, 1, 1, '2025-09', 'DEV-2025-0001', 1, 'entrada_devolucion', 1000, 14000, 15000, 400, 1, 1,
      '2025-09-03', 4);
  INSERT INTO ventas_pos (id, organizacion_id, id_publico, folio, folio_numero, sucursal_id, tipo_venta, cliente_id,
    cliente, usuario_id, subtotal, total, metodo_pago, estado_pago, monto_pagado, monto_pendiente, estado, importada,
    fecha_venta, dia)
  VALUES
    (1, 1, 'v1', 'POS-2025-0001', 1, 1, 'directa', NULL, NULL, 1, 3000, 3000, 'efectivo', 'pagado', 3000, 0,
      'devolucion_parcial', 0, 1756821600000, '2025-09-02'),
    (2, 1, 'v2', 'POS-2025-0002', 2, 1, 'directa', 1, 'Marta', 1, 3000, 3000, 'tarjeta', 'parcial', 1000, 2000,
      'completada', 0, 1756908000000, '2025-09-03'),
    (3, 1, 'v3', 'POS-2025-0003', 3, 1, 'apartado', 1, 'Marta', 1, 2000, 2000, 'efectivo', 'pendiente', 0, 2000,
      'apartado', 0, 1756908000000, '2025-09-03'),
    (4, 1, 'v4', 'VENTA-00077', 77, 1, 'directa', NULL, NULL, 1, 1000, 1000, 'efectivo', 'pagado', 1000, 0,
      'completada', 1, 1756000000000, '2025-08-23');
  INSERT INTO ventas_pos_items (organizacion_id, venta_id, linea, producto_id, nombre_producto, sku, cantidad,
    precio_unitario, precio_final, subtotal, costo, devuelto)
  VALUES
    (1, 1, 1, 1, 'Crema', 'C-1', 3000, 1000, 1000, 3000, 1200, 1000),
    (1, 2, 1, 1, 'Crema', 'C-1', 3000, 1000, 1000, 3000, 1200, 0),
    (1, 3, 1, 1, 'Crema', 'C-1', 2000, 1000, 1000, 2000, 0, 0),
    (1, 4, 1, 1, 'Crema', 'C-1', 1000, 1000, 1000, 1000, 400, 0);
  INSERT INTO devoluciones (id, organizacion_id, folio, venta_id, sucursal_id, usuario_id, total, fecha, dia)
    VALUES (1, 1, 'DEV-2025-0001', 1, 1, 1, 1000, 1756908000000, '2025-09-03');
  INSERT INTO devoluciones_items (organizacion_id, devolucion_id, linea, venta_linea, producto_id, cantidad, monto,
    costo) VALUES (1, 1, 1, 1, 1, 1000, 1000, 400);
  INSERT INTO ventas_diarias (organizacion_id, sucursal_id, producto_id, dia, unidades, ingresos, costo)
    VALUES (1, 1, 1, '2025-08-23', 1000, 1000, 400), (1, 1, 1, '2025-09-02', 3000, 3000, 1200),
      (1, 1, 1, '2025-09-03', 2000, 2000, 800);
  INSERT INTO series_folios (organizacion_id, serie, anio, ultimo)
    VALUES (1, 'POS', 2025, 3), (1, 'DEV', 2025, 1), (1, 'ENT', 2025, 1);
  UPDATE organizaciones SET movimientos = 4;
  """

/// The old shop, opened by this program on 2025-09-04, after it had run the first `count` migrations.
private struct OpenedAgain {
  let shop: Shop
  let session: Session

  init(after count: Int, _ more: String = "") async throws {
    let database = try SQLiteDatabase.memory()
    try await database.write(.full) { connection in
      try Migrator(Array(Schema.migrations.prefix(count))).migrate(connection)
      try connection.executeScript(oldShop + more)
    }
    let zone = try #require(TimeZoneName("America/La_Paz"))
    let now = ShopClock(zone: zone).instant(of: try TestShop.day("2025-09-04"), minute: 600)
    shop = Shop(store: try await Store(database), now: { now }, makeID: { "nuevo" })
    session = try await shop.open(door: "prueba")
  }

  func sale(_ folio: String) async throws -> Sale {
    try await shop.sale(.folio(folio), session).sale
  }
}

/// What the program's first version made, then the one before each later change.
@Suite struct `A store of an earlier version` {
  static let versions = [4, 6, 7, 9]

  @Test(arguments: versions)
  func `opens with its sales, balances and what was paid in order`(migrations: Int) async throws {
    let old = try await OpenedAgain(after: migrations)
    let (shop, session) = (old.shop, old.session)
    #expect(try await shop.verify(session).isEmpty)
    let paid = try await old.sale("POS-2025-0001")
    #expect((paid.state, paid.paymentState) == (.partlyReturned, .paid))
    #expect(try paid.totals.paid == money("30"))
    let partly = try await old.sale("POS-2025-0002")
    #expect((partly.state, partly.paymentState) == (.completed, .partial))
    #expect(try partly.owed == money("20"))
    #expect(try await old.sale("POS-2025-0003").state == .layaway)
    #expect(try await old.sale("VENTA-00077").paymentState == .paid)
    let payments = try await shop.store.read(session.shop.id) { books in
      try [1, 2, 3, 4].map {
        try books.payments(of: SaleID($0)).map { "\($0.receipt) \($0.tender) \($0.amount.minorUnits)" }
      }
    }
    #expect(
      payments == [
        ["POS-2025-0001 cash 3000", "DEV-2025-0001 cash -1000"], ["POS-2025-0002 card 1000"], [], [],
      ])
    let balance = try #require(try await shop.stock(of: ProductID(1), session).branches.first).balance
    #expect((balance.onHand, balance.reserved, balance.available) == (15, 2, 13))
    #expect(try await shop.settings(session).folios == FolioFormat(.sale))
    #expect(try await shop.settings(session).closingMinute == 1200)
  }

  @Test(arguments: versions)
  func `goes on: debts are paid, goods come back, the next folio is the next`(migrations: Int) async throws {
    let old = try await OpenedAgain(after: migrations)
    let (shop, session) = (old.shop, old.session)
    let receipt = try await shop.pay(
      PaymentDraft(.account("Marta"), [try Payment(money("20"), tender: .cash)]), session)
    #expect(receipt.settlement.parts.map(\.folio) == ["POS-2025-0002"])
    #expect(try await old.sale("POS-2025-0002").paymentState == .paid)
    let sale = try await shop.sell(
      SaleDraft(lines: [SaleDraft.Line(product: ProductID(1), quantity: 1)]), session)
    #expect(sale.folio.text == "POS-2025-0004")
    _ = try await shop.returnSale(
      ReturnDraft(folio: "POS-2025-0001", lines: [ReturnDraft.Line(product: ProductID(1), quantity: 2)]),
      session)
    _ = try await shop.cancelSale("POS-2025-0003", session)
    let balance = try #require(try await shop.stock(of: ProductID(1), session).branches.first).balance
    #expect((balance.onHand, balance.reserved) == (16, 0))
    #expect(try await shop.verify(session).isEmpty)
  }

  @Test func `keeps its tokens under their numbers`() async throws {
    let old = try await OpenedAgain(
      after: 14,
      """
      INSERT INTO tokens_acceso (id, organizacion_id, usuario_id, huella, nombre, rol, alcances, creado_en, usado_en)
        VALUES (7, 1, 1, x'01', 'caja', 'cajero', 'leer|escribir', 1, 2);
      """)
    let accounts = Accounts(shop: old.shop, passwords: PasswordHasher(cost: .least), random: randomBytes)
    let token = try #require(try await accounts.tokens(old.session).first)
    #expect((token.id, token.name) == (AccessTokenID(7), "caja"))
    #expect(token.kind == .personal(role: .cashier, scopes: [.read, .write]))
    try await accounts.revoke(token.id, old.session)
    #expect(try await accounts.makeToken(.owner, old.session).token.id == AccessTokenID(8))
  }
}
