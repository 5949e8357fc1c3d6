package import Inventory
internal import SQL

/// Somebody as a chat service knows them.
package struct ChatIdentity: Sendable, Hashable {
  /// The name of the channel, such as `whatsapp`.
  package let channel: String
  /// The service's own id of the writer: a telephone number, a chat id.
  package let id: String

  package init(channel: String, id: String) { (self.channel, self.id) = (channel, id) }
}

/// A chat in which a person of the shop is known (table `enlaces_chat`).
package struct ChatLink: Sendable, Hashable {
  package let chat: ChatIdentity
  package let person: PersonID
  /// Nil for the shop's own.
  package let language: Language?
  package let created: Instant
}

extension Transaction {
  /// Makes the chat the person's, whosever it was before, also in another shop.
  package func insertChatLink(
    _ chat: ChatIdentity, person: PersonID, language: Language?, at now: Instant
  ) throws {
    try connection.execute(
      """
      INSERT INTO enlaces_chat (canal, identidad, organizacion_id, usuario_id, idioma, creado_en)
      VALUES (\(chat.channel), \(chat.id), \(organization), \(person), \(language?.code), \(now))
      ON CONFLICT (canal, identidad) DO UPDATE SET
        organizacion_id = excluded.organizacion_id, usuario_id = excluded.usuario_id, idioma = excluded.idioma,
        creado_en = excluded.creado_en
      """)
  }

  /// The shop's chats, newest first; one person's, where one is given.
  package func chatLinks(of person: PersonID?) throws -> [ChatLink] {
    try connection.all(
      """
      SELECT canal, identidad, usuario_id, idioma, creado_en FROM enlaces_chat
      WHERE organizacion_id = \(organization) \(when(person) { "AND usuario_id = \($0)" })
      ORDER BY creado_en DESC, canal, identidad
      """
    ) {
      ChatLink(
        chat: ChatIdentity(channel: $0.text(0), id: $0.text(1)), person: $0.id(2),
        language: $0.optionalText(3).flatMap { Language($0) }, created: $0.instant(4))
    }
  }

  /// Makes whoever writes from that chat a stranger again.
  package func deleteChatLink(_ chat: ChatIdentity) throws {
    try connection.execute(
      """
      DELETE FROM enlaces_chat
      WHERE organizacion_id = \(organization) AND canal = \(chat.channel) AND identidad = \(chat.id)
      """)
  }
}

// MARK: - The key of signed links

extension Transaction {
  /// The key under which the shop signs its links; nil before the first.
  package func signingKey() throws -> [UInt8]? {
    try connection.first("SELECT clave FROM claves_firma WHERE organizacion_id = \(organization)") {
      $0.bytes(0)
    }
  }

  /// Keeps the shop's one key; its links hold as long as that stays.
  package func insertSigningKey(_ key: [UInt8]) throws {
    try connection.execute(
      "INSERT INTO claves_firma (organizacion_id, clave) VALUES (\(organization), \(key))")
  }
}
