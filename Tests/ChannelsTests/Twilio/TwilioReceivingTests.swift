import Crypto
import Testing
import Wire

@testable import Channels

@Suite struct `Twilio brings` {
  private static let token = "clave-de-prueba"

  /// What a form whose signature is right brings.
  private func arrival(_ parameters: [String: String], template: String? = nil) throws -> Arrival {
    func coded(_ text: String) -> String { text.utf8.map { "%" + [$0].hex }.joined() }
    let body = parameters.map { "\(coded($0))=\(coded($1))" }.joined(separator: "&")
    let signed = parameters.sorted { $0.key < $1.key }.map { $0.key + $0.value }.joined()
    let key = try #require(MACKey(Self.token))
    let signature = key.code(for: "https://tienda.example/webhooks/twilio" + signed, .hmacSHA1).bytes.base64
    var environment = ["TWILIO_AUTH_TOKEN": Self.token]
    environment["TWILIO_CONTENT_SID"] = template
    return try Twilio(environment: environment, publicURL: "https://tienda.example")
      .receive(.twilio(body, signatures: [signature]))
  }

  private func content(_ parameters: [String: String]) throws -> Message.Content? {
    let common = ["MessageSid": "SM1", "From": "+59171234567", "SmsStatus": "received"]
    return try arrival(parameters.merging(common) { own, _ in own }).messages.first?.content
  }

  @Test func `a text, who wrote it, and is answered nothing at once`() throws {
    let arrival = try arrival([
      "MessageSid": "SM1", "SmsMessageSid": "SM0", "SmsStatus": "received", "From": "whatsapp:+5215512345678",
      "WaId": "5215512345678", "ProfileName": "María Ñandú", "Body": "¿hay crema? 🛒 + 50%", "NumMedia": "0",
    ])
    #expect(
      arrival.messages == [
        Message(
          id: "SM1",
          person: ChatPerson(
            id: "whatsapp:+5215512345678", aliases: ["whatsapp:+525512345678"], name: "María Ñandú"),
          content: .text("¿hay crema? 🛒 + 50%"))
      ])
    #expect(arrival.reports.isEmpty)
    #expect(arrival.response.status == .ok)
    #expect(arrival.response.fields["Content-Type"]?.hasPrefix("text/xml") == true)
    #expect(String(decoding: arrival.response.body.bytes, as: UTF8.self).hasSuffix("<Response/>"))
  }

  @Test(
    arguments: [
      (["Body": "hola"], .text("hola")),
      (["Body": "Sí", "ButtonText": "Sí", "ButtonPayload": "venta:ok"], .text("Sí")),
      (
        ["Body": "", "NumMedia": "1", "MediaContentType0": "audio/ogg", "MediaUrl0": "https://m/1"],
        .voice(handle: "https://m/1")
      ),
      (
        ["Body": "esto", "NumMedia": "1", "MediaContentType0": "image/jpeg", "MediaUrl0": "https://m/1"],
        .unreadable(kind: "image")
      ),
      (["Body": "", "Latitude": "1", "Longitude": "2"], .unreadable(kind: "location")),
      (["Body": "", "MessageType": "contacts"], .unreadable(kind: "contacts")), ([:], .unreadable(kind: "")),
      (["OptOutType": "STOP", "Body": "STOP"], nil), (["MessageSid": ""], nil), (["From": ""], nil),
    ] as [([String: String], Message.Content?)])
  func `what a person says in its several kinds`(parameters: [String: String], content: Message.Content?)
    throws
  {
    #expect(try self.content(parameters) == content)
  }

  @Test(
    arguments: [
      ("sent", .sent), ("delivered", .delivered), ("read", .read), ("queued", nil), ("x", nil),
    ] as [(String, DeliveryReport.State?)])
  func `reports of what was sent, and no message`(status: String, state: DeliveryReport.State?) throws {
    let arrival = try arrival([
      "MessageSid": "SM9", "MessageStatus": status, "SmsStatus": status, "From": "+1", "To": "+2",
    ])
    #expect(arrival.messages.isEmpty)
    #expect(arrival.reports == [state.map { DeliveryReport(message: "SM9", state: $0) }].compactMap(\.self))
  }

  @Test(
    arguments: [
      ("63016", nil, .never), ("63016", "HX1", .other(.template)), ("63018", nil, .retry(60)),
      ("30003", nil, .never), ("99999", nil, .never),
    ] as [(String, String?, Outcome)])
  func `what a failure means that is told later`(code: String, template: String?, outcome: Outcome) throws {
    let report = try #require(
      try arrival(
        ["MessageSid": "SM9", "MessageStatus": "undelivered", "ErrorCode": code], template: template
      ).reports.first)
    #expect(report.state == .failed)
    #expect(report.failure.map(Outcome.init) == outcome)
  }

  @Test func `a failure without a reason`() throws {
    let arrival = try arrival(["MessageSid": "SM9", "MessageStatus": "failed"])
    #expect(arrival.reports == [DeliveryReport(message: "SM9", state: .failed)])
  }
}
