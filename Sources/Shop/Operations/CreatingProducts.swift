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

/// A product to be added, with what there is of it already; without any, with an empty balance in the home branch so
/// that the rules see it.
package struct ProductArrival: Sendable {
  package let product: NewProduct
  package let firstStock: FirstStock?

  package init(_ product: NewProduct, firstStock: FirstStock? = nil) {
    (self.product, self.firstStock) = (product, firstStock)
  }
}

/// What the receipt of an added product refers to: its id, and the entry of its first stock.
struct CreatedProduct {
  let id: ProductID
  let entry: String?

  init(id: ProductID, entry: String?) { (self.id, self.entry) = (id, entry) }

  init(_ reference: String) throws(ShopError) {
    let parts = reference.split(separator: "/", maxSplits: 1)
    guard let id = parts.first.flatMap({ Int64($0) }) else { throw .notFound(.product, name: reference) }
    (self.id, entry) = (ProductID(id), parts.count > 1 ? String(parts[1]) : nil)
  }

  var reference: String { entry.map { "\(id.value)/\($0)" } ?? String(id.value) }

  /// What the receipt of several refers to.
  static func reference(to products: [Self]) -> String { products.map(\.reference).joined(separator: ",") }

  static func all(in reference: String) throws(ShopError) -> [Self] {
    try reference.split(separator: ",").map { (part) throws(ShopError) in try Self(String(part)) }
  }
}

extension Shop {
  /// Refuses products that `createProducts` would refuse.
  package func check(_ new: [NewProduct], _ session: Session) async throws {
    try await read(.manageCatalogue, session) { books in
      var names = try books.takenNames()
      for product in new { try books.check(product, &names) }
    }
  }

  /// Adds a product.
  package func createProduct(
    _ new: NewProduct, firstStock: FirstStock? = nil, _ session: Session, key: IdempotencyKey? = nil
  ) async throws -> ProductRecord {
    let made = try await createProducts([ProductArrival(new, firstStock: firstStock)], session, key: key)
    return made[0]
  }

  /// Adds products, all or none, and returns them in the same order.
  package func createProducts(
    _ arrivals: [ProductArrival], _ session: Session, key: IdempotencyKey? = nil
  ) async throws -> [ProductRecord] {
    if arrivals.contains(where: { $0.firstStock != nil }) { try session.require(.receiveStock) }
    return try await perform(.productCreation, .manageCatalogue, session, key: key) { [makeID] books, now in
      var names = try books.takenNames()
      let made = try arrivals.map { arrival in
        let id = try books.create(arrival.product, &names, publicID: makeID(), session, at: now)
        return CreatedProduct(
          id: id, entry: try books.receiveFirst(arrival.firstStock, of: id, arrival.product, session, at: now)
        )
      }
      return CreatedProduct.reference(to: made)
    } reading: {
      try $0.records(createdUnder: $1, session)
    }
  }

  /// Adds 1 to 50 products, all or none; a refusal names the entry, such as `productos[2].sku`.
  package func createProducts(
    _ batch: [ProductFields], _ session: Session, key: IdempotencyKey? = nil
  ) async throws -> [ProductRecord] {
    guard (1...50).contains(batch.count) else {
      throw ShopError.invalid(field: "productos", .outside(1...50))
    }
    return try await perform(.batchCreation, .manageCatalogue, session, key: key) { [makeID] books, now in
      var names = try books.takenNames()
      let made = try batch.enumerated().map { index, fields in
        do {
          let id = try books.create(fields.checked(), &names, publicID: makeID(), session, at: now)
          return CreatedProduct(id: id, entry: nil)
        } catch let error as ShopError {
          throw error.within("productos[\(index)]")
        }
      }
      return CreatedProduct.reference(to: made)
    } reading: {
      try $0.records(createdUnder: $1, session)
    }
  }
}

extension Transaction {
  /// What was added together, as it is now.
  fileprivate func records(
    createdUnder reference: String, _ session: Session
  ) throws -> [ProductRecord] {
    try CreatedProduct.all(in: reference).map { try existingRecord($0.id, session) }
  }

  /// What the products in the catalogue are called, in small letters.
  fileprivate func takenNames() throws -> Set<String> {
    Set(try activeProductNames().map { $0.name.lowercased() })
  }

  /// Adds a product, and its name to those that are taken.
  fileprivate func create(
    _ new: NewProduct, _ names: inout Set<String>, publicID: String, _ session: Session, at now: Instant
  ) throws -> ProductID {
    try check(new, &names)
    let id = try insert(new, publicID: publicID, at: now)
    try addInTransit(.zero, to: StockPlace(branch: session.home.id, product: id))
    return id
  }

  /// Files what there is of an added product already; the number of the entry, nil where there is nothing.
  fileprivate func receiveFirst(
    _ first: FirstStock?, of id: ProductID, _ new: NewProduct, _ session: Session, at now: Instant
  ) throws -> String? {
    guard let first else { return nil }
    let line = EntryDraft.Line(product: id, quantity: first.quantity)
    let entry = EntryDraft(lines: [line], supplier: new.supplier, branch: first.branch)
    do { return try receive(entry, session, at: now) } catch ShopError.invalid("cantidad", let fault) {
      throw ShopError.invalid(field: "stock_actual", fault)
    }
  }

  fileprivate func check(_ new: NewProduct, _ names: inout Set<String>) throws {
    if let category = new.category { try checkCategory(category) }
    if let supplier = new.supplier { try checkSupplier(supplier) }
    try checkCodes(of: new, except: nil)
    if new.isActive, !names.insert(new.name.lowercased()).inserted {
      throw ShopError.duplicate(field: "nombre", value: new.name)
    }
  }
}

extension ShopError {
  /// The same refusal of a field that lies within a larger one.
  fileprivate func within(_ entry: String) -> ShopError {
    switch self {
    case .invalid(let field, let fault): .invalid(field: "\(entry).\(field)", fault)
    case .duplicate(let field, let value): .duplicate(field: "\(entry).\(field)", value: value)
    default: self
    }
  }
}
