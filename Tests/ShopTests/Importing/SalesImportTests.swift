import Insights
import Inventory
import Shop
import Store
import Testing

@Suite struct `Importing past sales` {
  private func shop() async throws -> TestShop { try await TestShop(zone: "Europe/London", on: "2011-12-09") }

  /// Imports in batches of `size`, as a file is read.
  @discardableResult
  private func add(
    _ lines: [LogLine] = Slice.lines, batch size: Int = .max, movesStock: Bool = false, to test: TestShop
  ) async throws -> ImportOutcome {
    let run = try SalesImport(test.shop, test.session, movesStock: movesStock)
    var rest = try Slice.parsed(lines, in: test)[...]
    var outcome = ImportOutcome()
    while !rest.isEmpty {
      outcome.add(try await run.add(Array(rest.prefix(size))))
      rest = rest.dropFirst(size)
    }
    return outcome
  }

  @Test(arguments: [1, 2, 5, .max])
  func `keeps the good lines and gives a reason for each other, however it is cut`(batch: Int) async throws {
    let test = try await shop()
    let outcome = try await add(batch: batch, to: test)
    #expect(outcome.imported == 11)
    #expect(outcome.unchanged == 0)
    #expect(Dictionary(uniqueKeysWithValues: outcome.refused.map { ($0.line, $0.reason) }) == Slice.refusals)
    try await test.isClean()
    let whole = DayRange(try TestShop.day("2011-01-01"), test.today)
    let summary = try await test.shop.salesSummary(whole, test.session)
    #expect(summary.count == 5)
    // 15.30 + 20.34 + 2 × 91.80 − 38.25 + 51 + 53.55 + 10.17 + 6.80 − 10.20 + 24.75
    #expect(try summary.total.income == money("317.06"))
    #expect(summary.total.units == 68)
  }

  @Test(arguments: [
    ("Crema", "Crema"), ("Nº 5\u{A0}ñ", "Nº 5\u{A0}ñ"), ("a\tb\u{7F}c\u{9B}d\u{85}", "abcd"),
    ("ñandú de cerámica", "ñandú de c"), ("twelve chars", "twelve cha"),
  ])
  func `a line is kept without its control characters, up to its limit`(text: String, kept: String) {
    #expect(text.asLine(upTo: 10) == kept)
  }

  @Test func `keeps nothing that a terminal would obey`() async throws {
    let test = try await shop()
    let run = try SalesImport(test.shop, test.session, movesStock: false)
    func line(_ number: Int, folio: String) throws -> PastSaleLine {
      PastSaleLine(
        line: number, folio: folio, at: test.shop.now(), sku: "A10", name: "Cre\u{1B}[31mma", quantity: 1,
        unitPrice: try money("2"), customer: "Ma\u{7}ría" + String(repeating: "a", count: 300),
        branch: test.session.home.id)
    }
    let outcome = try await run.add([try line(2, folio: "F\u{1B}1"), try line(3, folio: "F2")])
    #expect(outcome.refused.map(\.line) == [2])
    guard case .sale(let found) = try await test.shop.sale("F2", test.session) else {
      Issue.record("the sale is missing")
      return
    }
    #expect(found.sale.lines.map(\.item.name) == ["Cre[31mma"])
    #expect(found.sale.customer?.hasPrefix("María") ?? false)
    #expect(found.sale.customer?.count == 200)
  }

  @Test func `is the same whole or in batches`() async throws {
    let (whole, cut) = (try await shop(), try await shop())
    try await add(to: whole)
    try await add(batch: 2, to: cut)
    let (a, b) = (try await whole.contents(), try await cut.contents())
    for table in [
      "ventas_pos", "ventas_pos_items", "devoluciones", "devoluciones_items", "ventas_diarias", "productos",
    ] {
      #expect(a[table] == b[table])
    }
  }

  @Test func `a second time changes nothing, whatever the lines then say`() async throws {
    let test = try await shop()
    try await add(to: test)
    let before = try await test.contents()
    let again = try await add(batch: 3, to: test)
    #expect((again.imported, again.unchanged, again.refused.count) == (0, 11, 6))
    let other = Slice.lines.map {
      LogLine(folio: $0.folio, day: "2011-12-01", sku: $0.sku, quantity: $0.quantity, price: $0.price)
    }
    #expect(try await add(other, to: test).unchanged == 11)
    #expect(try await test.contents() == before)
  }

