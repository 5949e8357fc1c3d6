internal import CSQLite
internal import Glibc
internal import SQL

/// A path that is to hold a store, looked at before SQLite may change anything there.
struct StoreFile {
  /// «BODE» in the header of every store.
  static let applicationID: Int32 = 0x424F_4445

  let path: String

  init(_ path: String) { self.path = path }

  /// The path as SQLite takes it: never one of its special names (`:memory:`, `file:…`).
  var plainPath: String { path.utf8.first == UInt8(ascii: "/") ? path : "./" + path }

  var folder: String {
    guard let slash = plainPath.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "." }
    return slash == plainPath.startIndex ? "/" : String(plainPath[..<slash])
  }

  enum Content {
    /// No file, or an empty one.
    case nothing
    /// A store that is closed to readers while it is written, as a copy is.
    case rollbackStore
    case writeAheadStore
  }

  /// What is there, without locking, recovering or changing it.
  ///
  /// - Throws: `cannotOpen`, `readOnly`, or `notADatabase` for a file that is not a store of ours.
  func content(vfs: String?) throws -> Content {
    guard try exists() else { return .nothing }
    var header = [UInt8](repeating: 0, count: 100)
    var size: Int64 = 0
    let code = unsafe csqlite_read_header(vfs, plainPath, &header, Int32(header.count), &size)
    guard code == SQLITE_OK else { throw refusal(.cannotOpen, unsafe String(cString: sqlite3_errstr(code))) }
    guard size > 0 else { return .nothing }
    guard header.starts(with: "SQLite format 3\0".utf8) else {
      throw refusal(.notADatabase, "the file is not a store, or its beginning is damaged")
    }
    let applicationID = header[68..<72].reduce(Int32(0)) { $0 << 8 | Int32($1) }
    guard applicationID == Self.applicationID else {
      throw refusal(.notADatabase, "the file is a database of another program")
    }
    return header[18] == 2 ? .writeAheadStore : .rollbackStore
  }

  /// Makes an empty file that its owner alone may read, as are the ones that SQLite makes beside it: a store holds
  /// what customers owe and how people sign in.
  func create() throws {
    let descriptor = unsafe open(plainPath, O_CREAT | O_WRONLY | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw refusal(.cannotOpen, systemError()) }
    Glibc.close(descriptor)
  }

  private func exists() throws -> Bool {
    var status = stat()
    guard unsafe stat(plainPath, &status) == 0 else {
      guard errno == ENOENT else { throw refusal(.cannotOpen, systemError()) }
      guard unsafe stat(folder, &status) == 0 else { throw refusal(.cannotOpen, "its folder does not exist") }
      return false
    }
    switch status.st_mode & S_IFMT {
    case S_IFREG: break
    case S_IFDIR: throw refusal(.cannotOpen, "it is a folder")
    default: throw refusal(.cannotOpen, "it is not a regular file")
    }
    guard unsafe access(plainPath, R_OK) == 0 else { throw refusal(.cannotOpen, systemError()) }
    return true
  }

  private func systemError() -> String { unsafe String(cString: strerror(errno)) }

  func refusal(_ kind: SQLError.Kind, _ reason: String, code: Int = 0) -> SQLError {
    SQLError(kind, path + ": " + reason, code: code)
  }
}
