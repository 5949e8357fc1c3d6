internal import CSQLite
internal import SQL

/// One open connection with its cached statements.
///
/// Not `Sendable`: the actor that owns it decides the thread, so SQLite's own mutexes are left out.
@safe final class SQLiteConnection: Connection {
  private let handle: OpaquePointer
  private let busyWait: UnsafeMutablePointer<BusyWait>
  /// How many pages the log held after the last commit of this connection.
  private let logPages: UnsafeMutablePointer<Int32>
  private var statements: [SQLTemplate: SQLiteStatement] = [:]
  private var useCount: UInt64 = 0
  /// What the connection was last told to outlive; nothing before its first write.
  private var durability: Durability?

  private static let cachedStatements = 128
  /// In pages, as SQLite itself has it.
  private static let longLog = 1000

  var dialect: Dialect { .sqlite }

  /// Opens without reading the file.
  init(_ path: String, access: Access, options: SQLiteDatabase.Options) throws {
    var opened: OpaquePointer?
    let flags = access.flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE
    let code = unsafe sqlite3_open_v2(path, &opened, flags, options.vfs)
    guard code == SQLITE_OK, let handle = unsafe opened else {
      defer { unsafe sqlite3_close_v2(opened) }  // a failed open still hands out a handle to close
      throw unsafe SQLError(code, opened)
    }
    unsafe self.handle = handle
    unsafe busyWait = .allocate(capacity: 1)
    unsafe busyWait.initialize(to: BusyWait(limit: options.busyLimit))
    unsafe sqlite3_busy_handler(handle, waitWhileBusy, busyWait)
    unsafe logPages = .allocate(capacity: 1)
    unsafe logPages.initialize(to: 0)
    // In place of SQLite's own, which moves the log into the file within the commit that makes it long.
    unsafe sqlite3_wal_hook(handle, noteLogPages, logPages)
    // A quoted name that is no column is an error, as in PostgreSQL, and not a string.
    unsafe csqlite_db_config(handle, SQLITE_DBCONFIG_DQS_DML, 0)
    unsafe csqlite_db_config(handle, SQLITE_DBCONFIG_DQS_DDL, 0)
    unsafe csqlite_db_config(handle, SQLITE_DBCONFIG_ENABLE_FKEY, 1)
  }

  deinit {
    statements = [:]
    unsafe sqlite3_close_v2(handle)
    unsafe busyWait.deallocate()
    unsafe logPages.deallocate()
  }

  enum Access {
    case create
    case existing

    fileprivate var flags: Int32 {
      switch self {
      case .create: SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
      case .existing: SQLITE_OPEN_READWRITE
      }
    }
  }

  /// Whether a transaction is open; some errors end it by themselves.
  var isInTransaction: Bool { unsafe sqlite3_get_autocommit(handle) == 0 }

  /// Whether a deferred foreign key would refuse the commit now.
  var hasDanglingReferences: Bool {
    var (count, highest) = (Int32(0), Int32(0))
    unsafe sqlite3_db_status(handle, SQLITE_DBSTATUS_DEFERRED_FKS, &count, &highest, 0)
    return count != 0
  }

  var isReadOnly: Bool { unsafe sqlite3_db_readonly(handle, "main") == 1 }

  /// How many rows this connection has ever changed.
  var changeCount: Int64 { unsafe sqlite3_total_changes64(handle) }

