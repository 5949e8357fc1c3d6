import Insights
import Inventory
import Shop
import Store
import Testing

@Suite struct `Cancelling a sale` {
  @Test func `brings its goods back and takes it off its own day`() async throws {
    let test = try await TestShop()
    let a = try await test.product("A", price: "10", cost: "4", stock: 10)
    let b = try await test.product("B", price: "5", cost: "1", stock: 10)
    let (beforeA, beforeB) = (try await test.balance(a), try await test.balance(b))
    let day = test.today
    let sale = try await test.sell((a, 2), (b, 3))
    try await test.sell((a, 1))
    test.go(to: day + 3)
    let cancelled = try await test.shop.cancelSale(sale.folio.text, reason: "Se arrepintió", test.session)
    #expect(cancelled.state == .cancelled)
    #expect(try await test.onHand(a) == 9)
    #expect(try await test.balance(b) == beforeB)
    #expect(beforeA.value == (try money("40")))
    #expect(try await test.balance(a).value == money("36"))
    let sold = try await test.summary(day)
    #expect(sold.count == 1)
    #expect(sold.total == SalesSum(units: 1, income: try money("10"), cost: try money("4")))
    #expect(try await test.summary(day + 3).total == SalesSum())
    let kardex = try await test.shop.kardex(MovementFilter(product: b.id), limit: 1, test.session)
    let line = try #require(kardex.lines.first).movement
    #expect(line.kind == .customerReturn)
    #expect(line.reason == "Se arrepintió")
    #expect(line.day == day + 3)
    try await test.isClean()
  }

  @Test func `makes the sale before it the last one`() async throws {
    let test = try await TestShop()
    let product = try await test.product("A", stock: 10)
    let day = test.today
    try await test.sell((product, 1))
    test.go(to: day + 5)
    let second = try await test.sell((product, 1))
    func lastSale() async throws -> BusinessDay? {
      let findings = try await test.shop.findings(of: product.id, branch: nil, test.session).findings
      return try #require(findings.first).level.history.lastSale
    }
    #expect(try await lastSale() == day + 5)
    _ = try await test.shop.cancelSale(second.folio.text, test.session)
    #expect(try await lastSale() == day)
  }

  @Test func `is refused twice, after a return, and where there is none`() async throws {
    let test = try await TestShop()
    let product = try await test.product("A", stock: 10)
    let first = try await test.sell((product, 1))
    let second = try await test.sell((product, 2))
    _ = try await test.shop.cancelSale(first.folio.text, test.session)
    try await test.giveBack((product, 1), of: second)
    for folio in [first.folio.text, second.folio.text, "POS-2025-0099"] {
      try await test.refuses { _ = try await test.shop.cancelSale(folio, test.session) }
    }
    try await test.refuses { _ = try await test.giveBack((product, 1), of: first) }
  }
}

@Suite struct `A return` {
  @Test func `counts on its own day, in part and then in whole`() async throws {
    let test = try await TestShop()
    let a = try await test.product("A", price: "10", cost: "4", stock: 10)
    let b = try await test.product("B", price: "5", cost: "1", stock: 10)
    let day = test.today
    let sale = try await test.sell((a, 3), (b, 2))
    test.go(to: day + 1)
    let part = try await test.giveBack((a, 1), of: sale)
    #expect(part.state == .partlyReturned)
    #expect(part.lines.map(\.returned) == [1, 0])
    test.go(to: day + 2)
    let whole = try await test.shop.returnSale(ReturnDraft(folio: sale.folio.text), test.session)
    #expect(whole.state == .returned)
    #expect(whole.lines.map(\.returned) == [3, 2])
    #expect(try await test.balance(a) == Balance(onHand: 10, value: money("40")))
    #expect(try await test.balance(b) == Balance(onHand: 10, value: money("10")))
    let days = [
      try await test.summary(day), try await test.summary(day + 1), try await test.summary(day + 2),
    ]
    #expect(days.map(\.total.income) == [try money("40"), try money("-10"), try money("-30")])
    #expect(days.map(\.total.units) == [5, -1, -4])
    #expect(try await test.summary(day, day + 2).total == SalesSum())
    try await test.refuses {
      _ = try await test.shop.returnSale(ReturnDraft(folio: sale.folio.text), test.session)
    }
    try await test.isClean()
  }

