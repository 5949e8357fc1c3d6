internal import Inventory
internal import Store

/// The sole right, among several servers over one store, to do what must be done once.
package struct Lease: Sendable {
  private let shop: Shop
  private let task: String
  private let holder: String
  private let duration: Int64

  /// How long the right lasts when its holder is gone, unless another time is said.
  package static let seconds: Int64 = 15

  package init(_ task: String, _ shop: Shop, lasting seconds: Int64 = Self.seconds) {
    (self.task, self.shop, duration, holder) = (task, shop, seconds, shop.makeID())
  }

  /// Takes or keeps the right for as long again; false while another server has it.
  package func hold() async throws -> Bool {
    let now = shop.now()
    return try await shop.store.holdLease(
      task, holder: holder, at: now, until: now.adding(seconds: duration))
  }

  /// Does `work` under the right, which is kept for as long as that takes; nil, and nothing done, while another server
  /// has it.
  ///
  /// - Throws: what `work` throws; `CancellationError`, the work being cancelled, when the right is lost in between.
  package func holding<Result: Sendable>(
    _ work: @escaping @Sendable () async throws -> Result
  ) async throws -> Result? {
    guard try await hold() else { return nil }
    return try await withThrowingTaskGroup(of: Result.self) { group in
      group.addTask(operation: work)
      group.addTask {
        repeat { try await Task.sleep(for: .seconds(duration) / 3) } while try await hold()
        throw CancellationError()
      }
      defer { group.cancelAll() }
      return try await group.next()
    }
  }

  package func release() async throws { try await shop.store.releaseLease(task, holder: holder) }
}
