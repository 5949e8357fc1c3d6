import Insights
import Inventory
import Shop
import Store
import Testing

/// The example of requirements §25 as a shop: 2025-10-16 is a Thursday, after closing.
private struct Acceptance {
  let test: TestShop
  let serum: Product
  let crema: Product
  let jabon: Product

  init(minute: Int = 21 * 60) async throws {
    test = try await TestShop(zone: "America/Argentina/Buenos_Aires", on: "2025-09-10")
    serum = try await test.product(
      "Serum Antioxidante X", sku: "S-X", price: "98", cost: "39.20", stock: 45, isStrategic: true)
    crema = try await test.product("Crema Hidratante Y", sku: "C-Y", price: "40", cost: "30", stock: 21)
    jabon = try await test.product("Jabón Z", sku: "J-Z", price: "10", cost: "6", stock: 57)
    let other = try await test.product("Perfume", sku: "P", price: "1", cost: "1", stock: 6000)
    // Sold over the week, and enough of the rest that the cream is 12 % of the month's income.
    let last = try TestShop.day("2025-10-16")
    for offset in 0..<7 {
      test.go(to: last - offset, minute: 12 * 60)
      try await test.sell((serum, 5))
      try await test.sell((jabon, 1))
      if offset < 4 { try await test.sell((crema, 3)) }
    }
    test.go(to: last - 20)
    try await test.sell((other, 20))
    test.go(to: last, minute: minute)
  }

  func report() async throws -> StockReport {
    try await test.shop.lowStock(StockFilter(), limit: nil, test.session)
  }
}

@Suite struct `What is only used in services` {
  @Test func `is low like all else, and is never asked how it sells`() async throws {
    let test = try await TestShop(on: "2025-06-01")
    let dye = try await test.product("Tinte", sku: "T", stock: 50) { $0.allowsSale = false }
    try test.go(to: TestShop.start)
    func skus(_ report: StockReport) -> [String?] { report.findings.map(\.product.sku) }
    #expect(try await test.shop.notices(test.session).isEmpty)
    #expect(try await test.shop.overstock(StockFilter(), limit: nil, test.session).findings.isEmpty)
    try await test.adjust(dye, .remove(50), .serviceUse)
    #expect(skus(try await test.shop.lowStock(StockFilter(), limit: nil, test.session)) == ["T"])
    #expect(try await test.shop.notices(test.session).map(\.kind) == ["stock_bajo"])
  }
}

