import Inventory
import SQL
import Shop
import Store
import Testing

@Suite struct `Importing a catalogue` {
  private func row(
    _ line: Int, _ sku: String?, _ name: String, _ price: String = "10",
    change: (inout ProductRow) throws -> Void = { _ in }
  ) throws -> ProductRow {
    var row = ProductRow(line: line, sku: sku, name: name, salePrice: try money(price))
    try change(&row)
    return row
  }

  @Test func `adds, changes, and a second time changes nothing`() async throws {
    let test = try await TestShop()
    let (shop, session) = (test.shop, test.session)
    let rows = [
      try row(2, "C-1", "Crema", "25.50") {
        $0.cost = try money("10")
        $0.category = "Cremas"
        $0.supplier = "Lab Sur"
        $0.minimum = 3
        $0.maximum = 40
        $0.barcode = "7501031311309"
        $0.unit = .box
        $0.isStrategic = true
        $0.aliases = ["Pomada", "Ungüento"]
      },
      try row(3, nil, "Aceite suelto") { $0.unit = .litre },
      try row(4, "N-1", "Nueva") { $0.category = "Novedades" },
    ]
    let first = try await shop.importProducts(rows, session)
    #expect((first.imported, first.unchanged, first.refused.count) == (3, 0, 0))
    let crema = try #require(try await shop.product(called: "7501031311309", session))
    #expect(crema.name == "Crema")
    #expect(crema.prices == (try Prices(sale: money("25.50"), cost: money("10"))))
    #expect(crema.limits == (try StockLimits(minimum: 3, maximum: 40)))
    #expect((crema.unit, crema.isStrategic, crema.aliases) == (.box, true, ["Pomada", "Ungüento"]))
    #expect(try await shop.supplier(of: crema, session)?.name == "Lab Sur")
    let before = try await test.contents()
    let second = try await shop.importProducts(rows, session)
    #expect((second.imported, second.unchanged) == (0, 3))
    #expect(try await test.contents() == before)
    let changed = try await shop.importProducts([try row(2, "c-1", "Crema", "27")], session)
    #expect(changed.imported == 1)
    let after = try #require(try await shop.product(called: "C-1", session))
    #expect(after.id == crema.id)
    #expect(after.prices == (try Prices(sale: money("27"), cost: money("10"))))
    #expect(after.supplier == crema.supplier)
    let kardex = try await shop.kardex(MovementFilter(product: crema.id), limit: 9, session)
    #expect(kardex.priceChanges.map(\.sale) == [try money("27")])
  }

  @Test func `refuses a bad line with its reason and leaves nothing of it`() async throws {
    let test = try await TestShop()
    try await test.product("Otro", sku: "O") { $0.barcode = try Barcode("7501031311309") }
    let before = try await test.contents()
    let bad = [
      try row(2, "A", "") { $0.category = "Nueva" }, try row(3, "A", "A", "0") { $0.supplier = "Nuevo" },
      try row(4, "A", "A") {
        $0.minimum = 9
        $0.maximum = 3
        $0.category = "Nueva"
      },
      try row(5, "A", "A") { $0.barcode = "7501031311300" },
      try row(6, "A", "A") { $0.barcode = "7501031311309" },
      try row(7, "A", "A") { $0.category = String(repeating: "c", count: 101) },
      try row(8, "A", "A") { $0.cost = try money("-1") }, try row(9, String(repeating: "A", count: 51), "A"),
      try row(10, "A", "A") { $0.supplier = "" },
    ]
    let outcome = try await test.shop.importProducts(bad, test.session)
    #expect((outcome.imported, outcome.unchanged) == (0, 0))
    #expect(
      outcome.refused.map(\.reason) == [
        "«nombre» debe tener entre 1 y 200 caracteres, en una sola línea",
        "El precio de venta debe ser mayor que cero", "stock_minimo no puede ser mayor que stock_maximo",
        "codigo_barras «7501031311300»: Código de barras inválido (se espera EAN13 o Code128)",
        "Ya existe otro con codigo_barras «7501031311309»",
        "«categoria» debe tener entre 1 y 100 caracteres, en una sola línea",
        "El precio de compra no puede ser negativo",
        "«sku» debe tener entre 1 y 50 caracteres, en una sola línea",
        "«proveedor» debe tener entre 1 y 200 caracteres, en una sola línea",
      ])
    #expect(outcome.refused.map(\.line) == Array(2...10))
    #expect(try await test.contents() == before)
  }

  @Test func `finds a category by its name or by its path, and makes what is missing of it`() async throws {
    let test = try await TestShop()
    let paths = ["shampoo", "Manos y Pies > Cremas", "Cabello>Tintes > Rojos", "Nueva"]
    let rows = try paths.enumerated().map { index, path in
      try row(index + 2, "S\(index)", "Producto \(index)") { $0.category = path }
    }
    #expect(try await test.shop.importProducts(rows, test.session).imported == 4)
    let names = try await test.shop.names(test.session)
    func path(_ id: CategoryID?) -> [String] {
      guard let category = names.categories.first(where: { $0.id == id }) else { return [] }
      return path(category.parent) + [category.name]
    }
    #expect(
      names.products.map { path($0.category) } == [
        ["Cabello", "Shampoo"], ["Manos y Pies", "Cremas"], ["Cabello", "Tintes", "Rojos"], ["Nueva"],
      ])
    let before = try await test.contents()
    let bad = try [">", "Nueva > ", "A >> B", " "].enumerated().map { index, path in
      try row(index + 2, "X\(index)", "X\(index)") { $0.category = path }
    }
    #expect(try await test.shop.importProducts(bad, test.session).refused.count == 4)
    #expect(try await test.contents() == before)
  }

  @Test func `brings back what was withdrawn`() async throws {
    let test = try await TestShop()
    try await test.product("Crema", sku: "C")
    try await test.run("UPDATE productos SET activo = 0")
    #expect(try await test.shop.importProducts([try row(2, "C", "Crema")], test.session).imported == 1)
    #expect(try await test.shop.names(test.session).products.map(\.name) == ["Crema"])
  }
}

