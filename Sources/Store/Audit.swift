internal import SQL

/// A place where two accounts of the same thing differ.
package struct Discrepancy: Sendable, Hashable {
  /// What `expected` and `found` are the smallest units of.
  package enum Measure: Sendable { case quantity, money }

  /// By the names that people know.
  package let what: String
  package let measure: Measure
  package let expected: Int64
  package let found: Int64
}

extension Transaction {
  /// Rebuilds balances from the ledger, lots from balances, goods in transit from transfers, what is set aside from
  /// the layaways, ledger and roll-up from the sales, what is paid and what was given back from the payments, and
  /// compares.
  ///
  /// Reads the whole shop. The roll-up of imported history is compared too, since its sales are kept.
  package func discrepancies() throws -> [Discrepancy] {
    try balanceDiscrepancies("cantidad", "cantidad", beside: "0", .quantity)
      + balanceDiscrepancies("valor", "valor_total", beside: "valor", .money)
      + chainDiscrepancies() + lotDiscrepancies() + transitDiscrepancies() + soldDiscrepancies()
      + rollUpDiscrepancies(
        "unidades", sold: "i.cantidad", returned: "i.cantidad", moved: "cantidad", .quantity)
      + rollUpDiscrepancies("costo", sold: "i.costo", returned: "i.costo", moved: "valor_total", .money)
      + incomeDiscrepancies() + totalDiscrepancies() + reservedDiscrepancies() + paidDiscrepancies()
      + refundDiscrepancies()
  }

  private func balanceDiscrepancies(
    _ balance: SQL, _ ledger: SQL, beside revaluation: SQL, _ measure: Discrepancy.Measure
  ) throws -> [Discrepancy] {
    try compare(
      """
      SELECT 'existencias (\(balance)) de ' || \(place),
        sum(libro), sum(saldo)
      FROM (
        SELECT producto_id, sucursal_id, variante_id, \(ledger) AS libro, 0 AS saldo FROM movimientos_inventario
          WHERE organizacion_id = \(organization)
        UNION ALL
        SELECT producto_id, sucursal_id, variante_id, \(revaluation), 0 FROM revaluaciones
          WHERE organizacion_id = \(organization)
        UNION ALL
        SELECT producto_id, sucursal_id, variante_id, 0, \(balance) FROM existencias
          WHERE organizacion_id = \(organization)
      ) AS ambos
      GROUP BY producto_id, sucursal_id, variante_id HAVING sum(libro) <> sum(saldo)
      """, measure)
  }

  /// Each line of the ledger must begin where the one before it ended.
  private func chainDiscrepancies() throws -> [Discrepancy] {
    try compare(
      """
      SELECT 'movimiento ' || id || ' (stock_antes) de ' || \(place), anterior, stock_antes FROM (
        SELECT id, producto_id, sucursal_id, stock_antes, lag(stock_despues, 1, 0) OVER (
          PARTITION BY sucursal_id, producto_id, variante_id ORDER BY id) AS anterior
        FROM movimientos_inventario WHERE organizacion_id = \(organization)
      ) AS cadena WHERE anterior <> stock_antes
      """, .quantity)
  }

  private func lotDiscrepancies() throws -> [Discrepancy] {
    try compare(
      """
      SELECT 'lotes de ' || \(named("productos", "l.producto_id")) || ' en ' || \(named("sucursales", "l.sucursal_id")),
        e.cantidad, sum(l.cantidad)
      FROM existencias_lotes l JOIN existencias e ON e.organizacion_id = l.organizacion_id
        AND e.sucursal_id = l.sucursal_id AND e.producto_id = l.producto_id AND e.variante_id = l.variante_id
      WHERE l.organizacion_id = \(organization)
      GROUP BY l.producto_id, l.sucursal_id, l.variante_id, e.cantidad HAVING sum(l.cantidad) <> e.cantidad
      """, .quantity)
  }

