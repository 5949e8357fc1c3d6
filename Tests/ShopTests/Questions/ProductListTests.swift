import Inventory
import Shop
import Store
import Testing

@Suite struct `A list of products` {
  /// Five products in two branches of categories, one of them withdrawn.
  private struct Setting {
    let test: TestShop
    let rostro: CategoryRecord
    let cremas: CategoryNode
    let lab: SupplierRecord
    let norte: Branch

    init() async throws {
      test = try await TestShop()
      let (shop, session) = (test.shop, test.session)
      let root = try #require(
        try await shop.categories(session).first { $0.category.fields.name == "Rostro" })
      rostro = root.category
      cremas = try #require(root.children.first)
      lab = try await shop.createSupplier(SupplierFields(name: "Lab"), session)
      norte = try await test.branch("Norte")
      let (mask, cream, lab) = (rostro.id, cremas.category.id, lab.id)
      let day = try await test.product("Crema de día", sku: "CD", price: "30", stock: 50) {
        ($0.category, $0.supplier) = (cream, lab)
      }
      try await test.receive(day, 2, branch: norte.id)
      try await test.product("Crema de noche", sku: "CN", price: "20", stock: 5) { $0.category = cream }
      try await test.product("Antifaz", sku: "AF", price: "10", stock: 9) { $0.category = mask }
      try await test.product("Peine", sku: "PE", price: "5", stock: 100) { $0.supplier = lab }
      let old = try await test.product("Crema vieja", sku: "CV", price: "1", stock: 1) { $0.category = cream }
      _ = try await shop.withdrawProduct(old.id, session)
    }

    func skus(_ page: Page = .first, _ configure: (inout ProductFilter) -> Void) async throws -> [String] {
      var filter = ProductFilter()
      configure(&filter)
      return try await test.shop.products(matching: filter, page: page, test.session).items.compactMap(
        \.product.sku)
    }
  }

  @Test func `shows what its filters admit, in the order asked for`() async throws {
    let setting = try await Setting()
    #expect(try await setting.skus { _ in } == ["AF", "CD", "CN", "PE"])
    #expect(try await setting.skus { $0.order = .price } == ["PE", "AF", "CN", "CD"])
    #expect(try await setting.skus { $0.order = .stock } == ["CN", "AF", "CD", "PE"])
    #expect(try await setting.skus { $0.order = .category } == ["CD", "CN", "AF", "PE"])
    #expect(try await setting.skus { $0.category = setting.rostro.id } == ["AF", "CD", "CN"])
    #expect(try await setting.skus { $0.category = setting.cremas.category.id } == ["CD", "CN"])
    #expect(try await setting.skus { $0.supplier = setting.lab.id } == ["CD", "PE"])
    #expect(try await setting.skus { $0.isActive = false } == ["CV"])
    #expect(try await setting.skus { $0.isActive = nil } == ["AF", "CD", "CN", "CV", "PE"])
    #expect(try await setting.skus { $0.isLow = true } == ["CD", "CN"])
    #expect(try await setting.skus { $0.isLow = false } == ["AF", "PE"])
    #expect(
      try await setting.skus { ($0.isLow, $0.branch) = (true, setting.test.session.home.id) } == ["CN"])
    #expect(try await setting.skus { $0.text = "crema" }.sorted() == ["CD", "CN"])
    #expect(try await setting.skus { ($0.text, $0.order) = ("crema", .price) } == ["CN", "CD"])
    #expect(try await setting.skus { ($0.text, $0.supplier) = ("crema", setting.lab.id) } == ["CD"])
    #expect(try await setting.skus { $0.text = "CN" } == ["CN"])
    #expect(try await setting.skus { $0.text = "nada parecido" } == [])
  }

  @Test func `comes in pages that hold every entry once`() async throws {
    let setting = try await Setting()
    for text in [nil, "crema"] as [String?] {
      let whole = try await setting.skus { $0.text = text }
      var seen: [String] = []
      for number in 1...3 { seen += try await setting.skus(Page(number, size: 2)) { $0.text = text } }
      #expect(seen == whole)
    }
    #expect(try await setting.skus(Page(1_000_000_000, size: 100)) { _ in } == [])
    let page = try await setting.test.shop.products(page: Page(2, size: 3), setting.test.session)
    #expect(page.total == 4)
    #expect(page.items.map(\.product.sku) == ["PE"])
    for (number, size) in [(0, 20), (-1, 20), (.min, 20), (1, 0), (1, 101), (.max, 20)] {
      #expect(throws: ShopError.self) { try Page(number, size: size) }
    }
  }

  @Test func `is a new one after every change of the catalogue, and after none that was undone`() async throws
  {
    let setting = try await Setting()
    let (shop, session) = (setting.test.shop, setting.test.session)
    func total() async throws -> Int { try await shop.products(session).total }
    #expect(try await setting.skus { _ in } == ["AF", "CD", "CN", "PE"])
    let mask = try #require(try await shop.products(session).items.first)
    _ = try await shop.updateProduct(mask.id, session) { $0.name = "Venda" }
    #expect(try await setting.skus { _ in } == ["CD", "CN", "PE", "AF"])
    let new = try await setting.test.product("Agua", sku: "AG", price: "1", stock: 1)
    #expect(try await setting.skus { _ in } == ["AG", "CD", "CN", "PE", "AF"])
    let prices = try Prices(sale: Money(minorUnits: 100), cost: Money(minorUnits: 50))
    await #expect(throws: ShopError.self) {
      let twins = [
        try NewProduct(name: "Aceite", sku: "AC", prices: prices),
        try NewProduct(name: "Ajo", sku: "AC", prices: prices),
      ]
      return try await shop.createProducts(twins.map { ProductArrival($0) }, session)
    }
    #expect(try await setting.skus { _ in } == ["AG", "CD", "CN", "PE", "AF"])
    #expect(try await total() == 5)
    _ = try await shop.withdrawProduct(new.id, session)
    #expect(try await total() == 4)
    let cremas = setting.cremas.category.id
    #expect(try await setting.skus { $0.category = setting.rostro.id } == ["CD", "CN", "AF"])
    _ = try await shop.updateProduct(mask.id, session) { $0.category = nil }
    #expect(try await setting.skus { $0.category = setting.rostro.id } == ["CD", "CN"])
    #expect(try await setting.skus { $0.category = cremas } == ["CD", "CN"])
  }

  @Test func `shows the stock of the branch that is asked about`() async throws {
    let setting = try await Setting()
    func stock(_ branch: BranchID?) async throws -> [Quantity] {
      var filter = ProductFilter()
      (filter.branch, filter.order) = (branch, .price)
      return try await setting.test.shop.products(matching: filter, setting.test.session).items.map(\.onHand)
    }
    #expect(try await stock(nil) == [100, 9, 5, 52])
    #expect(try await stock(setting.norte.id) == [0, 0, 0, 2])
  }
}
