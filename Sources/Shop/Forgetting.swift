internal import Inventory
internal import Store

extension Shop {
  /// Forgets what no longer serves: the keys of operations after 30 days, conversations and proposals a day after they
  /// expired.
  ///
  /// Meant for once a day or so. Nothing of it need reach the disk at once, and while another program holds the store
  /// nothing is forgotten. It writes a thousand keys at a time, so that sales are not held up.
  package func forgetExpired(_ session: Session) async throws {
    let now = now()
    let expired = now.adding(seconds: -Retention.expiredSeconds)
    let performed = now.adding(seconds: -Retention.operationSeconds)
    _ = try await store.writeLightly(session.organization) {
      try $0.deleteConversations(expiredBefore: expired)
    }
    while try await forgetOperations(before: performed, session) {}
  }

  /// False once there is nothing left to forget, or the store takes no writes.
  private func forgetOperations(before limit: Instant, _ session: Session) async throws -> Bool {
    guard try await store.read(session.organization, { try $0.hasOperations(before: limit) }) else {
      return false
    }
    return try await store.writeLightly(session.organization) {
      try $0.deleteOperations(before: limit, count: 1000)
    }
  }
}
