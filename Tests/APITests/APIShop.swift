import Crypto
import Foundation
import Inventory
import SQLite
import Shop
import Store
import Testing
import Wire

@testable import API

/// A shop in memory behind the REST API, asked without a network.
struct APIShop {
  let shop: Shop
  let session: Session
  let api: API
  private let router: HTTPRouter

  init(role: Role = .owner) async throws {
    let zone = try #require(TimeZoneName("America/La_Paz"))
    let clock = ShopClock(zone: zone)
    let now = clock.instant(of: try #require(BusinessDay("2025-10-16")), minute: 21 * 60)
    let shop = Shop(store: try await Store(SQLiteDatabase.memory()), now: { now }) {
      UUID().uuidString.lowercased()
    }
    try await shop.createShop(
      name: "Bodega", currency: try #require(Currency(code: "BOB")), clock: clock, owner: "Ana")
    let owner = try await shop.open(door: "rest")
    let session = Session(
      shop: owner.shop, person: Person(id: owner.person.id, name: "Ana", role: role), home: owner.home,
      scope: nil, door: "rest")
    self.shop = shop
    self.session = session
    api = API(
      Accounts(shop: shop, passwords: PasswordHasher(cost: .interactive), random: randomBytes),
      ask: { _, _, _ in throw HTTPProblem(.notImplemented, "") }, authenticate: { _ in session })
    router = HTTPRouter(api.routes)
  }

  func send(
    _ method: HTTPMethod, _ path: String, _ body: JSON? = nil, fields: HTTPFields = HTTPFields()
  ) async throws -> HTTPResponse {
    let target = try #require(HTTPTarget("/api/v1" + path))
    let request = HTTPRequest(method, target, fields: fields, body: body.map { Array($0.text.utf8) } ?? [])
    return await router.respond(to: request).response
  }

  /// The `data` of an answer that went well.
  func data(_ method: HTTPMethod, _ path: String, _ body: JSON? = nil) async throws -> JSON {
    let response = try await send(method, path, body)
    try #require(
      (200...299).contains(response.status.code), "\(String(decoding: response.body, as: UTF8.self))")
    return try #require(try JSON(parsing: response.body)["data"])
  }
}

extension HTTPResponse {
  var json: JSON { get throws { try JSON(parsing: body) } }
}
