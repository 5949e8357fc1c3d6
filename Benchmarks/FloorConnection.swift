internal import CSQLite

/// SQLite as its C interface gives it, with nothing of ours in between: what the floors are measured with.
@safe final class FloorConnection {
  fileprivate let handle: OpaquePointer

  init(_ path: String) throws {
    var opened: OpaquePointer?
    let code = unsafe sqlite3_open_v2(path, &opened, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, nil)
    guard code == SQLITE_OK, let handle = unsafe opened else {
      throw Unmeasured("\(path): SQLite error \(code)")
    }
    unsafe self.handle = handle
  }

  deinit { unsafe sqlite3_close_v2(handle) }

  func run(_ text: String) throws {
    guard unsafe sqlite3_exec(handle, text, nil, nil, nil) == SQLITE_OK else { throw failure(text) }
  }

  func prepare(_ text: String) throws -> FloorStatement {
    var prepared: OpaquePointer?
    guard unsafe sqlite3_prepare_v2(handle, text, -1, &prepared, nil) == SQLITE_OK,
      let statement = unsafe prepared
    else { throw failure(text) }
    return unsafe FloorStatement(statement, of: self)
  }

  /// The whole number that a query answers with.
  func integer(_ text: String) throws -> Int64 {
    let statement = try prepare(text)
    guard try statement.step() else { throw Unmeasured("no row: \(text)") }
    return statement.integer(0)
  }

  fileprivate func failure(_ text: String) -> Unmeasured {
    unsafe Unmeasured("\(String(cString: sqlite3_errmsg(handle))): \(text)")
  }
}

@safe final class FloorStatement {
  private let handle: OpaquePointer
  private let connection: FloorConnection

  fileprivate init(_ handle: OpaquePointer, of connection: FloorConnection) {
    unsafe self.handle = handle
    self.connection = connection
  }

  deinit { unsafe sqlite3_finalize(handle) }

  func bind(_ integer: Int64, _ slot: Int32) { unsafe sqlite3_bind_int64(handle, slot, integer) }

  func bind(_ text: String, _ slot: Int32) {
    unsafe sqlite3_bind_text(handle, slot, text, -1, csqlite_transient())
  }

  func step() throws -> Bool {
    switch unsafe sqlite3_step(handle) {
    case SQLITE_ROW: return true
    case SQLITE_DONE: return false
    default: throw connection.failure("step")
    }
  }

  func integer(_ column: Int32) -> Int64 { unsafe sqlite3_column_int64(handle, column) }

  func reset() { unsafe sqlite3_reset(handle) }

  /// Runs to the end, taking every column of every row, and makes ready to run again.
  ///
  /// - Returns: how many rows there were.
  @discardableResult func run() throws -> Int {
    defer { reset() }
    var rows = 0
    while try step() {
      rows += 1
      for column in 0..<(unsafe sqlite3_column_count(handle)) {
        if unsafe sqlite3_column_type(handle, column) == SQLITE_TEXT {
          _ = unsafe sqlite3_column_text(handle, column)
        } else {
          _ = unsafe sqlite3_column_int64(handle, column)
        }
      }
    }
    return rows
  }
}
