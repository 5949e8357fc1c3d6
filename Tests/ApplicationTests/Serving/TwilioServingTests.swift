import Crypto
import HTTPClient
import HTTPServer
import Inventory
import Shop
import Store
import Synchronization
import Testing
import Wire

@testable import Application

/// Twilio's API on loopback, which keeps what it is sent.
private final class FakeTwilio: Sendable {
  static let token = "clave-de-prueba"
  static let account = "AC" + String(repeating: "1", count: 32)
  static let template = "HX" + String(repeating: "2", count: 32)

  private struct State {
    var count = 0
    var beforeAnswer: (@Sendable (String) async -> Void)?
  }

  private let state = Mutex(State())
  /// The forms that it was sent.
  let sent: AsyncStream<[String: String]>
  private let note: AsyncStream<[String: String]>.Continuation

  init() { (sent, note) = AsyncStream.makeStream() }

  /// Has something done with the id of the next message before whoever sent it learns of that id.
  func beforeNextAnswer(_ work: @escaping @Sendable (String) async -> Void) {
    state.withLock { $0.beforeAnswer = work }
  }

  /// What it calls the first message that it is sent; the others are counted.
  static let firstID = "SM-salida-1"

  func respond(to request: HTTPRequest) async -> HTTPResponse {
    guard request.target.path == "/2010-04-01/Accounts/\(Self.account)/Messages.json",
      request.fields["Authorization"] == "Basic " + Array("\(Self.account):\(Self.token)".utf8).base64,
      let form = HTTPTarget.parameters(request.body)
    else { return HTTPResponse(.unauthorized, ["code": 20_003]) }
    let (id, work) = state.withLock { state in
      defer { state.beforeAnswer = nil }
      state.count += 1
      return ("SM-salida-\(state.count)", state.beforeAnswer)
    }
    await work?(id)
    note.yield(Dictionary(uniqueKeysWithValues: form.map { ($0.name, $0.value) }))
    return HTTPResponse(.created, ["sid": .string(id), "status": "queued"])
  }
}

/// A shop served with Twilio, whose API stands on loopback.
struct TwilioServingTests {
  private static let publicURL = "https://tienda.example"

  private let twilio = FakeTwilio()
  private let api: HTTPServer
  private let folder: ShopFolder

  init() async throws {
    api = try HTTPServer(HTTPServerConfiguration()) { [twilio] in await twilio.respond(to: $0) }
    folder = try await ShopFolder()
  }

  private func serve(publicURL: String? = Self.publicURL) async throws -> RunningServer {
    try await folder.configuration([
      "TWILIO_ACCOUNT_SID": FakeTwilio.account, "TWILIO_AUTH_TOKEN": FakeTwilio.token,
      "TWILIO_FROM": "whatsapp:+14155238886", "TWILIO_CONTENT_SID": FakeTwilio.template,
      "TWILIO_API_URL": "http://127.0.0.1:\(api.port)",
    ]).serve(publicURL: publicURL)
  }

  private func post(_ parameters: [String: String], to port: UInt16, token: String = FakeTwilio.token)
    async throws -> HTTPResponse
  {
    func coded(_ text: String) -> String { text.utf8.map { "%" + [$0].hex }.joined() }
    let signed = parameters.sorted { $0.key < $1.key }.map { $0.key + $0.value }.joined()
    let key = try #require(MACKey(token))
    return try await HTTPClient().ask(
      HTTPClient.Request(
        .post, try #require(HTTPURL("http://127.0.0.1:\(port)/webhooks/twilio")),
        fields: [
          "Content-Type": "application/x-www-form-urlencoded; charset=utf-8",
          "X-Twilio-Signature":
            key.code(for: Self.publicURL + "/webhooks/twilio" + signed, .hmacSHA1).bytes.base64,
        ], body: Array(parameters.map { "\(coded($0))=\(coded($1))" }.joined(separator: "&").utf8)))
  }

  private func message(
    _ text: String, id: String, from: String = "whatsapp:+59170000001"
  ) -> [String: String] {
    ["MessageSid": id, "From": from, "Body": text, "NumMedia": "0", "ProfileName": "Ana"]
  }

