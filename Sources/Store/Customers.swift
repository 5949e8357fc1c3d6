package import Inventory
internal import SQL

/// A customer by their file, or one whom the shop keeps no file of by the name on their sales.
package struct CustomerIdentity: Sendable, Hashable {
  package let id: CustomerID?
  package let name: String

  package init(id: CustomerID?, name: String) { (self.id, self.name) = (id, name) }
}

/// What one customer owes, or bought.
package struct CustomerSum: Sendable, Hashable {
  package let customer: CustomerIdentity
  package let amount: Money
  package let sales: Int
  /// The day of the oldest sale that is not paid, or of the last sale.
  package let day: BusinessDay?

  package var name: String { customer.name }

  package init(customer: CustomerIdentity, amount: Money, sales: Int, day: BusinessDay?) {
    (self.customer, self.amount, self.sales, self.day) = (customer, amount, sales, day)
  }
}

extension Transaction {
  /// The customers on the list, oldest first.
  package func customers() throws -> [Customer] {
    try connection.all(
      """
      SELECT id, nombre, telefono FROM clientes WHERE organizacion_id = \(organization) AND activo = 1 ORDER BY id
      """
    ) { Customer(id: $0.id(0), name: $0.text(1), phone: $0.optionalText(2)) }
  }

  /// The customer who bears exactly that name, in the same case: one on the list before one who was taken off it, the
  /// oldest of several.
  package func customer(named name: String) throws -> CustomerID? {
    try connection.first(
      """
      SELECT id FROM clientes WHERE organizacion_id = \(organization) AND nombre = \(name) ORDER BY activo DESC, id
      """
    ) { $0.id(0) }
  }

  /// The customer of that id, on the list or not.
  package func customerRecord(_ id: CustomerID) throws -> CustomerRecord? {
    try connection.first(
      "SELECT \(columns) FROM clientes WHERE organizacion_id = \(organization) AND id = \(id)"
    ) { $0.customer() }
  }

  /// Customers by name whose name or phone has `text` in it, whatever its case and accents.
  ///
  /// With a text every customer is looked at here, since databases do not fold letters alike.
  package func customerRecords(
    matching text: String?, isActive: Bool?, _ page: Page
  ) throws -> Paged<CustomerRecord> {
    let condition: SQL =
      "organizacion_id = \(organization) \(when(isActive) { "AND activo = \($0)" })"
    if let text {
      let sought = SoughtText(text)
      let found = try connection.all("SELECT \(columns) FROM clientes WHERE \(condition) ORDER BY nombre, id")
      {
        $0.customer()
      }.filter { sought.is(in: $0.fields.name) || sought.is(in: $0.fields.phone ?? "") }
      return Paged(Array(found.dropFirst(page.offset).prefix(page.size)), total: found.count)
    }
    let total = try connection.first("SELECT count(*) FROM clientes WHERE \(condition)") {
      Int($0.integer(0))
    }
    let items = try connection.all(
      """
      SELECT \(columns) FROM clientes WHERE \(condition) ORDER BY nombre, id LIMIT \(page.size) OFFSET \(page.offset)
      """
    ) { $0.customer() }
    return Paged(items, total: total ?? 0)
  }

  /// Keeps a customer as active, whatever the fields say, and raises the catalogue's version.
  package func insert(_ customer: CustomerFields) throws -> CustomerID {
    try raiseCatalogueVersion()
    return try inserted(
      """
      INSERT INTO clientes (organizacion_id, nombre, telefono, email, notas)
      VALUES (\(organization), \(customer.name), \(customer.phone), \(customer.email), \(customer.notes))
      RETURNING id
      """)
  }

  /// Whether a sale stands under the customer.
  package func isReferredTo(_ id: CustomerID) throws -> Bool {
    try connection.first(
      "SELECT 1 FROM ventas_pos WHERE organizacion_id = \(organization) AND cliente_id = \(id) LIMIT 1"
    ) { _ in true } ?? false
  }

  /// Deletes the row, as when the customer is undone who was just added: no sale may refer to it (`isReferredTo`).
  package func remove(_ id: CustomerID) throws {
    try connection.execute("DELETE FROM clientes WHERE organizacion_id = \(organization) AND id = \(id)")
    try raiseCatalogueVersion()
  }

