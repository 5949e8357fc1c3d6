internal import CSQLite
internal import SQL

/// A prepared statement, which is also the row it stands on.
///
/// Not `Sendable`: it is used where its connection is used.
@safe final class SQLiteStatement: RowSource {
  private let handle: OpaquePointer
  private let database: OpaquePointer
  private let text: String
  /// For each slot of the statement, which of the values it takes: `$2` may stand before `$1`.
  private let valueIndexes: [Int]
  private let valueCount: Int
  /// Whether somebody is between the first step and the reset.
  private(set) var isRunning = false
  /// The connection's count when the statement was last taken from its cache.
  var lastUse: UInt64 = 0

  init(_ text: String, on database: OpaquePointer) throws {
    unsafe self.handle = try SQLiteStatement.prepare(text, on: database)
    unsafe self.database = database
    self.text = text
    valueIndexes = unsafe SQLiteStatement.valueIndexes(of: handle)
    valueCount = valueIndexes.max().map { $0 + 1 } ?? 0
  }

  deinit { unsafe sqlite3_finalize(handle) }

  private static func prepare(_ text: String, on database: OpaquePointer) throws -> OpaquePointer {
    guard !text.utf8.contains(0) else { throw SQLError(.other, "the statement has a NUL in it", sql: text) }
    return unsafe try text.withCString { start in
      var prepared: OpaquePointer?
      var tail: UnsafePointer<CChar>?
      let code = unsafe sqlite3_prepare_v3(
        database, start, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &prepared, &tail)
      guard code == SQLITE_OK else { throw unsafe SQLError(code, database, sql: text) }
      guard let statement = unsafe prepared else {
        throw SQLError(.other, "there is no statement", sql: text)
      }
      guard unsafe isBlank(tail, database) else {
        unsafe sqlite3_finalize(statement)
        throw SQLError(.other, "there is more than one statement", sql: text)
      }
      return unsafe statement
    }
  }

  /// Whether nothing but space and comments stands there.
  private static func isBlank(_ text: UnsafePointer<CChar>?, _ database: OpaquePointer) -> Bool {
    guard let text = unsafe text, unsafe text.pointee != 0 else { return true }
    var prepared: OpaquePointer?
    let code = unsafe sqlite3_prepare_v3(database, text, -1, 0, &prepared, nil)
    defer { unsafe sqlite3_finalize(prepared) }
    return unsafe code == SQLITE_OK && prepared == nil
  }

  private static func valueIndexes(of handle: OpaquePointer) -> [Int] {
    let slots = unsafe sqlite3_bind_parameter_count(handle)
    return (0..<slots).map { slot in
      guard let name = unsafe sqlite3_bind_parameter_name(handle, slot + 1),
        let number = unsafe Int(String(cString: name).dropFirst()), number > 0
      else { return Int(slot) }
      return number - 1
    }
  }

  func bind(_ values: [SQLValue]) throws {
    guard values.count == valueCount else {
      throw SQLError(.other, "\(valueCount) values expected, \(values.count) given", sql: text)
    }
    for (slot, index) in valueIndexes.enumerated() {
      let code = bind(values[index], to: Int32(slot + 1))
      guard code == SQLITE_OK else { throw unsafe SQLError(code, database, sql: text) }
    }
  }

  private func bind(_ value: SQLValue, to slot: Int32) -> Int32 {
    switch value {
    case .null:
      return unsafe sqlite3_bind_null(handle, slot)
    case .integer(let integer):
      return unsafe sqlite3_bind_int64(handle, slot, integer)
    case .real(let real):
      return unsafe sqlite3_bind_double(handle, slot, real)
    case .text(let string):
      return unsafe sqlite3_bind_text64(
        handle, slot, string, UInt64(string.utf8.count), csqlite_transient(), UInt8(SQLITE_UTF8))
    case .blob(let bytes) where bytes.isEmpty:
      // A nil pointer would bind NULL.
      return unsafe sqlite3_bind_zeroblob(handle, slot, 0)
    case .blob(let bytes):
      return unsafe sqlite3_bind_blob64(handle, slot, bytes, UInt64(bytes.count), csqlite_transient())
    }
  }

  /// Moves to the next row; false at the end.
  func step() throws -> Bool {
    isRunning = true
    switch unsafe sqlite3_step(handle) {
    case SQLITE_ROW: return true
    case SQLITE_DONE: return false
    case let code: throw unsafe SQLError(running: code, database, sql: text, valueCount: valueCount)
    }
  }

  /// Runs to the end and makes ready to run again.
  func run() throws {
    defer { rewind() }
    while try step() {}
  }

  /// Makes ready to run again with other values.
  func rewind() {
    unsafe sqlite3_reset(handle)
    isRunning = false
  }

  /// Lets go of the bound values.
  func unbind() { unsafe sqlite3_clear_bindings(handle) }

  // MARK: The current row

  func isNull(_ column: Int) -> Bool {
    unsafe sqlite3_column_type(handle, Int32(truncatingIfNeeded: column)) == SQLITE_NULL
  }

  func integer(_ column: Int) -> Int64 {
    unsafe sqlite3_column_int64(handle, Int32(truncatingIfNeeded: column))
  }

  func real(_ column: Int) -> Double {
    unsafe sqlite3_column_double(handle, Int32(truncatingIfNeeded: column))
  }

  func text(_ column: Int) -> String {
    let column = Int32(truncatingIfNeeded: column)
    guard let start = unsafe sqlite3_column_text(handle, column) else { return "" }
    let count = unsafe Int(sqlite3_column_bytes(handle, column))
    return unsafe String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
  }

  func bytes(_ column: Int) -> [UInt8] {
    let column = Int32(truncatingIfNeeded: column)
    guard let start = unsafe sqlite3_column_blob(handle, column) else { return [] }
    let count = unsafe Int(sqlite3_column_bytes(handle, column))
    return unsafe [UInt8](UnsafeRawBufferPointer(start: start, count: count))
  }
}
