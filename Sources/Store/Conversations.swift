package import Inventory
internal import SQL

/// A write that waits for its person's yes.
package struct ProposalRecord: Sendable, Hashable {
  package let id: String
  package let person: PersonID
  package let channel: String
  package let tool: String
  package let arguments: String
  package let expires: Instant

  package init(
    id: String, person: PersonID, channel: String, tool: String, arguments: String, expires: Instant
  ) {
    (self.id, self.person, self.channel) = (id, person, channel)
    (self.tool, self.arguments, self.expires) = (tool, arguments, expires)
  }
}

extension Transaction {
  /// The conversation's opaque state and whether it has expired; nil where there is none.
  package func conversation(
    person: PersonID, channel: String, at now: Instant
  ) throws -> (state: String, hasExpired: Bool)? {
    try connection.first(
      """
      SELECT estado, expira_en <= \(now) FROM conversaciones
      WHERE organizacion_id = \(organization) AND usuario_id = \(person) AND canal = \(channel)
      """
    ) { ($0.text(0), $0.bool(1)) }
  }

  /// Keeps the state of the one conversation that a person has on a channel, in place of the last.
  package func saveConversation(person: PersonID, channel: String, state: String, expires: Instant) throws {
    try connection.execute(
      """
      INSERT INTO conversaciones (organizacion_id, usuario_id, canal, estado, version, expira_en)
      VALUES (\(organization), \(person), \(channel), \(state), 1, \(expires))
      ON CONFLICT (organizacion_id, usuario_id, canal) DO UPDATE SET
        estado = excluded.estado, version = conversaciones.version + 1, expira_en = excluded.expira_en
      """)
  }

  /// Keeps what was proposed, until it is performed, dropped or has expired.
  package func insert(_ proposal: ProposalRecord) throws {
    try connection.execute(
      """
      INSERT INTO propuestas (organizacion_id, id, usuario_id, canal, herramienta, argumentos, expira_en)
      VALUES (\(organization), \(proposal.id), \(proposal.person), \(proposal.channel), \(proposal.tool),
        \(proposal.arguments), \(proposal.expires))
      """)
  }

  /// The proposal of that id, which may have expired.
  package func proposal(id: String) throws -> ProposalRecord? {
    try connection.first(
      """
      SELECT id, usuario_id, canal, herramienta, argumentos, expira_en FROM propuestas
      WHERE organizacion_id = \(organization) AND id = \(id)
      """
    ) {
      ProposalRecord(
        id: $0.text(0), person: $0.id(1), channel: $0.text(2), tool: $0.text(3), arguments: $0.text(4),
        expires: $0.instant(5))
    }
  }

  /// Forgets the conversations and the proposals that expired before `limit`.
  package func deleteConversations(expiredBefore limit: Instant) throws {
    try connection.execute(
      "DELETE FROM conversaciones WHERE organizacion_id = \(organization) AND expira_en < \(limit)")
    try connection.execute(
      "DELETE FROM propuestas WHERE organizacion_id = \(organization) AND expira_en < \(limit)")
  }

  /// Drops a proposal, if it was made to that person on that channel.
  package func deleteProposal(id: String, person: PersonID, channel: String) throws {
    try connection.execute(
      """
      DELETE FROM propuestas WHERE organizacion_id = \(organization) AND id = \(id) AND usuario_id = \(person)
        AND canal = \(channel)
      """)
  }

  /// Forgets the proposals that expired before `limit`, at most `count` of them.
  package func deleteProposals(expiredBefore limit: Instant, count: Int) throws {
    try connection.execute(
      """
      DELETE FROM propuestas WHERE organizacion_id = \(organization) AND id IN (
        SELECT id FROM propuestas WHERE organizacion_id = \(organization) AND expira_en < \(limit) LIMIT \(count))
      """)
  }
}
