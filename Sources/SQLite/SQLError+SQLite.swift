internal import CSQLite
internal import Glibc
internal import SQL

extension SQLError {
  /// What the connection says about its last refusal, which was `code`.
  init(_ code: Int32, _ database: OpaquePointer?, sql: String? = nil) {
    let message = unsafe String(cString: sqlite3_errmsg(database))
    let violated = Violation(code: code, message: message)
    self.init(
      Kind(code, systemError: unsafe sqlite3_system_errno(database)), message, code: Int(code),
      constraint: violated.constraint, columns: violated.columns, sql: sql)
  }

  /// The refusal of a running statement.
  ///
  /// FTS5 and the JSON functions quote what they were given, so the words of a general error are kept only
  /// where no value is bound.
  init(running code: Int32, _ database: OpaquePointer, sql: String, valueCount: Int) {
    guard code == SQLITE_ERROR, valueCount > 0 else {
      unsafe self.init(code, database, sql: sql)
      return
    }
    self.init(.other, "the statement refused one of its values", code: Int(code), sql: sql)
  }
}

extension SQLError.Kind {
  /// What an extended result code means; `systemError` is the `errno` behind an I/O error.
  ///
  /// A write that the system refused counts as a full disk whatever `errno` says: SQLite asks for it late, when
  /// another call may have changed it.
  init(_ code: Int32, systemError: Int32) {
    switch code {
    case csqlite_ioerr_write: self = .full
    case csqlite_constraint_unique, csqlite_constraint_primary_key, csqlite_constraint_row_id:
      self = .uniqueViolation
    case csqlite_constraint_check: self = .checkViolation
    case csqlite_constraint_not_null: self = .notNullViolation
    case csqlite_constraint_foreign_key: self = .foreignKeyViolation
    case csqlite_constraint_trigger: self = .refusedByTrigger
    default:
      switch code & 0xFF {
      case SQLITE_BUSY, SQLITE_LOCKED: self = .busy
      case SQLITE_READONLY: self = .readOnly
      case SQLITE_FULL: self = .full
      case SQLITE_IOERR where [EFBIG, EDQUOT, ENOSPC].contains(systemError): self = .full
      case SQLITE_CORRUPT: self = .corrupt
      case SQLITE_NOTADB: self = .notADatabase
      case SQLITE_CANTOPEN, SQLITE_PERM, SQLITE_AUTH: self = .cannotOpen
      default: self = .other
      }
    }
  }
}

/// What SQLite's words about a violated constraint name.
private struct Violation {
  var constraint: String?
  var columns: [String] = []

  init(code: Int32, message: String) {
    guard code & 0xFF == SQLITE_CONSTRAINT, let colon = message.utf8.firstIndex(of: UInt8(ascii: ":")) else {
      return
    }
    let named = message[colon...].dropFirst(2)
    switch code {
    case csqlite_constraint_check:
      constraint = String(named)
    case csqlite_constraint_unique, csqlite_constraint_primary_key, csqlite_constraint_row_id,
      csqlite_constraint_not_null:
      columns = named.split(separator: ", ").map(String.init)
    default: break
    }
  }
}
