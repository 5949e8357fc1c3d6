package import Inventory
package import Store

/// What of a product is to be otherwise; nil leaves it as it is.
package struct ProductChange: Hashable, Sendable {
  package var name: String?
  /// The inner nil takes the SKU away.
  package var sku: String??
  /// The inner nil takes the barcode away.
  package var barcode: String??
  package var cost: Money?
  package var minimum: Quantity?
  package var maximum: Quantity?
  /// The inner nil takes the supplier away.
  package var supplier: SupplierID??
  package var category: CategoryID??
  /// False takes it out of the catalogue.
  package var isActive: Bool?

  package init() {}

  /// Puts what is to be otherwise into `fields`, and tells what it was before.
  func apply(to fields: inout ProductFields) -> ProductChange {
    var before = ProductChange()
    func put<Value: Equatable>(
      _ field: WritableKeyPath<ProductFields, Value>, _ change: WritableKeyPath<ProductChange, Value?>
    ) {
      guard let new = self[keyPath: change], new != fields[keyPath: field] else { return }
      before[keyPath: change] = fields[keyPath: field]
      fields[keyPath: field] = new
    }
    put(\.name, \.name)
    put(\.sku, \.sku)
    put(\.barcode, \.barcode)
    put(\.cost, \.cost)
    put(\.minimum, \.minimum)
    put(\.maximum, \.maximum)
    put(\.supplier, \.supplier)
    put(\.category, \.category)
    put(\.isActive, \.isActive)
    return before
  }
}

extension ProductRecord {
  /// Its fields after a change, and what they were before.
  ///
  /// - Throws: `ShopError.conflict` where all of it is so already.
  fileprivate func changed(by change: ProductChange) throws(ShopError) -> (
    fields: ProductFields, before: ProductChange
  ) {
    var changed = fields
    let before = change.apply(to: &changed)
    guard changed != fields else { throw .conflict(.nothingToChange(product: product.name)) }
    return (changed, before)
  }
}

extension Shop {
  /// Refuses a change that `changeProduct` would refuse.
  package func check(_ change: ProductChange, of id: ProductID, _ session: Session) async throws {
    try await read(.manageCatalogue, session) { books in
      let record = try books.existing(id)
      _ = try books.check(try record.changed(by: change).fields, of: record)
    }
  }

  /// Changes some of a product's fields, such that the change can be reversed by its key.
  ///
  /// - Throws: `ShopError.conflict` where all of it is so already.
  package func changeProduct(
    _ id: ProductID, _ change: ProductChange, _ session: Session, key: IdempotencyKey? = nil
  ) async throws -> ProductRecord {
    try await perform(.productChange, .manageCatalogue, session, key: key) { books, now in
      let record = try books.existing(id)
      let (fields, before) = try record.changed(by: change)
      try books.save(fields, of: record, session, at: now)
      return ChangedProduct(id: id, version: try books.existing(id).version, before: before).reference
    } reading: { books, _ in
      try books.existingRecord(id, session)
    }
  }
}

/// What the receipt of a changed product refers to: its id, its version from then on, and what it was before.
struct ChangedProduct {
  let id: ProductID
  let version: Int64
  let before: ProductChange

  init(id: ProductID, version: Int64, before: ProductChange) {
    (self.id, self.version, self.before) = (id, version, before)
  }

  /// A line for each field, behind the id and the version.
  var reference: String {
    var lines = ["\(id.value)", "\(version)"]
    if let name = before.name { lines.append("nombre=\(name)") }
    if let sku = before.sku { lines.append("sku=\(sku ?? "")") }
    if let barcode = before.barcode { lines.append("codigo_barras=\(barcode ?? "")") }
    if let cost = before.cost { lines.append("costo=\(cost.minorUnits)") }
    if let minimum = before.minimum { lines.append("minimo=\(minimum.thousandths)") }
    if let maximum = before.maximum { lines.append("maximo=\(maximum.thousandths)") }
    if let supplier = before.supplier { lines.append("proveedor=\(supplier.map { String($0.value) } ?? "")") }
    if let category = before.category { lines.append("categoria=\(category.map { String($0.value) } ?? "")") }
    if let isActive = before.isActive { lines.append("activo=\(isActive ? 1 : 0)") }
    return lines.joined(separator: "\n")
  }

  init(_ reference: String) throws(ShopError) {
    let lines = reference.split(separator: "\n", omittingEmptySubsequences: false)
    guard lines.count > 1, let id = Int64(lines[0]), let version = Int64(lines[1]) else {
      throw .notFound(.product, name: reference)
    }
    var before = ProductChange()
    for line in lines.dropFirst(2) {
      let parts = line.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let value = parts.count > 1 ? parts[1] : ""
      switch parts[0] {
      case "nombre": before.name = String(value)
      case "sku": before.sku = .some(value.isEmpty ? nil : String(value))
      case "codigo_barras": before.barcode = .some(value.isEmpty ? nil : String(value))
      case "costo": before.cost = Int64(value).map { Money(minorUnits: $0) }
      case "minimo": before.minimum = Int64(value).map { Quantity(thousandths: $0) }
      case "maximo": before.maximum = Int64(value).map { Quantity(thousandths: $0) }
      case "proveedor": before.supplier = .some(Int64(value).map { SupplierID($0) })
      case "categoria": before.category = .some(Int64(value).map { CategoryID($0) })
      case "activo": before.isActive = value == "1"
      default: break
      }
    }
    self.init(id: ProductID(id), version: version, before: before)
  }
}

extension Transaction {
  /// Makes a product what it was before a change, unless it has changed again.
  func revert(_ reference: String, _ session: Session, at now: Instant) throws {
    let changed = try ChangedProduct(reference)
    let record = try existing(changed.id)
    guard record.version == changed.version else {
      throw ShopError.conflict(.productChangedSince(product: record.product.name))
    }
    var fields = record.fields
    _ = changed.before.apply(to: &fields)
    try save(fields, of: record, session, at: now)
  }
}