  /// Writes all fields over the old ones; raises the customer's version and the catalogue's.
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
      SELECT ficha, nombre, sum(debe), count(*), min(dia) FROM (
        SELECT \(buyerID) AS ficha, \(buyerName) AS nombre, v.dia, v.monto_pendiente - \(returnedValue) AS debe
        FROM ventas_pos v
        WHERE v.organizacion_id = \(organization) AND v.monto_pendiente > 0 AND v.cliente IS NOT NULL
          AND v.estado IN \(kept)
      ) AS cuentas WHERE debe > 0 GROUP BY ficha, nombre ORDER BY 3 DESC, 2, 1
      """
    ) { $0.customerSum() }
  }

  /// What was paid in `days` of what was owed, and not when it was bought, most first; the day is that of the last
  /// payment, and of sales are counted those that something was paid of.
  package func debtsPaid(in days: DayRange) throws -> [CustomerSum] {
    try connection.all(
      """
      SELECT ficha, nombre, sum(monto), count(DISTINCT venta_id), max(dia) FROM (
        SELECT \(buyerID) AS ficha, \(buyerName) AS nombre, p.monto, p.venta_id, p.dia FROM pagos p
        JOIN ventas_pos v ON v.organizacion_id = p.organizacion_id AND v.id = p.venta_id
        WHERE p.organizacion_id = \(organization) AND p.dia BETWEEN \(days.first) AND \(days.last)
          AND p.tipo = 'pago' AND p.monto > 0 AND p.recibo <> v.folio AND v.cliente IS NOT NULL
      ) AS cobros GROUP BY ficha, nombre ORDER BY 3 DESC, 2, 1
      """
    ) { $0.customerSum() }
  }

  /// Whose sale it is: the customer's file, where there is one, and the name they bear now; nil for nobody's.
  package func buyer(of sale: SaleID) throws -> (id: CustomerID?, name: String)? {
    try connection.first(
      """
      SELECT \(buyerID), \(buyerName) FROM ventas_pos v
      WHERE v.organizacion_id = \(organization) AND v.id = \(sale) AND v.cliente IS NOT NULL
      """
    ) { ($0.optionalID(0), $0.text(1)) }
  }

  /// What the goods that came back of the sale `v` were sold for.
  private var returnedValue: SQL {
    """
    (SELECT coalesce(sum(d.total), 0) FROM devoluciones d
      WHERE d.organizacion_id = v.organizacion_id AND d.venta_id = v.id)
    """
  }
}

/// The customer whom the sale `v` is of: the one it names or, where it names none, the one that a sale under its name
/// would go to now.
let buyerID: SQL = """
  coalesce(v.cliente_id, (SELECT k.id FROM clientes k WHERE k.organizacion_id = v.organizacion_id
    AND k.nombre = v.cliente ORDER BY k.activo DESC, k.id LIMIT 1))
  """
/// The name that the customer of the sale `v` bears now; of one whom the shop keeps no file of, that of the sale.
let buyerName: SQL = """
  coalesce((SELECT k.nombre FROM clientes k WHERE k.organizacion_id = v.organizacion_id
    AND k.id = v.cliente_id), v.cliente)
  """

private let columns: SQL = "id, nombre, telefono, email, notas, activo, version"

extension Row {
  func customerSum() -> CustomerSum {
    CustomerSum(
      customer: CustomerIdentity(id: optionalID(0), name: text(1)), amount: money(2),
      sales: Int(integer(3)), day: day(4))
  }

  fileprivate func customer() -> CustomerRecord {
    var fields = CustomerFields(name: text(1), phone: optionalText(2))
    (fields.email, fields.notes, fields.isActive) = (optionalText(3), optionalText(4), bool(5))
    return CustomerRecord(id: id(0), fields: fields, version: integer(6))
  }
}

/// A text that is sought within others: as it was written, or by its words without case and accents.
private struct SoughtText {
  private let text: String
  private let words: [UInt8]

  init(_ text: String) { (self.text, words) = (text.lowercased(), Self.words(of: text)) }

  func `is`(in other: String) -> Bool {
    other.lowercased().contains(text) || !words.isEmpty && Self.words(of: other).contains(words)
  }

  private static func words(of text: String) -> [UInt8] {
    Array(Normalizer.normalize(text).words.joined(separator: [UInt8(ascii: " ")]))
  }
}