@Suite struct `Importing changes of products` {
  private func row(_ line: Int, _ sku: String, _ name: String) throws -> ProductRow {
    ProductRow(line: line, sku: sku, name: name, salePrice: try money("10"))
  }

  @Test func `refuses what a change by hand is refused for`() async throws {
    let test = try await TestShop()
    try await test.product("Azúcar", sku: "A", stock: units("0.25"), unit: .kilo)
    try await test.product("Crema", sku: "C")
    var counted = try row(2, "A", "Azúcar")
    counted.unit = .unit
    let before = try await test.contents()
    let outcome = try await test.shop.importProducts([counted, try row(3, "C", "Azúcar")], test.session)
    #expect(
      outcome.refused.map(\.reason) == [
        "Hay 0.25 de «Azúcar»: no se puede contar por unidades enteras",
        "Ya existe otro con nombre «Azúcar»",
      ])
    #expect(try await test.contents() == before)
  }

  @Test func `opens at once the alerts that they make so`() async throws {
    let test = try await TestShop()
    try await test.product("Crema", sku: "C", stock: 8)
    var raised = try row(2, "C", "Crema")
    raised.minimum = 9
    #expect(try await test.shop.importProducts([raised], test.session).imported == 1)
    #expect(try await test.shop.stockAlerts(test.session).items.map(\.kind) == [.minimum])
  }
}

@Suite struct `Importing stock` {
  fileprivate func rows(_ stocks: [(String, String)], _ test: TestShop) throws -> [StockRow] {
    try stocks.enumerated().map { index, stock in
      StockRow(line: index + 2, sku: stock.0, branch: test.session.home.id, quantity: try units(stock.1))
    }
  }

  @Test func `sets what is on hand, and a second time changes nothing`() async throws {
    let test = try await TestShop()
    let a = try await test.product("A", sku: "A", cost: "2", stock: 10)
    let b = try await test.product("B", sku: "B", cost: "3")
    let c = try await test.product("C", sku: "C", cost: "3", stock: 4)
    let file = try rows([("a", "7"), ("B", "5"), ("C", "4")], test)
    let first = try await test.shop.importStock(file, test.session)
    #expect((first.imported, first.unchanged) == (2, 1))
    #expect(try await test.balance(a) == Balance(onHand: 7, value: money("14")))
    #expect(try await test.balance(b) == Balance(onHand: 5, value: money("15")))
    #expect(try await test.balance(c) == Balance(onHand: 4, value: money("12")))
    let before = try await test.contents()
    #expect(try await test.shop.importStock(file, test.session).unchanged == 3)
    #expect(try await test.contents() == before)
    try await test.isClean()
  }

  @Test func `finds a product that has no SKU by its name`() async throws {
    let test = try await TestShop()
    let new = try NewProduct(name: "Pan casero", prices: Prices(sale: money("1")))
    let bread = try await test.shop.createProduct(new, test.session).product
    let outcome = try await test.shop.importStock(try rows([("Pan casero", "6")], test), test.session)
    #expect(outcome.imported == 1)
    #expect(try await test.onHand(bread) == 6)
  }

  @Test func `takes the last of two lines of a product`() async throws {
    let test = try await TestShop()
    let a = try await test.product("A", sku: "A", cost: "2", stock: 10)
    _ = try await test.shop.importStock(try rows([("A", "3"), ("A", "12"), ("A", "8")], test), test.session)
    #expect(try await test.onHand(a) == 8)
    try await test.isClean()
  }

