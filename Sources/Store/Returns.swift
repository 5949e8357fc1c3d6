package import Inventory
internal import SQL

/// Goods that a customer brought back; without a sale where history was imported.
package struct NewReturn: Sendable {
  package let folio: Folio
  package let sale: SaleID?
  package let branch: BranchID
  package let person: PersonID
  package let reason: String?
  /// How the customer gets the money back.
  package let refund: Tender?
  package let total: Money
  package let at: Instant
  package let day: BusinessDay

  package init(
    folio: Folio, sale: SaleID?, branch: BranchID, person: PersonID, reason: String?, refund: Tender? = nil,
    total: Money, at: Instant, day: BusinessDay
  ) {
    (self.folio, self.sale, self.branch, self.person) = (folio, sale, branch, person)
    (self.reason, self.refund, self.total, self.at, self.day) = (reason, refund, total, at, day)
  }
}

/// A line of goods brought back.
package struct ReturnedLine: Sendable, Hashable {
  /// The line of the sale; nil where history was imported.
  package let saleLine: SaleItemID?
  package let product: ProductID
  package let quantity: Quantity
  package let amount: Money
  /// What the units cost the shop when they were sold.
  package let cost: Money
  /// Whether the units went back on the shelf.
  package let isRestocked: Bool

  package init(
    saleLine: SaleItemID?, product: ProductID, quantity: Quantity, amount: Money, cost: Money,
    isRestocked: Bool
  ) {
    (self.saleLine, self.product, self.quantity) = (saleLine, product, quantity)
    (self.amount, self.cost, self.isRestocked) = (amount, cost, isRestocked)
  }
}

/// What one customer brought back, or those whose name no sale bears.
package struct ReturnedGoods: Sendable, Hashable {
  package let buyer: CustomerIdentity?
  package let units: Quantity
  package let amount: Money
}

extension Transaction {
  /// Files what came back of a sale; the stock is written apart.
  @discardableResult
  package func insert(_ new: NewReturn, lines: [ReturnedLine]) throws -> ReturnID {
    let id: ReturnID = try inserted(
      """
      INSERT INTO devoluciones (organizacion_id, folio, venta_id, sucursal_id, usuario_id, motivo, reembolso, total, fecha,
        dia)
      VALUES (\(organization), \(new.folio), \(new.sale), \(new.branch), \(new.person), \(new.reason),
        \(new.refund?.rawValue), \(new.total), \(new.at), \(new.day)) RETURNING id
      """)
    for (index, line) in lines.enumerated() {
      try connection.execute(
        """
        INSERT INTO devoluciones_items (organizacion_id, devolucion_id, linea, venta_linea, producto_id, cantidad,
          monto, costo, repuesto)
        VALUES (\(organization), \(id), \(index + 1), \(line.saleLine), \(line.product), \(line.quantity),
          \(line.amount), \(line.cost), \(line.isRestocked))
        """)
      guard let sale = new.sale, let saleLine = line.saleLine else { continue }
      try connection.execute(
        """
        UPDATE ventas_pos_items SET devuelto = devuelto + \(line.quantity)
        WHERE organizacion_id = \(organization) AND venta_id = \(sale) AND linea = \(saleLine)
        """)
    }
    return id
  }

  /// What the return of that folio came to, on which day and of which sale, which history has not; nil for none.
  package func returned(folio: String) throws -> (total: Money, day: BusinessDay, sale: SaleID?)? {
    try connection.first(
      """
      SELECT total, dia, venta_id FROM devoluciones WHERE organizacion_id = \(organization) AND folio = \(folio)
      """
    ) { ($0.money(0), $0.day(1) ?? BusinessDay(ordinal: 0), $0.optionalID(2)) }
  }

  /// What came back in `days` of some products that a person had sold, or had taken back without a sale, or bought.
  package func returned(
    of products: [ProductID], with person: SalePerson, in days: DayRange, branch: BranchID?
  ) throws -> [ReturnedGoods] {
    try connection.all(
      """
      SELECT \(buyerID), \(buyerName), sum(r.cantidad), sum(r.monto) FROM devoluciones d
      JOIN devoluciones_items r ON r.organizacion_id = d.organizacion_id AND r.devolucion_id = d.id
      LEFT JOIN ventas_pos v ON v.organizacion_id = d.organizacion_id AND v.id = d.venta_id
      WHERE d.organizacion_id = \(organization) AND d.dia BETWEEN \(days.first) AND \(days.last)
        AND \(person.hasPart(seller: "coalesce(v.profesional_id, v.usuario_id, d.usuario_id)"))
        AND r.producto_id IN \(list: products) \(when(branch) { "AND d.sucursal_id = \($0)" })
      GROUP BY 1, 2
      """
    ) { row in
      let buyer = row.optionalText(1).map { CustomerIdentity(id: row.optionalID(0), name: $0) }
      return ReturnedGoods(buyer: buyer, units: row.quantity(2), amount: row.money(3))
    }
  }

  /// What the goods that came back of a sale so far were sold for.
  package func returnedValue(of sale: SaleID) throws -> Money {
    try connection.first(
      """
      SELECT coalesce(sum(total), 0) FROM devoluciones
      WHERE organizacion_id = \(organization) AND venta_id = \(sale)
      """
    ) { $0.money(0) } ?? .zero
  }
}
