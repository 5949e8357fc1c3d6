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
      SELECT v.cliente, SUM(v.monto_pendiente), COUNT(*), MIN(v.dia) FROM ventas_pos v
      WHERE v.organizacion_id = \(organization) AND v.monto_pendiente > 0 AND v.cliente IS NOT NULL
        AND v.estado IN ('completada', 'devolucion_parcial')
      GROUP BY v.cliente ORDER BY 2 DESC, 1
      """
    ) { CustomerSum(name: $0.text(0), amount: $0.money(1), sales: Int($0.integer(2)), day: $0.day(3)) }
  }

  /// Who bought most in `days`; the day is that of the last sale.
  package func purchases(in days: DayRange, branch: BranchID?) throws -> [CustomerSum] {
    try connection.all(
      """
      SELECT v.cliente, SUM(v.total), COUNT(*), MAX(v.dia) FROM ventas_pos v
      WHERE v.organizacion_id = \(organization) AND v.dia BETWEEN \(days.first) AND \(days.last)
        AND v.cliente IS NOT NULL AND v.estado IN ('completada', 'devolucion_parcial')
        \(when(branch) { "AND v.sucursal_id = \($0)" })
      GROUP BY v.cliente ORDER BY 2 DESC, 1
      """
    ) { CustomerSum(name: $0.text(0), amount: $0.money(1), sales: Int($0.integer(2)), day: $0.day(3)) }
  }
}
