import Foundation
import Inventory
import SQL
import SQLite
import Shop
import Store
import Testing

@testable import Application

/// A store with one product, and where its copy lies.
@Suite final class `A copy of the store`: Sendable {
  private let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path
  private let configuration: Configuration
  private var copy: String { folder + "/copia.sqlite" }

  init() async throws {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
    configuration = Configuration(
      environment: ["BODEGUERO_STORE": folder + "/tienda.sqlite"], executable: #filePath)
    _ = try await configuration.createShop(
      name: "Bodega", currency: "BOB", timeZone: "America/La_Paz", owner: "Ana", address: "tu",
      isAnother: false)
    try await add("Crema")
    let open = try await configuration.open(door: "prueba")
    try await open.backup(to: copy)
    await open.database.close()
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  private func add(_ name: String) async throws {
    let open = try await configuration.open(door: "prueba")
    let prices = try Prices(sale: Money(minorUnits: 7000), cost: Money(minorUnits: 4500))
    let product = try await open.shop.createProduct(
      NewProduct(name: name, sku: name, prices: prices), open.session)
    _ = try await open.shop.receive(
      EntryDraft(lines: [.init(product: product.id, quantity: Quantity(5))]), open.session)
    await open.database.close()
  }

  private func names(in store: String? = nil) async throws -> [String] {
    var configuration = configuration
    if let store { configuration.store = store }
    let open = try await configuration.open(door: "prueba")
    let names = try await open.shop.names(open.session).products.map(\.name).sorted()
    await open.database.close()
    return names
  }

  @Test func `takes the place of the store, which is kept beside it`() async throws {
    try await add("Tinte")
    let first = try await configuration.restore(from: copy)
    #expect(try await names() == ["Crema"])
    let former = try #require(first.former)
    #expect(try await names(in: former) == ["Crema", "Tinte"])
    let second = try await configuration.restore(from: former)
    #expect(try await names() == ["Crema", "Tinte"])
    #expect(second.former != former)
    #expect(try await names(in: second.former) == ["Crema"])
  }

  @Test func `loses nothing that is written meanwhile`() async throws {
    let open = try await configuration.open(door: "prueba")
    let (first, note) = AsyncStream<Void>.makeStream()
    let writing = Task {
      var written: [String] = []
      while !Task.isCancelled {
        let name = "Producto \(written.count)"
        let new = try NewProduct(name: name, prices: Prices(sale: Money(minorUnits: 100)))
        _ = try await open.shop.createProduct(new, open.session)
        written.append(name)
        note.yield()
      }
      return written
    }
    for await _ in first { break }
    let restoration = try await configuration.restore(from: copy)
    writing.cancel()
    let written = try await writing.value
    await open.database.close()
    let former = try #require(restoration.former)
    let kept = try await names(in: former) + names()
    #expect(Set(written).subtracting(kept).isEmpty)
    #expect(written.count > 1)
  }

  @Test func `whose books do not agree leaves the store as it is`() async throws {
    try await add("Tinte")
    let database = try SQLiteDatabase(path: copy)
    try await database.write(.full) {
      try $0.executeScript("UPDATE existencias SET cantidad = cantidad + 1000")
    }
    await database.close()
    let failure = await #expect(throws: Failure.self) { _ = try await configuration.restore(from: copy) }
    #expect(failure?.code == .badData)
    #expect(failure?.message.contains("no cuadra") == true)
    #expect(try await names() == ["Crema", "Tinte"])
    let files = try FileManager.default.contentsOfDirectory(atPath: folder)
    #expect(!files.contains { $0.contains("anterior") || $0.contains("prueba") })
  }

  @Test func `takes the place of a store that is damaged, which is put aside`() async throws {
    let store = folder + "/tienda.sqlite"
    for ending in ["-wal", "-shm"] { try? FileManager.default.removeItem(atPath: store + ending) }
    var bytes = try Data(contentsOf: URL(fileURLWithPath: store))
    for place in 4096..<bytes.count { bytes[place] = 0xA5 }
    try bytes.write(to: URL(fileURLWithPath: store))
    let restoration = try await configuration.restore(from: copy)
    #expect(try await names() == ["Crema"])
    #expect(try Data(contentsOf: URL(fileURLWithPath: try #require(restoration.former))) == bytes)
  }

  @Test func `leaves a file alone that is no store`() async throws {
    let store = folder + "/tienda.sqlite"
    for ending in ["-wal", "-shm"] { try? FileManager.default.removeItem(atPath: store + ending) }
    try Data("no es un almacén".utf8).write(to: URL(fileURLWithPath: store))
    let failure = await #expect(throws: Failure.self) { _ = try await configuration.restore(from: copy) }
    #expect(failure?.code == .storeUnavailable)
    #expect(try String(contentsOfFile: store, encoding: .utf8) == "no es un almacén")
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder).count == 2)
  }

  @Test func `is asked of a store that is there`() async throws {
    var nowhere = configuration
    nowhere.store = folder + "/otra.sqlite"
    let failure = await #expect(throws: Failure.self) { _ = try await nowhere.open(door: "prueba") }
    #expect(failure?.code == .storeUnavailable)
    #expect(!FileManager.default.fileExists(atPath: folder + "/otra.sqlite"))
    _ = try await nowhere.restore(from: copy)
    #expect(try await names(in: folder + "/otra.sqlite") == ["Crema"])
  }

  @Test func `that does not agree is told by names and in units, with what to do`() async throws {
    let database = try SQLiteDatabase(path: copy)
    try await database.write(.full) {
      try $0.executeScript("UPDATE existencias SET cantidad = cantidad + 1500, valor = valor + 100")
    }
    await database.close()
    var configuration = configuration
    configuration.store = copy
    let open = try await configuration.open(door: "prueba")
    let audit = try await open.audit()
    await open.database.close()
    #expect(audit.text.contains("existencias (cantidad) de «Crema» en «Principal»: se esperaba 5, hay 6.5"))
    #expect(
      audit.text.contains("existencias (valor) de «Crema» en «Principal»: se esperaba 225, hay 226"))
    #expect(audit.text.contains("bodeguero restore"))
    #expect(audit.json.contains("\"hallado\":6.5"))
  }

  @Test func `and an empty file is left as it is`() async throws {
    let path = folder + "/vacio.sqlite"
    #expect(FileManager.default.createFile(atPath: path, contents: nil))
    var empty = configuration
    empty.store = path
    let failure = await #expect(throws: Failure.self) { _ = try await empty.open(door: "prueba") }
    #expect(failure?.message.contains("está vacío y no se tocó") == true)
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)).isEmpty)
  }
}
