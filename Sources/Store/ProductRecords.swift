package import Inventory
internal import SQL

/// All that the shop keeps of a product, with its stock (table `productos`).
package struct ProductRecord: Sendable, Hashable {
  package var product: Product
  package let details: ProductDetails
  /// What links and QR codes name it by.
  package let publicID: String
  /// On hand in the branch that was asked about, or in all of them.
  package let onHand: Quantity
  package let reserved: Quantity
  package let createdAt: Instant
  package let updatedAt: Instant
  /// Rises with every change of its fields; stock moves without it.
  package let version: Int64

  package var id: ProductID { product.id }
  package var available: Quantity { onHand - reserved }
  package var fields: ProductFields { ProductFields(product, details) }
}

/// Which products a list shows, and in which order.
package struct ProductFilter: Sendable, Hashable {
  /// Those of the category and of all below it.
  package var category: CategoryID?
  package var supplier: SupplierID?
  /// Whether what is free in some branch is no more than the minimum.
  package var isLow: Bool?
  /// Nil shows withdrawn ones too.
  package var isActive: Bool? = true
  /// What a person typed to look for.
  package var text: String?
  /// Nil lists by name, and what was searched for best first.
  package var order: Order?
  /// Whose stock is shown and compared; nil for all branches.
  package var branch: BranchID?

  package enum Order: String, CaseIterable, Sendable {
    case name = "nombre"
    case price = "precio"
    case stock
    case category = "categoria"
  }

  package init() {}
}

extension Transaction {
  /// The products that fit `filter`, whose text is left aside; of `ids` alone where there are any.
  ///
  /// `categories` are those that it admits. Only the products of the page are read whole.
  package func productRecords(
    _ filter: ProductFilter, categories: Set<CategoryID>?, among ids: [ProductID]? = nil, _ page: Page
  ) throws -> Paged<ProductRecord> {
    let found = try productList(filter, categories, among: ids)
    let shown = Array(found.dropFirst(page.offset).prefix(page.size))
    return Paged(try productRecords(shown, branch: filter.branch), total: found.count)
  }

  /// The ids of a whole list in its order; those that stock does not touch are kept.
  private func productList(
    _ filter: ProductFilter, _ categories: Set<CategoryID>?, among ids: [ProductID]?
  ) throws -> [ProductID] {
    func read() throws -> [ProductID] {
      let (order, join) = sorting(filter.order ?? .name, filter.branch)
      return try connection.all(
        "SELECT p.id FROM productos p \(join) WHERE \(conditions(filter, categories, ids)) ORDER BY \(order)"
      ) { $0.id(0) }
    }
    guard let lists, ids == nil, filter.isLow == nil, filter.order != .stock else { return try read() }
    var kept = filter
    (kept.branch, kept.text) = (nil, nil)
    return try lists.ids(
      ProductLists.Key(organization: organization, filter: kept, categories: categories),
      version: try catalogueVersion(), make: read)
  }

  /// The products with these ids, in the order of the ids; those that do not exist are left out.
  package func productRecords(_ ids: [ProductID], branch: BranchID?) throws -> [ProductRecord] {
    var found: [ProductID: ProductRecord] = [:]
    try eachRecord("p.id IN \(list: ids)", branch) { found[$0.id] = $0 }
    return ids.compactMap { found[$0] }
  }

  /// Which of `ids` the filter admits.
  package func productIDs(
    _ filter: ProductFilter, categories: Set<CategoryID>?, among ids: [ProductID]
  ) throws -> Set<ProductID> {
    Set(
      try connection.all("SELECT p.id FROM productos p WHERE \(conditions(filter, categories, ids))") {
        $0.id(0)
      })
  }

  /// The `+` keeps SQLite from taking `activo` for a constant, by which it would no longer see that the index over
  /// names has the products in order.
  private func conditions(
    _ filter: ProductFilter, _ categories: Set<CategoryID>?, _ ids: [ProductID]?
  ) -> SQL {
    """
    p.organizacion_id = \(organization)
    \(when(filter.isActive) { "AND +p.activo = \($0)" })
    \(when(filter.supplier) { "AND p.proveedor_id = \($0)" })
    \(when(categories) { "AND p.categoria_id IN \(list: $0.sorted())" })
    \(when(ids) { "AND p.id IN \(list: $0)" })
    \(when(filter.isLow) { isLow in
      """
      AND \(isLow ? "" : "NOT" as SQL) EXISTS (SELECT 1 FROM existencias e WHERE e.organizacion_id = p.organizacion_id
        AND e.producto_id = p.id AND e.cantidad - e.reservado <= p.stock_minimo
        \(when(filter.branch) { "AND e.sucursal_id = \($0)" }))
      """
    })
    """
  }

