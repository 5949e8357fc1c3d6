package import Inventory
internal import SQL

/// Where a setting holds.
package enum SettingScope: Hashable, Sendable {
  case shop
  case branch(BranchID)
  case category(CategoryID)
  case product(ProductID)

  fileprivate var branch: BranchID? { if case .branch(let id) = self { id } else { nil } }
  fileprivate var category: CategoryID? { if case .category(let id) = self { id } else { nil } }
  fileprivate var product: ProductID? { if case .product(let id) = self { id } else { nil } }
}

/// What the shop has set, by the setting's name (table `ajustes`).
package struct SettingRecord: Hashable, Sendable {
  package let name: String
  package let scope: SettingScope
  /// In the setting's smallest unit.
  package let value: Int64

  package init(name: String, scope: SettingScope, value: Int64) {
    (self.name, self.scope, self.value) = (name, scope, value)
  }
}

extension Transaction {
  /// Everything that is set, by name, the shop's before a branch's, a category's and a product's.
  package func settings() throws -> [SettingRecord] {
    try connection.all(
      """
      SELECT clave, valor, sucursal_id, categoria_id, producto_id FROM ajustes
      WHERE organizacion_id = \(organization)
      ORDER BY clave, coalesce(producto_id, 0), coalesce(categoria_id, 0), coalesce(sucursal_id, 0)
      """
    ) { SettingRecord(name: $0.text(0), scope: SettingScope($0), value: $0.integer(1)) }
  }

  /// Keeps a figure in place of the one of the same name and scope.
  package func set(_ setting: SettingRecord) throws {
    try connection.execute(
      """
      INSERT INTO ajustes (organizacion_id, clave, valor, sucursal_id, categoria_id, producto_id)
      VALUES (\(organization), \(setting.name), \(setting.value), \(setting.scope.branch),
        \(setting.scope.category), \(setting.scope.product))
      ON CONFLICT (
        organizacion_id, clave, coalesce(sucursal_id, 0), coalesce(categoria_id, 0), coalesce(producto_id, 0))
      DO UPDATE SET valor = excluded.valor
      """)
  }

  /// False where nothing was set.
  package func unset(_ name: String, in scope: SettingScope) throws -> Bool {
    try connection.execute(
      """
      DELETE FROM ajustes WHERE organizacion_id = \(organization) AND clave = \(name)
        AND coalesce(sucursal_id, 0) = \(scope.branch?.value ?? 0)
        AND coalesce(categoria_id, 0) = \(scope.category?.value ?? 0)
        AND coalesce(producto_id, 0) = \(scope.product?.value ?? 0)
      """) > 0
  }

  /// Of `products`, or of all, those that lie directly in one of `categories`.
  package func products(
    in categories: [CategoryID], among products: [ProductID]?
  ) throws -> [(product: ProductID, category: CategoryID)] {
    try connection.all(
      """
      SELECT id, categoria_id FROM productos
      WHERE organizacion_id = \(organization) AND categoria_id IN \(list: categories)
        \(when(products) { "AND id IN \(list: $0)" })
      """
    ) { ($0.id(0), $0.id(1)) }
  }
}

// MARK: - When the day closes

extension Transaction {
  /// The minute of the day at which the shop closes, when the day's sales are complete, and those of the branches that
  /// do not close with it.
  package func closingMinutes() throws -> (shop: Int, branches: [BranchID: Int]) {
    var shop: Int?
    var branches: [BranchID: Int] = [:]
    try connection.each(
      """
      SELECT minuto_cierre, NULL FROM organizaciones WHERE id = \(organization)
      UNION ALL
      SELECT minuto_cierre, id FROM sucursales
      WHERE organizacion_id = \(organization) AND activo = 1 AND minuto_cierre IS NOT NULL
      """
    ) { row in
      let minute = Int(row.integer(0))
      if let branch = row.optionalInteger(1) { branches[BranchID(branch)] = minute } else { shop = minute }
    }
    guard let shop else { throw StoreDamage(what: "shop \(organization.value) has no closing hour") }
    return (shop, branches)
  }

  /// Sets when the shop closes, in minutes from midnight.
  package func setClosingMinute(_ minute: Int) throws {
    try connection.execute("UPDATE organizaciones SET minuto_cierre = \(minute) WHERE id = \(organization)")
  }

  /// Nil lets the branch close with the shop.
  package func setClosingMinute(_ minute: Int?, of branch: BranchID) throws {
    try connection.execute(
      """
      UPDATE sucursales SET minuto_cierre = \(minute), version = version + 1
      WHERE organizacion_id = \(organization) AND id = \(branch)
      """)
  }
}

extension SettingScope {
  /// The scope that stands in the columns 2 to 4.
  fileprivate init(_ row: Row) {
    if let id: BranchID = row.optionalID(2) {
      self = .branch(id)
    } else if let id: CategoryID = row.optionalID(3) {
      self = .category(id)
    } else if let id: ProductID = row.optionalID(4) {
      self = .product(id)
    } else {
      self = .shop
    }
  }
}
