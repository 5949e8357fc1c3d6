import Insights
import Inventory
import Shop
import Store
import Testing

@Suite struct `What a shop sets of its rules` {
  /// The rules of a product, by branch where several were asked about.
  private func rules(_ product: Product, in branch: Branch? = nil, _ test: TestShop) async throws
    -> [StockRule]
  {
    let report = try await test.shop.findings(of: product.id, branch: branch?.id, test.session)
    return report.findings.flatMap { $0.hits.map(\.rule) }
  }

  private func category(_ name: String, in parent: CategoryID? = nil, _ test: TestShop) async throws
    -> CategoryID
  {
    try await test.shop.createCategory(CategoryFields(name: name, parent: parent), test.session).id
  }

  @Test func `holds by product, category, branch, shop and default, the nearest first`() async throws {
    let test = try await TestShop()
    let (shop, session) = (test.shop, test.session)
    let norte = try await test.branch("Norte")
    let face = try await category("Cara", test)
    let creams = try await category("Cremas de cara", in: face, test)
    let product = try await test.product("Crema", stock: 10) {
      $0.category = creams
      $0.limits = try StockLimits(minimum: .zero, maximum: 10)
    }
    try await test.receive(product, 10, branch: norte.id)
    func floor() async throws -> [Quantity] {
      try await shop.findings(of: product.id, branch: nil, session).findings.sorted {
        $0.branch.id < $1.branch.id
      }
      .map { $0.hits.contains { $0.rule == .floor } ? 1 : 0 }
    }
    #expect(try await floor() == [0, 0])
    try await shop.set(RuleFigure(.floor, "20"), in: .shop, session)
    #expect(try await floor() == [1, 1])
    try await shop.set(RuleFigure(.floor, "5"), in: .branch(norte.id), session)
    #expect(try await floor() == [1, 0])
    try await shop.set(RuleFigure(.floor, "6"), in: .category(face), session)
    #expect(try await floor() == [0, 0])
    try await shop.set(RuleFigure(.floor, "11"), in: .category(creams), session)
    #expect(try await floor() == [1, 1])
    try await shop.set(RuleFigure(.floor, "10"), in: .product(product.id), session)
    #expect(try await floor() == [0, 0])
    try await shop.set(RuleFigure(.floor, "10.5"), in: .product(product.id), session)
    #expect(try await floor() == [1, 1])
    for scope in [.product(product.id), .category(creams), .category(face), .branch(norte.id), .shop]
      as [SettingScope]
    {
      #expect(try await shop.unset(.floor, in: scope, session))
      #expect(try await !shop.unset(.floor, in: scope, session))
    }
    #expect(try await floor() == [0, 0])
    #expect(try await shop.settings(session).figures.isEmpty)
  }

  @Test func `is compared and said in the answer`() async throws {
    let test = try await TestShop()
    let product = try await test.product("Crema", stock: 4) {
      $0.limits = try StockLimits(minimum: .zero, maximum: 10)
    }
    #expect(try await !rules(product, test).contains(.floor))
    try await test.shop.set(RuleFigure(.floor, "4,5"), in: .product(product.id), test.session)
    let report = try await test.shop.lowStock(StockFilter(), limit: nil, test.session)
    let hit = try #require(report.findings.first?.hits.first { $0.rule == .floor })
    #expect((hit.value, hit.threshold) == (.quantity(4), .quantity(try units("4.5"))))
    let alerts = try await test.shop.alerts(StockFilter(), limit: nil, test.session)
    #expect(alerts.findings.first?.hits.contains { $0.rule == .floor } == true)
    #expect(try await test.shop.notices(test.session).map(\.kind) == ["stock_bajo"])
  }

