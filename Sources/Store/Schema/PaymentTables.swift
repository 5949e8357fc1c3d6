internal import SQL

/// Payments, several a sale, and how long a layaway is kept (requirements §5.32, §21, D-13).
///
/// A payment that was taken back is a line of its own, below zero.
func paymentTables(_ d: Dialect) -> String {
  """
  ALTER TABLE ventas_pos ADD COLUMN fecha_apartado \(d.integer);
  ALTER TABLE ventas_pos ADD COLUMN fecha_vencimiento_apartado TEXT;
  CREATE INDEX ventas_apartadas ON ventas_pos (organizacion_id, fecha_vencimiento_apartado)
    WHERE estado = 'apartado';
  CREATE INDEX ventas_por_cobrar ON ventas_pos (organizacion_id, cliente) WHERE monto_pendiente > 0;

  CREATE TABLE pagos (
    organizacion_id \(d.integer) NOT NULL,
    venta_id \(d.integer) NOT NULL,
    linea \(d.integer) NOT NULL,
    recibo TEXT NOT NULL CHECK (recibo <> ''),
    metodo_pago TEXT NOT NULL
      CHECK (metodo_pago IN ('efectivo', 'tarjeta', 'transferencia', 'qr', 'terminal', 'mixto')),
    monto \(d.integer) NOT NULL CHECK (monto <> 0),
    recibido \(d.integer) NOT NULL,
    cambio \(d.integer) NOT NULL DEFAULT 0 CHECK (cambio >= 0),
    sucursal_id \(d.integer) NOT NULL,
    usuario_id \(d.integer) NOT NULL,
    fecha \(d.integer) NOT NULL,
    dia TEXT NOT NULL,
    PRIMARY KEY (organizacion_id, venta_id, linea),
    CHECK (recibido = monto + cambio),
    CHECK (cambio = 0 OR metodo_pago = 'efectivo'),
    FOREIGN KEY (organizacion_id, venta_id) REFERENCES ventas_pos (organizacion_id, id),
    FOREIGN KEY (organizacion_id, sucursal_id) REFERENCES sucursales (organizacion_id, id),
    FOREIGN KEY (organizacion_id, usuario_id) REFERENCES usuarios (organizacion_id, id)
  ) \(d.clustered);
  CREATE INDEX pagos_por_recibo ON pagos (organizacion_id, recibo);
  \(appendOnly("pagos", d))

  INSERT INTO pagos (organizacion_id, venta_id, linea, recibo, metodo_pago, monto, recibido, sucursal_id,
      usuario_id, fecha, dia)
    SELECT organizacion_id, id, 1, folio, metodo_pago, monto_pagado, monto_pagado, sucursal_id, usuario_id,
      fecha_venta, dia
    FROM ventas_pos WHERE importada = 0 AND monto_pagado > 0;
  \(paymentStatistics(d))
  """
}

/// What SQLite's planner is to expect of the indexes above, as in `plannerStatistics`.
private func paymentStatistics(_ d: Dialect) -> String {
  guard d == .sqlite else { return "" }
  return """
    INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
      ('pagos', 'pagos', '300000 300000 1 1'),
      ('pagos', 'pagos_por_recibo', '300000 300000 1'),
      ('ventas_pos', 'ventas_apartadas', '20 20 1'),
      ('ventas_pos', 'ventas_por_cobrar', '3000 3000 3');
    ANALYZE sqlite_schema;
    """
}
