import Assistant
import Inventory
import Testing
import Understanding
import Wire

@testable import Channels

@Suite struct `Dialogflow asks` {
  private static let channel = Dialogflow(environment: ["DIALOGFLOW_SECRET": "clave"])

  private func message(_ body: String) throws -> Message {
    guard case .message(let message, _) = try Self.channel.receive(.direct(body)) else {
      throw HTTPProblem(.badRequest, "no message")
    }
    return message
  }

  private func es(_ result: String, original: String = "{}", session: String = "projects/p/agent/sessions/s")
    -> String
  {
    #"{"responseId":"r1","session":"\#(session)","queryResult":\#(result),"originalDetectIntentRequest":\#(original)}"#
  }

  private func cx(_ members: String, session: String = "projects/p/locations/l/agents/a/sessions/s") -> String
  {
    #"{"detectIntentResponseId":"r2","sessionInfo":{"session":"\#(session)","parameters":{"product":"viejo"}},\#(members)}"#
  }

  @Test func `in words, where the agent's intent is none of ours`() throws {
    let body = es(
      #"{"queryText":"¿qué repongo?","languageCode":"es-419","intent":{"displayName":"Saludo inicial"}}"#)
    #expect(
      try message(body)
        == Message(
          id: "r1", person: ChatPerson(id: "p/s"), content: .text("¿qué repongo?"), language: .spanish))
  }

  @Test(
    arguments: [
      #""intent":{"displayName":"stock_of_product"}"#, #""action":"stock_of_product""#,
      #""intent":{"displayName":"Consulta"},"action":"stock_of_product""#,
    ])
  func `with an intent of ours and its parameters`(names: String) throws {
    let body = es(#"{"queryText":"¿hay crema?",\#(names),"parameters":{"product":"crema","qty":3.0}}"#)
    let content = try message(body).content
    #expect(
      content
        == .understood(
          Understood(.intent(.stockOfProduct), ["product": "crema", "qty": JSON(decimal: "3.0")]),
          text: "¿hay crema?"))
  }

  @Test(
    arguments: [
      ("projects/p/agent/sessions/s", "p/s"),
      ("projects/p/locations/eu/agent/sessions/s", "p/s"),
      ("projects/p/agent/environments/e/users/-/sessions/s", "p/s"),
      ("projects/p/agent/environments/e/users/ana/sessions/s", "p/users/ana"),
      ("projects/p/locations/l/agents/a/sessions/dfMessenger-5:detectIntent", "p/a/dfMessenger-5"),
      ("projects/p/locations/l/agents/a/environments/e/sessions/whatsapp:+591", "p/a/whatsapp:+591"),
    ])
  func `for the person of its session`(session: String, person: String) throws {
    #expect(try message(es(#"{"queryText":"hola"}"#, session: session)).person.id == person)
  }

