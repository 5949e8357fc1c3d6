package import Inventory
package import Store

/// What there is of a product when it is added.
package struct FirstStock: Sendable, Hashable {
  package let quantity: Quantity
  package let branch: BranchID

  package init(_ quantity: Quantity, in branch: BranchID) {
    (self.quantity, self.branch) = (quantity, branch)
  }
}

/// What the receipt of an added product refers to: its id, and the entry of its first stock.
struct CreatedProduct {
  let id: ProductID
  let entry: String?

  init(id: ProductID, entry: String?) { (self.id, self.entry) = (id, entry) }

  init(_ reference: String) throws(ShopError) {
    let parts = reference.split(separator: "/", maxSplits: 1)
    guard let id = parts.first.flatMap({ Int64($0) }) else {
      throw .notFound(kind: "producto", name: reference)
    }
    (self.id, entry) = (ProductID(id), parts.count > 1 ? String(parts[1]) : nil)
  }

  var reference: String { entry.map { "\(id.value)/\($0)" } ?? String(id.value) }
}

extension Shop {
  /// Adds a product with what there is of it already; without any, with an empty balance in the home branch so that
  /// the rules see it.
  package func createProduct(
    _ new: NewProduct, firstStock: FirstStock? = nil, _ session: Session, key: IdempotencyKey? = nil
  ) async throws -> Product {
    try session.require(.manageCatalogue)
    if firstStock != nil { try session.require(.receiveStock) }
    let now = now()
    let publicID = makeID()
    return try await store.write(session.organization) { books in
      let reference = try books.once(key, .productCreation, at: now) {
        let id = try books.create(new, publicID: publicID, session, at: now)
        let entry = try firstStock.map { first in
          let line = EntryDraft.Line(product: id, quantity: first.quantity)
          return try books.receive(
            EntryDraft(lines: [line], supplier: new.supplier, branch: first.branch), session, at: now)
        }
        return CreatedProduct(id: id, entry: entry).reference
      }
      return try books.existingProduct(try CreatedProduct(reference).id)
    }
  }

  /// Adds several products, all or none, and returns their ids in the same order.
  package func createProducts(_ new: [NewProduct], _ session: Session) async throws -> [ProductID] {
    try session.require(.manageCatalogue)
    let (now, makeID) = (now(), makeID)
    return try await store.write(session.organization) { books in
      try new.map { try books.create($0, publicID: makeID(), session, at: now) }
    }
  }

  /// Adds a category, below `parent` where one is given.
  package func createCategory(name: String, parent: CategoryID?, _ session: Session) async throws
    -> CategoryID
  {
    try session.require(.manageCatalogue)
    try checkLine(name, 1...100, field: "nombre")
    return try await store.write(session.organization) { books in
      if let parent { try books.checkCategory(parent) }
      let siblings = try books.categories().filter { $0.parent == parent }
      guard !siblings.contains(where: { $0.name == name }) else {
        throw ShopError.duplicate(field: "nombre", value: name)
      }
      return try books.insertCategory(name: name, parent: parent, order: siblings.count)
    }
  }

  /// Changes what a product sells for, or costs, and keeps the old prices in its history.
  package func changePrice(
    of product: ProductID, to prices: Prices, _ session: Session, key: IdempotencyKey? = nil
  ) async throws -> Product {
    try session.require(.manageCatalogue)
    let now = now()
    return try await store.write(session.organization) { books in
      _ = try books.once(key, .priceChange, at: now) {
        let change = try books.setPrices(of: try books.existingProduct(product), to: prices, session, at: now)
        return String(change.value)
      }
      return try books.existingProduct(product)
    }
  }

