internal import SQL

/// Stock alerts as the list of document 004 keeps them (requirements §7.55), and sales in the order of time.
///
/// An alert is open until `atendida_en`. A line is one alert of a product in a branch on a local day (X-06, D-07).
func alertTables(_ d: Dialect) -> String {
  """
  CREATE TABLE alertas_inventario (
    id \(d.identityKey),
    organizacion_id \(d.integer) NOT NULL,
    sucursal_id \(d.integer) NOT NULL,
    producto_id \(d.integer) NOT NULL,
    tipo_alerta TEXT NOT NULL CHECK (tipo_alerta IN (
      'stock_minimo', 'stock_agotado', 'proximo_vencimiento', 'vencido', 'sin_movimiento')),
    nivel TEXT NOT NULL CHECK (nivel IN ('info', 'warning', 'critical')),
    mensaje TEXT NOT NULL,
    dia TEXT NOT NULL,
    leida \(d.integer) NOT NULL DEFAULT 0,
    leida_por \(d.integer),
    leida_en \(d.integer),
    creado_en \(d.integer) NOT NULL,
    atendida_en \(d.integer),
    UNIQUE (organizacion_id, producto_id, sucursal_id, tipo_alerta, dia),
    FOREIGN KEY (organizacion_id, sucursal_id) REFERENCES sucursales (organizacion_id, id),
    FOREIGN KEY (organizacion_id, producto_id) REFERENCES productos (organizacion_id, id),
    FOREIGN KEY (organizacion_id, leida_por) REFERENCES usuarios (organizacion_id, id)
  ) \(d.tableOptions);
  CREATE INDEX alertas_abiertas ON alertas_inventario (organizacion_id, producto_id) WHERE atendida_en IS NULL;

  CREATE INDEX ventas_por_fecha ON ventas_pos (organizacion_id, fecha_venta);
  \(alertStatistics(d))
  """
}

private func alertStatistics(_ d: Dialect) -> String {
  guard d == .sqlite else { return "" }
  return """
    INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
      ('alertas_inventario', 'sqlite_autoindex_alertas_inventario_1', '20000 20000 3 3 2 1'),
      ('alertas_inventario', 'alertas_abiertas', '500 500 2'),
      ('ventas_pos', 'ventas_por_fecha', '300000 300000 1');
    ANALYZE sqlite_schema;
    """
}
