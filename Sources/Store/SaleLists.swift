package import Inventory
internal import SQL

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
      SELECT \(saleColumns) FROM ventas_pos v WHERE \(conditions)
      ORDER BY v.fecha_venta DESC, v.id DESC LIMIT \(page.size) OFFSET \(page.offset)
      """
    ) { try saleRow($0) }
    return Paged(try sales.map(withLines), total: total ?? 0)
  }

  /// Whether a person wrote the sale `v` down, or sold or attended.
  func involves(_ person: PersonID) -> SQL {
    "AND (v.usuario_id = \(person) OR v.profesional_id = \(person))"
  }
}
