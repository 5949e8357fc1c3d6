internal import Inventory
package import Shop
internal import Store
internal import Synchronization
package import Understanding

/// A shop's names at one version of its catalogue, and the index that finds them in a sentence.
package struct LiveShop: Sendable {
  package let names: ShopNames
  package let index: CatalogueIndex
  /// Finds whole names in what a model says.
  let productNames: NameIndex

  package init(names: ShopNames, index: CatalogueIndex) {
    (self.names, self.index) = (names, index)
    productNames = NameIndex(names)
  }
}

/// The live index of each shop, rebuilt when its catalogue has changed.
final class LiveShops: Sendable {
  private let interpreter: Interpreter
  private let shops = Mutex<[Sight: LiveShop]>([:])

  /// What a shop shows to a person: the names come with costs only for those who may see them.
  private struct Sight: Hashable {
    let shop: OrganizationID
    let seesCosts: Bool

    init(_ session: Session) { (shop, seesCosts) = (session.shop.id, session.may(.seeCosts)) }
  }

  init(_ interpreter: Interpreter) { self.interpreter = interpreter }

  /// The same words, and no shop yet.
  func forgetting() -> LiveShops { LiveShops(interpreter) }

  /// The index of the session's shop at `version`; built when the one at hand is older.
  func live(_ shop: Shop, _ session: Session, version: Int64) async throws -> LiveShop {
    let sight = Sight(session)
    if let live = shops.withLock({ $0[sight] }), live.names.version == version { return live }
    let names = try await shop.names(session)
    let live = LiveShop(names: names, index: interpreter.index(Catalogue(names)))
    shops.withLock { $0[sight] = live }
    return live
  }
}

extension Catalogue {
  /// What may be named in a sentence.
  package init(_ names: ShopNames) {
    let used = Set(names.products.compactMap(\.category))
    self.init(
      version: names.version,
      products: names.products.map {
        Product(name: $0.name, sku: $0.sku, barcode: $0.barcode?.text, aliases: $0.aliases)
      },
      branches: names.branches.map { Named(name: $0.name, aliases: $0.aliases) },
      suppliers: names.suppliers.map { Named(name: $0.name) },
      categories: names.categories.filter { used.contains($0.id) }.map { Named(name: $0.name) },
      employees: names.people.map { Named(name: $0.name) },
      customers: names.customers.map { Named(name: $0.name) })
  }
}
