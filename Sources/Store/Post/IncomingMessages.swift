package import Inventory
internal import SQL

/// A chat message as it was taken in (table `mensajes_entrantes`).
package struct IncomingMessage: Hashable, Sendable {
  package let channel: String
  /// The service's own id, which is unique within the channel.
  package let id: String
  /// The person, as the service knows them.
  package let person: String
  /// The message, in words that the store does not read.
  package let content: String

  package init(channel: String, id: String, person: String, content: String) {
    (self.channel, self.id, self.person, self.content) = (channel, id, person, content)
  }
}

extension Transaction {
  /// Keeps a message; false when it is there already.
  package func insert(_ message: IncomingMessage, at now: Instant) throws -> Bool {
    try connection.execute(
      """
      INSERT INTO mensajes_entrantes (organizacion_id, canal, id_externo, persona, contenido, recibido_en)
      VALUES (\(organization), \(message.channel), \(message.id), \(message.person), \(message.content), \(now))
      ON CONFLICT DO NOTHING
      """) > 0
  }

  /// Whether nobody has answered it yet.
  package func isUnanswered(_ message: IncomingMessage) throws -> Bool {
    try connection.first(
      """
      SELECT 1 FROM mensajes_entrantes
      WHERE organizacion_id = \(organization) AND canal = \(message.channel) AND id_externo = \(message.id)
        AND atendido_en IS NULL
      """
    ) { _ in true } ?? false
  }

  /// The messages up to `latest` that nobody has answered yet, oldest first.
  package func unansweredMessages(until latest: Instant, limit: Int) throws -> [IncomingMessage] {
    try connection.all(
      """
      SELECT canal, id_externo, persona, contenido FROM mensajes_entrantes
      WHERE organizacion_id = \(organization) AND atendido_en IS NULL AND recibido_en <= \(latest)
      ORDER BY recibido_en LIMIT \(limit)
      """
    ) { IncomingMessage(channel: $0.text(0), id: $0.text(1), person: $0.text(2), content: $0.text(3)) }
  }

  /// Marks a message as answered and forgets what it said; false when it was answered already.
  package func markAnswered(_ message: IncomingMessage, at now: Instant) throws -> Bool {
    try connection.execute(
      """
      UPDATE mensajes_entrantes SET atendido_en = \(now), contenido = ''
      WHERE organizacion_id = \(organization) AND canal = \(message.channel) AND id_externo = \(message.id)
        AND atendido_en IS NULL
      """) > 0
  }

  /// Forgets the answered messages that came before `limit`.
  package func deleteMessages(before limit: Instant) throws {
    try connection.execute(
      """
      DELETE FROM mensajes_entrantes
      WHERE organizacion_id = \(organization) AND recibido_en < \(limit) AND atendido_en IS NOT NULL
      """)
  }
}
