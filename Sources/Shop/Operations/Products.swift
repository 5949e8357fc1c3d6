package import Inventory
package import Store

extension Shop {
  /// Changes the fields of a product that `edit` sets; a change of price goes to its history.
  ///
  /// - Throws: `ShopError.outdated` where `version` is given and no longer that of the product.
  package func updateProduct(
    _ id: ProductID, ifVersion version: Int64? = nil, _ session: Session,
    _ edit: @escaping @Sendable (inout ProductFields) throws -> Void
  ) async throws -> ProductRecord {
    let now = now()
    return try await write(.manageCatalogue, session) { books in
      let record = try books.existing(id)
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
    try await perform(.priceChange, .manageCatalogue, session, key: key) { books, now in
      let made = try changes.sorted { $0.product < $1.product }.map { change in
        let product = try books.existingProduct(change.product)
        let prices = try change.prices(after: product.prices)
        return try books.setPrices(of: product, to: prices, session, at: now)
      }
      return PriceChanges(made).text
    } reading: { books, _ in
      try changes.map { try books.existingProduct($0.product) }
    }
  }
}

/// A product and what it is to sell for, and to cost and to sell for by wholesale where that changes too.
package struct PriceDraft: Hashable, Sendable {
  package let product: ProductID
  package let sale: Money
  package let cost: Money?
  package let wholesale: Prices.Wholesale?

  package init(
    product: ProductID, sale: Money, cost: Money? = nil, wholesale: Prices.Wholesale? = nil
  ) {
    (self.product, self.sale, self.cost, self.wholesale) = (product, sale, cost, wholesale)
  }

  /// The prices that they are to be instead of `old`.
  func prices(after old: Prices) throws(ShopError) -> Prices {
    guard let wholesale else { return try old.selling(at: sale, cost: cost) }
    return try Prices(sale: sale, cost: cost ?? old.cost, wholesale: wholesale)
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
  /// - Throws: `ShopError.duplicate` where another product bears its SKU or its barcode.
  func checkCodes(of new: NewProduct, except id: ProductID?) throws {
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
  func existingRecord(_ id: ProductID, branch: BranchID?) throws -> ProductRecord {
    guard let record = try productRecord(id, branch: branch) else { throw ShopError.noSuch(.product, id) }
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
