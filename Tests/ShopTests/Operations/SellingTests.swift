import Inventory
import SQL
import Shop
import Store
import Testing

@Suite struct `A sale` {
  struct Arithmetic: Sendable, CustomTestStringConvertible {
    let price: String
    let quantity: String
    var discount = 0
    var unit = Unit.unit
    let final: String
    let subtotal: String
    var testDescription: String { "\(quantity) × \(price) − \(discount)‰" }
  }

  @Test(arguments: [
    Arithmetic(price: "49.99", quantity: "3", discount: 100, final: "44.99", subtotal: "134.97"),
    Arithmetic(price: "0.05", quantity: "1", discount: 100, final: "0.04", subtotal: "0.04"),
    Arithmetic(price: "0.04", quantity: "1", discount: 100, final: "0.04", subtotal: "0.04"),
    Arithmetic(price: "9.99", quantity: "2", discount: 1000, final: "0", subtotal: "0"),
    Arithmetic(price: "33.33", quantity: "7", discount: 333, final: "22.23", subtotal: "155.61"),
    Arithmetic(price: "12.5", quantity: "0.25", unit: .kilo, final: "12.5", subtotal: "3.13"),
    Arithmetic(price: "7.77", quantity: "1.333", unit: .litre, final: "7.77", subtotal: "10.36"),
  ])
  func `rounds the discount per unit and the line half up`(_ sum: Arithmetic) async throws {
    let test = try await TestShop()
    let product = try await test.product("Crema", price: sum.price, stock: 10, unit: sum.unit)
    let sale = try await test.shop.sell(
      SaleDraft(lines: [
        SaleDraft.Line(
          product: product.id, quantity: try units(sum.quantity), discount: Percent(tenths: sum.discount))
      ]), test.session)
    let line = try #require(sale.lines.first)
    #expect(line.item.finalPrice == (try money(sum.final)))
    #expect(line.item.subtotal == (try money(sum.subtotal)))
    #expect(sale.totals.total == (try money(sum.subtotal)))
    #expect(try await test.summary().total.income == money(sum.subtotal))
    try await test.isClean()
  }

  @Test(arguments: [(1, "10"), (11, "10"), (12, "8"), (30, "8")])
  func `takes the wholesale price from its quantity upwards`(quantity: Int64, price: String) async throws {
    let test = try await TestShop()
    let product = try await test.product("Jabón", stock: 100, wholesale: ("8", 12))
    let sale = try await test.sell((product, Quantity(quantity)))
    #expect(try #require(sale.lines.first).item.unitPrice == (try money(price)))
  }

  @Test func `takes the wholesale price when the lines of a product reach it together`() async throws {
    let test = try await TestShop()
    let product = try await test.product("Jabón", stock: 100, wholesale: ("8", 12))
    let sale = try await test.sell((product, 6), (product, 6))
    #expect(sale.totals.total == (try money("96")))
    #expect(sale.lines.count == 2)
    #expect(try await test.onHand(product) == 88)
  }

  @Test func `shares an agreed total over its lines without losing a cent`() async throws {
    let test = try await TestShop()
    let a = try await test.product("A", price: "10", stock: 10)
    let b = try await test.product("B", price: "10", stock: 10)
    let c = try await test.product("C", price: "10", stock: 10)
    let sale = try await test.shop.sell(
      SaleDraft(
        lines: [a, b, c].map { SaleDraft.Line(product: $0.id, quantity: 1) },
        reduction: .agreedTotal(try money("20"))),
      test.session)
    #expect(sale.totals.discount == (try money("10")))
    #expect(sale.totals.total == (try money("20")))
    var incomes: [Money] = []
    for product in [a, b, c] { incomes.append(try await test.summary(product: product).total.income) }
    #expect(incomes == [try money("6.67"), try money("6.66"), try money("6.67")])
    try await test.isClean()
  }

