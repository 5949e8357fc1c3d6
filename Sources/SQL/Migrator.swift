/// One step of the schema's history.
package struct Migration: Sendable {
  package let name: String
  package let script: @Sendable (Dialect) -> String

  package init(_ name: String, _ script: @escaping @Sendable (Dialect) -> String) {
    self.name = name
    self.script = script
  }
}

/// Brings a store to the schema of this program.
///
/// The list is append-only: what a store has recorded in `migraciones` must be the beginning of it.
package struct Migrator: Sendable {
  private let migrations: [Migration]

  package init(_ migrations: [Migration]) { self.migrations = migrations }

  /// The names of the migrations that this store still lacks; needs no write.
  ///
  /// - Throws: `SQLError` with kind `notADatabase` where the tables are those of another program, and
  ///   `schemaTooNew` where the store records a migration that this program does not know.
  package func pending(_ connection: any Connection) throws -> [String] {
    try remaining(connection).map(\.migration.name)
  }

  /// Runs and records, in order, what the store lacks; inside one write body, all of it or nothing.
  ///
  /// - Throws: as `pending`, before anything is touched, or the `SQLError` of the migration that failed.
  package func migrate(_ connection: any Connection) throws {
    let remaining = try remaining(connection)
    guard !remaining.isEmpty else { return }
    let dialect = connection.dialect
    try connection.executeScript(
      """
      CREATE TABLE IF NOT EXISTS migraciones (
        orden \(dialect.integer) NOT NULL PRIMARY KEY,
        nombre TEXT NOT NULL UNIQUE
      ) \(dialect.tableOptions)
      """)
    for (order, migration) in remaining {
      try connection.executeScript(migration.script(dialect))
      try connection.execute(
        "INSERT INTO migraciones (orden, nombre) VALUES (\(order), \(migration.name))")
    }
  }

  private func remaining(_ connection: any Connection) throws -> [(order: Int, migration: Migration)] {
    let recorded = try recorded(connection)
    let known = Set(migrations.map(\.name))
    if let unknown = recorded.first(where: { !known.contains($0) }) {
      throw SQLError(
        .schemaTooNew, "the store has the migration \(unknown), which this program does not know")
    }
    guard migrations.prefix(recorded.count).map(\.name) == recorded else {
      throw SQLError(.notADatabase, "the store's migrations are not the beginning of this program's")
    }
    return migrations.enumerated().dropFirst(recorded.count).map {
      (order: $0.offset + 1, migration: $0.element)
    }
  }

  private func recorded(_ connection: any Connection) throws -> [String] {
    let tables = try connection.all(connection.dialect.tableNames) { $0.text(0) }
    guard !tables.isEmpty else { return [] }
    guard tables.contains("migraciones") else {
      throw SQLError(.notADatabase, "the tables in it are those of another program")
    }
    return try connection.all("SELECT nombre FROM migraciones ORDER BY orden") { $0.text(0) }
  }
}
