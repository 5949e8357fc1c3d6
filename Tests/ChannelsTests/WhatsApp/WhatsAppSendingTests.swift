import Testing
import Wire

@testable import Channels

@Suite struct `WhatsApp sends` {
  private static let environment = [
    "WHATSAPP_TOKEN": "EAAG", "WHATSAPP_PHONE_NUMBER_ID": "777", "WHATSAPP_GRAPH_VERSION": "v99.0",
    "WHATSAPP_GRAPH_URL": "http://127.0.0.1:9/", "WHATSAPP_TEMPLATE": "aviso",
    "WHATSAPP_TEMPLATE_LANGUAGE": "es_AR",
  ]
  private let channel = WhatsApp(environment: environment)
  private let parcel = Parcel([
    "type": "text", "text": ["body": "Hola\n \n· 1.  Crema", "preview_url": false],
  ])

  private func body(_ request: OutgoingRequest?) throws -> JSON { try JSON(parsing: #require(request).body) }

  @Test func `with its token, from its number`() throws {
    let request = try #require(channel.request(for: parcel, to: ChatPerson(id: "591712"), form: .usual))
    #expect(request.method == .post)
    #expect(request.url == "http://127.0.0.1:9/v99.0/777/messages")
    #expect(request.fields["Authorization"] == "Bearer EAAG")
    #expect(request.fields["Content-Type"] == "application/json")
    #expect(
      try body(request) == [
        "messaging_product": "whatsapp", "recipient_type": "individual", "to": "591712", "type": "text",
        "text": ["body": "Hola\n \n· 1.  Crema", "preview_url": false],
      ])
  }

  @Test func `a file in two steps: first what it holds, then the message that bears it`() throws {
    let person = ChatPerson(id: "591712")
    let file = OutgoingFile(name: "lista.csv", type: "text/csv", text: "bodeguero,1\r\n").parcel
    let upload = try #require(channel.request(for: file, to: person, form: .usual))
    #expect(upload.url == "http://127.0.0.1:9/v99.0/777/media")
    #expect(upload.fields["Authorization"] == "Bearer EAAG")
    #expect(upload.fields["Content-Type"] == "multipart/form-data; boundary=bodeguero-9")
    let body = String(decoding: upload.body, as: UTF8.self)
    #expect(body.contains("name=\"messaging_product\"\r\n\r\nwhatsapp\r\n"))
    #expect(body.contains("filename=\"lista.csv\"\r\nContent-Type: text/plain\r\n\r\nbodeguero,1\r\n"))
    #expect(channel.request(for: file, to: person, form: .template) == nil)

    let message = try #require(channel.next(after: HTTPResponse(.ok, ["id": "88"]), of: file))
    let sent = try self.body(channel.request(for: message, to: person, form: .usual))
    #expect(sent["document"] == ["id": "88", "filename": "lista.csv"])
    #expect(sent["type"] == "document")
    #expect(channel.next(after: HTTPResponse(.ok, ["messages": [["id": "w"]]]), of: message) == nil)
    let refusal = HTTPResponse(.badRequest, ["error": ["code": 190, "message": "x"]])
    #expect(channel.next(after: refusal, of: file) == nil)
  }

  @Test func `to Meta's own address unless told otherwise`() throws {
    let channel = WhatsApp(environment: ["WHATSAPP_PHONE_NUMBER_ID": "777"])
    let request = channel.request(for: parcel, to: ChatPerson(id: "1"), form: .usual)
    #expect(request?.url == "https://graph.facebook.com/v23.0/777/messages")
  }

  @Test(
    arguments: [
      ("5215512345678", "525512345678", "5215512345678"), ("525512345678", "525512345678", "5215512345678"),
      ("5491122334455", "541122334455", "5491122334455"), ("59171234567", "59171234567", nil),
    ] as [(String, String, String?)])
  func `to the usual form of a number, then to its other`(address: String, usual: String, other: String?)
    throws
  {
    let person = ChatPerson(id: "MX.1", address: address)
    #expect(try body(channel.request(for: parcel, to: person, form: .usual))["to"]?.string == usual)
    let second = channel.request(for: parcel, to: person, form: .otherNumber)
    #expect(try second.flatMap { try body($0)["to"]?.string } == other)
  }

  @Test func `to a person who hides their number by their id`() throws {
    let person = ChatPerson(id: "MX.134")
    let body = try body(channel.request(for: parcel, to: person, form: .usual))
    #expect(body["recipient"] == "MX.134")
    #expect(body["to"] == nil)
    #expect(channel.request(for: parcel, to: person, form: .otherNumber) == nil)
  }

  @Test func `a template with the text on one line`() throws {
    let template = try body(channel.request(for: parcel, to: ChatPerson(id: "1"), form: .template))
    #expect(template["type"] == "template")
    #expect(template["text"] == nil)
    #expect(
      template["template"] == [
        "name": "aviso", "language": ["code": "es_AR"],
        "components": [
          ["type": "body", "parameters": [["type": "text", "text": "Hola · 1. Crema"]]]
        ],
      ])
    let buttons = Parcel(["type": "interactive", "interactive": ["body": ["text": "¿Pido?"]]])
    let second = try body(channel.request(for: buttons, to: ChatPerson(id: "1"), form: .template))
    #expect(second["template"]?["components"]?[0]?["parameters"]?[0]?["text"] == "¿Pido?")
  }

