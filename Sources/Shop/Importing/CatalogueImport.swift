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

/// How much of a product a branch has, as a file says.
package struct StockRow: Sendable {
  package let line: Int
  /// Or the name of a product that has none, as an export writes it.
  package let sku: String
  package let branch: BranchID
  package let quantity: Quantity

  package init(line: Int, sku: String, branch: BranchID, quantity: Quantity) {
    (self.line, self.sku, self.branch, self.quantity) = (line, sku, branch, quantity)
  }
}

/// A name with what goes with it: a branch, supplier, customer or person of a file.
package struct NameRow: Sendable {
  package enum Kind: Sendable, Hashable {
    case branch(aliases: [String])
    case supplier(phone: String?, email: String?, leadTime: Int?)
    case customer(phone: String?)
    case person(Role)
  }

  package let line: Int
  package let name: String
  package let kind: Kind

  package init(line: Int, name: String, kind: Kind) { (self.line, self.name, self.kind) = (line, name, kind) }

  fileprivate var isPerson: Bool { if case .person = kind { true } else { false } }
}

extension Shop {
  /// Adds products and changes those whose SKU (or, without one, name) is known; all lines in one transaction.
  ///
  /// A SKU counts on the first line that serves.
  package func importProducts(_ rows: [ProductRow], _ session: Session) async throws -> ImportOutcome {
    try session.require(.importData)
    let (stamp, makeID) = (Stamp(session, at: now()), makeID)
    return try await store.write(session.organization) { books in
      var names = try Filing(books)
      var seen: Set<String> = []
      let outcome = try report(of: rows, line: \.line) { row in
        guard let sku = row.sku else {
          return try books.file(row, &names, session, makeID: makeID, stamp)
        }
        guard !seen.contains(skuKey(sku)) else {
          throw ShopError.conflict(.skuRepeated(sku))
        }
        let isNews = try books.file(row, &names, session, makeID: makeID, stamp)
        seen.insert(skuKey(sku))
        return isNews
      }
      try books.evaluateAlerts(touching: names.changed, stamp)
      return outcome
    }
  }

  /// Sets stock to what a file says, by adjustments in the ledger; all lines in one transaction.
  package func importStock(_ rows: [StockRow], _ session: Session) async throws -> ImportOutcome {
    try session.require(.importData)
    let stamp = Stamp(session, at: now())
    return try await store.write(session.organization) { books in
      var changes: [StockChange] = []
      var targets: [StockPlace: Quantity] = [:]
      let keys = try books.productKeys()
      let outcome = try report(of: rows, line: \.line) { row in
        guard let known = try keys[skuKey(row.sku)] ?? books.product(named: row.sku).map(ProductKey.init)
        else {
          throw ShopError.notFound(kind: "producto", name: row.sku)
        }
        guard row.quantity >= .zero else {
          throw ShopError.invalid(field: "cantidad", .negativeStock)
        }
        guard row.quantity <= .limit else { throw ShopError.amountTooLarge }
        try known.unit.checkWhole(row.quantity, of: known.name)
        _ = try books.existingBranch(row.branch)
        let place = StockPlace(branch: row.branch, product: known.id)
        let balance = try books.balance(place) ?? Balance(onHand: .zero)
        let before = targets[place] ?? balance.onHand
        guard before != row.quantity else {
          try books.addInTransit(.zero, to: place)
          return false
        }
        guard row.quantity >= balance.reserved else {
          throw ShopError.insufficientStock(
            product: known.id, name: known.name, available: before - balance.reserved,
            required: before - row.quantity)
        }
        let isEntry = row.quantity > before
        let quantity = isEntry ? row.quantity - before : before - row.quantity
        let value = isEntry ? try known.cost.times(quantity) : nil
        targets[place] = row.quantity
        changes.append(
          StockChange(
            place: place, name: known.name, kind: isEntry ? .adjustmentIn : .adjustmentOut,
            quantity: quantity, value: value))
        return true
      }
      guard !changes.isEmpty else { return outcome }
      let number = try books.nextFolio(.importation, year: stamp.day.year).text
      try books.post(
        changes, under: LedgerDocument(number: number, reason: "Importación de existencias"), stamp)
      return outcome
    }
  }

  /// Adds branches, suppliers, customers or people whose name is new; all lines in one transaction.
  package func importNames(_ rows: [NameRow], _ session: Session) async throws -> ImportOutcome {
    try session.require(.importData)
    if rows.contains(where: \.isPerson) { try session.require(.managePeople) }
    return try await store.write(session.organization) { books in
      try report(of: rows, line: \.line) { try books.file($0) }
    }
  }
}

/// Runs `file` over every row: true for a change, false for none, a refusal for a `ShopError`.
private func report<Row>(
  of rows: [Row], line: (Row) -> Int, _ file: (Row) throws -> Bool
) throws -> ImportOutcome {
  var outcome = ImportOutcome()
  for row in rows {
    do {
      if try file(row) { outcome.imported += 1 } else { outcome.unchanged += 1 }
    } catch let error as ShopError {
      outcome.refused.append(ImportOutcome.Refusal(line: line(row), reason: error.reason))
    }
  }
  return outcome
}

/// The names that product rows refer to, made where they are new.
private struct Filing {
  private var categories: [Category]
  private var suppliers: [String: SupplierID]
  /// The products that were known and are no longer as they were.
  var changed: Set<ProductID> = []

  init(_ books: Transaction) throws {
    categories = try books.categories()
    suppliers = Dictionary(
      try books.suppliers().map { ($0.name.lowercased(), $0.id) }, uniquingKeysWith: { first, _ in first })
  }

  /// The category of a name, wherever it stands in the tree, or of a path from the root: `Rostro > Cremas`.
  mutating func category(_ path: CategoryPath, _ books: Transaction) throws -> CategoryID? {
    if path.names.count == 1, let known = categories.first(where: { $0.isCalled(path.names[0]) }) {
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
    if let known = suppliers[name.lowercased()] { return known }
    let id = try books.filedSupplier(SupplierFields(name: name)).id
    suppliers[name.lowercased()] = id
    return id
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

extension Category {
  fileprivate func isCalled(_ text: String) -> Bool { name.lowercased() == text.lowercased() }
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
      barcode: try row.barcode.map { try Barcode($0) } ?? known?.barcode,
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

  fileprivate func file(_ row: NameRow) throws -> Bool {
    try checkLine(row.name, 1...200, field: "nombre")
    switch row.kind {
    case .branch(let aliases):
      let fields = BranchFields(name: row.name, aliases: aliases)
      try fields.check()
      guard try !allBranches().values.contains(where: { $0.isCalled(row.name) }) else { return false }
      try checkBranch(fields, except: nil)
      _ = try insertBranch(name: fields.name, kind: fields.kind, aliases: fields.aliases)
    case .supplier(let phone, let email, let leadTime):
      let fields = SupplierFields(name: row.name, phone: phone, email: email, leadTime: leadTime ?? 7)
      try fields.check()
      return try filedSupplier(fields).isNew
    case .customer(let phone):
      let fields = CustomerFields(name: row.name, phone: phone)
      try fields.check()
      guard try customer(named: row.name) == nil else { return false }
      _ = try insert(fields)
    case .person(let role):
      guard try !accounts().contains(where: { $0.person.name.asLogin == row.name.asLogin }) else {
        return false
      }
      try checkLogin(row.name, field: "nombre", except: nil)
      _ = try insertPerson(name: row.name, role: role)
    }
    return true
  }
}
