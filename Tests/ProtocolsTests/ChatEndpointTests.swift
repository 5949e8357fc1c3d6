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
    _ shop: ProtocolShop, _ method: HTTPMethod, _ path: String, _ body: String = "",
    isAuthorized: Bool = true,
    ask: (@Sendable (String, Session, TurnOptions) async throws -> Turn)? = nil
  ) async throws -> HTTPResponse {
    let chat = ChatEndpoint(
      TokenDoor { _ in shop.bearer }, now: shop.shop.now, makeID: shop.shop.makeID,
      ask: ask ?? { try await shop.assistant.turn($0, $1, $2) }, log: { _ in })
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

  @Test(arguments: [
    (#"JSON format: { "title": "your concise title here" }"#, #"{"title":"La Esquina"}"#),
    (#"JSON format: { "tags": ["tag1", "tag2"] }"#, #"{"tags":["La Esquina"]}"#),
    (#"JSON format: { "follow_ups": ["Question 1?"] }"#, #"{"follow_ups":[]}"#),
    (#"{ "queries": ["query1"] }"#, #"{"queries":[]}"#),
  ])
  func `what a chat page asks for itself comes in the shape that it shows`(
    _ shape: String, _ answer: String
  ) async throws {
    let task = "### Task:\nGenerate.\n### Output:\n\(shape)\n### Chat History:\nUSER: \"title\": no"
    #expect(try await say(try await ProtocolShop(), task) == answer)
  }

  @Test(arguments: [false, true], ["Generate a title.", "Suggest 3-5 follow-ups: se rompió 1 crema"])
  func `what a chat page asks for itself asks nobody`(_ streams: Bool, _ task: String) async throws {
    let body: JSON = [
      "model": "bodeguero", "stream": .bool(streams),
      "messages": [["role": "user", "content": .string("### Task:\n" + task)]],
    ]
    let response = try await send(try await ProtocolShop(), .post, "/v1/chat/completions", body.text) {
      _, _, _ in
      Issue.record("the assistant was asked")
      throw CancellationError()
    }
    let text =
      streams
      ? try await response.events.dropLast().map { try JSON(parsing: $0) }.words.joined()
      : try JSON(parsing: response.body.bytes)["choices"]?[0]?["message"]?["content"]?.string
    #expect(text == "La Esquina")
  }

  private func streaming(_ text: String, includesUsage: Bool = false) -> String {
    let body: JSON = [
      "model": "bodeguero", "stream": true, "stream_options": ["include_usage": .bool(includesUsage)],
      "messages": [["role": "user", "content": .string(text)]],
    ]
    return body.text
  }

  @Test(arguments: [true, false])
  func `a stream ends as its clients expect`(_ includesUsage: Bool) async throws {
    let shop = try await ProtocolShop()
    let response = try await send(
      shop, .post, "/v1/chat/completions", streaming("stock de la crema", includesUsage: includesUsage))
    #expect(response.fields["Content-Type"]?.hasPrefix("text/event-stream") == true)
    let events = try await response.events
    #expect(events.last == "[DONE]")
    let chunks = try events.dropLast().map { try JSON(parsing: $0) }
    #expect(chunks.first?["choices"]?[0]?["delta"]?["role"] == "assistant")
    #expect((chunks.last?["choices"] == []) == includesUsage)
    #expect((chunks.last?["usage"]?.object != nil) == includesUsage)
    let last = try #require(includesUsage ? chunks.dropLast().last : chunks.last)
    #expect(last["choices"]?[0]?["finish_reason"] == "stop")
    let pieces = chunks.words.filter { !$0.isEmpty }
    #expect(pieces.joined().contains("\n") == (pieces.count > 1))
    #expect(try await say(shop, "stock de la crema") == pieces.joined())
  }

  /// What was heard while the answer was made, and what the client reads of it in the end.
  @Test(arguments: [
    ([], "{}"), (["Uno."], "Uno.\n\n{}"), (["{0}"], "{}"), (["Uno.", "{0}"], "Uno.\n{}"),
  ])
  func `a stream says again all of an answer that is another than was heard, and nothing twice else`(
    heard: [String], read: String
  ) async throws {
    let shop = try await ProtocolShop()
    let reply = try await say(shop, "stock de la crema")
    let first = String(try #require(reply.split(separator: "\n").first))
    let response = try await send(
      shop, .post, "/v1/chat/completions", streaming("stock de la crema")
    ) { text, session, options in
      for line in heard { options.hearing?(line.replacing("{0}", with: first)) }
      return try await shop.assistant.turn(text, session)
    }
    let chunks = try await response.events.dropLast().map { try JSON(parsing: $0) }
    #expect(chunks.words.joined() == read.replacing("{}", with: reply))
  }

  @Test func `a stream whose answer fails says so, and does not end as if it were whole`() async throws {
    struct Fault: Error {}
    let response = try await send(
      try await ProtocolShop(), .post, "/v1/chat/completions", streaming("hola")
    ) { _, _, options in
      options.hearing?("Uno.")
      throw Fault()
    }
    let events = try await response.events
    #expect(try JSON(parsing: try #require(events.last))["error"]?["type"] == "server_error")
    #expect(!events.contains("[DONE]"))
  }
}

extension HTTPResponse {
  /// The data of its events, once all of them have come.
  fileprivate var events: [String] {
    get async throws {
      guard case .stream(let stream) = body else { return [] }
      let (pieces, note) = AsyncStream<[UInt8]>.makeStream()
      try await stream.make { note.yield($0) }
      note.finish()
      let bytes = await pieces.reduce(into: []) { $0 += $1 }
      let parts = String(decoding: bytes, as: UTF8.self).components(separatedBy: "\n\n")
      #expect(parts.last == "")
      return parts.dropLast().map { String($0.dropFirst("data: ".count)) }
    }
  }
}

extension Sequence<JSON> {
  /// The words in each piece of an answer.
  fileprivate var words: [String] { compactMap { $0["choices"]?[0]?["delta"]?["content"]?.string } }
}
