import Assistant
import Foundation
import Inventory
import SQL
import SQLite
import Shop
import Store
import TestSupport
import Testing

/// A store in a file that another program writes to, which waits for that program hardly at all.
private final class HeldStore: Sendable {
  let shop: Shop
  let session: Session
  let assistant: Assistant
  private let other: SQLiteDatabase
  private let path: String

  init() async throws {
    path = FileManager.default.temporaryDirectory.path + "/held-\(UUID().uuidString).sqlite"
    var options = SQLiteDatabase.Options()
    options.busyLimit = .milliseconds(20)
    let now = Instant(milliseconds: 1_760_000_000_000)
    shop = Shop(
      store: try await Store(SQLiteDatabase(path: path, options: options)), now: { now },
      makeID: { UUID().uuidString })
    try await shop.createShop(
      name: "La Esquina", currency: try #require(Currency(code: "BOB")),
      clock: ShopClock(zone: try #require(TimeZoneName("America/La_Paz"))), owner: "Ana")
    session = try await shop.open(door: "terminal")
    let product = try await shop.createProduct(
      NewProduct(name: "Tinte Rojo", sku: "TIN-001", prices: Prices(sale: Money(minorUnits: 4000))), session)
    _ = try await shop.receive(
      EntryDraft(lines: [.init(product: product.id, quantity: Quantity(12))]), session)
    assistant = try await .shipped(over: shop)
    other = try SQLiteDatabase(path: path)
  }

  deinit {
    for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + suffix) }
  }

  /// Runs `body` while the other program stands in the middle of a write.
  func held<T: Sendable>(_ body: @escaping @Sendable () async throws -> T) async throws -> T {
    let (begun, beginning) = AsyncStream.makeStream(of: Void.self)
    let release = DispatchSemaphore(value: 0)
    async let writing: Void = other.write(.full) { _ in
      beginning.finish()
      release.wait()
    }
    for await _ in begun {}
    let outcome: Result<T, any Error>
    do { outcome = .success(try await body()) } catch { outcome = .failure(error) }
    release.signal()
    try await writing
    return try outcome.get()
  }
}

@Suite struct `While another program holds the store` {
  @Test(arguments: [TurnOptions.Recall.channel, .nothing])
  func `a question is answered, and says that it will be forgotten`(_ recall: TurnOptions.Recall)
    async throws
  {
    let store = try await HeldStore()
    let turn = try await store.held {
      try await store.assistant.turn(
        "¿cuánto queda de tinte rojo?", store.session, TurnOptions(recall: recall))
    }
    #expect(turn.replyText.contains("12"))
    #expect(turn.replyText.contains("no pude guardar esta charla"))
  }

  @Test func `a window remembers by itself and says nothing of it`() async throws {
    let store = try await HeldStore()
    let first = try await store.assistant.turn("¿cuánto queda de tinte rojo?", store.session)
    let turn = try await store.held {
      try await store.assistant.turn("¿y el precio?", store.session, TurnOptions(recall: .own(first.memory)))
    }
    #expect(turn.calls.first?.tool == "getProductPrice")
    #expect(!turn.replyText.contains("charla"))
  }

  @Test func `a write is refused and nothing is changed`() async throws {
    let store = try await HeldStore()
    let error = await #expect(throws: SQLError.self) {
      try await store.held { try await store.assistant.turn("vendí 2 tinte rojo", store.session) }
    }
    #expect(error?.kind == .busy)
    let later = try await store.assistant.turn("¿cuánto queda de tinte rojo?", store.session)
    #expect(later.replyText.contains("12"))
  }
}
