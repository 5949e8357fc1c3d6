package import Inventory
internal import SQL

/// A message of the outbox on its way to a chat service (table `bandeja_salida`).
package struct OutgoingMessage: Hashable, Sendable {
  package let id: OutgoingMessageID
  package let channel: String
  /// The person, as the service knows them, and where it is sent to.
  package let person: String
  package let address: String
  /// In the service's words, without credentials.
  package let content: String
  package let form: String
  /// How often it has been tried.
  package let attempts: Int
  /// The seconds for which it was there when it was read.
  package let age: Int64

  package init(
    id: OutgoingMessageID, channel: String, person: String, address: String, content: String, form: String,
    attempts: Int, age: Int64
  ) {
    (self.id, self.channel, self.person, self.address) = (id, channel, person, address)
    (self.content, self.form, self.attempts, self.age) = (content, form, attempts, age)
  }
}

/// Messages of one channel that wait, for one reason.
package struct OutboxBacklog: Hashable, Sendable {
  package let channel: String
  /// Why the last try failed; nil for those that nobody has tried.
  package let reason: String?
  package let count: Int
  /// When the oldest of them was put there.
  package let since: Instant
}

/// What waits to be sent: what the keys of its messages are of.
package enum Outbox {}
package typealias OutgoingMessageID = Identifier<Outbox>

extension Transaction {
  /// Puts the parts of an answer into the outbox, in order; parts of a cause that are there already stay as they are.
  package func enqueue(
    _ parts: [String], channel: String, person: String, address: String, cause: String, at now: Instant
  ) throws {
    for (part, content) in parts.enumerated() {
      try connection.execute(
        """
        INSERT INTO bandeja_salida
          (organizacion_id, canal, persona, direccion, causa, parte, contenido, no_antes, creado_en)
        VALUES (\(organization), \(channel), \(person), \(address), \(cause), \(part), \(content), \(now), \(now))
        ON CONFLICT DO NOTHING
        """)
    }
  }

  /// The messages that may be sent now: of each person only the oldest that is waiting.
  package func dueMessages(at now: Instant, limit: Int) throws -> [OutgoingMessage] {
    try connection.all(
      """
      SELECT id, canal, persona, direccion, contenido, forma, intentos, creado_en FROM bandeja_salida AS esta
      WHERE organizacion_id = \(organization) AND estado = 'pendiente' AND no_antes <= \(now)
        AND NOT EXISTS (
          SELECT 1 FROM bandeja_salida AS anterior
          WHERE anterior.organizacion_id = esta.organizacion_id AND anterior.canal = esta.canal
            AND anterior.persona = esta.persona AND anterior.estado = 'pendiente' AND anterior.id < esta.id)
      ORDER BY id LIMIT \(limit)
      """
    ) { OutgoingMessage($0, at: now) }
  }

  /// What waits to be sent, by channel and reason, the most first.
  package func backlog() throws -> [OutboxBacklog] {
    try connection.all(
      """
      SELECT canal, motivo, count(*), min(creado_en) FROM bandeja_salida
      WHERE organizacion_id = \(organization) AND estado = 'pendiente'
      GROUP BY canal, motivo ORDER BY canal, count(*) DESC
      """
    ) {
      OutboxBacklog(
        channel: $0.text(0), reason: $0.optionalText(1), count: Int($0.integer(2)), since: $0.instant(3))
    }
  }

  /// The message that was sent and that the service calls so, as long as its words are kept.
  package func sentMessage(
    _ externalID: String, channel: String, at now: Instant
  ) throws -> OutgoingMessage? {
    try connection.first(
      """
      SELECT id, canal, persona, direccion, contenido, forma, intentos, creado_en FROM bandeja_salida
      WHERE organizacion_id = \(organization) AND canal = \(channel) AND id_externo = \(externalID)
        AND estado = 'enviado' AND contenido <> ''
      """
    ) { OutgoingMessage($0, at: now) }
  }

  /// Notes that a service took a message, under the name it gave it.
  package func markSent(_ id: OutgoingMessageID, as externalID: String?) throws {
    try connection.execute(
      """
      UPDATE bandeja_salida SET estado = 'enviado', intentos = intentos + 1, id_externo = \(externalID),
        motivo = NULL
      WHERE organizacion_id = \(organization) AND id = \(id)
      """)
  }

  /// Gives a message up, with the reason for whoever asks.
  package func markDropped(_ id: OutgoingMessageID, why: String) throws {
    try connection.execute(
      """
      UPDATE bandeja_salida SET estado = 'descartado', intentos = intentos + 1, motivo = \(why)
      WHERE organizacion_id = \(organization) AND id = \(id)
      """)
  }

  /// Lets a message wait until `next`, to be sent in `form` then.
  package func postpone(
    _ id: OutgoingMessageID, until next: Instant, form: String, why: String
  ) throws {
    try connection.execute(
      """
      UPDATE bandeja_salida SET estado = 'pendiente', intentos = intentos + 1, no_antes = \(next),
        forma = \(form), motivo = \(why), id_externo = NULL, entrega = NULL
      WHERE organizacion_id = \(organization) AND id = \(id)
      """)
  }

  /// Keeps how far a sent message got: it only ever moves up.
  ///
  /// The words of one that arrived are forgotten.
  package func markDelivery(of externalID: String, channel: String, _ stage: Int) throws {
    try connection.execute(
      """
      UPDATE bandeja_salida SET entrega = \(stage),
        contenido = CASE WHEN \(stage) IN (1, 2) THEN '' ELSE contenido END
      WHERE organizacion_id = \(organization) AND canal = \(channel) AND id_externo = \(externalID)
        AND coalesce(entrega, -1) < \(stage)
      """)
  }

  /// Forgets what those messages said that were made before `limit` and sent.
  package func forgetWords(before limit: Instant) throws {
    try connection.execute(
      """
      UPDATE bandeja_salida SET contenido = ''
      WHERE organizacion_id = \(organization) AND creado_en < \(limit) AND estado = 'enviado' AND contenido <> ''
      """)
  }

  /// Forgets what was sent or dropped before `limit`.
  package func deleteOutgoing(before limit: Instant) throws {
    try connection.execute(
      """
      DELETE FROM bandeja_salida
      WHERE organizacion_id = \(organization) AND creado_en < \(limit) AND estado <> 'pendiente'
      """)
  }
}

extension OutgoingMessage {
  /// Reads `id, canal, persona, direccion, contenido, forma, intentos, creado_en`.
  fileprivate init(_ row: Row, at now: Instant) {
    self.init(
      id: row.id(0), channel: row.text(1), person: row.text(2), address: row.text(3), content: row.text(4),
      form: row.text(5), attempts: Int(row.integer(6)), age: (now.milliseconds - row.integer(7)) / 1000)
  }
}
