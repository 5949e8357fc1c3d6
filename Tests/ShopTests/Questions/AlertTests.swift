import Insights
import Inventory
import Shop
import Store
import Testing

@Suite struct `The list of alerts` {
  private func pending(_ test: TestShop) async throws -> [String] {
    try await test.shop.stockAlerts(test.session).items.map { "\($0.kind.rawValue) \($0.level.rawValue)" }
      .sorted()
  }

  @Test func `opens with the movement that makes it so, and closes with the one that ends it`() async throws {
    let test = try await TestShop()
    let product = try await test.product("Crema", stock: 7)
    #expect(try await pending(test) == [])
    try await test.sell((product, 1))
    #expect(try await pending(test) == [])
    try await test.sell((product, 1))
    let alert = try #require(try await test.shop.stockAlerts(test.session).items.first)
    #expect((alert.kind, alert.level) == (.minimum, .warning))
    #expect(alert.message == "El producto \"Crema\" tiene stock bajo (5 unidades)")
    #expect((alert.day, alert.createdAt) == (test.today, test.clock.now))
    try await test.sell((product, 4))
    #expect(try await pending(test) == ["stock_minimo warning"])
    try await test.sell((product, 1))
    #expect(try await pending(test) == ["stock_agotado critical", "stock_minimo warning"])
    let messages = try await test.shop.stockAlerts(test.session).items.map(\.message)
    #expect(messages.first == "El producto \"Crema\" está AGOTADO")
    try await test.receive(product, 50)
    #expect(try await pending(test) == [])
    let rest = try await test.shop.stockAlerts(isPending: false, test.session)
    #expect(rest.items.map(\.attendedAt) == [test.clock.now, test.clock.now])
  }

  @Test func `says that all is set aside where a layaway holds the last of it`() async throws {
    let test = try await TestShop()
    let product = try await test.product("Crema", stock: 6)
    let sale = try await test.shop.sell(
      SaleDraft(
        .layaway(until: nil), lines: [SaleDraft.Line(product: product.id, quantity: 6)],
        customer: .named("Marta")), test.session)
    #expect(try await pending(test) == ["stock_agotado critical", "stock_minimo warning"])
    let worst = try await test.shop.stockAlerts(test.session).items.first
    #expect(worst?.message == "El producto \"Crema\" está todo apartado")
    _ = try await test.shop.cancelSale(.id(sale.id), test.session)
    #expect(try await pending(test) == [])
  }

  @Test func `says how much there is now, and stays read`() async throws {
    let test = try await TestShop()
    let product = try await test.product("Crema", stock: 6)
    try await test.sell((product, 1))
    let alert = try #require(try await test.shop.stockAlerts(test.session).items.first)
    #expect(alert.message == "El producto \"Crema\" tiene stock bajo (5 unidades)")
    _ = try await test.shop.markAlertRead(alert.id, test.session)
    try await test.sell((product, 3))
    let read = try await test.shop.stockAlerts(isPending: false, test.session).items
    #expect(read.map(\.id) == [alert.id])
    #expect(read.map(\.message) == ["El producto \"Crema\" tiene stock bajo (2 unidades)"])
    #expect(read.map(\.attendedAt) == [nil])
    #expect(try await pending(test) == [])
  }

  @Test func `stays as it was read when what was set aside is taken home`() async throws {
    let test = try await TestShop()
    let product = try await test.product("Crema", stock: 6)
    let sale = try await test.shop.sell(
      SaleDraft(
        .layaway(until: nil), lines: [SaleDraft.Line(product: product.id, quantity: 2)],
        customer: .named("Marta")), test.session)
    let alert = try #require(try await test.shop.stockAlerts(test.session).items.first)
    let read = try await test.shop.markAlertRead(alert.id, test.session)
    try test.go(to: "2025-10-17")
    _ = try await test.shop.complete(.id(sale.id), [], test.session)
    #expect(try await pending(test) == [])
    #expect(try await test.shop.stockAlerts(isPending: false, test.session).items == [read])
  }

