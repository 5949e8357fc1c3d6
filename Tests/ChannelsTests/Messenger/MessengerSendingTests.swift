import Assistant
import Testing
import Wire

@testable import Channels

@Suite struct `Messenger and Instagram send` {
  private static let channel = Messenger(environment: ["MESSENGER_TOKEN": "EAAG", "MESSENGER_PAGE_ID": "99"])

  private func render(_ reply: Reply, for id: String = "5678") throws -> [JSON] {
    try Self.channel.render(reply, .shipped(), for: ChatPerson(id: id, address: "5678")).map(\.content)
  }

  @Test func `texts cut by letters in one and by bytes in the other`() throws {
    let text = (1...150).map { "\($0). Ñandú con piñón" }.joined(separator: "\n")
    let messenger = try render(Reply(text)).compactMap { $0["text"]?.string }
    let instagram = try render(Reply(text), for: "instagram:5678").compactMap { $0["text"]?.string }
    #expect(messenger.count == 2)
    #expect(messenger.allSatisfy { $0.unicodeScalars.count <= 2000 })
    #expect(instagram.count == 4)
    #expect(instagram.allSatisfy { $0.utf8.count <= 1000 })
    #expect(messenger.joined(separator: "\n") == text)
    #expect(instagram.joined(separator: "\n") == text)
  }

  @Test func `a list longer than one message as a file, where the service takes any`() throws {
    let rows = (1...300).map { ["Ñandú \($0)"] }
    let table = Reply.Table(columns: [.init("Producto")], rows: rows)
    let reply = Reply("Hay 300:", lines: rows.map { $0[0] }, table: table)
    let parcels = Self.channel.render(reply, try .shipped(), for: ChatPerson(id: "5678"))
    #expect(parcels.first?.content == ["text": "Hay 300:"])
    let request = try #require(
      Self.channel.request(for: parcels[1], to: ChatPerson(id: "5678"), form: .usual))
    #expect(request.url.hasSuffix("/99/messages"))
    let body = String(decoding: request.body, as: UTF8.self)
    #expect(body.contains("name=\"recipient\"\r\n\r\n{\"id\":\"5678\"}\r\n"))
    #expect(body.contains("name=\"filedata\"; filename=\"lista.csv\""))
    #expect(try render(reply, for: "instagram:5678").allSatisfy { $0["text"] != nil })
  }

  @Test func `choices as quick replies under the last piece`() throws {
    let text = String(repeating: "palabra ", count: 300) + "¿Cuál?"
    let parcels = try render(Reply(text, choices: ["Sí", "Shampoo Anticaída 400 ml"]))
    #expect(parcels.count == 2)
    #expect(parcels.first?["quick_replies"] == nil)
    #expect(parcels.last?["text"]?.string?.hasSuffix("¿Cuál?\n· Shampoo Anticaída 400 ml") == true)
    #expect(
      parcels.last?["quick_replies"] == [
        ["content_type": "text", "title": "Sí", "payload": "Sí"],
        [
          "content_type": "text", "title": "Shampoo Anticaída 4…", "payload": "Shampoo Anticaída 400 ml",
        ],
      ])
  }

  @Test func `at most thirteen choices as buttons, more in the text, none without words`() throws {
    let names = (1...14).map { "Sucursal \($0)" }
    let buttons = try render(Reply("¿Cuál?", choices: Array(names.prefix(13))))
    #expect(buttons.map { $0["quick_replies"]?.array?.count } == [13])
    let text = try render(Reply("¿Cuál?", choices: names))
    #expect(text == [["text": .string((["¿Cuál?"] + names.map { "· " + $0 }).joined(separator: "\n"))]])
    #expect(try render(Reply("", choices: ["Sí"])).first?["text"] == "Elegí una opción:")
    #expect(try render(Reply("")) == [])
  }

  @Test func `as the page, with the token in a header`() throws {
    let person = ChatPerson(id: "instagram:5678", address: "5678")
    let request = try #require(
      Self.channel.request(for: Parcel(["text": "Quedan 3"]), to: person, form: .usual))
    #expect(request.url == "https://graph.facebook.com/v23.0/99/messages")
    #expect(request.fields["Authorization"] == "Bearer EAAG")
    #expect(
      try JSON(parsing: request.body) == [
        "recipient": ["id": "5678"], "messaging_type": "RESPONSE", "message": ["text": "Quedan 3"],
      ])
    let anyPage = Messenger(environment: [:]).request(for: Parcel(["text": "x"]), to: person, form: .usual)
    #expect(anyPage?.url == "https://graph.facebook.com/v23.0/me/messages")
  }

  @Test(arguments: [Parcel.Form.otherNumber, .template])
  func `in no form but the usual`(form: Parcel.Form) {
    #expect(Self.channel.request(for: Parcel(["text": "x"]), to: ChatPerson(id: "5678"), form: form) == nil)
  }

  @Test(
    arguments: [
      (.graph(200, #"{"recipient_id":"5678","message_id":"m_9"}"#), .sent("m_9")),
      (.graph(200, "<html>"), .sent(nil)),
      (.graphError(10, subcode: 2_018_278), .never), (.graphError(10, subcode: 2_534_022), .never),
      (.graphError(10), .retry(900)),
      (.graphError(551), .never), (.graphError(200, subcode: 1_545_041), .never),
      (.graphError(100, subcode: 2_018_001), .never), (.graphError(190), .retry(900)),
      (.graphError(613), .retry(300)), (.graphError(4), .retry(300)), (.graphError(1200), .retry(nil)),
      (.graphError(2), .retry(nil)), (.graph(429, "", retryAfter: "5"), .retry(5)),
      (.graph(502, "<html>"), .retry(nil)),
    ] as [(HTTPResponse, Outcome)])
  func `and know what an answer means`(response: HTTPResponse, outcome: Outcome) {
    #expect(Outcome(Self.channel.classify(response)) == outcome)
  }
}
