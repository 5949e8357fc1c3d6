import Crypto
import Inventory
import Shop
import Store
import Testing
import Wire

@testable import Protocols

struct MCPEndpointTests {
  private let modern: HTTPFields = ["MCP-Protocol-Version": "2026-07-28"]

  private func send(
    _ shop: ProtocolShop, _ body: JSON, _ fields: HTTPFields = HTTPFields(), by method: HTTPMethod = .post,
    isAuthorized: Bool = true, as bearer: Bearer? = nil
  ) async throws -> HTTPResponse {
    let door = TokenDoor { _ in bearer ?? shop.bearer }
    let endpoint = MCPEndpoint(shop.server, door, allowedOrigins: ["https://tienda.example"])
    var fields = fields
    if isAuthorized { fields["Authorization"] = "Bearer x" }
    let target = try #require(HTTPTarget("/mcp"))
    let request = HTTPRequest(method, target, fields: fields, body: Array(body.text.utf8))
    return await HTTPRouter(endpoint.routes).respond(to: request).response
  }

  private func call(_ method: String, _ parameters: JSON = [:], id: JSON = 1) -> JSON {
    ["jsonrpc": "2.0", "id": id, "method": .string(method), "params": parameters]
  }

  private func code(_ response: HTTPResponse) throws -> Int64? {
    try JSON(parsing: response.body.bytes)["error"]?["code"]?.integer
  }

  @Test func `nobody comes in without a token, by another method or from another site's page`() async throws {
    let shop = try await ProtocolShop()
    let ping = call("ping")
    let stranger = try await send(shop, ping, isAuthorized: false)
    #expect(stranger.status == .unauthorized)
    #expect(stranger.fields["WWW-Authenticate"] == "Bearer")
    #expect(try await send(shop, ping, by: .get).status == .methodNotAllowed)
    #expect(try await send(shop, ping, by: .delete).status == .methodNotAllowed)
    #expect(try await send(shop, ping, ["Origin": "https://otro.example"]).status == .forbidden)
    #expect(try await send(shop, ping, ["Origin": "https://tienda.example"]).status == .ok)
  }

  @Test func `what wants no answer is accepted`() async throws {
    let shop = try await ProtocolShop()
    let note: JSON = ["jsonrpc": "2.0", "method": "notifications/initialized"]
    for message in [note, [note, note], ["jsonrpc": "2.0", "id": 1, "result": [:]]] as [JSON] {
      let response = try await send(shop, message)
      #expect(response.status == .accepted)
      #expect(response.body.bytes.isEmpty)
    }
  }

  @Test(arguments: [
    ("2025-11-25", HTTPStatus.ok), ("2024-11-05", .ok), ("2025-13-99", .badRequest),
  ])
  func `a session's version stands in a header field`(_ version: String, _ status: HTTPStatus) async throws {
    let response = try await send(
      try await ProtocolShop(), call("tools/list", id: 0), ["MCP-Protocol-Version": version])
    #expect(response.status == status)
    #expect(try JSON(parsing: response.body.bytes)["id"] == 0)
    #expect(try code(response) == (status == .ok ? nil : -32022))
  }

  @Test func `of an older revision what is wrong comes as an answer`() async throws {
    let shop = try await ProtocolShop()
    let unknown = try await send(shop, call("none/such"))
    #expect(unknown.status == .ok)
    #expect(try code(unknown) == -32601)
    let broken = try await send(shop, "x")
    #expect(broken.status == .badRequest)
    #expect(try code(broken) == -32600)
    let batch = try await send(shop, [call("ping"), call("ping", id: 2)])
    #expect(try JSON(parsing: batch.body.bytes).array?.count == 2)
    let notYet = try await send(shop, [call("ping")], ["MCP-Protocol-Version": "2025-11-25"])
    #expect(notYet.status == .badRequest)
  }

