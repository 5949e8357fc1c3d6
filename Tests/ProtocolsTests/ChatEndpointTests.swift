import Assistant
import Foundation
import Inventory
import Shop
import Store
import Testing
import Wire

@testable import Protocols

struct ChatEndpointTests {
  private func send(
    _ shop: ProtocolShop, _ method: HTTPMethod, _ path: String, _ body: String = "", isAuthorized: Bool = true
  ) async throws -> HTTPResponse {
    let chat = ChatEndpoint(
      TokenDoor { _ in shop.bearer }, now: shop.shop.now, makeID: shop.shop.makeID,
      ask: { try await shop.assistant.turn($0, $1) }, log: { _ in })
    let request = HTTPRequest(
      method, try #require(HTTPTarget(path)),
      fields: isAuthorized ? ["Authorization": "Bearer x"] : HTTPFields(), body: Array(body.utf8))
    return await HTTPRouter(chat.routes).respond(to: request).response
  }

  private func say(_ shop: ProtocolShop, _ text: String, user: String = "") async throws -> String {
    let body: JSON = [
      "model": "bodeguero", "user": .string(user), "messages": [["role": "user", "content": .string(text)]],
    ]
    let response = try await send(shop, .post, "/v1/chat/completions", body.text)
    #expect(response.status == .ok)
    return try #require(
      try JSON(parsing: response.body.bytes)["choices"]?[0]?["message"]?["content"]?.string)
  }

  @Test(arguments: [
    ("{", HTTPStatus.badRequest, nil as String?), ("[]", .badRequest, nil), ("{}", .badRequest, "model"),
    (#"{"model":"bodeguero"}"#, .badRequest, "messages"),
    (#"{"model":"bodeguero","messages":[]}"#, .badRequest, "messages"),
    (#"{"model":"bodeguero","messages":[7]}"#, .badRequest, "messages"),
    (
      #"{"model":"bodeguero","messages":[{"role":"user","content":[{"type":"image_url"}]}]}"#, .badRequest,
      "messages"
    ),
    (
      #"{"model":"bodeguero","messages":[{"role":"user","content":"hola"}],"stream":"sí"}"#, .badRequest,
      "stream"
    ),
    (#"{"model":"gpt-4o","messages":[{"role":"user","content":"hola"}]}"#, .notFound, "model"),
  ])
  func `a bad request says which parameter is at fault`(
    _ body: String, _ status: HTTPStatus, _ parameter: String?
  ) async throws {
    let response = try await send(try await ProtocolShop(), .post, "/v1/chat/completions", body)
    #expect(response.status == status)
    let error = try JSON(parsing: response.body.bytes)["error"]
    #expect(error?["param"] == JSON(parameter))
    #expect(error?["message"]?.string?.isEmpty == false)
  }

  @Test func `a stranger learns nothing`() async throws {
    let shop = try await ProtocolShop()
    for path in ["/v1/models", "/v1/models/bodeguero"] {
      let response = try await send(shop, .get, path, isAuthorized: false)
      #expect(response.status == .unauthorized)
      #expect(try JSON(parsing: response.body.bytes)["error"]?["code"] == "invalid_api_key")
    }
  }

  @Test func `the last message of the person is the turn, in parts or in one`() async throws {
    let shop = try await ProtocolShop()
    let body = #"""
      {"model":"bodeguero","messages":[{"role":"user","content":"hola"},{"role":"assistant","content":"Hola."},
       {"role":"user","content":[{"type":"text","text":"stock de la crema"},{"type":"image_url"}]},
       {"role":"assistant","content":"…"}]}
      """#
    let parts = try await send(shop, .post, "/v1/chat/completions", body)
    let text = try #require(
      try JSON(parsing: parts.body.bytes)["choices"]?[0]?["message"]?["content"]?.string)
    #expect(text.contains("10"))
    #expect(try await say(shop, "stock de la crema") == text)
  }

  @Test func `a yes is to what was proposed to the same user`() async throws {
    let shop = try await ProtocolShop()
    #expect(try await say(shop, "se rompió 1 crema", user: "ana").contains("¿Lo hago?"))
    _ = try await say(shop, "sí", user: "luis")
    #expect(try await shop.stock == Quantity(10))
    _ = try await say(shop, "sí", user: "ana")
    #expect(try await shop.stock == Quantity(9))
  }

  @Test func `what a chat page asks for itself is no turn`() async throws {
    let shop = try await ProtocolShop()
    #expect(try await say(shop, "\n### Task:\nPon un título.\nUSER: se rompió 1 crema") == "La Esquina")
    #expect(!(try await say(shop, "sí").contains("Crema")))
    #expect(try await shop.stock == Quantity(10))
  }

  @Test(arguments: [true, false])
  func `a stream ends as its clients expect`(_ includesUsage: Bool) async throws {
    let body: JSON = [
      "model": "bodeguero", "stream": true, "stream_options": ["include_usage": .bool(includesUsage)],
      "messages": [["role": "user", "content": "stock de la crema"]],
    ]
    let shop = try await ProtocolShop()
    let response = try await send(shop, .post, "/v1/chat/completions", body.text)
    #expect(response.fields["Content-Type"]?.hasPrefix("text/event-stream") == true)
    let events = String(decoding: response.body.bytes, as: UTF8.self).components(separatedBy: "\n\n")
    #expect(events.suffix(2) == ["data: [DONE]", ""])
    let chunks = try events.dropLast(2).map { try JSON(parsing: String($0.dropFirst("data: ".count))) }
    #expect(chunks.first?["choices"]?[0]?["delta"]?["role"] == "assistant")
    #expect((chunks.last?["choices"] == []) == includesUsage)
    #expect((chunks.last?["usage"]?.object != nil) == includesUsage)
    let last = try #require(includesUsage ? chunks.dropLast().last : chunks.last)
    #expect(last["choices"]?[0]?["finish_reason"] == "stop")
    let pieces = chunks.compactMap { $0["choices"]?[0]?["delta"]?["content"]?.string }.filter { !$0.isEmpty }
    #expect(pieces.joined().contains("\n") == (pieces.count > 1))
    #expect(try await say(shop, "stock de la crema") == pieces.joined())
  }
}
