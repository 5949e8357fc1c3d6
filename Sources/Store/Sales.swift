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

private let columns: SQL = """
  v.id, v.folio, v.sucursal_id, v.estado, v.metodo_pago, v.subtotal, v.descuento_monto, v.impuestos,
  v.monto_pagado, v.cliente, v.usuario_id, v.fecha_venta, v.dia, v.id_publico, v.tipo_venta, v.descuento_porcentaje,
  v.cliente_id, v.profesional_id, v.notas, v.version, v.fecha_vencimiento_apartado, v.fecha_apartado
  """

/// The states of the sales whose goods went to the customer, whatever came back since.
let standing: SQL = "('completada', 'devolucion_parcial', 'devolucion_total')"
/// The states of the sales of which the customer has something.
let kept: SQL = "('completada', 'devolucion_parcial')"

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
      "SELECT \(columns) FROM ventas_pos v WHERE v.organizacion_id = \(organization) AND \(condition)"
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

  /// Whether a person wrote the sale `v` down, or sold or attended.
  private func involves(_ person: PersonID) -> SQL {
    "AND (v.usuario_id = \(person) OR v.profesional_id = \(person))"
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

  private func withLines(_ sale: Sale) throws -> Sale {
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

/// Which sales a list shows.
package struct SaleFilter: Sendable, Hashable {
  /// Some of these sales; nil for any.
  package var sales: [SaleID]?
  package var customer: CustomerID?
  package var professional: PersonID?
  /// Who wrote them down.
  package var person: PersonID?
  package var state: SaleState?
  /// Whether those are left out that are no sales, or no longer: quotes, layaways, what was called off.
  package var isStanding = false
  package var paymentState: PaymentState?
  package var tender: Tender?
  package var days: DayRange?
  package var branch: BranchID?
  /// Some of which were sold; empty for any.
  package var products: [ProductID] = []
  /// Who wrote them down, or sold or attended.
  package var involved: PersonID?

  package init() {}
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

/// Somebody who has a part in sales.
package enum SalePerson: Sendable, Hashable {
  /// Who wrote them down.
  case seller(PersonID)
  /// The name of their file, or the one that sales without one stand under.
  case customer(String)
  /// Whoever it is that has a name.
  case anyCustomer

  /// Whether they have a part in the sale `v`, which `seller` wrote down.
  func hasPart(seller: SQL) -> SQL {
    switch self {
    case .seller(let id): "\(seller) = \(id)"
    case .customer(let name): "\(buyerName) = \(name)"
    case .anyCustomer: "v.cliente IS NOT NULL"
    }
  }
}

extension Transaction {
  /// The sales of `days` with one of `products` among their lines, oldest first, whatever came back since.
  package func sales(
    of products: [ProductID], with person: SalePerson, in days: DayRange, branch: BranchID?
  ) throws -> [Sale] {
    try sales(
      where: """
        v.dia BETWEEN \(days.first) AND \(days.last) AND v.estado IN \(standing)
        AND \(person.hasPart(seller: "coalesce(v.profesional_id, v.usuario_id)")) \(when(branch) { "AND v.sucursal_id = \($0)" })
        AND EXISTS (SELECT 1 FROM ventas_pos_items i WHERE i.organizacion_id = v.organizacion_id
          AND i.venta_id = v.id AND i.producto_id IN \(list: products))
        ORDER BY v.id
        """)
  }

  /// The sales that stand with `person` or with one of `products` among their lines, newest first: of `days` or ever.
  package func sales(
    with person: SalePerson?, of products: [ProductID]? = nil, in days: DayRange? = nil, branch: BranchID?,
    limit: Int = .max
  ) throws -> [Sale] {
    try sales(
      where: """
        v.estado IN \(kept) \(when(days) { "AND v.dia BETWEEN \($0.first) AND \($0.last)" })
        \(when(person) { "AND \($0.hasPart(seller: "coalesce(v.profesional_id, v.usuario_id)"))" })
        \(when(branch) { "AND v.sucursal_id = \($0)" }) \(when(products, withOneOf))
        ORDER BY v.fecha_venta DESC, v.id DESC LIMIT \(limit)
        """)
  }

  /// A page of the sales that fit `filter`, newest first.
  package func sales(_ filter: SaleFilter, _ page: Page) throws -> Paged<Sale> {
    let conditions: SQL = """
      v.organizacion_id = \(organization)
      \(when(filter.sales) { "AND v.id IN \(list: $0)" })
      \(when(filter.customer) { "AND v.cliente_id = \($0)" })
      \(when(filter.professional) { "AND v.profesional_id = \($0)" })
      \(when(filter.person) { "AND v.usuario_id = \($0)" })
      \(when(filter.state) { "AND v.estado = \($0.rawValue)" })
      \(when(filter.isStanding ? kept : nil) { "AND v.estado IN \($0)" })
      \(when(filter.paymentState) { "AND v.estado_pago = \($0.rawValue)" })
      \(when(filter.tender) { "AND v.metodo_pago = \($0.rawValue)" })
      \(when(filter.days) { "AND v.dia BETWEEN \($0.first) AND \($0.last)" })
      \(when(filter.branch) { "AND v.sucursal_id = \($0)" })
      \(when(filter.involved, involves))
      \(when(filter.products.isEmpty ? nil : filter.products, withOneOf))
      """
    let total = try connection.first("SELECT count(*) FROM ventas_pos v WHERE \(conditions)") {
      Int($0.integer(0))
    }
    let sales = try connection.all(
      """
      SELECT \(columns) FROM ventas_pos v WHERE \(conditions)
      ORDER BY v.fecha_venta DESC, v.id DESC LIMIT \(page.size) OFFSET \(page.offset)
      """
    ) { try saleRow($0) }
    return Paged(try sales.map(withLines), total: total ?? 0)
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
