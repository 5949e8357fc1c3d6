import Assistant
import Crypto
import Foundation
import HTTPClient
import HTTPServer
import Inventory
import Shop
import Store
import Testing
import Wire

@testable import Application

/// A shop served to Dialogflow, Rasa and WhatsApp, whose Graph API stands on loopback and keeps what it is sent.
private struct AskedShop {
  let server: RunningServer
  /// What the fake Graph API was asked to send, message by message.
  let sent: AsyncStream<String>
  private let graph: HTTPServer
  private let folder: ShopFolder

  init() async throws {
    let (sent, note) = AsyncStream<String>.makeStream()
    self.sent = sent
    graph = try HTTPServer(HTTPServerConfiguration()) { request in
      let sent = try? JSON(parsing: request.body)
      note.yield((sent?["text"] ?? sent?["interactive"]?["body"])?.object?.members.first?.value.string ?? "")
      return HTTPResponse(.ok, ["messages": [["id": "wamid.\(request.body.count)"]]])
    }
    folder = try await ShopFolder()
    server = try await folder.configuration([
      "WHATSAPP_APP_SECRET": "w", "WHATSAPP_VERIFY_TOKEN": "ficha", "WHATSAPP_TOKEN": "t",
      "WHATSAPP_PHONE_NUMBER_ID": "1", "WHATSAPP_GRAPH_URL": "http://127.0.0.1:\(graph.port)",
      "DIALOGFLOW_SECRET": "d", "RASA_SECRET": "r",
    ]).serve()
    let (shop, session) = (server.open.shop, server.open.session)
    for (name, sku) in [("Crema Hidratante", "CRE-1"), ("Tinte Rojo", "TIN-1"), ("Tinte Negro", "TIN-2")] {
      let prices = try Prices(sale: Money(minorUnits: 7000), cost: Money(minorUnits: 4500))
      let product = try await shop.createProduct(NewProduct(name: name, sku: sku, prices: prices), session)
        .product
      _ = try await shop.receive(
        EntryDraft(lines: [.init(product: product.id, quantity: Quantity(20))]), session)
    }
  }

  func close() async {
    await server.stop()
    await graph.stop()
  }

  func post(
    _ path: String, _ body: String, _ fields: HTTPFields = HTTPFields()
  ) async throws -> (status: Int, json: JSON) {
    let url = try #require(HTTPURL("http://127.0.0.1:\(server.port)\(path)"))
    let response = try await HTTPClient().ask(
      HTTPClient.Request(.post, url, fields: fields, body: Array(body.utf8)))
    return (response.status.code, (try? JSON(parsing: response.body.bytes)) ?? .null)
  }

  /// The texts that are answered over Rasa's REST channel.
  func rasa(
    _ text: String, from sender: String = "caja", _ key: String = "r"
  ) async throws -> (status: Int, json: JSON) {
    let body: JSON = ["sender": .string(sender), "message": .string(text)]
    return try await post("/webhooks/rest/webhook", body.text, ["Authorization": "Bearer \(key)"])
  }

  func action(_ name: String, _ slots: JSON = [:], key: String) async throws -> (status: Int, json: JSON) {
    let body: JSON = [
      "next_action": .string(name), "sender_id": "bot",
      "tracker": ["sender_id": "bot", "slots": slots, "latest_message": ["text": "…"]],
    ]
    return try await post("/webhooks/rasa/actions?token=\(key)", body.text)
  }

  /// An agent ES's question.
  func dialogflow(_ text: String, _ intent: String = "", _ parameters: JSON = [:]) async throws -> JSON {
    let body: JSON = [
      "responseId": .string(UUID().uuidString), "session": "projects/p/agent/sessions/s",
      "queryResult": [
        "queryText": .string(text), "parameters": parameters, "intent": ["displayName": .string(intent)],
        "languageCode": "es",
      ],
    ]
    return try await post(
      "/webhooks/dialogflow", body.text, ["Authorization": "Basic " + Array("bodeguero:d".utf8).base64]
    ).json
  }

  func whatsApp(_ text: String) async throws {
    let message: JSON = [
      "from": "59170000001", "id": .string(UUID().uuidString), "timestamp": "1764000000", "type": "text",
      "text": ["body": .string(text)],
    ]
    let body: JSON = [
      "object": "whatsapp_business_account",
      "entry": [["id": "9", "changes": [["field": "messages", "value": ["messages": [message]]]]]],
    ]
    let mark = "sha256=" + (try #require(MACKey("w"))).code(for: body.text, .hmacSHA256).bytes.hex
    let answer = try await post("/webhooks/whatsapp", body.text, ["X-Hub-Signature-256": mark])
    #expect(answer.status == 200)
  }
}

extension JSON {
  fileprivate var texts: String { (array ?? []).compactMap { $0["text"]?.string }.joined(separator: "\n\n") }

  /// What the events of an action set.
  fileprivate var slots: [String: JSON] {
    var slots: [String: JSON] = [:]
    for event in self["events"]?.array ?? [] where event["event"] == "slot" {
      slots[event["name"]?.string ?? ""] = event["value"]
    }
    return slots
  }
}

@Suite struct `Services that wait for their answer` {
  @Test func `give the same numbers as the terminal and WhatsApp`() async throws {
    let shop = try await AskedShop()
    var answers = shop.sent.makeAsyncIterator()
    let token = try await shop.server.token()
    #expect(
      try await shop.rasa("vendí 18 crema y 19 tinte rojo", from: "a", token).json.texts.contains("¿Lo"))
    #expect(try await shop.rasa("sí", from: "a", token).json.texts.contains("Listo"))

