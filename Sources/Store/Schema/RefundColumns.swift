internal import SQL

/// Which lines of `pagos` are money given back, and those that earlier versions did not write: all that was paid of a
/// cancelled sale, and what was paid beyond what was due once goods came back.
func refundColumns(_ d: Dialect) -> String {
  """
  ALTER TABLE pagos ADD COLUMN tipo TEXT NOT NULL DEFAULT 'pago' CHECK (tipo IN ('pago', 'reembolso'));

  INSERT INTO pagos (organizacion_id, venta_id, linea, tipo, recibo, metodo_pago, monto, recibido, sucursal_id,
      usuario_id, fecha, dia)
    SELECT organizacion_id, venta_id,
      (SELECT coalesce(max(p.linea), 0) FROM pagos p
        WHERE p.organizacion_id = r.organizacion_id AND p.venta_id = r.venta_id)
        + row_number() OVER (PARTITION BY organizacion_id, venta_id ORDER BY fecha, recibo, metodo_pago),
      'reembolso', recibo, metodo_pago, -monto, -monto, sucursal_id, usuario_id, fecha, dia
    FROM (\(cancelled) UNION ALL \(returned)) AS r
    WHERE monto <> 0;
  """
}

/// What was paid of each cancelled sale, by tender, on the day on which its goods came back.
private let cancelled = """
  SELECT v.organizacion_id, v.id AS venta_id, coalesce(m.documento, v.folio) AS recibo, c.metodo_pago, c.monto,
    v.sucursal_id, coalesce(m.usuario_id, v.usuario_id) AS usuario_id, coalesce(m.creado_en, v.fecha_venta) AS fecha,
    coalesce(m.dia, v.dia) AS dia
  FROM ventas_pos v
  JOIN (
    SELECT organizacion_id, venta_id, metodo_pago, sum(monto) AS monto FROM pagos
      GROUP BY organizacion_id, venta_id, metodo_pago
    UNION ALL
    SELECT organizacion_id, id, metodo_pago, monto_pagado FROM ventas_pos WHERE importada = 1
  ) AS c ON c.organizacion_id = v.organizacion_id AND c.venta_id = v.id
  LEFT JOIN movimientos_inventario m ON m.organizacion_id = v.organizacion_id AND m.id = (
    SELECT min(n.id) FROM movimientos_inventario n
    WHERE n.organizacion_id = v.organizacion_id AND n.venta_pos_id = v.id
      AND n.tipo_movimiento = 'entrada_devolucion')
  WHERE v.estado = 'cancelada'
  """

/// What each return gave back: the difference that it makes to what is paid beyond what is due.
private let returned = """
  SELECT organizacion_id, venta_id, folio AS recibo, metodo_pago,
    CASE WHEN hasta > 0 THEN hasta ELSE 0 END - CASE WHEN antes > 0 THEN antes ELSE 0 END AS monto,
    sucursal_id, usuario_id, fecha, dia
  FROM (
    SELECT d.organizacion_id, d.venta_id, d.folio, coalesce(d.reembolso, v.metodo_pago) AS metodo_pago,
      v.monto_pagado - v.total + sum(d.total) OVER (PARTITION BY d.venta_id ORDER BY d.id) AS hasta,
      v.monto_pagado - v.total + sum(d.total) OVER (PARTITION BY d.venta_id ORDER BY d.id) - d.total AS antes,
      d.sucursal_id, d.usuario_id, d.fecha, d.dia
    FROM devoluciones d JOIN ventas_pos v ON v.organizacion_id = d.organizacion_id AND v.id = d.venta_id
    WHERE v.estado IN ('devolucion_parcial', 'devolucion_total')
  ) AS partes
  """
