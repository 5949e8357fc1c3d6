import Crypto
import Foundation
import HTTPClient
import HTTPServer
import Shop
import Store
import Testing
import Wire

@testable import Application

/// A shop served with Twilio, whose API stands on loopback and keeps what it is sent.
struct TwilioServingTests {
  private static let token = "clave-de-prueba"
  private static let publicURL = "https://tienda.example"

  /// The forms that the fake API was sent.
  private let sent: AsyncStream<[String: String]>
  private let api: HTTPServer
  private let folder: String

  init() async throws {
    let (sent, note) = AsyncStream<[String: String]>.makeStream()
    self.sent = sent
    api = try HTTPServer(HTTPServerConfiguration()) { request in
      guard request.target.path == "/2010-04-01/Accounts/AC1/Messages.json",
        request.fields["Authorization"] == "Basic " + Array("AC1:\(Self.token)".utf8).base64,
        let form = HTTPTarget.parameters(request.body)
      else { return HTTPResponse(.unauthorized, ["code": 20_003]) }
      let fields = Dictionary(uniqueKeysWithValues: form.map { ($0.name, $0.value) })
      note.yield(fields)
      let isTemplate = fields["ContentSid"] != nil
      return HTTPResponse(.created, ["sid": isTemplate ? "SM-plantilla" : "SM-salida", "status": "queued"])
    }
    folder = NSTemporaryDirectory() + "bodeguero-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    _ = try await configuration.createShop(
      name: "Bodega", currency: "BOB", timeZone: "America/La_Paz", owner: "Ana", address: "tu",
      isAnother: false)
  }

  private var configuration: Configuration {
    Configuration(
      environment: [
        "BODEGUERO_STORE": folder + "/tienda.sqlite", "TWILIO_ACCOUNT_SID": "AC1",
        "TWILIO_AUTH_TOKEN": Self.token, "TWILIO_FROM": "whatsapp:+14155238886",
        "TWILIO_CONTENT_SID": "HX1", "TWILIO_API_URL": "http://127.0.0.1:\(api.port)",
      ], executable: #filePath)
  }

  private func serve() async throws -> RunningServer {
    var settings = ServerSettings()
    settings.port = 0
    settings.publicURL = Self.publicURL
    return try await configuration.serve(settings) { _ in }
  }

  private func clear() async {
    await api.stop()
    try? FileManager.default.removeItem(atPath: folder)
  }

  private func post(_ parameters: [String: String], to port: UInt16, token: String = Self.token) async throws
    -> HTTPResponse
  {
    func coded(_ text: String) -> String { text.utf8.map { "%" + [$0].hex }.joined() }
    let signed = parameters.sorted { $0.key < $1.key }.map { $0.key + $0.value }.joined()
    let key = try #require(MACKey(token))
    return try await HTTPClient().send(
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
    var answers = sent.makeAsyncIterator()
    for _ in 0..<2 {
      let response = try await post(message("cuánto vendí", id: "SM1"), to: server.port)
      #expect(response.status == .ok)
      #expect(String(decoding: response.body, as: UTF8.self).contains("<Response/>"))
    }
    let stranger = try #require(await answers.next())
    #expect(stranger["Body"]?.contains("pide en la tienda un código") == true)
    #expect(stranger["To"] == "whatsapp:+59170000001")
    #expect(stranger["From"] == "whatsapp:+14155238886")

    let (code, _) = try await server.open.accounts.makeCode(for: .chatLink, server.open.session)
    _ = try await post(message(code.text, id: "SM2"), to: server.port)
    #expect(try #require(await answers.next())["Body"]?.contains("Listo, Ana") == true)
    await server.stop()
    await clear()
  }

  @Test func `whoever is known by one form of their number is known by the other`() async throws {
    let server = try await serve()
    var answers = sent.makeAsyncIterator()
    let (code, _) = try await server.open.accounts.makeCode(for: .chatLink, server.open.session)
    _ = try await post(message(code.text, id: "SM1", from: "whatsapp:+525512345678"), to: server.port)
    #expect(try #require(await answers.next())["Body"]?.contains("Listo, Ana") == true)
    _ = try await post(message("gracias", id: "SM2", from: "whatsapp:+5215512345678"), to: server.port)
    let known = try #require(await answers.next())
    #expect(known["To"] == "whatsapp:+5215512345678")
    #expect(known["Body"]?.contains("código") == false)
    _ = try await post(message("gracias", id: "SM3", from: "+525512345678"), to: server.port)
    #expect(try #require(await answers.next())["Body"]?.contains("código") == true)
    await server.stop()
    await clear()
  }

  @Test func `what came too late to be said freely goes out as a template, once`() async throws {
    let server = try await serve()
    var answers = sent.makeAsyncIterator()
    _ = try await post(message("hola", id: "SM1"), to: server.port)
    let first = await answers.next()
    let text = try #require(first?["Body"])
    // This API may be quicker with its report than the server with noting that it sent something.
    let failure = ["MessageSid": "SM-salida", "MessageStatus": "undelivered", "ErrorCode": "63016"]
    var template: [String: String]?
    let again = Task { [port = server.port] in
      while !Task.isCancelled {
        #expect(try await post(failure, to: port).status == .ok)
        try await Task.sleep(for: .milliseconds(20))
      }
    }
    template = await answers.next()
    again.cancel()
    #expect(template?["ContentSid"] == "HX1")
    #expect(template?["ContentVariables"]?.contains(String(text.prefix(4))) == true)

    _ = try await post(message("gracias", id: "SM2"), to: server.port)
    #expect(try #require(await answers.next())["Body"] != nil, "the template was sent twice")
    await server.stop()
    await clear()
  }

  @Test func `what is not signed is refused, and a server that does not know its address does not start`()
    async throws
  {
    let server = try await serve()
    #expect(try await post(message("hola", id: "SM1"), to: server.port, token: "otra").status == .forbidden)
    await server.stop()
    let failure = await #expect(throws: Failure.self) { try await configuration.serve(port: 0) }
    #expect(failure?.message.contains("BODEGUERO_PUBLIC_URL") == true)
    await clear()
  }
}