  @Test func `a longer file adds only what is new, and what has become a product`() async throws {
    let test = try await shop()
    try await add(Array(Slice.lines.prefix(5)), to: test)
    let outcome = try await add(to: test)
    #expect((outcome.imported, outcome.unchanged) == (7, 4))
    try await test.product("Envío", sku: "POST", price: "18")
    let again = try await add(to: test)
    #expect((again.imported, again.unchanged, again.refused.count) == (1, 11, 5))
    try await test.isClean()
  }

  @Test func `keeps identical lines, one time for a folio, and its line numbers`() async throws {
    let test = try await shop()
    try await add(batch: 4, to: test)
    guard case .sale(let boxes) = try await test.shop.sale("5002", test.session) else {
      Issue.record("5002 was not found")
      return
    }
    #expect(boxes.sale.lines.map(\.item.quantity) == [12, 12])
    #expect(boxes.sale.paymentState == .paid)
    #expect(try boxes.sale.totals.total == money("183.60"))
    guard case .sale(let split) = try await test.shop.sale("5004", test.session) else {
      Issue.record("5004 was not found")
      return
    }
    #expect(split.sale.lines.map(\.id.value) == [1, 2, 3])
    #expect(split.sale.lines.last?.item.unitPrice == (try money("3.40")))
    #expect(split.sale.day == (try TestShop.day("2011-12-03")))
    let returned = try await test.shop.sale("c5003", test.session)
    #expect(
      returned
        == .customerReturn(folio: "C5003", total: try money("38.25"), day: try TestShop.day("2011-11-20")))
  }

  @Test func `gives the low stock report that the log itself gives`() async throws {
    let test = try await shop()
    try await add(batch: 5, to: test)
    let stocks = ["85123A": 10, "71053": 4, "22752": 20, "84406B": 0]
    _ = try await test.shop.importStock(
      stocks.sorted { $0.key < $1.key }.enumerated().map { index, stock in
        StockRow(
          line: index + 2, sku: stock.key.lowercased(), branch: test.session.home.id,
          quantity: Quantity(Int64(stock.value)))
      }, test.session)
    let expected = try Recalculation(
      Slice.lines, last7: "2011-12-03"..."2011-12-09", last30: "2011-11-10"..."2011-12-09")
    #expect(expected.last7 == ["85123A": 16, "22752": 7, "71053": 5, "84406B": 9])
    let report = try await test.shop.lowStock(StockFilter(), limit: nil, test.session)
    #expect(Set(report.findings.map { $0.product.sku }) == Set(stocks.keys))
    for finding in report.findings {
      let sku = try #require(finding.product.sku)
      let stock = try #require(stocks[sku])
      let week = expected.last7[sku, default: 0]
      #expect(finding.level.available == Quantity(Int64(stock)))
      #expect(finding.level.sales.last7 == Quantity(Int64(week)))
      #expect(finding.level.sales.last30 == Quantity(Int64(expected.last30[sku, default: 0])))
      #expect(finding.replenishment.suggested == Quantity(Int64(expected.suggestion(sku, stock: stock))))
      #expect(finding.isCritical == (stock < week))
      #expect(finding.replenishment.cover?.tenths == Int64(stock * 70 / week))
    }
    #expect(report.findings.map { $0.product.sku } == ["84406B", "85123A", "71053", "22752"])
    try await test.isClean()
  }

  @Test func `moves today's stock only when asked, as far as there is any`() async throws {
    let test = try await shop()
    let product = try await test.product("Cajas", sku: "22752", cost: "1", stock: 30)
    let lamp = try await test.product("Farol", sku: "71053", cost: "1", stock: 4)
    try await add(to: test)
    #expect(try await test.onHand(product) == 30)
    let other = try await shop()
    let boxes = try await other.product("Cajas", sku: "22752", cost: "1", stock: 30)
    let lamps = try await other.product("Farol", sku: "71053", cost: "1", stock: 4)
    try await add(movesStock: true, to: other)
    #expect(try await other.onHand(boxes) == 4)
    #expect(try await other.onHand(lamps) == 0)
    try await add(movesStock: true, to: other)
    #expect(try await other.onHand(boxes) == 4)
    #expect(try await test.onHand(lamp) == 4)
    try await other.isClean()
  }

  @Test func `refuses the line that cannot be, not the file`() async throws {
    let test = try await shop()
    let huge = "1000000000"
    let lines = [
      LogLine(folio: "1", day: "2011-12-01", sku: "1001", quantity: huge, price: "99999999999"),
      LogLine(folio: "1", day: "2011-12-01", sku: "1002", quantity: "-\(huge)", price: "99999999999"),
      LogLine(folio: "1", day: "2011-12-01", sku: "1003", quantity: "0.5", price: "1"),
      LogLine(
        folio: "1", day: "2011-12-01", sku: String(repeating: "9", count: 51), quantity: "1", price: "1"),
      LogLine(
        folio: String(repeating: "9", count: 51), day: "2011-12-01", sku: "1004", quantity: "1", price: "1"),
      LogLine(folio: "1", day: "2011-12-01", sku: "1005", name: "a\u{0}b\n", quantity: "1", price: "1"),
      LogLine(folio: "1", day: "2011-12-01", sku: "1006", name: " ", quantity: "1", price: "1"),
      LogLine(
        folio: "1", day: "2011-12-01", sku: "1007", name: String(repeating: "👩‍🔧", count: 200), quantity: "1",
        price: "1"),
    ]
    let outcome = try await add(lines, to: test)
    #expect(outcome.imported == 3)
    #expect(outcome.refused.map(\.line) == [2, 3, 4, 5, 6])
    let names = try await test.shop.names(test.session).products
    #expect(names.map(\.sku) == ["1005", "1006", "1007"])
    #expect(names.prefix(2).map(\.name) == ["ab", "1006"])
    try await test.isClean()
  }

  @Test func `does not touch a sale that was made here`() async throws {
    let test = try await shop()
    let product = try await test.product("A", sku: "1001", stock: 5)
    let sale = try await test.sell((product, 1))
    let before = try await test.contents()
    let lines = [LogLine(folio: sale.folio.text, day: "2011-12-01", sku: "1001", quantity: "1", price: "1")]
    let outcome = try await add(lines, to: test)
    #expect(
      outcome.refused.map(\.reason) == ["el folio POS-2011-0001 ya es de una venta hecha en este sistema"])
    #expect(try await test.contents() == before)
  }

  @Test func `leaves our own folios to go on after those that it brought`() async throws {
    let test = try await shop()
    let product = try await test.product("A", sku: "1001", stock: 9)
    let folios = [
      "POS-2011-0007", "POS-2011-0003", "POS-2011-9223372036854775807", "DEV-2011-0002", "POS-2010-0099",
    ]
    let lines = folios.map { folio in
      LogLine(
        folio: folio, day: "2011-12-01", sku: "1001", quantity: folio.hasPrefix("DEV") ? "-1" : "1",
        price: "1")
    }
    #expect(try await add(lines, to: test).imported == 5)
    let sale = try await test.sell((product, 2))
    #expect(sale.folio.text == "POS-2011-0008")
    try await test.giveBack((product, 1), of: sale)
    let found = try await test.shop.sale("DEV-2011-0003", test.session)
    #expect(found != .nothing)
    try await test.isClean()
  }

  @Test func `brings sales that can be cancelled and returned`() async throws {
    let test = try await shop()
    try await add(to: test)
    let product = try #require(try await test.shop.product(called: "22752", test.session))
    _ = try await test.shop.cancelSale("5005", test.session)
    _ = try await test.shop.returnSale(
      ReturnDraft(folio: "5002", lines: [ReturnDraft.Line(product: product.id, quantity: 20)]), test.session)
    #expect(try await test.onHand(product) == 20)
    #expect(try await test.summary(product: product).total.units == -20)
    try await test.isClean()
  }
}
