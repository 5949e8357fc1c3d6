internal import Inventory
internal import Store

extension Shop {
  /// Forgets, in every shop of the store, what no longer serves: the keys of operations after 30 days, conversations
  /// and proposals a day after they expired.
  ///
  /// Meant for once an hour or so. Nothing of it need reach the disk at once, and while another program holds the
  /// store nothing is forgotten. It writes a thousand keys at a time, so that sales are not held up.
  package func forgetExpired() async throws {
    let now = now()
    let expired = now.adding(seconds: -Remembrance.expiredSeconds)
    let performed = now.adding(seconds: -Remembrance.operationSeconds)
    for shop in try await store.shops() {
      guard
        try await store.writeLightly(shop.id, { try $0.deleteConversations(expiredBefore: expired) })
      else { return }
      while try await forgetOperations(before: performed, shop.id) {}
    }
  }

  /// False once there is nothing left to forget, or the store takes no writes.
  private func forgetOperations(before limit: Instant, _ organization: OrganizationID) async throws -> Bool {
    let old = try await store.read(organization) { try $0.hasOperations(before: limit) }
    guard old else { return false }
    return try await store.writeLightly(organization) { try $0.deleteOperations(before: limit, count: 1000) }
  }
}
