internal import SQL

/// What a shop decides for itself: how its sales are numbered, when each branch closes, and the figures of the
/// stock rules by product, category, branch or for the whole shop (requirements §24).
///
/// A setting of neither branch, category nor product is the whole shop's; `valor` is in the key's smallest unit.
func settingTables(_ d: Dialect) -> String {
  """
  ALTER TABLE organizaciones ADD COLUMN formato_folio TEXT NOT NULL DEFAULT 'POS-{AAAA}-{NNNN}';
  ALTER TABLE sucursales ADD COLUMN minuto_cierre \(d.integer) CHECK (minuto_cierre BETWEEN 0 AND 1440);

  CREATE TABLE ajustes (
    organizacion_id \(d.integer) NOT NULL REFERENCES organizaciones (id),
    clave TEXT NOT NULL CHECK (clave <> ''),
    valor \(d.integer) NOT NULL,
    sucursal_id \(d.integer),
    categoria_id \(d.integer),
    producto_id \(d.integer),
    CHECK (
      CASE WHEN sucursal_id IS NULL THEN 0 ELSE 1 END + CASE WHEN categoria_id IS NULL THEN 0 ELSE 1 END
        + CASE WHEN producto_id IS NULL THEN 0 ELSE 1 END <= 1),
    FOREIGN KEY (organizacion_id, sucursal_id) REFERENCES sucursales (organizacion_id, id),
    FOREIGN KEY (organizacion_id, categoria_id) REFERENCES categorias_productos (organizacion_id, id),
    FOREIGN KEY (organizacion_id, producto_id) REFERENCES productos (organizacion_id, id)
  ) \(d.tableOptions);
  CREATE UNIQUE INDEX ajustes_por_clave ON ajustes (
    organizacion_id, clave, coalesce(sucursal_id, 0), coalesce(categoria_id, 0), coalesce(producto_id, 0));

  CREATE INDEX claves_por_fecha ON claves_idempotencia (organizacion_id, creado_en);
  \(settingStatistics(d))
  """
}

/// What SQLite's planner is to expect of the indexes above, as in `plannerStatistics`.
private func settingStatistics(_ d: Dialect) -> String {
  guard d == .sqlite else { return "" }
  return """
    INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
      ('ajustes', 'ajustes_por_clave', '40 40 4 1 1 1'),
      ('claves_idempotencia', 'claves_por_fecha', '20000 20000 1');
    ANALYZE sqlite_schema;
    """
}