  private func transitDiscrepancies() throws -> [Discrepancy] {
    try compare(
      """
      SELECT 'en tránsito de ' || \(place), sum(enviado), sum(saldo)
      FROM (
        SELECT i.producto_id, t.destino_id AS sucursal_id, i.cantidad AS enviado, 0 AS saldo
          FROM traspasos t JOIN traspasos_items i ON i.organizacion_id = t.organizacion_id AND i.traspaso_id = t.id
          WHERE t.organizacion_id = \(organization) AND t.estado = 'enviado'
        UNION ALL
        SELECT producto_id, sucursal_id, 0, en_transito FROM existencias WHERE organizacion_id = \(organization)
      ) AS ambos
      GROUP BY producto_id, sucursal_id HAVING sum(enviado) <> sum(saldo)
      """, .quantity)
  }

  /// A sale made here has taken exactly its items from the stock.
  private func soldDiscrepancies() throws -> [Discrepancy] {
    try compare(
      """
      SELECT 'venta ' || v.folio || ' (movimientos) de ' || \(named("productos", "ambos.producto_id")), sum(vendido), sum(movido)
      FROM (
        SELECT venta_id, producto_id, cantidad AS vendido, 0 AS movido FROM ventas_pos_items
          WHERE organizacion_id = \(organization)
        UNION ALL
        SELECT venta_pos_id, producto_id, 0, -cantidad FROM movimientos_inventario
          WHERE organizacion_id = \(organization) AND tipo_movimiento = 'salida_venta' AND venta_pos_id IS NOT NULL
      ) AS ambos JOIN ventas_pos v ON v.organizacion_id = \(organization) AND v.id = ambos.venta_id
      WHERE v.importada = 0 AND (v.estado NOT IN ('cotizacion', 'apartado', 'cancelada')
        OR EXISTS (SELECT 1 FROM movimientos_inventario m
          WHERE m.organizacion_id = v.organizacion_id AND m.documento = v.folio))
      GROUP BY v.id, v.folio, ambos.producto_id HAVING sum(vendido) <> sum(movido)
      """, .quantity)
  }

  private func rollUpDiscrepancies(
    _ column: SQL, sold: SQL, returned: SQL, moved: SQL, _ measure: Discrepancy.Measure
  ) throws -> [Discrepancy] {
    try compare(
      """
      SELECT 'ventas del ' || dia || ' (\(column)) de ' || \(place), sum(ventas), sum(resumen)
      FROM (
        SELECT i.producto_id, v.sucursal_id, v.dia, \(sold) AS ventas, 0 AS resumen
          FROM ventas_pos v JOIN ventas_pos_items i ON i.organizacion_id = v.organizacion_id AND i.venta_id = v.id
          WHERE v.organizacion_id = \(organization)
            AND v.estado IN \(standing)
        UNION ALL
        SELECT i.producto_id, d.sucursal_id, d.dia, -\(returned), 0
          FROM devoluciones d JOIN devoluciones_items i
            ON i.organizacion_id = d.organizacion_id AND i.devolucion_id = d.id
          WHERE d.organizacion_id = \(organization)
        UNION ALL
        SELECT producto_id, sucursal_id, dia, -\(moved), 0 FROM movimientos_inventario
          WHERE organizacion_id = \(organization) AND tipo_movimiento = 'salida_venta' AND venta_pos_id IS NULL
        UNION ALL
        SELECT producto_id, sucursal_id, dia, 0, \(column) FROM ventas_diarias
          WHERE organizacion_id = \(organization)
      ) AS ambas
      GROUP BY producto_id, sucursal_id, dia HAVING sum(ventas) <> sum(resumen)
      """, measure)
  }

  /// The income of a day in a branch is what its sales come to without tax, less what came back.
  private func incomeDiscrepancies() throws -> [Discrepancy] {
    try compare(
      """
      SELECT 'ventas del ' || dia || ' (ingresos) en ' || \(named("sucursales", "sucursal_id")), sum(ventas), sum(resumen)
      FROM (
        SELECT sucursal_id, dia, subtotal - descuento_monto AS ventas, 0 AS resumen FROM ventas_pos
          WHERE organizacion_id = \(organization)
            AND estado IN \(standing)
        UNION ALL
        SELECT sucursal_id, dia, -total, 0 FROM devoluciones WHERE organizacion_id = \(organization)
        UNION ALL
        SELECT sucursal_id, dia, 0, ingresos FROM ventas_diarias WHERE organizacion_id = \(organization)
      ) AS ambas
      GROUP BY sucursal_id, dia HAVING sum(ventas) <> sum(resumen)
      """, .money)
  }

