package import Inventory
package import Store

/// A category with those below it.
package struct CategoryNode: Sendable, Hashable {
  package let category: CategoryRecord
  package let children: [CategoryNode]
}

/// What a branch has of a product.
package struct BranchStock: Sendable, Hashable {
  package let branch: Branch
  package let balance: Balance
}

/// A product with what each branch has of it.
package struct StockedProduct: Sendable, Hashable {
  package let record: ProductRecord
  package let branches: [BranchStock]
}

extension Shop {
  /// A page of the products that a filter admits.
  package func products(
    matching filter: ProductFilter = ProductFilter(), page: Page = .first, _ session: Session
  ) async throws -> Paged<ProductRecord> {
    try session.require(.lookUp)
    var filter = filter
    filter.branch = filter.branch ?? session.scope?.id
    let question: @Sendable (Transaction) throws -> Paged<ProductRecord> = { [filter] books in
      _ = try books.existingBranch(filter.branch)
      return try books.products(filter, page).map(session.shown)
    }
    // What compares the stock of the whole catalogue is no glance.
    guard filter.isLow == nil, filter.order != .stock else {
      return try await store.read(session.organization, question)
    }
    return try await store.glance(session.organization, question)
  }

  /// The product of that id, withdrawn or not, with the stock that the person sees.
  package func product(_ id: ProductID, _ session: Session) async throws -> ProductRecord {
    try await glance(.lookUp, session) { try $0.existingRecord(id, session) }
  }

  /// The same with what each branch has, or the one that is asked about, whose stock is the product's then.
  package func stockedProduct(
    _ id: ProductID, branch: BranchID? = nil, _ session: Session
  ) async throws -> StockedProduct {
    try session.require(.lookUp)
    let branch = branch ?? session.scope?.id
    return try await store.glance(session.organization) { books in
      _ = try books.knownBranch(branch)
      let stock = try books.stock(of: id, branch: branch, session)
      return StockedProduct(
        record: session.shown(try books.existingRecord(id, branch: branch)),
        branches: stock.branches.map { BranchStock(branch: $0.branch, balance: $0.balance) })
    }
  }

  /// The product that a link or a QR code names.
  package func product(publicID: String, _ session: Session) async throws -> ProductRecord {
    try await read(.lookUp, session) { books in
      guard let record = try books.productRecord(publicID: publicID, branch: session.scope?.id) else {
        throw ShopError.notFound(.product, name: publicID)
      }
      return session.shown(record)
    }
  }

  /// The tree of categories from its roots.
  package func categories(_ session: Session) async throws -> [CategoryNode] {
    try await read(.lookUp, session) { books in
      let children = Dictionary(grouping: try books.categoryRecords(), by: \.fields.parent)
      func nodes(below parent: CategoryID?) -> [CategoryNode] {
        (children[parent] ?? []).map { CategoryNode(category: $0, children: nodes(below: $0.id)) }
      }
      return nodes(below: nil)
    }
  }

  /// The category of that id, withdrawn or not.
  package func category(_ id: CategoryID, _ session: Session) async throws -> CategoryRecord {
    try await read(.lookUp, session) { try $0.existing(id) }
  }

  /// Suppliers by name; nil lists withdrawn ones too.
  package func suppliers(
    isActive: Bool? = true, _ session: Session
  ) async throws -> [SupplierRecord] {
    try await read(.lookUp, session) { try $0.supplierRecords(isActive: isActive) }
  }

  /// The supplier of that id, withdrawn or not.
  package func supplier(_ id: SupplierID, _ session: Session) async throws -> SupplierRecord {
    try await read(.lookUp, session) { try $0.existing(id) }
  }
}

extension Transaction {
  fileprivate func products(_ filter: ProductFilter, _ page: Page) throws -> Paged<ProductRecord> {
    let categories = try filter.category.map { try categoryTree(under: $0) }
    guard let text = filter.text, !text.isEmpty else {
      return try productRecords(filter, categories: categories, page)
    }
    let found = try search(text, isActive: filter.isActive).map(\.id)
    guard filter.order == nil else {
      return try productRecords(filter, categories: categories, among: found, page)
    }
    let admitted = try productIDs(filter, categories: categories, among: found)
    let ranked = found.filter(admitted.contains)
    let shown = Array(ranked.dropFirst(page.offset).prefix(page.size))
    return Paged(try productRecords(shown, branch: filter.branch), total: ranked.count)
  }
}
