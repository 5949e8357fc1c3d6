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
    guard let id = parts.first.flatMap({ Int64($0) }) else {
      throw .notFound(kind: "producto", name: reference)
    }
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
    let (now, makeID) = (now(), makeID)
    return try await write(.manageCatalogue, session) { books in
      let reference = try books.once(key, .productCreation, at: now) {
        var names = try books.takenNames()
        let made = try arrivals.map { arrival in
          let new = arrival.product
          let id = try books.create(new, &names, publicID: makeID(), session, at: now)
          let entry = try arrival.firstStock.map { first in
            let line = EntryDraft.Line(product: id, quantity: first.quantity)
            let entry = EntryDraft(lines: [line], supplier: new.supplier, branch: first.branch)
            do { return try books.receive(entry, session, at: now) } catch ShopError.invalid(
              "cantidad", let fault)
            {
              throw ShopError.invalid(field: "stock_actual", fault)
            }
          }
          return CreatedProduct(id: id, entry: entry)
        }
        return CreatedProduct.reference(to: made)
      }
      return try CreatedProduct.all(in: reference).map { try books.existingRecord($0.id, session) }
    }
  }

  /// Adds 1 to 50 products, all or none; a refusal names the entry, such as `productos[2].sku`.
  package func createProducts(
    _ batch: [ProductFields], _ session: Session, key: IdempotencyKey? = nil
  ) async throws -> [ProductRecord] {
    try session.require(.manageCatalogue)
    guard (1...50).contains(batch.count) else {
      throw ShopError.invalid(field: "productos", .outside(1...50))
    }
    let (now, makeID) = (now(), makeID)
    return try await store.write(session.organization) { books in
      let reference = try books.once(key, .batchCreation, at: now) {
        var names = try books.takenNames()
        let ids = try batch.enumerated().map { index, fields in
          do {
            return try books.create(fields.checked(), &names, publicID: makeID(), session, at: now)
          } catch let error as ShopError {
            throw error.within("productos[\(index)]")
          }
        }
        return ids.map { String($0.value) }.joined(separator: ",")
      }
      return try reference.split(separator: ",").compactMap { Int64($0) }.map {
        try books.existingRecord(ProductID($0), session)
      }
    }
  }

  /// Adds several products, all or none, and returns their ids in the same order.
  package func createProducts(_ new: [NewProduct], _ session: Session) async throws -> [ProductID] {
    try session.require(.manageCatalogue)
    let (now, makeID) = (now(), makeID)
    return try await store.write(session.organization) { books in
      var names = try books.takenNames()
      return try new.map { try books.create($0, &names, publicID: makeID(), session, at: now) }
    }
  }

  /// Changes the fields of a product that `edit` sets; a change of price goes to its history.
  ///
  /// - Throws: `ShopError.outdated` where `version` is given and no longer that of the product.
  package func updateProduct(
    _ id: ProductID, ifVersion version: Int64? = nil, _ session: Session,
    _ edit: @escaping @Sendable (inout ProductFields) throws -> Void
  ) async throws -> ProductRecord {
    let now = now()
    return try await write(.manageCatalogue, session) { books in
      let record = try books.existingRecord(id)
      if let fields = try edited(record.fields, version: record.version, expected: version, edit) {
        try books.save(fields, of: record, session, at: now)
      }
      return try books.existingRecord(id, session)
    }
  }

  /// Takes a product out of the catalogue; what there is of it, and its past, stay.
  package func withdrawProduct(
    _ id: ProductID, ifVersion version: Int64? = nil, _ session: Session
  ) async throws -> ProductRecord {
    try await updateProduct(id, ifVersion: version, session) { $0.isActive = false }
  }

  /// Changes what products sell for, or cost, and keeps the old prices in their history: all of them or none.
  ///
  /// A wholesale price that would no longer be lower goes.
  @discardableResult
  package func changePrices(
    _ changes: [PriceDraft], _ session: Session, key: IdempotencyKey? = nil
  ) async throws -> [Product] {
    let now = now()
    return try await write(.manageCatalogue, session) { books in
      _ = try books.once(key, .priceChange, at: now) {
        let made = try changes.sorted { $0.product < $1.product }.map { change in
          let product = try books.existingProduct(change.product)
          let prices = try product.prices.selling(at: change.sale, cost: change.cost)
          return try books.setPrices(of: product, to: prices, session, at: now)
        }
        return PriceChanges(made).text
      }
      return try changes.map { try books.existingProduct($0.product) }
    }
  }
}

