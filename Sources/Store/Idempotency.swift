package import Inventory
internal import SQL

/// What an operation left behind under its key.
package struct OperationRecord: Sendable, Hashable {
  package let operation: String
  /// A digest of the content that came with the key.
  package let fingerprint: String
  package let result: String
  package let isReversed: Bool
}

extension Transaction {
  /// What was done under that key; nil where nothing was, or it has been forgotten.
  package func operation(key: String) throws -> OperationRecord? {
    try connection.first(
      """
      SELECT operacion, huella, resultado, revertida FROM claves_idempotencia
      WHERE organizacion_id = \(organization) AND clave = \(key)
      """
    ) {
      OperationRecord(
        operation: $0.text(0), fingerprint: $0.text(1), result: $0.text(2), isReversed: $0.bool(3))
    }
  }

  /// Keeps what was done under a key; `result` is what its kind needs to find it again.
  package func insertOperation(
    key: String, operation: String, fingerprint: String, result: String, at now: Instant
  ) throws {
    try connection.execute(
      """
      INSERT INTO claves_idempotencia (organizacion_id, clave, operacion, huella, resultado, creado_en)
      VALUES (\(organization), \(key), \(operation), \(fingerprint), \(result), \(now))
      """)
  }

  /// Whether there is any key to forget that is older than `limit`.
  package func hasOperations(before limit: Instant) throws -> Bool {
    try connection.first(
      """
      SELECT 1 FROM claves_idempotencia WHERE organizacion_id = \(organization) AND creado_en < \(limit) LIMIT 1
      """
    ) { _ in true } ?? false
  }

  /// Forgets what was performed before `limit`, at most `count` keys of it.
  package func deleteOperations(before limit: Instant, count: Int) throws {
    try connection.execute(
      """
      DELETE FROM claves_idempotencia WHERE organizacion_id = \(organization) AND clave IN (
        SELECT clave FROM claves_idempotencia
        WHERE organizacion_id = \(organization) AND creado_en < \(limit) LIMIT \(count))
      """)
  }

  /// Notes that what was done under the key has been undone, so that it is not undone again.
  package func markReversed(key: String) throws {
    try connection.execute(
      """
      UPDATE claves_idempotencia SET revertida = 1 WHERE organizacion_id = \(organization) AND clave = \(key)
      """)
  }
}