  @Test func `a template to the other number where both were called for`() throws {
    let person = ChatPerson(id: "MX.1", address: "5215512345678")
    let body = try body(channel.request(for: parcel, to: person, form: [.otherNumber, .template]))
    #expect(body["to"] == "5215512345678")
    #expect(body["type"] == "template")
  }

  @Test func `its token nowhere else, though Meta repeats it`() {
    let error = #"{"error":{"code":190,"message":"Malformed access token EAAG"}}"#
    guard case .retry(_, let why) = channel.classify(.graph(400, error)) else {
      Issue.record("it is not tried again")
      return
    }
    #expect(why.contains("Malformed"))
    #expect(!why.contains("EAAG"))
  }

  @Test func `no template where none was approved`() {
    let channel = WhatsApp(environment: [:])
    #expect(channel.request(for: parcel, to: ChatPerson(id: "1"), form: .template) == nil)
    #expect(Outcome(channel.classify(.graphError(131_047))) == .never)
  }

  @Test(
    arguments: [
      (131_047, .other(.template)), (131_030, .other(.otherNumber)),
      (131_026, .never), (131_050, .never), (131_051, .never), (132_000, .never), (132_001, .never),
      (132_012, .never), (132_015, .never), (368, .never), (100, .never), (131_009, .never),
      (999_999, .never),
      (130_429, .retry(60)), (131_056, .retry(6)), (131_048, .retry(3600)), (4, .retry(300)),
      (80_007, .retry(300)), (131_016, .retry(nil)), (131_000, .retry(nil)),
      (190, .retry(900)), (0, .retry(900)), (10, .retry(900)), (200, .retry(900)), (299, .retry(900)),
    ] as [(Int, Outcome)])
  func `knows what an error code means`(code: Int, outcome: Outcome) {
    #expect(Outcome(channel.classify(.graphError(code))) == outcome)
  }

  @Test(
    arguments: [
      (.graph(200, #"{"messages":[{"id":"wamid.S","message_status":"accepted"}]}"#), .sent("wamid.S")),
      (.graph(200, #"{"success":true}"#), .sent(nil)),
      (.graph(200, "<html>"), .sent(nil)),
      (.graph(200, ""), .sent(nil)),
      (.graph(200, #"{"messages":{}}"#), .sent(nil)),
      (.graph(200, #"{"error":{"code":131056}}"#), .retry(6)),
      (.graph(429, ""), .retry(nil)),
      (.graph(429, "", retryAfter: "12"), .retry(12)),
      (.graph(503, "<html>", retryAfter: "7"), .retry(7)),
      (.graph(500, #"{"error":"roto"}"#), .retry(nil)),
      (.graph(503, "", retryAfter: "Wed, 21 Oct 2026 07:28:00 GMT"), .retry(nil)),
      (.graph(503, "", retryAfter: "-1"), .retry(nil)),
      (.graph(503, "", retryAfter: "99999999"), .retry(86_400)),
      (.graph(408, ""), .retry(nil)),
      (.graph(401, ""), .retry(900)),
      (.graph(400, "no es JSON"), .never),
      (.graph(404, ""), .never),
      (.graphError(131_000, status: 500), .retry(nil)),
      (.graphError(131_026, status: 500), .never),
      (.graphError(130_429, status: 429, retryAfter: "3"), .retry(3)),
      (.graphError(131_009, status: 503), .retry(nil)),
    ] as [(HTTPResponse, Outcome)])
  func `knows what an answer means`(response: HTTPResponse, outcome: Outcome) {
    #expect(Outcome(channel.classify(response)) == outcome)
  }

  @Test func `names the setting at fault and what the service says, cut`() {
    guard case .retry(_, let why) = channel.classify(.graphError(190)) else {
      Issue.record("a token is no reason to give up")
      return
    }
    #expect(why == "Meta no acepta el token de acceso: renueve WHATSAPP_TOKEN (190: m)")
    let long = String(repeating: "x", count: 9000)
    guard case .never(let why) = channel.classify(.graph(400, #"{"error":{"code":1,"message":"\#(long)"}}"#))
    else {
      Issue.record("an unknown refusal is final")
      return
    }
    #expect(why.count == 303)
  }
}
