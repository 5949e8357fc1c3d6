package import Inventory
package import Store

extension Shop {
  /// Adds a category, below its parent where one is given.
  package func createCategory(
    _ fields: CategoryFields, _ session: Session, key: IdempotencyKey? = nil
  ) async throws -> CategoryRecord {
    try await create(.categoryCreation, .manageCatalogue, session, key: key) { books in
      try books.checkCategory(fields, except: nil)
      var fields = fields
      fields.order = try fields.order ?? books.categories().filter { $0.parent == fields.parent }.count
      return try books.insert(fields)
    }
  }

  /// Changes the fields of a category that `edit` sets.
  ///
  /// Once withdrawn its children stand at the root, and its products in no category.
  /// - Throws: `ShopError.invalid` where it would lie below itself; `duplicate` where a sibling bears its name.
  package func updateCategory(
    _ id: CategoryID, ifVersion version: Int64? = nil, _ session: Session,
    _ edit: @escaping @Sendable (inout CategoryFields) throws -> Void
  ) async throws -> CategoryRecord {
    let now = now()
    return try await update(id, ifVersion: version, .manageCatalogue, session, edit) {
      try $0.save($2, of: $1, at: now)
    }
  }

  /// Takes a category out of the tree; its children go to the root (requirements §1.10).
  package func withdrawCategory(
    _ id: CategoryID, ifVersion version: Int64? = nil, _ session: Session
  ) async throws -> CategoryRecord {
    try await updateCategory(id, ifVersion: version, session) { $0.isActive = false }
  }
}

extension Transaction {
  /// - Throws: `ShopError.notFound` for a category that is not the shop's.
  func checkCategory(_ id: CategoryID) throws {
    guard try has(id) else { throw ShopError.noSuch(.category, id) }
  }

  fileprivate func checkCategory(_ fields: CategoryFields, except id: CategoryID?) throws {
    try fields.check()
    if let parent = fields.parent { try checkCategory(parent) }
    let siblings = try categories().filter { $0.parent == fields.parent && $0.id != id }
    guard !siblings.contains(where: { $0.name == fields.name }) else {
      throw ShopError.duplicate(field: "nombre", value: fields.name)
    }
  }

  fileprivate func save(_ fields: CategoryFields, of record: CategoryRecord, at now: Instant) throws {
    if let parent = fields.parent, parent != record.fields.parent {
      guard parent != record.id, try !categoryTree(under: record.id).contains(parent) else {
        throw ShopError.invalid(field: "categoria_padre_id", .insideItself)
      }
      try checkCategory(parent)
    }
    guard fields.isActive else {
      try fields.check()
      try checkChildrenFitRoot(of: record)
      try update(record.id, to: fields)
      return try empty(record.id, at: now)
    }
    try checkCategory(fields, except: record.id)
    try update(record.id, to: fields)
  }

  private func checkChildrenFitRoot(of record: CategoryRecord) throws {
    let all = try categories()
    let roots = Set(all.filter { $0.parent == nil && $0.id != record.id }.map(\.name))
    guard let child = all.first(where: { $0.parent == record.id && roots.contains($0.name) }) else { return }
    throw ShopError.conflict(.namesakeAtRoot(category: child.name))
  }
}
