package import Inventory
internal import SQL

// What sales come to together, by branch and by person.

extension Transaction {
  /// How many sales that stand were made in `days`, by branch: of all products or with one of `products` in them.
  package func saleCounts(in days: DayRange, of products: [ProductID]?) throws -> [BranchID: Int] {
    var counts: [BranchID: Int] = [:]
    try connection.each(
      """
      SELECT v.sucursal_id, count(*) FROM ventas_pos v
      WHERE v.organizacion_id = \(organization) AND v.dia BETWEEN \(days.first) AND \(days.last)
        AND v.estado IN \(standing) \(when(products, withOneOf))
      GROUP BY v.sucursal_id
      """
    ) { counts[$0.id(0)] = Int($0.integer(1)) }
    return counts
  }

  /// That the sale `v` has one of some products in it.
  func withOneOf(_ products: [ProductID]) -> SQL {
    """
    AND EXISTS (SELECT 1 FROM ventas_pos_items i WHERE i.organizacion_id = v.organizacion_id
      AND i.venta_id = v.id AND i.producto_id IN \(list: products))
    """
  }

  /// Calls `body` with when each sale of `days` that stands was made and what it came to, and when something came back in
  /// them and what that takes off.
  package func eachSaleMoment(
    in days: DayRange, branch: BranchID?, _ body: (Instant, _ isSale: Bool, Money) -> Void
  ) throws {
    try connection.each(
      """
      SELECT v.fecha_venta, 1, v.total - v.impuestos FROM ventas_pos v
      WHERE v.organizacion_id = \(organization) AND v.dia BETWEEN \(days.first) AND \(days.last)
        AND v.estado IN \(standing) \(when(branch) { "AND v.sucursal_id = \($0)" })
      UNION ALL
      SELECT d.fecha, 0, -d.total FROM devoluciones d
      WHERE d.organizacion_id = \(organization) AND d.dia BETWEEN \(days.first) AND \(days.last)
        \(when(branch) { "AND d.sucursal_id = \($0)" })
      """
    ) { body($0.instant(0), $0.bool(1), $0.money(2)) }
  }

  /// How many sales that stand each person made in `days`, and what they came to; what came back in `days` is taken
  /// from who had sold it, so that all of them together are what the shop sold.
  package func salesByPerson(in days: DayRange, branch: BranchID?) throws -> [PersonID: (
    count: Int, income: Money
  )] {
    var sums: [PersonID: (count: Int, income: Money)] = [:]
    try connection.each(
      """
      SELECT persona, sum(ventas), sum(monto) FROM (
        SELECT coalesce(v.profesional_id, v.usuario_id) AS persona, 1 AS ventas, v.total - v.impuestos AS monto FROM ventas_pos v
        WHERE v.organizacion_id = \(organization) AND v.dia BETWEEN \(days.first) AND \(days.last)
          AND v.estado IN \(standing) \(when(branch) { "AND v.sucursal_id = \($0)" })
        UNION ALL
        SELECT coalesce(v.profesional_id, v.usuario_id, d.usuario_id), 0, -d.total FROM devoluciones d
        LEFT JOIN ventas_pos v ON v.organizacion_id = d.organizacion_id AND v.id = d.venta_id
        WHERE d.organizacion_id = \(organization) AND d.dia BETWEEN \(days.first) AND \(days.last)
          \(when(branch) { "AND d.sucursal_id = \($0)" })
      ) AS vendido GROUP BY persona
      """
    ) { sums[$0.id(0)] = (Int($0.integer(1)), $0.money(2)) }
    return sums
  }
}
