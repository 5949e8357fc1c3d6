import Inventory
import Shop
import Store
import Testing

@Suite struct `A request that comes again` {
  private let key = IdempotencyKey("k1", content: "a")

  @Test func `has the same answer and no second effect`() async throws {
    let test = try await TestShop()
    let product = try await test.product("Crema", price: "5", stock: 10)
    let draft = SaleDraft(lines: [SaleDraft.Line(product: product.id, quantity: 1)])
    let first = try await test.shop.sell(draft, test.session, key: key)
    let before = try await test.contents()
    #expect(try await test.shop.sell(draft, test.session, key: key) == first)
    #expect(try await test.contents() == before)
  }

  @Test func `is refused with other content, or for another operation`() async throws {
    let test = try await TestShop()
    let product = try await test.product("Crema", price: "5", stock: 10)
    let draft = SaleDraft(lines: [SaleDraft.Line(product: product.id, quantity: 1)])
    try await test.shop.sell(draft, test.session, key: key).expectFolio("POS-2025-0001")
    try await test.refuses {
      _ = try await test.shop.sell(draft, test.session, key: IdempotencyKey("k1", content: "b"))
    } matches: {
      $0 == .keyReused(key: "k1")
    }
    try await test.refuses {
      _ = try await test.shop.receive(
        EntryDraft(lines: [EntryDraft.Line(product: product.id, quantity: 1)]), test.session, key: key)
    } matches: {
      $0 == .keyReused(key: "k1")
    }
  }

  @Test func `leaves no mark of a refusal, so that it may be tried again`() async throws {
    let test = try await TestShop()
    let product = try await test.product("Crema", stock: 1)
    let draft = SaleDraft(lines: [SaleDraft.Line(product: product.id, quantity: 2)])
    try await test.refuses { _ = try await test.shop.sell(draft, test.session, key: key) }
    try await test.receive(product, 1)
    try await test.shop.sell(draft, test.session, key: key).expectFolio("POS-2025-0001")
  }

  @Test func `is known for every kind of operation`() async throws {
    let test = try await TestShop()
    let product = try await test.product("Crema", price: "5", cost: "2", stock: 10)
    let norte = try await test.branch("Norte")
    let sale = try await test.sell((product, 2))
    let (shop, session) = (test.shop, test.session)
    let entry = EntryDraft(lines: [EntryDraft.Line(product: product.id, quantity: 1)])
    let adjustment = AdjustmentDraft(product: product.id, change: .remove(1), reason: .broken)
    let transfer = TransferDraft(
      lines: [TransferDraft.Line(product: product.id, quantity: 1)], from: session.home.id, to: norte.id)
    let returning = ReturnDraft(
      folio: sale.folio.text, lines: [ReturnDraft.Line(product: product.id, quantity: 1)])
    let new = try NewProduct(name: "Gel", sku: "G", prices: Prices(sale: money("3")))
    let prices = try Prices(sale: money("6"), cost: money("2"))
    func all() async throws -> [String] {
      func key(_ name: String) -> IdempotencyKey { IdempotencyKey(name, content: name) }
      return [
        try await shop.receive(entry, session, key: key("entrada")).number,
        try await shop.adjust(adjustment, session, key: key("ajuste")).number,
        try await shop.move(transfer, session, key: key("traspaso")).folio,
        try await shop.returnSale(returning, session, key: key("devolución")).folio.text,
        try await shop.createProduct(new, session, key: key("producto")).product.name,
        try await shop.changePrices(
          [PriceDraft(product: product.id, sale: prices.sale, cost: prices.cost)], session, key: key("precio")
        )[0].name,
        try await shop.createSupplier(SupplierFields(name: "Lab"), session, key: key("proveedor")).fields
          .name,
        try await shop.createCustomer(CustomerFields(name: "Marta"), session, key: key("cliente")).fields
          .name,
      ]
    }
    let first = try await all()
    let before = try await test.contents()
    #expect(try await all() == first)
    #expect(try await test.contents() == before)
    try await test.isClean()
  }
}

