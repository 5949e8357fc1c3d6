internal import Inventory
package import Store

/// What a turn begins with.
package struct ConversationOpening: Sendable {
  /// The state that the turn before left, unless it has expired.
  package let state: String?
  /// The state that has expired since, where it was not cleaned away.
  package let expired: String?
  package let catalogueVersion: Int64
}

/// How long what is only remembered for a while lasts.
package enum Retention {
  package static let conversationSeconds: Int64 = 30 * 60
  package static let proposalSeconds: Int64 = 10 * 60
  /// What has expired is out of use, and stays a day in case somebody asks what happened.
  static let expiredSeconds: Int64 = 86_400
  /// A request is recognised when it is repeated within that time: no client, chat service or bank tries for longer.
  static let operationSeconds: Int64 = 30 * 86_400
  /// What is no longer remembered goes a few at a time with what is added, so that it cannot pile up in a shop that
  /// nobody cleans.
  static let forgottenAtOnce = 20
}

extension Shop {
  /// The conversation of the session's person on its channel, and the version of the catalogue, in one read.
  package func openConversation(_ session: Session) async throws -> ConversationOpening {
    let now = now()
    return try await store.glance(session.organization) { books in
      let left = try books.conversation(person: session.person.id, channel: session.door, at: now)
      return ConversationOpening(
        state: left.flatMap { $0.hasExpired ? nil : $0.state },
        expired: left.flatMap { $0.hasExpired ? $0.state : nil },
        catalogueVersion: try books.catalogueVersion())
    }
  }

  /// Keeps the state of a conversation for half an hour, and with it a proposal that the turn made and what it used of
  /// a language model.
  ///
  /// The commit waits for the disk only when there is a proposal, which must be kept; without one the state may be
  /// lost, as while another program holds the store.
  ///
  /// - Returns: whether it was kept.
  package func saveConversation(
    _ state: String, proposing proposal: ProposalRecord? = nil, using use: DailyModelUse? = nil,
    _ session: Session
  ) async throws -> Bool {
    let now = now()
    let expires = now.adding(seconds: Retention.conversationSeconds)
    let save: @Sendable (Transaction) throws -> Void = { books in
      try books.saveConversation(
        person: session.person.id, channel: session.door, state: state, expires: expires)
      if let use { try books.add(use) }
    }
    guard let proposal else { return try await store.writeLightly(session.organization, save) }
    try await store.write(session.organization) { books in
      try books.insert(proposal)
      try books.deleteProposals(
        expiredBefore: now.adding(seconds: -Retention.expiredSeconds), count: Retention.forgottenAtOnce)
      try save(books)
    }
    return true
  }

  /// A proposal that begins now, bound to the session's person and channel.
  package func makeProposal(tool: String, arguments: String, _ session: Session) -> ProposalRecord {
    ProposalRecord(
      id: makeID(), person: session.person.id, channel: session.door, tool: tool, arguments: arguments,
      expires: now().adding(seconds: Retention.proposalSeconds))
  }

  /// Forgets the proposal of that id, when it was made to this person on this channel.
  package func dropProposal(_ id: String, _ session: Session) async throws {
    try await store.write(session.organization) { books in
      try books.deleteProposal(id: id, person: session.person.id, channel: session.door)
    }
  }

  /// The proposal of that id, when it was made to this person on this channel.
  package func proposal(_ id: String, _ session: Session) async throws -> ProposalRecord? {
    try await store.glance(session.organization) { books in
      guard let proposal = try books.proposal(id: id), proposal.person == session.person.id,
        proposal.channel == session.door
      else { return nil }
      return proposal
    }
  }
}
