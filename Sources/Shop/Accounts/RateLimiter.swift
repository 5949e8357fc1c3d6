package import Inventory

/// A token bucket for each of many keys (an address, an account, a token): so many at once, then so many a minute.
///
/// Kept as the generic cell rate algorithm keeps it: one moment a key, at which its bucket would be full again.
package struct RateLimiter<Key: Hashable & Sendable>: Sendable {
  /// Milliseconds that one request uses up.
  private let interval: Int64
  /// How far ahead a bucket may be emptied, in milliseconds.
  private let tolerance: Int64
  private let capacity: Int
  private var fullAgain: [Key: Int64] = [:]

  /// A limiter that lets `burst` through at once and `perMinute` after that, and remembers `capacity` keys.
  ///
  /// All three are at least 1.
  package init(burst: Int, perMinute: Int, capacity: Int = 10_000) {
    interval = max(1, 60_000 / Int64(max(1, perMinute)))
    tolerance = interval * Int64(max(1, burst))
    self.capacity = max(1, capacity)
  }

  /// Takes one from the key's bucket; or, when it is empty, the seconds after which it has one again.
  package mutating func take(_ key: Key, at now: Instant) -> Int64? {
    let now = now.milliseconds
    // A clock that was set back must not shut anybody out for longer than an empty bucket does.
    let full = min(max(fullAgain[key] ?? now, now), now + tolerance)
    let next = full + interval
    guard next <= now + tolerance else { return (next - tolerance - now + 999) / 1000 }
    if fullAgain[key] == nil, fullAgain.count >= capacity { forget(at: now) }
    fullAgain[key] = next
    return nil
  }

  /// How many keys are remembered.
  package var count: Int { fullAgain.count }

  /// Forgets the full buckets, which are as good as unknown, and the fuller half where those are too few.
  ///
  /// It frees half of the memory or more, so that its cost is spread over as many requests.
  private mutating func forget(at now: Int64) {
    fullAgain = fullAgain.filter { $0.value > now }
    guard fullAgain.count > capacity / 2 else { return }
    let emptiest = fullAgain.sorted { $0.value > $1.value }.prefix(capacity / 2)
    fullAgain = Dictionary(uniqueKeysWithValues: emptiest.map { ($0.key, $0.value) })
  }
}
