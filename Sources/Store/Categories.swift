package import Inventory
internal import SQL

extension Transaction {
  package func categories() throws -> [Category] {
    try connection.all(
      """
      SELECT id, nombre, categoria_padre_id FROM categorias_productos
      WHERE organizacion_id = \(organization) AND activo = 1 ORDER BY orden, id
      """
    ) { Category(id: $0.id(0), name: $0.text(1), parent: $0.optionalID(2)) }
  }

  package func has(_ category: CategoryID) throws -> Bool {
    try connection.first(
      "SELECT 1 FROM categorias_productos WHERE organizacion_id = \(organization) AND id = \(category) AND activo = 1"
    ) { _ in true } ?? false
  }

  package func insertCategory(name: String, parent: CategoryID?, order: Int) throws -> CategoryID {
    let id: CategoryID = try inserted(
      """
      INSERT INTO categorias_productos (organizacion_id, nombre, categoria_padre_id, orden)
      VALUES (\(organization), \(name), \(parent), \(order)) RETURNING id
      """)
    try raiseCatalogueVersion()
    return id
  }

  package func suppliers() throws -> [Supplier] {
    try connection.all(
      """
      SELECT id, nombre, telefono, email, dias_entrega_estimado FROM proveedores
      WHERE organizacion_id = \(organization) AND activo = 1 ORDER BY id
      """
    ) {
      Supplier(
        id: $0.id(0), name: $0.text(1), phone: $0.optionalText(2), email: $0.optionalText(3),
        leadTime: Int($0.integer(4)))
    }
  }

  package func has(_ supplier: SupplierID) throws -> Bool {
    try connection.first(
      "SELECT 1 FROM proveedores WHERE organizacion_id = \(organization) AND id = \(supplier) AND activo = 1"
    ) { _ in true } ?? false
  }

  package func insertSupplier(name: String, phone: String?, email: String?, leadTime: Int) throws
    -> SupplierID
  {
    let id: SupplierID = try inserted(
      """
      INSERT INTO proveedores (organizacion_id, nombre, telefono, email, dias_entrega_estimado)
      VALUES (\(organization), \(name), \(phone), \(email), \(leadTime)) RETURNING id
      """)
    try raiseCatalogueVersion()
    return id
  }
}
