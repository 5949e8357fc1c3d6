package import Inventory
internal import Store

/// What the receipt of a taught name refers to: the product and the name.
struct TaughtAlias {
  let product: ProductID
  let alias: String

  init(_ alias: String, of product: ProductID) { (self.product, self.alias) = (product, alias) }

  init(_ reference: String) throws(ShopError) {
    let parts = reference.split(separator: "/", maxSplits: 1)
    guard parts.count == 2, let id = Int64(parts[0]) else { throw .notFound(.product, name: reference) }
    (product, alias) = (ProductID(id), String(parts[1]))
  }

  var reference: String { "\(product.value)/\(alias)" }
}

extension Shop {
  /// Refuses a name that `teach` would refuse.
  package func check(alias: String, _ session: Session) async throws {
    try await read(.manageCatalogue, session) { try $0.checkFree(alias) }
  }

  /// Lets people ask for a product by one more name.
  ///
  /// - Throws: `ShopError.duplicate` for a name that this or another product bears already.
  package func teach(
    _ alias: String, for product: ProductID, _ session: Session, key: IdempotencyKey? = nil
  ) async throws -> Product {
    try await perform(.aliasTaught, .manageCatalogue, session, key: key) { books, now in
      try books.checkFree(alias)
      var changed = try books.existingProduct(product)
      changed.aliases.append(alias)
      try books.update(changed, at: now)
      return TaughtAlias(alias, of: product).reference
    } reading: { books, _ in
      try books.existingProduct(product)
    }
  }

  /// Takes such a name back.
  ///
  /// - Throws: `ShopError.notFound` where no product is called that beside its own name.
  package func forget(_ alias: String, _ session: Session) async throws -> Product {
    let now = now()
    return try await write(.manageCatalogue, session) { books in
      guard let product = try books.products(isActive: true).first(where: { $0.isAlso(alias) }) else {
        throw ShopError.notFound(.product, name: alias)
      }
      return try books.forget(alias, of: product.id, at: now)
    }
  }
}

extension Transaction {
  fileprivate func checkFree(_ alias: String) throws {
    try checkAlias(alias)
    let isTaken = try products(isActive: true).contains {
      $0.name.lowercased() == alias.lowercased() || $0.isAlso(alias)
    }
    if isTaken { throw ShopError.duplicate(field: "alias", value: alias) }
  }

  @discardableResult
  func forget(_ alias: String, of id: ProductID, at now: Instant) throws -> Product {
    var product = try existingProduct(id)
    product.aliases.removeAll { $0.lowercased() == alias.lowercased() }
    try update(product, at: now)
    return product
  }
}

extension Product {
  /// Whether people may ask for it by that name beside its own.
  package func isAlso(_ name: String) -> Bool { aliases.contains { $0.lowercased() == name.lowercased() } }
}
