package import Inventory
internal import SQL

/// What one customer owes, or bought.
package struct CustomerSum: Sendable, Hashable {
  package let name: String
  package let amount: Money
  package let sales: Int
  /// The day of the oldest sale that is not paid, or of the last sale.
  package let day: BusinessDay?
}

extension Transaction {
  package func customers() throws -> [Customer] {
    try connection.all(
      """
      SELECT id, nombre, telefono FROM clientes WHERE organizacion_id = \(organization) AND activo = 1 ORDER BY id
      """
    ) { Customer(id: $0.id(0), name: $0.text(1), phone: $0.optionalText(2)) }
  }

  package func customer(named name: String) throws -> CustomerID? {
    try connection.first(
      """
      SELECT id FROM clientes WHERE organizacion_id = \(organization) AND nombre = \(name) ORDER BY activo DESC, id
      """
    ) { $0.id(0) }
  }

  package func customerRecord(_ id: CustomerID) throws -> CustomerRecord? {
    try connection.first(
      "SELECT \(columns) FROM clientes WHERE organizacion_id = \(organization) AND id = \(id)"
    ) { $0.customer() }
  }

  /// Customers by name whose name or phone has `text` in it, whatever its case.
  package func customerRecords(
    matching text: String?, isActive: Bool?, _ page: Page
  ) throws -> Paged<CustomerRecord> {
    let conditions: SQL = """
      organizacion_id = \(organization) \(when(isActive) { "AND activo = \($0)" })
      \(when(text.map(containing)) {
        "AND (lower(nombre) LIKE \($0) ESCAPE '\\' OR telefono LIKE \($0) ESCAPE '\\')"
      })
      """
    let total = try connection.first("SELECT count(*) FROM clientes WHERE \(conditions)") {
      Int($0.integer(0))
    }
    let items = try connection.all(
      """
      SELECT \(columns) FROM clientes WHERE \(conditions) ORDER BY nombre, id LIMIT \(page.size) OFFSET \(page.offset)
      """
    ) { $0.customer() }
    return Paged(items, total: total ?? 0)
  }

  package func insert(_ customer: CustomerFields) throws -> CustomerID {
    try raiseCatalogueVersion()
    return try inserted(
      """
      INSERT INTO clientes (organizacion_id, nombre, telefono, email, notas)
      VALUES (\(organization), \(customer.name), \(customer.phone), \(customer.email), \(customer.notes))
      RETURNING id
      """)
  }

  package func isReferredTo(_ id: CustomerID) throws -> Bool {
    try connection.first(
      "SELECT 1 FROM ventas_pos WHERE organizacion_id = \(organization) AND cliente_id = \(id) LIMIT 1"
    ) { _ in true } ?? false
  }

  package func remove(_ id: CustomerID) throws {
    try connection.execute("DELETE FROM clientes WHERE organizacion_id = \(organization) AND id = \(id)")
    try raiseCatalogueVersion()
  }

  package func update(_ id: CustomerID, to customer: CustomerFields) throws {
    try connection.execute(
      """
      UPDATE clientes SET nombre = \(customer.name), telefono = \(customer.phone), email = \(customer.email),
        notas = \(customer.notes), activo = \(customer.isActive), version = version + 1
      WHERE organizacion_id = \(organization) AND id = \(id)
      """)
    try raiseCatalogueVersion()
  }

  /// Who owes and how much, most first; the day is that of the oldest unpaid sale.
  package func debts() throws -> [CustomerSum] {
    try connection.all(
      """
      SELECT cliente, sum(debe), count(*), min(dia) FROM (
        SELECT v.cliente, v.dia, v.monto_pendiente - \(returnedValue) AS debe FROM ventas_pos v
        WHERE v.organizacion_id = \(organization) AND v.monto_pendiente > 0 AND v.cliente IS NOT NULL
          AND v.estado IN ('completada', 'devolucion_parcial')
      ) AS cuentas WHERE debe > 0 GROUP BY cliente ORDER BY 2 DESC, 1
      """
    ) { CustomerSum(name: $0.text(0), amount: $0.money(1), sales: Int($0.integer(2)), day: $0.day(3)) }
  }

  /// Who bought most in `days`, less what came back of it; the day is that of the last sale.
  package func purchases(in days: DayRange, branch: BranchID?) throws -> [CustomerSum] {
    try connection.all(
      """
      SELECT v.cliente, sum(v.total - \(returnedValue)), count(*), max(v.dia) FROM ventas_pos v
      WHERE v.organizacion_id = \(organization) AND v.dia BETWEEN \(days.first) AND \(days.last)
        AND v.cliente IS NOT NULL AND v.estado IN ('completada', 'devolucion_parcial')
        \(when(branch) { "AND v.sucursal_id = \($0)" })
      GROUP BY v.cliente ORDER BY 2 DESC, 1
      """
    ) { CustomerSum(name: $0.text(0), amount: $0.money(1), sales: Int($0.integer(2)), day: $0.day(3)) }
  }

  /// What the goods that came back of the sale `v` were sold for.
  private var returnedValue: SQL {
    """
    (SELECT coalesce(sum(d.total), 0) FROM devoluciones d
      WHERE d.organizacion_id = v.organizacion_id AND d.venta_id = v.id)
    """
  }
}

private let columns: SQL = "id, nombre, telefono, email, notas, activo, version"

extension Row {
  fileprivate func customer() -> CustomerRecord {
    var fields = CustomerFields(name: text(1), phone: optionalText(2))
    (fields.email, fields.notes, fields.isActive) = (optionalText(3), optionalText(4), bool(5))
    return CustomerRecord(id: id(0), fields: fields, version: integer(6))
  }
}

/// The pattern of `LIKE` for what has `text` in it, in lower case.
private func containing(_ text: String) -> String {
  var pattern = "%"
  for character in text.lowercased() {
    if "%_\\".contains(character) { pattern.append("\\") }
    pattern.append(character)
  }
  return pattern + "%"
}
