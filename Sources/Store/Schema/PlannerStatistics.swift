internal import SQL

/// What SQLite's planner is to expect of a grown shop, so that every store is searched in the same way from its
/// first day.
///
/// Without it the planner takes `organizacion_id = ?` for the sharpest of conditions, though in most stores it
/// selects everything, and may read a whole ledger for one document. A line is an index with how many rows it has,
/// and how many share its first column, its first two, and so on. PostgreSQL gathers such figures by itself.
func plannerStatistics(_ d: Dialect) -> String {
  guard d == .sqlite else { return "" }
  return """
    ANALYZE sqlite_schema;
    INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
      ('productos', 'productos_por_nombre', '6000 6000 1'),
      ('productos', 'sqlite_autoindex_productos_2', '6000 6000 1'),
      ('productos', 'sqlite_autoindex_productos_3', '6000 6000 1'),
      ('productos', 'sqlite_autoindex_productos_4', '6000 6000 1'),
      ('historial_precios', 'historial_por_producto', '6000 6000 2 1'),
      ('existencias', 'existencias', '18000 18000 6000 1 1'),
      ('existencias', 'existencias_por_producto', '18000 18000 3'),
      ('existencias_lotes', 'existencias_lotes', '2000 2000 700 2 2 1'),
      ('existencias_lotes', 'lotes_por_vencimiento', '2000 2000 3'),
      ('movimientos_inventario', 'movimientos_inventario', '1000000 1000000 1'),
      ('movimientos_inventario', 'movimientos_por_documento', '1000000 1000000 3 1 1'),
      ('movimientos_inventario', 'movimientos_por_producto', '1000000 1000000 170 1'),
      ('ventas_diarias', 'ventas_diarias', '500000 500000 1400 500 1'),
      ('ventas_diarias', 'ventas_diarias_por_producto', '500000 500000 90 2'),
      ('ventas_pos', 'sqlite_autoindex_ventas_pos_2', '300000 300000 1'),
      ('ventas_pos', 'sqlite_autoindex_ventas_pos_3', '300000 300000 1'),
      ('ventas_pos', 'ventas_por_dia', '300000 300000 800 300'),
      ('ventas_pos', 'ventas_por_numero', '300000 300000 2'),
      ('ventas_pos_items', 'ventas_pos_items', '800000 800000 3 1'),
      ('devoluciones', 'devoluciones_por_venta', '6000 6000 1'),
      ('devoluciones', 'sqlite_autoindex_devoluciones_2', '6000 6000 1'),
      ('devoluciones_items', 'devoluciones_items', '6000 6000 2 1'),
      ('traspasos', 'sqlite_autoindex_traspasos_2', '2000 2000 1'),
      ('traspasos_items', 'traspasos_items', '20000 20000 10 1'),
      ('clientes', 'clientes_por_nombre', '3000 3000 1');
    ANALYZE sqlite_schema;
    """
}
