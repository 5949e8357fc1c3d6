internal import SQL

/// A place where two accounts of the same thing differ.
package struct Discrepancy: Sendable, Hashable {
  package let what: String
  package let expected: Int64
  package let found: Int64
}

extension Transaction {
  /// Rebuilds balances from the ledger, lots from balances, and the roll-up from the sales, and compares.
  ///
  /// Reads the whole shop. The roll-up of imported history is compared too, since its sales are kept.
  package func discrepancies() throws -> [Discrepancy] {
    try ledgerDiscrepancies() + chainDiscrepancies() + lotDiscrepancies() + rollUpDiscrepancies()
      + totalDiscrepancies()
  }

  private func ledgerDiscrepancies() throws -> [Discrepancy] {
    try compare(
      """
      SELECT 'existencias: producto ' || producto_id || ', sucursal ' || sucursal_id || ' (cantidad)',
        sum(libro), sum(saldo)
      FROM (
        SELECT producto_id, sucursal_id, variante_id, cantidad AS libro, 0 AS saldo FROM movimientos_inventario
          WHERE organizacion_id = \(organization)
        UNION ALL
        SELECT producto_id, sucursal_id, variante_id, 0, cantidad FROM existencias
          WHERE organizacion_id = \(organization)
      ) AS ambos
      GROUP BY producto_id, sucursal_id, variante_id HAVING sum(libro) <> sum(saldo)
      """)
      + compare(
        """
        SELECT 'existencias: producto ' || producto_id || ', sucursal ' || sucursal_id || ' (valor)',
          sum(libro), sum(saldo)
        FROM (
          SELECT producto_id, sucursal_id, variante_id, valor_total AS libro, 0 AS saldo
            FROM movimientos_inventario WHERE organizacion_id = \(organization)
          UNION ALL
          SELECT producto_id, sucursal_id, variante_id, 0, valor FROM existencias
            WHERE organizacion_id = \(organization)
        ) AS ambos
        GROUP BY producto_id, sucursal_id, variante_id HAVING sum(libro) <> sum(saldo)
        """)
  }

  /// Each line of the ledger must begin where the one before it ended.
  private func chainDiscrepancies() throws -> [Discrepancy] {
    try compare(
      """
      SELECT 'movimiento ' || id || ' (stock_antes)', anterior, stock_antes FROM (
        SELECT id, stock_antes, lag(stock_despues, 1, 0) OVER (
          PARTITION BY sucursal_id, producto_id, variante_id ORDER BY id) AS anterior
        FROM movimientos_inventario WHERE organizacion_id = \(organization)
      ) AS cadena WHERE anterior <> stock_antes
      """)
  }

  private func lotDiscrepancies() throws -> [Discrepancy] {
    try compare(
      """
      SELECT 'lotes: producto ' || l.producto_id || ', sucursal ' || l.sucursal_id, e.cantidad, sum(l.cantidad)
      FROM existencias_lotes l JOIN existencias e ON e.organizacion_id = l.organizacion_id
        AND e.sucursal_id = l.sucursal_id AND e.producto_id = l.producto_id AND e.variante_id = l.variante_id
      WHERE l.organizacion_id = \(organization)
      GROUP BY l.producto_id, l.sucursal_id, l.variante_id, e.cantidad HAVING sum(l.cantidad) <> e.cantidad
      """)
  }

  private func rollUpDiscrepancies() throws -> [Discrepancy] {
    try compare(
      """
      SELECT 'ventas_diarias: producto ' || producto_id || ', sucursal ' || sucursal_id || ', ' || dia,
        sum(ventas), sum(resumen)
      FROM (
        SELECT i.producto_id, v.sucursal_id, v.dia, i.cantidad AS ventas, 0 AS resumen
          FROM ventas_pos v JOIN ventas_pos_items i ON i.organizacion_id = v.organizacion_id AND i.venta_id = v.id
          WHERE v.organizacion_id = \(organization)
            AND v.estado IN ('completada', 'devolucion_parcial', 'devolucion_total')
        UNION ALL
        SELECT i.producto_id, d.sucursal_id, d.dia, -i.cantidad, 0
          FROM devoluciones d JOIN devoluciones_items i
            ON i.organizacion_id = d.organizacion_id AND i.devolucion_id = d.id
          WHERE d.organizacion_id = \(organization)
        UNION ALL
        SELECT producto_id, sucursal_id, dia, -cantidad, 0 FROM movimientos_inventario
          WHERE organizacion_id = \(organization) AND tipo_movimiento = 'salida_venta' AND venta_pos_id IS NULL
        UNION ALL
        SELECT producto_id, sucursal_id, dia, 0, unidades FROM ventas_diarias
          WHERE organizacion_id = \(organization)
      ) AS ambas
      GROUP BY producto_id, sucursal_id, dia HAVING sum(ventas) <> sum(resumen)
      """)
  }

  private func totalDiscrepancies() throws -> [Discrepancy] {
    try compare(
      """
      SELECT 'venta ' || v.folio || ' (subtotal)', sum(i.subtotal), v.subtotal
      FROM ventas_pos v JOIN ventas_pos_items i ON i.organizacion_id = v.organizacion_id AND i.venta_id = v.id
      WHERE v.organizacion_id = \(organization) GROUP BY v.id, v.folio, v.subtotal
      HAVING sum(i.subtotal) <> v.subtotal
      """)
  }

  private func compare(_ sql: SQL) throws -> [Discrepancy] {
    try connection.all(sql) {
      Discrepancy(what: $0.text(0), expected: $0.integer(1), found: $0.integer(2))
    }
  }
}
