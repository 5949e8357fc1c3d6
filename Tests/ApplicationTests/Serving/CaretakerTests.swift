import Foundation
import Inventory
import SQL
import SQLite
import Shop
import Store
import Synchronization
import TestSupport
import Testing

@testable import Application

struct CaretakerTests {
  private let shop: Shop
  private let session: Session
  private let clock: MovingClock
  private let logged = Log()

  private final class Log: Sendable {
    private let lines = Mutex<[String]>([])
    func write(_ line: String) { lines.withLock { $0.append(line) } }
    var text: String { lines.withLock { $0.joined(separator: "\n") } }
  }

  /// A shop at nine in the evening with a product of which three are set aside until the end of the day.
  init() async throws {
    let reckoning = ShopClock(zone: try #require(TimeZoneName("America/La_Paz")))
    let clock = MovingClock(reckoning.instant(of: try #require(BusinessDay("2025-10-16")), minute: 21 * 60))
    self.clock = clock
    shop = Shop(store: try await Store(SQLiteDatabase.memory()), now: { clock.now }) {
      UUID().uuidString.lowercased()
    }
    try await shop.createShop(
      name: "Bodega", currency: try #require(Currency(code: "BOB")), clock: reckoning, owner: "Ana")
    session = try await shop.open(door: "prueba")
    try await stock(session)
    try await layAway(3, session)
  }

  /// Puts ten of a new product on the shelf.
  private func stock(_ session: Session) async throws {
    let product = try await shop.createProduct(
      NewProduct(name: "Crema", prices: Prices(sale: Money(minorUnits: 1000))), session
    ).product
    _ = try await shop.receive(
      EntryDraft(lines: [EntryDraft.Line(product: product.id, quantity: Quantity(10))]), session)
  }

  /// Sets some of the product aside until the end of the first day.
  private func layAway(_ quantity: Int64, payments: [Payment] = [], _ session: Session) async throws {
    let product = try #require(try await shop.products(session).items.first).product.id
    _ = try await shop.sell(
      SaleDraft(
        .layaway(until: BusinessDay("2025-10-16")),
        lines: [SaleDraft.Line(product: product, quantity: Quantity(quantity))], customer: .named("Marta"),
        payments: payments), session)
  }

  private func caretaker() -> Caretaker { Caretaker(shop, log: logged.write) }

  private var layaways: Int { get async throws { try await layaways(session) } }

  private func layaways(_ session: Session) async throws -> Int {
    var filter = SaleFilter()
    filter.state = .layaway
    return try await shop.sales(matching: filter, session).total
  }

  @Test func `a layaway is free on the day after its last`() async throws {
    let caretaker = caretaker()
    await caretaker.look()
    #expect(try await layaways == 1)
    clock.move(seconds: 3 * 3600 - 1)
    await caretaker.look()
    #expect(try await layaways == 1)
    clock.move(seconds: 1)
    await caretaker.look()
    #expect(try await layaways == 0)
    #expect(logged.text == "apartados vencidos de Bodega, liberados: POS-2025-0001")
  }

  @Test func `a layaway with a deposit stays, and the log asks the owner every day`() async throws {
    try await layAway(2, payments: [Payment(Money(minorUnits: 500), tender: .cash)], session)
    let caretaker = caretaker()
    for _ in 1...2 {
      clock.move(seconds: 86_400)
      await caretaker.look()
    }
    #expect(try await layaways == 1)
    let asked = "apartados vencidos de Bodega, con anticipo, decida usted: POS-2025-0002"
    #expect(
      logged.text
        == ["apartados vencidos de Bodega, liberados: POS-2025-0001", asked, asked]
        .joined(separator: "\n"))
  }

  @Test func `a shop that cannot be opened does not keep the others waiting`() async throws {
    try await shop.createShop(
      name: "Tienda", currency: session.currency, clock: session.clock, owner: "Ken")
    let other = try await shop.open(shop: "Tienda", door: "prueba")
    try await stock(other)
    try await layAway(1, other)
    let bodega = session.shop.id
    try await shop.store.database.write(.normal) {
      _ = try $0.execute("UPDATE usuarios SET rol = 'cajero' WHERE organizacion_id = \(bodega)")
    }
    clock.move(seconds: 86_400)
    await caretaker().look()
    #expect(try await layaways == 1)
    #expect(try await layaways(other) == 0)
    #expect(logged.text.contains("apertura de Bodega: "))
  }

  @Test func `what has not moved for eighty days is told without anybody's doing`() async throws {
    await caretaker().look()
    #expect(try await shop.stockAlerts(session).total == 0)
    clock.move(seconds: 81 * 86_400)
    await caretaker().look()
    #expect(try await shop.stockAlerts(session).items.map(\.kind) == [.noMovement])
  }

  @Test func `what conversations no longer need is forgotten`() async throws {
    #expect(try await shop.saveConversation("{}", session))
    clock.move(seconds: 2 * 86_400)
    await caretaker().look()
    let kept = try await shop.store.database.read {
      try $0.first("SELECT count(*) FROM conversaciones") { $0.integer(0) }
    }
    #expect(kept == 0)
  }

  @Test func `of two servers one does it, and the other once the first is gone`() async throws {
    let (first, second) = (caretaker(), caretaker())
    await first.look()
    clock.move(seconds: 86_400 - 60)
    await first.look()
    #expect(try await layaways == 0)
    // Set aside the day before, and found only now.
    clock.move(seconds: -86_400)
    try await layAway(1, session)
    clock.move(seconds: 86_400 + 60)
    await second.look()
    #expect(try await layaways == 1, "two worked at once")
    clock.move(seconds: 120)
    await second.look()
    #expect(try await layaways == 0)
  }

  @Test func `every shop of the store has its own midnight`() async throws {
    let far = ShopClock(zone: try #require(TimeZoneName("Asia/Tokyo")))
    try await shop.createShop(
      name: "Tienda", currency: try #require(Currency(code: "USD")), clock: far, owner: "Ken")
    let caretaker = caretaker()
    await caretaker.look()
    #expect(logged.text.isEmpty)
    clock.move(seconds: 3 * 3600)
    await caretaker.look()
    #expect(logged.text.contains("Bodega") && !logged.text.contains("Tienda"))
  }

  @Test func `it ends when it is told to and lets another go on`() async throws {
    clock.move(seconds: 86_400)
    let task = Task { await caretaker().run() }
    while try await layaways > 0 { await Task.yield() }
    task.cancel()
    await task.value
    #expect(try await Lease("cuidado", shop).hold())
  }
}
