import Inventory
import SQL
import Shop
import Store
import Testing

@Suite struct `A search` {
  private func shop() async throws -> TestShop {
    let test = try await TestShop()
    let categories = try await test.shop.names(test.session).categories
    let cabello = try #require(categories.first { $0.name == "Cabello" })
    let shampoo = try #require(categories.first { $0.name == "Shampoo" })
    try await test.product("Shampoo Anticaída 500 ml", sku: "SH-500") { $0.category = shampoo.id }
    try await test.product("Shampoo Neutro", sku: "SH-N") { $0.category = shampoo.id }
    try await test.product("Crema Hidratante", sku: "CR-1") {
      $0.barcode = try Barcode("7501031311309")
      $0.aliases = ["Pomada"]
    }
    try await test.product("Cepillo Térmico", sku: "CE-1") { $0.category = cabello.id }
    try await test.product("Jabón Líquido", sku: "JA-1", unit: .litre)
    return test
  }

  @Test(arguments: [
    ("shampoo anticaida", ["SH-500"]), ("SHAMPOO ANTICAÍDA", ["SH-500"]), ("crema", ["CR-1"]),
    ("cremas", ["CR-1"]), ("jabon", ["JA-1"]), ("shampo neutro", ["SH-N"]), ("cepilo", ["CE-1"]),
    ("xepillo", ["CE-1"]), ("hidratnte", ["CR-1"]), ("pomada", ["CR-1"]), ("sh-500", ["SH-500"]),
    ("7501031311309", ["CR-1"]), ("hidra", ["CR-1"]), ("zapatillas", []),
    ("", ["CE-1", "CR-1", "JA-1", "SH-500", "SH-N"]),
    ("\" OR 1=1 --", []), ("*", []), ("🧴", []), ("\u{0}", []),
  ])
  func `forgives case, accents, plurals and slips`(text: String, skus: [String]) async throws {
    let test = try await shop()
    let found = try await test.shop.search(text, limit: nil, test.session)
    #expect(found.products.map(\.sku) == skus)
    #expect(found.total == skus.count)
  }

  @Test func `puts the nearest first and counts before its limit`() async throws {
    let test = try await shop()
    let found = try await test.shop.search("shampoo neutro", limit: nil, test.session)
    #expect(found.products.first?.sku == "SH-N")
    let limited = try await test.shop.search("shampoo", limit: 1, test.session)
    #expect((limited.products.count, limited.total) == (1, 2))
    #expect(try await test.shop.search("shampoo", limit: -5, test.session).products.isEmpty)
  }

  @Test func `within a category takes its children along`() async throws {
    let test = try await shop()
    let categories = try await test.shop.names(test.session).categories
    func count(_ name: String) async throws -> Int {
      let category = try #require(categories.first { $0.name == name })
      return try await test.shop.search(
        "", of: GoodsSelection(category: category.id), limit: nil, test.session
      ).total
    }
    #expect(try await count("Cabello") == 3)
    #expect(try await count("Shampoo") == 2)
    #expect(try await count("Rostro") == 0)
  }

  @Test func `does not offer what was withdrawn`() async throws {
    let test = try await shop()
    try await test.run("UPDATE productos SET activo = 0 WHERE sku = 'CR-1'")
    for text in ["crema", "CR-1", "7501031311309", "pomada"] {
      #expect(try await test.shop.search(text, limit: nil, test.session).total == 0)
    }
  }

  @Test func `knows a product by its new name`() async throws {
    let test = try await shop()
    var row = ProductRow(line: 1, sku: "CR-1", name: "Loción", salePrice: try money("5"))
    row.aliases = []
    _ = try await test.shop.importProducts([row], test.session)
    #expect(try await test.shop.search("loción", limit: nil, test.session).products.map(\.sku) == ["CR-1"])
    #expect(try await test.shop.search("hidratante", limit: nil, test.session).total == 0)
  }

  @Test func `keeps to the words of a big catalogue`() async throws {
    let test = try await TestShop()
    _ = try await test.shop.createProducts(
      (0..<3000).map { index in
        ProductArrival(
          try NewProduct(name: "Crema número \(index)", sku: "X\(index)", prices: Prices(sale: money("1"))))
      } + [
        ProductArrival(try NewProduct(name: "Cremallera roja", sku: "ROJA", prices: Prices(sale: money("1"))))
      ], test.session)
    let found = try await test.shop.search("cremalera roja", limit: 1, test.session)
    #expect(found.products.map(\.sku) == ["ROJA"])
  }
}
