internal import Application
internal import Assistant
internal import Inventory
internal import Shop

/// One offline turn, from the sentence to the reply, with the conversation saved.
enum Answering: Family {
  static let name = "turn"

  private static let allowance = 0.000_2

  static func measure(in workshop: Workshop) async throws -> [Row] {
    let sample = try await SampleShop("turn.sqlite", products: 6_000, in: workshop)
    try sample.sellForSixtyDays()
    let assistant = try Configuration.measured(sample.path, workshop).loadAssistant(sample.shop)
    let floor = try await sample.floorBeside("turn-floor.sqlite", in: workshop)
    try floor.run("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL")
    let saving = try floor.prepare(
      """
      INSERT INTO conversaciones (organizacion_id, usuario_id, canal, estado, version, expira_en)
      VALUES (1, 1, 'floor', ?1, 1, 0)
      ON CONFLICT DO UPDATE SET estado = excluded.estado, version = version + 1, expira_en = excluded.expira_en
      """)
    saving.bind(String(repeating: "x", count: 300), 1)
    let stock = try floor.prepare(handWritten)
    for (slot, back) in [(2, 13), (3, 6), (4, 0)] {
      stock.bind((SampleShop.today - back).description, Int32(slot))
    }
    var number: Int64 = 0
    let times = try await turnAbout(runs: 1000) {
      let name = sample.names[Int(number * 19 % 6_000)]
      let turn = try await assistant.turn("¿cuánto queda de \(name)?", sample.session)
      guard turn.calls.first?.tool == "getProductStock" else {
        throw Unmeasured("it was not understood: \(name)")
      }
    } floor: {
      stock.bind(number * 19 % 6_000 + 1, 1)
      try stock.run()
      try saving.run()
      number += 1
    }
    await sample.close()
    let over = times.work.median - times.floor.median
    return [
      Row(
        work: "one offline turn, 6000 products", figure: milliseconds(times.work.median),
        floor: milliseconds(times.floor.median),
        result: "+ \(milliseconds(over))\(over <= allowance ? "" : " !")",
        goal: "+ \(milliseconds(allowance))")
    ]
  }

  /// What the answer tells in one statement: what each branch has, what comes, and what two weeks' sales ask for.
  private static let handWritten = """
    SELECT p.nombre, p.sku, p.stock_minimo, p.stock_maximo, p.is_strategic, p.precio_venta, s.nombre, e.cantidad,
      e.reservado, e.en_transito, e.primera_entrada, e.ultima_venta,
      (SELECT min(fecha_vencimiento) FROM existencias_lotes l
        WHERE l.organizacion_id = 1 AND l.producto_id = p.id AND l.sucursal_id = e.sucursal_id),
      sum(v.unidades), sum(CASE WHEN v.dia >= ?3 THEN v.unidades ELSE 0 END)
    FROM productos p JOIN existencias e ON e.organizacion_id = 1 AND e.producto_id = p.id
      JOIN sucursales s ON s.organizacion_id = 1 AND s.id = e.sucursal_id
      LEFT JOIN ventas_diarias v ON v.organizacion_id = 1 AND v.producto_id = p.id AND v.sucursal_id = s.id
        AND v.dia BETWEEN ?2 AND ?4
    WHERE p.id = ?1 GROUP BY s.id ORDER BY s.id
    """
}
