package import Inventory
internal import SQL

/// The columns of the product `p` that `Row.product` reads.
let productColumns: SQL = """
  p.id, p.nombre, p.sku, p.codigo_barras, p.categoria_id, p.proveedor_id, p.precio_venta, p.precio_compra,
  p.precio_mayoreo, p.cantidad_mayoreo, p.stock_minimo, p.stock_maximo, p.alerta_stock_minimo, p.unidad_medida,
  p.is_strategic, p.activo, p.permite_venta, p.permite_uso_servicio, p.alias
  """

extension Row {
  func product() throws -> Product {
    let wholesale = optionalInteger(8).map {
      Prices.Wholesale(price: Money(minorUnits: $0), quantity: quantity(9))
    }
    return Product(
      id: id(0), name: text(1), sku: optionalText(2), barcode: try optionalText(3).map { try Barcode($0) },
      category: optionalID(4), supplier: optionalID(5),
      prices: try Prices(sale: money(6), cost: money(7), wholesale: wholesale),
      limits: try StockLimits(minimum: quantity(10), maximum: quantity(11), alertsAtMinimum: bool(12)),
      unit: try name(13), isStrategic: bool(14), isActive: bool(15), allowsSale: bool(16),
      allowsServiceUse: bool(17), aliases: words(18))
  }
}

/// What is needed to write a product that has no id yet.
package struct NewProduct: Sendable, Hashable {
  package var name: String
  package var sku: String?
  package var barcode: Barcode?
  package var category: CategoryID?
  package var supplier: SupplierID?
  package var prices: Prices
  package var limits: StockLimits
  package var unit: Unit
  package var isStrategic: Bool
  package var isActive = true
  package var allowsSale = true
  package var allowsServiceUse = true
  package var aliases: [String]
  package var details = ProductDetails()

  /// - Throws: `ShopError.invalid` for a name, SKU or alias that the documents do not allow.
  package init(
    name: String, sku: String? = nil, barcode: Barcode? = nil, category: CategoryID? = nil,
    supplier: SupplierID? = nil, prices: Prices, limits: StockLimits = .standard, unit: Unit = .unit,
    isStrategic: Bool = false, aliases: [String] = []
  ) throws(ShopError) {
    try checkLine(name, 1...200, field: "nombre")
    if let sku { try checkLine(sku, 1...50, field: "sku") }
    (self.name, self.sku, self.barcode) = (name, sku, barcode)
    (self.category, self.supplier, self.prices, self.limits) = (category, supplier, prices, limits)
    (self.unit, self.isStrategic) = (unit, isStrategic)
    self.aliases = aliases
    for alias in aliases { try checkAlias(alias) }
  }
}

/// What an import needs of a product.
package struct ProductKey: Sendable, Hashable {
  package let id: ProductID
  package let name: String
  package let cost: Money
  package let unit: Unit

  package init(id: ProductID, name: String, cost: Money, unit: Unit) {
    (self.id, self.name, self.cost, self.unit) = (id, name, cost, unit)
  }

  package init(_ product: Product) {
    self.init(id: product.id, name: product.name, cost: product.prices.cost, unit: product.unit)
  }
}

/// How a SKU is compared: without case.
package func skuKey(_ sku: String) -> String {
  let isUpperCase = sku.utf8.allSatisfy { $0 < 0x80 && !(UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) }
  return isUpperCase ? sku : sku.uppercased()
}

extension Transaction {
  /// The product of that id, withdrawn or not.
  package func product(_ id: ProductID) throws -> Product? {
    try connection.first(
      "SELECT \(productColumns) FROM productos p WHERE p.organizacion_id = \(organization) AND p.id = \(id)"
    ) { try $0.product() }
  }

  /// The products of those ids that the shop has, withdrawn or not.
  package func products(_ ids: [ProductID]) throws -> [ProductID: Product] {
    var found: [ProductID: Product] = [:]
    for start in stride(from: 0, to: ids.count, by: 500) {
      let some = Array(ids[start..<min(start + 500, ids.count)])
      try connection.each(
        "SELECT \(productColumns) FROM productos p WHERE p.organizacion_id = \(organization) AND p.id IN \(list: some)"
      ) {
        let product = try $0.product()
        found[product.id] = product
      }
    }
    return found
  }

  /// The products in the catalogue, or those that were withdrawn, oldest first; nil for all.
  package func products(isActive: Bool?) throws -> [Product] {
    try connection.all(
      """
      SELECT \(productColumns) FROM productos p WHERE p.organizacion_id = \(organization)
        \(when(isActive) { "AND p.activo = \($0)" }) ORDER BY p.id
      """
    ) { try $0.product() }
  }

  /// What the products in the catalogue are called.
  package func activeProductNames() throws -> [(id: ProductID, name: String)] {
    try connection.all(
      "SELECT id, nombre FROM productos WHERE organizacion_id = \(organization) AND activo = 1"
    ) { ($0.id(0), $0.text(1)) }
  }

  /// How many products there are; nil counts withdrawn ones too.
  package func productCount(isActive: Bool?) throws -> Int {
    try connection.first(
      """
      SELECT count(*) FROM productos WHERE organizacion_id = \(organization)
        \(when(isActive) { "AND activo = \($0)" })
      """
    ) { Int($0.integer(0)) } ?? 0
  }

  /// The product that bears exactly that name: one in the catalogue before a withdrawn one, the oldest of several.
  package func product(named name: String) throws -> Product? {
    try connection.first(
      """
      SELECT \(productColumns) FROM productos p WHERE p.organizacion_id = \(organization) AND p.nombre = \(name)
      ORDER BY p.activo DESC, p.id
      """
    ) { try $0.product() }
  }

