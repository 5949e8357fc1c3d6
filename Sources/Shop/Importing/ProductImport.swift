package import Inventory
internal import Store

/// A product as a file describes it; what is nil is left as it is.
package struct ProductRow: Sendable {
  package var line: Int
  package var sku: String?
  package var name: String
  package var category: String?
  package var supplier: String?
  package var salePrice: Money
  package var cost: Money?
  package var minimum: Quantity?
  package var maximum: Quantity?
  package var barcode: String?
  package var unit: Unit?
  package var isStrategic: Bool?
  package var aliases: [String]?

  package init(line: Int, sku: String?, name: String, salePrice: Money) {
    (self.line, self.sku, self.name, self.salePrice) = (line, sku, name, salePrice)
  }
}

/// A product of a line that was refused.
package struct UnreadProduct: Sendable {
  package let line: Int
  package let sku: String
  package let name: String

  package init(line: Int, sku: String, name: String) { (self.line, self.sku, self.name) = (line, sku, name) }
}

extension Shop {
  /// Adds products and changes those whose SKU (or, without one, name) is known; all lines in one transaction.
  ///
  /// A SKU counts on the first line that serves; behind one that does not, only where it names the same product.
  /// `unread` are products of lines that could not be read.
  package func importProducts(
    _ rows: [ProductRow], after unread: [UnreadProduct] = [], _ session: Session
  ) async throws -> ImportOutcome {
    try session.require(.importData)
    let (stamp, makeID) = (Stamp(session, at: now()), makeID)
    return try await store.write(session.organization) { books in
      var names = try Filing(books)
      var seen: Set<String> = []
      var refused: [String: UnreadProduct] = [:]
      for product in unread.reversed() { refused[skuKey(product.sku)] = product }
      let outcome = try report(of: rows, line: \.line) { row in
        guard let sku = row.sku else {
          return try books.file(row, &names, session, makeID: makeID, stamp)
        }
        guard !seen.contains(skuKey(sku)) else {
          throw ShopError.conflict(.skuRepeated(sku))
        }
        if let first = refused[skuKey(sku)], first.line < row.line, first.name != row.name {
          throw ShopError.conflict(.skuRefused(sku, line: first.line))
        }
        do {
          let isNews = try books.file(row, &names, session, makeID: makeID, stamp)
          seen.insert(skuKey(sku))
          return isNews
        } catch let error as ShopError {
          if refused[skuKey(sku)] == nil, !row.name.isEmpty {
            refused[skuKey(sku)] = UnreadProduct(line: row.line, sku: sku, name: row.name)
          }
          throw error
        }
      }
      try books.evaluateAlerts(touching: names.changed, stamp)
      return outcome
    }
  }
}

/// The names that product rows refer to, made where they are new.
private struct Filing {
  private var categories: [Category]
  private var suppliers: SuppliersOnFile
  /// The products that were known and are no longer as they were.
  var changed: Set<ProductID> = []

  init(_ books: Transaction) throws {
    categories = try books.categories()
    suppliers = try SuppliersOnFile(books)
  }

  /// The category of a name, wherever it stands in the tree, or of a path from the root: `Rostro > Cremas`.
  mutating func category(_ path: CategoryPath, _ books: Transaction) throws -> CategoryID? {
    if path.names.count == 1, let known = categories.first(called: path.names[0]) {
      return known.id
    }
    var parent: CategoryID?
    for name in path.names {
      if let known = categories.first(where: { $0.isCalled(name) && $0.parent == parent }) {
        parent = known.id
      } else {
        let id = try books.insertCategory(name: name, parent: parent, order: categories.count)
        categories.append(Category(id: id, name: name, parent: parent))
        parent = id
      }
    }
    return parent
  }

  mutating func supplier(_ name: String, _ books: Transaction) throws -> SupplierID {
    try suppliers.file(SupplierFields(name: name), books).id
  }
}

/// The name of a category, or the names from the root down to it.
private struct CategoryPath {
  let names: [String]

  /// - Throws: `ShopError.invalid` for a name that is blank or longer than its column.
  init(_ text: String) throws(ShopError) {
    names = text.split(separator: ">", omittingEmptySubsequences: false).map(\.trimmed)
    for name in names { try checkLine(name, 1...100, field: "categoria") }
  }
}

extension ProductRow {
  /// - Throws: `ShopError.invalid` with what was written.
  fileprivate func checkedBarcode() throws(ShopError) -> Barcode? {
    guard let barcode else { return nil }
    do { return try Barcode(barcode) } catch {
      throw .invalid(field: "codigo_barras", .badBarcodeText(barcode))
    }
  }
}

extension Substring {
  fileprivate var trimmed: String {
    String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }
}

extension Transaction {
  fileprivate func file(
    _ row: ProductRow, _ filing: inout Filing, _ session: Session, makeID: () -> String, _ stamp: Stamp
  ) throws -> Bool {
    let known = try row.sku.map { try self.product(sku: $0) } ?? self.product(named: row.name)
    var product = try NewProduct(
      name: row.name, sku: row.sku ?? known?.sku,
      barcode: try row.checkedBarcode() ?? known?.barcode,
      category: known?.category, supplier: known?.supplier,
      prices: known?.prices.selling(at: row.salePrice, cost: row.cost)
        ?? Prices(sale: row.salePrice, cost: row.cost ?? .zero),
      unit: row.unit ?? known?.unit ?? .unit, isStrategic: row.isStrategic ?? known?.isStrategic ?? false,
      aliases: row.aliases ?? known?.aliases ?? [])
    let minimum = row.minimum ?? known?.limits.minimum ?? StockLimits.standard.minimum
    product.limits = try StockLimits(
      minimum: minimum,
      maximum: row.maximum ?? max(known?.limits.maximum ?? StockLimits.standard.maximum, minimum),
      alertsAtMinimum: known?.limits.alertsAtMinimum ?? true)
    if let barcode = product.barcode, let other = try self.product(barcode: barcode.text),
      other.id != known?.id
    {
      throw ShopError.duplicate(field: "codigo_barras", value: barcode.text)
    }
    if let known {
      if product.name != known.name || !known.isActive { try checkName(product.name, except: known.id) }
      try checkUnit(product.unit, of: known)
    }
    let path = try row.category.map { try CategoryPath($0) }
    if let supplier = row.supplier { try checkLine(supplier, 1...200, field: "proveedor") }
    if let path { product.category = try filing.category(path, self) }
    if let supplier = row.supplier { product.supplier = try filing.supplier(supplier, self) }
    guard let known else {
      let id = try insert(product, publicID: makeID(), at: stamp.now)
      try addInTransit(.zero, to: StockPlace(branch: session.home.id, product: id))
      return true
    }
    var changed = known
    (changed.name, changed.sku, changed.barcode) = (product.name, product.sku, product.barcode)
    (changed.category, changed.supplier) = (product.category, product.supplier)
    (changed.prices, changed.limits, changed.unit) = (product.prices, product.limits, product.unit)
    (changed.isStrategic, changed.isActive, changed.aliases) = (product.isStrategic, true, product.aliases)
    guard changed != known else { return false }
    if changed.prices != known.prices {
      _ = try insertPriceChange(
        of: known.id, from: known.prices, to: changed.prices, by: stamp.person, on: stamp.day, at: stamp.now)
    }
    try update(changed, at: stamp.now)
    filing.changed.insert(known.id)
    return true
  }
}
