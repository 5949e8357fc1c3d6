package import Inventory
internal import SQL

extension Transaction {
  /// The active categories of the whole tree, in the order of siblings.
  package func categories() throws -> [Category] {
    try connection.all(
      """
      SELECT id, nombre, categoria_padre_id FROM categorias_productos
      WHERE organizacion_id = \(organization) AND activo = 1 ORDER BY orden, id
      """
    ) { Category(id: $0.id(0), name: $0.text(1), parent: $0.optionalID(2)) }
  }

  /// The active categories with all their fields, in the order of siblings.
  package func categoryRecords() throws -> [CategoryRecord] {
    try connection.all(
      """
      SELECT \(columns) FROM categorias_productos
      WHERE organizacion_id = \(organization) AND activo = 1 ORDER BY orden, id
      """
    ) { $0.category() }
  }

  /// The category of that id, withdrawn or not.
  package func categoryRecord(_ id: CategoryID) throws -> CategoryRecord? {
    try connection.first(
      "SELECT \(columns) FROM categorias_productos WHERE organizacion_id = \(organization) AND id = \(id)"
    ) { $0.category() }
  }

  /// Whether the category is in the tree now; false once it is withdrawn.
  package func has(_ category: CategoryID) throws -> Bool {
    try connection.first(
      "SELECT 1 FROM categorias_productos WHERE organizacion_id = \(organization) AND id = \(category) AND activo = 1"
    ) { _ in true } ?? false
  }

  /// Keeps a category that has a name and a place and nothing else.
  package func insertCategory(name: String, parent: CategoryID?, order: Int) throws -> CategoryID {
    var fields = CategoryFields(name: name, parent: parent)
    fields.order = order
    return try insert(fields)
  }

  /// Keeps a category as active, whatever its fields say, and raises the catalogue's version.
  package func insert(_ category: CategoryFields) throws -> CategoryID {
    try raiseCatalogueVersion()
    return try inserted(
      """
      INSERT INTO categorias_productos (organizacion_id, nombre, descripcion, categoria_padre_id, icono, color, orden)
      VALUES (\(organization), \(category.name), \(category.description), \(category.parent), \(category.icon),
        \(category.color), \(category.order ?? 0)) RETURNING id
      """)
  }

  /// Writes all fields over the old ones; raises the category's version and the catalogue's.
  package func update(_ id: CategoryID, to category: CategoryFields) throws {
    try connection.execute(
      """
      UPDATE categorias_productos SET nombre = \(category.name), descripcion = \(category.description),
        categoria_padre_id = \(category.parent), icono = \(category.icon), color = \(category.color),
        orden = \(category.order ?? 0), activo = \(category.isActive), version = version + 1
      WHERE organizacion_id = \(organization) AND id = \(id)
      """)
    try raiseCatalogueVersion()
  }

  /// Takes the children of a category to the root, and its products out of it.
  package func empty(_ category: CategoryID, at now: Instant) throws {
    try connection.execute(
      """
      UPDATE categorias_productos SET categoria_padre_id = NULL, version = version + 1
      WHERE organizacion_id = \(organization) AND categoria_padre_id = \(category)
      """)
    try connection.execute(
      """
      UPDATE productos SET categoria_id = NULL, version = version + 1, actualizado_en = \(now)
      WHERE organizacion_id = \(organization) AND categoria_id = \(category)
      """)
  }
}

private let columns: SQL = """
  id, nombre, descripcion, categoria_padre_id, icono, color, orden, activo, version
  """

extension Row {
  fileprivate func category() -> CategoryRecord {
    var fields = CategoryFields(name: text(1), parent: optionalID(3))
    (fields.description, fields.icon, fields.color) = (optionalText(2), optionalText(4), optionalText(5))
    (fields.order, fields.isActive) = (Int(integer(6)), bool(7))
    return CategoryRecord(id: id(0), fields: fields, version: integer(8))
  }
}
