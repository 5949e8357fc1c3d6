import Insights
import Inventory
import Shop
import Store
import Testing

@Suite struct `The summary of sales` {
  @Test func `parts by branch and by product, net of returns`() async throws {
    let test = try await TestShop()
    let norte = try await test.branch("Norte")
    let a = try await test.product("A", price: "10", cost: "4", stock: 50)
    let b = try await test.product("B", price: "5", cost: "1", stock: 50)
    try await test.receive(a, 10, branch: norte.id)
    let day = test.today
    try await test.sell((a, 2), (b, 4))
    try await test.sell((b, 1))
    let there = try await test.sell((a, 3), branch: norte.id)
    try await test.giveBack((a, 1), of: there)
    test.go(to: day + 1)
    try await test.sell((a, 1))
    let summary = try await test.summary(day)
    #expect(summary.count == 3)
    #expect(try summary.total == SalesSum(units: 9, income: money("65"), cost: money("21")))
    #expect(summary.averageTicket == (try money("21.67")))
    #expect(summary.branches.map(\.branch.name) == ["Principal", "Norte"])
    #expect(summary.branches.map(\.count) == [2, 1])
    #expect(summary.branches.map(\.sum.income) == [try money("45"), try money("20")])
    let ofB = try await test.summary(day, product: b)
    #expect(ofB.count == 2)
    #expect(try ofB.total == SalesSum(units: 5, income: money("25"), cost: money("5")))
    #expect(try await test.summary(day, day + 1).total.units == 10)
    #expect(try await test.summary(day + 2).averageTicket == nil)
    let only = try await test.shop.salesSummary(DayRange(day, day), branch: norte.id, test.session)
    #expect(only.total.income == (try money("20")))
  }

  @Test func `counts the branch that has closed and the seller who has left`() async throws {
    let test = try await TestShop()
    let (shop, session) = (test.shop, test.session)
    let norte = try await test.branch("Norte")
    let a = try await test.product("A", price: "10", cost: "4", stock: 50)
    try await test.receive(a, 2, branch: norte.id)
    _ = try await shop.importNames([NameRow(line: 1, name: "Eva", kind: .person(.cashier))], session)
    let eva = try await shop.open(user: "Eva", door: "prueba")
    _ = try await shop.sell(
      SaleDraft(lines: [SaleDraft.Line(product: a.id, quantity: 2)], branch: norte.id), eva)
    try await test.sell((a, 3))
    let day = test.today
    _ = try await shop.closeBranch(norte.id, session)
    _ = try await shop.updatePerson(eva.person.id, session) { $0.isActive = false }
    let summary = try await test.summary(day)
    #expect(summary.branches.map(\.branch.name) == ["Principal", "Norte"])
    #expect(summary.branches.map(\.count) == [1, 1])
    #expect(summary.total.income == (try money("50")))
    let days = try await shop.dailySales(DayRange(day, day), session)
    #expect(days.map(\.sum) == [summary.total])
    let only = try await shop.salesSummary(DayRange(day, day), branch: norte.id, session)
    #expect(only.total.income == (try money("20")))
    #expect(try await test.summary(day + 1).branches.map(\.branch.name) == ["Principal"])
    let sellers = try await shop.sellers(DayRange(day, day), session)
    #expect(sellers.map(\.name) == ["Ana", "Eva"])
    #expect(sellers.map(\.income) == [try money("30"), try money("20")])
  }

  @Test func `by seller, what comes back is taken from who sold it, on the day it comes`() async throws {
    let test = try await TestShop()
    let (shop, session) = (test.shop, test.session)
    let a = try await test.product("A", price: "10", stock: 50)
    _ = try await shop.importNames([NameRow(line: 1, name: "Eva", kind: .person(.cashier))], session)
    let eva = try await shop.open(user: "Eva", door: "prueba")
    let day = test.today
    let sale = try await shop.sell(SaleDraft(lines: [SaleDraft.Line(product: a.id, quantity: 3)]), eva)
    test.go(to: day + 1)
    try await test.sell((a, 2))
    try await test.giveBack((a, 1), of: sale)
    for days in [DayRange(day, day), DayRange(day + 1, day + 1), DayRange(day, day + 1)] {
      let sellers = try await shop.sellers(days, session)
      let summary = try await test.summary(days.first, days.last)
      #expect(sellers.reduce(Money.zero) { $0 + $1.income } == summary.total.income)
      #expect(sellers.reduce(0) { $0 + $1.count } == summary.count)
    }
    let last = try await shop.sellers(DayRange(day + 1, day + 1), session)
    #expect(last.first { $0.name == "Eva" }?.income == (try money("-10")))
  }

