package import Inventory
internal import SQL

/// A line of the ledger that has no number yet.
package struct NewMovement: Sendable {
  package let place: StockPlace
  package let kind: MovementKind
  package let quantity: Quantity
  package let before: Quantity
  package let value: Money
  package let document: String
  package let line: Int
  package let lot: Lot?
  package let supplier: SupplierID?
  package let sale: SaleID?
  package let reference: String?
  package let reason: String?

  package init(
    place: StockPlace, kind: MovementKind, quantity: Quantity, before: Quantity, value: Money,
    document: String,
    line: Int, lot: Lot?, supplier: SupplierID?, sale: SaleID?, reference: String?, reason: String?
  ) {
    (self.place, self.kind, self.quantity, self.before) = (place, kind, quantity, before)
    (self.value, self.document, self.line, self.lot) = (value, document, line, lot)
    (self.supplier, self.sale, self.reference, self.reason) = (supplier, sale, reference, reason)
  }
}

/// Which lines of the ledger a list shows.
package struct MovementFilter: Sendable, Hashable {
  package var product: ProductID?
  package var branch: BranchID?
  /// Of any of these kinds; empty for all.
  package var kinds: [MovementKind] = []
  /// Whether they belong to a transfer between branches, or do not.
  package var areTransfers: Bool?
  /// Whether what was undone is left out, and what undid it.
  package var areStanding = false
  package var supplier: SupplierID?
  package var days: DayRange?
  /// Of one document alone.
  package var document: String?

  package init(product: ProductID? = nil, branch: BranchID? = nil, days: DayRange? = nil) {
    (self.product, self.branch, self.days) = (product, branch, days)
  }
}

/// A line of a product's history: the ledger's, or one of its price (X-24).
package enum HistoryLine: Sendable, Hashable {
  case movement(StockMovement)
  case priceChange(PriceChange)
}

/// A line of the ledger with what it takes to undo it.
package struct FiledMovement: Sendable, Hashable {
  package let place: StockPlace
  package let kind: MovementKind
  package let quantity: Quantity
  package let value: Money
  /// Where the place was divided into lots, the one that the line is about.
  package let lot: Lot?
}

/// The reason of a document that takes another back, ahead of the folio of that.
package let reversalReason = "Reversión de "

private let movementColumns: SQL = """
  id, producto_id, sucursal_id, tipo_movimiento, cantidad, stock_antes, stock_despues, valor_total, documento, motivo,
  usuario_id, creado_en, dia, referencia, proveedor_id, venta_pos_id, lote, fecha_vencimiento
  """

extension Row {
  fileprivate func movement() throws -> StockMovement {
    var movement = StockMovement(
      id: id(0), product: id(1), branch: id(2), kind: try name(3), quantity: quantity(4), before: quantity(5),
      after: quantity(6), value: money(7), document: text(8), reason: optionalText(9), person: id(10),
      at: instant(11), day: day(12) ?? BusinessDay(ordinal: 0))
    (movement.reference, movement.supplier) = (optionalText(13), optionalID(14))
    (movement.sale, movement.lot, movement.expires) = (optionalID(15), optionalText(16), day(17))
    return movement
  }
}

extension Transaction {
  /// Takes `count` numbers of the shop's ledger; the first of them is returned.
  private func takeMovementNumbers(_ count: Int) throws -> Int64 {
    let last = try connection.first(
      """
      UPDATE organizaciones SET movimientos = movimientos + \(count) WHERE id = \(organization)
      RETURNING movimientos
      """
    ) { $0.integer(0) }
    guard let last else { throw StoreDamage(what: "shop \(organization.value) is missing") }
    return last - Int64(count) + 1
  }

  /// Writes lines of the ledger under the next numbers of the shop.
  package func append(
    _ movements: [NewMovement], by person: PersonID, on day: BusinessDay, at now: Instant
  ) throws {
    guard !movements.isEmpty else { return }
    let first = try takeMovementNumbers(movements.count)
    let month = String(day.description.prefix(7))
    try connection.executeMany(
      """
      INSERT INTO movimientos_inventario (organizacion_id, id, sucursal_id, producto_id, variante_id, mes, documento,
        linea, tipo_movimiento, cantidad, stock_antes, stock_despues, valor_total, proveedor_id, venta_pos_id,
        usuario_id, referencia, motivo, lote, fecha_vencimiento, dia, creado_en)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22)
      """,
      zip(first..., movements).map { number, movement in
        [
          organization.sqlValue, .integer(number), movement.place.branch.sqlValue,
          movement.place.product.sqlValue,
          movement.place.variant.sqlValue, .text(month), .text(movement.document), movement.line.sqlValue,
          .text(movement.kind.rawValue), movement.quantity.sqlValue, movement.before.sqlValue,
          (movement.before + movement.quantity).sqlValue, movement.value.sqlValue, movement.supplier.sqlValue,
          movement.sale.sqlValue, person.sqlValue, movement.reference.sqlValue, movement.reason.sqlValue,
          (movement.lot?.code).sqlValue, (movement.lot?.expires).sqlValue, day.sqlValue, now.sqlValue,
        ]
      })
  }

  /// How many lines of the ledger fit `filter`.
  package func movementCount(_ filter: MovementFilter) throws -> Int {
    try connection.first("SELECT count(*) FROM movimientos_inventario WHERE \(lines(filter))") {
      Int($0.integer(0))
    } ?? 0
  }

