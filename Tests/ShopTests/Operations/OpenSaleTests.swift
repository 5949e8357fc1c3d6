import Inventory
import Shop
import Store
import Testing

/// A shop with 10 Cremas at 10 and 5 Geles at 6.
private struct Counter {
  let test: TestShop
  let cream: Product
  let gel: Product

  init() async throws {
    test = try await TestShop()
    cream = try await test.product("Crema", price: "10", cost: "4", stock: 10)
    gel = try await test.product("Gel", price: "6", cost: "2", stock: 5)
  }

  func open(
    _ kind: SaleDraft.Kind, _ quantity: Quantity = 4, payments: [Payment] = []
  ) async throws -> Sale {
    try await test.shop.sell(
      SaleDraft(
        kind, lines: [SaleDraft.Line(product: cream.id, quantity: quantity)], customer: .named("Marta"),
        payments: payments), test.session)
  }

  func pay(_ sale: Sale, _ amount: String, key: IdempotencyKey? = nil) async throws -> PaymentReceipt {
    try await test.shop.pay(
      PaymentDraft(.sale(.folio(sale.folio.text)), [try Payment(money(amount), tender: .cash)]), test.session,
      key: key)
  }

  /// The folios of the layaways that there are.
  func layaways() async throws -> [Folio] {
    var filter = SaleFilter()
    filter.state = .layaway
    return try await test.shop.sales(matching: filter, test.session).items.map(\.sale.folio)
  }

  /// Lets the layaways go whose time is over.
  func release() async throws -> (released: [Folio], withDeposit: [Folio]) {
    let expired = try await test.shop.releaseExpiredLayaways(test.session)
    return (expired.released, expired.withDeposit)
  }

  func now(_ sale: Sale) async throws -> Sale {
    let found = try await test.shop.store.read(test.session.shop.id) { try $0.sale(sale.id) }
    return try #require(found)
  }
}

@Suite struct `A layaway` {
  @Test func `sets its goods aside and sells nothing yet`() async throws {
    let counter = try await Counter()
    let sale = try await counter.open(
      .layaway(until: TestShop.day("2025-10-30")), payments: [try Payment(money("15"), tender: .cash)])
    #expect(sale.state == .layaway)
    #expect(sale.keptUntil == (try TestShop.day("2025-10-30")))
    #expect(sale.owed == (try money("25")))
    let balance = try await counter.test.balance(counter.cream)
    #expect((balance.onHand, balance.reserved) == (10, 4))
    #expect(try await counter.test.summary().count == 0)
    #expect(try await counter.test.shop.debts(counter.test.session).isEmpty)
    try await counter.test.refuses { try await counter.test.sell((counter.cream, 7)) }
    try await counter.test.refuses { _ = try await counter.open(.layaway(until: nil), 7) }
    try await counter.test.isClean()
  }

  @Test func `goes to the customer with its last payment, on that day`() async throws {
    let counter = try await Counter()
    let sale = try await counter.open(.layaway(until: nil))
    try counter.test.go(to: "2025-10-20")
    #expect(try await counter.pay(sale, "30").settlement.parts.map(\.completes) == [false])
    let last = try await counter.pay(sale, "10")
    #expect(last.settlement.parts.map(\.completes) == [true])
    #expect(last.settlement.owed == .zero)
    let balance = try await counter.test.balance(counter.cream)
    #expect((balance.onHand, balance.reserved, balance.value) == (6, .zero, try money("24")))
    #expect(try await counter.now(sale).state == .completed)
    #expect(try await counter.now(sale).day == TestShop.day("2025-10-20"))
    #expect(try await counter.test.summary().total.income == money("40"))
    #expect(try await counter.test.summary().total.cost == money("16"))
    try await counter.test.isClean()
  }

  @Test func `that is paid at once is a sale`() async throws {
    let counter = try await Counter()
    let sale = try await counter.open(
      .layaway(until: nil), payments: [try Payment(money("40"), tender: .cash)])
    #expect(sale.state == .completed)
    #expect(try await counter.test.onHand(counter.cream) == 6)
    try await counter.test.isClean()
  }

