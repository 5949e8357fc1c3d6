import Assistant
import Crypto
import Foundation
import Inventory
import SQLite
import Shop
import Store
import Synchronization
import TestSupport
import Testing
import Understanding
import Wire

/// A small shop in memory, at one fixed moment, that the reading tools look at.
struct ReadingShop {
  let shop: Shop
  var session: Session
  let now: Instant

  /// A shop in Buenos Aires on Wednesday, 19 November 2025 at 21:00, after closing.
  init(branches: [String] = [], address: ShopRecord.Address = .voseo) async throws {
    let clock = ShopClock(zone: try #require(TimeZoneName("America/Argentina/Buenos_Aires")))
    let now = clock.instant(of: try day("2025-11-19"), minute: 21 * 60)
    let ids = Counter()
    shop = Shop(store: try await Store(SQLiteDatabase.memory()), now: { now }, makeID: { ids.next() })
    self.now = now
    try await shop.createShop(
      name: "La Esquina", currency: try #require(Currency(code: "BOB")), clock: clock, address: address,
      owner: "Ana")
    session = try await shop.open(door: "terminal")
    if !branches.isEmpty {
      let rows = branches.enumerated().map {
        NameRow(line: $0.offset, name: $0.element, kind: .branch(aliases: []))
      }
      _ = try await shop.importNames(rows, session)
    }
  }

  func run(_ tool: Tool, _ slots: Slots = Slots(), in language: Language = .spanish) async throws
    -> ToolResult
  {
    guard case .reads(let read) = tool.action else {
      throw WritingTool(name: tool.name)
    }
    let voice = Voice(try .shipped(language), address: session.shop.address, currency: session.currency)
    let accounts = Accounts(
      shop: shop, passwords: PasswordHasher(cost: .interactive), random: randomBytes)
    let desk = Desk(
      shop: shop, session: session, names: try await shop.names(session), voice: voice,
      links: PageLinks(accounts, origin: "https://tienda.example"))
    let result = try await read(slots, desk)
    #expect(tool.result?.mismatches(in: result.json) == [], "\(tool.name) \(slots)")
    return result
  }
}

extension ReadingShop {
  @discardableResult
  func product(
    _ name: String, sku: String, price: Int64, cost: Int64 = 0, isStrategic: Bool = false,
    supplier: SupplierID? = nil, limits: StockLimits = .standard, wholesale: Prices.Wholesale? = nil
  ) async throws -> Product {
    let prices = try Prices(sale: money(price), cost: money(cost), wholesale: wholesale)
    return try await shop.createProduct(
      NewProduct(
        name: name, sku: sku, supplier: supplier, prices: prices, limits: limits, isStrategic: isStrategic),
      session
    ).product
  }

  /// Performs the operations in their order, each on its day at 11:00.
  func past(_ operations: [(day: String, action: PastOperation.Action)]) async throws {
    try await shop.replay(
      try operations.map { operation in
        PastOperation(
          at: session.clock.instant(of: try day(operation.day), minute: 11 * 60), person: session.person,
          operation.action)
      }, session)
  }
}

extension PastOperation.Action {
  static func entry(_ product: Product, _ quantity: Int64, lot: String? = nil, expires: BusinessDay? = nil)
    -> Self
  {
    .entry(
      EntryDraft(
        lines: [.init(product: product.id, quantity: Quantity(quantity), lot: lot, expires: expires)]))
  }

  static func sale(_ product: Product, _ quantity: Int64) -> Self {
    .sale(SaleDraft(lines: [.init(product: product.id, quantity: Quantity(quantity))]))
  }
}

/// Makes ids that differ; safe to share.
private final class Counter: Sendable {
  private let value = Mutex(0)
  func next() -> String {
    value.withLock {
      $0 += 1
      return "id-\($0)"
    }
  }
}

func day(_ text: String) throws -> BusinessDay { try #require(BusinessDay(text)) }
func money(_ units: Int64) -> Money { Money(minorUnits: units * 100) }

extension Slots {
  static func slots(_ pairs: (String, SlotValue)...) -> Slots {
    var slots = Slots()
    for (name, value) in pairs { slots[name] = value }
    return slots
  }
}

/// A tool that was to read writes.
private struct WritingTool: Error {
  let name: String
}
