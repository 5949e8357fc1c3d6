internal import Foundation
internal import Shop
internal import SQLite
internal import Store
internal import Wire

/// What `verify` found.
package struct Audit: Sendable {
  let discrepancies: [Discrepancy]

  package var isClean: Bool { discrepancies.isEmpty }

  package var text: String {
    guard !isClean else { return "Todo cuadra: saldos, lotes, resumen de ventas y totales." }
    let lines = discrepancies.prefix(50).map { "  \($0.what): se esperaba \($0.expected), hay \($0.found)" }
    return (["No cuadran \(discrepancies.count) cuentas:"] + lines).joined(separator: "\n")
  }

  package var json: String {
    let list = discrepancies.map { found -> JSON in
      ["cuenta": .string(found.what), "esperado": JSON(found.expected), "hallado": JSON(found.found)]
    }
    let audit: JSON = ["ok": .bool(isClean), "diferencias": .array(list)]
    return audit.text
  }
}

extension OpenShop {
  package func audit() async throws -> Audit { Audit(discrepancies: try await shop.verify(session)) }

  /// Copies the store to `path` as it stands at this moment.
  ///
  /// - Throws: `Failure` with exit code 6 when there is something at `path` already.
  package func backup(to path: String) async throws {
    guard !FileManager.default.fileExists(atPath: path) else {
      throw Failure(.badData, "\(path): ya existe y no se toca; indique otro nombre para la copia")
    }
    do {
      try await database.backup(to: path)
    } catch {
      throw Failure(error, store: path)
    }
  }
}

extension Configuration {
  /// Puts a copy in the place of the store once it has been found whole; returns where.
  ///
  /// - Throws: `Failure`; the store is as before.
  package func restore(from path: String) async throws -> String {
    guard !isDemo else {
      throw Failure.usage("la demostración se rehace sola: «restore» es para la tienda propia, sin --demo")
    }
    do {
      try SQLiteDatabase.restore(path, to: storePath)
    } catch {
      throw Failure(error, store: path)
    }
    return storePath
  }
}
