import Foundation
import Inventory
import SQLite
import Shop
import Store
import Testing

/// What becomes of writes that were not synced when the process is killed.
enum Loss: String, CaseIterable, Sendable {
  /// The page cache keeps them.
  case plain
  /// They are gone, as with the loss of power.
  case powerloss
}

@Suite struct `A shop that is killed while it sells` {
  private let folder: TemporaryFolder
  /// `make soak` asks for twenty rounds of a thousand sales.
  private let rounds: Int
  private let salesPerRound: Int

  init() throws {
    folder = try TemporaryFolder()
    let isSoak = ProcessInfo.processInfo.environment["BODEGUERO_SOAK"] != nil
    (rounds, salesPerRound) = isSoak ? (20, 1000) : (3, 60)
  }

  @Test(arguments: Loss.allCases)
  func `has every sale that it acknowledged and no other half`(_ loss: Loss) async throws {
    let path = folder.file("store.db")
    try await prepare(path)
    var acknowledged: Set<String> = []
    for _ in 0..<rounds {
      let folios = try await CrashWorker(path, loss, limit: salesPerRound * 100)
        .kill(after: Int.random(in: 1...salesPerRound))
      acknowledged.formUnion(folios)
      try await examine(path, acknowledged)
    }
    #expect(acknowledged.count >= rounds)
  }

  private static let productCount = 5
  private static let stock = Quantity(100_000_000)

  private func prepare(_ path: String) async throws {
    let test = try await TestShop(file: path)
    for index in 0..<Self.productCount {
      try await test.product("P\(index)", price: "1.50", cost: "1", stock: Self.stock)
    }
    await test.database.close()
  }

  private func examine(_ path: String, _ acknowledged: Set<String>) async throws {
    try SQLiteDatabase.integrityCheck(path: path)
    let database = try SQLiteDatabase(path: path)
    let shop = Shop(store: try await Store(database), now: { Instant(milliseconds: 0) }, makeID: { "" })
    let session = try await shop.open(door: "prueba")
    #expect(try await shop.verify(session).isEmpty)
    let folios = try await shop.folios(startingWith: "POS-", limit: .max, session)
    #expect(acknowledged.isSubset(of: folios))
    let numbers = folios.compactMap { Folio($0).number }.sorted()
    #expect(numbers == folios.indices.map { Int64($0 + 1) })
    var left = Quantity.zero
    for product in try await shop.names(session).products {
      left += try await shop.stock(of: product.id, session).total
    }
    let sold = Quantity(Int64(folios.count * 6))
    #expect(left + sold == Quantity(thousandths: Self.stock.thousandths * Int64(Self.productCount)))
    await database.close()
  }
}

/// The program beside the tests that sells until it is killed.
private struct CrashWorker: Sendable {
  private let arguments: [String]

  init(_ path: String, _ loss: Loss, limit: Int) { arguments = [path, loss.rawValue, String(limit)] }

  private static var program: URL {
    URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
      .appendingPathComponent("CrashWorker")
  }

  /// Runs it, kills it once it has acknowledged `count` sales, and returns every folio that it wrote.
  func kill(after count: Int) async throws -> [String] {
    try await withCheckedThrowingContinuation { continuation in
      DispatchQueue.global().async {
        continuation.resume(with: Result { try run(until: count) })
      }
    }
  }

  private func run(until count: Int) throws -> [String] {
    let process = Process()
    let output = Pipe()
    process.executableURL = Self.program
    process.arguments = arguments
    process.standardOutput = output
    try process.run()
    var written = Data()
    while written.count(where: { $0 == UInt8(ascii: "\n") }) < count {
      let more = output.fileHandleForReading.availableData
      guard !more.isEmpty else { break }
      written += more
    }
    Glibc.kill(process.processIdentifier, SIGKILL)
    written += output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    // A worker that ended by itself was not killed in the middle of anything.
    #expect(process.terminationReason == .uncaughtSignal)
    #expect(process.terminationStatus == SIGKILL)
    let whole = written.lastIndex(of: UInt8(ascii: "\n")).map { written[...$0] } ?? Data()
    return whole.split(separator: UInt8(ascii: "\n")).map { String(decoding: $0, as: UTF8.self) }
  }
}
