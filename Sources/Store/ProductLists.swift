internal import Inventory
internal import Synchronization

/// The ids of whole product lists in their order, each kept until the catalogue changes.
///
/// A page far into a list, and how many pages there are, would else cost a walk through the index from its start.
final class ProductLists: Sendable {
  /// What a list depends on beside the catalogue: neither stock nor a text.
  struct Key: Hashable {
    let organization: OrganizationID
    let filter: ProductFilter
    let categories: Set<CategoryID>?
  }

  private struct List {
    let version: Int64
    let ids: [ProductID]
    var lastUse: Int
  }

  private struct Lists {
    var byKey: [Key: List] = [:]
    var uses = 0
  }

  private let lists = Mutex(Lists())

  /// How many lists are kept, and how long one may be: 8 bytes a product.
  private static let (count, length) = (16, 100_000)

  /// The list as it is in this `version` of the catalogue, made by `make` where it is not kept.
  func ids(_ key: Key, version: Int64, make: () throws -> [ProductID]) throws -> [ProductID] {
    if let kept = kept(key, version: version) { return kept }
    let ids = try make()
    guard ids.count <= Self.length else { return ids }
    lists.withLock { lists in
      lists.uses += 1
      if lists.byKey[key] == nil, lists.byKey.count >= Self.count,
        let oldest = lists.byKey.min(by: { $0.value.lastUse < $1.value.lastUse })
      {
        lists.byKey[oldest.key] = nil
      }
      lists.byKey[key] = List(version: version, ids: ids, lastUse: lists.uses)
    }
    return ids
  }

  private func kept(_ key: Key, version: Int64) -> [ProductID]? {
    lists.withLock { lists in
      guard lists.byKey[key]?.version == version else { return nil }
      lists.uses += 1
      lists.byKey[key]?.lastUse = lists.uses
      return lists.byKey[key]?.ids
    }
  }
}
