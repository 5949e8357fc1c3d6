internal import CSQLite
internal import SQL

extension SQLiteConnection {
  /// Opens the store at `file` for writing, and makes one where there is nothing.
  ///
  /// While another program makes it at the same time, SQLite refuses the change to WAL without asking the
  /// busy handler; so the whole is tried again.
  static func writer(_ file: StoreFile, options: SQLiteDatabase.Options) throws -> SQLiteConnection {
    var wait = BusyWait(limit: options.busyLimit)
    var attempt: Int32 = 0
    while true {
      do { return try writerAtOnce(file, options: options) } catch let error as SQLError
        where error.kind == .busy
      {
        attempt += 1
        guard wait.sleep(attempt: attempt) else { throw error }
      }
    }
  }

  private static func writerAtOnce(
    _ file: StoreFile, options: SQLiteDatabase.Options
  ) throws -> SQLiteConnection {
    let content = try file.content(vfs: options.vfs)
    return try named(file) {
      if content == .nothing, options.vfs == nil { try file.create() }
      let connection = try SQLiteConnection(file.plainPath, access: .create, options: options)
      guard !connection.isReadOnly else { throw SQLError(.readOnly, "the file may not be written") }
      if content == .nothing { try connection.markAsStore() }
      try connection.readSchema()
      if content != .writeAheadStore { try connection.executeScript("PRAGMA journal_mode = WAL") }
      try connection.executeScript(
        "PRAGMA cache_size = -\(options.writerCacheKiB); PRAGMA journal_size_limit = 16777216")
      return connection
    }
  }

  /// Opens a store that ends with its connection.
  static func memory() throws -> SQLiteConnection {
    let connection = try SQLiteConnection(":memory:", access: .create, options: SQLiteDatabase.Options())
    try connection.markAsStore()
    return connection
  }

  /// Opens one more connection to a store that a writer has opened; writing through it is refused.
  static func reader(_ file: StoreFile, options: SQLiteDatabase.Options) throws -> SQLiteConnection {
    try named(file) {
      let connection = try SQLiteConnection(file.plainPath, access: .existing, options: options)
      try connection.executeScript("PRAGMA cache_size = -\(options.readerCacheKiB); PRAGMA query_only = ON")
      return connection
    }
  }

  /// Opens one more connection, whose snapshot is copied.
  static func copier(_ file: StoreFile, options: SQLiteDatabase.Options) throws -> SQLiteConnection {
    try named(file) { try SQLiteConnection(file.plainPath, access: .existing, options: options) }
  }

  private func markAsStore() throws {
    try executeScript("BEGIN IMMEDIATE; PRAGMA application_id = \(StoreFile.applicationID); COMMIT")
  }

  /// Meets damage and foreign locks here rather than in the first question.
  private func readSchema() throws {
    try executeScript("SELECT count(*) FROM sqlite_schema")
  }

  /// Runs `body` and puts the path before what SQLite says.
  static func named<T>(_ file: StoreFile, _ body: () throws -> T) throws -> T {
    do { return try body() } catch let error as SQLError {
      throw file.refusal(error.kind, error.message, code: error.code)
    }
  }
}