  @Test func `refuses a bad line and sets the others`() async throws {
    let test = try await TestShop()
    let a = try await test.product("A", sku: "A", stock: 10)
    var file = try rows([("X", "1"), ("A", "-1"), ("A", "0.5"), ("A", "6")], test)
    file.append(
      StockRow(line: 6, sku: "A", branch: test.session.home.id, quantity: Quantity(thousandths: .max)))
    file.append(StockRow(line: 7, sku: "A", branch: BranchID(99), quantity: 5))
    let outcome = try await test.shop.importStock(file, test.session)
    #expect(outcome.imported == 1)
    #expect(
      outcome.refused.map(\.reason) == [
        "No existe: producto «X»", "la existencia no puede ser negativa",
        "«A» se cuenta por unidades enteras",
        "El importe o la cantidad es demasiado grande", "No existe: sucursal «99»",
      ])
    #expect(try await test.onHand(a) == 6)
  }
}

extension `Importing stock` {
  @Test func `refuses less than is set aside, and sets the others`() async throws {
    let test = try await TestShop()
    let a = try await test.product("A", sku: "A", stock: 10)
    let b = try await test.product("B", sku: "B", stock: 10)
    _ = try await test.shop.sell(
      SaleDraft(
        .layaway(until: nil), lines: [SaleDraft.Line(product: a.id, quantity: 5)], customer: .named("Marta")),
      test.session)
    let outcome = try await test.shop.importStock(try rows([("A", "3"), ("B", "3")], test), test.session)
    #expect(outcome.imported == 1)
    #expect(
      outcome.refused.map(\.reason) == [
        "Stock insuficiente para producto ID \(a.id.value): disponible 5, requerido 7"
      ])
    #expect(try await test.onHand(a) == 10)
    #expect(try await test.onHand(b) == 3)
    #expect(try await test.shop.importStock(try rows([("A", "5")], test), test.session).imported == 1)
    try await test.isClean()
  }
}

@Suite struct `Importing names` {
  @Test func `lets nobody sign in as somebody else, nor a branch be called as another is`() async throws {
    let test = try await TestShop()
    _ = try await test.accounts().add("Eva", .cashier, email: "eva@x.test", test.session)
    let rows: [(String, NameRow.Kind)] = [
      ("ANA", .person(.cashier)), ("Eva@x.test", .person(.cashier)), ("Centro", .branch(aliases: [])),
      ("Sur", .branch(aliases: ["Centro"])), ("Este", .branch(aliases: ["a|b"])),
    ]
    let file = rows.enumerated().map { NameRow(line: $0.offset + 2, name: $0.element.0, kind: $0.element.1) }
    let outcome = try await test.shop.importNames(file, test.session)
    #expect((outcome.imported, outcome.unchanged) == (1, 1))
    #expect(
      outcome.refused.map(\.reason) == [
        "Ya existe otro con nombre «Eva@x.test»", "Ya existe otro con alias «Centro»", "No se entiende «a|b»",
      ])
    let names = try await test.shop.names(test.session)
    #expect(names.people.map(\.name) == ["Ana", "Eva"])
    #expect(names.branches.map(\.name) == ["Principal", "Centro"])
  }

  @Test func `adds what is new in any case and refuses what cannot be`() async throws {
    let test = try await TestShop()
    let (shop, session) = (test.shop, test.session)
    func supplier(phone: String? = nil, leadTime: Int? = nil) -> NameRow.Kind {
      .supplier(phone: phone, email: nil, leadTime: leadTime)
    }
    let rows: [(String, NameRow.Kind)] = [
      ("Norte", .branch(aliases: ["la norte"])), ("LA NORTE", .branch(aliases: [])),
      ("Lab", supplier(leadTime: 3)), ("LAB", supplier()),
      ("Otro", supplier(phone: String(repeating: "9", count: 21))), ("Otro", supplier(leadTime: -1)),
      ("Marta", .customer(phone: "555")), ("Marta", .customer(phone: nil)), ("Eva", .person(.cashier)),
      ("Eva", .person(.manager)), ("", .customer(phone: nil)), ("a\u{7}", .branch(aliases: [])),
    ]
    let file = rows.enumerated().map { NameRow(line: $0.offset + 2, name: $0.element.0, kind: $0.element.1) }
    let outcome = try await shop.importNames(file, session)
    #expect((outcome.imported, outcome.unchanged) == (4, 4))
    #expect(outcome.refused.map(\.line) == [6, 7, 12, 13])
    let names = try await shop.names(session)
    #expect(names.branches.map(\.name) == ["Principal", "Norte"])
    #expect(names.suppliers.map(\.leadTime) == [3])
    #expect(names.customers.map(\.phone) == ["555"])
    #expect(names.people.map(\.role) == [.owner, .cashier])
    let norte = try await shop.open(branch: "La Norte", user: "eva", door: "prueba")
    #expect((norte.home.name, norte.person.role) == ("Norte", .cashier))
  }
}
