package import Inventory
package import SQL

/// The shops' data: one database that holds every organisation.
package struct Store: Sendable {
  package let database: any Database
  private let lists = ProductLists()
  /// What is done ahead of everything else: what is read supposes it, and what is written keeps it.
  private var premise: (organization: OrganizationID, perform: Premise)?

  /// What is supposed of a shop, done in each transaction before what is asked of it.
  package typealias Premise = @Sendable (Transaction) throws -> Void

  /// Brings the database to the newest schema.
  ///
  /// - Throws: `SQLError` when it is not ours, newer than this program, or cannot be read.
  package init(_ database: any Database) async throws {
    self.database = database
    guard try await !database.read({ try Schema.migrator.pending($0).isEmpty }) else { return }
    try await database.write(.full) { try Schema.migrator.migrate($0) }
  }

  /// Runs `body` over one snapshot of one organisation's data.
  package func read<T: Sendable>(
    _ organization: OrganizationID, _ body: @escaping @Sendable (Transaction) throws -> T
  ) async throws -> T {
    if let premise = premise(in: organization) { return try await supposing(premise, organization, body) }
    return try await database.read { [lists] in try body(Transaction($0, organization, lists)) }
  }

  /// As `read`, for what touches a few rows: it may run right here.
  package func glance<T: Sendable>(
    _ organization: OrganizationID, _ body: @escaping @Sendable (Transaction) throws -> T
  ) async throws -> T {
    if let premise = premise(in: organization) { return try await supposing(premise, organization, body) }
    return try await database.glance { [lists] in try body(Transaction($0, organization, lists)) }
  }

  /// Runs `body` as one transaction over one organisation's data: all of it is kept or nothing.
  ///
  /// It returns once the disk has it.
  package func write<T: Sendable>(
    _ organization: OrganizationID, _ body: @escaping @Sendable (Transaction) throws -> T
  ) async throws -> T {
    let premise = premise(in: organization)
    return try await database.write(.full) { connection in
      let books = Transaction(connection, organization)
      try premise?(books)
      return try body(books)
    }
  }

  /// As `write`, for what may be lost: the commit does not wait for the disk, and a store that another program
  /// holds, that is full or that may only be read keeps nothing of it.
  ///
  /// - Returns: whether it was kept.
  package func writeLightly(
    _ organization: OrganizationID, _ body: @escaping @Sendable (Transaction) throws -> Void
  ) async throws -> Bool {
    do {
      try await database.write(.normal) { try body(Transaction($0, organization)) }
      return true
    } catch let error as SQLError where error.leavesReading {
      return false
    }
  }
}

extension Store {
  /// The store as it would be behind `premise`, which whatever is written through it writes too, in the same
  /// transaction; it is run each time, and has to bear that.
  package func supposing(in organization: OrganizationID, _ premise: @escaping Premise) -> Store {
    var store = self
    store.premise = (organization, premise)
    return store
  }

  private func premise(in organization: OrganizationID) -> Premise? {
    premise?.organization == organization ? premise?.perform : nil
  }

  /// Runs `body` behind `premise`, and keeps nothing of either.
  private func supposing<T: Sendable>(
    _ premise: @escaping Premise, _ organization: OrganizationID,
    _ body: @escaping @Sendable (Transaction) throws -> T
  ) async throws -> T {
    do {
      return try await database.write(.normal) { connection -> T in
        let books = Transaction(connection, organization)
        try premise(books)
        throw Supposition(value: try body(books))
      }
    } catch let supposed as Supposition<T> {
      return supposed.value
    }
  }

  /// What was read of a store as it would be: thrown, so that the transaction is dropped.
  private struct Supposition<T: Sendable>: Error { let value: T }
}

extension Store {
  /// Makes whoever knows the shop's names read them again: another store has taken the place of theirs.
  package func outdateCatalogue(of organization: OrganizationID) async throws {
    try await write(organization) { try $0.outdateCatalogue() }
  }

  /// A number that is another after whatever anyone commits; nil where the database cannot tell.
  package var changeMark: Int64? { database.changeMark }
}

/// The queries of one organisation within one transaction; no query reaches another organisation's rows.
package struct Transaction {
  let connection: any Connection
  package let organization: OrganizationID
  /// Nothing in a write: what may yet be undone is not to be kept.
  let lists: ProductLists?

  init(_ connection: any Connection, _ organization: OrganizationID, _ lists: ProductLists? = nil) {
    (self.connection, self.organization, self.lists) = (connection, organization, lists)
  }
}

/// A clause that stands only where there is a value for it.
func when<Value>(_ value: Value?, _ clause: (Value) -> SQL) -> SQL { value.map(clause) ?? "" }
