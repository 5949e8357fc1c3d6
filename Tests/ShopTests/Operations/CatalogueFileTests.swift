import Inventory
import Shop
import Store
import Testing

@Suite struct `The files of categories, suppliers and customers` {
  @Test func `a category keeps its fields and its place in the tree`() async throws {
    let test = try await TestShop()
    let (shop, session) = (test.shop, test.session)
    var fields = CategoryFields(name: "Perfumes")
    (fields.description, fields.icon, fields.color) = ("De mujer y de hombre", "spray", "#A1b2C3")
    let made = try await shop.createCategory(fields, session)
    fields.order = 11
    #expect(made.fields == fields)
    let child = try await shop.createCategory(CategoryFields(name: "Colonias", parent: made.id), session)
    let node = try #require(try await shop.categories(session).last)
    #expect(node.category == made)
    #expect(node.children.map(\.category) == [child])
    for color in ["rojo", "#12345", "#12345g", "#１２３４５６"] {
      try await test.refuses { _ = try await shop.updateCategory(made.id, session) { $0.color = color } }
    }
    let moved = try await shop.updateCategory(child.id, ifVersion: 1, session) { $0.parent = nil }
    #expect(moved.version == 2)
    try await test.refuses {
      _ = try await shop.updateCategory(child.id, ifVersion: 1, session) { $0.name = "X" }
    } matches: {
      $0 == .outdated(version: 2)
    }
  }

  @Test func `a category does not lie below itself nor beside a namesake`() async throws {
    let test = try await TestShop()
    let (shop, session) = (test.shop, test.session)
    let a = try await shop.createCategory(CategoryFields(name: "A"), session)
    let b = try await shop.createCategory(CategoryFields(name: "B", parent: a.id), session)
    let c = try await shop.createCategory(CategoryFields(name: "C", parent: b.id), session)
    for parent in [a.id, b.id, c.id] {
      try await test.refuses {
        _ = try await shop.updateCategory(a.id, session) { $0.parent = parent }
      } matches: {
        if case .invalid("categoria_padre_id", _) = $0 { true } else { false }
      }
    }
    try await test.refuses {
      _ = try await shop.createCategory(CategoryFields(name: "B", parent: a.id), session)
    } matches: {
      $0 == .duplicate(field: "nombre", value: "B")
    }
    _ = try await shop.createCategory(CategoryFields(name: "B", parent: b.id), session)
  }

  @Test func `a category that was withdrawn does not lie below itself nor below nothing`() async throws {
    let test = try await TestShop()
    let (shop, session) = (test.shop, test.session)
    let category = try await shop.createCategory(CategoryFields(name: "A"), session).id
    _ = try await shop.withdrawCategory(category, session)
    try await test.refuses {
      _ = try await shop.updateCategory(category, session) { $0.parent = category }
    } matches: {
      if case .invalid("categoria_padre_id", _) = $0 { true } else { false }
    }
    try await test.refuses {
      _ = try await shop.updateCategory(category, session) { $0.parent = CategoryID(999) }
    } matches: {
      if case .notFound = $0 { true } else { false }
    }
  }

  @Test func `a category withdrawn leaves its children at the root and its products in none`() async throws {
    let test = try await TestShop()
    let (shop, session) = (test.shop, test.session)
    let tree = try await shop.categories(session)
    let rostro = try #require(tree.first { $0.category.fields.name == "Rostro" })
    let manos = try #require(tree.first { $0.category.fields.name == "Manos y Pies" })
    let product = try await test.product("Jabón") { $0.category = rostro.category.id }
    _ = try await shop.withdrawCategory(rostro.category.id, session)
    let roots = try await shop.categories(session).map(\.category.fields.name)
    #expect(!roots.contains("Rostro"))
    #expect(Set(["Cremas", "Mascarillas", "Sueros", "Limpiadores"]).isSubset(of: roots))
    #expect(try await shop.product(product.id, session).product.category == nil)
    try await test.refuses {
      _ = try await shop.withdrawCategory(manos.category.id, session)
    } matches: {
      if case .conflict = $0 { true } else { false }
    }
    _ = try await shop.createCategory(CategoryFields(name: "Rostro"), session)
  }

  @Test func `a supplier keeps every field of the documents`() async throws {
    let test = try await TestShop()
    let (shop, session) = (test.shop, test.session)
    var fields = SupplierFields(name: "Lab", phone: "591 2 244", email: "ventas@lab.test", leadTime: 3)
    (fields.legalName, fields.taxID, fields.website) = ("Laboratorio SRL", "1023", "https://lab.test")
    (fields.address, fields.city, fields.state) = ("Calle 1", "La Paz", "Murillo")
    (fields.postalCode, fields.country, fields.paymentTerms) = ("0000", "Bolivia", "15-30-45")
    (fields.discount, fields.notes) = (Percent(tenths: 55), "Llamar antes")
    let made = try await shop.createSupplier(fields, session)
    #expect(made.fields == fields)
    #expect(try await shop.supplier(made.id, session) == made)
    let changed = try await shop.updateSupplier(made.id, ifVersion: 1, session) { $0.leadTime = 5 }
    fields.leadTime = 5
    #expect(changed.fields == fields)
    #expect(changed.version == 2)
    try await test.refuses {
      _ = try await shop.updateSupplier(made.id, session) { $0.postalCode = "12345678901" }
    }
    try await test.refuses {
      _ = try await shop.updateSupplier(made.id, session) { $0.discount = Percent(tenths: 1001) }
    }
  }

