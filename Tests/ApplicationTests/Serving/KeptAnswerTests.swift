import Crypto
import Inventory
import SQLite
import Shop
import Store
import Testing
import Wire

@testable import Application

/// The API keeps its answers for a moment; none may ever be out of date.
struct KeptAnswerTests {
  /// The shop, served, with one product, and the same store opened by another program.
  private func withShop(
    _ body: (_ ask: () async throws -> HTTPResponse, _ served: ServedShop, _ other: OpenShop) async throws ->
      Void
  ) async throws {
    let served = try await ServedShop()
    let other = try await served.openAgain()
    let fields: HTTPFields = ["Authorization": "Bearer \(try await served.server.token())"]
    let made = try await served.send(
      .post, "/api/v1/inventario/productos", fields: fields,
      body: #"{"nombre":"Pan","precio_venta":2,"stock_actual":10}"#)
    try #require(made.status == .created)
    let place = try #require(made.fields["Location"])
    try await body({ try await served.send(.get, place, fields: fields) }, served, other)
    await other.database.close()
    await served.stop()
  }

  @Test func `what another program sells shows in the next answer`() async throws {
    try await withShop { ask, _, other in
      let first = try await ask().object
      #expect(try await ask().object == first)
      #expect(first["data"]?["stock_actual"] == 10)
      let product = try #require(first["data"]?["id"]?.integer)
      let line = SaleDraft.Line(product: ProductID(product), quantity: Quantity(3))
      _ = try await other.shop.sell(SaleDraft(lines: [line]), other.session)
      #expect(try await ask().object["data"]?["stock_actual"] == 7)
    }
  }

  @Test func `a token that another program revokes lets nobody in any more`() async throws {
    try await withShop { ask, _, other in
      #expect(try await ask().status == .ok)
      for token in try await other.accounts.tokens(other.session) {
        try await other.accounts.revoke(token.id, other.session)
      }
      #expect(try await ask().status == .unauthorized)
    }
  }

  @Test func `each token has its own answers`() async throws {
    try await withShop { _, served, other in
      func account(_ token: String) async throws -> JSON {
        try await served.send(.get, "/api/v1/cuenta", fields: ["Authorization": "Bearer \(token)"]).object
      }
      let new = NewToken(name: "pantalla", role: .owner, scopes: [.read])
      let narrow = try await other.accounts.makeToken(new, for: other.session.person.id, other.session).secret
      let (wide, shown) = (try await account(served.server.token()), try await account(narrow.text))
      #expect(wide["data"]?["nombre"] == shown["data"]?["nombre"])
      #expect(wide != shown)
    }
  }
}

extension HTTPResponse {
  fileprivate var object: JSON { get throws { try JSON(parsing: body.bytes) } }
}