  /// What to sort products by, and the table that is needed for it; by name as the index over names has them.
  private func sorting(_ order: ProductFilter.Order, _ branch: BranchID?) -> (order: SQL, join: SQL) {
    switch order {
    case .name: ("p.nombre, p.activo, p.id", "")
    case .price: ("p.precio_venta, p.nombre, p.id", "")
    case .stock: ("\(stock("cantidad", branch)), p.nombre, p.id", "")
    case .category:
      (
        "c.nombre IS NULL, c.nombre, p.nombre, p.id",
        "LEFT JOIN categorias_productos c ON c.organizacion_id = p.organizacion_id AND c.id = p.categoria_id"
      )
    }
  }

  private var recordColumns: SQL {
    """
    \(productColumns), p.descripcion, p.alerta_dias_antes_vencimiento, p.es_perecedero, p.dias_vida_util,
    p.imagen_url, p.color, p.talla, p.requiere_receta, p.notas, p.id_publico, p.creado_en, p.actualizado_en,
    p.version, coalesce(sum(e.cantidad), 0), coalesce(sum(e.reservado), 0)
    """
  }

  /// The products for which `condition` holds, in no order, with their stock.
  private func eachRecord(_ condition: SQL, _ branch: BranchID?, _ body: (ProductRecord) throws -> Void)
    throws
  {
    try connection.each(
      """
      SELECT \(recordColumns) FROM productos p
      LEFT JOIN existencias e ON e.organizacion_id = p.organizacion_id AND e.producto_id = p.id
        \(when(branch) { "AND e.sucursal_id = \($0)" })
      WHERE p.organizacion_id = \(organization) AND \(condition) GROUP BY p.id
      """
    ) { try body(try $0.productRecord()) }
  }

  private func stock(_ column: SQL, _ branch: BranchID?) -> SQL {
    """
    (SELECT coalesce(sum(e.\(column)), 0) FROM existencias e WHERE e.organizacion_id = p.organizacion_id
      AND e.producto_id = p.id \(when(branch) { "AND e.sucursal_id = \($0)" }))
    """
  }

  /// The product of that id with the stock of a branch, or of all where it is nil.
  package func productRecord(_ id: ProductID, branch: BranchID?) throws -> ProductRecord? {
    var found: ProductRecord?
    try eachRecord("p.id = \(id)", branch) { found = $0 }
    return found
  }

  /// The same of the product that a link or a QR code names.
  package func productRecord(publicID: String, branch: BranchID?) throws -> ProductRecord? {
    var found: ProductRecord?
    try eachRecord("p.id_publico = \(publicID)", branch) { found = $0 }
    return found
  }

  /// Writes the details of a product; its version is raised by the change they are part of.
  func update(_ details: ProductDetails, of product: ProductID) throws {
    try connection.execute(
      """
      UPDATE productos SET descripcion = \(details.description),
        alerta_dias_antes_vencimiento = \(details.expiryNotice), es_perecedero = \(details.isPerishable),
        dias_vida_util = \(details.shelfLife), imagen_url = \(details.imageURL), color = \(details.color),
        talla = \(details.size), requiere_receta = \(details.needsPrescription), notas = \(details.notes)
      WHERE organizacion_id = \(organization) AND id = \(product)
      """)
  }

  /// Writes every field of a product and raises its version.
  package func update(_ product: Product, _ details: ProductDetails, at now: Instant) throws {
    try update(product, at: now)
    try update(details, of: product.id)
  }
}

extension Row {
  /// Reads the columns of `recordColumns`.
  fileprivate func productRecord() throws -> ProductRecord {
    var details = ProductDetails()
    (details.description, details.expiryNotice) = (optionalText(19), Int(integer(20)))
    (details.isPerishable, details.shelfLife) = (bool(21), optionalInteger(22).map { Int($0) })
    (details.imageURL, details.color, details.size) = (optionalText(23), optionalText(24), optionalText(25))
    (details.needsPrescription, details.notes) = (bool(26), optionalText(27))
    return ProductRecord(
      product: try product(), details: details, publicID: text(28), onHand: quantity(32),
      reserved: quantity(33),
      createdAt: instant(29), updatedAt: instant(30), version: integer(31))
  }
}
