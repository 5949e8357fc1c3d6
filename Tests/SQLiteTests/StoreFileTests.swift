import Foundation
import SQL
import Testing

@testable import SQLite

@Suite struct `A store file` {
  private func refusal(of path: String, busyLimit: Duration = .milliseconds(20)) throws -> SQLError {
    var options = SQLiteDatabase.Options()
    options.busyLimit = busyLimit
    return try #require(#expect(throws: SQLError.self) { try SQLiteDatabase(path: path, options: options) })
  }

  /// A closed store with a few notes.
  private func store(in folder: TemporaryFolder, _ name: String = "store.db") async throws -> String {
    let database = try SQLiteDatabase(path: folder.file(name))
    try await database.write(.full) { connection in
      try connection.executeScript(notesSchema)
      for number in 0..<500 { try connection.insert("nota \(number)") }
    }
    await database.close()
    return folder.file(name)
  }

  @Test func `it is made where there is nothing, and found again`() async throws {
    let folder = try TemporaryFolder()
    let path = try await store(in: folder)
    #expect(try folder.contents().keys.sorted() == ["store.db"])
    let database = try SQLiteDatabase(path: path)
    #expect(try await database.notes().count == 500)
    let settings = try await database.read { connection in
      try ["application_id", "journal_mode", "foreign_keys", "query_only"].map { name in
        try connection.first(SQL(stringLiteral: "PRAGMA \(name)")) { $0.text(0) }
      }
    }
    #expect(settings == ["1112491077", "wal", "1", "1"])
    await database.close()
  }

  @Test func `it is for its owner's eyes, and so is a copy`() async throws {
    let folder = try TemporaryFolder()
    let path = try await store(in: folder)
    let database = try SQLiteDatabase(path: path)
    try await database.backup(to: folder.file("copia.db"))
    for name in ["store.db", "copia.db"] {
      let attributes = try FileManager.default.attributesOfItem(atPath: folder.file(name))
      #expect(attributes[.posixPermissions] as? NSNumber == 0o600, "\(name)")
    }
    await database.close()
  }

  @Test func `an empty file becomes a store`() async throws {
    let folder = try TemporaryFolder()
    let database = try SQLiteDatabase(path: try folder.write([], to: "store.db"))
    try await database.write(.full) { try $0.executeScript(notesSchema) }
    await database.close()
    try SQLiteDatabase.integrityCheck(path: folder.file("store.db"))
  }