  /// Method, name, and what is wrong with them.
  private static let saidFields: [(method: String?, name: String?, fault: Int64?)] = [
    ("tools/call", "getProductStock", nil), ("tools/call", "=?base64?Z2V0UHJvZHVjdFN0b2Nr?=", nil),
    ("tools/call", "=?base64?!?=", -32020), ("tools/call", "getKardex", -32020), ("tools/call", nil, -32020),
    ("tools/list", "getProductStock", -32020), (nil, "getProductStock", -32020),
  ]

  @Test(arguments: saidFields)
  func `of a stateless request the fields must say what the body says`(
    _ method: String?, _ name: String?, _ fault: Int64?
  ) async throws {
    var fields = modern
    fields["Mcp-Method"] = method
    fields["Mcp-Name"] = name
    let parameters: JSON = ["name": "getProductStock", "arguments": ["product": "CRE-1"]]
    let response = try await send(
      try await ProtocolShop(), call("tools/call", parameters.stateless()), fields)
    #expect(response.status == (fault == nil ? .ok : .badRequest))
    #expect(try code(response) == fault)
  }

  @Test func `of a stateless request what is wrong has its status`() async throws {
    let shop = try await ProtocolShop()
    let empty = JSON.object([:])
    func fields(_ method: String, _ name: String? = nil) -> HTTPFields {
      var fields = modern
      fields["Mcp-Method"] = method
      fields["Mcp-Name"] = name
      return fields
    }
    let unknown = try await send(shop, call("none/such", empty.stateless()), fields("none/such"))
    #expect(unknown.status == .notFound)
    #expect(try code(unknown) == -32601)
    let tool = try await send(
      shop, call("tools/call", JSON.object(["name": "nope"]).stateless()), fields("tools/call", "nope"))
    #expect(tool.status == .badRequest)
    #expect(try code(tool) == -32602)
    let bare = try await send(shop, call("tools/list"), fields("tools/list"))
    #expect(bare.status == .badRequest)
    #expect(try code(bare) == -32602)
    let unsaid = try await send(shop, call("tools/list", empty.stateless()), ["Mcp-Method": "tools/list"])
    #expect(try code(unsaid) == -32020)
    let future = try await send(
      shop, call("tools/list", empty.stateless(version: "2099-01-01")),
      ["MCP-Protocol-Version": "2099-01-01", "Mcp-Method": "tools/list"])
    #expect(future.status == .badRequest)
    #expect(try code(future) == -32022)
  }

  @Test func `a yes is to what was proposed with the same token`() async throws {
    let shop = try await ProtocolShop()
    let new = NewToken(name: "otra", role: .owner, scopes: Set(AccessScope.allCases))
    let secret = try await shop.accounts.makeToken(new, for: shop.owner.person.id, shop.owner).secret
    let other = try #require(try await shop.accounts.authenticate(secret.text, door: "rest"))
    let answer = try await send(shop, call("tools/call", ProtocolShop.adjustment))
    let proposal = try #require(
      try JSON(parsing: answer.body.bytes)["result"]?["structuredContent"]?["propuesta"])
    let confirm = call("tools/call", ["name": "confirmProposal", "arguments": ["proposal": proposal]])
    let refused = try await send(shop, confirm, as: other)
    #expect(try JSON(parsing: refused.body.bytes)["result"]?["isError"] == true)
    #expect(try await shop.stock == Quantity(10))
    _ = try await send(shop, confirm)
    #expect(try await shop.stock == Quantity(9))
  }

  @Test func `a token that only reads is offered nothing that writes`() async throws {
    for (scopes, isOffered) in [([.read], false), ([.read, .write], true)] as [(Set<AccessScope>, Bool)] {
      let shop = try await ProtocolShop(scopes: scopes)
      let list = try JSON(parsing: try await send(shop, call("tools/list")).body.bytes)
      let names = try #require(list["result"]?["tools"]?.array).compactMap { $0["name"]?.string }
      #expect(names.contains("registerSale") == isOffered)
      #expect(names.contains("confirmProposal") == isOffered)
    }
  }
}
