import Assistant
import Inventory
import Shop
import Testing
import Understanding
import Wire

@Suite struct `The fields of the look-ups` {
  /// A tool, what it is called with, its list where it gives one, and the fields of a row or of the result.
  private static let shapes: [(tool: Tool, slots: Slots, list: String?, fields: [String])] = [
    (
      .getReplenishment, .slots(), "productos",
      [
        "sku", "nombre", "sucursal", "stock_actual", "existencia", "reservado", "cantidad_sugerida",
        "en_camino",
        "cantidad_a_pedir", "regla", "valor", "umbral", "explicacion",
      ]
    ),
    (
      .suggestPurchaseOrder, .slots(), "pedidos",
      ["proveedor", "dias_entrega_estimado", "productos", "importe"]
    ),
    (
      .getOverstockReport, .slots(), "productos",
      [
        "sku", "nombre", "excedente", "valor_inmovilizado", "accion", "regla", "valor", "umbral",
        "explicacion",
      ]
    ),
    (
      .getSlowMovers, .slots(), "productos",
      ["sku", "nombre", "dias_bodega", "accion", "regla", "explicacion"]
    ),
    (
      .getAlerts, .slots(), "alertas",
      ["regla", "nivel", "prioridad", "valor", "umbral", "explicacion", "existencia", "reservado", "reglas"]
    ),
    (
      .explainRule, .slots(("product", .text("Serum"))), "explicaciones",
      ["regla", "valor", "umbral", "explicacion", "nivel", "prioridad"]
    ),
    (
      .getProductStock, .slots(("product", .text("Serum"))), "productos",
      ["sku", "nombre", "total", "sucursales"]
    ),
    (
      .searchProducts, .slots(("query", .text("serum"))), "productos",
      ["sku", "nombre", "precio_venta", "existencia"]
    ),
    (
      .getProductPrice, .slots(("product", .text("Jabón"))), nil,
      ["sku", "nombre", "precio_venta", "precio_mayoreo", "cantidad_mayoreo", "precio_compra", "margen_pct"]
    ),
    (
      .getSupplier, .slots(("product", .text("Serum"))), nil,
      ["proveedor", "telefono", "dias_entrega_estimado"]
    ),
    (
      .getSaleStatus, .slots(("folio", .text("POS-2025-0003"))), nil,
      [
        "folio", "estado", "estado_pago", "fecha", "total", "monto_pendiente", "sucursal", "cliente", "items",
      ]
    ),
    (
      .getSalesSummary, .slots(), nil,
      ["desde", "hasta", "ventas", "unidades", "ingresos", "ticket_promedio", "sucursales"]
    ),
    (.getTopSellers, .slots(), "productos", ["sku", "nombre", "unidades", "ingresos"]),
    (
      .getAbcAnalysis, .slots(), "productos",
      [
        "producto_id", "nombre_producto", "total_vendido", "ingresos_generados", "porcentaje_ingresos",
        "clasificacion",
      ]
    ),
    (
      .getInventoryValue, .slots(), nil,
      ["total_productos", "total_unidades", "valor_compra", "valor_venta", "margen_potencial"]
    ),
    (.getTurnover, .slots(), "productos", ["sku", "nombre", "rotacion", "dias_promedio"]),
    (
      .getKardex, .slots(("product", .text("Serum"))), "movimientos",
      ["fecha", "tipo_movimiento", "cantidad", "stock_antes", "stock_despues", "referencia"]
    ),
    (.getSales, .slots(), nil, ["ventas", "total"]),
    (.getCode, .slots(("product", .text("Serum"))), nil, ["nombre", "enlace", "imagen"]),
    (
      .getExpiringProducts, .slots(), "productos",
      ["sku", "nombre", "lote", "fecha_vencimiento", "dias", "cantidad"]
    ),
    (
      .getMargin, .slots(("product", .text("Serum"))), nil,
      ["sku", "nombre", "margen_unitario", "margen_pct"]
    ),
  ]

  @Test(arguments: shapes.indices) func `each result has its fields`(_ index: Int) async throws {
    let (tool, slots, list, fields) = Self.shapes[index]
    let json = try await Street.shop.value.run(tool, slots).json
    var row = json
    if let list {
      #expect(json["total"]?.integer == json[list]?.array.map { Int64($0.count) })
      row = try #require(json[list]?[0])
    }
    for field in fields { #expect(row[field] != nil, "\(tool.name) lacks \(field)") }
  }

  @Test func `every look-up is among the shapes or the low stock tests`() {
    let shaped = Set(Self.shapes.map(\.tool.name)).union([Tool.getLowStockReport.name])
    #expect(Set(Tool.reading.map(\.name)) == shaped)
  }

  @Test(arguments: [(nil, 10, 4), (2, 2, 4), (0, 4, 4)])
  func `the total counts what the limit leaves out`(_ limit: Int?, _ rows: Int, _ total: Int64) async throws {
    var slots = Slots()
    slots[.limit] = limit.map { SlotValue.Number($0) }
    let result = try await Street.shop.value.run(.getLowStockReport, slots)
    #expect(result.json["productos"]?.array?.count == min(rows, Int(total)))
    #expect(result.json["total"]?.integer == total)
  }

  @Test func `a cashier sees no cost, no margin and no report`() async throws {
    var shop = try await Street.shop.value
    shop.session = Session(
      shop: shop.session.shop, person: Person(id: shop.session.person.id, name: "Beto", role: .cashier),
      home: shop.session.home, scope: nil, door: "terminal")
    let low = try await shop.run(.getLowStockReport)
    #expect(low.json["productos"]?[0]?["margen_pct"] == .null)
    #expect(low.json["productos"]?[0]?["participacion_mes_pct"] == .null)
    #expect(low.json["costo_sugerido"] == .null)
    #expect(!low.reply.text.contains("margen") && !low.reply.text.contains("costo"))
    let price = try await shop.run(.getProductPrice, .slots(("product", .text("Serum"))))
    #expect(price.json["precio_compra"] == .null)
    let surplus = try await shop.run(.getOverstockReport)
    #expect(surplus.json["valor_inmovilizado"] == .null)
    #expect(!surplus.reply.text.contains("Bs"))
    for tool in [Tool.getMargin, .getInventoryValue, .getSalesSummary, .getAbcAnalysis] {
      await #expect(throws: ShopError.denied(role: .cashier)) { try await shop.run(tool) }
    }
  }
}
