import Inventory
import Shop
import Store
import Testing

@Suite struct `A product's file` {
  private func fields(_ name: String, sku: String? = nil) throws -> ProductFields {
    var fields = ProductFields()
    (fields.name, fields.sku, fields.price) = (name, sku, try money("10"))
    return fields
  }

  @Test func `keeps every field of the documents`() async throws {
    let test = try await TestShop()
    let (shop, session) = (test.shop, test.session)
    let lab = try await shop.createSupplier(SupplierFields(name: "Lab"), session)
    let rostro = try #require(
      try await shop.categories(session).first { $0.category.fields.name == "Rostro" })
    var full = try fields("Crema", sku: "C-1")
    full.barcode = "7501031311309"
    (full.category, full.supplier) = (rostro.category.id, lab.id)
    (full.cost, full.wholesalePrice, full.wholesaleQuantity) = (try money("4"), try money("8"), 6)
    (full.minimum, full.maximum, full.alertsAtMinimum) = (2, 20, false)
    (full.unit, full.isStrategic, full.aliases) = (.box, true, ["cremita"])
    (full.allowsSale, full.allowsServiceUse) = (false, false)
    full.details.description = "De día"
    (full.details.expiryNotice, full.details.isPerishable, full.details.shelfLife) = (15, true, 365)
    (full.details.imageURL, full.details.color, full.details.size) = (
      "https://x.test/c.png", "blanco", "50 ml"
    )
    (full.details.needsPrescription, full.details.notes) = (true, "Frágil")
    let made = try await shop.createProduct(
      full.checked(), firstStock: FirstStock(3, in: session.home.id), session)
    let read = try await shop.product(made.id, session)
    #expect(read == made)
    #expect(read.fields == full)
    #expect(read.onHand == 3)
    #expect(read.version == 1)
    #expect(read.createdAt == test.clock.now)
    #expect(try await shop.product(publicID: read.publicID, session) == read)
  }

  @Test(arguments: [("sku", "C-1"), ("codigo_barras", "7501031311309")])
  func `bears no other's code, not even once it is withdrawn`(field: String, code: String) async throws {
    let test = try await TestShop()
    try await test.product("Crema", sku: "C-1") { $0.barcode = try Barcode("7501031311309") }
    let other = try await test.product("Gel")
    _ = try await test.shop.withdrawProduct(other.id, test.session)
    try await test.refuses {
      _ = try await test.shop.updateProduct(other.id, test.session) { fields in
        if field == "sku" { fields.sku = code } else { fields.barcode = code }
      }
    } matches: {
      $0 == .duplicate(field: field, value: code)
    }
  }

  /// The documents' own sentences (requirements §1.3, §1.8).
  static let refusals: [(String, String, @Sendable (inout ProductFields) throws -> Void)] = [
    (
      "cantidad_mayoreo", "Si especificas precio_mayoreo, debes especificar cantidad_mayoreo",
      { $0.wholesalePrice = try money("8") }
    ),
    (
      "precio_mayoreo", "El precio_mayoreo debe ser menor que precio_venta",
      { ($0.wholesalePrice, $0.wholesaleQuantity) = (try money("10"), 6) }
    ),
    ("stock_minimo", "stock_minimo no puede ser mayor que stock_maximo", { $0.minimum = 101 }),
    (
      "codigo_barras", "Código de barras inválido (se espera EAN13 o Code128)",
      { $0.barcode = "7501031311308" }
    ),
    ("codigo_barras", "Código de barras inválido (se espera EAN13 o Code128)", { $0.barcode = "niño" }),
    ("precio_venta", "El precio de venta debe ser mayor que cero", { $0.price = .zero }),
    (
      "descripcion", "«descripcion» debe tener como máximo 1000 caracteres",
      { $0.details.description = String(repeating: "ñ", count: 1001) }
    ),
    ("dias_vida_util", "«dias_vida_util» debe estar entre 1 y 36500", { $0.details.shelfLife = 0 }),
  ]

  @Test(arguments: refusals.indices)
  func `refuses what contradicts itself, new or changed`(_ index: Int) async throws {
    let (field, detail, edit) = Self.refusals[index]
    let test = try await TestShop()
    let good = try await test.product("Bueno")
    func isExpected(_ error: ShopError) -> Bool {
      if case .invalid(field, _) = error { error.reason == detail } else { false }
    }
    try await test.refuses {
      var new = try fields("Malo")
      try edit(&new)
      _ = try await test.shop.createProduct(new.checked(), test.session)
    } matches: {
      isExpected($0)
    }
    try await test.refuses {
      _ = try await test.shop.updateProduct(good.id, test.session, edit)
    } matches: {
      isExpected($0)
    }
  }

  @Test func `changes in the fields sent alone, and remembers old prices`() async throws {
    let test = try await TestShop()
    let (shop, session) = (test.shop, test.session)
    let made = try await test.product("Crema", sku: "C-1", price: "10", cost: "4", stock: 5)
    let before = try await shop.product(made.id, session)
    let version = try await shop.catalogueVersion(session)
    let price = try money("12")
    let changed = try await shop.updateProduct(made.id, ifVersion: 1, session) {
      ($0.price, $0.details.color) = (price, "azul")
    }
    var expected = before.fields
    (expected.price, expected.details.color) = (price, "azul")
    #expect(changed.fields == expected)
    #expect(changed.version == 2)
    #expect(try await shop.catalogueVersion(session) == version + 1)
    let kardex = try await shop.kardex(MovementFilter(product: made.id), limit: 9, session)
    #expect(kardex.priceChanges.map(\.sale) == [price])
    try await test.refuses {
      _ = try await shop.updateProduct(made.id, ifVersion: 1, session) { $0.name = "Otra" }
    } matches: {
      $0 == .outdated(version: 2)
    }
    let same = try await shop.updateProduct(made.id, session) { $0.price = price }
    #expect(same.version == 2)
  }

  @Test func `beside a namesake that was imported it can still change`() async throws {
    let test = try await TestShop()
    let (shop, session) = (test.shop, test.session)
    let a = try await test.product("Coca Cola", sku: "a")
    let row = ProductRow(line: 1, sku: "b", name: "Coca cola", salePrice: try money("10"))
    _ = try await shop.importProducts([row], session)
    let price = try money("12")
    let changed = try await shop.updateProduct(a.id, session) { $0.price = price }
    #expect(changed.product.prices.sale == price)
    _ = try await shop.withdrawProduct(a.id, session)
    try await test.refuses {
      _ = try await shop.updateProduct(a.id, session) { $0.isActive = true }
    } matches: {
      $0 == .duplicate(field: "nombre", value: "Coca Cola")
    }
  }

  @Test func `does not take another's SKU, barcode or name`() async throws {
    let test = try await TestShop()
    let (shop, session) = (test.shop, test.session)
    try await test.product("A", sku: "ab-1") { $0.barcode = try Barcode("7501031311309") }
    let b = try await test.product("B", sku: "B")
    let edits: [(ShopError, @Sendable (inout ProductFields) -> Void)] = [
      (.duplicate(field: "sku", value: "AB-1"), { $0.sku = "AB-1" }),
      (.duplicate(field: "codigo_barras", value: "7501031311309"), { $0.barcode = "7501031311309" }),
      (.duplicate(field: "nombre", value: "A"), { $0.name = "A" }),
      (.notFound(.supplier, name: "99"), { $0.supplier = SupplierID(99) }),
      (.notFound(.category, name: "9999"), { $0.category = CategoryID(9999) }),
    ]
    for (error, edit) in edits {
      try await test.refuses {
        _ = try await shop.updateProduct(b.id, session, edit)
      } matches: {
        $0 == error
      }
    }
  }

  @Test func `is withdrawn without losing stock or past, and can come back`() async throws {
    let test = try await TestShop()
    let (shop, session) = (test.shop, test.session)
    let product = try await test.product("A", sku: "A", stock: 5)
    let gone = try await shop.withdrawProduct(product.id, session)
    #expect(!gone.product.isActive)
    #expect(gone.onHand == 5)
    #expect(try await shop.products(session).total == 0)
    try await test.refuses { try await test.sell((product, 1)) }
    _ = try await shop.updateProduct(product.id, session) { $0.isActive = true }
    try await test.sell((product, 1))
    try await test.isClean()
  }

  @Test func `is not sold where it is not for sale`() async throws {
    let test = try await TestShop()
    let product = try await test.product("Tinte", stock: 5) { $0.allowsSale = false }
    try await test.refuses {
      try await test.sell((product, 1))
    } matches: {
      $0 == .conflict(.notForSale(product: "Tinte"))
    }
    try await test.adjust(product, .remove(1), .serviceUse)
  }

  @Test func `counts by whole units only what is whole`() async throws {
    let test = try await TestShop()
    let sugar = try await test.product("Azúcar", stock: units("2.5"), unit: .kilo)
    try await test.refuses {
      _ = try await test.shop.updateProduct(sugar.id, test.session) { $0.unit = .unit }
    }
  }

  @Test func `comes in batches of 1 to 50, all or none`() async throws {
    let test = try await TestShop()
    let (shop, session) = (test.shop, test.session)
    func batch(_ count: Int) throws -> [ProductFields] {
      try (0..<count).map { try fields("P\($0)", sku: "P-\($0)") }
    }
    for count in [0, 51] {
      try await test.refuses { _ = try await shop.createProducts(batch(count), session) }
    }
    var bad = try batch(3)
    bad[2].sku = "p-0"
    try await test.refuses {
      _ = try await shop.createProducts(bad, session)
    } matches: {
      $0 == .duplicate(field: "productos[2].sku", value: "p-0")
    }
    bad[1].price = .zero
    try await test.refuses {
      _ = try await shop.createProducts(bad, session)
    } matches: {
      $0 == .invalid(field: "productos[1].precio_venta", .salePriceNotPositive)
    }
    let key = IdempotencyKey("b", content: "50")
    let made = try await shop.createProducts(batch(50), session, key: key)
    #expect(made.map(\.product.sku) == (0..<50).map { "P-\($0)" })
    #expect(try await shop.createProducts(batch(50), session, key: key) == made)
    #expect(try await shop.products(session).total == 50)
  }

  @Test func `is called by no other name that would be two`() async throws {
    let test = try await TestShop()
    let product = try await test.product("A")
    try await test.refuses {
      _ = try await test.shop.teach("b|c", for: product.id, test.session)
    } matches: {
      $0 == .invalid(field: "alias", .unreadable("b|c"))
    }
    try await test.refuses {
      _ = try await test.shop.updateProduct(product.id, test.session) { $0.aliases = ["b|c"] }
    }
    #expect(try await test.shop.teach("b", for: product.id, test.session).aliases == ["b"])
  }

  @Test func `has its stock corrected only from what is expected`() async throws {
    let test = try await TestShop()
    let product = try await test.product("A", stock: 10)
    func correct(_ change: AdjustmentDraft.Change, expecting: Quantity?) async throws -> StockDocument {
      try await test.shop.adjust(
        AdjustmentDraft(
          product: product.id, change: change, reason: .count, note: "Conteo del lunes", expected: expecting),
        test.session)
    }
    try await test.refuses {
      _ = try await correct(.set(8), expecting: 9)
    } matches: {
      $0 == .conflict(.stockIsNot(product: "A", expected: 9, found: 10))
    }
    #expect(try await correct(.set(8), expecting: 10).movements.map(\.reason) == ["Conteo del lunes"])
    #expect(try await correct(.remove(3), expecting: 8).movements.map(\.after) == [5])
    #expect(try await correct(.add(1), expecting: nil).movements.map(\.after) == [6])
  }
}
