package import Inventory
internal import SQL

// What customers bought. What came back counts on its own day, whenever it had been bought.

extension Transaction {
  /// What each customer bought in `days`, most first, less what they brought back in them; the day is that of the
  /// last sale.
  package func purchases(in days: DayRange, branch: BranchID?) throws -> [CustomerSum] {
    try connection.all(
      """
      SELECT ficha, nombre, sum(monto), sum(ventas), max(dia) FROM (
        SELECT \(buyerID) AS ficha, \(buyerName) AS nombre, v.total AS monto, 1 AS ventas, v.dia AS dia
        FROM ventas_pos v
        WHERE v.organizacion_id = \(organization) AND v.dia BETWEEN \(days.first) AND \(days.last)
          AND v.cliente IS NOT NULL AND v.estado IN \(standing)
          \(when(branch) { "AND v.sucursal_id = \($0)" })
        UNION ALL
        SELECT \(buyerID), \(buyerName), -d.total, 0, NULL FROM devoluciones d
        JOIN ventas_pos v ON v.organizacion_id = d.organizacion_id AND v.id = d.venta_id
        WHERE d.organizacion_id = \(organization) AND d.dia BETWEEN \(days.first) AND \(days.last)
          AND v.cliente IS NOT NULL \(when(branch) { "AND d.sucursal_id = \($0)" })
      ) AS compras GROUP BY ficha, nombre ORDER BY 3 DESC, 2, 1
      """
    ) { $0.customerSum() }
  }

  /// The same of some products, in no order: at what they came to with their part of what was taken off the sale.
  package func purchases(
    of products: [ProductID], in days: DayRange, branch: BranchID?
  ) throws -> [CustomerSum] {
    let meant = Set(products)
    var sums: [CustomerIdentity: CustomerSum] = [:]
    for sale in try salesToCustomers(of: products, in: days, branch: branch) {
      let incomes = netIncomes(sale.lines.map(\.subtotal), discount: sale.discount)
      let amount = zip(sale.lines, incomes).reduce(Money.zero) { sum, line in
        meant.contains(line.0.product) ? sum + line.1 : sum
      }
      let known = sums[sale.buyer]
      sums[sale.buyer] = CustomerSum(
        customer: sale.buyer, amount: (known?.amount ?? .zero) + amount, sales: (known?.sales ?? 0) + 1,
        day: [known?.day, sale.day].compactMap(\.self).max())
    }
    for goods in try returned(of: products, with: .anyCustomer, in: days, branch: branch) {
      guard let buyer = goods.buyer, let known = sums[buyer] else { continue }
      sums[buyer] = CustomerSum(
        customer: buyer, amount: known.amount - goods.amount, sales: known.sales, day: known.day)
    }
    return Array(sums.values)
  }

  /// The sales to customers with one of `products` among their lines, oldest first.
  private func salesToCustomers(
    of products: [ProductID], in days: DayRange, branch: BranchID?
  ) throws -> [CustomerSale] {
    var sales: [CustomerSale] = []
    try connection.each(
      """
      SELECT v.id, \(buyerID), \(buyerName), v.dia, v.descuento_monto, i.producto_id, i.subtotal FROM ventas_pos v
      JOIN ventas_pos_items i ON i.organizacion_id = v.organizacion_id AND i.venta_id = v.id
      WHERE v.organizacion_id = \(organization) AND v.dia BETWEEN \(days.first) AND \(days.last)
        AND v.cliente IS NOT NULL AND v.estado IN \(standing) \(when(branch) { "AND v.sucursal_id = \($0)" })
        AND EXISTS (SELECT 1 FROM ventas_pos_items m WHERE m.organizacion_id = v.organizacion_id
          AND m.venta_id = v.id AND m.producto_id IN \(list: products))
      ORDER BY v.id, i.linea
      """
    ) { row in
      let id: SaleID = row.id(0)
      if sales.last?.id != id {
        let buyer = CustomerIdentity(id: row.optionalID(1), name: row.text(2))
        sales.append(CustomerSale(id: id, buyer: buyer, day: row.day(3), discount: row.money(4)))
      }
      sales[sales.count - 1].lines.append((row.id(5), row.money(6)))
    }
    return sales
  }
}

/// A sale to somebody who has a name, with what its lines come to before what is taken off the whole.
private struct CustomerSale {
  let id: SaleID
  let buyer: CustomerIdentity
  let day: BusinessDay?
  let discount: Money
  var lines: [(product: ProductID, subtotal: Money)] = []
}
