package import Inventory
package import Store

extension Shop {
  /// Refuses a supplier that `createSupplier` would refuse.
  package func check(_ fields: SupplierFields, _ session: Session) async throws {
    try await read(.manageCatalogue, session) { try $0.checkSupplier(fields, except: nil) }
  }

  /// Adds a supplier.
  ///
  /// - Throws: `ShopError.duplicate` where another bears its name, even one that was withdrawn.
  package func createSupplier(
    _ fields: SupplierFields, _ session: Session, key: IdempotencyKey? = nil
  ) async throws -> SupplierRecord {
    try await create(.supplierCreation, .manageCatalogue, session, key: key) { books in
      try books.checkSupplier(fields, except: nil)
      return try books.insert(fields)
    }
  }

  /// Changes the fields of a supplier that `edit` sets.
  ///
  /// - Throws: `ShopError.duplicate` where another bears its name, even one that was withdrawn.
  package func updateSupplier(
    _ id: SupplierID, ifVersion version: Int64? = nil, _ session: Session,
    _ edit: @escaping @Sendable (inout SupplierFields) throws -> Void
  ) async throws -> SupplierRecord {
    try await update(id, ifVersion: version, .manageCatalogue, session, edit) { books, _, fields in
      try books.checkSupplier(fields, except: id)
      try books.update(id, to: fields)
    }
  }

  /// Takes a supplier off the list; what was bought from it stays.
  package func withdrawSupplier(
    _ id: SupplierID, ifVersion version: Int64? = nil, _ session: Session
  ) async throws -> SupplierRecord {
    try await updateSupplier(id, ifVersion: version, session) { $0.isActive = false }
  }
}

extension Transaction {
  /// - Throws: `ShopError.notFound` for a supplier that is not the shop's.
  func checkSupplier(_ id: SupplierID) throws {
    guard try has(id) else { throw ShopError.noSuch(.supplier, id) }
  }

  /// The supplier that bears that name, in whatever case, withdrawn or not.
  func supplier(named name: String) throws -> SupplierRecord? {
    try supplierRecords(isActive: nil).first { $0.fields.name.lowercased() == name.lowercased() }
  }

  fileprivate func checkSupplier(_ fields: SupplierFields, except id: SupplierID?) throws {
    try fields.check()
    guard let other = try supplier(named: fields.name), other.id != id else { return }
    throw ShopError.duplicate(field: "nombre", value: fields.name)
  }
}
