package import Inventory
package import Store

extension Shop {
  /// Who works in the shop, by name; nil lists those who have left too.
  package func people(isActive: Bool? = true, _ session: Session) async throws -> [PersonRecord] {
    try session.require(.managePeople)
    return try await store.read(session.organization) { try $0.personRecords(isActive: isActive) }
  }

  package func person(_ id: PersonID, _ session: Session) async throws -> PersonRecord {
    try session.require(.managePeople)
    return try await store.read(session.organization) { try $0.existingPerson(id) }
  }

  /// Changes the fields of a person that `edit` sets; who is no longer active is let in by no way, and what they did
  /// stays.
  ///
  /// - Throws: `ShopError.conflict` when the shop would be left without an owner; `duplicate` for a name that signs
  ///   somebody else in.
  package func updatePerson(
    _ id: PersonID, ifVersion version: Int64? = nil, _ session: Session,
    _ edit: @escaping @Sendable (inout PersonFields) throws -> Void
  ) async throws -> PersonRecord {
    try session.require(.managePeople)
    return try await store.write(session.organization) { books in
      let record = try books.existingPerson(id)
      try checkVersion(record.version, is: version)
      var fields = record.fields
      try edit(&fields)
      if fields != record.fields {
        try books.check(fields, of: record)
        if record.fields.isOwner, !fields.isOwner { try books.checkOtherOwner(than: id) }
        try books.update(id, to: fields)
      }
      return try books.existingPerson(id)
    }
  }
}

extension PersonFields {
  fileprivate var isOwner: Bool { isActive && role == .owner }
}

extension Transaction {
  fileprivate func existingPerson(_ id: PersonID) throws -> PersonRecord {
    guard let record = try personRecord(id) else {
      throw ShopError.notFound(kind: "usuario", name: String(id.value))
    }
    return record
  }

  /// No person bears a name that signs another in, even one who has left.
  fileprivate func check(_ fields: PersonFields, of record: PersonRecord) throws {
    if fields.branch != record.fields.branch { _ = try existingBranch(fields.branch) }
    guard fields.name != record.fields.name else { return }
    try fields.check()
    let others = try accounts().filter { $0.person.id != record.id }
    guard !others.contains(where: { $0.logins.contains(fields.name.asLogin) }) else {
      throw ShopError.duplicate(field: "nombre", value: fields.name)
    }
  }

  fileprivate func checkOtherOwner(than id: PersonID) throws {
    guard try personRecords(isActive: true).contains(where: { $0.id != id && $0.fields.isOwner }) else {
      throw ShopError.conflict(.lastOwner)
    }
  }
}
