import Assistant
import Inventory
import Testing
import Understanding
import Wire

@testable import Channels

@Suite struct `Rasa's REST channel` {
  private static let channel = RasaChat(environment: ["RASA_SECRET": "clave"])

  private func receive(_ body: String, _ target: String = "/webhooks/rest/webhook") throws -> Inquiry {
    try Self.channel.receive(.direct(body, target))
  }

  private func answer(_ replies: [Reply], _ target: String = "/webhooks/rest/webhook") throws -> HTTPResponse
  {
    guard case .message(_, let respond) = try receive(#"{"sender":"5","message":"x"}"#, target) else {
      throw HTTPProblem(.badRequest, "no message")
    }
    return respond(Answered(replies, try .shipped()))
  }

  @Test(
    arguments: [
      ("¿qué repongo?", .text("¿qué repongo?")), ("/restart", .text("/restart")),
      ("/affirm", .understood(Understood(.intent(.affirm)), text: "/affirm")),
      (
        #"/stock_of_product{\"product\":\"crema\"}"#,
        .understood(
          Understood(.intent(.stockOfProduct), ["product": "crema"]),
          text: #"/stock_of_product{"product":"crema"}"#)
      ),
      (#"/stock_of_product{oops"#, .text("/stock_of_product{oops")), ("/", .text("/")),
    ] as [(String, Message.Content)])
  func `brings words, or an intent that is written out`(text: String, content: Message.Content) throws {
    let body = #"{"sender":"5","message":"\#(text)","metadata":{"message_id":"m","language":"es","x":1}}"#
    guard case .message(let message, _) = try receive(body) else {
      Issue.record("no message")
      return
    }
    #expect(
      message == Message(id: "m", person: ChatPerson(id: "5"), content: content, language: .spanish))
  }

  @Test func `is answered with a list of messages`() throws {
    let replies = [Reply("Uno"), Reply("¿Sí?", lines: ["a"], choices: ["sí", "no"])]
    let response = try answer(replies)
    #expect(response.status == .ok)
    #expect(
      try JSON(parsing: response.body.bytes) == [
        ["text": "Uno", "recipient_id": "5"],
        [
          "text": "¿Sí?\na", "recipient_id": "5",
          "buttons": [["title": "sí", "payload": "sí"], ["title": "no", "payload": "no"]],
        ],
      ])
    let lines = String(
      decoding: try answer(replies, "/webhooks/rest/webhook?stream=true").body.bytes, as: UTF8.self
    ).split(separator: "\n")
    #expect(try lines.map { try JSON(parsing: String($0))["recipient_id"] } == ["5", "5"])
  }

  @Test func `has nothing to say to nothing`() throws {
    for (query, text) in [("", "[]"), ("?stream=true", "")] {
      guard
        case .settled(let response) = try receive(
          #"{"sender":"5","message":" "}"#, "/webhooks/rest/webhook\(query)")
      else {
        Issue.record("there was a message")
        continue
      }
      #expect(String(decoding: response.body.bytes, as: UTF8.self) == text)
    }
  }

  @Test(
    arguments: [
      "", "7", "[]", "{}", #"{"message":"x"}"#, #"{"sender":"5"}"#, #"{"sender":5,"message":"x"}"#,
      #"{"sender":"","message":"x"}"#, #"{"sender":"a\nb","message":"x"}"#, #"{"sender":"5","message":7}"#,
      #"{"sender":"\#(String(repeating: "s", count: 201))","message":"x"}"#,
      #"{"sender":"5","message":"x","metadata":[]}"#,
      #"{"sender":"5","message":"x","metadata":{"message_id":7}}"#,
      #"{"sender":"5","message":"\#(String(repeating: "x", count: 10_001))"}"#, #"{"sender":"\ud800"}"#,
    ])
  func `takes no other body, and says why`(body: String) throws {
    let problem = #expect(throws: HTTPProblem.self) { try receive(body) }
    #expect(problem?.status == .badRequest)
  }

  @Test(
    arguments: [
      (["Bearer clave"], "", true, nil), ([], "?token=clave", true, nil), (["Bearer otra"], "", false, nil),
      ([], "", false, nil), (["clave"], "", false, nil), (["Bearer clave", "Bearer clave"], "", false, nil),
      (["Bearer clave"], "?token=clave", false, nil), (["Bearer bod_x"], "", false, "bod_x"),
      ([], "?token=bod_x", false, "bod_x"), (["Basic clave"], "", false, nil),
    ] as [([String], String, Bool, String?)])
  func `lets in whoever knows the secret, and knows an access token`(
    fields: [String], query: String, isAdmitted: Bool, token: String?
  ) throws {
    var request = try HTTPRequest.direct("{}", "/webhooks/rest/webhook\(query)")
    for field in fields { request.fields.append("Authorization", field) }
    var problem: HTTPProblem?
    do { try Self.channel.admit(request) } catch { problem = error }
    #expect((problem == nil) == isAdmitted)
    #expect(problem == nil || problem?.status == .unauthorized)
    #expect(Self.channel.token(in: request) == token)
    #expect(throws: HTTPProblem.self) { try RasaChat(environment: ["RASA_SECRET": " "]).admit(request) }
  }
}

@Suite struct `Rasa's actions` {
  private static let channel = RasaActions(environment: [:])

