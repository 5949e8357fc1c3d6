import Crypto
import Foundation
import HTTPClient
import HTTPServer
import Synchronization
import Testing
import Wire

@testable import Application

/// A shop that is spoken to.
@Suite struct `A voice note` {
  private let world: VoiceWorld
  private let outside: HTTPServer
  private let folder: ShopFolder
  private let log = Lines()

  private final class Lines: Sendable {
    let lines = Mutex<[String]>([])
  }

  private init(size: Int) async throws {
    let world = VoiceWorld(size: size)
    self.world = world
    outside = try HTTPServer(HTTPServerConfiguration()) { world.respond(to: $0) }
    folder = try await ShopFolder()
    try await write("createProduct", #"{"name":"Galletas","price":5}"#)
    try await write("registerStockEntry", #"{"items":[{"product":"Galletas","qty":40}]}"#)
  }

  init() async throws { try await self.init(size: VoiceWorld.sound.count) }

  private func write(_ tool: String, _ arguments: String) async throws {
    _ = try await folder.configuration().runTool(tool, arguments: arguments, agrees: true, isJSON: true)
  }

  private func stock() async throws -> JSON? {
    let run = try await folder.configuration().runTool(
      "getProductStock", arguments: #"{"product":"Galletas"}"#, agrees: false, isJSON: true)
    return try JSON(parsing: run.text)["productos"]?[0]?["total"]
  }

  private func serve(
    listening: Bool = true, _ more: [String: String] = [:]
  ) async throws -> RunningServer {
    let root = "http://127.0.0.1:\(outside.port)"
    var environment = [
      "WHATSAPP_APP_SECRET": "un-secreto", "WHATSAPP_VERIFY_TOKEN": "ficha", "WHATSAPP_TOKEN": "graph",
      "WHATSAPP_PHONE_NUMBER_ID": "1", "WHATSAPP_GRAPH_URL": root, "OPENAI_BASE_URL": root + "/v1",
      "OPENAI_API_KEY": "sk-secreta", "TELEGRAM_BOT_TOKEN": "12:abc", "TELEGRAM_API_URL": root,
      "TELEGRAM_WEBHOOK_SECRET": "s",
    ]
    if listening { environment["OPENAI_TRANSCRIPTION_MODEL"] = "oidos-1" }
    var settings = ServerSettings()
    settings.port = 0
    settings.publicURL = "https://tienda.example"
    return try await folder.configuration(environment.merging(more) { $1 }).serve(settings) { [log] line in
      log.lines.withLock { $0.append(line) }
    }
  }

  private func post(_ server: RunningServer, _ id: String, _ content: JSON) async throws {
    var message: JSON.Object = ["from": "59170000001", "id": .string(id), "timestamp": "1764000000"]
    for member in content.object?.members ?? [] { message[member.key] = member.value }
    let value: JSON = ["messaging_product": "whatsapp", "messages": [.object(message)]]
    let body: JSON = [
      "object": "whatsapp_business_account",
      "entry": [["id": "9", "changes": [["field": "messages", "value": value]]]],
    ]
    let bytes = Array(body.text.utf8)
    let mark = "sha256=" + (try #require(MACKey("un-secreto"))).code(for: bytes, .hmacSHA256).bytes.hex
    try await post(server, "whatsapp", ["X-Hub-Signature-256": mark], bytes)
  }

  private func post(
    _ server: RunningServer, _ channel: String, _ fields: HTTPFields, _ bytes: [UInt8]
  ) async throws {
    let url = try #require(HTTPURL("http://127.0.0.1:\(server.port)/webhooks/\(channel)"))
    let answer = try await HTTPClient().ask(HTTPClient.Request(.post, url, fields: fields, body: bytes))
    #expect(answer.status == .ok)
  }

  private static let spoken: JSON = ["type": "audio", "audio": ["id": "media-1", "voice": true]]

  private func text(_ words: String) -> JSON { ["type": "text", "text": ["body": .string(words)]] }

  private func stop(_ server: RunningServer) async {
    await server.stop()
    await outside.stop()
  }

  @Test func `is shown as it was understood, and only a written yes performs what it asks`() async throws {
    world.hear(["vendí 2 galletas", "Sí.", "deshacer"].map { HTTPResponse(.ok, ["text": .string($0)]) })
    let server = try await serve()
    var answers = world.sent.makeAsyncIterator()
    try await post(server, "a", text(server.chatCode()))
    _ = await answers.next()

    try await post(server, "b", Self.spoken)
    let proposal = try #require(await answers.next())
    #expect(proposal.contains("Entendí: «vendí 2 galletas»"))
    #expect(proposal.contains("¿Lo hago?"))
    let form = try #require(world.forms.first)
    #expect(form.target.segments == ["v1", "audio", "transcriptions"])
    #expect(form.fields["authorization"] == "Bearer sk-secreta")
    #expect(form.parts["model"] == Array("oidos-1".utf8))
    #expect(form.parts["language"] == Array("es".utf8))
    #expect(form.parts["file"] == VoiceWorld.sound)
    #expect(try await stock() == 40)

    try await post(server, "c", Self.spoken)
    #expect(try #require(await answers.next()).contains("Un sí hablado no alcanza"))
    #expect(try await stock() == 40)
    try await post(server, "d", text("sí"))
    #expect(try #require(await answers.next()).contains("POS-"))
    #expect(try await stock() == 38)

    try await post(server, "e", Self.spoken)
    #expect(try #require(await answers.next()).contains("Entendí: «deshacer»"))
    #expect(try await stock() == 38)
    try await post(server, "f", text("sí"))
    _ = await answers.next()
    #expect(try await stock() == 40)
    await stop(server)
  }

  @Test func `comes over Telegram as well`() async throws {
    world.hear([HTTPResponse(.ok, ["text": "  ¿cuánto hay\n de galletas? "])])
    let server = try await serve()
    var answers = world.sent.makeAsyncIterator()
    try await telegram(server, 1, ["text": .string(server.chatCode())])
    _ = await answers.next()
    try await telegram(server, 2, ["voice": ["file_id": "AwAC", "duration": 3]])
    let answer = try #require(await answers.next())
    #expect(answer.contains("Entendí: «¿cuánto hay de galletas?»"))
    #expect(answer.contains("40"))
    #expect(world.forms.first?.parts["file"] == VoiceWorld.sound)
    try await telegram(server, 3, ["voice": ["file_id": "AwAC", "duration": 121]])
    #expect(try #require(await answers.next()).contains("muy largo"))
    #expect(world.forms.count == 1)
    await stop(server)
  }

  private func telegram(_ server: RunningServer, _ id: Int64, _ content: JSON) async throws {
    var message: JSON.Object = [
      "message_id": JSON(id), "from": ["id": 77, "is_bot": false, "first_name": "Ana"],
      "chat": ["id": 77, "type": "private"],
    ]
    for member in content.object?.members ?? [] { message[member.key] = member.value }
    let update: JSON = ["update_id": JSON(id), "message": .object(message)]
    try await post(
      server, "telegram", ["X-Telegram-Bot-Api-Secret-Token": "s"], Array(update.text.utf8))
  }

  /// What the provider answers, what the person is told, and a word of the log.
  static let failures: [(answers: [HTTPResponse], told: String, logged: String)] = [
    (
      [500, 500, 500].map { HTTPResponse(HTTPStatus($0), fields: ["retry-after-ms": "1"]) },
      "No pude entender el audio", "server (HTTP 500)"
    ),
    ([HTTPResponse(.ok, "<html>", type: "text/html")], "No pude entender el audio", "unreadable"),
    ([HTTPResponse(.ok, ["text": " \n "])], "No pude entender el audio", "no se oye nada"),
    ([HTTPResponse(.ok, ["texto": "hola"])], "No pude entender el audio", "unreadable"),
    (
      [
        HTTPResponse(
          HTTPStatus(401), ["error": ["message": "bad key sk-secreta", "code": "invalid_api_key"]])
      ],
      "No pude entender el audio", "authentication"
    ),
  ]

  @Test(arguments: failures.indices)
  func `that nobody understands is asked for in writing, and the log says why`(_ index: Int) async throws {
    let failure = Self.failures[index]
    world.hear(failure.answers)
    let server = try await serve()
    var answers = world.sent.makeAsyncIterator()
    try await post(server, "a", text(server.chatCode()))
    _ = await answers.next()
    try await post(server, "b", Self.spoken)
    #expect(try #require(await answers.next()).contains(failure.told))
    let lines = log.lines.withLock { $0 }.filter { $0.hasPrefix("voz whatsapp:") }
    #expect(lines.count == 1)
    #expect(lines.first?.contains(failure.logged) == true, "\(lines)")
    #expect(lines.first?.contains("sk-secreta") == false)
    await stop(server)
  }

  @Test func `is not listened to once the shop has spent its day's tokens`() async throws {
    let usage: JSON = ["type": "tokens", "input_tokens": 10, "output_tokens": 5, "total_tokens": 15]
    world.hear([HTTPResponse(.ok, ["text": "hola", "usage": usage])])
    let server = try await serve(["BODEGUERO_MODEL_DAILY_TOKENS": "15"])
    var answers = world.sent.makeAsyncIterator()
    try await post(server, "a", text(server.chatCode()))
    _ = await answers.next()
    try await post(server, "b", Self.spoken)
    #expect(try #require(await answers.next()).contains("Entendí: «hola»"))
    try await post(server, "c", Self.spoken)
    #expect(try #require(await answers.next()).contains("No pude entender el audio"))
    #expect(world.forms.count == 1)
    #expect(log.lines.withLock { $0 }.contains { $0.contains("gasta por día") })
    await stop(server)
  }

  @Test func `that is too large is not fetched`() async throws {
    let large = try await Self(size: 5_000_001)
    let server = try await large.serve()
    var answers = large.world.sent.makeAsyncIterator()
    try await large.post(server, "a", text(server.chatCode()))
    _ = await answers.next()
    try await large.post(server, "b", Self.spoken)
    #expect(try #require(await answers.next()).contains("muy largo"))
    #expect(large.world.forms.isEmpty)
    await large.stop(server)
    await outside.stop()
  }

  @Test func `that cannot be had, or that nobody is set up to hear, is asked for in writing`() async throws {
    let server = try await serve()
    var answers = world.sent.makeAsyncIterator()
    try await post(server, "a", Self.spoken)
    #expect(try #require(await answers.next()).contains("pide en la tienda un código"), "a stranger")
    try await post(server, "b", text(server.chatCode()))
    _ = await answers.next()
    for (id, handle) in [("c", "../v1/models"), ("d", "media-2")] {
      try await post(server, id, ["type": "audio", "audio": ["id": .string(handle), "voice": true]])
      #expect(try #require(await answers.next()).contains("No pude entender el audio"))
    }
    #expect(world.forms.isEmpty)
    await server.stop()

    let deaf = try await serve(listening: false)
    try await post(deaf, "e", Self.spoken)
    #expect(try #require(await answers.next()).contains("solo leo texto"))
    await stop(deaf)
  }
}
