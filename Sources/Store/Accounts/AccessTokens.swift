package import Inventory
internal import SQL

package typealias AccessTokenID = Identifier<AccessToken>

/// What a personal token may be used for.
package enum AccessScope: String, CaseIterable, Sendable {
  case read = "leer"
  case write = "escribir"
}

/// Something whose bearer is let in as a person (table `tokens_acceso`), without its secret.
package struct AccessToken: Sendable, Hashable {
  package enum Kind: Sendable, Hashable {
    /// Made by signing in: reaches what the person reaches, and its end moves on with use.
    case session
    /// Made for a program, with a role and scopes of its own.
    case personal(role: Role, scopes: Set<AccessScope>)
  }

  package let id: AccessTokenID
  package let person: PersonID
  package let kind: Kind
  /// What the person calls it: a device or a program.
  package let name: String
  package let created: Instant
  /// To the minute; nil before the first time.
  package let lastUsed: Instant?
  package let expires: Instant?
}

/// What `Row.token` reads, of the table `tokens_acceso` as `t`.
let tokenColumns: SQL =
  "t.id, t.usuario_id, t.rol, t.alcances, t.nombre, t.creado_en, t.usado_en, t.expira_en"
let tokenColumnCount = 8

extension Row {
  func token(_ column: Int) throws -> AccessToken {
    var kind = AccessToken.Kind.session
    if optionalText(column + 2) != nil {
      kind = .personal(
        role: try name(column + 2), scopes: Set(words(column + 3).compactMap(AccessScope.init)))
    }
    let (created, used) = (instant(column + 5), instant(column + 6))
    return AccessToken(
      id: id(column), person: id(column + 1), kind: kind, name: text(column + 4), created: created,
      lastUsed: used == created ? nil : used,
      expires: optionalInteger(column + 7).map { Instant(milliseconds: $0) })
  }
}

extension AccessToken.Kind {
  fileprivate var role: String? {
    if case .personal(let role, _) = self { role.rawValue } else { nil }
  }

  fileprivate var scopes: String? {
    guard case .personal(_, let scopes) = self else { return nil }
    return AccessScope.allCases.filter(scopes.contains).map(\.rawValue).joined(separator: "|")
  }
}

extension Transaction {
  /// Keeps a token; the shop's tokens that have expired go.
  package func insertToken(
    digest: [UInt8], person: PersonID, kind: AccessToken.Kind, name: String, expires: Instant?,
    at now: Instant
  ) throws -> AccessToken {
    try connection.execute(
      "DELETE FROM tokens_acceso WHERE organizacion_id = \(organization) AND expira_en <= \(now)")
    let id: AccessTokenID = try inserted(
      """
      INSERT INTO tokens_acceso (organizacion_id, usuario_id, huella, nombre, rol, alcances, creado_en, usado_en,
        expira_en)
      VALUES (\(organization), \(person), \(digest), \(name), \(kind.role), \(kind.scopes), \(now), \(now),
        \(expires)) RETURNING id
      """)
    return AccessToken(
      id: id, person: person, kind: kind, name: name, created: now, lastUsed: nil, expires: expires)
  }

  /// Ends the sessions of a person that were used least lately, so that at most `count` are left, and `own`.
  package func keepSessions(_ count: Int, of person: PersonID, and own: AccessTokenID? = nil) throws {
    try connection.execute(
      """
      DELETE FROM tokens_acceso WHERE organizacion_id = \(organization) AND usuario_id = \(person)
        AND rol IS NULL \(when(own) { "AND id <> \($0)" }) AND id NOT IN (
          SELECT id FROM tokens_acceso
          WHERE organizacion_id = \(organization) AND usuario_id = \(person) AND rol IS NULL
          ORDER BY usado_en DESC, id DESC LIMIT \(count))
      """)
  }

  /// Notes the use of a token, and until when it now lasts.
  package func stampToken(_ token: AccessTokenID, expires: Instant?, at now: Instant) throws {
    try connection.execute(
      """
      UPDATE tokens_acceso SET usado_en = \(now), expira_en = \(expires)
      WHERE organizacion_id = \(organization) AND id = \(token)
      """)
  }

  /// The shop's tokens that are in force, newest first; one person's, where one is given.
  package func tokens(of person: PersonID?, at now: Instant) throws -> [AccessToken] {
    try connection.all(
      """
      SELECT \(tokenColumns) FROM tokens_acceso t
      WHERE t.organizacion_id = \(organization) AND (t.expira_en IS NULL OR t.expira_en > \(now))
        \(when(person) { "AND t.usuario_id = \($0)" })
      ORDER BY t.id DESC
      """
    ) { try $0.token(0) }
  }

  /// Revokes a token, or ends the session of a browser.
  package func deleteToken(_ token: AccessTokenID) throws {
    try connection.execute(
      "DELETE FROM tokens_acceso WHERE organizacion_id = \(organization) AND id = \(token)")
  }
}
