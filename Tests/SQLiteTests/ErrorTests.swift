import SQL
import SQLite
import Testing

@Suite struct `A refused statement` {
  static let schema = """
    CREATE TABLE tiendas (
      id INTEGER PRIMARY KEY, organizacion_id INTEGER NOT NULL, sku TEXT NOT NULL,
      cantidad INTEGER NOT NULL CONSTRAINT nunca_negativa CHECK (cantidad >= 0),
      padre INTEGER REFERENCES tiendas (id), UNIQUE (organizacion_id, sku)
    ) STRICT;
    CREATE TRIGGER solo_anexar BEFORE DELETE ON tiendas BEGIN SELECT RAISE(ABORT, 'append-only'); END;
    CREATE VIRTUAL TABLE busqueda USING fts5 (nombre);
    INSERT INTO tiendas VALUES (1, 1, 'A', 5, NULL)
    """

  private func refusal(of sql: SQL) async throws -> SQLError {
    let database = try SQLiteDatabase.memory()
    try await database.write(.normal) { try $0.executeScript(Self.schema) }
    return try #require(
      await #expect(throws: SQLError.self) { try await database.write(.normal) { try $0.execute(sql) } })
  }

  @Test func `a repeated key names its columns`() async throws {
    let error = try await refusal(of: "INSERT INTO tiendas VALUES (2, 1, \("A"), 5, NULL)")
    #expect(error.kind == .uniqueViolation)
    #expect(error.columns == ["tiendas.organizacion_id", "tiendas.sku"])
    let key = try await refusal(of: "INSERT INTO tiendas VALUES (1, 1, 'B', 5, NULL)")
    #expect(key.kind == .uniqueViolation)
    #expect(key.columns == ["tiendas.id"])
  }

  @Test func `a broken check names itself`() async throws {
    let error = try await refusal(of: "UPDATE tiendas SET cantidad = cantidad - \(6)")
    #expect(error.kind == .checkViolation)
    #expect(error.constraint == "nunca_negativa")
    #expect(error.columns.isEmpty)
  }

  @Test func `a missing value names its column`() async throws {
    let error = try await refusal(of: "INSERT INTO tiendas VALUES (2, 1, \(Optional<String>.none), 5, NULL)")
    #expect(error.kind == .notNullViolation)
    #expect(error.columns == ["tiendas.sku"])
  }

  @Test func `a reference to nothing is refused`() async throws {
    let error = try await refusal(of: "UPDATE tiendas SET padre = 99")
    #expect(error.kind == .foreignKeyViolation)
  }

  @Test func `a trigger speaks for itself`() async throws {
    let error = try await refusal(of: "DELETE FROM tiendas")
    #expect(error.kind == .refusedByTrigger)
    #expect(error.message == "append-only")
  }

  @Test func `a value of another type is refused`() async throws {
    let error = try await refusal(of: "UPDATE tiendas SET cantidad = \("secreto")")
    #expect(error.kind == .other)
    #expect(!error.description.contains("secreto"))
  }

  @Test(arguments: ["\"secreto", "secreto:", "secreto AND"])
  func `no bound value stands in the description`(words: String) async throws {
    let error = try await refusal(of: "SELECT rowid FROM busqueda WHERE busqueda MATCH \(words)")
    #expect(!error.description.contains("secreto"))
    #expect(error.description.contains("MATCH $1"))
  }
}
