internal import Inventory
internal import Shop

/// What is low and what alerts there are, over a whole shop with sixty days of sales.
enum Alerts: Family {
  static let name = "alerts"

  static func measure(in workshop: Workshop) async throws -> [Row] {
    var rows: [Row] = []
    for (count, runs) in [(6_000, 21), (100_000, 7)] {
      let sample = try await SampleShop("alerts.sqlite", products: count, in: workshop)
      try sample.sellForSixtyDays()
      let floor = try FloorConnection(sample.path)
      try floor.run("PRAGMA cache_size = -4096")
      let query = try floor.prepare(handWritten)
      bindWindow(query)
      let (shop, session) = (sample.shop, sample.session)
      for (title, mask, ask) in [
        ("low stock", lowRules, { try await shop.lowStock(StockFilter(), limit: nil, session).total }),
        ("alerts", allRules, { try await shop.alerts(StockFilter(), limit: nil, session).total }),
      ] as [(String, Int64, () async throws -> Int)] {
        query.bind(mask, 5)
        let (found, expected) = (try await ask(), try query.run())
        guard found == expected else {
          throw Unmeasured("\(title): \(found) rows, the floor has \(expected)")
        }
        let times = try await turnAbout(runs: runs, work: { _ = try await ask() }, floor: { try query.run() })
        rows.append(Row(work: "\(title), \(count) products, \(found) rows", times, atMost: 1.5))
      }
      await sample.close()
    }
    return rows
  }

  private static func bindWindow(_ query: FloorStatement) {
    let today = SampleShop.today
    for (slot, day) in [(1, today - 29), (2, today), (3, today - 6)] {
      query.bind(day.description, Int32(slot))
    }
    query.bind(today.description, 4)
  }

  private static let lowRules: Int64 = 0b1_1111
  private static let allRules: Int64 = 0b11_1111_1111

  /// Every rule of the stock model in one statement, a bit a rule: what somebody would write who had SQL alone.
  private static let handWritten = """
    WITH sold AS MATERIALIZED (
      SELECT sucursal_id, producto_id, sum(unidades) AS s30, sum(ingresos) AS income,
        sum(CASE WHEN dia >= ?3 THEN unidades ELSE 0 END) AS s7
      FROM ventas_diarias WHERE organizacion_id = 1 AND dia BETWEEN ?1 AND ?2 GROUP BY sucursal_id, producto_id),
    fast AS MATERIALIZED (
      SELECT sucursal_id, min(s30) AS least FROM (
        SELECT sucursal_id, s30, sum(s30) OVER (PARTITION BY sucursal_id ORDER BY s30 DESC ROWS UNBOUNDED PRECEDING)
          AS running, sum(s30) OVER (PARTITION BY sucursal_id) AS whole FROM sold WHERE s30 > 0)
      WHERE running * 5 <= whole * 4 GROUP BY sucursal_id),
    level AS (
      SELECT e.sucursal_id, p.id, p.nombre, p.sku, p.codigo_barras, p.categoria_id, p.proveedor_id, p.precio_venta,
        p.precio_compra, p.precio_mayoreo, p.cantidad_mayoreo, p.unidad_medida, p.alias, p.is_strategic, e.cantidad,
        e.reservado, e.en_transito, e.primera_entrada, e.ultima_venta, e.ultimo_movimiento,
        e.cantidad - e.reservado AS free, p.stock_minimo, p.stock_maximo, p.alerta_stock_minimo,
        coalesce(s.s7, 0) AS s7, coalesce(s.s30, 0) AS s30, s.income,
        coalesce(s.s30 >= f.least, 0) AS is_fast,
        coalesce(julianday(?4) - julianday(e.primera_entrada) < 30, 0) AS is_young,
        julianday(?4) - julianday(coalesce(e.ultima_venta, e.entrada_desde_cero)) AS unsold,
        julianday(?4) - julianday(max(e.ultimo_movimiento, coalesce(e.ultima_venta, ''))) AS unmoved,
        (SELECT min(l.fecha_vencimiento) FROM existencias_lotes l WHERE l.organizacion_id = 1 AND l.cantidad > 0
          AND l.sucursal_id = e.sucursal_id AND l.producto_id = e.producto_id AND l.variante_id = 0) AS expiry
      FROM existencias e JOIN productos p ON p.id = e.producto_id
        LEFT JOIN sold s ON s.sucursal_id = e.sucursal_id AND s.producto_id = e.producto_id
        LEFT JOIN fast f ON f.sucursal_id = e.sucursal_id
      WHERE e.organizacion_id = 1 AND e.variante_id = 0 AND p.activo = 1 AND p.permite_venta = 1),
    judged AS (
      SELECT *, (free <= 0) + 2 * (free < 3000) + 4 * (alerta_stock_minimo AND free <= stock_minimo)
        + 8 * (s7 > 0 AND CASE WHEN is_strategic THEN free * 100 <= s7 * 150 ELSE free < s7 END)
        + 16 * (NOT (s30 <= 0 AND free > 0 AND NOT is_young)
          AND free * 100 <= stock_maximo * CASE WHEN is_fast THEN 50 ELSE 25 END)
        + 32 * (s30 <= 0 AND free > 0 AND NOT is_young) + 64 * (free >= 3000 AND NOT is_young AND unsold > 80)
        + 128 * coalesce(expiry < ?4, 0) + 256 * coalesce(julianday(expiry) - julianday(?4) BETWEEN 0 AND 30, 0)
        + 512 * (NOT is_young AND unmoved >= 80) AS rules
      FROM level)
    SELECT * FROM judged WHERE rules & ?5
    ORDER BY s7 > free DESC, is_strategic DESC, free * 1.0 / nullif(s7, 0) NULLS LAST, sku
    """
}