  @Test func `of one unit after the other gives back every cent of price and cost`() async throws {
    let test = try await TestShop()
    let product = try await test.product("A", price: "10")
    try await test.receive(product, 1, cost: "3.34")
    try await test.receive(product, 2, cost: "3.33")
    let before = try await test.balance(product)
    let sale = try await test.shop.sell(
      SaleDraft(
        lines: [SaleDraft.Line(product: product.id, quantity: 3)], reduction: .agreedTotal(try money("20"))),
      test.session)
    var refunds: [Money] = []
    for _ in 0..<3 {
      let draft = ReturnDraft(
        folio: sale.folio.text, lines: [ReturnDraft.Line(product: product.id, quantity: 1)])
      refunds.append(try await test.shop.quote(draft, test.session).refund)
      _ = try await test.shop.returnSale(draft, test.session)
    }
    #expect(refunds == [try money("6.67"), try money("6.66"), try money("6.67")])
    #expect(try await test.balance(product) == before)
    #expect(try await test.summary().total == SalesSum())
    try await test.isClean()
  }

  @Test func `of broken goods pays them back and leaves the shelf alone`() async throws {
    let test = try await TestShop()
    let product = try await test.product("A", price: "10", cost: "4", stock: 5)
    let sale = try await test.sell((product, 2))
    try await test.giveBack((product, 1), of: sale, restocks: false)
    #expect(try await test.balance(product) == Balance(onHand: 3, value: money("12")))
    #expect(try await test.summary().total == SalesSum(units: 1, income: money("10"), cost: money("4")))
    try await test.isClean()
  }

  @Test(arguments: [("30", "10"), ("20", "0"), ("25", "5"), ("0", "0")])
  func `gives back no more than was paid`(paid: String, refund: String) async throws {
    let test = try await TestShop()
    let product = try await test.product("A", price: "10", stock: 5)
    let sale = try await test.shop.sell(
      SaleDraft(
        lines: [SaleDraft.Line(product: product.id, quantity: 3)], customer: .named("Marta"),
        paid: try money(paid)),
      test.session)
    let quote = try await test.shop.quote(
      ReturnDraft(folio: sale.folio.text, lines: [ReturnDraft.Line(product: product.id, quantity: 1)]),
      test.session)
    #expect(quote.value == (try money("10")))
    #expect(quote.refund == (try money(refund)))
  }

  @Test func `of goods that were not paid takes them off the debt`() async throws {
    let test = try await TestShop()
    let product = try await test.product("A", price: "10", stock: 5)
    let sale = try await test.shop.sell(
      SaleDraft(
        lines: [SaleDraft.Line(product: product.id, quantity: 3)], customer: .named("Marta"),
        paid: try money("5"),
        reduction: .agreedTotal(try money("25"))), test.session)
    #expect(sale.owed == (try money("20")))
    let part = try await test.giveBack((product, 1), of: sale)
    #expect(part.owed == (try money("11.67")))
    let whole = try await test.shop.returnSale(ReturnDraft(folio: sale.folio.text), test.session)
    #expect(whole.owed == .zero)
    let other = try await test.shop.sell(
      SaleDraft(
        lines: [SaleDraft.Line(product: product.id, quantity: 1)], customer: .named("Marta"), paid: .zero),
      test.session)
    #expect(try await test.shop.cancelSale(other.folio.text, test.session).owed == .zero)
  }

  @Test(arguments: ["0", "-1", "3", "0.5", "1000000000"])
  func `of more, of nothing, of less than nothing or of a fraction is refused`(quantity: String) async throws
  {
    let test = try await TestShop()
    let product = try await test.product("A", stock: 5)
    let other = try await test.product("B", stock: 5)
    let sale = try await test.sell((product, 2), (other, 1))
    let wanted = try units(quantity)
    try await test.refuses { _ = try await test.giveBack((other, 1), (product, wanted), of: sale) }
  }

  @Test func `of what was not in the sale is refused`() async throws {
    let test = try await TestShop()
    let product = try await test.product("A", stock: 5)
    let other = try await test.product("B", stock: 5)
    let sale = try await test.sell((product, 2))
    try await test.refuses {
      _ = try await test.giveBack((other, 1), of: sale)
    } matches: {
      $0.reason == "Ese producto no está en la venta POS-2025-0001"
    }
  }
}
