import Inventory
import Shop
import Store
import Testing

@Suite struct `A sale that a till writes` {
  /// Price, percentage in tenths and amount off each unit; what a unit then costs (requirements §5.35).
  @Test(arguments: [
    ("49.99", 100, "0", "44.99"), ("49.99", 100, "4.99", "40"), ("10", 0, "2.5", "7.5"),
    ("0.05", 500, "0", "0.02"),
    ("10", 1000, "0", "0"),
  ])
  func `takes the percentage off each unit, rounded half up, and then the amount`(
    price: String, tenths: Int, amount: String, final: String
  ) async throws {
    let test = try await TestShop()
    let product = try await test.product("A", price: "99", stock: 10)
    var line = SaleDraft.Line(
      product: product.id, quantity: 3, price: try money(price), discount: Percent(tenths: tenths))
    line.discountAmount = try money(amount)
    (line.earnsCommission, line.note) = (false, "Caja rota")
    let sale = try await test.shop.sell(SaleDraft(lines: [line]), test.session)
    let item = try #require(sale.lines.first).item
    #expect(item.finalPrice == (try money(final)))
    #expect(item.subtotal == (try item.finalPrice.times(3)))
    #expect(item.discount == Percent(tenths: tenths))
    #expect(!item.earnsCommission)
    #expect(item.note == "Caja rota")
    #expect(sale.totals.total == item.subtotal)
    try await test.isClean()
  }

  @Test func `takes a percentage and an amount off the whole`() async throws {
    let test = try await TestShop()
    let product = try await test.product("A", price: "49.99", stock: 10)
    func sell(_ reduction: SaleDraft.Reduction) async throws -> Sale {
      try await test.shop.sell(
        SaleDraft(lines: [SaleDraft.Line(product: product.id, quantity: 1)], reduction: reduction),
        test.session)
    }
    let sale = try await sell(.discount(Percent(tenths: 100), money("4.99")))
    #expect(sale.totals.discount == (try money("9.99")))
    #expect(sale.totals.total == (try money("40")))
    #expect(sale.discount == Percent(tenths: 100))
    for (tenths, amount) in [(1001, "0"), (-1, "0"), (0, "-1"), (0, "50"), (500, "25")] {
      try await test.refuses {
        _ = try await sell(.discount(Percent(tenths: tenths), money(amount)))
      } matches: {
        if case .invalid = $0 { true } else { false }
      }
    }
    try await test.isClean()
  }

  @Test func `knows its customer, who attended and its note, which may change`() async throws {
    let test = try await TestShop()
    let (shop, session) = (test.shop, test.session)
    let product = try await test.product("A", stock: 10)
    let marta = try await shop.createCustomer(CustomerFields(name: "Marta"), session).id
    let rosa = try await shop.createCustomer(CustomerFields(name: "Rosa"), session).id
    var draft = SaleDraft(lines: [SaleDraft.Line(product: product.id, quantity: 1)], customer: .known(marta))
    (draft.professional, draft.note) = (session.person.id, "Para regalo")
    let sale = try await shop.sell(draft, session)
    #expect((sale.customerID, sale.customer) == (marta, "Marta"))
    #expect((sale.professional, sale.note, sale.version) == (session.person.id, "Para regalo", 1))
    let changed = try await shop.updateSale(.id(sale.id), ifVersion: 1, session) {
      ($0.customer, $0.professional, $0.note) = (rosa, nil, nil)
    }
    #expect((changed.sale.customerID, changed.sale.customer) == (rosa, "Rosa"))
    #expect((changed.sale.professional, changed.sale.note, changed.sale.version) == (nil, nil, 2))
    #expect(changed.sale.totals == sale.totals)
    try await test.refuses {
      _ = try await shop.updateSale(.id(sale.id), ifVersion: 1, session) { $0.note = "x" }
    } matches: {
      $0 == .outdated(version: 2)
    }
    try await test.refuses {
      _ = try await shop.updateSale(.id(sale.id), session) { $0.customer = CustomerID(99) }
    }
    try await test.refuses {
      _ = try await shop.updateSale(.id(sale.id), session) { $0.professional = PersonID(99) }
    }
    _ = try await shop.withdrawCustomer(marta, session)
    try await test.refuses { _ = try await shop.sell(draft, session) }
  }

  @Test func `is given back by its items`() async throws {
    let test = try await TestShop()
    let (shop, session) = (test.shop, test.session)
    let product = try await test.product("A", price: "10", cost: "4", stock: 10)
    let lines = [("10", 2), ("8", 3)].map { price, quantity in
      SaleDraft.Line(product: product.id, quantity: Quantity(quantity), price: try? money(price))
    }
    let sale = try await shop.sell(SaleDraft(lines: lines), session)
    let second = try #require(sale.lines.last).id
    func draft(_ quantity: Quantity) -> ReturnDraft {
      ReturnDraft(
        sale: .id(sale.id), lines: [ReturnDraft.Line(.item(second), quantity: quantity)], reason: "Vencido",
        refund: .transfer)
    }
    #expect(try await shop.quote(draft(2), session).value == (try money("16")))
    let back = try await shop.returnSale(draft(2), session)
    #expect(back.state == .partlyReturned)
    #expect(back.lines.map(\.returned) == [0, 2])
    try await test.refuses {
      _ = try await shop.returnSale(draft(2), session)
    } matches: {
      $0 == .invalid(field: "items", .moreThanSold(product: "A", left: 1, folio: sale.folio.text))
    }
    try await test.refuses {
      _ = try await shop.returnSale(
        ReturnDraft(sale: .id(sale.id), lines: [ReturnDraft.Line(.item(SaleItemID(9)), quantity: 1)]), session
      )
    } matches: {
      $0 == .invalid(field: "items", .notInSale(folio: sale.folio.text))
    }
    #expect(try await shop.returnSale(ReturnDraft(sale: .id(sale.id)), session).state == .returned)
    #expect(try await test.balance(product) == Balance(onHand: 10, value: money("40")))
    try await test.isClean()
  }

