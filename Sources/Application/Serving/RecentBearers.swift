internal import Inventory
internal import Shop
internal import Store
internal import Synchronization

/// Who was let in a moment ago, so that a program which asks much is not looked up for each request.
///
/// Whatever this process writes makes it forget; what another one does, such as revoking a token in the terminal, it
/// learns within a second.
final class RecentBearers: Sendable {
  struct Key: Hashable {
    let secret: String
    let door: String
  }

  private struct Entry {
    let bearer: Bearer
    let writes: Int
    let until: ContinuousClock.Instant
  }

  private let entries = Mutex<[Key: Entry]>([:])

  private static let (lifetime, limit) = (Duration.seconds(1), 1_000)

  /// Who has the key, unless one of this process's `writes`, all that have ended, came after they were looked up.
  func bearer(_ key: Key, writes: Int, at now: Instant, moment: ContinuousClock.Instant = .now) -> Bearer? {
    guard let entry = entries.withLock({ $0[key] }), entry.writes == writes, moment < entry.until else {
      return nil
    }
    if let expires = entry.bearer.token.expires, expires <= now { return nil }
    return entry.bearer
  }

  /// Keeps who was looked up after so many `writes` of this process.
  func keep(_ bearer: Bearer, _ key: Key, writes: Int, moment: ContinuousClock.Instant = .now) {
    let entry = Entry(bearer: bearer, writes: writes, until: moment + Self.lifetime)
    entries.withLock { entries in
      if entries.count >= Self.limit { entries = entries.filter { $0.value.until > moment } }
      entries[key] = entry
    }
  }
}