  private func lines(_ filter: MovementFilter) -> SQL {
    """
    organizacion_id = \(organization)
      \(when(filter.product) { "AND producto_id = \($0)" }) \(when(filter.branch) { "AND sucursal_id = \($0)" })
      \(when(filter.days) { "AND dia BETWEEN \($0.first) AND \($0.last)" })
      \(when(filter.supplier) { "AND proveedor_id = \($0)" })
      \(when(filter.document) { "AND documento = \($0)" })
      \(when(filter.kinds.isEmpty ? nil : filter.kinds) { among($0) }) \(when(filter.areTransfers, transfers))
      \(when(filter.areStanding ? undone : nil) { "AND documento NOT IN \($0) AND COALESCE(referencia, '') NOT IN \($0)" })
    """
  }

  private func among(_ kinds: [MovementKind]) -> SQL {
    "AND tipo_movimiento IN (\(SQL.joined(kinds.map { "\($0.rawValue)" }, separator: ", ")))"
  }

  /// The documents that later ones took back, and the transfers that did so.
  private var undone: SQL {
    let transfers: SQL = "(SELECT folio FROM traspasos WHERE organizacion_id = \(organization))"
    let goingBack: SQL = """
      FROM movimientos_inventario
      WHERE organizacion_id = \(organization) AND documento IN \(transfers) AND referencia IN \(transfers)
      """
    return """
      (SELECT referencia FROM movimientos_inventario
      WHERE organizacion_id = \(organization) AND motivo = \(reversalReason) || referencia
      UNION SELECT referencia \(goingBack) UNION SELECT documento \(goingBack)
      UNION SELECT folio FROM traspasos
      WHERE organizacion_id = \(organization) AND estado = \(Transfer.State.cancelled.rawValue))
      """
  }

  private func transfers(_ areMeant: Bool) -> SQL {
    let folios: SQL = "(SELECT folio FROM traspasos WHERE organizacion_id = \(organization))"
    let isOfTransfer: SQL = "(documento IN \(folios) OR COALESCE(referencia, '') IN \(folios))"
    return areMeant ? "AND \(isOfTransfer)" : "AND NOT \(isOfTransfer)"
  }

  /// The ledger's lines that fit `filter`, newest first, after the first `offset` of them.
  package func movements(_ filter: MovementFilter, limit: Int, offset: Int = 0) throws -> [StockMovement] {
    try connection.all(
      """
      SELECT \(movementColumns) FROM movimientos_inventario
      WHERE \(lines(filter))
      ORDER BY id DESC LIMIT \(limit) OFFSET \(offset)
      """
    ) { try $0.movement() }
  }

  /// What happened to a product and to its price, newest first, after the first `offset` lines of both.
  package func history(
    _ product: ProductID, branch: BranchID?, days: DayRange?, _ page: Page
  ) throws -> [HistoryLine] {
    let within: SQL = """
      organizacion_id = \(organization) AND producto_id = \(product)
        \(when(days) { "AND dia BETWEEN \($0.first) AND \($0.last)" })
      """
    let keys = try connection.all(
      """
      SELECT 0, id, creado_en FROM movimientos_inventario
      WHERE \(within) \(when(branch) { "AND sucursal_id = \($0)" })
      UNION ALL
      SELECT 1, id, creado_en FROM historial_precios WHERE \(within)
      ORDER BY 3 DESC, 1 DESC, 2 DESC LIMIT \(page.size) OFFSET \(page.offset)
      """
    ) { (isPrice: $0.bool(0), id: $0.integer(1)) }
    return try keys.compactMap { key in
      if key.isPrice { return try priceChange(PriceChangeID(key.id)).map { .priceChange($0) } }
      return try connection.first(
        "SELECT \(movementColumns) FROM movimientos_inventario WHERE organizacion_id = \(organization) AND id = \(key.id)"
      ) { .movement(try $0.movement()) }
    }
  }

  /// The lines that one document wrote, in their order.
  package func movements(document: String) throws -> [StockMovement] {
    try connection.all(
      """
      SELECT \(movementColumns) FROM movimientos_inventario
      WHERE organizacion_id = \(organization) AND documento = \(document) ORDER BY id
      """
    ) { try $0.movement() }
  }

  /// The lines that one document wrote, as a later one takes them back.
  package func filedMovements(document: String) throws -> [FiledMovement] {
    try connection.all(
      """
      SELECT sucursal_id, producto_id, variante_id, cantidad, valor_total, lote, fecha_vencimiento, tipo_movimiento
      FROM movimientos_inventario
      WHERE organizacion_id = \(organization) AND documento = \(document) ORDER BY id
      """
    ) { row in
      let quantity = row.quantity(3)
      return FiledMovement(
        place: StockPlace(branch: row.id(0), product: row.id(1), variant: VariantID(row.integer(2))),
        kind: try row.name(7), quantity: quantity, value: row.money(4),
        lot: row.optionalText(5).map {
          Lot(code: $0, expires: row.day(6), quantity: max(quantity, -quantity))
        })
    }
  }

  /// The lots from which the units of a sale went and to which they have not come back, first to expire first.
  package func lotsStillOut(of sale: SaleID) throws -> [ProductID: [Lot]] {
    var lots: [ProductID: [Lot]] = [:]
    try connection.each(
      """
      SELECT producto_id, lote, fecha_vencimiento, -sum(cantidad) FROM movimientos_inventario
      WHERE organizacion_id = \(organization) AND lote IS NOT NULL AND documento IN (
        SELECT folio FROM ventas_pos WHERE organizacion_id = \(organization) AND id = \(sale)
        UNION ALL
        SELECT folio FROM devoluciones WHERE organizacion_id = \(organization) AND venta_id = \(sale))
      GROUP BY producto_id, lote, fecha_vencimiento HAVING sum(cantidad) < 0
      ORDER BY producto_id, fecha_vencimiento IS NULL, fecha_vencimiento, lote
      """
    ) {
      lots[$0.id(0), default: []].append(Lot(code: $0.text(1), expires: $0.day(2), quantity: $0.quantity(3)))
    }
    return lots
  }
}
