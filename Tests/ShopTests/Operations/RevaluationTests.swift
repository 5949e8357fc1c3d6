import Inventory
import Shop
import Store
import Testing

@Suite struct `Stock that came in without a cost` {
  private func product(in test: TestShop) async throws -> Product {
    var row = ProductRow(line: 2, sku: "C", name: "Crema", salePrice: try money("10"))
    _ = try await test.shop.importProducts([row], test.session)
    let branch = test.session.home.id
    _ = try await test.shop.importStock(
      [StockRow(line: 2, sku: "C", branch: branch, quantity: 12)], test.session)
    row.cost = try money("4.50")
    _ = try await test.shop.importProducts([row], test.session)
    return try #require(try await test.shop.product(called: "C", test.session))
  }

  @Test func `is worth it once its product has one`() async throws {
    let test = try await TestShop()
    let crema = try await product(in: test)
    #expect(try await test.balance(crema).value == money("54"))
    let kardex = try await test.shop.kardex(MovementFilter(product: crema.id), limit: 9, test.session)
    #expect(kardex.priceChanges.map(\.valued) == [try money("54")])
    try await test.isClean()
  }

  @Test func `keeps its value when the cost changes again`() async throws {
    let test = try await TestShop()
    let crema = try await product(in: test)
    var row = ProductRow(line: 2, sku: "C", name: "Crema", salePrice: try money("10"))
    row.cost = try money("6")
    _ = try await test.shop.importProducts([row], test.session)
    #expect(try await test.balance(crema).value == money("54"))
    try await test.isClean()
  }

  @Test func `is worth nothing again when its product loses the cost`() async throws {
    let test = try await TestShop()
    let crema = try await product(in: test)
    var row = ProductRow(line: 2, sku: "C", name: "Crema", salePrice: try money("10"))
    for (cost, value) in [("0", "0"), ("5", "60"), ("0", "0")] {
      row.cost = try money(cost)
      _ = try await test.shop.importProducts([row], test.session)
      #expect(try await test.balance(crema).value == money(value))
      try await test.isClean()
    }
  }
}
