import Testing
import Wire

@testable import Channels

@Suite struct `Telegram is asked` {
  private static let channel = Telegram(environment: [
    "TELEGRAM_BOT_TOKEN": "1:AbC", "TELEGRAM_WEBHOOK_SECRET": "s",
  ])

  @Test func `for what comes from an update on, or for all that waits`() throws {
    let first = Self.channel.poll(from: nil)
    #expect(first.url == "https://api.telegram.org/bot1:AbC/getUpdates")
    #expect(
      try JSON(parsing: first.body) == ["timeout": 20, "allowed_updates": ["message", "callback_query"]])
    #expect(try JSON(parsing: Self.channel.poll(from: 901).body)["offset"] == 901)
  }

  @Test func `to bring it to an address, with the secret to know it by`() throws {
    let request = try #require(Self.channel.setWebhook(publicURL: "https://tienda.example"))
    #expect(request.url.hasSuffix("/setWebhook"))
    #expect(
      try JSON(parsing: request.body) == [
        "url": "https://tienda.example/webhooks/telegram", "secret_token": "s",
        "allowed_updates": ["message", "callback_query"],
      ])
    #expect(Self.channel.setWebhook(publicURL: "http://tienda.example") == nil)
    #expect(Self.channel.setWebhook(publicURL: nil) == nil)
    let unsecured = Telegram(environment: ["TELEGRAM_BOT_TOKEN": "1:AbC"])
    #expect(unsecured.setWebhook(publicURL: "https://tienda.example") == nil)
  }

  @Test func `and gives updates in order, those without a message too`() {
    let answer = HTTPResponse(
      .ok,
      #"""
      {"ok":true,"result":[
        {"update_id":5,"message":{"message_id":1,"from":{"id":7,"is_bot":false},"date":1,"text":"hola",
          "chat":{"id":7,"type":"private"}}},
        {"update_id":6,"edited_message":{}},{"x":1},
        {"update_id":7,"callback_query":{"id":"q","from":{"id":7},"data":"Sí",
          "message":{"chat":{"id":7,"type":"private"}}}}]}
      """#, type: "application/json")
    guard case .updates(let updates) = Self.channel.batch(answer) else {
      Issue.record("no updates")
      return
    }
    #expect(updates.map(\.id) == [5, 6, 7])
    #expect(updates.map(\.message?.content) == [.text("hola"), nil, .choice(id: "Sí", title: "Sí")])
    #expect(updates.map(\.tap) == [nil, nil, "q"])
  }

  @Test(
    arguments: [
      (409, #"{"ok":false,"error_code":409,"description":"Conflict: terminated by other getUpdates"}"#, 30),
      (429, #"{"ok":false,"error_code":429,"parameters":{"retry_after":7}}"#, 7),
      (401, #"{"ok":false,"error_code":401,"description":"Unauthorized"}"#, 900),
      (502, "<html>", nil), (200, "<html>", nil), (200, #"{"ok":true,"result":{}}"#, nil), (400, "", nil),
    ] as [(Int, String, Int?)])
  func `or says how long to leave it alone`(status: Int, body: String, pause: Int?) {
    let answer = HTTPResponse(HTTPStatus(status), body, type: "application/json")
    guard case .refused(let after, let why) = Self.channel.batch(answer) else {
      Issue.record("taken for updates")
      return
    }
    #expect(after == pause)
    #expect(!why.isEmpty)
  }
}