  @Test func `by product adds up where more came back than went`() async throws {
    let test = try await TestShop()
    let a = try await test.product("A", price: "10", stock: 50)
    let b = try await test.product("B", price: "5", stock: 50)
    let day = test.today
    let sale = try await test.sell((a, 3))
    test.go(to: day + 1)
    try await test.sell((b, 4))
    try await test.giveBack((a, 1), of: sale)
    let days = DayRange(day + 1, day + 1)
    let parts = try await test.shop.salesByProduct(days, test.session)
    #expect(parts.count == 2)
    #expect(parts.reduce(Money.zero) { $0 + $1.sum.income } == (try money("10")))
    let top = try await test.shop.topSellers(days, limit: nil, test.session)
    #expect(top.products.map(\.product.name) == ["B"])
  }

  @Test func `ranks products by units, by income or by what they left`() async throws {
    let test = try await TestShop()
    let day = DayRange(test.today, test.today)
    let (shop, session) = (test.shop, test.session)
    let category = try #require(try await shop.names(session).categories.first { $0.name == "Rostro" })
    let a = try await test.product("A", price: "100", cost: "99", stock: 50) { $0.category = category.id }
    let b = try await test.product("B", price: "5", stock: 50)
    let c = try await test.product("C", price: "5", stock: 50)
    let sale = try await test.sell((a, 2), (b, 7), (c, 3))
    try await test.giveBack((c, 3), of: sale)
    func top(_ rank: SalesRank, limit: Int? = nil) async throws -> [String] {
      try await shop.topSellers(day, by: rank, limit: limit, session).products.map(\.product.name)
    }
    #expect(try await top(.units) == ["B", "A"])
    #expect(try await top(.income) == ["A", "B"])
    #expect(try await top(.income, limit: 1) == ["A"])
    #expect(try await top(.profit) == ["B", "A"])
    let rostro = try await shop.topSellers(day, of: GoodsSelection(category: category.id), limit: 1, session)
    #expect((rostro.products.map(\.product.name), rostro.total) == (["A"], 1))
  }
}

@Suite struct `The kardex` {
  @Test func `tells every movement, newest first, and the changes of price`() async throws {
    let test = try await TestShop()
    let product = try await test.product("A", price: "10", cost: "4", stock: 10)
    let other = try await test.product("B", stock: 10)
    let day = test.today
    test.go(to: day + 1)
    let sale = try await test.sell((product, 3), (other, 1))
    try await test.shop.changePrices(
      [PriceDraft(product: product.id, sale: money("12"), cost: money("4"))], test.session)
    try await test.adjust(product, .remove(1), .theft)
    let kardex = try await test.shop.kardex(MovementFilter(product: product.id), limit: 2, test.session)
    #expect(kardex.total == 3)
    #expect(kardex.lines.map(\.movement.kind) == [.theft, .sale])
    #expect(kardex.lines.map(\.movement.before) == [7, 10])
    #expect(kardex.lines.map(\.movement.after) == [6, 7])
    #expect(kardex.lines.map(\.movement.document) == ["AJU-2025-0001", sale.folio.text])
    #expect(kardex.lines.map(\.person) == ["Ana", "Ana"])
    #expect(kardex.lines.map(\.branch.name) == ["Principal", "Principal"])
    #expect(kardex.priceChanges.map(\.before.sale) == [try money("10")])
    #expect(kardex.priceChanges.map(\.sale) == [try money("12")])
    let before = try await test.shop.kardex(
      MovementFilter(product: product.id, days: DayRange(day, day)), limit: 9, test.session)
    #expect(before.lines.map(\.movement.kind) == [.purchase])
    #expect(before.total == 1)
    #expect(before.priceChanges.isEmpty)
    let everything = try await test.shop.kardex(MovementFilter(), limit: 99, test.session)
    #expect(everything.total == 5)
    #expect(try await test.shop.kardex(MovementFilter(), limit: -1, test.session).lines.isEmpty)
  }
}