  @Test(arguments: [
    ("0", PaymentState.pending, "30"), ("12.5", .partial, "17.5"), ("30", .paid, "0"),
  ])
  func `keeps what is still owed`(paid: String, state: PaymentState, pending: String) async throws {
    let test = try await TestShop()
    let product = try await test.product("Tinte", price: "30", stock: 1)
    let sale = try await test.shop.sell(
      SaleDraft(
        lines: [SaleDraft.Line(product: product.id, quantity: 1)], customer: .named("Marta"),
        paid: try money(paid)),
      test.session)
    #expect(sale.paymentState == state)
    #expect(sale.totals.pending == (try money(pending)))
    #expect(sale.customer == "Marta")
    let customers = try await test.shop.names(test.session).customers.map(\.name)
    #expect(customers == (state == .paid ? [] : ["Marta"]))
  }

  @Test(arguments: ["0", "12.5"])
  func `that is not paid in full needs somebody who owes the rest`(paid: String) async throws {
    let test = try await TestShop()
    let (shop, session) = (test.shop, test.session)
    let product = try await test.product("Tinte", price: "30", stock: 9)
    func draft(_ kind: SaleDraft.Kind, _ customer: SaleDraft.Buyer? = nil) throws -> SaleDraft {
      SaleDraft(
        kind, lines: [SaleDraft.Line(product: product.id, quantity: 1)], customer: customer,
        paid: try money(paid))
    }
    func owedByNobody(_ error: ShopError) -> Bool { error == .invalid(field: "cliente_id", .nobodyOwes) }
    try await test.refuses({ _ = try await shop.sell(draft(.direct), session) }, matches: owedByNobody)
    try await test.refuses({ _ = try await shop.quote(draft(.direct), session) }, matches: owedByNobody)
    let owed = try await shop.sell(draft(.direct, .named("Marta")), session)
    try await test.refuses(
      { _ = try await shop.updateSale(.id(owed.id), session) { $0.customer = nil } }, matches: owedByNobody)
    let quotation = try await shop.sell(
      SaleDraft(.quotation, lines: [SaleDraft.Line(product: product.id, quantity: 1)], paid: .zero), session)
    try await test.refuses(
      { _ = try await shop.complete(.id(quotation.id), [Payment(money("29"), tender: .cash)], session) },
      matches: owedByNobody)
    #expect(
      try await shop.complete(.id(quotation.id), [Payment(money("30"), tender: .cash)], session).owed == .zero
    )
    // What is set aside stays in the shop: nobody owes it before it is taken.
    let kept = try await shop.sell(draft(.layaway(until: nil)), session)
    #expect(try await shop.updateSale(.id(kept.id), session) { $0.customer = nil }.sale.state == .layaway)
    try await test.isClean()
  }

  @Test func `takes its units at what they cost`() async throws {
    let test = try await TestShop()
    let product = try await test.product("Aceite", price: "20")
    try await test.receive(product, 3, cost: "10")
    try await test.receive(product, 1, cost: "5")
    #expect(try await test.balance(product).value == money("35"))
    try await test.sell((product, 1))
    #expect(try await test.balance(product) == Balance(onHand: 3, value: money("26.25")))
    try await test.sell((product, 1))
    try await test.sell((product, 2))
    #expect(try await test.balance(product) == Balance(onHand: 0, value: .zero))
    #expect(try await test.summary().total.cost == money("35"))
    try await test.isClean()
  }

  @Test func `is worked out beforehand as it is then made`() async throws {
    let test = try await TestShop()
    let product = try await test.product("Crema", price: "49.99", stock: 5)
    let draft = SaleDraft(
      lines: [SaleDraft.Line(product: product.id, quantity: 2)], reduction: .agreedTotal(try money("90")))
    let quote = try await test.shop.quote(draft, test.session)
    let sale = try await test.shop.sell(draft, test.session)
    #expect(quote.totals == sale.totals)
    #expect(quote.items == sale.lines.map(\.item))
    let tooMuch = SaleDraft(lines: [SaleDraft.Line(product: product.id, quantity: 4)])
    let short = await #expect(throws: ShopError.self) { try await test.shop.quote(tooMuch, test.session) }
    #expect(
      short == .insufficientStock(product: product.id, name: "Crema", available: 3, required: 4))
    #expect(
      short?.reason == "Stock insuficiente para producto ID \(product.id.value): disponible 3, requerido 4")
  }
}