@Suite struct `What do I have to restock this week` {
  @Test func `is answered with 60 and 15, and the rest is normal`() async throws {
    let example = try await Acceptance()
    let report = try await example.report()
    #expect(report.window.week == DayRange(try TestShop.day("2025-10-10"), try TestShop.day("2025-10-16")))
    #expect(report.findings.map(\.product.sku) == ["S-X", "C-Y"])
    #expect(report.total == 2)
    #expect(report.normal == 2)
    let (serum, crema) = (try #require(report.findings.first), try #require(report.findings.last))

    #expect(serum.level.sales.last7 == 35)
    #expect(serum.level.available == 10)
    #expect(serum.replenishment.suggested == 60)
    #expect(serum.toOrder == 60)
    #expect(serum.replenishment.dailyAverage == 5)
    #expect(serum.replenishment.cover?.decimal == "2")
    #expect(serum.product.isStrategic)
    #expect(serum.product.margin?.text == "60")
    #expect(serum.isCritical)
    #expect(serum.explaining?.rule == .projection)

    #expect(crema.level.sales.last7 == 12)
    #expect(crema.level.available == 9)
    #expect(crema.replenishment.suggested == 15)
    #expect(crema.replenishment.cover?.decimal == "5.2")
    #expect(crema.isCritical)
    #expect(crema.explaining?.rule == .projection)
    // 12 × 40 of 35 × 98 + 12 × 40 + 7 × 10 + 20 × 1: 480 of 4000.
    #expect(crema.monthShare?.text == "12")

    let jabon = try await example.test.shop.findings(of: example.jabon.id, branch: nil, example.test.session)
    let normal = try #require(jabon.findings.first)
    #expect(normal.level.available == 50)
    #expect(normal.level.sales.last7 == 7)
    #expect(normal.hits.isEmpty)
  }

  @Test func `looks at the seven days before while the shop is open`() async throws {
    let example = try await Acceptance(minute: 19 * 60 + 59)
    let report = try await example.report()
    #expect(report.window.week == DayRange(try TestShop.day("2025-10-09"), try TestShop.day("2025-10-15")))
    let serum = try #require(report.findings.first { $0.product.sku == "S-X" })
    #expect(serum.level.sales.last7 == 30)
    #expect(serum.replenishment.suggested == 50)
    let closed = try await Acceptance(minute: 20 * 60).report()
    #expect(closed.window.week.last == (try TestShop.day("2025-10-16")))
  }

  @Test func `takes off returns on their day and cancellations on the sale's`() async throws {
    let example = try await Acceptance()
    let test = example.test
    test.go(to: try TestShop.day("2025-10-02"))
    let old = try await test.sell((example.crema, 2))
    let older = try await test.sell((example.crema, 1))
    test.go(to: try TestShop.day("2025-10-16"))
    try await test.giveBack((example.crema, 2), of: old)
    _ = try await test.shop.cancelSale(older.folio.text, test.session)
    try await test.adjust(example.crema, .remove(1), .theft)
    let crema = try #require(try await example.report().findings.first { $0.product.sku == "C-Y" })
    #expect(crema.level.sales.last7 == 10)
    #expect(crema.level.sales.last30 == 12)
    #expect(crema.level.available == 8)
    #expect(crema.replenishment.suggested == 12)
  }

  @Test func `narrows by branch, category with its children, supplier, strategy and limit`() async throws {
    let test = try await TestShop()
    let (shop, session) = (test.shop, test.session)
    let names = try await shop.names(session)
    let cabello = try #require(names.categories.first { $0.name == "Cabello" })
    let tintes = try #require(names.categories.first { $0.name == "Tintes" })
    let lab = try await shop.createSupplier(SupplierFields(name: "Lab"), session)
    let norte = try await test.branch("Norte")
    try await test.product("Tinte", sku: "T", stock: 2) { $0.category = tintes.id }
    try await test.product("Cepillo", sku: "C", stock: 2) { $0.category = cabello.id }
    let gel = try await test.product("Gel", sku: "G", stock: 2, isStrategic: true) { $0.supplier = lab.id }
    try await test.product("Mucho", sku: "M", stock: 90) { $0.category = cabello.id }
    try await test.receive(gel, 1, branch: norte.id)
    func low(_ filter: StockFilter) async throws -> (skus: Set<String>, normal: Int) {
      let report = try await shop.lowStock(filter, limit: nil, session)
      return (Set(report.findings.compactMap(\.product.sku)), report.normal)
    }
    #expect(try await low(StockFilter()) == (["T", "C", "G"], 1))
    #expect(try await low(StockFilter(goods: GoodsSelection(category: cabello.id))) == (["T", "C"], 1))
    #expect(try await low(StockFilter(goods: GoodsSelection(category: tintes.id))) == (["T"], 0))
    #expect(try await low(StockFilter(goods: GoodsSelection(supplier: lab.id))) == (["G"], 0))
    #expect(try await low(StockFilter(strategicOnly: true)) == (["G"], 0))
    #expect(try await low(StockFilter(branch: norte.id)) == (["G"], 0))
    #expect(try await low(StockFilter(below: 91)) == (["T", "C", "G", "M"], 0))
    let limited = try await shop.lowStock(StockFilter(), limit: 1, session)
    #expect((limited.findings.count, limited.total) == (1, 4))
    #expect(try await shop.lowStock(StockFilter(), limit: -1, session).findings.isEmpty)
  }

  @Test func `is ordered by critical, strategic, cover, value and SKU`() async throws {
    let test = try await TestShop()
    // Each sells 20 and keeps what its name says.
    let stocks: [(String, price: String, left: Int64, isStrategic: Bool)] = [
      ("D-2", "10", 5, false), ("A-estratégico", "10", 8, true), ("C-caro", "90", 5, false),
      ("B-agotado", "10", 0, false), ("D-1", "10", 5, false), ("E-al-mínimo", "10", 5, false),
    ]
    for (name, price, left, isStrategic) in stocks {
      let product = try await test.product(
        name, sku: name, price: price, stock: Quantity(left + 20), isStrategic: isStrategic)
      if name != "E-al-mínimo" {
        try await test.sell((product, 20))
      } else {
        try await test.adjust(product, .remove(20), .broken)
      }
    }
    let report = try await test.shop.lowStock(StockFilter(), limit: nil, test.session)
    #expect(
      report.findings.map(\.product.name)
        == ["A-estratégico", "B-agotado", "C-caro", "D-1", "D-2", "E-al-mínimo"])
  }
}