  @Test func `takes more lines, which are set aside too`() async throws {
    let counter = try await Counter()
    let sale = try await counter.open(.layaway(until: nil))
    let line = SaleDraft.Line(product: counter.gel.id, quantity: 2)
    let more = try await counter.test.shop.add([line], to: .folio(sale.folio.text), counter.test.session)
    #expect(more.totals.total == (try money("52")))
    #expect(more.lines.map(\.item.name) == ["Crema", "Gel"])
    #expect(try await counter.test.balance(counter.gel).reserved == 2)
    try await counter.test.refuses {
      _ = try await counter.test.shop.add(
        [SaleDraft.Line(product: counter.gel.id, quantity: 4)], to: .folio(sale.folio.text),
        counter.test.session)
    }
    try await counter.test.isClean()
  }

  @Test func `that is cancelled frees its goods`() async throws {
    let counter = try await Counter()
    let sale = try await counter.open(.layaway(until: nil), payments: [try Payment(money("5"), tender: .qr)])
    _ = try await counter.test.shop.cancelSale(sale.folio.text, counter.test.session)
    let balance = try await counter.test.balance(counter.cream)
    #expect((balance.onHand, balance.reserved) == (10, .zero))
    #expect(try await counter.now(sale).state == .cancelled)
    try await counter.test.refuses { _ = try await counter.pay(sale, "1") }
    try await counter.test.isClean()
  }

  @Test func `is kept through its last day`() async throws {
    let counter = try await Counter()
    let sale = try await counter.open(.layaway(until: TestShop.day("2025-10-20")))
    let kept = try await counter.open(.layaway(until: nil), 1)
    try counter.test.go(to: "2025-10-20")
    #expect(try await counter.release() == ([], []))
    try counter.test.go(to: "2025-10-21", minute: 0)
    #expect(try await counter.release() == ([sale.folio], []))
    #expect(try await counter.test.balance(counter.cream).reserved == 1)
    #expect(try await counter.layaways() == [kept.folio])
    try await counter.test.isClean()
  }

  @Test func `of which something was paid stays past its last day, for the owner to decide`() async throws {
    let counter = try await Counter()
    let until = SaleDraft.Kind.layaway(until: try TestShop.day("2025-10-20"))
    let paid = try await counter.open(until, payments: [try Payment(money("15"), tender: .cash)])
    let unpaid = try await counter.open(until, 1)
    try counter.test.go(to: "2025-10-21")
    #expect(try await counter.release() == ([unpaid.folio], [paid.folio]))
    let kept = try await counter.now(paid)
    #expect((kept.state, kept.totals.paid, kept.owed) == (.layaway, try money("15"), try money("25")))
    #expect(try await counter.test.balance(counter.cream).reserved == 4)
    _ = try await counter.pay(paid, "25")
    #expect(try await counter.now(paid).state == .completed)
    #expect(try await counter.release() == ([], []))
    try await counter.test.isClean()
  }

  @Test func `gives a payment back while its goods are here, not later`() async throws {
    let counter = try await Counter()
    let sale = try await counter.open(.layaway(until: nil))
    _ = try await counter.pay(sale, "30", key: IdempotencyKey("a", content: ""))
    _ = try await counter.test.shop.reverse("a", counter.test.session)
    #expect(try await counter.now(sale).totals.paid == .zero)
    _ = try await counter.pay(sale, "40", key: IdempotencyKey("b", content: ""))
    try await counter.test.refuses {
      _ = try await counter.test.shop.reverse("b", counter.test.session)
    } matches: {
      $0 == .conflict(.goodsTaken(folio: sale.folio.text))
    }
    try await counter.test.isClean()
  }

  @Test func `that was taken home can be cancelled as any sale`() async throws {
    let counter = try await Counter()
    let sale = try await counter.open(.layaway(until: nil))
    _ = try await counter.pay(sale, "40")
    _ = try await counter.test.shop.cancelSale(sale.folio.text, counter.test.session)
    #expect(try await counter.test.onHand(counter.cream) == 10)
    try await counter.test.isClean()
  }
}

