internal import Inventory
package import Store

/// Takes in what chats bring and holds what is to go out to them, so that nothing is lost or done twice.
///
/// It works for the server and not for a person; its organisation is that of the session it was made with.
package struct Mailroom: Sendable {
  private let shop: Shop
  private let organization: OrganizationID

  package init(_ shop: Shop, _ session: Session) {
    (self.shop, organization) = (shop, session.organization)
  }

  /// How long answered messages are remembered: services send one again for up to seven days.
  private static let memorySeconds: Int64 = 8 * 86_400
  /// How long what was sent is kept, and how long its words, in which it may have to be sent again.
  private static let archiveSeconds: Int64 = 30 * 86_400
  private static let wordsSeconds: Int64 = 86_400

  /// Keeps the messages that came in, and returns those that are new, once the disk has them.
  package func take(_ messages: [IncomingMessage]) async throws -> [IncomingMessage] {
    guard !messages.isEmpty else { return [] }
    let now = shop.now()
    return try await shop.store.write(organization) { books in
      try messages.filter { try books.insert($0, at: now) }
    }
  }

  /// What came in and was not answered: what a server that stopped in the middle left behind.
  package func unanswered(limit: Int = 1000) async throws -> [IncomingMessage] {
    try await shop.store.read(organization) { try $0.unansweredMessages(limit: limit) }
  }

  /// Puts the answer to a message into the outbox and marks it answered, both or neither.
  ///
  /// A message that was answered before gets no second answer.
  package func answer(_ message: IncomingMessage, to address: String, with parts: [String]) async throws {
    let now = shop.now()
    try await shop.store.write(organization) { books in
      guard try books.markAnswered(message, at: now) else { return }
      try books.enqueue(
        parts, channel: message.channel, person: message.person, address: address, cause: message.id, at: now)
    }
  }

  /// What may be sent now.
  package func due(limit: Int = 100) async throws -> [OutgoingMessage] {
    let now = shop.now()
    return try await shop.store.read(organization) { try $0.dueMessages(at: now, limit: limit) }
  }

  /// What came of sending a message.
  package enum Outcome: Sendable, Hashable {
    /// The service took it and calls it so.
    case sent(as: String?)
    /// It must not be sent again.
    case dropped(why: String)
    /// It is to be sent in `form` after so many seconds.
    case postponed(seconds: Int64, form: String, why: String)
  }

  package func settle(_ message: OutgoingMessage, _ outcome: Outcome) async throws {
    let now = shop.now()
    try await shop.store.write(organization) { try Self.settle(message, outcome, at: now, $0) }
  }

  /// Takes back that a message was sent, since it did not arrive: `outcome` says what is done with it now.
  ///
  /// Nothing happens where the service calls no message so, or where its words are no longer kept.
  package func reconsider(
    _ externalID: String, channel: String, _ outcome: @escaping @Sendable (OutgoingMessage) -> Outcome
  ) async throws {
    let now = shop.now()
    try await shop.store.write(organization) { books in
      guard let message = try books.sentMessage(externalID, channel: channel) else { return }
      try Self.settle(message, outcome(message), at: now, books)
    }
  }

  private static func settle(
    _ message: OutgoingMessage, _ outcome: Outcome, at now: Instant, _ books: Transaction
  ) throws {
    switch outcome {
    case .sent(let id): try books.markSent(message.id, as: id)
    case .dropped(let why): try books.markDropped(message.id, why: why)
    case .postponed(let seconds, let form, let why):
      try books.postpone(message.id, until: now.adding(seconds: seconds), form: form, why: why)
    }
  }

  /// Keeps how far a message got that was sent: 0 taken by the service, 1 delivered, 2 read, 3 failed.
  package func report(_ externalID: String, channel: String, stage: Int) async throws {
    _ = try await shop.store.writeLightly(organization) {
      try $0.markDelivery(of: externalID, channel: channel, stage)
    }
  }

  /// Forgets what is old.
  package func clear() async throws {
    let now = shop.now()
    _ = try await shop.store.writeLightly(organization) { books in
      try books.deleteMessages(before: now.adding(seconds: -Self.memorySeconds))
      try books.deleteOutgoing(before: now.adding(seconds: -Self.archiveSeconds))
      try books.forgetWords(before: now.adding(seconds: -Self.wordsSeconds))
    }
  }
}
