import SQL
import SQLite
import Testing

@Suite struct Statements {
  @Test(
    arguments: [
      .null, .integer(.min), .integer(.max), .real(0.1), .real(-.infinity), .text(""),
      .text("ñandú 🧉 e\u{301}"),
      .text("a\u{0}b\u{0}"), .blob([]), .blob([0, 1, 255]),
    ] as [SQLValue])
  func `a value comes back as it was bound`(value: SQLValue) async throws {
    let database = try SQLiteDatabase.memory()
    let found = try await database.read { connection in
      try connection.first("SELECT \(value), typeof(\(value))") { row -> SQLValue in
        switch row.text(1) {
        case "null": .null
        case "integer": .integer(row.integer(0))
        case "real": .real(row.real(0))
        case "text": .text(row.text(0))
        default: .blob(row.bytes(0))
        }
      }
    }
    #expect(found == value)
  }

  @Test func `a long text comes back whole`() async throws {
    let database = try SQLiteDatabase.memory()
    let text = String(repeating: "año ", count: 100_000)
    let found = try await database.read { try $0.first("SELECT \(text)") { $0.text(0) } }
    #expect(found == text)
  }

  @Test func `NULL and a missing column read as nothing`() async throws {
    let database = try SQLiteDatabase.memory()
    try await database.read { connection in
      try connection.each("SELECT NULL") { row in
        for column in [0, 1, -1, .max] {
          #expect(row.optionalInteger(column) == nil)
          #expect(row.optionalText(column) == nil)
          #expect(row.integer(column) == 0)
          #expect(row.real(column) == 0)
          #expect(row.text(column).isEmpty)
          #expect(row.bytes(column).isEmpty)
          #expect(!row.bool(column))
        }
      }
    }
  }

  @Test func `a statement may run within its own rows`() async throws {
    let database = try SQLiteDatabase.memory()
    let pairs = try await database.read { connection in
      let numbers: SQL = "SELECT value FROM json_each('[1, 2, 3]')"
      return try connection.all(numbers) { outer in
        (outer.integer(0), try connection.all(numbers) { $0.integer(0) })
      }
    }
    #expect(pairs.map(\.0) == [1, 2, 3])
    #expect(pairs.map(\.1) == [[1, 2, 3], [1, 2, 3], [1, 2, 3]])
  }

  @Test func `a scan that stops early leaves its statement ready`() async throws {
    let database = try SQLiteDatabase.memory()
    let numbers: SQL = "SELECT value FROM json_each('[1, 2, 3]')"
    let (first, all) = try await database.read { connection in
      (try connection.first(numbers) { $0.integer(0) }, try connection.all(numbers) { $0.integer(0) })
    }
    #expect(first == 1)
    #expect(all == [1, 2, 3])
  }

  @Test func `more texts than the cache holds all run`() async throws {
    let database = try SQLiteDatabase.memory()
    try await database.read { connection in
      for _ in 0..<2 {
        for number in 0..<300 {
          let found = try connection.first(SQL(stringLiteral: "SELECT \(number)")) { $0.integer(0) }
          #expect(found == Int64(number))
        }
      }
    }
  }

  @Test func `the rows a statement changed are its own`() async throws {
    try await withNotes(.memory) { database in
      try await database.write(.normal) { connection in
        try connection.executeScript(
          "CREATE TABLE diario (texto TEXT); CREATE TRIGGER t AFTER INSERT ON notas BEGIN INSERT INTO diario VALUES (1), (2); END"
        )
        #expect(try connection.execute("INSERT INTO notas (texto) VALUES ('a'), ('b')") == 2)
        #expect(try connection.execute("CREATE TABLE otra (x)") == 0)
        #expect(try connection.execute("UPDATE notas SET texto = 'z' WHERE texto = 'y'") == 0)
        #expect(try connection.execute("INSERT INTO notas (texto) VALUES ('a') ON CONFLICT DO NOTHING") == 0)
        #expect(try connection.execute("SELECT 1") == 0)
        #expect(try connection.execute("DELETE FROM notas") == 2)
      }
    }
  }

  @Test func `one statement takes many rows, its placeholders in any order`() async throws {
    try await withNotes(.memory) { database in
      try await database.write(.normal) { connection in
        let texts = (1...1000).map { "nota \($0)" }
        let rows = texts.enumerated().map { [SQLValue.text($0.element), .integer(Int64($0.offset))] }
        let changed = try connection.executeMany("INSERT INTO notas (id, texto) VALUES ($2, $1)", rows)
        #expect(changed == 1000)
        #expect(try connection.notes() == texts)
      }
    }
  }

  @Test(
    arguments: [
      ("SELECT $1", []), ("SELECT $1", [.null, .null]), ("SELECT 1; SELECT 2", []), ("SELECT 1; x", []),
      ("", []),
      ("-- nada", []), ("SELECT", []), ("SELECT 1 \u{0} nunca visto", []), ("SELECT \"sin_columna\"", []),
    ] as [(String, [SQLValue])])
  func `a text that is not one whole statement with its values is refused`(text: String, values: [SQLValue])
    async throws
  {
    let database = try SQLiteDatabase.memory()
    let error = await #expect(throws: SQLError.self) {
      try await database.write(.normal) { try $0.executeMany(text, [values]) }
    }
    #expect(error?.kind == .other)
    #expect(error?.sql == text)
  }

  @Test func `what stands behind a statement may be blank`() async throws {
    let database = try SQLiteDatabase.memory()
    let found = try await database.read { try $0.first("SELECT 1 ; \n -- fin\n") { $0.integer(0) } }
    #expect(found == 1)
  }

  @Test func `FTS5 finds without accents, also through triggers`() async throws {
    let database = try SQLiteDatabase.memory()
    let found = try await database.write(.normal) { connection in
      try connection.executeScript(
        """
        CREATE TABLE productos (id INTEGER PRIMARY KEY, nombre TEXT NOT NULL) STRICT;
        CREATE VIRTUAL TABLE busqueda USING fts5 (nombre, tokenize = 'unicode61 remove_diacritics 2');
        CREATE TRIGGER alta AFTER INSERT ON productos BEGIN
          INSERT INTO busqueda (rowid, nombre) VALUES (new.id, new.nombre);
        END
        """)
      try connection.execute("INSERT INTO productos VALUES (7, \("Champú de Limón"))")
      return try connection.all("SELECT rowid FROM busqueda WHERE busqueda MATCH \("champu lim*")") {
        $0.integer(0)
      }
    }
    #expect(found == [7])
  }
}