@Suite struct `Undoing` {
  private func key(_ text: String) -> IdempotencyKey { IdempotencyKey(text, content: text) }

  @Test func `a sale cancels it, once`() async throws {
    let test = try await TestShop()
    let product = try await test.product("Crema", price: "5", cost: "2", stock: 10)
    let before = try await test.balance(product)
    let sale = try await test.shop.sell(
      SaleDraft(lines: [SaleDraft.Line(product: product.id, quantity: 3)]), test.session, key: key("v"))
    let reversal = try await test.shop.reverse("v", test.session)
    #expect(reversal.kind == .sale)
    #expect(reversal.reference == sale.folio.text)
    #expect(try await test.balance(product) == before)
    #expect(try await test.summary().total == SalesSum())
    try await test.refuses {
      _ = try await test.shop.reverse("v", test.session)
    } matches: {
      $0 == .conflict(.alreadyUndone)
    }
    try await test.isClean()
  }

  @Test func `an entry takes out what it brought at what it cost`() async throws {
    let test = try await TestShop()
    let product = try await test.product("Crema")
    try await test.receive(product, 10, cost: "5")
    let before = try await test.balance(product)
    _ = try await test.shop.receive(
      EntryDraft(lines: [EntryDraft.Line(product: product.id, quantity: 10, cost: try money("9"))]),
      test.session,
      key: key("e"))
    #expect(try await test.balance(product) == Balance(onHand: 20, value: money("140")))
    _ = try await test.shop.reverse("e", test.session)
    #expect(try await test.balance(product) == before)
    try await test.isClean()
  }

  @Test func `an entry that has been sold since is refused`() async throws {
    let test = try await TestShop()
    let product = try await test.product("Crema")
    _ = try await test.shop.receive(
      EntryDraft(lines: [EntryDraft.Line(product: product.id, quantity: 3)]), test.session, key: key("e"))
    try await test.sell((product, 2))
    try await test.refuses {
      _ = try await test.shop.reverse("e", test.session)
    } matches: {
      $0 == .insufficientStock(product: product.id, name: "Crema", available: 1, required: 3)
    }
  }

  @Test(arguments: [AdjustmentDraft.Change.add(4), .remove(4), .set(7), .set(25)])
  func `an adjustment gives back quantity and value`(_ change: AdjustmentDraft.Change) async throws {
    let test = try await TestShop()
    let product = try await test.product("Crema", cost: "3", stock: 10)
    let before = try await test.balance(product)
    _ = try await test.shop.adjust(
      AdjustmentDraft(product: product.id, change: change, reason: .count), test.session, key: key("a"))
    #expect(try await test.balance(product) != before)
    _ = try await test.shop.reverse("a", test.session)
    #expect(try await test.balance(product) == before)
    try await test.isClean()
  }

