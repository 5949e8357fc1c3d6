import SQL
import SQLite
import Testing

@Suite struct Transactions {
  @Test func `what is written is read back`() async throws {
    let database = try SQLiteDatabase.memory()
    try await database.write(.full) { connection in
      try connection.executeScript("CREATE TABLE notas (id INTEGER PRIMARY KEY, texto TEXT NOT NULL) STRICT")
      try connection.execute("INSERT INTO notas (texto) VALUES (\("hola"))")
    }
    let found = try await database.read { try $0.all("SELECT texto FROM notas") { $0.text(0) } }
    #expect(found == ["hola"])
  }
}
