package import Inventory
internal import SQL

/// Goods that came back: what their keys are of.
package enum CustomerReturn {}
package typealias ReturnID = Identifier<CustomerReturn>

/// What the store has of a folio that an import brings.
package struct PastDocument: Sendable {
  package let sale: SaleID?
  package let customerReturn: ReturnID?
  package let isImported: Bool
  package let lines: Set<Int64>
  package let at: Instant
  package let day: BusinessDay
}

/// An item of a past sale under its own line number.
package struct PastSaleItem: Sendable {
  package let sale: SaleID
  package let line: Int
  package let item: SaleItem
  package let cost: Money

  package init(sale: SaleID, line: Int, item: SaleItem, cost: Money) {
    (self.sale, self.line, self.item, self.cost) = (sale, line, item, cost)
  }
}

/// A line of goods brought back in the past.
package struct PastReturnItem: Sendable {
  package let customerReturn: ReturnID
  package let line: Int
  package let product: ProductID
  package let quantity: Quantity
  package let amount: Money
  package let cost: Money

  package init(
    customerReturn: ReturnID, line: Int, product: ProductID, quantity: Quantity, amount: Money, cost: Money
  ) {
    (self.customerReturn, self.line, self.product) = (customerReturn, line, product)
    (self.quantity, self.amount, self.cost) = (quantity, amount, cost)
  }
}

extension Transaction {
  /// What an earlier import left under a folio: a sale, a return or both.
  package func pastDocument(folio: String) throws -> PastDocument? {
    let sale = try connection.first(
      """
      SELECT id, importada, fecha_venta, dia FROM ventas_pos
      WHERE organizacion_id = \(organization) AND folio = \(folio)
      """
    ) { (id: $0.id(0) as SaleID, isImported: $0.bool(1), at: $0.instant(2), day: $0.day(3)) }
    let customerReturn = try connection.first(
      """
      SELECT id, venta_id IS NULL, fecha, dia FROM devoluciones
      WHERE organizacion_id = \(organization) AND folio = \(folio)
      """
    ) { (id: $0.id(0) as ReturnID, isImported: $0.bool(1), at: $0.instant(2), day: $0.day(3)) }
    guard let at = sale?.at ?? customerReturn?.at, let day = sale?.day ?? customerReturn?.day else {
      return nil
    }
    var lines: Set<Int64> = []
    if let sale {
      try connection.each(
        "SELECT linea FROM ventas_pos_items WHERE organizacion_id = \(organization) AND venta_id = \(sale.id)"
      ) { lines.insert($0.integer(0)) }
    }
    if let customerReturn {
      try connection.each(
        """
        SELECT linea FROM devoluciones_items
        WHERE organizacion_id = \(organization) AND devolucion_id = \(customerReturn.id)
        """
      ) { lines.insert($0.integer(0)) }
    }
    return PastDocument(
      sale: sale?.id, customerReturn: customerReturn?.id,
      isImported: (sale?.isImported ?? true) && (customerReturn?.isImported ?? true), lines: lines, at: at,
      day: day)
  }

  /// Adds lines to imported sales; their totals follow by `addToTotals`.
  package func insert(_ items: [PastSaleItem]) throws {
    try connection.executeMany(
      """
      INSERT INTO ventas_pos_items (organizacion_id, venta_id, linea, producto_id, nombre_producto, sku, cantidad,
        precio_unitario, precio_final, subtotal, costo)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8, $9, $10)
      """,
      items.map { entry in
        [
          organization.sqlValue, entry.sale.sqlValue, .integer(Int64(entry.line)),
          entry.item.product.sqlValue,
          .text(entry.item.name), entry.item.sku.sqlValue, entry.item.quantity.sqlValue,
          entry.item.unitPrice.sqlValue, entry.item.subtotal.sqlValue, entry.cost.sqlValue,
        ]
      })
  }

  /// Adds lines to imported returns; their totals follow by `addToTotals`.
  package func insert(_ items: [PastReturnItem]) throws {
    try connection.executeMany(
      """
      INSERT INTO devoluciones_items (organizacion_id, devolucion_id, linea, producto_id, cantidad, monto, costo)
      VALUES ($1, $2, $3, $4, $5, $6, $7)
      """,
      items.map { entry in
        [
          organization.sqlValue, entry.customerReturn.sqlValue, .integer(Int64(entry.line)),
          entry.product.sqlValue, entry.quantity.sqlValue, entry.amount.sqlValue, entry.cost.sqlValue,
        ]
      })
  }

  /// Raises what past sales come to; they count as paid.
  package func addToTotals(_ totals: [SaleID: Money]) throws {
    try connection.executeMany(
      """
      UPDATE ventas_pos SET subtotal = subtotal + $1, total = total + $1, monto_pagado = monto_pagado + $1
      WHERE organizacion_id = $2 AND id = $3
      """,
      totals.map { [$0.value.sqlValue, organization.sqlValue, $0.key.sqlValue] })
  }

  /// Raises what past returns come to.
  package func addToTotals(_ totals: [ReturnID: Money]) throws {
    try connection.executeMany(
      "UPDATE devoluciones SET total = total + $1 WHERE organizacion_id = $2 AND id = $3",
      totals.map { [$0.value.sqlValue, organization.sqlValue, $0.key.sqlValue] })
  }
}