  @Test func `tells of the lot that has expired and of the one that soon will`() async throws {
    let test = try await TestShop()
    let product = try await test.product("Leche")
    try await test.receive(product, 1, lot: "L1", expires: "2025-10-15")
    try await test.receive(product, 20, lot: "L2", expires: "2025-10-19")
    let messages = try await test.shop.stockAlerts(test.session).items.map(\.message)
    #expect(
      Set(messages) == [
        "El producto \"Leche\" venció el 2025-10-15", "El producto \"Leche\" vence el 2025-10-19",
      ])
    let hits = try #require(
      try await test.shop.alerts(StockFilter(), limit: nil, test.session).findings.first?.hits)
    #expect(hits.filter { $0.rule == .expired }.map(\.value) == [.days(-1)])
    #expect(hits.filter { $0.rule == .expiringSoon }.map(\.value) == [.days(3)])
  }

  @Test func `has one line a product, kind and day, which opens again when it comes back`() async throws {
    let test = try await TestShop()
    let product = try await test.product("Crema", stock: 6)
    for _ in 1...3 {
      try await test.sell((product, 1))
      try await test.receive(product, 1)
    }
    #expect(try await test.shop.stockAlerts(isPending: false, test.session).total == 1)
    try test.go(to: "2025-10-17")
    try await test.sell((product, 1))
    try await test.sell((product, 1))
    #expect(try await pending(test) == ["stock_minimo warning"])
    #expect(try await test.shop.stockAlerts(isPending: false, test.session).total == 1)
  }

  @Test func `is marked as read by its first reader`() async throws {
    let test = try await TestShop()
    try await test.product("Crema", stock: 2)
    let alert = try #require(try await test.shop.stockAlerts(test.session).items.first)
    let read = try await test.shop.markAlertRead(alert.id, test.session)
    #expect(read.read == StockAlert.Reading(person: test.session.person.id, at: test.clock.now))
    test.clock.now = test.clock.now.adding(seconds: 60)
    #expect(try await test.shop.markAlertRead(alert.id, test.session) == read)
    #expect(try await test.shop.stockAlerts(test.session).total == 0)
    #expect(try await test.shop.stockAlerts(isPending: false, test.session).items == [read])
    let counts = try await test.shop.alertCounts(test.session)
    #expect(counts.map(\.count) == [1])
    #expect(counts.map(\.unread) == [0])
    let theirs = try await TestShop(beside: test, name: "Suya")
    #expect(try await theirs.shop.stockAlerts(theirs.session).total == 0)
    try await theirs.refuses {
      _ = try await theirs.shop.markAlertRead(alert.id, theirs.session)
    } matches: {
      $0 == .noSuch(.alert, alert.id)
    }
  }

  @Test func `learns from the day what no movement tells`() async throws {
    let test = try await TestShop()
    let product = try await test.product("Leche", stock: 0) { $0.details.expiryNotice = 10 }
    try await test.receive(product, 20, lot: "L", expires: "2025-11-05")
    func after(_ day: String) async throws -> [String] {
      try test.go(to: day)
      try await test.shop.evaluateAlerts(test.session)
      let first = try await pending(test)
      try await test.shop.evaluateAlerts(test.session)
      #expect(try await pending(test) == first)
      return first
    }
    #expect(try await after("2025-10-25") == [])
    #expect(try await after("2025-10-26") == ["proximo_vencimiento warning"])
    #expect(try await after("2025-11-06") == ["vencido critical"])
    #expect(try await after("2026-01-04") == ["sin_movimiento info", "vencido critical"])
    _ = try await test.shop.withdrawProduct(product.id, test.session)
    #expect(try await pending(test) == [])
  }

  @Test func `follows a change of the minimum, and holds its tongue where it was told to`() async throws {
    let test = try await TestShop()
    let product = try await test.product("Crema", stock: 8)
    _ = try await test.shop.updateProduct(product.id, test.session) { $0.minimum = 8 }
    #expect(try await pending(test) == ["stock_minimo warning"])
    _ = try await test.shop.updateProduct(product.id, test.session) { $0.alertsAtMinimum = false }
    #expect(try await pending(test) == [])
  }
}

