package import Inventory
package import Store

/// What a shop does and answers: the single door to its data.
///
/// One function is one operation or question; each takes a `Session` and runs in one transaction.
package struct Shop: Sendable {
  package let store: Store
  /// The moment at which everything happens; a fixed one makes every answer repeatable.
  package let now: @Sendable () -> Instant
  /// Makes an unguessable public id.
  package let makeID: @Sendable () -> String

  package init(
    store: Store, now: @escaping @Sendable () -> Instant, makeID: @escaping @Sendable () -> String
  ) {
    (self.store, self.now, self.makeID) = (store, now, makeID)
  }
}
