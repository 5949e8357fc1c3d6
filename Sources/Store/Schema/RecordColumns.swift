internal import SQL

/// What a till or a panel writes beyond what the assistant does, and a version for each thing that people edit.
///
/// A category's name is free again once the category is withdrawn (D-09 holds among the active ones).
func recordColumns(_ d: Dialect) -> String {
  let edited = [
    "productos", "categorias_productos", "proveedores", "clientes", "sucursales", "usuarios", "ventas_pos",
  ]
  return edited.map { "ALTER TABLE \($0) ADD COLUMN version \(d.integer) NOT NULL DEFAULT 1;" }
    .joined(separator: "\n") + """

      ALTER TABLE clientes ADD COLUMN email TEXT CHECK (length(email) <= 100);
      ALTER TABLE clientes ADD COLUMN notas TEXT CHECK (length(notas) <= 500);
      ALTER TABLE ventas_pos ADD COLUMN profesional_id \(d.integer) REFERENCES usuarios (id);
      ALTER TABLE ventas_pos ADD COLUMN descuento_porcentaje \(d.integer) NOT NULL DEFAULT 0
        CHECK (descuento_porcentaje BETWEEN 0 AND 1000);
      ALTER TABLE ventas_pos_items ADD COLUMN descuento_porcentaje \(d.integer) NOT NULL DEFAULT 0
        CHECK (descuento_porcentaje BETWEEN 0 AND 1000);
      ALTER TABLE ventas_pos_items ADD COLUMN notas TEXT CHECK (length(notas) <= 500);
      ALTER TABLE devoluciones ADD COLUMN reembolso TEXT
        CHECK (reembolso IN ('efectivo', 'tarjeta', 'transferencia', 'qr', 'terminal', 'mixto'));

      DROP INDEX categorias_por_nombre;
      CREATE UNIQUE INDEX categorias_por_nombre
        ON categorias_productos (organizacion_id, coalesce(categoria_padre_id, 0), nombre) WHERE activo = 1;
      DROP INDEX productos_por_nombre;
      CREATE INDEX productos_por_nombre ON productos (organizacion_id, nombre, activo);
      CREATE INDEX ventas_por_cliente ON ventas_pos (organizacion_id, cliente_id) WHERE cliente_id IS NOT NULL;
      \(recordStatistics(d))
      """
}

private func recordStatistics(_ d: Dialect) -> String {
  guard d == .sqlite else { return "" }
  return """
    DELETE FROM sqlite_stat1 WHERE idx = 'productos_por_nombre';
    INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
      ('productos', 'productos_por_nombre', '6000 6000 1 1'),
      ('ventas_pos', 'ventas_por_cliente', '100000 100000 40');
    ANALYZE sqlite_schema;
    """
}
