internal import Channels
internal import Inventory
internal import Shop
internal import Synchronization

/// What was answered last, so that a message which comes twice is taken once and gets the same answer.
///
/// That is for services that send again what they had no answer to. What a repeated message would do is harmless all
/// the same: a proposal is performed once.
final class RecentAnswers<Answer: Sendable>: Sendable {
  private struct Key: Hashable {
    let channel: String
    /// Whose token it came with; nil where the service itself was let in.
    let owner: Session?
    let message: Message
  }

  private struct Entry {
    let key: Key
    let asked: Instant
    let work: Task<Answer, Never>
  }

  /// How many are remembered, and how long.
  private let limit = 256
  private let seconds: Int64 = 120
  private let entries = Mutex<[Entry]>([])

  /// The work that `make` does, or did already for the same message of the same person; a message without an id is
  /// never the same as another.
  func answer(
    to message: Message, from owner: Session?, on channel: String, at now: Instant,
    _ make: @escaping @Sendable () async -> Answer
  ) -> Task<Answer, Never> {
    guard !message.id.isEmpty else { return Task { await make() } }
    let key = Key(channel: channel, owner: owner, message: message)
    return entries.withLock { entries in
      let oldest = now.adding(seconds: -seconds)
      entries.removeAll { $0.asked < oldest }
      if let entry = entries.first(where: { $0.key == key }) { return entry.work }
      if entries.count == limit { entries.removeFirst() }
      let work = Task { await make() }
      entries.append(Entry(key: key, asked: now, work: work))
      return work
    }
  }
}
