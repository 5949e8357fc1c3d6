internal import Glibc
package import SQL

extension SQLiteDatabase {
  /// Writes a copy of one snapshot to `path`, while others read and write.
  ///
  /// The copy is on the disk when this returns; it appears whole or not at all.
  /// - Throws: `SQLError`, `cannotOpen` where there is already something at `path`.
  package func backup(to path: String) async throws {
    let destination = try NewFile(path)
    do {
      if let openCopier {
        try await Reader(openCopier).copyAside(into: destination.partial)
      } else {
        try await writer.copy(into: destination.partial)
      }
      try destination.publish()
    } catch {
      destination.discard()
      throw error
    }
  }

  /// Looks through the whole store at `path`, whose content stays as it is, and lets `body` look further.
  ///
  /// - Throws: `SQLError`, `corrupt` with the first damage found, or what `body` throws.
  package static func integrityCheck(
    path: String, _ body: (any Connection) throws -> Void = { _ in }
  ) throws {
    try body(checked(StoreFile(path)))
  }

  /// Replaces the content of the store at `path` by that of `backup`, as one transaction, in which what was there is
  /// first copied to `former`, where that is given: what others write meanwhile is in one of the two.
  ///
  /// Programs that have the store open go on with the new content. Where there is no file, one is made.
  ///
  /// - Throws: `SQLError`, `cannotOpen` where there is something at `former` already; the store is as before.
  package static func restore(
    _ backup: String, to path: String, keeping former: String? = nil, options: Options = Options()
  ) throws {
    let source = try checked(StoreFile(backup))
    let destination = StoreFile(path)
    let connection = try SQLiteConnection.writer(destination, options: options)
    let copy = try former.map { try NewFile($0) }
    do {
      try SQLiteConnection.named(destination) {
        try connection.use(.full)
        try connection.replaceContent(by: source) {
          guard let copy else { return }
          try SQLiteConnection.copier(destination, options: options).copy(into: copy.partial)
          try copy.publish()
        }
      }
    } catch {
      copy?.discard()
      throw error
    }
  }

  private static func checked(_ file: StoreFile) throws -> SQLiteConnection {
    guard try file.content(vfs: nil) != .nothing else {
      throw file.refusal(.cannotOpen, "there is no store")
    }
    return try SQLiteConnection.named(file) {
      let connection = try SQLiteConnection(file.plainPath, access: .existing, options: Options())
      let verdict = try connection.first("PRAGMA integrity_check(1)") { $0.text(0) }
      guard verdict == "ok" else { throw SQLError(.corrupt, verdict ?? "no verdict") }
      if let table = try connection.first("PRAGMA foreign_key_check", { $0.text(0) }) {
        throw SQLError(.corrupt, "a row of \(table) refers to one that is missing")
      }
      return connection
    }
  }
}

extension SQLiteConnection {
  /// Writes a copy of this connection's database to a file that is missing or empty.
  func copy(into path: String) throws {
    try execute("VACUUM INTO \(StoreFile(path).plainPath)")
  }
}

/// A file that takes its name only when its content is on the disk.
private struct NewFile {
  private let path: String
  let partial: String

  /// Takes the name.
  init(_ path: String) throws {
    self.path = path
    partial = path + ".partial"
    let descriptor = unsafe open(path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw Self.refusal(path) }
    Glibc.close(descriptor)
    unsafe unlink(partial)
    try StoreFile(partial).create()
  }

  func publish() throws {
    try Self.synchronize(partial)
    guard unsafe rename(partial, path) == 0 else { throw Self.refusal(path) }
    try Self.synchronize(StoreFile(path).folder)
  }

  func discard() {
    unsafe unlink(partial)
    unsafe unlink(path)
  }

  private static func synchronize(_ path: String) throws {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw refusal(path) }
    defer { Glibc.close(descriptor) }
    guard fsync(descriptor) == 0 else { throw refusal(path) }
  }

  private static func refusal(_ path: String) -> SQLError {
    SQLError(.cannotOpen, unsafe path + ": " + String(cString: strerror(errno)))
  }
}
