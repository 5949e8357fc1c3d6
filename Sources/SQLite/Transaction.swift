internal import SQL

extension SQLiteConnection {
  /// Runs `body` over one snapshot.
  func snapshot<T>(_ body: (any Connection) throws -> T) throws -> T {
    try execute("BEGIN")
    do {
      let value = try body(self)
      try execute("COMMIT")
      return value
    } catch {
      rollBack()
      throw error
    }
  }

  /// Drops what is uncommitted, where an error has not done so by itself.
  func rollBack() {
    guard isInTransaction else { return }
    // It cannot fail in a way that keeps anything: what is not committed is gone at the latest with the lock.
    _ = try? execute("ROLLBACK")
  }
}
