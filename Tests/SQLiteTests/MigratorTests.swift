import SQL
import SQLite
import Testing

@Suite struct Migrations {
  static let first = Migration("notas") { dialect in
    """
    CREATE TABLE notas (id \(dialect.identityKey), texto TEXT NOT NULL) \(dialect.tableOptions);
    INSERT INTO notas (texto) VALUES ('a');
    """
  }
  static let second = Migration("notas con fecha") { "ALTER TABLE notas ADD COLUMN fecha \($0.integer)" }
  static let broken = Migration("rota") { _ in "CREATE TABLE nueva (id INTEGER); INSERT INTO nada VALUES (1)"
  }

  private func migrate(_ database: SQLiteDatabase, _ migrations: [Migration]) async throws {
    try await database.write(.full) { try Migrator(migrations).migrate($0) }
  }

  private func tables(_ database: SQLiteDatabase) async throws -> [String] {
    try await database.read { try $0.all("SELECT name FROM sqlite_schema ORDER BY name") { $0.text(0) } }
  }

  @Test func `an empty store runs all of them, later ones only what is new`() async throws {
    let database = try SQLiteDatabase.memory()
    try await migrate(database, [Self.first])
    try await migrate(database, [Self.first, Self.second])
    try await migrate(database, [Self.first, Self.second])
    let recorded = try await database.read { connection in
      try connection.all("SELECT orden, nombre FROM migraciones ORDER BY orden") {
        "\($0.integer(0)) \($0.text(1))"
      }
    }
    #expect(recorded == ["1 notas", "2 notas con fecha"])
    let rows = try await database.read {
      try $0.all("SELECT texto, fecha FROM notas") { $0.optionalInteger(1) }
    }
    #expect(rows == [nil])
  }

  @Test func `what is pending is said without writing`() async throws {
    let database = try SQLiteDatabase.memory()
    try await migrate(database, [Self.first])
    let pending = try await database.read { try Migrator([Self.first, Self.second]).pending($0) }
    #expect(pending == ["notas con fecha"])
  }

  @Test func `one that fails takes the others of its run with it`() async throws {
    let database = try SQLiteDatabase.memory()
    await #expect(throws: SQLError.self) { try await migrate(database, [Self.first, Self.broken]) }
    let tables = try await tables(database)
    #expect(tables.isEmpty)
  }

  @Test(
    arguments: [
      ([first, second], [first], .schemaTooNew),
      ([first, second], [second, first], .notADatabase),
      ([second], [first, second], .notADatabase),
    ] as [([Migration], [Migration], SQLError.Kind)])
  func `a store with another history is refused untouched`(
    recorded: [Migration], known: [Migration], kind: SQLError.Kind
  ) async throws {
    let database = try SQLiteDatabase.memory()
    try await database.write(.full) { connection in
      try Migrator([]).migrate(connection)
      try connection.executeScript(
        "CREATE TABLE migraciones (orden INTEGER PRIMARY KEY, nombre TEXT NOT NULL)")
      for migration in recorded {
        try connection.execute("INSERT INTO migraciones (nombre) VALUES (\(migration.name))")
      }
    }
    let before = try await tables(database)
    let error = await #expect(throws: SQLError.self) { try await migrate(database, known) }
    #expect(error?.kind == kind)
    #expect(try await tables(database) == before)
  }

  @Test func `the tables of another program are left alone`() async throws {
    let database = try SQLiteDatabase.memory()
    try await database.write(.full) { try $0.executeScript("CREATE TABLE sqliteficcion (x)") }
    let error = await #expect(throws: SQLError.self) { try await migrate(database, [Self.first]) }
    #expect(error?.kind == .notADatabase)
    #expect(try await tables(database) == ["sqliteficcion"])
  }
}
