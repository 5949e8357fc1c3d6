internal import Dispatch
internal import Synchronization

/// The one place of a process where passwords are hashed: one at a time, so that a crowd at the door takes neither
/// the memory nor the processors from everybody else.
///
/// It runs on a queue of its own, since a hash holds its thread for tens of milliseconds.
package final class PasswordHasher: Sendable {
  /// So many wait already that one more would wait too long; to be tried again later.
  package struct Busy: Error {}

  package let cost: PasswordHash.Cost
  private let limit: Int
  private let queue = DispatchQueue(label: "crypto.passwords")
  private let waiting = Mutex(0)

  /// A hasher at which at most `limit` hashes wait or run.
  package init(cost: PasswordHash.Cost, limit: Int = 16) { (self.cost, self.limit) = (cost, limit) }

  /// Whether one more would be refused at this moment.
  package var isFull: Bool { waiting.withLock { $0 >= limit } }

  /// - Throws: `Busy`, or `PasswordHash.OutOfMemory`.
  package func hash(_ password: String) async throws -> PasswordHash {
    try await inTurn { [cost] in try PasswordHash(of: password, cost: cost) }
  }

  /// Whether the password is the one of `hash`.
  ///
  /// Without a hash it takes the time of one and is false, so that a stranger cannot tell whether there is one.
  /// - Throws: `Busy`, or `PasswordHash.OutOfMemory`.
  package func verify(_ password: String, against hash: PasswordHash?) async throws -> Bool {
    try await inTurn { [cost] in
      guard let hash else {
        _ = try PasswordHash(of: password, cost: cost)
        return false
      }
      return hash.matches(password)
    }
  }

  private func inTurn<T: Sendable>(_ work: @escaping @Sendable () throws -> T) async throws -> T {
    let isAdmitted = waiting.withLock { waiting in
      guard waiting < limit else { return false }
      waiting += 1
      return true
    }
    guard isAdmitted else { throw Busy() }
    defer { waiting.withLock { $0 -= 1 } }
    return try await withCheckedThrowingContinuation { continuation in
      queue.async { continuation.resume(with: Result(catching: work)) }
    }
  }
}
