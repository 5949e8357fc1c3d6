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
  package let discount: Percent
  package let customer: CustomerID?
  package let customerName: String?
  package let professional: PersonID?
  package let person: PersonID
  package let note: String?
  package let keptUntil: BusinessDay?
  package let isImported: Bool
  package let at: Instant
  package let day: BusinessDay

  package init(
    folio: Folio, publicID: String, branch: BranchID, kind: SaleKind = .direct, state: SaleState = .completed,
    tender: Tender, totals: SaleTotals, discount: Percent = Percent(tenths: 0), customer: CustomerID?,
    customerName: String?, professional: PersonID? = nil, person: PersonID, note: String? = nil,
    keptUntil: BusinessDay? = nil, isImported: Bool = false, at: Instant, day: BusinessDay
  ) {
    (self.folio, self.publicID, self.branch, self.kind) = (folio, publicID, branch, kind)
    (self.state, self.tender, self.totals, self.discount) = (state, tender, totals, discount)
    (self.customer, self.customerName) = (customer, customerName)
    (self.professional, self.person) = (professional, person)
    (self.note, self.keptUntil, self.isImported) = (note, keptUntil, isImported)
    (self.at, self.day) = (at, day)
  }
}

/// What may be changed of a sale that is made.
package struct SaleFields: Sendable, Hashable {
  package var customer: CustomerID?
  package var professional: PersonID?
  package var note: String?

  package init(customer: CustomerID?, professional: PersonID?, note: String?) {
    (self.customer, self.professional, self.note) = (customer, professional, note)
  }
}

extension Transaction {
  /// Files a sale without its items, which follow by `insert(_:costs:of:after:)`.
  package func insert(_ sale: NewSale) throws -> SaleID {
    try inserted(
      """
      INSERT INTO ventas_pos (organizacion_id, id_publico, folio, folio_numero, sucursal_id, tipo_venta, cliente_id,
        cliente, profesional_id, usuario_id, subtotal, descuento_porcentaje, descuento_monto, impuestos, total,
        metodo_pago, estado_pago, monto_pagado, monto_pendiente, notas, estado, importada, fecha_venta, dia,
        fecha_apartado, fecha_vencimiento_apartado)
      VALUES (\(organization), \(sale.publicID), \(sale.folio), \(sale.folio.number), \(sale.branch),
        \(sale.kind.rawValue), \(sale.customer), \(sale.customerName), \(sale.professional), \(sale.person),
        \(sale.totals.subtotal), \(sale.discount.tenths),
        \(sale.totals.discount), \(sale.totals.taxes), \(sale.totals.total), \(sale.tender.rawValue),
        \(PaymentState(of: sale.state, sale.totals).rawValue), \(sale.totals.paid), \(sale.totals.pending),
        \(sale.note), \(sale.state.rawValue),
        \(sale.isImported), \(sale.at), \(sale.day), \(sale.state == .layaway ? sale.at : nil),
        \(sale.keptUntil?.description)) RETURNING id
      """)
  }

  /// Writes items of a sale behind its first `count`; `costs` is what the units of each line cost the shop.
  package func insert(_ items: [SaleItem], costs: [Money], of sale: SaleID, after count: Int = 0) throws {
    try connection.executeMany(
      """
      INSERT INTO ventas_pos_items (organizacion_id, venta_id, linea, producto_id, nombre_producto, sku, cantidad,
        precio_unitario, descuento_monto, precio_final, subtotal, costo, descuento_porcentaje, aplica_comision, notas)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
      """,
      zip(items, costs).enumerated().map { index, pair in
        let (item, cost) = pair
        return [
          organization.sqlValue, sale.sqlValue, .integer(Int64(count + index + 1)), item.product.sqlValue,
          .text(item.name), item.sku.sqlValue, item.quantity.sqlValue, item.unitPrice.sqlValue,
          item.unitDiscount.sqlValue, item.finalPrice.sqlValue, item.subtotal.sqlValue, cost.sqlValue,
          item.discount.tenths.sqlValue, item.earnsCommission.sqlValue, item.note.sqlValue,
        ]
      })
  }

  /// Changes the state of a sale, and that of its payment with it; stock and money are written apart.
  package func setState(_ state: SaleState, of sale: SaleID) throws {
    try connection.execute(
      """
      UPDATE ventas_pos SET version = version + 1, estado = \(state.rawValue)
      WHERE organizacion_id = \(organization) AND id = \(sale)
      """)
    try notePaymentState(of: sale)
  }

  /// Brings `estado_pago` up to date with what the rest of the sale says.
  func notePaymentState(of id: SaleID) throws {
    guard let sale = try sale(id) else { return }
    try connection.execute(
      """
      UPDATE ventas_pos SET estado_pago = \(sale.paymentState.rawValue)
      WHERE organizacion_id = \(organization) AND id = \(id)
      """)
  }

  /// Writes what may be changed of a sale; `customerName` is the name it stands under from now on.
  package func update(_ sale: SaleID, to fields: SaleFields, customerName: String?) throws {
    try connection.execute(
      """
      UPDATE ventas_pos SET cliente_id = \(fields.customer), cliente = \(customerName),
        profesional_id = \(fields.professional), notas = \(fields.note), version = version + 1
      WHERE organizacion_id = \(organization) AND id = \(sale)
      """)
  }
}