@Suite struct `A folio` {
  @Test func `follows the one before, past 9999, and begins anew with the year`() async throws {
    let test = try await TestShop()
    let product = try await test.product("Pan", stock: 100)
    #expect(try await test.sell((product, 1)).folio.text == "POS-2025-0001")
    #expect(try await test.sell((product, 1)).folio.text == "POS-2025-0002")
    try await test.run("UPDATE series_folios SET ultimo = 9998 WHERE serie = 'POS'")
    #expect(try await test.sell((product, 1)).folio.text == "POS-2025-9999")
    #expect(try await test.sell((product, 1)).folio.text == "POS-2025-10000")
    #expect(try await test.sell((product, 1)).folio.text == "POS-2025-10001")
    try test.go(to: "2025-12-31", minute: 23 * 60 + 59)
    #expect(try await test.sell((product, 1)).folio.text == "POS-2025-10002")
    try test.go(to: "2026-01-01", minute: 0)
    #expect(try await test.sell((product, 1)).folio.text == "POS-2026-0001")
  }

  @Test func `is not used up by a refused sale`() async throws {
    let test = try await TestShop()
    let product = try await test.product("Pan", stock: 1)
    try await test.refuses { try await test.sell((product, 2)) }
    #expect(try await test.sell((product, 1)).folio.text == "POS-2025-0001")
  }

  @Test(arguments: [
    "POS-2025-0002", "pos-2025-0002", " #2", "2", "0002", "VENTA-00002", "venta 2", "folio 2",
  ])
  func `is found however it is typed`(typed: String) async throws {
    let test = try await TestShop()
    let product = try await test.product("Pan", stock: 10)
    try await test.sell((product, 1))
    let second = try await test.sell((product, 2))
    guard case .sale(let found) = try await test.shop.sale(typed, test.session) else {
      Issue.record("«\(typed)» was not found")
      return
    }
    #expect(found.sale == second)
    #expect(found.branch.name == "Principal")
    #expect(found.seller == "Ana")
  }

  @Test func `with the same number in two years asks which`() async throws {
    let test = try await TestShop()
    let product = try await test.product("Pan", stock: 10)
    let old = try await test.sell((product, 1))
    try test.go(to: "2026-02-01")
    let new = try await test.sell((product, 1))
    guard case .several(let found) = try await test.shop.sale("venta-00001", test.session) else {
      Issue.record("one was chosen")
      return
    }
    #expect(found.map(\.sale) == [new, old])
    guard case .sale(let exact) = try await test.shop.sale("pos-2025-0001", test.session) else {
      Issue.record("the whole folio was not enough")
      return
    }
    #expect(exact.sale == old)
  }

  @Test(arguments: ["99", "POS-2025-0099", "hola", "", "99999999999999999999999999"])
  func `that nobody gave is nothing`(typed: String) async throws {
    let test = try await TestShop()
    let product = try await test.product("Pan", stock: 10)
    try await test.sell((product, 1))
    #expect(try await test.shop.sale(typed, test.session) == .nothing)
  }

  @Test func `of a return is known as one`() async throws {
    let test = try await TestShop()
    let product = try await test.product("Pan", price: "3", stock: 10)
    try await test.giveBack((product, 1), of: try await test.sell((product, 2)))
    let found = try await test.shop.sale("dev-2025-0001", test.session)
    #expect(found == .customerReturn(folio: "DEV-2025-0001", total: try money("3"), day: test.today))
  }
}