  private func totalDiscrepancies() throws -> [Discrepancy] {
    try compare(
      """
      SELECT 'venta ' || v.folio || ' (subtotal)', coalesce(sum(i.subtotal), 0), v.subtotal
      FROM ventas_pos v LEFT JOIN ventas_pos_items i ON i.organizacion_id = v.organizacion_id AND i.venta_id = v.id
      WHERE v.organizacion_id = \(organization) GROUP BY v.id, v.folio, v.subtotal
      HAVING coalesce(sum(i.subtotal), 0) <> v.subtotal
      """, .money)
  }

  /// What is set aside is what the layaways hold.
  private func reservedDiscrepancies() throws -> [Discrepancy] {
    try compare(
      """
      SELECT 'apartado de ' || \(place), sum(apartado), sum(saldo)
      FROM (
        SELECT i.producto_id, v.sucursal_id, i.cantidad AS apartado, 0 AS saldo
          FROM ventas_pos v JOIN ventas_pos_items i ON i.organizacion_id = v.organizacion_id AND i.venta_id = v.id
          WHERE v.organizacion_id = \(organization) AND v.estado = 'apartado'
        UNION ALL
        SELECT producto_id, sucursal_id, 0, reservado FROM existencias WHERE organizacion_id = \(organization)
      ) AS ambos
      GROUP BY producto_id, sucursal_id HAVING sum(apartado) <> sum(saldo)
      """, .quantity)
  }

  /// What a sale made here has been paid is the sum of its payments.
  private func paidDiscrepancies() throws -> [Discrepancy] {
    try compare(
      """
      SELECT 'venta ' || v.folio || ' (monto_pagado)', coalesce(sum(p.monto), 0), v.monto_pagado
      FROM ventas_pos v LEFT JOIN pagos p
        ON p.organizacion_id = v.organizacion_id AND p.venta_id = v.id AND p.tipo = 'pago'
      WHERE v.organizacion_id = \(organization) AND v.importada = 0
      GROUP BY v.id, v.folio, v.monto_pagado HAVING coalesce(sum(p.monto), 0) <> v.monto_pagado
      """, .money)
  }

  /// What went back to the customer is all that was paid of a cancelled sale, and of the others what was paid beyond
  /// what is due for the goods that were kept.
  private func refundDiscrepancies() throws -> [Discrepancy] {
    try compare(
      """
      SELECT 'venta ' || folio || ' (reembolsos)', debido, devuelto FROM (
        SELECT v.folio,
          CASE WHEN v.estado = 'cancelada' THEN v.monto_pagado
            WHEN v.monto_pagado > v.total - coalesce(d.total, 0)
            THEN v.monto_pagado - (v.total - coalesce(d.total, 0)) ELSE 0 END AS debido,
          -coalesce(p.monto, 0) AS devuelto
        FROM ventas_pos v
        LEFT JOIN (SELECT venta_id, sum(total) AS total FROM devoluciones
          WHERE organizacion_id = \(organization) GROUP BY venta_id) AS d ON d.venta_id = v.id
        LEFT JOIN (SELECT venta_id, sum(monto) AS monto FROM pagos
          WHERE organizacion_id = \(organization) AND tipo = 'reembolso' GROUP BY venta_id) AS p
          ON p.venta_id = v.id
        WHERE v.organizacion_id = \(organization)
      ) AS ventas WHERE debido <> devuelto
      """, .money)
  }

  /// The product and the branch of a row, as people call them.
  private var place: SQL {
    "\(named("productos", "producto_id")) || ' en ' || \(named("sucursales", "sucursal_id"))"
  }

  private func named(_ table: SQL, _ id: SQL) -> SQL {
    "(SELECT '«' || nombre || '»' FROM \(table) WHERE organizacion_id = \(organization) AND id = \(id))"
  }

  private func compare(_ sql: SQL, _ measure: Discrepancy.Measure) throws -> [Discrepancy] {
    try connection.all(sql) {
      Discrepancy(
        what: $0.optionalText(0) ?? "lo de un producto que no está", measure: measure,
        expected: $0.integer(1), found: $0.integer(2))
    }
  }
}
