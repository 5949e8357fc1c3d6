/// Why the database refused, with enough to act on.
///
/// Its description names the statement but never a bound value.
package struct SQLError: Error, Hashable, Sendable, CustomStringConvertible {
  package enum Kind: Hashable, Sendable {
    case uniqueViolation
    case checkViolation
    case notNullViolation
    case foreignKeyViolation
    /// A trigger refused the statement; `message` is what it said.
    case refusedByTrigger
    /// Another program held the store for longer than we wait.
    case busy
    case readOnly
    /// The disk, the quota or the file-size limit is exhausted.
    case full
    case corrupt
    /// The file is no database, or one of another program.
    case notADatabase
    case schemaTooNew
    case cannotOpen
    /// The database was closed before.
    case closed
    case other
  }

  package let kind: Kind
  /// The database's own code: SQLite's extended result code; 0 where the refusal is ours.
  package let code: Int
  package let message: String
  /// The name of the violated CHECK, where it is known.
  package let constraint: String?
  /// The columns of the violated UNIQUE or NOT NULL, as `table.column`.
  package let columns: [String]
  /// The statement as it was prepared.
  package let sql: String?

  package init(
    _ kind: Kind, _ message: String, code: Int = 0, constraint: String? = nil, columns: [String] = [],
    sql: String? = nil
  ) {
    self.kind = kind
    self.code = code
    self.message = message
    self.constraint = constraint
    self.columns = columns
    self.sql = sql
  }

  /// Whether the store only takes no writes at this moment, and may well be read.
  package var leavesReading: Bool { [.busy, .readOnly, .full].contains(kind) }

  package var description: String {
    let head = "\(kind) (\(code)): \(message)"
    guard let sql else { return head }
    return head + " — " + sql
  }
}
