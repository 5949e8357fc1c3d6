import Assistant
import Foundation
import Inventory
import LanguageModel
import Shop
import Store
import TestSupport
import Testing
import Understanding
import Wire

/// A small shop in memory whose people talk to the assistant, with a clock that can be moved on.
struct ChatShop {
  let shop: Shop
  private(set) var assistant: Assistant
  var session: Session
  private let clock: MovingClock

  /// A shop in Buenos Aires on Wednesday, 19 November 2025 at 21:00, after closing.
  init(branches: [String] = [], address: ShopRecord.Address = .voseo) async throws {
    let base = try await ReadingShop(branches: branches, address: address)
    let clock = MovingClock(base.now)
    self.clock = clock
    shop = Shop(store: base.shop.store, now: { clock.now }, makeID: { UUID().uuidString })
    session = base.session
    assistant = try await .shipped(over: shop)
  }

  /// What the assistant answers.
  @discardableResult
  func say(_ text: String, _ options: TurnOptions = TurnOptions()) async throws -> Turn {
    try await assistant.turn(text, session, options)
  }

  /// The same shop whose turns a model plans where `road` leads to it.
  func led(by road: ModelRoad) -> ChatShop {
    var other = self
    other.assistant = assistant.led(by: road)
    return other
  }

  func wait(minutes: Int64) { clock.move(seconds: minutes * 60) }

  /// The same shop with somebody else at the keyboard.
  func with(_ role: Role) -> ChatShop {
    var other = self
    other.session = Session(
      shop: session.shop, person: Person(id: session.person.id, name: "Beto", role: role), home: session.home,
      scope: session.scope, door: session.door)
    return other
  }
}

extension ChatShop {
  @discardableResult
  func product(
    _ name: String, sku: String, price: Int64, cost: Int64 = 0, stock: Int64 = 0, isStrategic: Bool = false
  ) async throws -> Product {
    let product = try await shop.createProduct(
      NewProduct(
        name: name, sku: sku, prices: Prices(sale: money(price), cost: money(cost)), isStrategic: isStrategic),
      session
    ).product
    if stock > 0 {
      _ = try await shop.receive(
        EntryDraft(lines: [.init(product: product.id, quantity: Quantity(stock))]), session)
    }
    return product
  }

  func stock(_ name: String, in branch: String? = nil) async throws -> Quantity {
    let product = try #require(try await shop.product(called: name, session))
    let stock = try await shop.stock(of: product.id, session)
    return try #require(stock.branches.first { $0.branch.name == branch ?? session.home.name }).balance.onHand
  }
}
