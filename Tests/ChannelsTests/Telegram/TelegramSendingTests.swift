import Assistant
import Testing
import Wire

@testable import Channels

@Suite struct `Telegram is sent` {
  private static let channel = Telegram(environment: [
    "TELEGRAM_BOT_TOKEN": "1:AbC", "TELEGRAM_API_URL": "http://127.0.0.1:9/",
  ])
  private let person = ChatPerson(id: "77", address: "77")

  private func render(_ reply: Reply) throws -> [JSON] {
    try Self.channel.render(reply, .shipped(), for: person).map(\.content)
  }

  private func buttons(_ parcel: JSON?) -> [[JSON]] {
    parcel?["reply_markup"]?.elements("inline_keyboard").map { $0.array ?? [] } ?? []
  }

  @Test func `texts of at most 4096 letters, the choices under the last`() throws {
    let text = (1...400).map { "\($0). Ñandú con piñón" }.joined(separator: "\n")
    let parcels = try render(Reply(text, choices: ["Sí", "No"]))
    #expect(parcels.count == 3)
    #expect(parcels.allSatisfy { $0["text"]?.string?.unicodeScalars.count ?? 0 <= 4096 })
    #expect(parcels.compactMap { $0["text"]?.string }.joined(separator: "\n") == text)
    #expect(buttons(parcels.first).isEmpty)
    #expect(
      buttons(parcels.last) == [
        [["text": "Sí", "callback_data": "Sí"], ["text": "No", "callback_data": "No"]]
      ])
  }

  @Test func `a list longer than one message as a file, beside its first words`() throws {
    let rows = (1...400).map { ["Ñandú \($0)", "1,5"] }
    let table = Reply.Table(columns: [.init("Producto"), .init("Stock", isNumeric: true)], rows: rows)
    let lines = rows.map { $0.joined(separator: " con piñón ") }
    let reply = Reply("Hay 400:", lines: lines, table: table, closing: "¿Algo más?", choices: ["No"])
    let parcels = Self.channel.render(reply, try .shipped(), for: person)
    #expect(parcels.count == 2)
    #expect(parcels.first?.content["text"] == "Hay 400:\n¿Algo más?")
    let request = try #require(Self.channel.request(for: parcels[1], to: person, form: .usual))
    #expect(request.url == "http://127.0.0.1:9/bot1:AbC/sendDocument")
    #expect(request.fields["Content-Type"] == "multipart/form-data; boundary=bodeguero")
    let body = String(decoding: request.body, as: UTF8.self)
    #expect(body.hasPrefix("--bodeguero\r\nContent-Disposition: form-data; name=\"chat_id\"\r\n\r\n77\r\n"))
    #expect(
      body.contains("name=\"document\"; filename=\"lista.csv\"\r\nContent-Type: text/csv\r\n\r\n\u{FEFF}"))
    #expect(body.contains("Producto,Stock\r\nÑandú 1,\"1,5\"\r\n"))
    #expect(body.hasSuffix("\r\n--bodeguero--\r\n"))
    #expect(Self.channel.request(for: parcels[1], to: person, form: .plain) == nil)
  }

  @Test func `long answers a row each, by their place where 64 bytes do not hold them`() throws {
    let accents = String(repeating: "ñ", count: 32)
    let choices = ["Shampoo Anticaída", accents, accents + "a", accents + "b"]
    let rows = try buttons(render(Reply("¿Cuál?", choices: choices)).first)
    #expect(rows.map(\.count) == [1, 1, 1, 1])
    #expect(rows.compactMap { $0[0]["text"]?.string } == choices)
    #expect(rows.compactMap { $0[0]["callback_data"]?.string } == ["Shampoo Anticaída", accents, "#2", "#3"])
  }

  @Test func `choices in the text where there are too many, or one is too long`() throws {
    let many = (1...21).map { "Sucursal \($0)" }
    #expect(
      try render(Reply("¿Cuál?", choices: many)) == [
        ["text": .string((["¿Cuál?"] + many.map { "· " + $0 }).joined(separator: "\n"))]
      ])
    let long = String(repeating: "a", count: 101)
    #expect(try render(Reply("¿Cuál?", choices: [long])) == [["text": .string("¿Cuál?\n· " + long)]])
    #expect(try render(Reply("", choices: ["Sí"])).first?["text"] == "Elegí una opción:")
    #expect(try render(Reply("")) == [])
  }

  @Test func `to the chat, without previews, to the bot's own address`() throws {
    let request = try #require(
      Self.channel.request(for: Parcel(["text": "Quedan 3"]), to: person, form: .usual))
    #expect(request.url == "http://127.0.0.1:9/bot1:AbC/sendMessage")
    #expect(request.fields["Content-Type"] == "application/json")
    #expect(
      try JSON(parsing: request.body) == [
        "chat_id": 77, "text": "Quedan 3", "link_preview_options": ["is_disabled": true],
      ])
  }

  @Test func `as text alone where the buttons were refused`() throws {
    let parcel = try #require(render(Reply("¿Lo hago?", choices: ["Sí", "No"])).first.map { Parcel($0) })
    let request = try #require(Self.channel.request(for: parcel, to: person, form: .plain))
    let body = try JSON(parsing: request.body)
    #expect(body["text"] == "¿Lo hago?\n· Sí\n· No")
    #expect(body["reply_markup"] == nil)
    #expect(Self.channel.request(for: parcel, to: person, form: .template) == nil)
    #expect(Self.channel.request(for: parcel, to: person, form: .otherNumber) == nil)
  }

  @Test(
    arguments: [
      (200, #"{"ok":true,"result":{"message_id":12}}"#, .sent("12")), (200, "<html>", .sent(nil)),
      (200, #"{"ok":false,"error_code":403}"#, .never),
      (429, #"{"ok":false,"error_code":429,"parameters":{"retry_after":35}}"#, .retry(35)),
      (429, #"{"ok":false,"parameters":{"retry_after":999999999}}"#, .retry(86_400)),
      (429, #"{"ok":false,"parameters":{"retry_after":-1}}"#, .retry(nil)), (429, "", .retry(nil)),
      (403, #"{"ok":false,"error_code":403,"description":"Forbidden: bot was blocked by the user"}"#, .never),
      (400, #"{"ok":false,"error_code":400,"description":"Bad Request: chat not found"}"#, .never),
      (
        400, #"{"ok":false,"error_code":400,"description":"Bad Request: BUTTON_DATA_INVALID"}"#,
        .other(.plain)
      ),
      (
        400, #"{"ok":false,"error_code":400,"description":"Bad Request: can't parse reply keyboard markup"}"#,
        .other(.plain)
      ),
      (401, #"{"ok":false,"error_code":401,"description":"Unauthorized"}"#, .retry(900)),
      (404, #"{"ok":false,"error_code":404,"description":"Not Found"}"#, .retry(900)),
      (500, "", .retry(nil)), (502, "<html>", .retry(nil)), (408, "", .retry(nil)), (302, "", .never),
    ] as [(Int, String, Outcome)])
  func `and its answers are understood`(status: Int, body: String, outcome: Outcome) {
    #expect(Outcome(Self.channel.classify(HTTPResponse(HTTPStatus(status), body, type: "x"))) == outcome)
  }
}