  @Test func `many programs may make it at once`() async throws {
    let folder = try TemporaryFolder()
    let path = folder.file("store.db")
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 0..<8 {
        group.addTask {
          let database = try SQLiteDatabase(path: path)
          try await database.write(.normal) { connection in
            try connection.executeScript("CREATE TABLE IF NOT EXISTS t (n INTEGER) STRICT")
            try connection.execute("INSERT INTO t VALUES (\(number))")
          }
          await database.close()
        }
      }
      try await group.waitForAll()
    }
    let database = try SQLiteDatabase(path: path)
    #expect(try await database.read { try $0.first("SELECT count(*) FROM t") { $0.integer(0) } } == 8)
    await database.close()
  }

  @Test(arguments: [
    ("hola", 0), ("folio,fecha,sku\nA,B,C\n", 0), ("", 8192), ("SQLite format 3\0", 0),
    ("SQLite format 3\0", 8192),
  ])
  func `a file of another kind is refused untouched`(text: String, zeros: Int) throws {
    let folder = try TemporaryFolder()
    let bytes = Array(text.utf8) + Array(repeating: 0, count: zeros)
    let path = try folder.write(bytes, to: "store.db")
    #expect(try refusal(of: path).kind == .notADatabase)
    #expect(try folder.contents() == ["store.db": bytes])
  }

  @Test(arguments: ["DELETE", "WAL"])
  func `the database of another program is refused untouched`(journal: String) throws {
    let folder = try TemporaryFolder()
    let foreign = try SQLiteConnection(folder.file("store.db"), access: .create, options: .init())
    try foreign.executeScript(
      "PRAGMA journal_mode = \(journal); CREATE TABLE ajena (x); INSERT INTO ajena VALUES (1)")
    let before = try folder.contents()
    let error = try refusal(of: folder.file("store.db"))
    #expect(error.kind == .notADatabase)
    #expect(error.message.contains("another program"))
    #expect(try folder.contents() == before)
    #expect(try foreign.first("SELECT x FROM ajena") { $0.integer(0) } == 1)
  }

  @Test func `looking at a store does not take the locks of those that use it`() throws {
    let folder = try TemporaryFolder()
    let file = StoreFile(folder.file("store.db"))
    var options = SQLiteDatabase.Options()
    options.busyLimit = .milliseconds(5)
    let holder = try SQLiteConnection.writer(file, options: options)
    try holder.executeScript("PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; CREATE TABLE t (x)")
    _ = try file.content(vfs: nil)
    let error = try refusal(of: file.path, busyLimit: .milliseconds(5))
    #expect(error.kind == .busy)
  }

  @Test func `a cut store is refused untouched`() async throws {
    let folder = try TemporaryFolder()
    let whole = try [UInt8](Data(contentsOf: URL(fileURLWithPath: try await store(in: folder))))
    let cut = Array(whole.prefix(5000))
    #expect(try refusal(of: try folder.write(cut, to: "store.db")).kind == .corrupt)
    #expect(try folder.bytes(of: "store.db") == cut)
  }

  @Test func `a damaged page is found by looking through`() async throws {
    let folder = try TemporaryFolder()
    let path = try await store(in: folder)
    try SQLiteDatabase.integrityCheck(path: path)
    var bytes = try folder.bytes(of: "store.db")
    for offset in 8192..<8300 { bytes[offset] = 0xFF }
    _ = try folder.write(bytes, to: "store.db")
    let error = #expect(throws: SQLError.self) { try SQLiteDatabase.integrityCheck(path: path) }
    #expect(error?.kind == .corrupt)
    #expect(try folder.contents() == ["store.db": bytes])
  }

  @Test func `a store of a newer program keeps its bytes`() async throws {
    let folder = try TemporaryFolder()
    let path = folder.file("store.db")
    let known = [Migration("uno") { _ in notesSchema }]
    let newer = try SQLiteDatabase(path: path)
    try await newer.write(.full) {
      try Migrator(known + [Migration("dos") { _ in "CREATE TABLE dos (x)" }]).migrate($0)
    }
    await newer.close()
    let before = try folder.contents()
    let database = try SQLiteDatabase(path: path)
    let error = await #expect(throws: SQLError.self) {
      try await database.write(.full) { try Migrator(known).migrate($0) }
    }
    #expect(error?.kind == .schemaTooNew)
    await database.close()
    #expect(try folder.contents() == before)
  }

  @Test(arguments: [
    ("", "it is a folder"), ("missing/store.db", "folder does not exist"), ("pipe", "not a regular file"),
    ("file/store.db", "Not a directory"), (String(repeating: "x", count: 300), "File name too long"),
  ])
  func `a path that cannot hold one is refused by reason`(name: String, reason: String) throws {
    let folder = try TemporaryFolder()
    _ = try folder.write([1], to: "file")
    let made = unsafe mkfifo(folder.file("pipe"), 0o600)
    #expect(made == 0)
    let error = try refusal(of: folder.file(name))
    #expect(error.kind == .cannotOpen)
    #expect(error.message.hasPrefix(folder.file(name) + ": "))
    #expect(error.message.contains(reason))
  }

  @Test(
    .enabled(if: geteuid() != 0, "root may read and write everything"),
    arguments: [
      (0o000, .cannotOpen), (0o400, .readOnly),
    ] as [(Int, SQLError.Kind)])
  func `a file one may not use is refused`(mode: Int, kind: SQLError.Kind) async throws {
    let folder = try TemporaryFolder()
    let path = try await store(in: folder)
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
    #expect(try refusal(of: path).kind == kind)
  }

  @Test(arguments: [":memory:", "file:store.db?mode=memory", "store.db"])
  func `a relative path is always a file`(path: String) {
    #expect(StoreFile(path).plainPath == "./" + path)
  }

  @Test(arguments: [(Duration.zero, false), (.seconds(60), true)])
  func `a lock is waited for until the limit`(limit: Duration, goesOn: Bool) {
    var wait = BusyWait(limit: limit)
    #expect(wait.sleep(attempt: 0) == goesOn)
    #expect(wait.sleep(attempt: 1) == goesOn)
  }

  @Test func `a store that is full says so and keeps what it has`() async throws {
    let folder = try TemporaryFolder()
    let path = try await store(in: folder)
    let connection = try SQLiteConnection.writer(StoreFile(path), options: .init())
    try connection.executeScript("PRAGMA max_page_count = 1")
    let error = #expect(throws: SQLError.self) {
      try connection.insert(String(repeating: "x", count: 100_000))
    }
    #expect(error?.kind == .full)
    #expect(try connection.notes().count == 500)
  }

  @Test(arguments: [Durability.full, .normal])
  func `the log is moved into the file again and again`(durability: Durability) async throws {
    let folder = try TemporaryFolder()
    let database = try SQLiteDatabase(path: folder.file("store.db"))
    try await database.write(.full) { try $0.executeScript(notesSchema) }
    for number in 0..<60 {
      let text = String(repeating: "x", count: 1_000_000) + String(number)
      try await database.write(durability) { try $0.insert(text) }
      let count = try await database.read { try $0.first("SELECT count(*) FROM notas") { $0.integer(0) } }
      #expect(count == Int64(number) + 1)
    }
    let log = try FileManager.default.attributesOfItem(atPath: folder.file("store.db-wal"))[.size] as? Int
    #expect(try #require(log) < 30_000_000)
    await database.close()
  }
}
