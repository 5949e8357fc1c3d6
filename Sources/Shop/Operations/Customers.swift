package import Inventory
package import Store

extension Shop {
  /// Adds a customer; several may bear one name.
  package func createCustomer(
    _ fields: CustomerFields, _ session: Session, key: IdempotencyKey? = nil
  ) async throws -> CustomerRecord {
    try await create(.customerCreation, .sell, session, key: key) { books in
      try fields.check()
      return try books.insert(fields)
    }
  }

  /// Changes the fields of a customer that `edit` sets; past sales keep the name they were made under.
  package func updateCustomer(
    _ id: CustomerID, ifVersion version: Int64? = nil, _ session: Session,
    _ edit: @escaping @Sendable (inout CustomerFields) throws -> Void
  ) async throws -> CustomerRecord {
    try await update(id, ifVersion: version, .sell, session, edit) { books, _, fields in
      try fields.check()
      try books.update(id, to: fields)
    }
  }

  /// Takes a customer off the list; past sales stay.
  package func withdrawCustomer(
    _ id: CustomerID, ifVersion version: Int64? = nil, _ session: Session
  ) async throws -> CustomerRecord {
    try await updateCustomer(id, ifVersion: version, session) { $0.isActive = false }
  }

  /// The customer of that id, on the list or not.
  package func customer(_ id: CustomerID, _ session: Session) async throws -> CustomerRecord {
    try await read(.lookUp, session) { try $0.existing(id) }
  }

  /// Customers by name; `text` is part of a name or of a phone number.
  package func customers(
    matching text: String? = nil, isActive: Bool? = true, page: Page = .first, _ session: Session
  ) async throws -> Paged<CustomerRecord> {
    try await read(.lookUp, session) {
      try $0.customerRecords(matching: text, isActive: isActive, page)
    }
  }
}
