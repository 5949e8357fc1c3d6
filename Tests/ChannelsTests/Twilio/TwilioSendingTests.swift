import Assistant
import Testing
import Wire

@testable import Channels

@Suite struct `Twilio is sent` {
  private func channel(
    from: String = "whatsapp:+14155238886,+15005550006", template: String? = "HX1",
    url: String? = "https://tienda.example"
  ) -> Twilio {
    var environment = [
      "TWILIO_ACCOUNT_SID": "AC1", "TWILIO_AUTH_TOKEN": "clave", "TWILIO_FROM": from,
      "TWILIO_API_URL": "http://127.0.0.1:9/",
    ]
    environment["TWILIO_CONTENT_SID"] = template
    return Twilio(environment: environment, publicURL: url)
  }

  private let parcel = Parcel(["Body": "¿Pido 2 & 3?\n· Sí\n· No"])

  private func form(_ request: OutgoingRequest?) throws -> [String: String] {
    let body = try #require(request).body
    let parameters = try #require(HTTPTarget.parameters(body))
    return Dictionary(uniqueKeysWithValues: parameters.map { ($0.name, $0.value) })
  }

  @Test func `texts of at most 1600 letters, the choices in them`() throws {
    let text = (1...200).map { "\($0). Ñandú con piñón" }.joined(separator: "\n")
    let parcels = try channel().render(
      Reply(text, choices: ["Sí", "No"]), .shipped(), for: ChatPerson(id: "+1"))
    let bodies = parcels.compactMap { $0.content["Body"]?.string }
    #expect(bodies.count == 3)
    #expect(bodies.allSatisfy { $0.unicodeScalars.count <= 1600 })
    #expect(bodies.joined(separator: "\n") == text + "\n· Sí\n· No")
  }

  @Test func `as the account, in a form, with where to report`() throws {
    let person = ChatPerson(id: "whatsapp:+59171234567")
    let request = try #require(channel().request(for: parcel, to: person, form: .usual))
    #expect(request.method == .post)
    #expect(request.url == "http://127.0.0.1:9/2010-04-01/Accounts/AC1/Messages.json")
    #expect(request.fields["Authorization"] == "Basic QUMxOmNsYXZl")
    #expect(request.fields["Content-Type"] == "application/x-www-form-urlencoded")
    #expect(
      try form(request) == [
        "To": "whatsapp:+59171234567", "From": "whatsapp:+14155238886", "Body": "¿Pido 2 & 3?\n· Sí\n· No",
        "StatusCallback": "https://tienda.example/webhooks/twilio",
      ])
    let hidden = channel(url: nil).request(for: parcel, to: person, form: .usual)
    #expect(try form(hidden)["StatusCallback"] == nil)
  }

  @Test(
    arguments: [
      ("whatsapp:+1,+2", "whatsapp:+9", ["From": "whatsapp:+1"]), ("whatsapp:+1, +2", "+9", ["From": "+2"]),
      ("+2", "whatsapp:+9", ["From": "whatsapp:+2"]), ("whatsapp:+1", "+9", ["From": "+1"]),
      ("MG7", "whatsapp:+9", ["MessagingServiceSid": "MG7"]), ("MG7,+2", "+9", ["From": "+2"]),
      ("MG7,+2", "whatsapp:+9", ["MessagingServiceSid": "MG7"]),
    ] as [(String, String, [String: String])])
  func `from the sender of the person's own service`(from: String, to: String, sender: [String: String])
    throws
  {
    let form = try form(channel(from: from).request(for: parcel, to: ChatPerson(id: to), form: .usual))
    #expect(form.filter { ["From", "MessagingServiceSid"].contains($0.key) } == sender)
  }

  @Test func `a template to WhatsApp alone, on one line, where there is one`() throws {
    let person = ChatPerson(id: "whatsapp:+9")
    let form = try form(channel().request(for: parcel, to: person, form: .template))
    #expect(form["ContentSid"] == "HX1")
    #expect(form["ContentVariables"] == #"{"1":"¿Pido 2 & 3? · Sí · No"}"#)
    #expect(form["Body"] == nil)
    #expect(channel(template: nil).request(for: parcel, to: person, form: .template) == nil)
    #expect(channel().request(for: parcel, to: ChatPerson(id: "+9"), form: .template) == nil)
    #expect(channel().request(for: parcel, to: person, form: .otherNumber) == nil)
    #expect(channel(from: "").request(for: parcel, to: person, form: .usual) == nil)
  }

  @Test(
    arguments: [
      (201, #"{"sid":"SM7","status":"queued"}"#, .sent("SM7")), (200, "<html>", .sent(nil)),
      (400, #"{"code":21610,"message":"Attempt to send to unsubscribed recipient"}"#, .never),
      (400, #"{"code":21211}"#, .never), (400, #"{"code":63016}"#, .other(.template)),
      (400, #"{"code":21606}"#, .retry(900)), (401, #"{"code":20003}"#, .retry(900)), (401, "", .retry(900)),
      (404, #"{"code":20404}"#, .retry(900)), (429, #"{"code":20429}"#, .retry(60)), (429, "", .retry(nil)),
      (503, "<html>", .retry(nil)), (500, #"{"code":20500}"#, .retry(nil)), (400, "", .never),
      (400, #"{"code":"x"}"#, .never), (302, "", .never),
    ] as [(Int, String, Outcome)])
  func `and its answers are understood`(status: Int, body: String, outcome: Outcome) {
    let answer = HTTPResponse(HTTPStatus(status), body, type: "application/json")
    #expect(Outcome(channel().classify(answer)) == outcome)
  }

  @Test func `and waits as long as it asks`() {
    var answer = HTTPResponse(.tooManyRequests, #"{"code":20429}"#, type: "application/json")
    answer.fields["Retry-After"] = "5"
    #expect(Outcome(channel().classify(answer)) == .retry(5))
  }
}
