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
  /// How long it is kept that a message did not arrive whose sending is not noted: far longer than an answer takes.
  private static let earlySeconds: Int64 = 3600

  /// Keeps the messages that came in, and returns those that are new, once the disk has them.
  package func take(_ messages: [IncomingMessage]) async throws -> [IncomingMessage] {
    guard !messages.isEmpty else { return [] }
    let now = shop.now()
    return try await shop.store.write(organization) { books in
      try messages.filter { try books.insert($0, at: now) }
    }
  }

  /// What came in and was not answered: what a server that stopped in the middle left behind.
  ///
  /// What came in fewer than `seconds` ago is left out.
  package func unanswered(since seconds: Int64 = 0, limit: Int = 1000) async throws -> [IncomingMessage] {
    let latest = shop.now().adding(seconds: -seconds)
    return try await shop.store.read(organization) {
      try $0.unansweredMessages(until: latest, limit: limit)
    }
  }

  /// Whether nobody has answered it yet.
  package func isUnanswered(_ message: IncomingMessage) async throws -> Bool {
    try await shop.store.read(organization) { try $0.isUnanswered(message) }
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

  /// What waits to be sent, by channel and reason.
  package func backlog() async throws -> [OutboxBacklog] {
    try await shop.store.read(organization) { try $0.backlog() }
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

  /// What is done with a message that was sent and did not arrive, for which `failure` gives the reason in words that
  /// neither the shop nor its store reads.
  package typealias Remedy = @Sendable (_ message: OutgoingMessage, _ failure: String) -> Outcome

  /// Notes what came of sending a message.
  ///
  /// The service may have reported already that it did not arrive: then that is remedied at once.
  /// - Returns: What the remedy was; nil where there was no need of one.
  package func settle(
    _ message: OutgoingMessage, _ outcome: Outcome, remedy: @escaping Remedy
  ) async throws -> Outcome? {
    let now = shop.now()
    return try await shop.store.write(organization) { books in
      try Self.settle(message, outcome, at: now, books)
      guard case .sent(let id?) = outcome,
        let failure = try books.takeEarlyFailure(of: id, channel: message.channel)
      else { return nil }
      return try Self.reconsider(id, message.channel, failure, at: now, books, remedy)
    }
  }

  /// Takes back that a message was sent, since it did not arrive.
  ///
  /// Where the service calls no message so the failure is kept until the sending of one is noted. Nothing happens
  /// where the message's words are no longer kept.
  /// - Returns: What the remedy was; nil where nothing was done.
  package func reconsider(
    _ externalID: String, channel: String, failure: String, remedy: @escaping Remedy
  ) async throws -> Outcome? {
    let now = shop.now()
    return try await shop.store.write(organization) { books in
      let outcome = try Self.reconsider(externalID, channel, failure, at: now, books, remedy)
      if outcome == nil {
        try books.keepEarlyFailure(failure, of: externalID, channel: channel, at: now)
      }
      return outcome
    }
  }

  private static func reconsider(
    _ externalID: String, _ channel: String, _ failure: String, at now: Instant, _ books: Transaction,
    _ remedy: Remedy
  ) throws -> Outcome? {
    guard let message = try books.sentMessage(externalID, channel: channel, at: now) else { return nil }
    let outcome = remedy(message, failure)
    try settle(message, outcome, at: now, books)
    return outcome
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
      try books.deleteEarlyFailures(before: now.adding(seconds: -Self.earlySeconds))
    }
  }
}