/// A product and what it is to sell for, and to cost where that changes too.
package struct PriceDraft: Hashable, Sendable {
  package let product: ProductID
  package let sale: Money
  package let cost: Money?

  package init(product: ProductID, sale: Money, cost: Money? = nil) {
    (self.product, self.sale, self.cost) = (product, sale, cost)
  }
}

/// The changes that one operation made, as its reference names them.
struct PriceChanges {
  let ids: [PriceChangeID]
  var text: String { ids.map { String($0.value) }.joined(separator: ",") }

  init(_ ids: [PriceChangeID]) { self.ids = ids }

  /// Nil where `text` names none.
  init?(_ text: String) {
    let numbers = text.split(separator: ",", omittingEmptySubsequences: false).map { Int64($0) }
    guard !numbers.contains(nil) else { return nil }
    ids = numbers.compactMap { $0.map(PriceChangeID.init) }
  }
}

extension Transaction {
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

  fileprivate func check(_ new: NewProduct, _ names: inout Set<String>) throws {
    if let category = new.category { try checkCategory(category) }
    if let supplier = new.supplier { try checkSupplier(supplier) }
    try checkCodes(of: new, except: nil)
    if new.isActive, !names.insert(new.name.lowercased()).inserted {
      throw ShopError.duplicate(field: "nombre", value: new.name)
    }
  }

  /// - Throws: `ShopError.duplicate` where another product bears its SKU or its barcode.
  private func checkCodes(of new: NewProduct, except id: ProductID?) throws {
    if let sku = new.sku, let other = try product(sku: sku), other.id != id {
      throw ShopError.duplicate(field: "sku", value: sku)
    }
    if let barcode = new.barcode?.text, let other = try product(barcode: barcode), other.id != id {
      throw ShopError.duplicate(field: "codigo_barras", value: barcode)
    }
  }

  /// - Throws: `ShopError.duplicate` where another active product is called so, in whatever case.
  func checkName(_ name: String, except id: ProductID?) throws {
    let wanted = name.lowercased()
    let isTaken = try activeProductNames().contains { $0.id != id && $0.name.lowercased() == wanted }
    if isTaken { throw ShopError.duplicate(field: "nombre", value: name) }
  }

  func save(
    _ fields: ProductFields, of record: ProductRecord, _ session: Session, at now: Instant
  ) throws {
    guard fields != record.fields else { return }
    let new = try check(fields, of: record)
    if new.prices != record.product.prices {
      _ = try insertPriceChange(
        of: record.id, from: record.product.prices, to: new.prices, by: session.person.id,
        on: session.clock.day(of: now), at: now)
    }
    try update(Product(id: record.id, new), new.details, at: now)
    try evaluateAlerts(of: [record.id], on: session.clock.day(of: now), at: now)
  }

  /// What a product is to be, once nothing forbids it.
  func check(_ fields: ProductFields, of record: ProductRecord) throws -> NewProduct {
    let new = try fields.checked()
    if let category = new.category, category != record.product.category { try checkCategory(category) }
    if let supplier = new.supplier, supplier != record.product.supplier { try checkSupplier(supplier) }
    try checkCodes(of: new, except: record.id)
    let isNameNew = new.name != record.product.name || !record.product.isActive
    if new.isActive, isNameNew { try checkName(new.name, except: record.id) }
    try checkUnit(new.unit, of: record.product)
    return new
  }

  /// - Throws: `ShopError.conflict` where there is a fraction of what is to be counted from now on.
  func checkUnit(_ unit: Unit, of product: Product) throws {
    guard unit != product.unit, unit.isCountable,
      let balance = try balances(of: product.id).map(\.balance).first(where: { !$0.onHand.isWhole })
    else { return }
    throw ShopError.conflict(.fractionOnHand(product: product.name, balance.onHand))
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
  func existingRecord(_ id: ProductID, branch: BranchID? = nil) throws -> ProductRecord {
    guard let record = try productRecord(id, branch: branch) else {
      throw ShopError.notFound(kind: "producto", name: String(id.value))
    }
    return record
  }

  /// The record as the session's person may see it, with the stock of the branch it is limited to.
  func existingRecord(_ id: ProductID, _ session: Session) throws -> ProductRecord {
    session.shown(try existingRecord(id, branch: session.scope?.id))
  }
}

extension Product {
  fileprivate init(id: ProductID, _ new: NewProduct) {
    self.init(
      id: id, name: new.name, sku: new.sku, barcode: new.barcode, category: new.category,
      supplier: new.supplier,
      prices: new.prices, limits: new.limits, unit: new.unit, isStrategic: new.isStrategic,
      isActive: new.isActive, allowsSale: new.allowsSale, allowsServiceUse: new.allowsServiceUse,
      aliases: new.aliases)
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
