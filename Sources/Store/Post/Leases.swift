package import Inventory
internal import SQL

extension Store {
  /// Takes or keeps the sole right to run `task` until `expiry`; false while another holder's right lasts.
  ///
  /// Of several servers over one store, one at a time does what must be done once.
  package func holdLease(
    _ task: String, holder: String, at now: Instant, until expiry: Instant
  ) async throws -> Bool {
    try await database.write(.normal) { connection in
      try connection.execute(
        """
        INSERT INTO relevos (tarea, titular, vence_en) VALUES (\(task), \(holder), \(expiry))
        ON CONFLICT (tarea) DO UPDATE SET titular = excluded.titular, vence_en = excluded.vence_en
          WHERE relevos.titular = excluded.titular OR relevos.vence_en <= \(now)
        """) > 0
    }
  }

  /// Gives the right back, so that another may take it at once.
  package func releaseLease(_ task: String, holder: String) async throws {
    try await database.write(.normal) { connection in
      try connection.execute("DELETE FROM relevos WHERE tarea = \(task) AND titular = \(holder)")
    }
  }
}
