import Foundation
import SQL
import SQLite
import Testing

/// A folder that goes with its test.
final class TemporaryFolder: Sendable {
  let path: String

  init() throws {
    path =
      FileManager.default.temporaryDirectory.resolvingSymlinksInPath().path + "/sqlite-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func file(_ name: String) -> String { path + "/" + name }

  func write(_ bytes: [UInt8], to name: String) throws -> String {
    try Data(bytes).write(to: URL(fileURLWithPath: file(name)))
    return file(name)
  }

  /// Every file of the folder with its content.
  func contents() throws -> [String: [UInt8]] {
    var contents: [String: [UInt8]] = [:]
    for name in try FileManager.default.contentsOfDirectory(atPath: path) {
      contents[name] = try bytes(of: name)
    }
    return contents
  }

  func bytes(of name: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: URL(fileURLWithPath: file(name))))
  }
}

/// Where the store of a test lives; every rule of a transaction holds in both.
enum Place: CaseIterable {
  case memory
  case file
}

/// Runs `body` on a fresh store with a table of notes.
func withNotes(_ place: Place, _ body: (SQLiteDatabase) async throws -> Void) async throws {
  let folder = try TemporaryFolder()
  let database =
    switch place {
    case .memory: try SQLiteDatabase.memory()
    case .file: try SQLiteDatabase(path: folder.file("store.db"))
    }
  try await database.write(.normal) { try $0.executeScript(notesSchema) }
  try await body(database)
  await database.close()
}

let notesSchema = """
  CREATE TABLE notas (
    id INTEGER PRIMARY KEY,
    texto TEXT NOT NULL UNIQUE CONSTRAINT nota_no_vacia CHECK (texto <> ''),
    sobre INTEGER REFERENCES notas (id)
  ) STRICT
  """

extension Connection {
  func insert(_ text: String) throws { try execute("INSERT INTO notas (texto) VALUES (\(text))") }

  func notes() throws -> [String] { try all("SELECT texto FROM notas ORDER BY id") { $0.text(0) } }
}

extension Database {
  func notes() async throws -> [String] { try await read { try $0.notes() } }
}
