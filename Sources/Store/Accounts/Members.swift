package import Inventory
internal import SQL

/// A person within a shop: all that a session is opened with.
package struct Member: Sendable, Hashable {
  package let shop: ShopRecord
  package let person: Person
  /// The branch the person works in.
  package let branch: Branch
}

/// What `Row.member` reads.
private let memberColumns: SQL = "\(shopColumns), u.id, u.nombre, u.rol, s.id, s.nombre, s.tipo, s.alias"

/// The tables of `memberColumns`, beside a table `t` that has a shop and a person; nobody who is inactive.
private let memberTables: SQL = """
  JOIN organizaciones o ON o.id = t.organizacion_id
  JOIN usuarios u ON u.organizacion_id = t.organizacion_id AND u.id = t.usuario_id AND u.activo = 1
  JOIN sucursales s ON s.id = coalesce(
    (SELECT b.id FROM sucursales b
      WHERE b.organizacion_id = u.organizacion_id AND b.id = u.sucursal_id AND b.activo = 1),
    (SELECT p.id FROM sucursales p WHERE p.organizacion_id = u.organizacion_id AND p.principal = 1))
  """

extension Row {
  /// The member that stands in `memberColumns`, the first of which is `column`.
  fileprivate func member(_ column: Int) throws -> Member {
    Member(shop: try shop(column), person: try person(column + 6), branch: try branch(column + 9))
  }
}

/// What is asked before it is known which shop is meant: the secret itself says so.
extension Store {
  /// Whom the token stands for that has this digest and has not expired; one indexed read.
  package func bearer(digest: [UInt8], at now: Instant) async throws -> (token: AccessToken, member: Member)?
  {
    try await database.glance { connection in
      try connection.first(
        """
        SELECT \(tokenColumns), \(memberColumns) FROM tokens_acceso t \(memberTables)
        WHERE t.huella = \(digest) AND (t.expira_en IS NULL OR t.expira_en > \(now))
        """
      ) { (try $0.token(0), try $0.member(tokenColumnCount)) }
    }
  }

  /// Who is linked to a chat, and the language they chose there.
  package func linked(_ chat: ChatIdentity) async throws -> (member: Member, language: Language?)? {
    try await database.read { connection in
      try connection.first(
        """
        SELECT t.idioma, \(memberColumns) FROM enlaces_chat t \(memberTables)
        WHERE t.canal = \(chat.channel) AND t.identidad = \(chat.id)
        """
      ) { (try $0.member(1), $0.optionalText(0).flatMap { Language($0) }) }
    }
  }

  /// The shop of the one-time code with this selector.
  package func organization(ofCode selector: String) async throws -> OrganizationID? {
    try await database.read { connection in
      try connection.first(
        "SELECT organizacion_id FROM codigos_unicos WHERE selector = \(selector)"
      ) { $0.id(0) }
    }
  }
}

extension Transaction {
  /// The person within this shop; nil for nobody of this shop, or somebody who is inactive.
  package func member(_ person: PersonID) throws -> Member? {
    try connection.first(
      """
      SELECT \(memberColumns)
      FROM (SELECT organizacion_id, id AS usuario_id FROM usuarios
        WHERE organizacion_id = \(organization) AND id = \(person)) t
      \(memberTables)
      """
    ) { try $0.member(0) }
  }
}