  @Test func `it is acknowledged with nothing to say, and answered once through the API`() async throws {
    let server = try await serve()
    var answers = twilio.sent.makeAsyncIterator()
    for _ in 0..<2 {
      let response = try await post(message("cuánto vendí", id: "SM1"), to: server.port)
      #expect(response.status == .ok)
      #expect(String(decoding: response.body.bytes, as: UTF8.self).contains("<Response/>"))
    }
    let stranger = try #require(await answers.next())
    #expect(stranger["Body"]?.contains("pide en la tienda un código") == true)
    #expect(stranger["To"] == "whatsapp:+59170000001")
    #expect(stranger["From"] == "whatsapp:+14155238886")

    let code = try await server.chatCode()
    _ = try await post(message(code, id: "SM2"), to: server.port)
    #expect(try #require(await answers.next())["Body"]?.contains("Listo, Ana") == true)
    await server.stop()
    await api.stop()
  }

  @Test func `whoever is known by one form of their number is known by the other`() async throws {
    let server = try await serve()
    var answers = twilio.sent.makeAsyncIterator()
    let code = try await server.chatCode()
    _ = try await post(message(code, id: "SM1", from: "whatsapp:+525512345678"), to: server.port)
    #expect(try #require(await answers.next())["Body"]?.contains("Listo, Ana") == true)
    _ = try await post(message("gracias", id: "SM2", from: "whatsapp:+5215512345678"), to: server.port)
    let known = try #require(await answers.next())
    #expect(known["To"] == "whatsapp:+5215512345678")
    #expect(known["Body"]?.contains("código") == false)
    _ = try await post(message("gracias", id: "SM3", from: "+525512345678"), to: server.port)
    #expect(try #require(await answers.next())["Body"]?.contains("código") == true)
    await server.stop()
    await api.stop()
  }

  @Test(arguments: [true, false])
  func `what came too late to be said freely goes out as a template, once, and is counted`(
    isReportedEarly: Bool
  ) async throws {
    let server = try await serve()
    var answers = twilio.sent.makeAsyncIterator()
    @Sendable func fail(_ id: String) async {
      let failure = ["MessageSid": id, "MessageStatus": "undelivered", "ErrorCode": "63016"]
      let response = try? await post(failure, to: server.port)
      #expect(response?.status == .ok)
    }
    // The report may be there before the server knows the id of what it sent.
    if isReportedEarly { twilio.beforeNextAnswer(fail) }
    _ = try await post(message("hola", id: "SM1"), to: server.port)
    let first = try #require(await answers.next())
    let text = try #require(first["Body"])
    if !isReportedEarly {
      while try await !isNoted(FakeTwilio.firstID, server) { try await Task.sleep(for: .milliseconds(5)) }
      await fail(FakeTwilio.firstID)
    }
    let template = try #require(await answers.next())
    #expect(template["ContentSid"] == FakeTwilio.template)
    #expect(template["ContentVariables"]?.contains(String(text.prefix(4))) == true)
    let url = try #require(HTTPURL("http://127.0.0.1:\(server.port)/metrics"))
    let token = try await server.token()
    let metrics = try await HTTPClient().ask(
      HTTPClient.Request(.get, url, fields: ["Authorization": "Bearer \(token)"]))
    #expect(metrics.text.contains("\nbodeguero_mensajes_postergados_total 1\n"))
    #expect(metrics.text.contains("\n# TYPE bodeguero_mensajes_en_espera gauge\n"))

    _ = try await post(message("gracias", id: "SM2"), to: server.port)
    #expect(try #require(await answers.next())["Body"] != nil, "the template was sent twice")
    await server.stop()
    await api.stop()
  }

  /// Whether the server knows that it sent the message of that id.
  private func isNoted(_ id: String, _ server: RunningServer) async throws -> Bool {
    let now = server.open.shop.now()
    return try await server.open.shop.store.read(server.open.session.shop.id) {
      try $0.sentMessage(id, channel: "twilio", at: now) != nil
    }
  }

  @Test func `what is not signed is refused, and a server that does not know its address does not start`()
    async throws
  {
    let server = try await serve()
    #expect(try await post(message("hola", id: "SM1"), to: server.port, token: "otra").status == .forbidden)
    await server.stop()
    let failure = await #expect(throws: Failure.self) { try await serve(publicURL: nil) }
    #expect(failure?.message.contains("BODEGUERO_PUBLIC_URL") == true)
    await api.stop()
  }
}