    let question = "¿qué tengo que reponer esta semana?"
    let assistant = try shop.assistant()
    let terminal = try await assistant.turn(
      question, shop.server.open.session.entering(by: "terminal")
    ).replyText
    #expect(terminal.contains("Tinte Rojo"))
    #expect(try await shop.rasa(question, from: "a", token).json.texts == terminal)

    _ = try await shop.rasa(try await shop.server.chatCode(), from: "b")
    #expect(try await shop.rasa(question, from: "b").json.texts == terminal)

    _ = try await shop.dialogflow(try await shop.server.chatCode())
    #expect(try await shop.dialogflow(question)["fulfillmentText"]?.string == terminal)
    #expect(
      try await shop.dialogflow("x", "restock_recommendation")["fulfillmentText"]?.string == terminal)

    #expect(
      try await shop.action("action_restock_recommendation", key: token).json["responses"]?.texts == terminal)

    try await shop.whatsApp(try await shop.server.chatCode())
    _ = await answers.next()
    try await shop.whatsApp(question)
    #expect(await answers.next() == terminal)
    await shop.close()
  }

  @Test func `tell a stranger nothing, whoever they say they are`() async throws {
    let shop = try await AskedShop()
    for key in ["", "x", "bod_x", "bod_" + String(repeating: "A", count: 43)] {
      let answer = try await shop.rasa("cuánto vendí", key)
      #expect(answer.status == 401)
      #expect(answer.json["detail"]?.string?.contains("identificarse") == true)
      #expect(try await shop.action("action_sales_summary", key: key).status == 401)
    }
    let stranger = try await shop.rasa("cuánto vendí")
    #expect(stranger.status == 200)
    #expect(stranger.json.texts.contains("pide en la tienda un código"))
    let asked = try await shop.dialogflow("cuánto vendí", "sales_summary")
    #expect(asked["fulfillmentText"]?.string?.contains("pide en la tienda un código") == true)
    #expect(asked["outputContexts"] == nil)
    let action = try await shop.action("action_sales_summary", key: "r")
    #expect(action.json["responses"]?.texts.contains("pide en la tienda un código") == true)
    #expect(action.json["events"] == [])
    await shop.close()
  }

  @Test func `sell after a yes of the same person alone`() async throws {
    let shop = try await AskedShop()
    let token = try await shop.server.token()
    let proposal = try await shop.rasa("vendí 2 crema", from: "a", token).json
    #expect(proposal[0]?["buttons"]?.array?.compactMap { $0["payload"]?.string } == ["sí", "no"])
    #expect(try await shop.rasa("sí", from: "b", token).json.texts.contains("Listo") == false)
    #expect(try await shop.rasa("sí", from: "a", token).json.texts.contains("Listo"))

    let line: JSON = ["product": "crema", "qty": JSON(decimal: "2.0")]
    let sale = try await shop.action("action_register_sale", line, key: token).json
    #expect(sale.slots["bodeguero_pending"] == "confirmation")
    let done = try await shop.action("action_affirm", key: token).json
    #expect(done["responses"]?.texts.contains("quedan 16") == true)

    _ = try await shop.dialogflow(try await shop.server.chatCode())
    let asked = try await shop.dialogflow(
      "vendí tres", "register_sale", ["product": "crema", "qty": JSON(decimal: "3.0")])
    #expect(asked["outputContexts"]?[1]?["lifespanCount"] == 2)
    #expect(
      try await shop.dialogflow("dale", "affirm")["fulfillmentText"]?.string?.contains("quedan 13") == true)
    await shop.close()
  }

  @Test func `set the slots of a Rasa bot by the shop's own names`() async throws {
    let shop = try await AskedShop()
    let token = try await shop.server.token()
    let answer = try await shop.action("action_get_product_stock", ["product": "la crema"], key: token).json
    let slots = answer.slots
    #expect(slots["product"] == "Crema Hidratante")
    #expect(slots["bodeguero_result"]?["productos"]?[0]?["total"] == 20)
    #expect(slots["bodeguero_pending"] == .null)
    let doubt = try await shop.action("action_get_product_stock", ["product": "tinte"], key: token).json
    #expect(doubt["responses"]?[0]?["buttons"]?.array?.count == 2)
    #expect(try await shop.action("action_fly", key: token).status == 404)
    await shop.close()
  }

  @Test func `say that they are up, and what they can do`() async throws {
    let shop = try await AskedShop()
    for path in ["/webhooks/rest/", "/webhooks/rasa/actions/health"] {
      let url = try #require(HTTPURL("http://127.0.0.1:\(shop.server.port)\(path)"))
      let response = try await HTTPClient().ask(HTTPClient.Request(.get, url))
      #expect(try JSON(parsing: response.body.bytes) == ["status": "ok"])
    }
    let url = try #require(HTTPURL("http://127.0.0.1:\(shop.server.port)/webhooks/rasa/actions"))
    let list = try JSON(parsing: try await HTTPClient().ask(HTTPClient.Request(.get, url)).body.bytes)
    #expect(list.array?.contains(["name": "action_get_low_stock_report"]) == true)
    await shop.close()
  }

  @Test func `get an answer in time, and else a word, while the work goes on`() async throws {
    let (asked, ask) = AsyncStream<Int>.makeStream()
    let slow = Task {
      for await number in asked { return number }
      return 0
    }
    #expect(await inTime(slow, patience: {}) == nil)
    ask.yield(7)
    #expect(await slow.value == 7)
    #expect(await inTime(slow, patience: { try await Task.sleep(for: .seconds(3600)) }) == 7)
  }
}

extension AskedShop {
  fileprivate func assistant() throws -> Assistant {
    try Configuration(environment: [:], executable: #filePath).loadAssistant(server.open.shop)
  }
}
