import Crypto
import HTTPClient
import HTTPServer
import Synchronization
import Testing
import Wire

@testable import Application

/// Twilio, Meta and the provider of models on one server on loopback.
private final class FakeWorld: Sendable {
  static let account = "AC" + String(repeating: "1", count: 32)
  static let folder = "/2010-04-01/Accounts/\(account)/Messages"

  /// What was recorded.
  let sound: [UInt8]
  /// Where Twilio sends whoever asks for it.
  let onward: String
  /// The files that were asked for, and the parts of the forms that the provider was sent.
  private let state = Mutex<(files: [HTTPRequest], forms: [[String: [UInt8]]])>(([], []))
  let sent: AsyncStream<String>
  private let note: AsyncStream<String>.Continuation

  init(_ sound: [UInt8], onward: String) {
    (self.sound, self.onward) = (sound, onward)
    (sent, note) = AsyncStream.makeStream()
  }

  var files: [HTTPRequest] { state.withLock { $0.files } }
  var forms: [[String: [UInt8]]] { state.withLock { $0.forms } }

  func respond(to request: HTTPRequest) -> HTTPResponse {
    if request.method == .get {
      state.withLock { $0.files.append(request) }
      return file(request)
    }
    switch request.target.path {
    case "/v1/audio/transcriptions":
      state.withLock { $0.forms.append(request.parts) }
      return HTTPResponse(.ok, ["text": "¿cuánto vendí hoy?"])
    case Self.folder + ".json":
      let form = HTTPTarget.parameters(request.body) ?? []
      note.yield(form.first { $0.name == "Body" }?.value ?? "")
      return HTTPResponse(.created, ["sid": "SM9"])
    case "/v23.0/me/messages":
      note.yield(String(decoding: request.body, as: UTF8.self))
      return HTTPResponse(.ok, ["message_id": "m9"])
    default: return HTTPResponse(.notFound)
    }
  }

  private func file(_ request: HTTPRequest) -> HTTPResponse {
    let isAccount = request.fields["Authorization"] == "Basic " + Array("\(Self.account):clave".utf8).base64
    switch request.target.path {
    case Self.folder + "/MM1/Media/ME1" where isAccount:
      return HTTPResponse(HTTPStatus(307), fields: ["Location": onward])
    case "/cdn/round":
      return HTTPResponse(HTTPStatus(307), fields: ["Location": "/cdn/round"])
    case "/cdn/bytes":
      return HTTPResponse(.ok, fields: ["Content-Type": "audio/amr"], body: sound)
    case "/clip" where request.fields["Authorization"] == nil && request.target["llave"] == "1":
      return HTTPResponse(.ok, fields: ["Content-Type": "audio/mp4"], body: sound)
    default: return HTTPResponse(.notFound)
    }
  }
}

/// A shop that is spoken to over services that send the address of what was said.
@Suite struct `A voice note by its address` {
  private static let publicURL = "https://tienda.example"

  private struct Scene {
    let world: FakeWorld
    let outside: HTTPServer
    let server: RunningServer
    fileprivate let folder: ShopFolder

    func stop() async {
      await server.stop()
      await outside.stop()
    }

    var origin: String { "http://127.0.0.1:\(outside.port)" }
  }

  private func scene(
    _ sound: [UInt8] = Array("#!AMR\n\u{0}…".utf8), onward: String = "/cdn/bytes"
  ) async throws -> Scene {
    let world = FakeWorld(sound, onward: onward)
    let outside = try HTTPServer(HTTPServerConfiguration()) { world.respond(to: $0) }
    let root = "http://127.0.0.1:\(outside.port)"
    let folder = try await ShopFolder()
    let server = try await folder.configuration([
      "TWILIO_ACCOUNT_SID": FakeWorld.account, "TWILIO_AUTH_TOKEN": "clave", "TWILIO_FROM": "+15005550006",
      "TWILIO_API_URL": root, "MESSENGER_APP_SECRET": "un-secreto", "MESSENGER_VERIFY_TOKEN": "ficha",
      "MESSENGER_TOKEN": "graph", "MESSENGER_GRAPH_URL": root, "OPENAI_BASE_URL": root + "/v1",
      "OPENAI_TRANSCRIPTION_MODEL": "oidos-1",
    ]).serve(publicURL: Self.publicURL)
    return Scene(world: world, outside: outside, server: server, folder: folder)
  }

  private func post(_ scene: Scene, _ channel: String, _ fields: HTTPFields, _ bytes: [UInt8]) async throws {
    let url = try #require(HTTPURL("http://127.0.0.1:\(scene.server.port)/webhooks/\(channel)"))
    let answer = try await HTTPClient().ask(HTTPClient.Request(.post, url, fields: fields, body: bytes))
    #expect(answer.status == .ok)
  }

