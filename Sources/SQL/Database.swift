/// One open connection, used synchronously inside a read or write body and never kept beyond it.
package protocol Connection: AnyObject {
  var dialect: Dialect { get }

  /// Runs one statement to its end and returns how many rows it changed itself, triggers not counted.
  @discardableResult func execute(_ sql: SQL) throws -> Int

  /// Calls `body` with each row until the rows end or it returns false.
  func scan(_ sql: SQL, while body: (Row) throws -> Bool) throws

  /// Runs one statement, prepared once, for each row of values and returns how many rows changed in all.
  ///
  /// `text` writes its placeholders `$1`, `$2` …
  @discardableResult func executeMany(_ text: String, _ rows: [[SQLValue]]) throws -> Int

  /// Runs several statements without parameters, one after the other.
  func executeScript(_ text: String) throws
}

extension Connection {
  /// Hands over every row while it is read; nothing is gathered.
  package func each(_ sql: SQL, _ body: (Row) throws -> Void) throws {
    try scan(sql) { row in
      try body(row)
      return true
    }
  }

  /// Every row, in memory.
  package func all<T>(_ sql: SQL, _ map: (Row) throws -> T) throws -> [T] {
    var found: [T] = []
    try each(sql) { row in found.append(try map(row)) }
    return found
  }

  /// The first row; those behind it are not read.
  package func first<T>(_ sql: SQL, _ map: (Row) throws -> T) throws -> T? {
    var found: T?
    try scan(sql) { row in
      found = try map(row)
      return false
    }
    return found
  }
}

/// What an acknowledged write outlives.
package enum Durability: Sendable {
  /// The end of the process and the loss of power.
  case full
  /// The end of the process; the last moments may be lost with power, never consistency.
  case normal
}

/// A store that is read in snapshots and written in transactions.
///
/// Bodies run on the database's own threads, so that they may block, but for those that touch a few rows and wait for
/// no disk: a glance and a write of normal durability may run on the caller's. A read that starts after a write was
/// acknowledged sees it.
package protocol Database: Sendable {
  var dialect: Dialect { get }

  /// Runs `body` over one snapshot; writing in it is refused.
  func read<T: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T

  /// As `read`, for what touches a few rows: `body` may run on the caller's thread, which then waits for nothing else.
  func glance<T: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T

  /// Runs `body` as one transaction: when it throws, nothing of it remains. One of normal durability touches a few
  /// rows, and may run on the caller's thread.
  ///
  /// - Throws: what `body` throws, or the `SQLError` for which the commit failed.
  @discardableResult func write<T: Sendable>(
    _ durability: Durability, _ body: @escaping @Sendable (any Connection) throws -> T
  ) async throws -> T

  /// A number that is another after whatever anyone commits; nil where the database cannot tell.
  ///
  /// What is read after it was asked is at least as new.
  var changeMark: Int64? { get }

  /// Ends what is running and lets go of the store; reads and writes are refused from then on.
  func close() async
}