@Suite struct `A quotation` {
  @Test func `touches no stock and owes nothing`() async throws {
    let counter = try await Counter()
    let quotation = try await counter.open(.quotation, 40)
    #expect(quotation.state == .quotation)
    #expect(quotation.owed == .zero)
    let balance = try await counter.test.balance(counter.cream)
    #expect((balance.onHand, balance.reserved) == (10, .zero))
    #expect(try await counter.test.shop.names(counter.test.session).customers.isEmpty)
    try await counter.test.refuses { _ = try await counter.pay(quotation, "1") }
    try await counter.test.refuses {
      _ = try await counter.open(.quotation, payments: [try Payment(money("1"), tender: .cash)])
    }
    try await counter.test.isClean()
  }

  @Test func `takes its percentage off what is added too, and its amount once`() async throws {
    let counter = try await Counter()
    let (shop, session) = (counter.test.shop, counter.test.session)
    let lines = [SaleDraft.Line(product: counter.cream.id, quantity: 10)]
    let tenth = try await shop.sell(
      SaleDraft(.quotation, lines: lines, reduction: .discount(Percent(tenths: 100), .zero)), session)
    let more = try await shop.add(lines, to: .id(tenth.id), session)
    #expect(try (more.totals.discount, more.totals.total) == (money("20"), money("180")))
    #expect(more.discount == Percent(tenths: 100))
    // 10 % of 100 and 5: 85; of 200, 20 and 5.
    let both = try await shop.sell(
      SaleDraft(.quotation, lines: lines, reduction: .discount(Percent(tenths: 100), money("5"))), session)
    #expect(both.totals.total == (try money("85")))
    #expect(try await shop.add(lines, to: .id(both.id), session).totals.total == money("175"))
  }

  @Test func `is sold at the prices that were quoted`() async throws {
    let counter = try await Counter()
    let quotation = try await counter.open(.quotation)
    try await counter.test.shop.changePrices(
      [PriceDraft(product: counter.cream.id, sale: money("12"), cost: money("4"))],
      counter.test.session)
    try counter.test.go(to: "2025-10-18")
    let sale = try await counter.test.shop.complete(
      .folio(quotation.folio.text), [try Payment(money("25"), tender: .card)], counter.test.session)
    #expect(sale.state == .completed)
    #expect(sale.totals.total == (try money("40")))
    #expect(sale.owed == (try money("15")))
    #expect(sale.day == counter.test.today)
    #expect(try await counter.test.onHand(counter.cream) == 6)
    try await counter.test.isClean()
    try await counter.test.refuses {
      _ = try await counter.test.shop.complete(.folio(quotation.folio.text), [], counter.test.session)
    }
  }

  @Test func `is refused where there is not enough, and stays`() async throws {
    let counter = try await Counter()
    let quotation = try await counter.open(.quotation, 11)
    try await counter.test.refuses {
      _ = try await counter.test.shop.complete(.folio(quotation.folio.text), [], counter.test.session)
    }
    try await counter.test.refuses {
      _ = try await counter.test.shop.layAway(.folio(quotation.folio.text), until: nil, counter.test.session)
    }
  }

  @Test func `becomes a layaway, or is dropped`() async throws {
    let counter = try await Counter()
    let kept = try await counter.open(.quotation)
    let laidAway = try await counter.test.shop.layAway(
      .folio(kept.folio.text), until: TestShop.day("2025-11-01"), counter.test.session)
    #expect(laidAway.state == .layaway)
    #expect(laidAway.keptUntil == (try TestShop.day("2025-11-01")))
    #expect(try await counter.test.balance(counter.cream).reserved == 4)
    let dropped = try await counter.open(.quotation)
    _ = try await counter.test.shop.cancelSale(dropped.folio.text, counter.test.session)
    #expect(try await counter.now(dropped).state == .cancelled)
    #expect(try await counter.test.balance(counter.cream).reserved == 4)
    try await counter.test.isClean()
  }
}
