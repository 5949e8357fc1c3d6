import Insights
import Inventory
import Shop
import Store
import Testing

@Suite struct `Two shops in one store` {
  private struct Setting {
    let mine: TestShop
    let theirs: TestShop
    let product: Product
    let foreign: Product
    let foreignSale: Sale

    init() async throws {
      mine = try await TestShop(name: "Mía")
      theirs = try await TestShop(beside: mine, name: "Suya")
      product = try await mine.product("Crema", sku: "C-1", price: "10", cost: "4", stock: 10)
      foreign = try await theirs.product("Gel", sku: "G-1", price: "7", cost: "3", stock: 10)
      foreignSale = try await theirs.sell((foreign, 2))
    }
  }

  @Test func `may use the same names, SKUs and folios`() async throws {
    let setting = try await Setting()
    let (mine, theirs) = (setting.mine, setting.theirs)
    let same = try await theirs.product("Crema", sku: "C-1", price: "11", stock: 3)
    #expect(try await mine.sell((setting.product, 1)).folio == setting.foreignSale.folio)
    #expect(try await mine.shop.product(called: "C-1", mine.session) == setting.product)
    #expect(try await theirs.shop.product(called: "C-1", theirs.session) == same)
    guard case .sale(let found) = try await mine.shop.sale("1", mine.session) else {
      Issue.record("the sale was not found, or both were")
      return
    }
    #expect(found.sale.lines.map(\.item.product) == [setting.product.id])
    try await mine.isClean()
    try await theirs.isClean()
  }

  @Test func `do not find each other's ids, and write nothing by them`() async throws {
    let setting = try await Setting()
    let (mine, product) = (setting.mine, setting.product)
    let (shop, session) = (mine.shop, mine.session)
    let foreignBranch = setting.theirs.session.home.id
    let supplier = try await setting.theirs.shop.createSupplier(
      SupplierFields(name: "Lab"), setting.theirs.session)
    let category = try #require(try await setting.theirs.shop.names(setting.theirs.session).categories.first)
    func isMissing(_ error: ShopError) -> Bool { if case .notFound = error { true } else { false } }
    func refuses(_ body: () async throws -> Void) async throws {
      try await mine.refuses(body, matches: isMissing)
    }
    try await refuses { try await mine.sell((setting.foreign, 1)) }
    try await refuses { try await mine.sell((product, 1), branch: foreignBranch) }
    try await refuses { try await mine.receive(setting.foreign, 1) }
    try await refuses { try await mine.receive(product, 1, branch: foreignBranch) }
    try await refuses {
      _ = try await shop.receive(
        EntryDraft(lines: [EntryDraft.Line(product: product.id, quantity: 1)], supplier: supplier.id), session
      )
    }
    try await refuses { try await mine.adjust(setting.foreign, .add(1)) }
    try await refuses {
      _ = try await shop.adjust(
        AdjustmentDraft(product: product.id, change: .add(1), reason: .count, branch: foreignBranch), session)
    }
    try await refuses {
      _ = try await shop.send(
        TransferDraft(
          lines: [TransferDraft.Line(product: product.id, quantity: 1)], from: session.home.id,
          to: foreignBranch),
        session)
    }
    try await refuses { try await mine.product("Nuevo") { $0.supplier = supplier.id } }
    try await refuses { try await mine.product("Nuevo") { $0.category = category.id } }
    try await refuses {
      _ = try await shop.createCategory(CategoryFields(name: "Sub", parent: category.id), session)
    }
    try await refuses {
      try await shop.changePrices(
        [PriceDraft(product: setting.foreign.id, sale: money("1"))], session)
    }
    try await refuses { _ = try await shop.stock(of: setting.foreign.id, session) }
    try await refuses { _ = try await shop.cancelSale(setting.foreignSale.folio.text, session) }
    try await refuses {
      _ = try await shop.returnSale(ReturnDraft(folio: setting.foreignSale.folio.text), session)
    }
  }

  @Test func `do not undo or repeat each other's operations`() async throws {
    let setting = try await Setting()
    let key = IdempotencyKey("k", content: "a")
    let draft = SaleDraft(lines: [SaleDraft.Line(product: setting.foreign.id, quantity: 1)])
    _ = try await setting.theirs.shop.sell(draft, setting.theirs.session, key: key)
    try await setting.mine.refuses { _ = try await setting.mine.shop.reverse("k", setting.mine.session) }
    let mine = SaleDraft(lines: [SaleDraft.Line(product: setting.product.id, quantity: 1)])
    let sale = try await setting.mine.shop.sell(mine, setting.mine.session, key: key)
    #expect(sale.lines.map(\.item.product) == [setting.product.id])
  }

  @Test func `see nothing of each other in any answer`() async throws {
    let setting = try await Setting()
    let (mine, shop) = (setting.mine, setting.mine.shop)
    let session = mine.session
    let day = DayRange(mine.today, mine.today)
    let all = StockFilter()
    let ours = setting.product.id
    #expect(try await shop.names(session).products.map(\.id) == [ours])
    #expect(try await shop.names(session).people.count == 1)
    #expect(try await shop.search("gel", limit: nil, session).total == 0)
    #expect(try await shop.search("", limit: nil, session).products.map(\.id) == [ours])
    #expect(try await shop.product(called: "G-1", session) == nil)
    #expect(try await mine.summary().count == 0)
    #expect(try await shop.topSellers(day, limit: nil, session).total == 0)
    #expect(try await shop.abc(day, session).isEmpty)
    #expect(try await shop.inventoryValue(session).total.atCost == money("40"))
    #expect(try await shop.turnover(day, session).allSatisfy { $0.product.id == ours })
    #expect(
      try await shop.kardex(MovementFilter(), limit: 100, session).lines.allSatisfy {
        $0.product.id == ours
      })
    #expect(
      try await shop.kardex(MovementFilter(product: setting.foreign.id), limit: 100, session).total == 0)
    for report in [
      try await shop.lowStock(all, limit: nil, session), try await shop.alerts(all, limit: nil, session),
      try await shop.overstock(all, limit: nil, session), try await shop.slowMovers(all, limit: nil, session),
      try await shop.findings(of: setting.foreign.id, branch: nil, session),
    ] {
      #expect(report.findings.allSatisfy { $0.product.id == ours })
    }
    #expect(try await shop.sale("POS-2025-0001", session) == .nothing)
    #expect(try await shop.folios(startingWith: "POS", limit: 9, session) == [])
  }

  @Test func `are named when a session is opened`() async throws {
    let setting = try await Setting()
    let shop = setting.mine.shop
    await #expect(throws: ShopError.self) { try await shop.open(door: "prueba") }
    #expect(try await shop.open(shop: "suya", door: "prueba").shop.id == setting.theirs.session.shop.id)
    await #expect(throws: ShopError.notFound(.shop, name: "otra")) {
      try await shop.open(shop: "otra", door: "prueba")
    }
    await #expect(throws: ShopError.notFound(.branch, name: "Norte")) {
      try await shop.open(shop: "Mía", branch: "Norte", door: "prueba")
    }
    await #expect(throws: ShopError.notFound(.person, name: "Eva")) {
      try await shop.open(shop: "Mía", user: "Eva", door: "prueba")
    }
    let record = setting.mine.session.shop
    try await shop.createShop(name: "MÍA", currency: record.currency, clock: record.clock, owner: "Eva")
    await #expect(throws: ShopError.conflict(.severalShops(["Mía", "MÍA"]))) {
      try await shop.open(shop: "mía", door: "prueba")
    }
  }
}