  package func createSupplier(
    name: String, phone: String? = nil, email: String? = nil, leadTime: Int = 7, _ session: Session,
    key: IdempotencyKey? = nil
  ) async throws -> Supplier {
    try session.require(.manageCatalogue)
    let now = now()
    return try await store.write(session.organization) { books in
      let id = try books.once(key, .supplierCreation, at: now) {
        try checkSupplierFields(name: name, phone: phone, email: email, leadTime: leadTime)
        guard try !books.hasSupplier(named: name) else {
          throw ShopError.duplicate(field: "nombre", value: name)
        }
        return String(
          try books.insertSupplier(name: name, phone: phone, email: email, leadTime: leadTime).value)
      }
      guard let supplier = try books.suppliers().first(where: { String($0.id.value) == id }) else {
        throw ShopError.notFound(kind: "proveedor", name: name)
      }
      return supplier
    }
  }

  package func createCustomer(
    name: String, phone: String? = nil, _ session: Session, key: IdempotencyKey? = nil
  ) async throws -> Customer {
    try session.require(.sell)
    let now = now()
    return try await store.write(session.organization) { books in
      let id = try books.once(key, .customerCreation, at: now) {
        try checkLine(name, 1...200, field: "nombre")
        try checkLine(phone ?? "", 0...20, field: "telefono")
        return String(try books.insertCustomer(name: name, phone: phone).value)
      }
      return Customer(id: CustomerID(Int64(id) ?? 0), name: name, phone: phone)
    }
  }
}

extension Transaction {
  fileprivate func create(
    _ new: NewProduct, publicID: String, _ session: Session, at now: Instant
  ) throws -> ProductID {
    if let category = new.category { try checkCategory(category) }
    if let supplier = new.supplier { try checkSupplier(supplier) }
    if let sku = new.sku, try product(sku: sku) != nil { throw ShopError.duplicate(field: "sku", value: sku) }
    if let barcode = new.barcode, try product(barcode: barcode.text) != nil {
      throw ShopError.duplicate(field: "codigo_barras", value: barcode.text)
    }
    if let namesake = try product(named: new.name), namesake.isActive {
      throw ShopError.duplicate(field: "nombre", value: new.name)
    }
    let id = try insert(new, publicID: publicID, at: now)
    try addInTransit(.zero, to: StockPlace(branch: session.home.id, product: id))
    return id
  }

  @discardableResult
  func setPrices(of product: Product, to prices: Prices, _ session: Session, at now: Instant) throws
    -> PriceChangeID
  {
    guard prices != product.prices else {
      throw ShopError.conflict(.samePrice(product: product.name))
    }
    let change = try insertPriceChange(
      of: product.id, from: product.prices, to: prices, by: session.person.id, on: session.clock.day(of: now),
      at: now)
    var changed = product
    changed.prices = prices
    try update(changed, at: now)
    return change
  }
}

extension Transaction {
  /// - Throws: `ShopError.notFound` for a category that is not the shop's.
  func checkCategory(_ id: CategoryID) throws {
    guard try has(id) else { throw ShopError.notFound(kind: "categoría", name: String(id.value)) }
  }

  /// - Throws: `ShopError.notFound` for a supplier that is not the shop's.
  func checkSupplier(_ id: SupplierID) throws {
    guard try has(id) else { throw ShopError.notFound(kind: "proveedor", name: String(id.value)) }
  }

  /// The branch of that id; nil for none.
  ///
  /// - Throws: `ShopError.notFound` for a branch that is not the shop's.
  func existingBranch(_ id: BranchID?) throws -> BranchID? {
    guard let id else { return nil }
    guard try has(id) else { throw ShopError.notFound(kind: "sucursal", name: String(id.value)) }
    return id
  }

  /// Whether a supplier bears that name, in whatever case.
  func hasSupplier(named name: String) throws -> Bool {
    try suppliers().contains { $0.name.lowercased() == name.lowercased() }
  }
}

/// - Throws: `ShopError.invalid` for what a supplier's row may not hold.
func checkSupplierFields(name: String, phone: String?, email: String?, leadTime: Int) throws(ShopError) {
  try checkLine(name, 1...200, field: "nombre")
  try checkLine(phone ?? "", 0...20, field: "telefono")
  try checkLine(email ?? "", 0...100, field: "email")
  guard (0...3650).contains(leadTime) else {
    throw .invalid(
      field: "dias_entrega_estimado", .outside(0...3650))
  }
}
