package import Inventory
internal import SQL

/// A sale that is about to be written.
package struct NewSale: Sendable {
  package let folio: Folio
  package let publicID: String
  package let branch: BranchID
  package let kind: SaleKind
  package let state: SaleState
  package let tender: Tender
  package let totals: SaleTotals
  package let customer: CustomerID?
  package let customerName: String?
  package let person: PersonID
  package let note: String?
  package let isImported: Bool
  package let at: Instant
  package let day: BusinessDay

  package init(
    folio: Folio, publicID: String, branch: BranchID, kind: SaleKind = .direct, state: SaleState = .completed,
    tender: Tender, totals: SaleTotals, customer: CustomerID?, customerName: String?, person: PersonID,
    note: String? = nil, isImported: Bool = false, at: Instant, day: BusinessDay
  ) {
    (self.folio, self.publicID, self.branch, self.kind) = (folio, publicID, branch, kind)
    (self.state, self.tender, self.totals) = (state, tender, totals)
    (self.customer, self.customerName, self.person) = (customer, customerName, person)
    (self.note, self.isImported, self.at, self.day) = (note, isImported, at, day)
  }
}

private let columns: SQL = """
  v.id, v.folio, v.sucursal_id, v.estado, v.metodo_pago, v.subtotal, v.descuento_monto, v.impuestos,
  v.monto_pagado, v.cliente, v.usuario_id, v.fecha_venta, v.dia
  """

extension Transaction {
  package func insert(_ sale: NewSale) throws -> SaleID {
    let state = sale.state == .cancelled ? PaymentState.cancelled : sale.totals.paymentState
    return try inserted(
      """
      INSERT INTO ventas_pos (organizacion_id, id_publico, folio, folio_numero, sucursal_id, tipo_venta, cliente_id,
        cliente, usuario_id, subtotal, descuento_monto, impuestos, total, metodo_pago, estado_pago, monto_pagado,
        monto_pendiente, notas, estado, importada, fecha_venta, dia)
      VALUES (\(organization), \(sale.publicID), \(sale.folio), \(sale.folio.number), \(sale.branch),
        \(sale.kind.rawValue), \(sale.customer), \(sale.customerName), \(sale.person), \(sale.totals.subtotal),
        \(sale.totals.discount), \(sale.totals.taxes), \(sale.totals.total), \(sale.tender.rawValue),
        \(state.rawValue), \(sale.totals.paid), \(sale.totals.pending), \(sale.note), \(sale.state.rawValue),
        \(sale.isImported), \(sale.at), \(sale.day)) RETURNING id
      """)
  }

  /// Writes the items of a sale; `costs` is what the units of each line cost the shop.
  package func insert(_ items: [SaleItem], costs: [Money], of sale: SaleID) throws {
    try connection.executeMany(
      """
      INSERT INTO ventas_pos_items (organizacion_id, venta_id, linea, producto_id, nombre_producto, sku, cantidad,
        precio_unitario, descuento_monto, precio_final, subtotal, costo)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
      """,
      zip(items, costs).enumerated().lazy.map { index, pair in
        let (item, cost) = pair
        return [
          organization.sqlValue, sale.sqlValue, .integer(Int64(index + 1)), item.product.sqlValue,
          .text(item.name), item.sku.sqlValue, item.quantity.sqlValue, item.unitPrice.sqlValue,
          item.unitDiscount.sqlValue, item.finalPrice.sqlValue, item.subtotal.sqlValue, cost.sqlValue,
        ]
      })
  }

  package func sale(_ id: SaleID) throws -> Sale? {
    try connection.first(
      "SELECT \(columns) FROM ventas_pos v WHERE v.organizacion_id = \(organization) AND v.id = \(id)"
    ) { try saleRow($0) }.map(withLines)
  }

  package func sale(folio: String) throws -> Sale? {
    try connection.first(
      "SELECT \(columns) FROM ventas_pos v WHERE v.organizacion_id = \(organization) AND v.folio = \(folio)"
    ) { try saleRow($0) }.map(withLines)
  }

  /// The sales whose folio ends in `number`, newest first.
  package func sales(numbered number: Int64, limit: Int) throws -> [Sale] {
    try connection.all(
      """
      SELECT \(columns) FROM ventas_pos v
      WHERE v.organizacion_id = \(organization) AND v.folio_numero = \(number)
      ORDER BY v.fecha_venta DESC, v.id DESC LIMIT \(limit)
      """
    ) { try saleRow($0) }.map(withLines)
  }

  /// The newest folios that begin with `prefix`, for completion.
  package func folios(startingWith prefix: String, limit: Int) throws -> [String] {
    try connection.all(
      """
      SELECT folio FROM ventas_pos WHERE organizacion_id = \(organization)
        AND folio >= \(prefix) AND folio < \(prefix + "\u{10FFFF}") ORDER BY folio DESC LIMIT \(limit)
      """
    ) { $0.text(0) }
  }

  package func setState(_ state: SaleState, payment: PaymentState?, of sale: SaleID) throws {
    try connection.execute(
      """
      UPDATE ventas_pos SET estado = \(state.rawValue), estado_pago = coalesce(\(payment?.rawValue), estado_pago)
      WHERE organizacion_id = \(organization) AND id = \(sale)
      """)
  }

  /// How many sales that stand were made in `days`, by branch: of all products or with one of `products` in them.
  package func saleCounts(in days: DayRange, of products: [ProductID]?) throws -> [BranchID: Int] {
    var counts: [BranchID: Int] = [:]
    try connection.each(
      """
      SELECT v.sucursal_id, count(*) FROM ventas_pos v
      WHERE v.organizacion_id = \(organization) AND v.dia BETWEEN \(days.first) AND \(days.last)
        AND v.estado IN ('completada', 'devolucion_parcial', 'devolucion_total')
        \(when(products) {
          """
          AND EXISTS (SELECT 1 FROM ventas_pos_items i WHERE i.organizacion_id = v.organizacion_id
            AND i.venta_id = v.id AND i.producto_id IN \(list: $0))
          """
        })
      GROUP BY v.sucursal_id
      """
    ) { counts[$0.id(0)] = Int($0.integer(1)) }
    return counts
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

  private func saleRow(_ row: Row) throws -> Sale {
    Sale(
      id: row.id(0), folio: Folio(row.text(1)), branch: row.id(2), state: try row.name(3),
      tender: try row.name(4),
      totals: SaleTotals(
        stored: row.money(5), discount: row.money(6), taxes: row.money(7), paid: row.money(8)),
      customer: row.optionalText(9), person: row.id(10), at: row.instant(11),
      day: row.day(12) ?? BusinessDay(ordinal: 0), lines: [])
  }

  private func withLines(_ sale: Sale) throws -> Sale {
    let lines = try connection.all(
      """
      SELECT linea, producto_id, nombre_producto, sku, cantidad, precio_unitario, descuento_monto, devuelto
      FROM ventas_pos_items WHERE organizacion_id = \(organization) AND venta_id = \(sale.id) ORDER BY linea
      """
    ) {
      Sale.Line(
        id: $0.id(0),
        item: try SaleItem(
          product: $0.id(1), name: $0.text(2), sku: $0.optionalText(3), quantity: $0.quantity(4),
          unitPrice: $0.money(5), discountAmount: $0.money(6)),
        returned: $0.quantity(7))
    }
    var sale = sale
    sale.lines = lines
    return sale
  }
}