  @Test func `is cancelled by its id`() async throws {
    let test = try await TestShop()
    let product = try await test.product("A", stock: 10)
    let sale = try await test.sell((product, 4))
    let cancelled = try await test.shop.cancelSale(.id(sale.id), reason: "Error", test.session)
    #expect(cancelled.state == .cancelled)
    #expect(cancelled.paymentState == .cancelled)
    #expect(try await test.onHand(product) == 10)
  }
}

@Suite struct `A list of sales` {
  private struct Setting {
    let test: TestShop
    let marta: CustomerID
    let professional: Person
    let folios: [String]

    /// Four sales on three days: one on credit to Marta, one by card, one attended by a professional, one cancelled.
    init() async throws {
      test = try await TestShop()
      let (shop, session) = (test.shop, test.session)
      let product = try await test.product("A", stock: 100)
      let row = NameRow(line: 1, name: "Carla", kind: .person(.professional))
      _ = try await shop.importNames([row], session)
      professional = try #require(try await shop.names(session).people.first { $0.name == "Carla" })
      marta = try await shop.createCustomer(CustomerFields(name: "Marta"), session).id
      let line = [SaleDraft.Line(product: product.id, quantity: 1)]
      var attended = SaleDraft(lines: line)
      attended.professional = professional.id
      let drafts = [
        SaleDraft(lines: line, customer: .known(marta), paid: .zero), SaleDraft(lines: line, tender: .card),
        attended,
        SaleDraft(lines: line),
      ]
      var folios: [String] = []
      for (index, draft) in drafts.enumerated() {
        try test.go(to: "2025-10-\(16 + index / 2)", minute: 600 + index)
        folios.append(try await shop.sell(draft, session).folio.text)
      }
      _ = try await shop.cancelSale(folios[3], session)
      self.folios = folios
    }

    func found(_ session: Session? = nil, _ configure: (inout SaleFilter) throws -> Void) async throws
      -> [Int]
    {
      var filter = SaleFilter()
      try configure(&filter)
      let page = try await test.shop.sales(matching: filter, session ?? test.session)
      #expect(page.total == page.items.count)
      return page.items.compactMap { folios.firstIndex(of: $0.sale.folio.text) }
    }
  }

  @Test func `shows what its filters admit, newest first`() async throws {
    let setting = try await Setting()
    let day = { (text: String) in try TestShop.day(text) }
    #expect(try await setting.found { _ in } == [3, 2, 1, 0])
    #expect(try await setting.found { $0.customer = setting.marta } == [0])
    #expect(try await setting.found { $0.professional = setting.professional.id } == [2])
    #expect(try await setting.found { $0.state = .cancelled } == [3])
    #expect(try await setting.found { $0.tender = .card } == [1])
    #expect(
      try await setting.found { $0.days = DayRange(try day("2025-10-17"), try day("2025-10-17")) } == [3, 2])
    #expect(try await setting.found { ($0.state, $0.tender) = (.completed, .cash) } == [2, 0])
    let second = try await setting.test.shop.sales(page: Page(2, size: 3), setting.test.session)
    #expect(second.total == 4)
    #expect(second.items.map(\.sale.folio.text) == [setting.folios[0]])
    #expect(second.items.map(\.seller) == ["Ana"])
  }

  @Test func `shows a professional their own alone`() async throws {
    let setting = try await Setting()
    let (test, carla) = (setting.test, setting.professional)
    let session = Session(
      shop: test.session.shop, person: carla, home: test.session.home, scope: nil, door: "prueba")
    #expect(try await setting.found(session) { _ in } == [2])
    #expect(try await test.shop.sale(.folio(setting.folios[2]), session).sale.professional == carla.id)
    func isMissing(_ error: ShopError) -> Bool { if case .notFound = error { true } else { false } }
    let other = setting.folios[0]
    try await test.refuses {
      _ = try await test.shop.sale(.folio(other), session)
    } matches: {
      isMissing($0)
    }
    try await test.refuses {
      _ = try await test.shop.cancelSale(other, session)
    } matches: {
      isMissing($0)
    }
    try await test.refuses {
      _ = try await test.shop.returnSale(ReturnDraft(folio: other), session)
    } matches: {
      isMissing($0)
    }
    #expect(try await test.shop.sale(other, session) == .nothing)
  }

  @Test func `and its sales are not another shop's`() async throws {
    let setting = try await Setting()
    let theirs = try await TestShop(beside: setting.test, name: "Suya")
    let (shop, session) = (theirs.shop, theirs.session)
    let sale = try await setting.test.shop.sale(.folio(setting.folios[0]), setting.test.session).sale
    func refuses(_ body: () async throws -> Void) async throws {
      try await theirs.refuses(body) { if case .notFound = $0 { true } else { false } }
    }
    #expect(try await shop.sales(session).total == 0)
    try await refuses { _ = try await shop.sale(.id(sale.id), session) }
    try await refuses { _ = try await shop.sale(publicID: sale.publicID, session) }
    try await refuses { _ = try await shop.updateSale(.id(sale.id), session) { $0.note = "x" } }
    try await refuses { _ = try await shop.cancelSale(.id(sale.id), session) }
    try await refuses { _ = try await shop.returnSale(ReturnDraft(sale: .id(sale.id)), session) }
    #expect(try await setting.test.shop.sale(publicID: sale.publicID, setting.test.session).sale == sale)
  }
}
