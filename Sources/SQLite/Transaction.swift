internal import SQL

extension SQLiteConnection {
  /// Runs `body` over one snapshot.
  func snapshot<T>(_ body: (any Connection) throws -> T) throws -> T {
    try execute("BEGIN")
    return try committing { try body(self) }
  }

  /// Runs `body` over one snapshot on a connection that could also write.
  ///
  /// - Throws: where it changed rows, of which nothing is kept.
  func reading<T>(_ body: (any Connection) throws -> T) throws -> T {
    let changes = changeCount
    return try snapshot { connection in
      let value = try body(connection)
      guard changeCount == changes else { throw SQLError(.readOnly, "a read may not change rows") }
      return value
    }
  }

  /// Runs `body` as a transaction of its own that does not wait for the disk; nil where another connection holds the
  /// write lock.
  func commitAtOnce<T>(_ body: (any Connection) throws -> T) throws -> T? {
    try use(.normal)
    guard try beginAtOnce() else { return nil }
    return try committing {
      let value = try body(self)
      try checkTransaction()
      return value
    }
  }

  /// Ends the open transaction behind `work`, or drops it where that throws.
  private func committing<T>(_ work: () throws -> T) throws -> T {
    do {
      let value = try work()
      try execute("COMMIT")
      return value
    } catch {
      rollBack()
      throw error
    }
  }

  /// - Throws: where the transaction ended before its commit, or the commit would leave a reference to nothing.
  func checkTransaction() throws {
    guard isInTransaction else { throw SQLError.transactionLost }
    guard !hasDanglingReferences else {
      throw SQLError(.foreignKeyViolation, "a row refers to one that is missing")
    }
  }

  /// Drops what is uncommitted, where an error has not done so by itself.
  func rollBack() {
    guard isInTransaction else { return }
    // It cannot fail in a way that keeps anything: what is not committed is gone at the latest with the lock.
    _ = try? execute("ROLLBACK")
  }
}