  @Test func `decides what is too much, and how to sell it`() async throws {
    let test = try await TestShop(on: "2025-03-01")
    let product = try await test.product("Crema", price: "10", cost: "4", stock: 60)
    try test.go(to: "2025-06-01")
    func remedy() async throws -> Overstock.Remedy? {
      let report = try await test.shop.overstock(StockFilter(), limit: nil, test.session)
      return report.findings.first?.overstock?.remedy
    }
    #expect(try await remedy() == .discount)
    try await test.shop.set(RuleFigure(.highMargin, "60.1"), in: .shop, test.session)
    #expect(try await remedy() == .bundle)
    try await test.shop.set(RuleFigure(.highMargin, "60"), in: .product(product.id), test.session)
    #expect(try await remedy() == .discount)
    let finding = try await test.shop.findings(of: product.id, branch: nil, test.session).findings.first
    #expect(finding?.hasHighMargin == true)
    let cashier = try await test.shop.findings(of: product.id, branch: nil, test.session(as: .cashier))
    #expect(cashier.findings.first?.hasHighMargin == false)
  }

  @Test func `opens and colours alerts in its own time`() async throws {
    let test = try await TestShop(on: "2025-03-01")
    let product = try await test.product("Crema", stock: 60)
    let day = test.today
    try await test.shop.set(RuleFigure(.daysWithoutMovement, "40"), in: .product(product.id), test.session)
    try await test.shop.set(RuleFigure(.daysWithoutSale, "40"), in: .shop, test.session)
    try await test.shop.set(RuleFigure(.daysToOrange, "45"), in: .shop, test.session)
    test.go(to: day + 39)
    try await test.shop.evaluateAlerts(test.session)
    #expect(try await test.shop.stockAlerts(test.session).total == 0)
    #expect(try await test.shop.notices(test.session).isEmpty)
    test.go(to: day + 41)
    try await test.shop.evaluateAlerts(test.session)
    #expect(try await test.shop.stockAlerts(test.session).items.map(\.kind) == [.noMovement])
    #expect(try await test.shop.notices(test.session).map(\.badge) == ["🟡"])
    // A movement of another product leaves it open; one of its own in another branch goes by its setting too.
    let norte = try await test.branch("Norte")
    try await test.receive(product, 1, branch: norte.id)
    #expect(try await test.shop.stockAlerts(test.session).items.map(\.kind) == [.minimum, .noMovement])
    test.go(to: day + 46)
    #expect(
      try await test.shop.notices(test.session).filter { $0.kind == "sin_ventas" }.map(\.badge) == ["🟠"])
  }

  @Test func `is its own: another shop's things are not found, and what it sets holds here alone`()
    async throws
  {
    let test = try await TestShop()
    let other = try await TestShop(beside: test, name: "Bodega Dos")
    let (mine, theirs) = (
      try await test.product("Crema", stock: 4), try await other.product("Crema", stock: 4)
    )
    try await other.shop.set(RuleFigure(.floor, "9"), in: .shop, other.session)
    try await other.shop.setFolioFormat(FolioFormat("D-{NNNN}"), other.session)
    try await other.shop.setClosingMinute(600, other.session)
    #expect(try await test.shop.settings(test.session).figures.isEmpty)
    #expect(try await test.shop.settings(test.session).folios == FolioFormat(.sale))
    #expect(try await test.shop.settings(test.session).closingMinute == 1200)
    #expect(try await !rules(mine, test).contains(.floor))
    #expect(try await rules(theirs, other).contains(.floor))
    for scope in [
      .product(theirs.id), .branch(other.session.home.id),
      .category(try await other.shop.names(other.session).categories[0].id), .product(ProductID(9999)),
    ] as [SettingScope] {
      try await test.refuses { try await test.shop.set(RuleFigure(.floor, "1"), in: scope, test.session) }
      #expect(try await !test.shop.unset(.floor, in: scope, test.session))
    }
    try await test.refuses {
      try await test.shop.setClosingMinute(600, of: other.session.home.id, test.session)
    }
  }

  @Test func `goes with the branch that closes and the category that is withdrawn`() async throws {
    let test = try await TestShop()
    let norte = try await test.branch("Norte")
    let creams = try await category("Cremas de cara", test)
    try await test.shop.set(RuleFigure(.floor, "4"), in: .branch(norte.id), test.session)
    try await test.shop.set(RuleFigure(.floor, "5"), in: .category(creams), test.session)
    try await test.shop.setClosingMinute(600, of: norte.id, test.session)
    #expect(try await test.shop.settings(test.session).figures.count == 2)
    _ = try await test.shop.closeBranch(norte.id, test.session)
    _ = try await test.shop.withdrawCategory(creams, test.session)
    let settings = try await test.shop.settings(test.session)
    #expect(settings.figures.isEmpty)
    #expect(settings.closings.isEmpty)
  }
}

