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

extension Shop {
  /// Reads over one snapshot of the session's shop.
  ///
  /// - Throws: `ShopError.denied` or `beyondToken` where the session does not reach `permission`.
  func read<T: Sendable>(
    _ permission: Permission, _ session: Session, _ body: @escaping @Sendable (Transaction) throws -> T
  ) async throws -> T {
    try session.require(permission)
    return try await store.read(session.organization, body)
  }

  /// As `read`, of a branch, open or closed; where none is named, of the one that the session is limited to.
  ///
  /// - Throws: as `read`; `ShopError.notFound` for a branch that never was the shop's.
  func read<T: Sendable>(
    _ permission: Permission, in branch: BranchID?, _ session: Session,
    _ body: @escaping @Sendable (Transaction, BranchID?) throws -> T
  ) async throws -> T {
    let branch = branch ?? session.scope?.id
    return try await read(permission, session) { books in try body(books, try books.knownBranch(branch)) }
  }

  /// As `read`, for what touches a few rows: it may run right here.
  func glance<T: Sendable>(
    _ permission: Permission, _ session: Session, _ body: @escaping @Sendable (Transaction) throws -> T
  ) async throws -> T {
    try session.require(permission)
    return try await store.glance(session.organization, body)
  }

  /// Changes the session's shop in one transaction, which the disk has when it returns.
  ///
  /// - Throws: as `read`, before anything is written.
  func write<T: Sendable>(
    _ permission: Permission, _ session: Session, _ body: @escaping @Sendable (Transaction) throws -> T
  ) async throws -> T {
    try session.require(permission)
    return try await store.write(session.organization, body)
  }
}
