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
  let accounts: Accounts
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
    let accounts = Accounts(shop: shop, passwords: PasswordHasher(cost: .interactive), random: randomBytes)
    let token = NewToken(name: "prueba", role: role, scopes: Set(AccessScope.allCases))
    let (secret, _) = try await accounts.makeToken(token, for: owner.person.id, owner)
    let bearer = try #require(try await accounts.authenticate(secret.text, door: "rest"))
    self.shop = shop
    self.accounts = accounts
    session = bearer.session
    api = API(
      accounts, links: PageLinks(accounts, origin: "https://tienda.example"),
      ask: { _, _, _ in throw HTTPProblem(.notImplemented, "") },
      authenticate: { _ in API.Caller(bearer, mark: nil) },
      log: { Issue.record("\($0)") })
    router = HTTPRouter(api.routes)
  }

  func send(
    _ method: HTTPMethod, _ path: String, _ body: JSON? = nil, fields: HTTPFields = HTTPFields()
  ) async throws -> HTTPResponse {
    try await send(method, at: "/api/v1" + path, body, fields: fields)
  }

  /// Sends to a path that does not stand under the API's own.
  func send(
    _ method: HTTPMethod, at path: String, _ body: JSON? = nil, fields: HTTPFields = HTTPFields()
  ) async throws -> HTTPResponse {
    let target = try #require(HTTPTarget(path))
    let request = HTTPRequest(method, target, fields: fields, body: body.map { Array($0.text.utf8) } ?? [])
    return await router.respond(to: request).response
  }

  /// The `data` of an answer that went well.
  func data(_ method: HTTPMethod, _ path: String, _ body: JSON? = nil) async throws -> JSON {
    let response = try await send(method, path, body)
    try #require(
      (200...299).contains(response.status.code), "\(String(decoding: response.body.bytes, as: UTF8.self))")
    return try #require(try JSON(parsing: response.body.bytes)["data"])
  }
}

extension HTTPResponse {
  var json: JSON { get throws { try JSON(parsing: body.bytes) } }
}
