import Assistant
import Inventory
import ScriptedModel
import Testing
import Understanding
import Wire

/// A model that is slow, cut off, wrong, hostile or gone.
@Suite struct `A model that fails` {
  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let script: [ScriptedModel.Line]
    /// What the log says of it, in part.
    let reason: String
  }

  private static func fails(_ name: String, _ reason: String, _ script: [ScriptedModel.Line]) -> Case {
    Case(testDescription: name, script: script, reason: reason)
  }

  private static func status(_ code: Int) -> ScriptedModel.Line {
    .answer(HTTPResponse(HTTPStatus(code), fields: ["retry-after-ms": "1"]))
  }

  private static let stock = #"{"product":"Tinte Negro"}"#

  static let cases = [
    fails("with a wrong key", "authentication", [status(401)]),
    fails("overrun", "rate_limit", [status(429), status(429), status(429)]),
    fails("broken", "server", [status(500), status(500), status(500)]),
    fails(
      "that answers a page", "server",
      [.answer(HTTPResponse(.ok, "<html>", type: "text/html")), status(500), status(500)]),
    fails(
      "with an error in the middle", "server",
      [
        .answer(
          .events(
            #"data: {"choices":[{"delta":{"content":"Quedan"}}]}"# + "\n\n"
              + #"data: {"error":{"message":"m","code":"server_error"}}"# + "\n\n")),
        status(500), status(500),
      ]),
    fails(
      "that stops halfway", "cut_off", [.answer(.events(stream([["content": "Quedan"]], reason: "length")))]),
    fails(
      "that calls and stops halfway", "cut_off",
      [
        .answer(
          .events(
            stream(
              [["tool_calls": [["id": "a", "function": ["name": "registerSale", "arguments": "{}"]]]]],
              reason: "length")))
      ]),
    fails(
      "that calls nothing right", "wrong calls",
      [.call("getProductStock", "{mal"), .call("getProductStock", "[]")]),
    fails("that calls what is not", "wrong calls", [.call("borrarTodo"), .call("borrarTodo")]),
    fails("that undoes", "wrong calls", [.call("reverseLast"), .call("reverseLast")]),
    fails(
      "that goes round in circles", "twice",
      [.call("getProductStock", stock), .call("getProductStock", stock)]),
    fails("that never ends", "rounds", (1...7).map { .call("getTopSellers", #"{"limit":\#($0)}"#) }),
    fails(
      "that calls without end", "calls",
      [.calls((1...10_000).map { ("getTopSellers", #"{"limit":\#($0)}"#) })]),
    fails("that says nothing", "nothing", [.says("   ")]),
    fails("that leaks its calls", "nothing", [.says(#"<tool_call>{"name":"x"}</tool_call>"#)]),
    fails("that talks for ever", "nothing", [.says(String(repeating: "la ", count: 100_000))]),
    fails(
      "that floods", "too_large",
      [.answer(HTTPResponse(.ok, String(repeating: "data: {}\n\n", count: 1_100_000), type: "text/plain"))]),
    fails("that makes numbers up", "no tool said", [.says("Quedan 80."), .says("Quedan 90.")]),
    fails("that has nothing to say", "request", []),
  ]

  private func shop() async throws -> ChatShop {
    let chat = try await ChatShop()
    try await chat.product("Tinte Negro", sku: "TIN-002", price: 40, cost: 22, stock: 6)
    return chat
  }

  @Test(arguments: cases)
  func `is replaced by the patterns, and the log says why`(_ sample: Case) async throws {
    let shop = try ModelShop(try await shop(), sample.script)
    let offline = try await shop.chat.assistant.led(by: nil).turn(
      "¿cuánto queda de tinte negro?", shop.chat.session, TurnOptions(recall: .nothing))
    let turn = try await shop.chat.say("¿cuánto queda de tinte negro?", TurnOptions(recall: .nothing))
    #expect(turn.route == .offline)
    #expect(turn.replyText.hasPrefix(offline.replyText))
    #expect(turn.replyText.hasSuffix("esta respuesta es sin él.)"))
    #expect(turn.calls == offline.calls)
    #expect(shop.complaints.count == 1)
    #expect(shop.complaints.first?.contains(sample.reason) == true, "\(shop.complaints)")
    #expect(shop.complaints.first?.contains("secreto") == false)
    #expect(try await shop.chat.stock("Tinte Negro") == Quantity(6))
    await shop.model.stop()
  }

  @Test func `by being slow does not keep anybody waiting past the deadline`() async throws {
    let shop = try ModelShop(try await shop(), [.silence, .silence, .silence]) {
      $0.deadline = .milliseconds(300)
    }
    let turn = try await shop.chat.say("¿cuánto queda de tinte negro?")
    #expect(turn.replyText.contains("6"))
    #expect(shop.complaints.first?.contains("timeout") == true)
    await shop.model.stop()
  }

  @Test func `by never coming to an end does not either`() async throws {
    let drop: JSON = ["choices": [["index": 0, "delta": ["content": "bueno, "], "finish_reason": nil]]]
    let endless = HTTPResponse(
      .ok, fields: ["Content-Type": "text/event-stream"],
      streaming: HTTPStream { send in
        while true {
          try await send(Array("data: \(drop.text)\n\n".utf8))
          try await Task.sleep(for: .milliseconds(10))
        }
      })
    let shop = try ModelShop(try await shop(), [.answer(endless)]) { $0.deadline = .milliseconds(300) }
    let turn = try await shop.chat.say("¿cuánto queda de tinte negro?")
    #expect(turn.replyText.contains("6"))
    #expect(shop.complaints.first?.contains("timeout") == true)
    await shop.model.stop()
  }

  @Test func `leaves a guess to the person`() async throws {
    let shop = try ModelShop(try await shop(), [Self.status(401)]) { $0.preference = .offlineFirst }
    let turn = try await shop.chat.say("contame algo lindo de la luna")
    #expect(turn.calls.isEmpty)
    #expect(turn.replyText.hasPrefix("Eso no lo entendí"))
    await shop.model.stop()
  }
}
