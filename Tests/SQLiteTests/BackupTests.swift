import SQL
import SQLite
import Testing

@Suite struct `A copy of a store` {
  @Test func `it is one moment of a store that is being written`() async throws {
    let folder = try TemporaryFolder()
    let database = try SQLiteDatabase(path: folder.file("store.db"))
    try await database.write(.normal) { connection in
      try connection.executeScript(
        "CREATE TABLE a (n INTEGER NOT NULL); CREATE TABLE b (n INTEGER NOT NULL); CREATE TABLE relleno (x TEXT)"
      )
      try connection.executeMany(
        "INSERT INTO relleno VALUES ($1)", (0..<2000).map { _ in [.text(String(repeating: "x", count: 500))] }
      )
    }
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask {
        for number in 0..<200 {
          try await database.write(.normal) { connection in
            try connection.execute("INSERT INTO a VALUES (\(number))")
            try connection.execute("INSERT INTO b VALUES (\(number))")
          }
        }
      }
      for number in 0..<4 {
        let copy = folder.file("copy \(number).db")
        group.addTask { try await database.backup(to: copy) }
      }
      try await group.waitForAll()
    }
    await database.close()
    for number in 0..<4 {
      try SQLiteDatabase.integrityCheck(path: folder.file("copy \(number).db")) { copy in
        let (a, b) = (
          try copy.all("SELECT n FROM a") { $0.integer(0) }, try copy.all("SELECT n FROM b") { $0.integer(0) }
        )
        #expect(a == b)
        #expect(try copy.first("SELECT count(*) FROM relleno") { $0.integer(0) } == 2000)
      }
    }
    #expect(try folder.contents().keys.sorted() == (0..<4).map { "copy \($0).db" } + ["store.db"])
  }

  @Test(arguments: Place.allCases)
  func `it never replaces what is there`(place: Place) async throws {
    let folder = try TemporaryFolder()
    try await withNotes(place) { database in
      let path = try folder.write([1, 2, 3], to: "tesis.doc")
      let error = await #expect(throws: SQLError.self) { try await database.backup(to: path) }
      #expect(error?.kind == .cannotOpen)
      #expect(try folder.contents() == ["tesis.doc": [1, 2, 3]])
      try await database.backup(to: folder.file("copy.db"))
      try SQLiteDatabase.integrityCheck(path: folder.file("copy.db")) { copy in
        let notes = try copy.notes()
        #expect(notes.isEmpty)
      }
    }
  }

  @Test func `a copy that fails leaves nothing`() async throws {
    let folder = try TemporaryFolder()
    try await withNotes(.file) { database in
      await #expect(throws: SQLError.self) { try await database.backup(to: folder.file("missing/copy.db")) }
      let left = try folder.contents()
      #expect(left.isEmpty)
    }
  }

  @Test func `restoring replaces what is there, also for those that have it open`() async throws {
    let folder = try TemporaryFolder()
    let database = try SQLiteDatabase(path: folder.file("store.db"))
    try await database.write(.full) { connection in
      try connection.executeScript(notesSchema)
      try connection.insert("antes")
    }
    try await database.backup(to: folder.file("copy.db"))
    let copy = try folder.bytes(of: "copy.db")
    try await database.write(.full) { connection in
      try connection.insert("después")
      try connection.executeScript("CREATE TABLE otra (x)")
    }
    #expect(try await database.notes() == ["antes", "después"])
    try SQLiteDatabase.restore(folder.file("copy.db"), to: folder.file("store.db"))
    #expect(try await database.notes() == ["antes"])
    try await database.write(.full) { try $0.insert("otra vez") }
    #expect(try await database.notes() == ["antes", "otra vez"])
    await database.close()
    try SQLiteDatabase.integrityCheck(path: folder.file("store.db"))
    #expect(try folder.bytes(of: "copy.db") == copy)
  }

  @Test func `restoring makes a store where there is none`() async throws {
    let folder = try TemporaryFolder()
    try await withNotes(.memory) { database in
      try await database.write(.full) { try $0.insert("a") }
      try await database.backup(to: folder.file("copy.db"))
    }
    try SQLiteDatabase.restore(folder.file("copy.db"), to: folder.file("store.db"))
    let database = try SQLiteDatabase(path: folder.file("store.db"))
    #expect(try await database.notes() == ["a"])
    await database.close()
  }

  @Test(arguments: [[], Array("hola".utf8)])
  func `nothing is restored from what is no store`(bytes: [UInt8]) async throws {
    let folder = try TemporaryFolder()
    let database = try SQLiteDatabase(path: folder.file("store.db"))
    try await database.write(.full) { try $0.executeScript(notesSchema) }
    await database.close()
    let copy = try folder.write(bytes, to: "copy.db")
    let before = try folder.contents()
    #expect(throws: SQLError.self) { try SQLiteDatabase.restore(copy, to: folder.file("store.db")) }
    #expect(throws: SQLError.self) {
      try SQLiteDatabase.restore(folder.file("missing"), to: folder.file("store.db"))
    }
    #expect(try folder.contents() == before)
  }
}
