package import Inventory
internal import SQL

/// What a service says of a message before the server has noted under which id it was sent (table
/// `fallos_adelantados`).
extension Transaction {
  /// A service may also report what other programs sent in the same account: of that no more is kept.
  private static let mostEarlyFailures = 1000

  /// Keeps that a message did not arrive, in words that the store does not read, until its sending is noted; nothing
  /// where that has been.
  package func keepEarlyFailure(
    _ failure: String, of externalID: String, channel: String, at now: Instant
  ) throws {
    guard try !isNoted(externalID, channel: channel) else { return }
    try connection.execute(
      """
      INSERT INTO fallos_adelantados (organizacion_id, canal, id_externo, fallo, recibido_en)
      VALUES (\(organization), \(channel), \(externalID), \(failure), \(now))
      ON CONFLICT DO NOTHING
      """)
    try connection.execute(
      """
      DELETE FROM fallos_adelantados
      WHERE organizacion_id = \(organization) AND recibido_en < (
        SELECT recibido_en FROM fallos_adelantados WHERE organizacion_id = \(organization)
        ORDER BY recibido_en DESC LIMIT 1 OFFSET \(Self.mostEarlyFailures - 1))
      """)
  }

  /// Whether a message is kept that the service calls so.
  private func isNoted(_ externalID: String, channel: String) throws -> Bool {
    try connection.first(
      """
      SELECT 1 FROM bandeja_salida
      WHERE organizacion_id = \(organization) AND canal = \(channel) AND id_externo = \(externalID)
      """
    ) { _ in true } ?? false
  }

  /// What was kept of that message, which is forgotten; nil where nothing was.
  package func takeEarlyFailure(of externalID: String, channel: String) throws -> String? {
    try connection.first(
      """
      DELETE FROM fallos_adelantados
      WHERE organizacion_id = \(organization) AND canal = \(channel) AND id_externo = \(externalID)
      RETURNING fallo
      """
    ) { $0.text(0) }
  }

  /// Forgets what came before `limit`.
  package func deleteEarlyFailures(before limit: Instant) throws {
    try connection.execute(
      "DELETE FROM fallos_adelantados WHERE organizacion_id = \(organization) AND recibido_en < \(limit)")
  }
}
