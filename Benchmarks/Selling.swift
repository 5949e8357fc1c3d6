internal import Inventory
internal import Shop

/// Durable sales of three lines, a hundred of them at once.
enum Selling: Family {
  static let name = "sale"

  private static let atOnce = 100
  private static let runs = 7

  static func measure(in workshop: Workshop) async throws -> [Row] {
    let sample = try await SampleShop("sale.sqlite", products: 6_000, in: workshop)
    try fill(sample.path)
    let twin = try await SampleShop("sale-floor.sqlite", products: 6_000, in: workshop)
    await twin.close()
    let floor = try SaleFloor(twin.path)
    let times = try await turnAbout(runs: runs) {
      try await withThrowingTaskGroup(of: Void.self) { group in
        for number in 0..<atOnce {
          group.addTask { _ = try await sample.shop.sell(draft(number), sample.session) }
        }
        try await group.waitForAll()
      }
    } floor: {
      for number in 0..<atOnce { try floor.sell(number) }
    }
    try check(sample.path)
    await sample.close()
    return [Row(work: "\(atOnce) sales of 3 lines at once, durable", times, atMost: 1)]
  }

  static func draft(_ number: Int) -> SaleDraft {
    SaleDraft(lines: products(number).map { SaleDraft.Line(product: ProductID($0), quantity: Quantity(1)) })
  }

  /// The three products of a sale; every fourth sale wants the same first one.
  static func products(_ number: Int) -> [Int64] {
    [number % 4 == 0 ? 1 : Int64(number + 2), Int64(number + 1_000), Int64(number + 3_000)]
  }

  static let stockAtFirst: Int64 = 1_000_000

  static func fill(_ path: String) throws {
    try FloorConnection(path).run("UPDATE existencias SET cantidad = \(stockAtFirst), valor = 0")
  }

  /// No stock may be lost and no folio left out.
  private static func check(_ path: String) throws {
    let sales = Int64(atOnce * (runs + 1))
    let connection = try FloorConnection(path)
    let sold = try connection.integer("SELECT sum(\(stockAtFirst) - cantidad) FROM existencias")
    guard sold == sales * 3_000 else {
      throw Unmeasured("\(sold) thousandths left the stock for \(sales) sales")
    }
    let folios = try connection.integer(
      "SELECT count(DISTINCT folio_numero) * (max(folio_numero) = \(sales)) FROM ventas_pos")
    guard folios == sales else { throw Unmeasured("the folios have gaps") }
  }
}

/// The same inserts one after the other, each sale with a commit of its own.
private final class SaleFloor {
  private let connection: FloorConnection
  private let folio: FloorStatement
  private let ledgerNumber: FloorStatement
  private let sale: FloorStatement
  private let balance: FloorStatement
  private let item: FloorStatement
  private let movement: FloorStatement
  private let rollUp: FloorStatement
  private let payment: FloorStatement

  init(_ path: String) throws {
    try Selling.fill(path)
    connection = try FloorConnection(path)
    try connection.run("PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA cache_size = -4096")
    folio = try connection.prepare(
      """
      INSERT INTO series_folios (organizacion_id, serie, anio, ultimo) VALUES (1, 'POS', 2025, 1)
      ON CONFLICT DO UPDATE SET ultimo = ultimo + 1 RETURNING ultimo
      """)
    ledgerNumber = try connection.prepare(
      "UPDATE organizaciones SET movimientos = movimientos + 3 RETURNING movimientos")
    sale = try connection.prepare(
      """
      INSERT INTO ventas_pos (organizacion_id, id_publico, folio, folio_numero, sucursal_id, usuario_id, subtotal,
        total, metodo_pago, estado_pago, monto_pagado, monto_pendiente, fecha_venta, dia)
      VALUES (1, hex(randomblob(16)), 'POS-2025-' || ?1, ?1, 1, 1, 3000, 3000, 'efectivo', 'pagado', 3000, 0, 0,
        '2025-11-18') RETURNING id
      """)
    balance = try connection.prepare(
      """
      UPDATE existencias SET cantidad = cantidad - 1000, ultima_venta = '2025-11-18',
        ultimo_movimiento = '2025-11-18'
      WHERE organizacion_id = 1 AND sucursal_id = 1 AND producto_id = ?1 AND variante_id = 0
        AND cantidad - reservado >= 1000
      """)
    item = try connection.prepare(
      """
      INSERT INTO ventas_pos_items (organizacion_id, venta_id, linea, producto_id, nombre_producto, sku, cantidad,
        precio_unitario, precio_final, subtotal)
      SELECT 1, ?1, ?2, id, nombre, sku, 1000, precio_venta, precio_venta, precio_venta FROM productos WHERE id = ?3
      """)
    movement = try connection.prepare(
      """
      INSERT INTO movimientos_inventario (organizacion_id, id, sucursal_id, producto_id, mes, documento, linea,
        tipo_movimiento, cantidad, stock_antes, stock_despues, valor_total, venta_pos_id, usuario_id, dia, creado_en)
      SELECT 1, ?1, 1, producto_id, '2025-11', 'POS-2025-' || ?2, ?3, 'salida_venta', -1000, cantidad + 1000,
        cantidad, 0, ?4, 1, '2025-11-18', 0 FROM existencias
      WHERE organizacion_id = 1 AND sucursal_id = 1 AND producto_id = ?5 AND variante_id = 0
      """)
    rollUp = try connection.prepare(
      """
      INSERT INTO ventas_diarias (organizacion_id, sucursal_id, producto_id, dia, unidades, ingresos, costo)
      VALUES (1, 1, ?1, '2025-11-18', 1000, 1000, 0)
      ON CONFLICT DO UPDATE SET unidades = unidades + 1000, ingresos = ingresos + 1000
      """)
    payment = try connection.prepare(
      """
      INSERT INTO pagos (organizacion_id, venta_id, linea, recibo, metodo_pago, monto, recibido, sucursal_id,
        usuario_id, fecha, dia)
      VALUES (1, ?1, 1, 'POS-2025-' || ?2, 'efectivo', 3000, 3000, 1, 1, 0, '2025-11-18')
      """)
  }

  func sell(_ number: Int) throws {
    try connection.run("BEGIN IMMEDIATE")
    let folio = try value(of: folio)
    let lastNumber = try value(of: ledgerNumber)
    sale.bind(folio, 1)
    let sale = try value(of: sale)
    for (index, product) in Selling.products(number).enumerated() {
      let line = Int64(index + 1)
      balance.bind(product, 1)
      try balance.run()
      bind(item, sale, line, product)
      bind(movement, lastNumber - 3 + line, folio, line, sale, product)
      rollUp.bind(product, 1)
      try rollUp.run()
      try item.run()
      try movement.run()
    }
    bind(payment, sale, folio)
    try payment.run()
    try connection.run("COMMIT")
  }

  private func value(of statement: FloorStatement) throws -> Int64 {
    guard try statement.step() else { throw Unmeasured("nothing was returned") }
    let value = statement.integer(0)
    _ = try statement.step()
    statement.reset()
    return value
  }

  private func bind(_ statement: FloorStatement, _ values: Int64...) {
    for (slot, value) in values.enumerated() { statement.bind(value, Int32(slot + 1)) }
  }
}
