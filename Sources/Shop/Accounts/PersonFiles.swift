package import Inventory
package import Store

extension Shop {
  /// Who works in the shop, by name; nil lists those who have left too.
  package func people(isActive: Bool? = true, _ session: Session) async throws -> [PersonRecord] {
    try await read(.managePeople, session) { try $0.personRecords(isActive: isActive) }
  }

  /// The person of that id, whether they still work in the shop or not.
  package func person(_ id: PersonID, _ session: Session) async throws -> PersonRecord {
    try await read(.managePeople, session) { try $0.existing(id) }
  }

  /// Changes the fields of a person that `edit` sets; who is no longer active is let in by no way, and what they did
  /// stays.
  ///
  /// - Throws: `ShopError.conflict` when the shop would be left without an owner; `duplicate` for a name or an e-mail
  ///   that signs somebody else in.
  package func updatePerson(
    _ id: PersonID, ifVersion version: Int64? = nil, _ session: Session,
    _ edit: @escaping @Sendable (inout PersonFields) throws -> Void
  ) async throws -> PersonRecord {
    let edit: @Sendable (inout PersonFields) throws -> Void = { fields in
      try edit(&fields)
      fields.email = fields.email?.asLogin
    }
    return try await update(id, ifVersion: version, .managePeople, session, edit) { books, record, fields in
      try books.check(fields, of: record)
      if record.fields.isOwner, !fields.isOwner { try books.checkOtherOwner(than: id) }
      try books.update(id, to: fields)
    }
  }
}

extension PersonFields {
  fileprivate var isOwner: Bool { isActive && role == .owner }
}

extension Transaction {
  fileprivate func check(_ fields: PersonFields, of record: PersonRecord) throws {
    if fields.branch != record.fields.branch { _ = try existingBranch(fields.branch) }
    let before = record.fields
    if fields.name != before.name { try fields.check() }
    if fields.email != before.email { try checkEmail(fields.email) }
    if fields.name != before.name { try checkLogin(fields.name, field: "nombre", except: record.id) }
    if let email = fields.email, email != before.email {
      try checkLogin(email, field: "email", except: record.id)
    }
  }

  fileprivate func checkOtherOwner(than id: PersonID) throws {
    guard try personRecords(isActive: true).contains(where: { $0.id != id && $0.fields.isOwner }) else {
      throw ShopError.conflict(.lastOwner)
    }
  }
}
