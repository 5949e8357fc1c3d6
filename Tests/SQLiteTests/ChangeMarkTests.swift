import SQL
import SQLite
import Testing

@Suite struct `The mark of changes` {
  @Test func `it is another after what this program commits, and what another does`() async throws {
    let folder = try TemporaryFolder()
    let ours = try SQLiteDatabase(path: folder.file("store.db"))
    try await ours.write(.full) { try $0.executeScript(notesSchema) }
    let theirs = try SQLiteDatabase(path: folder.file("store.db"))
    var marks = [try #require(ours.changeMark)]
    try await ours.write(.full) { try $0.insert("nuestra") }
    marks.append(try #require(ours.changeMark))
    try await theirs.write(.normal) { try $0.insert("de otros") }
    marks.append(try #require(ours.changeMark))
    #expect(Set(marks).count == 3)
    await theirs.close()
    await ours.close()
  }

  @Test func `reading, and what is taken back, leave it`() async throws {
    struct Regret: Error {}
    let folder = try TemporaryFolder()
    let database = try SQLiteDatabase(path: folder.file("store.db"))
    try await database.write(.full) { try $0.executeScript(notesSchema) }
    let mark = try #require(database.changeMark)
    _ = try await database.notes()
    await #expect(throws: Regret.self) {
      try await database.write(.full) { connection in
        try connection.insert("nunca")
        throw Regret()
      }
    }
    #expect(database.changeMark == mark)
    await database.close()
  }

  @Test func `a store in memory shows none`() async throws {
    try await withNotes(.memory) { #expect($0.changeMark == nil) }
  }
}