  /// The product whose SKU has the same `skuKey`, withdrawn or not: no two share one.
  package func product(sku: String) throws -> Product? {
    try connection.first(
      "SELECT \(productColumns) FROM productos p WHERE p.organizacion_id = \(organization) AND p.sku_clave = \(skuKey(sku))"
    ) { try $0.product() }
  }

  /// The product with that barcode, withdrawn or not: no two share one.
  package func product(barcode: String) throws -> Product? {
    try connection.first(
      "SELECT \(productColumns) FROM productos p WHERE p.organizacion_id = \(organization) AND p.codigo_barras = \(barcode)"
    ) { try $0.product() }
  }

  /// Every SKU of the shop with what an import needs of its product, compared by `skuKey`.
  package func productKeys() throws -> [String: ProductKey] {
    var keys: [String: ProductKey] = [:]
    try connection.each(
      """
      SELECT sku_clave, id, nombre, precio_compra, unidad_medida FROM productos
      WHERE organizacion_id = \(organization) AND sku_clave IS NOT NULL
      """
    ) {
      keys[$0.text(0)] = ProductKey(id: $0.id(1), name: $0.text(2), cost: $0.money(3), unit: try $0.name(4))
    }
    return keys
  }

  /// Up to `limit` active products whose words fit `query`, which is in the word index's own syntax; in no order.
  package func candidates(matching query: String, isActive: Bool?, limit: Int) throws -> [Product] {
    try connection.all(
      """
      SELECT \(productColumns) FROM productos_texto CROSS JOIN productos p
      WHERE productos_texto MATCH \(query) AND p.organizacion_id = \(organization)
        AND p.id = productos_texto.rowid \(when(isActive) { "AND p.activo = \($0)" }) LIMIT \(limit)
      """
    ) { try $0.product() }
  }

  /// Writes a product and its words, and raises the version of the catalogue.
  package func insert(_ new: NewProduct, publicID: String, at now: Instant) throws -> ProductID {
    let id: ProductID = try inserted(
      """
      INSERT INTO productos (organizacion_id, id_publico, nombre, sku, sku_clave, codigo_barras, categoria_id,
        proveedor_id, precio_compra, precio_venta, precio_mayoreo, cantidad_mayoreo, stock_minimo, stock_maximo,
        alerta_stock_minimo, unidad_medida, is_strategic, activo, permite_venta, permite_uso_servicio, alias,
        creado_en, actualizado_en)
      VALUES (\(organization), \(publicID), \(new.name), \(new.sku), \(new.sku.map(skuKey)), \(new.barcode?.text),
        \(new.category), \(new.supplier), \(new.prices.cost), \(new.prices.sale), \(new.prices.wholesale?.price),
        \(new.prices.wholesale?.quantity), \(new.limits.minimum), \(new.limits.maximum),
        \(new.limits.alertsAtMinimum), \(new.unit.rawValue), \(new.isStrategic), \(new.isActive),
        \(new.allowsSale), \(new.allowsServiceUse), \(new.aliases.joined(separator: "|")), \(now), \(now)) RETURNING id
      """)
    try connection.execute(
      """
      INSERT INTO productos_texto (rowid, texto, organizacion_id)
      VALUES (\(id), \(searchText(new.name, new.sku, new.barcode?.text, new.aliases)), \(organization))
      """)
    if new.details != ProductDetails() { try update(new.details, of: id) }
    try raiseCatalogueVersion()
    return id
  }

  /// Writes every field of a product that may change but its details, and raises its version.
  package func update(_ product: Product, at now: Instant) throws {
    try connection.execute(
      """
      UPDATE productos SET nombre = \(product.name), sku = \(product.sku), sku_clave = \(product.sku.map(skuKey)),
        codigo_barras = \(product.barcode?.text), categoria_id = \(product.category),
        proveedor_id = \(product.supplier), precio_compra = \(product.prices.cost),
        precio_venta = \(product.prices.sale), precio_mayoreo = \(product.prices.wholesale?.price),
        cantidad_mayoreo = \(product.prices.wholesale?.quantity), stock_minimo = \(product.limits.minimum),
        stock_maximo = \(product.limits.maximum), alerta_stock_minimo = \(product.limits.alertsAtMinimum),
        unidad_medida = \(product.unit.rawValue), is_strategic = \(product.isStrategic),
        activo = \(product.isActive), permite_venta = \(product.allowsSale),
        permite_uso_servicio = \(product.allowsServiceUse), version = version + 1,
        alias = \(product.aliases.joined(separator: "|")), actualizado_en = \(now)
      WHERE organizacion_id = \(organization) AND id = \(product.id)
      """)
    try connection.execute(
      """
      UPDATE productos_texto
      SET texto = \(searchText(product.name, product.sku, product.barcode?.text, product.aliases))
      WHERE rowid = \(product.id)
      """)
    try raiseCatalogueVersion()
  }

  /// Rises with every change of what can be named: products, branches, people, customers, suppliers, categories.
  package func catalogueVersion() throws -> Int64 {
    try connection.first("SELECT catalogo_version FROM organizaciones WHERE id = \(organization)") {
      $0.integer(0)
    } ?? 0
  }

  /// Gives the catalogue a version that no copy of this store has had.
  func outdateCatalogue() throws {
    try connection.execute(
      """
      UPDATE organizaciones SET catalogo_version = catalogo_version + \(Int64.random(in: 1_000...1_000_000_000))
      WHERE id = \(organization)
      """)
  }

  func raiseCatalogueVersion() throws {
    try connection.execute(
      "UPDATE organizaciones SET catalogo_version = catalogo_version + 1 WHERE id = \(organization)")
  }

  private func searchText(_ name: String, _ sku: String?, _ barcode: String?, _ aliases: [String]) -> String {
    ([name, sku, barcode].compactMap { $0 } + aliases).joined(separator: " ")
  }
}
