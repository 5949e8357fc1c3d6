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
    place: StockPlace, kind: MovementKind, quantity: Quantity, before: Quantity, value: Money, document: String,
    line: Int, lot: Lot?, supplier: SupplierID?, sale: SaleID?, reference: String?, reason: String?
  ) {
    (self.place, self.kind, self.quantity, self.before) = (place, kind, quantity, before)
    (self.value, self.document, self.line, self.lot) = (value, document, line, lot)
    (self.supplier, self.sale, self.reference, self.reason) = (supplier, sale, reference, reason)
  }
}

extension Transaction {
  /// Takes `count` numbers of the shop's ledger; the first of them is returned.
  package func takeMovementNumbers(_ count: Int) throws -> Int64 {
    let last = try connection.first(
      """
      UPDATE organizaciones SET movimientos = movimientos + \(count) WHERE id = \(organization)
      RETURNING movimientos
      """
    ) { $0.integer(0) }
    guard let last else { throw StoreDamage(what: "shop \(organization.value) is missing") }
    return last - Int64(count) + 1
  }

  package func append(
    _ movement: NewMovement, number: Int64, by person: PersonID, on day: BusinessDay, at now: Instant
  ) throws {
    try connection.execute(
      """
      INSERT INTO movimientos_inventario (organizacion_id, id, sucursal_id, producto_id, variante_id, mes, documento,
        linea, tipo_movimiento, cantidad, stock_antes, stock_despues, valor_total, proveedor_id, venta_pos_id,
        usuario_id, referencia, motivo, lote, fecha_vencimiento, dia, creado_en)
      VALUES (\(organization), \(number), \(movement.place.branch), \(movement.place.product),
        \(movement.place.variant), \(String(day.description.prefix(7))), \(movement.document), \(movement.line),
        \(movement.kind.rawValue), \(movement.quantity), \(movement.before),
        \(movement.before + movement.quantity), \(movement.value), \(movement.supplier), \(movement.sale), \(person),
        \(movement.reference), \(movement.reason), \(movement.lot?.code), \(movement.lot?.expires?.description),
        \(day), \(now))
      """)
  }

  /// The ledger's lines, newest first.
  package func movements(
    product: ProductID?, branch: BranchID?, days: DayRange?, limit: Int
  ) throws -> [StockMovement] {
    try connection.all(
      """
      SELECT id, producto_id, sucursal_id, tipo_movimiento, cantidad, stock_antes, stock_despues, valor_total,
        documento, motivo, usuario_id, creado_en, dia FROM movimientos_inventario
      WHERE organizacion_id = \(organization)
        \(when(product) { "AND producto_id = \($0)" }) \(when(branch) { "AND sucursal_id = \($0)" })
        \(when(days) { "AND dia BETWEEN \($0.first) AND \($0.last)" })
      ORDER BY id DESC LIMIT \(limit)
      """
    ) {
      StockMovement(
        id: $0.id(0), product: $0.id(1), branch: $0.id(2), kind: try $0.name(3), quantity: $0.quantity(4),
        before: $0.quantity(5), after: $0.quantity(6), value: $0.money(7), document: $0.text(8),
        reason: $0.optionalText(9), person: $0.id(10), at: $0.instant(11),
        day: $0.day(12) ?? BusinessDay(ordinal: 0))
    }
  }

  /// The lines that one document wrote, in their order.
  package func movements(document: String) throws -> [StockMovement] {
    try connection.all(
      """
      SELECT id, producto_id, sucursal_id, tipo_movimiento, cantidad, stock_antes, stock_despues, valor_total,
        documento, motivo, usuario_id, creado_en, dia FROM movimientos_inventario
      WHERE organizacion_id = \(organization) AND documento = \(document) ORDER BY id
      """
    ) {
      StockMovement(
        id: $0.id(0), product: $0.id(1), branch: $0.id(2), kind: try $0.name(3), quantity: $0.quantity(4),
        before: $0.quantity(5), after: $0.quantity(6), value: $0.money(7), document: $0.text(8),
        reason: $0.optionalText(9), person: $0.id(10), at: $0.instant(11),
        day: $0.day(12) ?? BusinessDay(ordinal: 0))
    }
  }
}