  /// Says what the next transactions outlive; only between transactions.
  func use(_ durability: Durability) throws {
    guard durability != self.durability else { return }
    // Not through the cache: SQLite obeys this pragma when it compiles it.
    try executeScript(durability == .full ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = NORMAL")
    self.durability = durability
  }

  /// Takes the write lock; false where another connection holds it now.
  func beginAtOnce() throws -> Bool {
    unsafe busyWait.pointee.isPatient = false
    defer { unsafe busyWait.pointee.isPatient = true }
    do {
      try execute("BEGIN IMMEDIATE")
      return true
    } catch {
      guard (error as? SQLError)?.kind == .busy else { throw error }
      return false
    }
  }

  /// Whether so much stands in the log that it is time to move it into the file.
  var hasLongLog: Bool { unsafe logPages.pointee >= Self.longLog }

  /// Moves what nobody reads any more from the log into the file, and waits for the disk; what fails is tried again
  /// after the next commit.
  func shortenLog() {
    unsafe logPages.pointee = 0
    unsafe sqlite3_wal_checkpoint_v2(handle, nil, SQLITE_CHECKPOINT_PASSIVE, nil, nil)
  }

  @discardableResult func execute(_ sql: SQL) throws -> Int {
    try execute(sql.template, [sql.parameters])
  }

  @discardableResult func executeMany(_ text: String, _ rows: [[SQLValue]]) throws -> Int {
    try execute(SQLTemplate(text), rows)
  }

  private func execute(_ template: SQLTemplate, _ rows: [[SQLValue]]) throws -> Int {
    let statement = try statement(template)
    defer { statement.unbind() }
    var changed = 0
    for values in rows {
      try statement.bind(values)
      let before = changeCount
      try statement.run()
      // `sqlite3_changes` speaks of the last statement that changed rows, which may be an earlier one.
      if changeCount != before { changed += unsafe Int(sqlite3_changes64(handle)) }
    }
    return changed
  }

  func scan(_ sql: SQL, while body: (Row) throws -> Bool) throws {
    let statement = try statement(sql.template)
    defer {
      statement.rewind()
      statement.unbind()
    }
    try statement.bind(sql.parameters)
    let row = Row(statement)
    while try statement.step() {
      guard try body(row) else { return }
    }
  }

  func executeScript(_ text: String) throws {
    let code = unsafe sqlite3_exec(handle, text, nil, nil, nil)
    guard code == SQLITE_OK else { throw unsafe SQLError(code, handle, sql: text) }
  }

  /// Takes over every page of `source` in one transaction, in which `body` still finds, by another connection, what
  /// was there, and nobody writes.
  func replaceContent(by source: SQLiteConnection, after body: () throws -> Void) throws {
    guard let copy = unsafe sqlite3_backup_init(handle, "main", source.handle, "main") else {
      throw unsafe SQLError(sqlite3_errcode(handle), handle)
    }
    // No page is copied by it, but it takes the lock and keeps it to the end.
    if unsafe sqlite3_backup_step(copy, 0) == SQLITE_OK {
      do { try body() } catch {
        unsafe sqlite3_backup_finish(copy)
        throw error
      }
      unsafe sqlite3_backup_step(copy, -1)
    }
    let code = unsafe sqlite3_backup_finish(copy)
    guard code == SQLITE_OK else { throw unsafe SQLError(code, handle) }
  }

  /// The statement of that template, prepared once; another one while it runs, as in a loop over its own rows.
  private func statement(_ template: SQLTemplate) throws -> SQLiteStatement {
    useCount += 1
    if let cached = statements[template] {
      guard !cached.isRunning else { return try unsafe SQLiteStatement(template.text, on: handle) }
      cached.lastUse = useCount
      return cached
    }
    let prepared = try unsafe SQLiteStatement(template.text, on: handle)
    prepared.lastUse = useCount
    if statements.count >= Self.cachedStatements { dropOldestStatement() }
    statements[template] = prepared
    return prepared
  }

  private func dropOldestStatement() {
    guard let oldest = statements.min(by: { $0.value.lastUse < $1.value.lastUse }) else { return }
    statements[oldest.key] = nil
  }
}

/// SQLite's hook after a commit; `context` is the connection's count of pages in the log.
private func noteLogPages(
  _ context: UnsafeMutableRawPointer?, _: OpaquePointer?, _: UnsafePointer<CChar>?, _ pages: Int32
) -> Int32 {
  unsafe context?.assumingMemoryBound(to: Int32.self).pointee = pages
  return SQLITE_OK
}