@Suite struct `The alerts` {
  @Test func `show the highest rule and keep the others`() async throws {
    let test = try await TestShop()
    let (shop, session) = (test.shop, test.session)
    try await test.product("Agotado", sku: "0")
    try await test.product("Piso", sku: "1", stock: 2)
    try await test.product("Mínimo", sku: "2", stock: 5)
    try await test.product("Normal", sku: "4", stock: 60)
    let fast = try await test.product("Rápido", sku: "3", stock: 100)
    try await test.sell((fast, 50))
    let lot = try await test.product("Vence", sku: "5")
    try await test.receive(lot, 60, lot: "L", expires: "2025-11-15")
    let expired = try await test.product("Vencido", sku: "6")
    try await test.receive(expired, 60, lot: "L", expires: "2025-10-15")
    let report = try await shop.alerts(StockFilter(), limit: nil, session)
    let shown = report.findings.map { ($0.product.sku ?? "", $0.hits.map(\.rule)) }
    #expect(shown.map(\.0) == ["0", "1", "2", "3", "6", "5"])
    #expect(
      shown.map(\.1) == [
        [.outOfStock, .floor, .minimum, .shareOfMaximum], [.floor, .minimum, .shareOfMaximum],
        [.minimum, .shareOfMaximum], [.shareOfMaximum], [.expired], [.expiringSoon],
      ])
    #expect(report.normal == 1)
  }

  @Test func `of goods that stand still begin after their days`() async throws {
    let test = try await TestShop(on: "2025-03-01")
    let (shop, session) = (test.shop, test.session)
    let still = try await test.product("Parado", sku: "P", price: "10", cost: "4", stock: 60)
    let selling = try await test.product("Se vende", sku: "S", price: "10", cost: "4", stock: 200)
    let day = test.today
    func rules(_ sku: String) async throws -> [StockRule] {
      let report = try await shop.slowMovers(StockFilter(), limit: nil, session)
      return report.findings.first { $0.product.sku == sku }?.hits.map(\.rule) ?? []
    }
    test.go(to: day + 29)
    #expect(try await rules("P") == [])
    test.go(to: day + 30)
    #expect(try await rules("P") == [.overstock])
    test.go(to: day + 60)
    try await test.sell((selling, 1))
    test.go(to: day + 80)
    #expect(try await rules("P") == [.overstock, .noMovement])
    test.go(to: day + 81)
    #expect(try await rules("P") == [.overstock, .noSales, .noMovement])
    #expect(try await rules("S") == [])
    let overstock = try await shop.overstock(StockFilter(), limit: nil, session)
    #expect(overstock.findings.map(\.product.id) == [still.id])
    let finding = try #require(overstock.findings.first)
    #expect(finding.overstock?.excess == 60)
    #expect(finding.overstock?.tiedUp == (try money("240")))
    #expect(finding.overstock?.remedy == .discount)
  }

  @Test func `forgive a change of price for 21 days`() async throws {
    let test = try await TestShop(on: "2025-03-01")
    let (shop, session) = (test.shop, test.session)
    let product = try await test.product("Parado", price: "10", stock: 60)
    let day = test.today
    test.go(to: day + 70)
    try await shop.changePrices([PriceDraft(product: product.id, sale: money("12"))], session)
    func hasNoSales() async throws -> Bool {
      let finding = try await shop.findings(of: product.id, branch: nil, session).findings.first
      return finding?.hits.contains { $0.rule == .noSales } ?? false
    }
    test.go(to: day + 91)
    #expect(try await !hasNoSales())
    test.go(to: day + 92)
    #expect(try await hasNoSales())
  }
}
