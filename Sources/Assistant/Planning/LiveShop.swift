internal import CMalloc
internal import Inventory
package import Shop
internal import Store
internal import Synchronization
package import Understanding

/// A shop's names at one version of its catalogue, and what finds them in a sentence.
///
/// It is shared: a copy would count dozens of references.
package final class LiveShop: Sendable {
  package let names: ShopNames
  let interpreter: Interpreter
  package let index: CatalogueIndex
  private let nameIndex = Mutex<NameIndex?>(nil)

  init(_ names: ShopNames, _ interpreter: Interpreter) {
    (self.names, self.interpreter) = (names, interpreter)
    index = interpreter.index(Catalogue(names))
  }

  /// Finds whole names in what a model says; made once one has said something.
  var productNames: NameIndex {
    nameIndex.withLock { made in
      let index = made ?? NameIndex(names)
      made = index
      return index
    }
  }
}

/// The live index of each shop, rebuilt when its catalogue has changed.
final class LiveShops: Sendable {
  private let interpreter: Task<Interpreter, any Error>
  private let shops = Mutex<[Sight: LiveShop]>([:])

  /// What a shop shows to a person: the names come with costs only for those who may see them.
  private struct Sight: Hashable {
    let shop: OrganizationID
    let seesCosts: Bool

    init(_ session: Session) { (shop, seesCosts) = (session.shop.id, session.may(.seeCosts)) }
  }

  init(_ interpreter: Task<Interpreter, any Error>) { self.interpreter = interpreter }

  /// The same words, and no shop yet.
  func forgetting() -> LiveShops { LiveShops(interpreter) }

  /// The index of the session's shop at `version`; built when the one at hand is older.
  func live(_ shop: Shop, _ session: Session, version: Int64) async throws -> LiveShop {
    let sight = Sight(session)
    if let live = shops.withLock({ $0[sight] }), live.names.version == version { return live }
    let live = LiveShop(try await shop.names(session), try await interpreter.value)
    shops.withLock { $0[sight] = live }
    // Making it, and the interpreter before it, took more than all that the program keeps of them.
    cmalloc_trim()
    return live
  }
}

extension Catalogue {
  /// What may be named in a sentence.
  package init(_ names: ShopNames) {
    let parents = Dictionary(uniqueKeysWithValues: names.categories.map { ($0.id, $0.parent) })
    var used: Set<CategoryID> = []
    for product in names.products {
      var category = product.category
      while let id = category, used.insert(id).inserted { category = parents[id] ?? nil }
    }
    self.init(
      version: names.version,
      products: names.products.map {
        Product(name: $0.name, sku: $0.sku, barcode: $0.barcode?.text, aliases: $0.aliases, unit: $0.unit)
      },
      branches: names.branches.map { Named(name: $0.name, aliases: $0.aliases) },
      suppliers: names.suppliers.map { Named(name: $0.name) },
      categories: names.categories.filter { used.contains($0.id) }.map { Named(name: $0.name) },
      employees: names.people.map { Named(name: $0.name) },
      customers: names.customers.map { Named(name: $0.name) })
  }
}
