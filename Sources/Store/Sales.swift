package import Inventory
internal import SQL

/// What `saleRow` reads, of a sale `v`.
let saleColumns: SQL = """
  v.id, v.folio, v.sucursal_id, v.estado, v.metodo_pago, v.subtotal, v.descuento_monto, v.impuestos,
  v.monto_pagado, v.cliente, v.usuario_id, v.fecha_venta, v.dia, v.id_publico, v.tipo_venta, v.descuento_porcentaje,
  v.cliente_id, v.profesional_id, v.notas, v.version, v.fecha_vencimiento_apartado, v.fecha_apartado
  """

/// The states of the sales whose goods went to the customer, whatever came back since.
let standing: SQL = "('completada', 'devolucion_parcial', 'devolucion_total')"
/// The states of the sales of which the customer has something.
let kept: SQL = "('completada', 'devolucion_parcial')"

extension Transaction {
  /// The sale of that id with its lines, whatever its state.
  package func sale(_ id: SaleID) throws -> Sale? { try sales(where: "v.id = \(id)").first }

  /// The sale of exactly that folio, as `Folio` writes it.
  package func sale(folio: String) throws -> Sale? { try sales(where: "v.folio = \(folio)").first }

  /// The sale that a link or a QR code names.
  package func sale(publicID: String) throws -> Sale? { try sales(where: "v.id_publico = \(publicID)").first }

  /// The sales whose folio ends in `number`, newest first.
  package func sales(numbered number: Int64, limit: Int) throws -> [Sale] {
    try sales(
      where: "v.folio_numero = \(number) ORDER BY v.fecha_venta DESC, v.id DESC LIMIT \(limit)")
  }

  /// The sales for which `condition` holds, which may go on with an order.
  func sales(where condition: SQL) throws -> [Sale] {
    try connection.all(
      "SELECT \(saleColumns) FROM ventas_pos v WHERE v.organizacion_id = \(organization) AND \(condition)"
    ) { try saleRow($0) }.map(withLines)
  }

  /// The newest folios that begin with `prefix`, for completion: all, or those that `person` has a part in.
  package func folios(startingWith prefix: String, involving person: PersonID?, limit: Int) throws -> [String]
  {
    try connection.all(
      """
      SELECT folio FROM ventas_pos v WHERE organizacion_id = \(organization)
        AND folio >= \(prefix) AND folio < \(prefix + "\u{10FFFF}") \(when(person, involves))
      ORDER BY folio DESC LIMIT \(limit)
      """
    ) { $0.text(0) }
  }

  /// What the lines of a sale cost the shop, in their order.
  package func costs(of sale: SaleID) throws -> [Money] {
    try connection.all(
      """
      SELECT costo FROM ventas_pos_items WHERE organizacion_id = \(organization) AND venta_id = \(sale)
      ORDER BY linea
      """
    ) { $0.money(0) }
  }

  func saleRow(_ row: Row) throws -> Sale {
    Sale(
      id: row.id(0), folio: Folio(row.text(1)), publicID: row.text(13), branch: row.id(2),
      kind: try row.name(14),
      state: try row.name(3), tender: try row.name(4),
      totals: SaleTotals(
        stored: row.money(5), discount: row.money(6), taxes: row.money(7), paid: row.money(8)),
      discount: Percent(tenths: Int(row.integer(15))), customerID: row.optionalID(16),
      customer: row.optionalText(9), professional: row.optionalID(17), person: row.id(10),
      note: row.optionalText(18), at: row.instant(11), day: row.day(12) ?? BusinessDay(ordinal: 0),
      keptUntil: row.day(20), setAside: row.optionalInteger(21).map { Instant(milliseconds: $0) },
      version: row.integer(19))
  }

  func withLines(_ sale: Sale) throws -> Sale {
    let lines = try connection.all(
      """
      SELECT linea, producto_id, nombre_producto, sku, cantidad, precio_unitario, descuento_monto, devuelto,
        descuento_porcentaje, subtotal, aplica_comision, notas
      FROM ventas_pos_items WHERE organizacion_id = \(organization) AND venta_id = \(sale.id) ORDER BY linea
      """
    ) {
      var item = SaleItem(
        stored: $0.id(1), name: $0.text(2), sku: $0.optionalText(3), quantity: $0.quantity(4),
        unitPrice: $0.money(5), discount: Percent(tenths: Int($0.integer(8))), unitDiscount: $0.money(6),
        subtotal: $0.money(9))
      (item.earnsCommission, item.note) = ($0.bool(10), $0.optionalText(11))
      return Sale.Line(id: $0.id(0), item: item, returned: $0.quantity(7))
    }
    var sale = sale
    sale.lines = lines
    return sale
  }
}
