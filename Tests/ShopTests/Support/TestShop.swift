import Foundation
import Inventory
import SQL
import SQLite
import Shop
import Store
import Synchronization
import Testing

/// A shop of its own for one test: a real store, a clock that stands until it is moved, ids that count.
struct TestShop: Sendable {
  let shop: Shop
  let session: Session
  let clock: TestClock
  let database: SQLiteDatabase

  /// Thursday 2025-10-16, 21:00 in La Paz: after closing.
  static let start = "2025-10-16"

  /// A shop in a store in memory, or in a file where a path is given.
  init(
    file path: String? = nil, name: String = "Bodega Uno", zone: String = "America/La_Paz",
    on day: String = start,
    minute: Int = 21 * 60
  ) async throws {
    let database = try path.map { try SQLiteDatabase(path: $0) } ?? SQLiteDatabase.memory()
    try await self.init(in: Store(database), database, name: name, zone: zone, on: day, minute: minute)
  }

  /// One more shop in the same store.
  init(beside other: TestShop, name: String) async throws {
    try await self.init(
      in: other.shop.store, other.database, name: name, zone: "America/La_Paz", on: Self.start,
      minute: 21 * 60)
  }

  private init(
    in store: Store, _ database: SQLiteDatabase, name: String, zone: String, on day: String, minute: Int
  ) async throws {
    let reckoning = ShopClock(zone: try #require(TimeZoneName(zone)))
    let clock = TestClock(reckoning.instant(of: try TestShop.day(day), minute: minute))
    let ids = Mutex<Int>(0)
    self.database = database
    self.clock = clock
    shop = Shop(store: store, now: { clock.now }) { [name] in
      ids.withLock { count in
        count += 1
        return "\(name)-\(count)"
      }
    }
    try await shop.createShop(
      name: name, currency: try #require(Currency(code: "BOB")), clock: reckoning, owner: "Ana")
    session = try await shop.open(shop: name, door: "prueba")
  }

  static func day(_ text: String) throws -> BusinessDay { try #require(BusinessDay(text)) }

  /// Moves the clock to `minute` of `day`.
  func go(to day: String, minute: Int = 21 * 60) throws {
    clock.now = session.clock.instant(of: try Self.day(day), minute: minute)
  }

  func go(to day: BusinessDay, minute: Int = 21 * 60) {
    clock.now = session.clock.instant(of: day, minute: minute)
  }

  var today: BusinessDay { session.clock.day(of: clock.now) }

  func session(as role: Role) -> Session {
    Session(
      shop: session.shop, person: Person(id: session.person.id, name: "Ana", role: role), home: session.home,
      scope: nil, door: session.door)
  }
}

final class TestClock: Sendable {
  private let instant: Mutex<Instant>

  init(_ instant: Instant) { self.instant = Mutex(instant) }

  var now: Instant {
    get { instant.withLock { $0 } }
    set { instant.withLock { $0 = newValue } }
  }
}

/// An amount of the tests' currency, which has two decimals.
func money(_ text: String) throws -> Money {
  Money(minorUnits: try #require(FixedPoint.parse(text, scale: 2)))
}

func units(_ text: String) throws -> Quantity { try #require(Quantity(decimal: text)) }

extension Quantity: ExpressibleByIntegerLiteral {
  package init(integerLiteral value: Int64) { self.init(value) }
}

// MARK: - What the tests do most

extension TestShop {
  /// A product with stock of `cost` each in the home branch, entered as a purchase.
  @discardableResult
  func product(
    _ name: String, sku: String? = nil, price: String = "10", cost: String = "0", stock: Quantity = 0,
    unit: Inventory.Unit = .unit, isStrategic: Bool = false,
    wholesale: (price: String, from: Quantity)? = nil,
    configure: (inout NewProduct) throws -> Void = { _ in }
  ) async throws -> Product {
    var new = try NewProduct(
      name: name, sku: sku,
      prices: Prices(
        sale: money(price), cost: money(cost),
        wholesale: try wholesale.map { Prices.Wholesale(price: try money($0.price), quantity: $0.from) }),
      unit: unit, isStrategic: isStrategic)
    try configure(&new)
    let product = try await shop.createProduct(new, session).product
    if stock > .zero { try await receive(product, stock) }
    return product
  }

  @discardableResult
  func receive(
    _ product: Product, _ quantity: Quantity, cost: String? = nil, branch: BranchID? = nil,
    lot: String? = nil,
    expires: String? = nil
  ) async throws -> StockDocument {
    try await shop.receive(
      EntryDraft(
        lines: [
          EntryDraft.Line(
            product: product.id, quantity: quantity, cost: try cost.map(money), lot: lot,
            expires: try expires.map(Self.day))
        ], branch: branch), session)
  }

  @discardableResult
  func sell(_ lines: (Product, Quantity)..., branch: BranchID? = nil) async throws -> Sale {
    try await shop.sell(
      SaleDraft(lines: lines.map { SaleDraft.Line(product: $0.0.id, quantity: $0.1) }, branch: branch),
      session)
  }

  @discardableResult
  func giveBack(_ lines: (Product, Quantity)..., of sale: Sale, restocks: Bool = true) async throws -> Sale {
    try await shop.returnSale(
      ReturnDraft(
        folio: sale.folio.text,
        lines: lines.map { ReturnDraft.Line(product: $0.0.id, quantity: $0.1, restocks: restocks) }), session)
  }

  @discardableResult
  func adjust(_ product: Product, _ change: AdjustmentDraft.Change, _ reason: AdjustmentDraft.Reason = .count)
    async throws -> StockDocument
  {
    try await shop.adjust(AdjustmentDraft(product: product.id, change: change, reason: reason), session)
  }

  /// Makes a branch and returns it.
  func branch(_ name: String) async throws -> Branch {
    let outcome = try await shop.importNames(
      [NameRow(line: 1, name: name, kind: .branch(aliases: []))], session)
    try #require(outcome.imported == 1)
    return try #require(try await shop.names(session).branches.first { $0.name == name })
  }

  func balance(_ product: Product, in branch: Branch? = nil) async throws -> Balance {
    let branch = branch ?? session.home
    let stock = try await shop.stock(of: product.id, branch: branch.id, session)
    return try #require(stock.branches.first).balance
  }

  func onHand(_ product: Product, in branch: Branch? = nil) async throws -> Quantity {
    try await balance(product, in: branch).onHand
  }

  func lots(_ product: Product, in branch: Branch? = nil) async throws -> [Lot] {
    let place = StockPlace(branch: (branch ?? session.home).id, product: product.id)
    return try await shop.store.read(session.shop.id) { try $0.lots(place) }
  }

  /// What was sold from `first` to `last`, or today.
  func summary(
    _ first: BusinessDay? = nil, _ last: BusinessDay? = nil, product: Product? = nil
  ) async throws -> SalesSummary {
    try await shop.salesSummary(
      DayRange(first ?? today, last ?? first ?? today), of: GoodsSelection(product: product?.id), session)
  }
}

// MARK: - What the store holds

extension TestShop {
  /// Every row of every table, to see that a refusal has written nothing.
  func contents() async throws -> [String: String] {
    try await database.read { connection in
      let tables = try connection.all(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'productos_texto_%'"
      ) { $0.text(0) }
      var contents: [String: String] = [:]
      for table in tables {
        let columns = try connection.all("SELECT name FROM pragma_table_info(\(table))") { $0.text(0) }
        let row = columns.map { "quote(\"\($0)\")" }.joined(separator: " || ',' || ")
        contents[table] = try connection.first(
          SQL(
            stringLiteral:
              "SELECT coalesce(group_concat(r, ';'), '') FROM (SELECT \(row) AS r FROM \"\(table)\" ORDER BY 1)"
          )
        ) { $0.text(0) }
      }
      return contents
    }
  }

  /// Expects `body` to be refused with an error that `matches`, and the store to stay as it was.
  func refuses(
    sourceLocation: SourceLocation = #_sourceLocation, _ body: () async throws -> Void,
    matches: (ShopError) -> Bool = { _ in true }
  ) async throws {
    let before = try await contents()
    let error = await #expect(throws: ShopError.self, sourceLocation: sourceLocation) { try await body() }
    if let error { #expect(matches(error), "\(error)", sourceLocation: sourceLocation) }
    let after = try await contents()
    #expect(after == before, sourceLocation: sourceLocation)
  }

  /// Changes the store behind the shop's back.
  func run(_ statement: SQL) async throws {
    try await database.write(.normal) { _ = try $0.execute(statement) }
  }

  func isClean(sourceLocation: SourceLocation = #_sourceLocation) async throws {
    let found = try await shop.verify(session)
    #expect(found.isEmpty, sourceLocation: sourceLocation)
  }
}

/// A folder that goes with its test.
final class TemporaryFolder: Sendable {
  let path: String

  init() throws {
    path = FileManager.default.temporaryDirectory.path + "/shop-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func file(_ name: String) -> String { path + "/" + name }
}