  @Test func `a change of price restores the wholesale price too`() async throws {
    let test = try await TestShop()
    let product = try await test.product("Jabón", price: "10", cost: "4", wholesale: ("8", 12))
    let new = try Prices(sale: money("7"), cost: money("4"))
    #expect(
      try await test.shop.changePrices(
        [PriceDraft(product: product.id, sale: new.sale)], test.session, key: key("p")
      ).map(\.prices) == [new])
    _ = try await test.shop.reverse("p", test.session)
    #expect(try await test.shop.product(called: "Jabón", test.session)?.prices == product.prices)
  }

  @Test func `several changes of price go back together, or none where one has changed again`() async throws {
    let test = try await TestShop()
    let (a, b) = (try await test.product("A", price: "10"), try await test.product("B", price: "20"))
    func prices() async throws -> [Money] {
      [
        try await test.shop.product(called: "A", test.session)?.prices.sale ?? .zero,
        try await test.shop.product(called: "B", test.session)?.prices.sale ?? .zero,
      ]
    }
    let raised = [
      PriceDraft(product: a.id, sale: try money("11")),
      PriceDraft(product: b.id, sale: try money("22")),
    ]
    try await test.shop.changePrices(raised, test.session, key: key("p"))
    #expect(try await prices() == [money("11"), money("22")])
    _ = try await test.shop.reverse("p", test.session)
    #expect(try await prices() == [money("10"), money("20")])

    try await test.shop.changePrices(raised, test.session, key: key("q"))
    try await test.shop.changePrices(
      [PriceDraft(product: b.id, sale: money("25"))], test.session)
    try await test.refuses {
      _ = try await test.shop.reverse("q", test.session)
    } matches: {
      $0 == .conflict(.priceChangedSince(product: "B"))
    }
    #expect(try await prices() == [money("11"), money("25")])
  }

  @Test func `a change of price is refused once it has changed again`() async throws {
    let test = try await TestShop()
    let product = try await test.product("Jabón", price: "10")
    try await test.shop.changePrices(
      [PriceDraft(product: product.id, sale: money("7"))], test.session, key: key("p"))
    try await test.shop.changePrices(
      [PriceDraft(product: product.id, sale: money("9"))], test.session)
    try await test.refuses {
      _ = try await test.shop.reverse("p", test.session)
    } matches: {
      $0 == .conflict(.priceChangedSince(product: "Jabón"))
    }
  }

  @Test func `a new product withdraws it and frees its SKU, unless it has moved`() async throws {
    let test = try await TestShop()
    let new = try NewProduct(name: "Gel", sku: "G-1", prices: Prices(sale: money("3")))
    _ = try await test.shop.createProduct(new, test.session, key: key("n"))
    _ = try await test.shop.reverse("n", test.session)
    #expect(try await test.shop.product(called: "G-1", test.session) == nil)
    #expect(try await test.shop.names(test.session).products.isEmpty)
    let again = try await test.shop.createProduct(new, test.session, key: key("m")).product
    try await test.receive(again, 1)
    try await test.refuses {
      _ = try await test.shop.reverse("m", test.session)
    } matches: {
      $0 == .conflict(.productHasMoved(product: "Gel"))
    }
  }

  @Test func `a new product takes its first stock with it`() async throws {
    let test = try await TestShop()
    let new = try NewProduct(name: "Gel", sku: "G-1", prices: Prices(sale: money("3"), cost: money("2")))
    let first = FirstStock(12, in: test.session.home.id)
    for _ in 1...2 {
      let gel = try await test.shop.createProduct(new, firstStock: first, test.session, key: key("n")).product
      #expect(try await test.balance(gel) == Balance(onHand: 12, value: money("24")))
    }
    _ = try await test.shop.reverse("n", test.session)
    #expect(try await test.shop.names(test.session).products.isEmpty)
    let again = try await test.shop.createProduct(new, firstStock: first, test.session, key: key("m")).product
    #expect(try await test.onHand(again) == 12)
    _ = try await test.sell((again, 1))
    try await test.refuses {
      _ = try await test.shop.reverse("m", test.session)
    } matches: {
      $0 == .conflict(.productHasMoved(product: "Gel"))
    }
    try await test.isClean()
  }

  @Test func `a first stock that cannot be leaves no product behind`() async throws {
    let test = try await TestShop()
    let new = try NewProduct(name: "Gel", prices: Prices(sale: money("3")))
    for quantity in ["0.5", "0", "-1"] {
      let first = FirstStock(try units(quantity), in: test.session.home.id)
      try await test.refuses {
        _ = try await test.shop.createProduct(new, firstStock: first, test.session, key: key("n"))
      }
    }
  }

  @Test func `nothing that was done is not found`() async throws {
    let test = try await TestShop()
    try await test.refuses {
      _ = try await test.shop.reverse("nada", test.session)
    } matches: {
      $0 == .notFound(.operation, name: "nada")
    }
  }
}

extension Sale {
  fileprivate func expectFolio(_ text: String) { #expect(folio.text == text) }
}