@Suite struct `What the stock is worth` {
  @Test func `is its own cost and the price it would bring, by category and supplier`() async throws {
    let test = try await TestShop()
    let (shop, session) = (test.shop, test.session)
    let lab = try await shop.createSupplier(SupplierFields(name: "Lab"), session)
    let rostro = try #require(try await shop.names(session).categories.first { $0.name == "Rostro" })
    let a = try await test.product("A", price: "10", cost: "4", stock: 10) { $0.category = rostro.id }
    try await test.receive(a, 10, cost: "5")
    try await test.product("B", price: "3", cost: "1", stock: 7) { $0.supplier = lab.id }
    try await test.product("C")
    let value = try await shop.inventoryValue(session)
    #expect(value.total.products == 3)
    #expect(value.total.units == 27)
    #expect(value.total.atCost == (try money("97")))
    #expect(value.total.atPrice == (try money("221")))
    #expect(value.total.potentialMargin == (try money("124")))
    #expect(value.categories.map { $0.category?.name } == ["Rostro", nil])
    #expect(value.categories.map(\.value.atCost) == [try money("90"), try money("7")])
    #expect(value.suppliers.map { $0.supplier?.name } == [nil, "Lab"])
  }

  @Test func `turns over by what was sold from what lay there`() async throws {
    let test = try await TestShop()
    let day = test.today
    let product = try await test.product("A", stock: 100)
    try await test.product("Sin nada")
    test.go(to: day + 10)
    try await test.sell((product, 50))
    test.go(to: day + 20)
    try await test.receive(product, 500)
    let turnover = try await test.shop.turnover(DayRange(day + 1, day + 10), test.session)
    let line = try #require(turnover.first)
    #expect(turnover.count == 1)
    #expect(line.turnover.averageStock == 75)
    #expect(line.turnover.turns == "0.67")
    #expect(line.turnover.days?.decimal == "15")
  }
}

@Suite struct `The ABC analysis` {
  @Test func `classes by income net of discounts and returns, and advises`() async throws {
    let test = try await TestShop(on: "2025-06-01")
    let (shop, session, day) = (test.shop, test.session, test.today)
    let a = try await test.product("A", price: "80", cost: "10", stock: 12)
    let b = try await test.product("B", price: "15", cost: "1", stock: 50)
    let c = try await test.product("C", price: "6", cost: "2", stock: 60)
    try await test.product("Sin ventas", stock: 60)
    try await test.sell((a, 10), (b, 10))
    try await test.shop.sell(
      SaleDraft(
        lines: [SaleDraft.Line(product: c.id, quantity: 10)], reduction: .agreedTotal(try money("50"))),
      session
    ).totals.discount.expect("10")
    test.go(to: day + 80)
    #expect(try await shop.abc(DayRange(day, day), session).map(\.advice) == [.buy, nil, nil])
    test.go(to: day + 81)
    let entries = try await shop.abc(DayRange(day, day), session)
    #expect(entries.map(\.product.name) == ["A", "B", "C"])
    #expect(entries.map(\.line.sold.income) == [try money("800"), try money("150"), try money("50")])
    #expect(entries.map(\.line.share?.text) == ["80", "15", "5"])
    #expect(entries.map(\.line.abcClass) == [.a, .b, .c])
    #expect(entries.map(\.advice) == [.buy, nil, .stopBuying])
    #expect(entries.map(\.tiedUp) == [try money("20"), try money("40"), try money("100")])
    #expect(try await shop.abc(DayRange(day + 1, day + 2), session).isEmpty)
  }
}

extension Money {
  fileprivate func expect(_ text: String) throws { #expect(self == (try money(text))) }
}
