import Assistant
import Inventory
import ScriptedModel
import Shop
import Store
import Testing
import Understanding
import Wire

@Suite struct `What a model calls` {
  private static let sale = #"{"items":[{"product":"CRE-001","qty":2}]}"#
  private static let entry = #"{"items":[{"product":"TIN-002","qty":5}]}"#

  private func shop(_ script: [ScriptedModel.Line]) async throws -> ModelShop {
    let chat = try await ChatShop()
    try await chat.product("Crema Hidratante", sku: "CRE-001", price: 70, cost: 45, stock: 20)
    try await chat.product("Tinte Negro", sku: "TIN-002", price: 40, cost: 22, stock: 6)
    return try ModelShop(chat, script)
  }

  @Test func `beside what it proposes is told all the same`() async throws {
    let shop = try await shop([
      .calls([("getProductStock", #"{"product":"TIN-002"}"#), ("registerSale", Self.sale)])
    ])
    let turn = try await shop.chat.say("¿cuánto hay de tinte? y vendí dos cremas")
    #expect(turn.calls.map(\.tool) == ["getProductStock", "registerSale"])
    #expect(turn.replies.count == 2)
    #expect(turn.replies.first?.text.contains("6") == true)
    guard case .confirmation = turn.pending else {
      Issue.record("nothing was proposed: \(turn.replyText)")
      return
    }
    try await shop.chat.say("sí")
    #expect(try await shop.chat.stock("Crema Hidratante") == Quantity(18))
    await shop.model.stop()
  }

  @Test func `and is not there is said beside what it proposes`() async throws {
    let shop = try await shop([
      .calls([
        ("registerStockEntry", #"{"items":[{"product":"Tinte Negrito","qty":5}]}"#),
        ("registerSale", Self.sale),
      ])
    ])
    let turn = try await shop.chat.say("llegaron cinco tintes negritos y vendí dos cremas")
    #expect(turn.replies.first?.text.contains("Tinte Negrito") == true)
    #expect(turn.calls.map(\.tool) == ["registerSale"])
    if case .confirmation = turn.pending {} else { Issue.record("\(turn.replyText)") }
    await shop.model.stop()
  }

  @Test func `right beside what it calls wrong is not proposed alone`() async throws {
    let shop = try await shop([
      .calls([("registerSale", Self.sale), ("registerStockEntry", #"{"productos":[]}"#)]),
      .calls([("registerSale", Self.sale), ("registerStockEntry", Self.entry)]),
    ])
    let turn = try await shop.chat.say("vendí dos cremas y llegaron cinco tintes")
    #expect(turn.route == .model)
    let told = (shop.model.bodies.last?["messages"]?.array ?? []).filter { $0["role"] == "tool" }
    #expect(told.count == 2)
    #expect(told.first?["content"]?.string?.contains("Todavía no se propuso") == true)
    try await shop.chat.say("sí")
    #expect(try await shop.chat.stock("Crema Hidratante") == Quantity(18))
    try await shop.chat.say("sí")
    #expect(try await shop.chat.stock("Tinte Negro") == Quantity(11))
    await shop.model.stop()
  }

  @Test func `before it mends a call is told beside what it proposes then`() async throws {
    let shop = try await shop([
      .calls([
        ("getProductStock", #"{"product":"TIN-002"}"#), ("registerSale", Self.sale),
        ("registerStockEntry", #"{"productos":[]}"#),
      ]),
      .calls([("registerSale", Self.sale), ("registerStockEntry", Self.entry)]),
    ])
    let turn = try await shop.chat.say("¿cuánto tinte hay? vendí dos cremas y llegaron cinco tintes")
    #expect(turn.route == .model)
    #expect(turn.calls.first?.tool == "getProductStock")
    #expect(turn.replies.first?.text.contains("6") == true)
    if case .confirmation = turn.pending {} else { Issue.record("\(turn.replyText)") }
    try await shop.chat.say("sí")
    #expect(try await shop.chat.stock("Crema Hidratante") == Quantity(18))
    await shop.model.stop()
  }

  @Test func `goes back to it as it came`() async throws {
    let delta: JSON = [
      "reasoning_content": "pienso",
      "tool_calls": [
        [
          "index": 0, "id": "c0", "type": "function", "extra_content": ["firma": "x"],
          "function": ["name": "getProductStock", "arguments": #"{"product":"TIN-002"}"#],
        ]
      ],
    ]
    let shop = try await shop([.answer(.events(stream([delta]))), .says("Quedan 6.")])
    #expect(try await shop.chat.say("¿y el tinte?").replyText == "Quedan 6.")
    let sent = (shop.model.bodies.last?["messages"]?.array ?? []).first { $0["role"] == "assistant" }
    #expect(sent?["reasoning_content"] == "pienso")
    #expect(sent?["tool_calls"]?[0]?["extra_content"] == ["firma": "x"])
    await shop.model.stop()
  }

  /// What somebody might write who means harm, or a model that has lost its way.
  @Test(arguments: [
    String(repeating: "[", count: 100_000), String(repeating: #"{"items":"#, count: 10_000),
    #"{"items":[{"product":"CRE-001","qty":-2}]}"#, #"{"items":[{"product":"CRE-001","qty":0}]}"#,
    #"{"items":[{"product":"CRE-001","qty":1e30}]}"#, #"{"items":[{"product":"CRE-001","qty":0.0001}]}"#,
    #"{"items":[{"product":"CRE-001","qty":99999999999999999999}]}"#,
    #"{"items":[{"product":"CRE-001","qty":"dos"}]}"#, #"{"items":[{"product":"CRE-001","qty":true}]}"#,
    #"{"items":[{"product":"CRE-001","qty":2,"price":-1}]}"#, #"{"items":[]}"#, #"{"items":{}}"#, "null", "7",
    #"{"items":[{"product":"'; DROP TABLE productos;--","qty":2}]}"#, "{\"items\":[{\"product\":\"\u{0}\"}]}",
    #"{"items":[{"product":"CRE-001","qty":2}],"organizacion_id":2}"#,
    #"{"items":[{"product":"CRE-001","qty":2}],"branch":"Marte"}"#,
  ])
  func `with arguments that will not do changes nothing, and the person is answered`(
    _ arguments: String
  ) async throws {
    let shop = try await shop(Array(repeating: .call("registerSale", arguments), count: 3))
    let turn = try await shop.chat.say("¿cuánto queda de crema hidratante?")
    #expect(!turn.replyText.isEmpty)
    for _ in 0..<2 { try await shop.chat.say("sí") }
    #expect(try await shop.chat.stock("Crema Hidratante") == Quantity(20))
    await shop.model.stop()
  }

  @Test func `in vain costs what it costs`() async throws {
    let shop = try await shop([.says("Quedan 80."), .says("Quedan 90.")])
    #expect(try await shop.chat.say("¿cuánto queda de tinte negro?").route == .offline)
    let (books, session) = (shop.chat.shop, shop.chat.session)
    let today = session.clock.day(of: books.now())
    #expect(
      try await books.modelAccount(on: today, session).use
        == ModelUse(turns: 1, failures: 1, input: 60, output: 10, cost: 0))
    await shop.model.stop()
  }
}
