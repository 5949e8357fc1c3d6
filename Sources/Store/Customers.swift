package import Inventory
internal import SQL

/// What one customer owes, or bought.
package struct CustomerSum: Sendable, Hashable {
  package let name: String
  package let amount: Money
  package let sales: Int
  /// The day of the oldest sale that is not paid, or of the last sale.
  package let day: BusinessDay?
}

extension Transaction {
  /// Who owes and how much, most first; the day is that of the oldest unpaid sale.
  package func debts() throws -> [CustomerSum] {
    try connection.all(
      """
      SELECT cliente, sum(debe), count(*), min(dia) FROM (
        SELECT v.cliente, v.dia, v.monto_pendiente - \(returnedValue) AS debe FROM ventas_pos v
        WHERE v.organizacion_id = \(organization) AND v.monto_pendiente > 0 AND v.cliente IS NOT NULL
          AND v.estado IN ('completada', 'devolucion_parcial')
      ) AS cuentas WHERE debe > 0 GROUP BY cliente ORDER BY 2 DESC, 1
      """
    ) { CustomerSum(name: $0.text(0), amount: $0.money(1), sales: Int($0.integer(2)), day: $0.day(3)) }
  }

  /// Who bought most in `days`, less what came back of it; the day is that of the last sale.
  package func purchases(in days: DayRange, branch: BranchID?) throws -> [CustomerSum] {
    try connection.all(
      """
      SELECT v.cliente, sum(v.total - \(returnedValue)), count(*), max(v.dia) FROM ventas_pos v
      WHERE v.organizacion_id = \(organization) AND v.dia BETWEEN \(days.first) AND \(days.last)
        AND v.cliente IS NOT NULL AND v.estado IN ('completada', 'devolucion_parcial')
        \(when(branch) { "AND v.sucursal_id = \($0)" })
      GROUP BY v.cliente ORDER BY 2 DESC, 1
      """
    ) { CustomerSum(name: $0.text(0), amount: $0.money(1), sales: Int($0.integer(2)), day: $0.day(3)) }
  }

  /// What the goods that came back of the sale `v` were sold for.
  private var returnedValue: SQL {
    """
    (SELECT coalesce(sum(d.total), 0) FROM devoluciones d
      WHERE d.organizacion_id = v.organizacion_id AND d.venta_id = v.id)
    """
  }
}