  @Test(
    arguments: [
      (#"{"source":"facebook","payload":{"data":{"sender":{"id":"55"}}}}"#, "facebook/55"),
      (#"{"source":"telegram","payload":{"data":{"from":{"id":5000000000}}}}"#, "telegram/5000000000"),
      (#"{"source":"google","payload":{"user":{"userId":"AI_y"}}}"#, "google/AI_y"),
      (#"{"payload":{"data":{"sender":{"id":"55"}}}}"#, "p/s"),
      (#"{"source":"otro","payload":{"data":{"sender":{"id":"55"}}}}"#, "p/s"),
      (#"{"source":"facebook","payload":{"data":{"sender":{"id":{}}}}}"#, "p/s"),
    ])
  func `for whom a service behind it names`(original: String, person: String) throws {
    #expect(try message(es(#"{"queryText":"hola"}"#, original: original)).person.id == person)
  }

  @Test(
    arguments: [
      (#""text":"¿qué me queda?","fulfillmentInfo":{"tag":"saludo"}"#, .text("¿qué me queda?")),
      (#""transcript":"¿qué me queda?""#, .text("¿qué me queda?")), (#""dtmfDigits":"125""#, .text("125")),
      (#""triggerEvent":"sys.no-input-1""#, .unreadable(kind: "event")),
      (
        #""text":"x","fulfillmentInfo":{"tag":"low_stock_report"}"#,
        .understood(Understood(.intent(.lowStockReport)), text: "x")
      ),
      (
        #""text":"x","intentInfo":{"displayName":"kardex","parameters":{"product":{"originalValue":"la crema","resolvedValue":"crema"}}}"#,
        .understood(Understood(.intent(.kardex), ["product": "crema"]), text: "x")
      ),
      (
        #""fulfillmentInfo":{"tag":"kardex"},"pageInfo":{"formInfo":{"parameterInfo":[{"displayName":"product","value":"tinte"},{"displayName":"n","value":null}]}},"text":"x""#,
        .understood(Understood(.intent(.kardex), ["product": "tinte", "n": nil]), text: "x")
      ),
    ] as [(String, Message.Content)])
  func `as an agent of CX does, and never with what the session remembers`(
    members: String, content: Message.Content
  ) throws {
    #expect(try message(cx(members)).content == content)
  }

  @Test(
    arguments: [
      "", "{", "[]", "7", "{}", "{\"queryResult\":{}}",
      #"{"queryResult":7,"session":"projects/p/agent/sessions/s"}"#,
      #"{"queryResult":{},"sessionInfo":{}}"#, #"{"sessionInfo":{}}"#, #"{"sessionInfo":{"session":7}}"#,
      #"{"queryResult":{},"session":"projects//agent/sessions/s"}"#,
      #"{"queryResult":{},"session":"projects/p/agent/sessions/\#(String(repeating: "s", count: 300))"}"#,
      #"{"queryResult":{},"session":"projects/p/agent/sessions/a\nb"}"#,
      #"{"queryResult":{"queryText":7},"session":"projects/p/agent/sessions/s"}"#,
      #"{"queryResult":{"parameters":[]},"session":"projects/p/agent/sessions/s"}"#,
      #"{"queryResult":{"intent":"x"},"session":"projects/p/agent/sessions/s"}"#,
      #"{"queryResult":{"queryText":"\#(String(repeating: "x", count: 10_001))"},"session":"projects/p/agent/sessions/s"}"#,
      #"{"sessionInfo":{"session":"projects/p/locations/l/agents/a/sessions/s"},"intentInfo":{"parameters":{"product":7}}}"#,
      #"{"sessionInfo":{"session":"projects/p/locations/l/agents/a/sessions/s"},"pageInfo":{"formInfo":{"parameterInfo":[7]}}}"#,
      String(repeating: "[", count: 10_000), #"{"queryResult":{},"queryResult":{}}"#,
    ])
  func `nothing that is no question, and learns why`(body: String) throws {
    let problem = #expect(throws: HTTPProblem.self) { try Self.channel.receive(.direct(body)) }
    #expect(problem?.status == .badRequest)
    #expect(problem?.detail.isEmpty == false)
  }

  @Test func `nothing of more than 64 KiB, and no bytes that are no text`() throws {
    let long = #expect(throws: HTTPProblem.self) {
      try Self.channel.receive(.direct(String(repeating: " ", count: 65_537)))
    }
    #expect(long?.status == .contentTooLarge)
    var request = try HTTPRequest.direct("")
    request.body = Array(#"{"queryResult":{"queryText":""#.utf8) + [0xFF, 0xFE] + Array(#""}}"#.utf8)
    let problem = #expect(throws: HTTPProblem.self) { try Self.channel.receive(request) }
    #expect(problem?.status == .badRequest)
  }

  @Test(
    arguments: [
      (["DIALOGFLOW_SECRET": "clave"], ["authorization": "Basic Ym9kZWd1ZXJvOmNsYXZl"], true),
      (["DIALOGFLOW_SECRET": "clave"], ["Authorization": "basic Ym9kZWd1ZXJvOmNsYXZl"], true),
      (["DIALOGFLOW_SECRET": "clave"], ["Authorization": "Basic Ym9kZWd1ZXJvOm90cmE="], false),
      (["DIALOGFLOW_SECRET": "clave"], ["Authorization": "Bearer clave"], false),
      (["DIALOGFLOW_SECRET": "clave"], [:], false),
      (
        ["DIALOGFLOW_SECRET": "clave", "DIALOGFLOW_USER": "ana"], ["Authorization": "Basic YW5hOmNsYXZl"],
        true
      ),
      (["DIALOGFLOW_SECRET": "clave", "DIALOGFLOW_HEADER": "X-Clave"], ["x-clave": "clave"], true),
      (["DIALOGFLOW_SECRET": "clave", "DIALOGFLOW_HEADER": "X-Clave"], ["x-clave": "otra"], false),
      (
        ["DIALOGFLOW_SECRET": "clave", "DIALOGFLOW_HEADER": "X-Clave"],
        ["Authorization": "Basic Ym9kZWd1ZXJvOmNsYXZl"], false
      ),
      (["DIALOGFLOW_SECRET": ""], ["Authorization": "Basic Ym9kZWd1ZXJvOg=="], false),
      ([:], ["Authorization": "Basic Og=="], false),
    ] as [([String: String], [String: String], Bool)])
  func `with the credentials that were configured, and never with an empty secret`(
    environment: [String: String], fields: [String: String], isAdmitted: Bool
  ) throws {
    let channel = Dialogflow(environment: environment)
    var request = try HTTPRequest.direct("{}")
    for (name, value) in fields { request.fields.append(name, value) }
    var problem: HTTPProblem?
    do { try channel.admit(request) } catch { problem = error }
    #expect((problem == nil) == isAdmitted)
    #expect(problem == nil || problem?.status == .unauthorized)
  }

  @Test func `with doubled credentials in vain, and with no token`() throws {
    var request = try HTTPRequest.direct("{}")
    for _ in 0..<2 { request.fields.append("Authorization", "Basic Ym9kZWd1ZXJvOmNsYXZl") }
    #expect(throws: HTTPProblem.self) { try Self.channel.admit(request) }
    #expect(Self.channel.token(in: request) == nil)
  }
}

extension HTTPRequest {
  /// What a service posts that waits for its answer.
  static func direct(_ body: String, _ target: String = "/webhooks/x") throws -> HTTPRequest {
    HTTPRequest(
      .post, try #require(HTTPTarget(target)), fields: ["content-type": "application/json"],
      body: Array(body.utf8))
  }
}
