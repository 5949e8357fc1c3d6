package import Inventory
internal import SQL

/// Somebody with what lets them in (tables `usuarios`, `contrasenas`).
package struct AccountRecord: Sendable, Hashable {
  package let person: Person
  /// Lower case.
  package let email: String?
  /// The branch the person works in, where it is not Principal.
  package let branch: BranchID?
  package let isActive: Bool
  /// The password as it is kept; nil where none was ever set.
  package let passwordHash: String?
}

extension Transaction {
  /// Everybody who works in the shop or did, oldest first.
  package func accounts() throws -> [AccountRecord] {
    try connection.all(
      """
      SELECT u.id, u.nombre, u.rol, u.email, u.sucursal_id, u.activo, c.hash FROM \(personTables)
      WHERE u.organizacion_id = \(organization) ORDER BY u.id
      """
    ) {
      AccountRecord(
        person: try $0.person(0), email: $0.optionalText(3), branch: $0.optionalID(4),
        isActive: $0.bool(5), passwordHash: $0.optionalText(6))
    }
  }

  /// People by name with all their fields; nil shows those who have left too.
  package func personRecords(isActive: Bool?) throws -> [PersonRecord] {
    try connection.all(
      """
      SELECT \(personColumns) FROM \(personTables) WHERE u.organizacion_id = \(organization)
        \(when(isActive) { "AND u.activo = \($0)" })
      ORDER BY u.nombre, u.id
      """
    ) { try $0.person() }
  }

  /// The person of that id, who may have left.
  package func personRecord(_ id: PersonID) throws -> PersonRecord? {
    try connection.first(
      "SELECT \(personColumns) FROM \(personTables) WHERE u.organizacion_id = \(organization) AND u.id = \(id)"
    ) { try $0.person() }
  }

  /// Writes all fields over the old ones; raises the person's version and the catalogue's.
  package func update(_ id: PersonID, to person: PersonFields) throws {
    try connection.execute(
      """
      UPDATE usuarios SET nombre = \(person.name), rol = \(person.role.rawValue), email = \(person.email),
        sucursal_id = \(person.branch), activo = \(person.isActive), version = version + 1
      WHERE organizacion_id = \(organization) AND id = \(id)
      """)
    try raiseCatalogueVersion()
  }

  /// Keeps somebody who cannot sign in until a password is set; a nil branch is Principal.
  package func insertPerson(
    name: String, role: Role, email: String? = nil, branch: BranchID? = nil
  ) throws -> PersonID {
    try raiseCatalogueVersion()
    return try inserted(
      """
      INSERT INTO usuarios (organizacion_id, nombre, rol, email, sucursal_id)
      VALUES (\(organization), \(name), \(role.rawValue), \(email), \(branch)) RETURNING id
      """)
  }

  /// Keeps the hash of a password in place of an earlier one.
  package func setPassword(hash: String, of person: PersonID, at now: Instant) throws {
    try connection.execute(
      """
      INSERT INTO contrasenas (organizacion_id, usuario_id, hash, cambiada_en)
      VALUES (\(organization), \(person), \(hash), \(now))
      ON CONFLICT (organizacion_id, usuario_id) DO UPDATE SET
        hash = excluded.hash, cambiada_en = excluded.cambiada_en
      """)
  }
}

// MARK: - Attempts to sign in

extension Transaction {
  /// How often the account was tried in a row, and when last; nil when not of late.
  package func attempts(account: [UInt8]) throws -> (count: Int, last: Instant)? {
    try connection.first(
      """
      SELECT intentos, ultimo_en FROM intentos_ingreso
      WHERE organizacion_id = \(organization) AND cuenta = \(account)
      """
    ) { (Int($0.integer(0)), $0.instant(1)) }
  }

  /// Keeps the count of an account; the counts last touched before `horizon` go.
  package func setAttempts(_ count: Int, account: [UInt8], at now: Instant, horizon: Instant) throws {
    try connection.execute(
      "DELETE FROM intentos_ingreso WHERE organizacion_id = \(organization) AND ultimo_en < \(horizon)")
    try connection.execute(
      """
      INSERT INTO intentos_ingreso (organizacion_id, cuenta, intentos, ultimo_en)
      VALUES (\(organization), \(account), \(count), \(now))
      ON CONFLICT (organizacion_id, cuenta) DO UPDATE SET
        intentos = excluded.intentos, ultimo_en = excluded.ultimo_en
      """)
  }

  /// Forgets the failed attempts to sign in to an account, by the hash of what was typed for its name.
  package func forgetAttempts(account: [UInt8]) throws {
    try connection.execute(
      "DELETE FROM intentos_ingreso WHERE organizacion_id = \(organization) AND cuenta = \(account)")
  }
}

private let personColumns: SQL = """
  u.id, u.nombre, u.rol, u.sucursal_id, u.activo, u.version, u.email, c.usuario_id IS NOT NULL
  """

private let personTables: SQL = """
  usuarios u LEFT JOIN contrasenas c ON c.organizacion_id = u.organizacion_id AND c.usuario_id = u.id
  """

extension Row {
  fileprivate func person() throws -> PersonRecord {
    var fields = PersonFields(
      name: text(1), role: try name(2), branch: optionalID(3), email: optionalText(6))
    fields.isActive = bool(4)
    return PersonRecord(id: id(0), fields: fields, version: integer(5), hasPassword: bool(7))
  }
}