@Suite struct `The feed of alerts of document 003` {
  @Test func `lists what is low, then what nobody buys, longest first`() async throws {
    let test = try await TestShop(on: "2025-01-01")
    let names = try await test.shop.names(test.session)
    let rostro = try #require(names.categories.first { $0.name == "Rostro" })
    func product(_ sku: String, stock: Quantity, from day: String) async throws {
      try test.go(to: day)
      try await test.product("P \(sku)", sku: sku, stock: stock) { $0.category = rostro.id }
    }
    for (sku, day) in [
      ("S121", "2025-02-01"), ("S120", "2025-02-02"), ("S101", "2025-02-21"), ("S100", "2025-02-22"),
      ("S081", "2025-03-13"), ("S080", "2025-03-14"),
    ] { try await product(sku, stock: 50, from: day) }
    for (sku, stock) in [("B2", 2), ("A2", 2), ("C1", 1), ("D3", 3)] {
      try await product(sku, stock: Quantity(Int64(stock)), from: "2025-05-30")
    }
    try test.go(to: "2025-06-02")
    let notices = try await test.shop.notices(test.session)
    let lines = notices.map {
      "\($0.product.sku ?? "") \($0.kind) \($0.priority.rawValue) \($0.badge)\($0.color) \($0.detail)"
    }
    #expect(
      lines == [
        "C1 stock_bajo alta 🔴#e74c3c 1 unidad", "A2 stock_bajo alta 🔴#e74c3c 2 unidades",
        "B2 stock_bajo alta 🔴#e74c3c 2 unidades", "S121 sin_ventas media 🔴#e74c3c 121 días sin venta",
        "S120 sin_ventas media 🟠#f39c12 120 días sin venta",
        "S101 sin_ventas media 🟠#f39c12 101 días sin venta",
        "S100 sin_ventas media 🟡#ffc107 100 días sin venta",
        "S081 sin_ventas media 🟡#ffc107 81 días sin venta",
      ])
    #expect(notices.first?.reason == "Stock bajo")
    #expect(notices.last?.reason == "Sin ventas")
    #expect(notices.map(\.category) == Array(repeating: "Rostro", count: 8))
    let entered = try TestShop.day("2025-02-01")
    guard case .noSales(let oldest) = notices[3].subject else {
      Issue.record("it is not about sales")
      return
    }
    #expect((oldest.days, oldest.lastEntry, oldest.lastStockChange) == (121, entered, entered))
  }

  @Test(arguments: [(21, false), (22, true)])
  func `forgives missing sales for 21 days after a change of price`(days: Int, isListed: Bool) async throws {
    let test = try await TestShop(on: "2025-01-01")
    let product = try await test.product("Crema", price: "10", stock: 50)
    test.go(to: try TestShop.day("2025-06-01") - days)
    try await test.shop.changePrices(
      [PriceDraft(product: product.id, sale: money("12"))], test.session)
    try test.go(to: "2025-06-01")
    #expect(try await test.shop.notices(test.session).isEmpty == !isListed)
  }

  @Test func `has a line a branch and can be limited to one`() async throws {
    let test = try await TestShop()
    let norte = try await test.branch("Norte")
    let product = try await test.product("Crema", stock: 2)
    try await test.receive(product, 1, branch: norte.id)
    #expect(try await test.shop.notices(test.session).map(\.branch.name) == ["Norte", "Principal"])
    #expect(try await test.shop.notices(branch: norte.id, test.session).map(\.stock) == [1])
    let theirs = try await TestShop(beside: test, name: "Suya")
    #expect(try await theirs.shop.notices(theirs.session).isEmpty)
  }
}
