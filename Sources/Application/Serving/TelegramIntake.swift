internal import Channels
internal import HTTPClient
internal import Shop
internal import Wire

/// Gets what people write to a Telegram bot: has Telegram bring it where the world reaches this server, else asks
/// for it.
///
/// Of several servers over one store one asks at a time. What was asked for is kept in the store before the next
/// question confirms it to Telegram, so that nothing is lost between two starts.
struct TelegramIntake: Sendable {
  let telegram: Telegram
  /// How the world reaches this server.
  let publicURL: String?
  let lease: Lease
  let client: HTTPClient
  /// Keeps the messages, those that it has already left out, and has them answered.
  let take: @Sendable ([Message]) async throws -> Void
  let log: @Sendable (String) -> Void

  /// Why Telegram did not do what it was asked.
  private struct Refusal: Error {
    /// The seconds that it asks to wait.
    let pause: Int?
    let why: String
  }

  /// How long a server waits before it looks whether the one that asks is gone.
  private static let patience = Duration.seconds(5)

  /// Works until its task is cancelled, or until Telegram knows where to bring what comes.
  func run() async {
    var failures = 0
    var place = Place()
    while !Task.isCancelled {
      do {
        if let request = telegram.setWebhook(publicURL: publicURL) { return try await perform(request) }
        place = try await next(after: place)
        failures = 0
      } catch {
        guard !Task.isCancelled else { break }
        failures += 1
        let refusal = error as? Refusal
        log("telegram: \(refusal?.why ?? "\(error)")")
        try? await Task.sleep(for: .seconds(refusal?.pause ?? 1 << min(failures, 6)))
      }
    }
    try? await lease.release()
  }

  /// How far the asking has come.
  private struct Place {
    /// Whether Telegram has been told that it is asked.
    var isTold = false
    /// The first update that was not taken yet; nil where that is not known.
    var first: Int64?
  }

  /// Takes what comes, unless another server does.
  private func next(after place: Place) async throws -> Place {
    if let next = try await lease.holding({ try await take(from: place) }) { return next }
    try await Task.sleep(for: Self.patience)
    return Place()
  }

  /// Waits for what comes and takes it.
  private func take(from place: Place) async throws -> Place {
    var place = place
    if !place.isTold {
      // While Telegram has an address to bring updates to it gives them to nobody who asks.
      try await perform(telegram.removeWebhook)
      place.isTold = true
    }
    switch telegram.batch(try await client.answer(to: telegram.poll(from: place.first))) {
    case .updates(let updates):
      try await take(updates.compactMap(\.message))
      if let last = updates.map(\.id).max() { place.first = last + 1 }
      // A button that goes on waiting harms nobody.
      for tap in updates.compactMap(\.tap) { _ = try? await client.answer(to: telegram.answer(tap: tap)) }
    case .refused(let pause, let why): throw Refusal(pause: pause, why: why)
    }
    return place
  }

  /// - Throws: `Refusal`.
  private func perform(_ request: OutgoingRequest) async throws {
    switch telegram.classify(try await client.answer(to: request)) {
    case .sent: return
    case .retry(let pause, let why): throw Refusal(pause: pause, why: why)
    case .never(let why), .otherForm(_, let why): throw Refusal(pause: 900, why: why)
    }
  }
}