  private func receive(_ body: String) throws -> Inquiry { try Self.channel.receive(.direct(body)) }

  @Test(
    arguments: [
      (
        "action_get_product_stock",
        .understood(Understood(.tool("getProductStock"), ["product": "crema", "color": nil]), text: "¿hay?")
      ),
      (
        "getProductStock",
        .understood(Understood(.tool("getProductStock"), ["product": "crema", "color": nil]), text: "¿hay?")
      ),
      (
        "action_register_sale",
        .understood(Understood(.intent(.registerSale), ["product": "crema", "color": nil]), text: "¿hay?")
      ),
      ("action_bodeguero", .text("¿hay?")),
    ] as [(String, Message.Content)])
  func `are our tools and intents, and take the tracker's slots`(name: String, content: Message.Content)
    throws
  {
    let body = """
      {"next_action":"\(name)","sender_id":"5","tracker":{"sender_id":"5","slots":{"product":"crema","color":null},
      "latest_message":{"text":"¿hay?","entities":[]},"events":[]},"domain":{},"version":"3.6"}
      """
    guard case .message(let message, _) = try receive(body) else {
      Issue.record("no message")
      return
    }
    #expect(message == Message(id: "", person: ChatPerson(id: "5"), content: content))
  }

  @Test(arguments: ["action_listen", "action_", "utter_greet", "action_drop_tables"])
  func `are 404 by Rasa's words where there is none of that name`(name: String) throws {
    guard case .settled(let response) = try receive(#"{"next_action":"\#(name)","sender_id":"5"}"#) else {
      Issue.record("it was taken")
      return
    }
    #expect(response.status == .notFound)
    let json = try JSON(parsing: response.body.bytes)
    #expect(json["action_name"]?.string == name)
    #expect(json["error"]?.string?.contains(name) == true)
  }

  @Test func `answer with responses, and with events for whom they know`() throws {
    let body = #"{"next_action":"action_help","tracker":{"sender_id":"5"}}"#
    guard case .message(_, let respond) = try receive(body) else {
      Issue.record("no message")
      return
    }
    let response = respond(Answered([Reply("Hola", choices: ["sí"])], try .shipped()))
    #expect(
      try JSON(parsing: response.body.bytes) == [
        "events": [], "responses": [["text": "Hola", "buttons": [["title": "sí", "payload": "sí"]]]],
      ])
  }

  @Test(
    arguments: [
      "", "[]", "{}", #"{"next_action":7}"#, #"{"next_action":"action_help"}"#,
      #"{"next_action":"action_help","sender_id":7}"#,
      #"{"next_action":"action_help","sender_id":"5","tracker":7}"#,
      #"{"next_action":"action_help","sender_id":"5","tracker":{"slots":[]}}"#,
      #"{"next_action":"action_help","sender_id":"5","tracker":{"latest_message":{"text":{}}}}"#,
    ])
  func `take no other body, and say why`(body: String) throws {
    let problem = #expect(throws: HTTPProblem.self) { try receive(body) }
    #expect(problem?.status == .badRequest)
  }
}
