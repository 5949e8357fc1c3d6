package import Inventory
internal import SQL

// Sales whose goods have not changed hands: quotations and layaways.

extension Transaction {
  /// Notes that the goods of a sale have changed hands, and what they cost the shop, line by line.
  package func complete(_ sale: SaleID, costs: [Money], at now: Instant, on day: BusinessDay) throws {
    try connection.execute(
      """
      UPDATE ventas_pos SET version = version + 1, estado = 'completada', fecha_venta = \(now), dia = \(day)
      WHERE organizacion_id = \(organization) AND id = \(sale)
      """)
    try connection.executeMany(
      "UPDATE ventas_pos_items SET costo = $1 WHERE organizacion_id = $2 AND venta_id = $3 AND linea = $4",
      costs.enumerated().map { index, cost in
        [cost.sqlValue, organization.sqlValue, sale.sqlValue, .integer(Int64(index + 1))]
      })
  }

  /// Turns a quotation into a layaway.
  package func layAway(_ sale: SaleID, until day: BusinessDay?, at now: Instant) throws {
    try connection.execute(
      """
      UPDATE ventas_pos SET version = version + 1, estado = 'apartado', tipo_venta = 'apartado',
        fecha_apartado = \(now), fecha_vencimiento_apartado = \(day?.description)
      WHERE organizacion_id = \(organization) AND id = \(sale)
      """)
  }

  /// Notes what a sale comes to once it has other lines.
  package func setTotals(_ totals: SaleTotals, of sale: SaleID) throws {
    try connection.execute(
      """
      UPDATE ventas_pos SET version = version + 1, subtotal = \(totals.subtotal),
        descuento_monto = \(totals.discount), impuestos = \(totals.taxes), total = \(totals.total),
        monto_pendiente = \(totals.pending)
      WHERE organizacion_id = \(organization) AND id = \(sale)
      """)
    try notePaymentState(of: sale)
  }

  /// What is set aside, for the customers of that name or for anybody, oldest first.
  package func layaways(of name: String?) throws -> [Sale] {
    try sales(where: "v.estado = 'apartado' \(when(name) { "AND \(buyerName) = \($0)" }) ORDER BY v.id")
  }

  /// The layaways that were to be kept until before `day`, oldest first.
  package func layaways(endingBefore day: BusinessDay) throws -> [Sale] {
    try sales(where: "v.estado = 'apartado' AND v.fecha_vencimiento_apartado < \(day) ORDER BY v.id")
  }
}
