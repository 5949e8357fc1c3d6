package import Inventory
package import Store

extension Shop {
  /// Branches, Principal first; nil lists closed ones too.
  package func branches(isActive: Bool? = true, _ session: Session) async throws -> [BranchRecord] {
    try await read(.lookUp, session) { try $0.branchRecords(isActive: isActive) }
  }

  /// The branch of that id, open or closed.
  package func branch(_ id: BranchID, _ session: Session) async throws -> BranchRecord {
    try await read(.lookUp, session) { try $0.existing(id) }
  }

  /// Opens a branch.
  ///
  /// - Throws: `ShopError.duplicate` where another, even a closed one, bears its name or an alias.
  package func createBranch(
    _ fields: BranchFields, _ session: Session, key: IdempotencyKey? = nil
  ) async throws -> BranchRecord {
    try await create(.branchCreation, .manageBranches, session, key: key) { books in
      try books.checkBranch(fields, except: nil)
      return try books.insertBranch(name: fields.name, kind: fields.kind, aliases: fields.aliases)
    }
  }

  /// Changes the fields of a branch that `edit` sets.
  ///
  /// - Throws: `ShopError.conflict` when Principal, or a branch with stock or goods on the road, would close.
  package func updateBranch(
    _ id: BranchID, ifVersion version: Int64? = nil, _ session: Session,
    _ edit: @escaping @Sendable (inout BranchFields) throws -> Void
  ) async throws -> BranchRecord {
    let now = now()
    return try await update(id, ifVersion: version, .manageBranches, session, edit) { books, record, fields in
      if (fields.name, fields.aliases) != (record.fields.name, record.fields.aliases) {
        try books.checkBranch(fields, except: id)
      }
      if !fields.isActive { try books.close(record) }
      try books.update(id, to: fields)
      if !fields.isActive { try books.evaluateAlerts(of: nil, on: session.clock.day(of: now), at: now) }
    }
  }

  /// Closes a branch; what happened there stays.
  ///
  /// - Throws: `ShopError.conflict` for Principal, and where there is stock or goods are on the road.
  package func closeBranch(
    _ id: BranchID, ifVersion version: Int64? = nil, _ session: Session
  ) async throws -> BranchRecord {
    try await updateBranch(id, ifVersion: version, session) { $0.isActive = false }
  }
}

extension Transaction {
  /// The branch of that id; nil for none.
  ///
  /// - Throws: `ShopError.notFound` for a branch that is not the shop's.
  func existingBranch(_ id: BranchID?) throws -> BranchID? {
    guard let id else { return nil }
    guard try has(id) else { throw ShopError.noSuch(.branch, id) }
    return id
  }

  /// The branch of that id, open or closed, that a question is about; nil for none.
  ///
  /// - Throws: `ShopError.notFound` for a branch that never was the shop's.
  func knownBranch(_ id: BranchID?) throws -> BranchID? {
    guard let id else { return nil }
    return try existing(id).id
  }

  /// The branches that have closed, oldest first.
  func closedBranches() throws -> [Branch] {
    let open = try branchesByID()
    return try allBranches().values.filter { open[$0.id] == nil }.sorted { $0.id < $1.id }
  }

  /// No branch is called as another is, whether open or closed.
  fileprivate func checkBranch(_ fields: BranchFields, except id: BranchID?) throws {
    try fields.check()
    try fields.checkUntaken(by: try branchNames(except: id))
  }

  /// What the other branches are called, open or closed, in lower case and with their aliases.
  func branchNames(except id: BranchID?) throws -> Set<String> {
    Set(try branchRecords(isActive: nil).filter { $0.id != id }.flatMap(\.fields.names))
  }

  fileprivate func close(_ record: BranchRecord) throws {
    guard record.fields.isActive else { return }
    guard try !isMain(record.id) else { throw ShopError.conflict(.mainBranch) }
    guard try !isInUse(record.id) else { throw ShopError.conflict(.branchInUse(branch: record.fields.name)) }
    try vacate(record.id)
  }
}

extension BranchFields {
  /// What it is called, in lower case.
  var names: [String] { ([name] + aliases).map { $0.lowercased() } }

  /// - Throws: `ShopError.duplicate` for a name or an alias that is among `taken`, in lower case.
  func checkUntaken(by taken: Set<String>) throws(ShopError) {
    for said in [name] + aliases where taken.contains(said.lowercased()) {
      throw .duplicate(field: said == name ? "nombre" : "alias", value: said)
    }
  }
}
