internal import Foundation
internal import Inventory
internal import Shop
internal import SQL
internal import SQLite
internal import Store
internal import Wire

/// What `verify` found.
package struct Audit: Sendable {
  let discrepancies: [Discrepancy]
  let currency: Currency

  package var isClean: Bool { discrepancies.isEmpty }

  package var text: String {
    guard !isClean else { return "Todo cuadra: saldos, lotes, resumen de ventas y totales." }
    let count = discrepancies.count
    let lead = count == 1 ? "No cuadra una cuenta:" : "No cuadran \(count) cuentas:"
    let lines = discrepancies.prefix(Self.mostLines).map {
      "  \($0.what): se esperaba \(decimal($0.expected, $0.measure)), hay \(decimal($0.found, $0.measure))"
    }
    let more = count > Self.mostLines ? ["  … y \(count - Self.mostLines) más: vea --json"] : []
    return ([lead] + lines + more + [Self.advice]).joined(separator: "\n")
  }

  private static let mostLines = 50

  private static let advice = """
    Algo cambió el archivo por fuera del programa. Guarde lo que hay con «bodeguero backup ARCHIVO»; si tiene una copia
    anterior, mire que cuadre con «bodeguero verify --store COPIA» y recupérela con «bodeguero restore COPIA».
    """

  private func decimal(_ value: Int64, _ measure: Discrepancy.Measure) -> String {
    switch measure {
    case .quantity: Quantity(thousandths: value).decimal
    case .money: currency.decimal(Money(minorUnits: value))
    }
  }

  package var json: String {
    let list = discrepancies.map { found -> JSON in
      [
        "cuenta": .string(found.what), "esperado": JSON(decimal: decimal(found.expected, found.measure)),
        "hallado": JSON(decimal: decimal(found.found, found.measure)),
      ]
    }
    let audit: JSON = ["ok": .bool(isClean), "diferencias": .array(list)]
    return audit.text
  }
}

/// What a restored copy took the place of.
package struct Restoration: Sendable {
  package let store: String
  /// Where what was there before is now; nil where there was nothing.
  package let former: String?
}

extension OpenShop {
  /// Rebuilds balances from the ledger and sums from the sales, and tells where they differ; changes nothing.
  package func audit() async throws -> Audit {
    Audit(discrepancies: try await shop.verify(session), currency: session.currency)
  }

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
  /// Puts a copy in the place of the store once it has been found whole and its books agree.
  ///
  /// What was there before is kept beside it.
  /// - Throws: `Failure`; the store is as before.
  package func restore(from path: String) async throws -> Restoration {
    guard !isDemo else {
      throw Failure.usage("la demostración se rehace sola: «restore» es para la tienda propia, sin --demo")
    }
    do {
      try await checkBooks(of: path)
      let former = freeName()
      do {
        try SQLiteDatabase.restore(path, to: storePath, keeping: former)
      } catch let error as SQLError where error.kind == .corrupt {
        guard let former else { throw error }
        try replaceDamaged(by: path, keeping: former)
      }
      try await outdateCatalogues()
      return Restoration(store: storePath, former: former)
    } catch {
      throw Failure(error, store: path)
    }
  }

  /// Opens a copy of the copy, which this program may bring to its own schema, and holds its books to each other.
  private func checkBooks(of path: String) async throws {
    let trial = storePath + ".prueba-\(ProcessInfo.processInfo.processIdentifier)"
    defer {
      for ending in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: trial + ending) }
    }
    try SQLiteDatabase.restore(path, to: trial)
    let open = try await OpenStore(trial)
    var audits: [Audit] = []
    for shop in try await open.shops() {
      let found = try await open.store.read(shop.id) { try $0.discrepancies() }
      audits.append(Audit(discrepancies: found, currency: shop.currency))
    }
    await open.database.close()
    if let audit = audits.first(where: { !$0.isClean }) {
      throw Failure(.badData, "\(path): la copia no cuadra y no se puso en su lugar. \(audit.text)")
    }
  }

  /// Tells programs that have the store open that the names they know are no longer those of the store.
  private func outdateCatalogues() async throws {
    let open = try await OpenStore(storePath)
    for shop in try await open.shops() { try await open.store.outdateCatalogue(of: shop.id) }
    await open.database.close()
  }

  /// Puts a store that cannot be copied aside as it lies there; it may be what the copy is wanted for.
  private func replaceDamaged(by path: String, keeping former: String) throws {
    try move(from: storePath, to: former)
    try? FileManager.default.removeItem(atPath: storePath + "-shm")
    do {
      try SQLiteDatabase.restore(path, to: storePath)
    } catch {
      if !FileManager.default.fileExists(atPath: storePath) { try? move(from: former, to: storePath) }
      throw error
    }
  }

  private func move(from path: String, to other: String) throws {
    for ending in ["", "-wal"] where FileManager.default.fileExists(atPath: path + ending) {
      try FileManager.default.moveItem(atPath: path + ending, toPath: other + ending)
    }
  }

  /// A name beside the store for what is in its place; nil where there is nothing.
  private func freeName() -> String? {
    let files = FileManager.default
    guard files.fileExists(atPath: storePath) else { return nil }
    var (former, number) = (storePath + ".anterior", 1)
    while files.fileExists(atPath: former) {
      number += 1
      former = storePath + ".anterior-\(number)"
    }
    return former
  }
}