@Suite struct `A branch that closes at an hour of its own` {
  /// The units of the week in Principal and in Norte, each of which sold one a day until today.
  private struct Street {
    let test: TestShop
    let norte: Branch
    let product: Product

    init() async throws {
      test = try await TestShop(on: "2025-09-01")
      norte = try await test.branch("Norte")
      product = try await test.product("Crema", stock: 90)
      try await test.receive(product, 90, branch: norte.id)
      let today = try TestShop.day("2025-10-16")
      for day in 0..<8 {
        // On the day that falls out of the week when today comes in, four were sold.
        test.go(to: today - day, minute: 9 * 60)
        try await test.sell((product, day == 7 ? 4 : 1))
        try await test.sell((product, day == 7 ? 4 : 1), branch: norte.id)
      }
    }

    func week(_ branch: BranchID? = nil) async throws -> [String: Quantity] {
      let report = try await test.shop.findings(of: product.id, branch: branch, test.session)
      return Dictionary(uniqueKeysWithValues: report.findings.map { ($0.branch.name, $0.level.sales.last7) })
    }

    func lastDay(_ branch: BranchID?) async throws -> String {
      try await test.shop.findings(of: product.id, branch: branch, test.session).window.week.last.description
    }
  }

  @Test func `counts today from then on, and the others from theirs`() async throws {
    let street = try await Street()
    let test = street.test
    try await test.shop.setClosingMinute(14 * 60, of: street.norte.id, test.session)
    try test.go(to: "2025-10-16", minute: 13 * 60 + 59)
    #expect(try await street.week() == ["Principal": 10, "Norte": 10])
    try test.go(to: "2025-10-16", minute: 14 * 60)
    #expect(try await street.week() == ["Principal": 10, "Norte": 7])
    #expect(try await street.week(street.norte.id) == ["Norte": 7])
    #expect(try await street.week(test.session.home.id) == ["Principal": 10])
    #expect(try await street.lastDay(nil) == "2025-10-15")
    #expect(try await street.lastDay(street.norte.id) == "2025-10-16")
    let outlook = try await test.shop.outlook(of: street.product.id, branch: nil, test.session).outlook
    #expect(outlook.soldInWeek == 17)
    try test.go(to: "2025-10-16", minute: 20 * 60)
    #expect(try await street.week() == ["Principal": 7, "Norte": 7])
  }

  @Test func `later than the shop waits for it`() async throws {
    let street = try await Street()
    let test = street.test
    try await test.shop.setClosingMinute(23 * 60, of: street.norte.id, test.session)
    try test.go(to: "2025-10-16", minute: 21 * 60)
    #expect(try await street.week() == ["Principal": 7, "Norte": 10])
    try await test.shop.setClosingMinute(nil, of: street.norte.id, test.session)
    #expect(try await street.week() == ["Principal": 7, "Norte": 7])
  }

  @Test func `is set with the shop's own hour, within the day`() async throws {
    let street = try await Street()
    let test = street.test
    try await test.shop.setClosingMinute(8 * 60, test.session)
    try await test.shop.setClosingMinute(14 * 60, of: street.norte.id, test.session)
    let settings = try await test.shop.settings(test.session)
    #expect(settings.closingMinute == 480)
    #expect(settings.closings.map(\.minute) == [840])
    #expect(settings.closings.map(\.branch) == [street.norte])
    try test.go(to: "2025-10-16", minute: 8 * 60)
    #expect(try await street.week() == ["Principal": 7, "Norte": 10])
    for minute in [-1, 1441] {
      try await test.refuses { try await test.shop.setClosingMinute(minute, test.session) }
      try await test.refuses {
        try await test.shop.setClosingMinute(minute, of: street.norte.id, test.session)
      }
    }
  }
}
