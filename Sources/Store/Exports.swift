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
  /// What one unit brought in: its part of a discount on the whole sale is off, rounded half up.
  package fileprivate(set) var unitPrice: Money
  package let customer: String?
  package let branch: BranchID
}

extension Transaction {
  /// The lines of the sales that stand, of `limit` sales after `id`, in the order they were made; and the last id.
  package func saleLines(after id: SaleID, limit: Int) throws -> (lines: [SaleLineRecord], last: SaleID?) {
    var last: SaleID?
    let rows = try connection.all(
      """
      SELECT v.id, v.folio, v.fecha_venta, i.sku, CASE WHEN i.sku IS NULL THEN p.nombre ELSE i.nombre_producto END,
        i.cantidad, i.precio_final, v.cliente, v.sucursal_id, i.subtotal, v.descuento_monto
      FROM (SELECT * FROM ventas_pos WHERE organizacion_id = \(organization) AND id > \(id) ORDER BY id LIMIT \(limit))
        AS v JOIN ventas_pos_items i ON i.organizacion_id = v.organizacion_id AND i.venta_id = v.id
        JOIN productos p ON p.organizacion_id = i.organizacion_id AND p.id = i.producto_id
      WHERE v.estado IN \(standing)
      ORDER BY v.id, i.linea
      """
    ) { row in
      SoldLine(
        sale: row.id(0), subtotal: row.money(9), discount: row.money(10),
        record: SaleLineRecord(
          folio: row.text(1), at: row.instant(2), sku: row.optionalText(3), name: row.text(4),
          quantity: row.quantity(5), unitPrice: row.money(6), customer: row.optionalText(7),
          branch: row.id(8)))
    }
    let lines = rows.chunked.flatMap(\.netOfDiscount)
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
      return SaleLineRecord(
        folio: row.text(0), at: row.instant(1), sku: row.optionalText(2), name: row.text(3),
        quantity: -quantity, unitPrice: row.money(5).each(of: quantity), customer: nil, branch: row.id(6))
    }
  }
}

/// A line of a sale before its part of the sale's discount is taken off.
private struct SoldLine {
  let sale: SaleID
  let subtotal: Money
  let discount: Money
  var record: SaleLineRecord
}

extension [SoldLine] {
  /// The lines sale by sale; those of one stand together.
  fileprivate var chunked: [ArraySlice<SoldLine>] {
    var chunks: [ArraySlice<SoldLine>] = []
    var start = startIndex
    for index in indices where index + 1 == endIndex || self[index + 1].sale != self[index].sale {
      chunks.append(self[start...index])
      start = index + 1
    }
    return chunks
  }
}

extension ArraySlice<SoldLine> {
  /// The lines of one sale, each at what it brought in.
  fileprivate var netOfDiscount: [SaleLineRecord] {
    guard let discount = first?.discount, discount > .zero else { return map(\.record) }
    return zip(self, netIncomes(map(\.subtotal), discount: discount)).map { line, income in
      var record = line.record
      record.unitPrice = income.each(of: record.quantity)
      return record
    }
  }
}

extension Money {
  /// What one unit of `quantity` comes to, rounded half up.
  fileprivate func each(of quantity: Quantity) -> Money {
    Money(minorUnits: scaled(minorUnits, by: 1000, over: Swift.max(1, quantity.thousandths)) ?? 0)
  }
}
