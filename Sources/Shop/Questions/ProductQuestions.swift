package import Inventory
package import Store

/// Where a product lies and how much of it.
package struct ProductStock: Sendable, Hashable {
  package let product: Product
  package let branches: [(branch: Branch, balance: Balance)]

  package var total: Quantity { branches.reduce(.zero) { $0 + $1.balance.onHand } }

  package static func == (a: Self, b: Self) -> Bool {
    a.product == b.product && a.branches.elementsEqual(b.branches) { $0 == $1 }
  }

  package func hash(into hasher: inout Hasher) { hasher.combine(product) }
}

/// The names by which a shop's people may call things.
///
/// It is shared: a copy would count a reference for each kind of names.
package final class ShopNames: Sendable {
  /// Rises with every change of the catalogue.
  package let version: Int64
  package let products: [Product]
  package let branches: [Branch]
  package let suppliers: [Supplier]
  package let categories: [Category]
  package let people: [Person]
  package let customers: [Customer]
  private let placesByName: [String: Int]

  init(
    version: Int64, products: [Product], branches: [Branch], suppliers: [Supplier], categories: [Category],
    people: [Person], customers: [Customer]
  ) {
    (self.version, self.products, self.branches) = (version, products, branches)
    (self.suppliers, self.categories) = (suppliers, categories)
    (self.people, self.customers) = (people, customers)
    placesByName = Dictionary(
      products.enumerated().map { ($0.element.name, $0.offset) }, uniquingKeysWith: { first, _ in first })
  }

  /// The product that bears exactly that name, the oldest where several do.
  package func product(named name: String) -> Product? { placesByName[name].map { products[$0] } }
}

extension Shop {
  /// Everything that can be named, for an index that is kept until `catalogueVersion` rises.
  package func names(_ session: Session) async throws -> ShopNames {
    try await read(.lookUp, session) { books in
      ShopNames(
        version: try books.catalogueVersion(),
        products: try books.products(isActive: true).map(session.shown),
        branches: try books.branches().map(\.branch), suppliers: try books.suppliers(),
        categories: try books.categories(), people: try books.people(), customers: try books.customers())
    }
  }

  /// What an index of the shop's names is compared with; any role may ask, at the cost of one row.
  package func catalogueVersion(_ session: Session) async throws -> Int64 {
    try await store.glance(session.organization) { try $0.catalogueVersion() }
  }

  /// The product that bears exactly this name, SKU or barcode.
  package func product(called text: String, _ session: Session) async throws -> Product? {
    try await glance(.lookUp, session) { books in
      let product = try books.product(named: text) ?? books.product(sku: text) ?? books.product(barcode: text)
      return product.map(session.shown)
    }
  }

  /// Where a product lies: in a branch, or in all that the person sees.
  package func stock(
    of product: ProductID, branch: BranchID? = nil, _ session: Session
  ) async throws -> ProductStock {
    try await glance(.lookUp, session) { try $0.stock(of: product, branch: branch, session) }
  }

  /// Where each of some products lies, in their order.
  package func stocks(
    of products: [ProductID], branch: BranchID? = nil, _ session: Session
  ) async throws -> [ProductStock] {
    try await read(.lookUp, session) { books in
      try products.map { try books.stock(of: $0, branch: branch, session) }
    }
  }

  /// Lots with stock that have expired or will by `day`, soonest first.
  package func expiringLots(
    until day: BusinessDay, branch: BranchID? = nil, _ session: Session
  ) async throws -> [(product: Product, branch: Branch, lot: Lot)] {
    try await read(.lookUp, in: branch, session) { books, branch in
      let lots = try books.expiringLots(until: day, branch: branch)
      let products = try books.products(Array(Set(lots.map(\.0.product))))
      let branches = try books.branchesByID()
      return lots.compactMap { place, lot in
        guard let product = products[place.product], let branch = branches[place.branch] else { return nil }
        return (session.shown(product), branch, lot)
      }
    }
  }
}

extension Transaction {
  func stock(of product: ProductID, branch: BranchID?, _ session: Session) throws -> ProductStock {
    let branch = branch ?? session.scope?.id
    let balances = Dictionary(
      uniqueKeysWithValues: try balances(of: product).map { ($0.branch, $0.balance) })
    let shown = try branches().map(\.branch).filter { branch == nil || $0.id == branch }
    return ProductStock(
      product: session.shown(try existingProduct(product)),
      branches: shown.map { ($0, session.shown(balances[$0.id] ?? Balance(onHand: .zero))) })
  }
}
