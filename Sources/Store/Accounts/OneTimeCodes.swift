package import Inventory
internal import SQL

/// A code that lets one person do one thing once, without its secret half (table `codigos_unicos`).
package struct OneTimeCodeRecord: Sendable, Hashable {
  package enum Purpose: String, Sendable {
    /// To say in a chat who writes there.
    case chatLink = "chat"
    /// To come in on another device.
    case signIn = "ingreso"
  }

  /// The half by which it is found.
  package let selector: String
  package let person: PersonID
  package let purpose: Purpose
  package let digest: [UInt8]
  /// How often a wrong secret half was tried.
  package let attempts: Int
  package let expires: Instant

  package init(
    selector: String, person: PersonID, purpose: Purpose, digest: [UInt8], attempts: Int = 0, expires: Instant
  ) {
    (self.selector, self.person, self.purpose) = (selector, person, purpose)
    (self.digest, self.attempts, self.expires) = (digest, attempts, expires)
  }
}

extension Transaction {
  /// Keeps a code in place of the person's earlier one; false when a living one bears its selector.
  ///
  /// Codes of this shop that have expired go.
  package func insertCode(_ code: OneTimeCodeRecord, at now: Instant) throws -> Bool {
    try connection.execute(
      """
      DELETE FROM codigos_unicos WHERE organizacion_id = \(organization)
        AND (expira_en <= \(now) OR usuario_id = \(code.person) AND proposito = \(code.purpose.rawValue))
      """)
    return try connection.execute(
      """
      INSERT INTO codigos_unicos (selector, organizacion_id, usuario_id, proposito, huella, expira_en)
      VALUES (\(code.selector), \(organization), \(code.person), \(code.purpose.rawValue), \(code.digest),
        \(code.expires))
      ON CONFLICT (selector) DO NOTHING
      """) == 1
  }

  /// The code that bears the selector, which may have expired.
  package func code(_ selector: String) throws -> OneTimeCodeRecord? {
    try connection.first(
      """
      SELECT selector, usuario_id, proposito, huella, intentos, expira_en FROM codigos_unicos
      WHERE organizacion_id = \(organization) AND selector = \(selector)
      """
    ) {
      OneTimeCodeRecord(
        selector: $0.text(0), person: $0.id(1), purpose: try $0.name(2), digest: $0.bytes(3),
        attempts: Int($0.integer(4)), expires: $0.instant(5))
    }
  }

  /// Counts one more try at a code, right or wrong.
  package func countAttempt(atCode selector: String) throws {
    try connection.execute(
      """
      UPDATE codigos_unicos SET intentos = intentos + 1
      WHERE organizacion_id = \(organization) AND selector = \(selector)
      """)
  }

  /// Forgets a code: it was used, or tried too often.
  package func deleteCode(_ selector: String) throws {
    try connection.execute(
      "DELETE FROM codigos_unicos WHERE organizacion_id = \(organization) AND selector = \(selector)")
  }
}
