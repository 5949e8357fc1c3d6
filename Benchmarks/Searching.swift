internal import Inventory
internal import Shop

/// Finding products by what people type.
enum Searching: Family {
  static let name = "search"

  static func measure(in workshop: Workshop) async throws -> [Row] {
    let sample = try await SampleShop("search.sqlite", products: 100_000, in: workshop)
    let connection = try FloorConnection(sample.path)
    let floor = try connection.prepare(
      """
      SELECT p.id, p.nombre, p.sku, p.codigo_barras, p.precio_venta, p.precio_compra, p.unidad_medida, p.alias
      FROM productos_texto t JOIN productos p ON p.id = t.rowid
      WHERE productos_texto MATCH ?1 AND p.organizacion_id = 1 AND p.activo = 1 ORDER BY t.rank LIMIT 20
      """)
    let wanted = SampleShop.typed(sample.names)
    let times = try await turnAbout(runs: 5) {
      for text in wanted { _ = try await sample.shop.search(text, limit: 20, sample.session) }
    } floor: {
      for text in wanted {
        floor.bind(text.split(separator: " ").map { "\"\($0)\"*" }.joined(separator: " "), 1)
        try floor.run()
      }
    }
    var slowest: [Double] = []
    for text in Array(repeating: wanted + wanted.map(misspelt), count: 3).joined() {
      slowest.append(try await seconds { _ = try await sample.shop.search(text, limit: 20, sample.session) })
    }
    await sample.close()
    return [
      Row(work: "search, 100000 products, \(wanted.count) texts", times, atMost: 2),
      Row(
        work: "search, p99, half of the texts misspelt", Times(slowest).quantile(0.99) * 1000, atMost: 5,
        unit: "ms"),
    ]
  }

  /// Two letters changed places.
  private static func misspelt(_ text: String) -> String {
    var letters = Array(text)
    letters.swapAt(2, 3)
    return String(letters)
  }
}
