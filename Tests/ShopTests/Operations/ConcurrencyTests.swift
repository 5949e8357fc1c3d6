import Inventory
import Shop
import Store
import Testing

/// Whether the store is one connection or a file with readers and group commit.
enum Place: CaseIterable {
  case memory
  case file
}

@Suite struct `A hundred at once` {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func open(_ place: Place) async throws -> TestShop {
    try await TestShop(file: place == .file ? folder.file("store.db") : nil)
  }

  @Test(arguments: Place.allCases)
  func `the last unit is sold once`(_ place: Place) async throws {
    let test = try await open(place)
    let product = try await test.product("Serum", stock: 1)
    let outcomes = await withTaskGroup(of: Result<Sale, any Error>.self) { group in
      for _ in 0..<100 {
        group.addTask {
          do { return .success(try await test.sell((product, 1))) } catch { return .failure(error) }
        }
      }
      return await group.reduce(into: []) { $0.append($1) }
    }
    let sold = outcomes.compactMap { try? $0.get() }
    #expect(sold.map(\.folio.text) == ["POS-2025-0001"])
    let shortage = ShopError.insufficientStock(product: product.id, name: "Serum", available: 0, required: 1)
    for case .failure(let error) in outcomes { #expect(error as? ShopError == shortage) }
    #expect(try await test.onHand(product) == 0)
    #expect(try await test.summary().count == 1)
    try await test.isClean()
  }

  @Test(arguments: Place.allCases)
  func `sales of three lines lose no stock and leave no folio out`(_ place: Place) async throws {
    let test = try await open(place)
    var products: [Product] = []
    for index in 0..<10 {
      products.append(try await test.product("P\(index)", price: "1.5", cost: "1", stock: 1000))
    }
    let folios = try await withThrowingTaskGroup(of: String.self) { [products] group in
      for index in 0..<100 {
        group.addTask {
          let lines = (0..<3).map { (products[(index * 7 + $0 * 3) % 10], Quantity(Int64($0 + 1))) }
          return try await test.sell(lines[0], lines[1], lines[2]).folio.text
        }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(folios.sorted() == (1...100).map { FolioFormat(.sale).folio(year: 2025, number: $0).text })
    var left = Quantity.zero
    for product in products { left += try await test.onHand(product) }
    #expect(left == Quantity(10_000 - 600))
    #expect(try await test.summary().total == SalesSum(units: 600, income: money("900"), cost: money("600")))
    try await test.isClean()
  }

  @Test func `the same key sells once`() async throws {
    let test = try await open(.file)
    let product = try await test.product("Serum", stock: 100)
    let draft = SaleDraft(lines: [SaleDraft.Line(product: product.id, quantity: 2)])
    let folios = try await withThrowingTaskGroup(of: String.self) { group in
      for _ in 0..<100 {
        group.addTask {
          try await test.shop.sell(draft, test.session, key: IdempotencyKey("k", content: "2 serum")).folio
            .text
        }
      }
      return try await group.reduce(into: Set<String>()) { $0.insert($1) }
    }
    #expect(folios == ["POS-2025-0001"])
    #expect(try await test.onHand(product) == 98)
  }
}
