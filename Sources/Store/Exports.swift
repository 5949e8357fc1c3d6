package import Inventory
internal import SQL

/// A line of a sale (or of goods brought back) as a file shows it.
package struct SaleLineRecord: Sendable, Hashable {
  package let folio: String
  package let at: Instant
  package let sku: String?
  package let name: String
  /// Negative for goods brought back.
  package let quantity: Quantity
  package let unitPrice: Money
  package let customer: String?
  package let branch: BranchID
}

extension Transaction {
  /// The lines of the sales that stand, of `limit` sales after `id`, in the order they were made; and the last id.
  package func saleLines(after id: SaleID, limit: Int) throws -> (lines: [SaleLineRecord], last: SaleID?) {
    var last: SaleID?
    let lines = try connection.all(
      """
      SELECT v.id, v.folio, v.fecha_venta, i.sku, i.nombre_producto, i.cantidad, i.precio_final, v.cliente,
        v.sucursal_id
      FROM (SELECT * FROM ventas_pos WHERE organizacion_id = \(organization) AND id > \(id) ORDER BY id LIMIT \(limit))
        AS v JOIN ventas_pos_items i ON i.organizacion_id = v.organizacion_id AND i.venta_id = v.id
      WHERE v.estado IN ('completada', 'devolucion_parcial', 'devolucion_total')
      ORDER BY v.id, i.linea
      """
    ) {
      SaleLineRecord(
        folio: $0.text(1), at: $0.instant(2), sku: $0.optionalText(3), name: $0.text(4),
        quantity: $0.quantity(5),
        unitPrice: $0.money(6), customer: $0.optionalText(7), branch: $0.id(8))
    }
    last =
      try connection.first(
        """
        SELECT max(id) FROM (SELECT id FROM ventas_pos WHERE organizacion_id = \(organization) AND id > \(id)
          ORDER BY id LIMIT \(limit)) AS pagina
        """
      ) { $0.optionalID(0) } ?? nil
    return (lines, last)
  }

  /// The lines of all goods brought back.
  package func returnLines() throws -> [SaleLineRecord] {
    try connection.all(
      """
      SELECT d.folio, d.fecha, p.sku, p.nombre, i.cantidad, i.monto, d.sucursal_id
      FROM devoluciones d JOIN devoluciones_items i
          ON i.organizacion_id = d.organizacion_id AND i.devolucion_id = d.id
        JOIN productos p ON p.organizacion_id = d.organizacion_id AND p.id = i.producto_id
      WHERE d.organizacion_id = \(organization) ORDER BY d.id, i.linea
      """
    ) { row in
      let quantity = row.quantity(4)
      let unitPrice = scaled(row.integer(5), by: 1000, over: max(1, quantity.thousandths)) ?? 0
      return SaleLineRecord(
        folio: row.text(0), at: row.instant(1), sku: row.optionalText(2), name: row.text(3),
        quantity: -quantity,
        unitPrice: Money(minorUnits: unitPrice), customer: nil, branch: row.id(6))
    }
  }
}
