import Crypto
import HTTPClient
import HTTPServer
import Shop
import Store
import Testing
import Wire

@testable import Application

/// A shop served with WhatsApp, whose Graph API stands on loopback and keeps what it is sent.
struct WhatsAppServingTests {
  private static let secret = "un secreto"

  /// What the fake Graph API was asked to send, message by message.
  private let sent: AsyncStream<String>
  private let graph: HTTPServer
  private let folder: ShopFolder

  init() async throws {
    let (sent, note) = AsyncStream<String>.makeStream()
    self.sent = sent
    graph = try HTTPServer(HTTPServerConfiguration()) { request in
      note.yield(String(decoding: request.body, as: UTF8.self))
      return HTTPResponse(.ok, ["messages": [["id": "wamid.\(request.body.count)"]]])
    }
    folder = try await ShopFolder()
  }

  private func serve() async throws -> RunningServer {
    try await folder.configuration([
      "WHATSAPP_APP_SECRET": Self.secret, "WHATSAPP_VERIFY_TOKEN": "ficha", "WHATSAPP_TOKEN": "t",
      "WHATSAPP_PHONE_NUMBER_ID": "1", "WHATSAPP_GRAPH_URL": "http://127.0.0.1:\(graph.port)",
    ]).serve()
  }

  private func webhook(_ text: String, id: String) -> [UInt8] {
    let message: JSON = [
      "from": "59170000001", "id": .string(id), "timestamp": "1764000000", "type": "text",
      "text": ["body": .string(text)],
    ]
    let value: JSON = [
      "messaging_product": "whatsapp", "metadata": ["phone_number_id": "1"],
      "contacts": [["wa_id": "59170000001", "profile": ["name": "Ana"]]], "messages": [message],
    ]
    let body: JSON = [
      "object": "whatsapp_business_account",
      "entry": [["id": "9", "changes": [["field": "messages", "value": value]]]],
    ]
    return Array(body.text.utf8)
  }

  private func post(_ body: [UInt8], to port: UInt16, signature: String? = nil) async throws -> HTTPResponse {
    let key = try #require(MACKey(Self.secret))
    let mark = signature ?? "sha256=" + key.code(for: body, .hmacSHA256).bytes.hex
    let url = try #require(HTTPURL("http://127.0.0.1:\(port)/webhooks/whatsapp"))
    return try await HTTPClient().send(
      HTTPClient.Request(.post, url, fields: ["X-Hub-Signature-256": mark], body: body))
  }

  @Test func `a stranger learns nothing, and whoever has a code is answered from the shop`() async throws {
    let server = try await serve()
    var answers = sent.makeAsyncIterator()
    #expect(try await post(webhook("cuánto vendí", id: "a"), to: server.port).status == .ok)
    #expect(try #require(await answers.next()).contains("pide en la tienda un código"))

    _ = try await post(webhook(server.chatCode(), id: "b"), to: server.port)
    #expect(try #require(await answers.next()).contains("Listo, Ana"))

    _ = try await post(webhook("cuánto vendí hoy", id: "c"), to: server.port)
    _ = try await post(webhook("cuánto vendí hoy", id: "c"), to: server.port)
    _ = try await post(webhook("gracias", id: "d"), to: server.port)
    let answer = try #require(await answers.next())
    #expect(answer.contains("No hubo ventas") || answer.contains("0"))
    #expect(try #require(await answers.next()) != answer, "the doubled message was answered twice")
    await server.stop()
    await graph.stop()
  }

  @Test(arguments: ["", "sha256=00", "sha256=zz"])
  func `what is not signed is refused`(signature: String) async throws {
    let server = try await serve()
    let response = try await post(webhook("hola", id: "a"), to: server.port, signature: signature)
    #expect([401, 403].contains(response.status.code))
    await server.stop()
    await graph.stop()
  }

  @Test func `half of the keys is an error that names the others`() async throws {
    let half = folder.configuration(["WHATSAPP_TOKEN": "t"])
    let failure = await #expect(throws: Failure.self) { try await half.serve() }
    #expect(failure?.message.contains("WHATSAPP_APP_SECRET") == true)
    await graph.stop()
  }
}
