import Inventory
import SQL
import Shop
import Store
import Testing

@Suite struct `Bad input is refused and nothing is written` {
  /// What a stranger may send as a quantity of something that is counted.
  static let quantities: [Int64] = [0, -1, -1000, 500, 1_000_000_000_001, .max, .min, .min + 1]

  @Test(arguments: quantities)
  func `as a quantity`(thousandths: Int64) async throws {
    let test = try await TestShop()
    let good = try await test.product("A", price: "10", cost: "4", stock: 10)
    let product = try await test.product("B", price: "10", cost: "4", stock: 10)
    let norte = try await test.branch("Norte")
    let quantity = Quantity(thousandths: thousandths)
    try await test.refuses { try await test.sell((good, 1), (product, quantity)) }
    try await test.refuses { try await test.receive(product, quantity) }
    try await test.refuses { try await test.adjust(product, .add(quantity)) }
    try await test.refuses { try await test.adjust(product, .remove(quantity)) }
    if thousandths != 0 { try await test.refuses { try await test.adjust(product, .set(quantity)) } }
    try await test.refuses {
      _ = try await test.shop.move(
        TransferDraft(
          lines: [good, product].map {
            TransferDraft.Line(product: $0.id, quantity: $0 == good ? 1 : quantity)
          },
          from: test.session.home.id, to: norte.id), test.session)
    }
    let draft = SaleDraft(lines: [SaleDraft.Line(product: product.id, quantity: quantity)])
    await #expect(throws: ShopError.self) { try await test.shop.quote(draft, test.session) }
  }

  static let amounts: [Int64] = [-1, 10_000_000_000_001, .max, .min, .min + 1]

  @Test(arguments: amounts)
  func `as a price, a cost, a payment or a total`(minorUnits: Int64) async throws {
    let test = try await TestShop()
    let product = try await test.product("A", price: "10", cost: "4", stock: 10)
    let amount = Money(minorUnits: minorUnits)
    func line(price: Money? = nil) -> [SaleDraft.Line] {
      [SaleDraft.Line(product: product.id, quantity: 2, price: price)]
    }
    let drafts = [
      SaleDraft(lines: line(price: amount)), SaleDraft(lines: line(), paid: amount),
      SaleDraft(lines: line(), reduction: .agreedTotal(amount)),
    ]
    for draft in drafts { try await test.refuses { _ = try await test.shop.sell(draft, test.session) } }
    try await test.refuses {
      _ = try await test.shop.receive(
        EntryDraft(lines: [EntryDraft.Line(product: product.id, quantity: 1, cost: amount)]), test.session)
    }
  }

  @Test(arguments: [-1, 1001, Int.max, Int.min])
  func `as a discount`(tenths: Int) async throws {
    let test = try await TestShop()
    let product = try await test.product("A", stock: 10)
    try await test.refuses {
      _ = try await test.shop.sell(
        SaleDraft(lines: [
          SaleDraft.Line(product: product.id, quantity: 1, discount: Percent(tenths: tenths))
        ]), test.session)
    }
  }

  @Test func `as more than the shop can count`() async throws {
    let test = try await TestShop()
    let product = try await test.product("A", price: "99999999", stock: 1_000_000_000)
    try await test.refuses {
      try await test.receive(product, 1)
    } matches: {
      $0 == .amountTooLarge
    }
    try await test.refuses {
      try await test.receive(product, 1, cost: "100000000000")
    } matches: {
      $0 == .amountTooLarge
    }
    try await test.refuses {
      try await test.sell((product, 1_000_000_000))
    } matches: {
      $0 == .amountTooLarge
    }
  }

  @Test func `as an empty list`() async throws {
    let test = try await TestShop()
    try await test.refuses { _ = try await test.shop.sell(SaleDraft(lines: []), test.session) }
    try await test.refuses { _ = try await test.shop.receive(EntryDraft(lines: []), test.session) }
  }

  @Test func `as a product that was withdrawn or never was`() async throws {
    let test = try await TestShop()
    let product = try await test.product("A", stock: 10)
    try await test.run("UPDATE productos SET activo = 0")
    try await test.refuses {
      try await test.sell((product, 1))
    } matches: {
      $0 == .notFound(.product, name: "A")
    }
    let nobody = Product(id: ProductID(99), name: "?", sku: nil, prices: product.prices)
    try await test.refuses { try await test.sell((nobody, 1)) }
    try await test.refuses { try await test.receive(nobody, 1) }
    try await test.refuses { try await test.adjust(nobody, .add(1)) }
  }

  static let texts = ["", "  ", "a\u{0}b", "uno\ndos", String(repeating: "ñ", count: 201)]

  @Test(arguments: texts)
  func `as a name`(name: String) async throws {
    let test = try await TestShop()
    let prices = try Prices(sale: money("1"))
    #expect(throws: ShopError.self) { try NewProduct(name: name, prices: prices) }
    try await test.refuses {
      _ = try await test.shop.createSupplier(SupplierFields(name: name), test.session)
    }
    try await test.refuses {
      _ = try await test.shop.createCustomer(CustomerFields(name: name), test.session)
    }
    try await test.refuses {
      _ = try await test.shop.createCategory(CategoryFields(name: name, parent: nil), test.session)
    }
  }

  @Test func `as a text that is longer than its place`() async throws {
    let test = try await TestShop()
    let product = try await test.product("A", stock: 10)
    let sale = try await test.sell((product, 1))
    let long = String(repeating: "👩‍🔧", count: 200)
    let (shop, session) = (test.shop, test.session)
    try await test.refuses { try await test.receive(product, 1, lot: long) }
    try await test.refuses {
      _ = try await shop.receive(
        EntryDraft(lines: [EntryDraft.Line(product: product.id, quantity: 1)], reference: long), session)
    }
    try await test.refuses {
      _ = try await shop.adjust(
        AdjustmentDraft(product: product.id, change: .add(1), reason: .other, note: long), session)
    }
    try await test.refuses { _ = try await shop.cancelSale(sale.folio.text, reason: long, session) }
    try await test.refuses {
      _ = try await shop.returnSale(
        ReturnDraft(
          folio: sale.folio.text,
          lines: [ReturnDraft.Line(product: product.id, quantity: 1, restocks: false)],
          reason: long), session)
    }
    try await test.refuses {
      _ = try await shop.createSupplier(SupplierFields(name: "L", phone: long), session)
    }
    try await test.refuses {
      _ = try await shop.createSupplier(SupplierFields(name: "L", leadTime: -1), session)
    }
  }

  @Test func `as a SKU, barcode or name that is taken`() async throws {
    let test = try await TestShop()
    try await test.product("A", sku: "ab-1") { $0.barcode = try Barcode("7501031311309") }
    try await test.refuses {
      try await test.product("B", sku: "AB-1")
    } matches: {
      $0 == .duplicate(field: "sku", value: "AB-1")
    }
    try await test.refuses {
      try await test.product("B") { $0.barcode = try Barcode("7501031311309") }
    } matches: {
      $0 == .duplicate(field: "codigo_barras", value: "7501031311309")
    }
    try await test.refuses {
      try await test.product("A")
    } matches: {
      $0 == .duplicate(field: "nombre", value: "A")
    }
  }
}
