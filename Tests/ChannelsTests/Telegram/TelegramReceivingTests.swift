import Testing
import Wire

@testable import Channels

@Suite struct `Telegram brings` {
  private static let secret = "secreto_de-prueba"

  private func request(_ body: String, secrets: [String] = [Self.secret]) throws -> HTTPRequest {
    var request = HTTPRequest(
      .post, try #require(HTTPTarget("/webhooks/telegram")), fields: ["content-type": "application/json"],
      body: Array(body.utf8))
    for secret in secrets { request.fields.append("x-telegram-bot-api-secret-token", secret) }
    return request
  }

  private func arrival(_ body: String) throws -> Arrival {
    try Telegram(environment: ["TELEGRAM_WEBHOOK_SECRET": Self.secret]).receive(request(body))
  }

  private func update(_ members: String) -> String { #"{"update_id":900,\#(members)}"# }

  /// A message in a private chat, with what is told of it.
  private func message(_ members: String, chat: String = #""id":77,"type":"private""#) -> String {
    update(
      #""message":{"message_id":5,"from":{"id":77,"is_bot":false,"first_name":"Ana","last_name":"Paz"},"#
        + #""chat":{\#(chat)},"date":1763500000,\#(members)}"#)
  }

  private func tap(_ data: String, keyboard: String = "[]") -> String {
    update(
      #""callback_query":{"id":"q1","from":{"id":77,"is_bot":false,"first_name":"Ana"},"message":{"message_id":6,"#
        + #""chat":{"id":77,"type":"private"},"date":1,"reply_markup":{"inline_keyboard":\#(keyboard)}},"#
        + #""data":"\#(data)"}"#)
  }

  @Test func `a text under the update's id, with who wrote it`() throws {
    let arrival = try arrival(message(#""text":"\u00bfhay crema? 🛒""#))
    #expect(
      arrival.messages == [
        Message(id: "900", person: ChatPerson(id: "77", name: "Ana Paz"), content: .text("¿hay crema? 🛒"))
      ])
    #expect(arrival.response == HTTPResponse(.ok))
  }

  @Test(
    arguments: [
      (#""voice":{"file_id":"AwAC","duration":3}"#, .voice(handle: "AwAC", seconds: 3)),
      (#""audio":{"file_id":"CQAC","duration":9,"title":"x"}"#, .voice(handle: "CQAC", seconds: 9)),
      (#""video_note":{"file_id":"DQAC","duration":4}"#, .voice(handle: "DQAC", seconds: 4)),
      (#""photo":[{"file_id":"x"}],"caption":"esto""#, .unreadable(kind: "photo")),
      (#""location":{"latitude":1,"longitude":2}"#, .unreadable(kind: "location")),
      (#""text":"/start""#, .text("hola")),
      (#""text":"/help""#, .text("ayuda")),
      (#""text":"/start K7Q4-X9MB""#, .text("K7Q4-X9MB")),
      (#""text":"/start venta_VENTA-00125""#, .text("venta VENTA-00125")),
      (#""text":"/stock@tienda_bot crema\n2""#, .text("stock crema\n2")),
      (#""text":"/por_reponer""#, .text("por reponer")),
      (#""text":"/""#, .text("/")),
      (#""text":"1/2 kilo""#, .text("1/2 kilo")),
    ] as [(String, Message.Content)])
  func `what a person says in its several kinds`(members: String, content: Message.Content) throws {
    #expect(try arrival(message(members)).messages.map(\.content) == [content])
  }

  @Test func `a tapped button as what is written on it, and an answer to the tap`() throws {
    let keyboard =
      ##"[[{"text":"Sí","callback_data":"Sí"}],[{"text":"Crema muy larga","callback_data":"#1"}]]"##
    for (data, answer) in [("Sí", "Sí"), ("#1", "Crema muy larga")] {
      let arrival = try arrival(tap(data, keyboard: keyboard))
      #expect(arrival.messages.map(\.content) == [.choice(id: answer, title: answer)])
      #expect(
        try JSON(parsing: arrival.response.body.bytes) == [
          "method": "answerCallbackQuery", "callback_query_id": "q1",
        ])
    }
    #expect(try arrival(tap("Sí")).messages.map(\.content) == [.choice(id: "Sí", title: "Sí")])
    #expect(try arrival(tap("#1")).messages.map(\.content) == [.unreadable(kind: "callback_query")])
  }

  @Test func `nothing of what asks for no answer`() throws {
    let silent = [
      message(#""pinned_message":{}"#), message(#""x":0"#),
      message(#""text":"hola""#, chat: #""id":-5,"type":"group""#),
      message(#""text":"hola""#, chat: #""id":"77","type":"private""#),
      update(#""edited_message":{"text":"x"}"#), update(#""message":7"#), update(#""callback_query":[]"#),
      #"{"message":{"text":"sin número"}}"#, "{}",
    ]
    for body in silent { #expect(try arrival(body) == Arrival(), "\(body)") }
  }

  @Test func `nothing of another bot`() throws {
    let bot = message(#""text":"hola""#).split(separator: #""is_bot":false"#).joined(
      separator: #""is_bot":true"#)
    #expect(try arrival(bot) == Arrival())
  }

  @Test(
    arguments: [
      ([secret], secret, 200), ([], secret, 401), ([secret, secret], secret, 401), (["otro"], secret, 403),
      ([""], secret, 403), ([secret + "x"], secret, 403), ([""], "", 403), ([secret], "", 403),
    ] as [([String], String, Int)])
  func `only what bears the secret`(secrets: [String], configured: String, status: Int) throws {
    let channel = Telegram(environment: ["TELEGRAM_WEBHOOK_SECRET": configured])
    let request = try request(message(#""text":"hola""#), secrets: secrets)
    do {
      #expect(try channel.receive(request).messages.count == 1)
      #expect(status == 200)
    } catch {
      #expect(error.status.code == status)
    }
  }

  @Test(arguments: ["", "[]", "7", "{", "hola"])
  func `nothing malformed`(body: String) throws {
    let problem = #expect(throws: HTTPProblem.self) { try arrival(body) }
    #expect(problem?.status == .badRequest)
  }
}