  private func twilio(_ scene: Scene, _ id: String, _ content: [String: String]) async throws {
    func coded(_ text: String) -> String { text.utf8.map { "%" + [$0].hex }.joined() }
    let parameters = content.merging(["MessageSid": id, "From": "+59170000001"]) { own, _ in own }
    let signed = parameters.sorted { $0.key < $1.key }.map { $0.key + $0.value }.joined()
    let mark = try #require(MACKey("clave")).code(
      for: Self.publicURL + "/webhooks/twilio" + signed, .hmacSHA1)
    try await post(
      scene, "twilio",
      [
        "Content-Type": "application/x-www-form-urlencoded", "X-Twilio-Signature": mark.bytes.base64,
      ], Array(parameters.map { "\(coded($0))=\(coded($1))" }.joined(separator: "&").utf8))
  }

  private func spoken(at url: String) -> [String: String] {
    ["Body": "", "NumMedia": "1", "MediaContentType0": "audio/amr", "MediaUrl0": url]
  }

  private func meta(_ scene: Scene, _ service: String, _ id: String, _ content: JSON) async throws {
    var message: JSON.Object = ["mid": .string(id)]
    for member in content.object?.members ?? [] { message[member.key] = member.value }
    let event: JSON = ["sender": ["id": "77"], "recipient": ["id": "9"], "message": .object(message)]
    let body: JSON = ["object": .string(service), "entry": [["id": "9", "messaging": [event]]]]
    let bytes = Array(body.text.utf8)
    let mark = try #require(MACKey("un-secreto")).code(for: bytes, .hmacSHA256).bytes.hex
    try await post(scene, "messenger", ["X-Hub-Signature-256": "sha256=" + mark], bytes)
  }

  private func clip(at url: String) -> JSON {
    ["attachments": [["type": "audio", "payload": ["url": .string(url)]]]]
  }

  @Test func `of Twilio's is fetched as its account, and heard`() async throws {
    let scene = try await scene()
    var answers = scene.world.sent.makeAsyncIterator()
    try await twilio(scene, "SM1", ["Body": scene.server.chatCode()])
    _ = await answers.next()
    try await twilio(scene, "SM2", spoken(at: scene.origin + FakeWorld.folder + "/MM1/Media/ME1"))
    #expect(try #require(await answers.next()).contains("Entendí: «¿cuánto vendí hoy?»"))
    #expect(scene.world.forms.map { $0["file"] } == [scene.world.sound])
    #expect(scene.world.files.map { $0.fields["Authorization"] != nil } == [true, false])
    await scene.stop()
  }

  /// Where Twilio sends us on to, and how often it is asked until that is enough.
  @Test(arguments: [
    ("http://127.0.0.1:PORT/cdn/bytes", 1), ("https://127.0.0.1:PORT/x", 1), ("x", 1), ("/cdn/round", 3),
  ])
  func `that Twilio sends elsewhere, or round in circles, is not followed there`(
    _ onward: String, _ asked: Int
  ) async throws {
    let elsewhere = FakeWorld([], onward: "")
    let other = try HTTPServer(HTTPServerConfiguration()) { elsewhere.respond(to: $0) }
    let scene = try await scene(onward: onward.replacing("PORT", with: "\(other.port)"))
    var answers = scene.world.sent.makeAsyncIterator()
    try await twilio(scene, "SM1", ["Body": scene.server.chatCode()])
    _ = await answers.next()
    try await twilio(scene, "SM2", spoken(at: scene.origin + FakeWorld.folder + "/MM1/Media/ME1"))
    #expect(try #require(await answers.next()).contains("No pude entender el audio"))
    #expect(scene.world.files.count == asked)
    #expect(scene.world.files.count { $0.fields["Authorization"] != nil } == 1)
    #expect(elsewhere.files.isEmpty)
    await scene.stop()
    await other.stop()
  }

  @Test(arguments: ["page", "instagram"])
  func `of Meta's is fetched without our token, and heard`(service: String) async throws {
    let scene = try await scene()
    var answers = scene.world.sent.makeAsyncIterator()
    try await meta(scene, service, "m1", ["text": .string(scene.server.chatCode())])
    _ = await answers.next()
    try await meta(scene, service, "m2", clip(at: scene.origin + "/clip?llave=1"))
    #expect(try #require(await answers.next()).contains("Entendí: «¿cuánto vendí hoy?»"))
    #expect(scene.world.forms.map { $0["file"] } == [scene.world.sound])
    await scene.stop()
  }

  @Test func `that lies elsewhere is not fetched, and asked for in writing`() async throws {
    let scene = try await scene()
    var answers = scene.world.sent.makeAsyncIterator()
    try await twilio(scene, "SM1", ["Body": scene.server.chatCode()])
    _ = await answers.next()
    let elsewhere = [
      scene.origin + "/cdn/bytes", scene.origin + FakeWorld.folder + "/MM1/Media/../../../cdn/bytes",
      "http://localhost:\(scene.outside.port)\(FakeWorld.folder)/MM1/Media/ME1",
    ]
    for (number, url) in elsewhere.enumerated() {
      try await twilio(scene, "SM2\(number)", spoken(at: url))
      #expect(try #require(await answers.next()).contains("No pude entender el audio"))
    }
    try await meta(scene, "page", "m1", ["text": .string(scene.server.chatCode())])
    _ = await answers.next()
    try await meta(scene, "page", "m2", clip(at: "http://localhost:\(scene.outside.port)/clip?llave=1"))
    #expect(try #require(await answers.next()).contains("No pude entender el audio"))
    #expect(scene.world.files.isEmpty)
    #expect(scene.world.forms.isEmpty)
    await scene.stop()
  }

  @Test func `that is too large is not heard to its end`() async throws {
    let scene = try await scene(Array(repeating: 7, count: 5_000_001))
    var answers = scene.world.sent.makeAsyncIterator()
    try await meta(scene, "page", "m1", ["text": .string(scene.server.chatCode())])
    _ = await answers.next()
    try await meta(scene, "page", "m2", clip(at: scene.origin + "/clip?llave=1"))
    #expect(try #require(await answers.next()).contains("muy largo"))
    #expect(scene.world.forms.isEmpty)
    await scene.stop()
  }
}
