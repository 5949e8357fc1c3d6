package import Inventory
internal import Store

extension Shop {
  /// Active products whose name, other name, SKU or barcode matches a text, best first.
  ///
  /// Accents and a wrong letter are forgiven. An empty text lists the catalogue by name.
  package func search(
    _ text: String, of goods: GoodsSelection = .all, limit: Int?, _ session: Session
  ) async throws -> (products: [Product], total: Int) {
    try await read(.lookUp, session) { books in
      let found = try
        (text.isEmpty ? books.products(isActive: true).sorted { $0.name < $1.name } : books.search(text))
        .filter(books.isMeant(by: goods))
      return (found.prefix(max(0, limit ?? .max)).map(session.shown), found.count)
    }
  }
}

extension Transaction {
  /// How many candidates the word index may hand to the matcher.
  private var breadth: Int { 400 }

  /// Up to how many products the matcher looks through when the word index finds nothing: about 50 ms.
  private var wholeCatalogue: Int { 10_000 }

  /// Products that a text may mean, best first, in the catalogue, withdrawn, or both; no more than the index hands over.
  func search(_ text: String, isActive: Bool? = true) throws -> [Product] {
    if let product = try product(barcode: text) ?? product(sku: text),
      isActive ?? product.isActive == product.isActive
    {
      return [product]
    }
    let words = searchWords(text)
    guard !words.isEmpty else { return [] }
    let beginnings = words.map { "\"\($0.prefix(3))\"*" }
    let queries = [
      words.map { "\"\($0)\"*" }.joined(separator: " "), beginnings.joined(separator: " "),
      beginnings.joined(separator: " OR "),
    ]
    var found: [Product] = []
    for query in queries where found.isEmpty {
      found = try candidates(matching: query, isActive: isActive, limit: breadth)
    }
    // A slip in the first letters leaves the index without a trace of what was meant.
    if found.isEmpty, try productCount(isActive: isActive) <= wholeCatalogue {
      found = try products(isActive: isActive)
    }
    let byKey = Dictionary(uniqueKeysWithValues: found.map { (Int($0.id.value), $0) })
    let matcher = ProductMatcher(
      found.map { (Int($0.id.value), [$0.name] + $0.aliases, $0.sku, $0.barcode?.text) })
    return matcher.best(for: text, limit: breadth).compactMap { byKey[$0.key] }
  }

  private func searchWords(_ text: String) -> [String] {
    text.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
  }

  /// What is meant by the name of a category: all that bear it, with everything below them.
  func categories(calledAs category: CategoryID) throws -> Set<CategoryID> {
    let all = try categories()
    let name = all.first { $0.id == category }?.name
    return try all.filter { $0.name == name }.reduce(into: [category]) {
      $0.formUnion(try categoryTree(under: $1.id))
    }
  }

  /// A category with everything below it.
  func categoryTree(under root: CategoryID) throws -> Set<CategoryID> {
    let all = try categories()
    var tree: Set<CategoryID> = [root]
    var grew = true
    while grew {
      let children = all.filter { $0.parent.map(tree.contains) ?? false && !tree.contains($0.id) }.map(\.id)
      tree.formUnion(children)
      grew = !children.isEmpty
    }
    return tree
  }
}