  @Test func `a supplier withdrawn keeps its name, and comes back with it`() async throws {
    let test = try await TestShop()
    let (shop, session) = (test.shop, test.session)
    let lab = try await shop.createSupplier(SupplierFields(name: "Lab"), session)
    _ = try await shop.withdrawSupplier(lab.id, session)
    #expect(try await shop.suppliers(session).isEmpty)
    #expect(try await shop.suppliers(isActive: nil, session).map(\.id) == [lab.id])
    try await test.refuses {
      _ = try await shop.createSupplier(SupplierFields(name: "LAB"), session)
    } matches: {
      $0 == .duplicate(field: "nombre", value: "LAB")
    }
    let row = NameRow(line: 1, name: "Lab", kind: .supplier(phone: nil, email: nil, leadTime: nil))
    #expect(try await shop.importNames([row], session).imported == 1)
    #expect(try await shop.suppliers(session).map(\.id) == [lab.id])
  }

  @Test func `customers are found by part of a name or a phone`() async throws {
    let test = try await TestShop()
    let (shop, session) = (test.shop, test.session)
    for (name, phone) in [("Marta Ríos", "700-123"), ("Juan 50%", "711-999"), ("Ana", nil)]
      as [(String, String?)]
    {
      _ = try await shop.createCustomer(CustomerFields(name: name, phone: phone), session)
    }
    let table: [(String?, [String])] = [
      (nil, ["Ana", "Juan 50%", "Marta Ríos"]), ("marta", ["Marta Ríos"]), ("AN", ["Ana", "Juan 50%"]),
      ("700", ["Marta Ríos"]), ("9", ["Juan 50%"]), ("%", ["Juan 50%"]), ("_", []), ("\\", []),
    ]
    for (text, names) in table {
      let found = try await shop.customers(matching: text, session)
      #expect(found.items.map(\.fields.name) == names)
      #expect(found.total == names.count)
    }
  }

  @Test func `a customer's file is changed and withdrawn`() async throws {
    let test = try await TestShop()
    let (shop, session) = (test.shop, test.session)
    let made = try await shop.createCustomer(CustomerFields(name: "Marta"), session)
    let changed = try await shop.updateCustomer(made.id, ifVersion: 1, session) {
      ($0.email, $0.notes) = ("marta@x.test", "Alérgica")
    }
    #expect(changed.fields.email == "marta@x.test")
    #expect(try await shop.customer(made.id, session) == changed)
    _ = try await shop.withdrawCustomer(made.id, session)
    #expect(try await shop.customers(session).total == 0)
    #expect(try await shop.customers(isActive: false, session).total == 1)
    try await test.refuses {
      _ = try await shop.updateCustomer(made.id, ifVersion: 1, session) { $0.name = "M" }
    }
  }

  @Test func `another shop's are not found`() async throws {
    let mine = try await TestShop(name: "Mía")
    let theirs = try await TestShop(beside: mine, name: "Suya")
    let (shop, session) = (mine.shop, mine.session)
    let product = try await theirs.product("Gel", sku: "G")
    let record = try await theirs.shop.product(product.id, theirs.session)
    let supplier = try await theirs.shop.createSupplier(SupplierFields(name: "Lab"), theirs.session).id
    let customer = try await theirs.shop.createCustomer(CustomerFields(name: "Marta"), theirs.session).id
    let category = try #require(try await theirs.shop.categories(theirs.session).first).category.id
    func refuses(_ body: () async throws -> Void) async throws {
      try await mine.refuses(body) { if case .notFound = $0 { true } else { false } }
    }
    try await refuses { _ = try await shop.product(product.id, session) }
    try await refuses { _ = try await shop.product(publicID: record.publicID, session) }
    try await refuses { _ = try await shop.updateProduct(product.id, session) { $0.name = "X" } }
    try await refuses { _ = try await shop.withdrawProduct(product.id, session) }
    try await refuses { _ = try await shop.category(category, session) }
    try await refuses { _ = try await shop.withdrawCategory(category, session) }
    try await refuses { _ = try await shop.supplier(supplier, session) }
    try await refuses { _ = try await shop.withdrawSupplier(supplier, session) }
    try await refuses { _ = try await shop.customer(customer, session) }
    try await refuses { _ = try await shop.withdrawCustomer(customer, session) }
    #expect(try await shop.products(session).total == 0)
    #expect(try await shop.suppliers(session).isEmpty)
    #expect(try await shop.customers(session).total == 0)
  }
}
