import Foundation
import HTTPServer
import Inventory
import Shop
import SQLite
import Store
import Testing
import Wire

@testable import Application

struct ChannelCheckTests {
  /// A service on loopback that gives each path its answer.
  private func service(_ answers: [String: (status: Int, body: JSON)]) throws -> HTTPServer {
    try HTTPServer(HTTPServerConfiguration()) { request in
      let answer = answers[request.target.path] ?? (404, ["ok": false, "error_code": 404])
      return HTTPResponse(HTTPStatus(answer.status), answer.body)
    }
  }

  private func check(
    _ name: String, _ environment: [String: String], publicURL: String? = nil,
    visiting visit: @escaping PublicVisit = { _ in (200, "ok\n") }
  ) async throws -> (code: ExitCode, json: JSON, text: String) {
    let check = try await Configuration(environment: environment, executable: #filePath)
      .checkChannel(name, publicURL: publicURL, visiting: visit)
    return (check.code, try JSON(parsing: check.answer.json), check.answer.text)
  }

  private func texts(_ json: JSON, _ kind: String) -> [String] {
    (json["puntos"]?.array ?? []).filter { $0["tipo"]?.string == kind }.compactMap { $0["texto"]?.string }
  }

  @Test func `says which settings are missing, empty or malformed, and asks nobody`() async throws {
    let (code, json, text) = try await check(
      "twilio",
      ["TWILIO_ACCOUNT_SID": "ACx", "TWILIO_AUTH_TOKEN": " ", "TWILIO_API_URL": "http://127.0.0.1:1"])
    #expect(code == .badData)
    #expect(json["correcto"] == false)
    let faults = texts(json, "mal")
    #expect(faults.count == 4)
    #expect(faults.contains("TWILIO_AUTH_TOKEN está vacía"))
    #expect(faults.contains("falta TWILIO_FROM"))
    #expect(faults.contains { $0.hasPrefix("TWILIO_ACCOUNT_SID está mal escrita") })
    #expect(faults.contains { $0.contains("BODEGUERO_PUBLIC_URL") })
    #expect(!text.contains("ACx"))
  }

  @Test(
    arguments: [
      ("dialogflow", [:], nil, ExitCode.badData, "falta DIALOGFLOW_SECRET"),
      (
        "dialogflow", ["DIALOGFLOW_SECRET": "s"], "https://tienda.example", .ok,
        "https://tienda.example/webhooks/dialogflow"
      ),
      ("dialogflow", ["DIALOGFLOW_SECRET": "s"], "http://10.0.0.2", .badData, "no es https"),
      ("rasa", [:], nil, .ok, "un token de la tienda"),
      ("rasa", ["RASA_SECRET": "s"], "http://10.0.0.2", .ok, "http://10.0.0.2/webhooks/rest/webhook"),
    ] as [(String, [String: String], String?, ExitCode, String)])
  func `looks at the settings of what asks and waits`(
    name: String, environment: [String: String], publicURL: String?, code: ExitCode, words: String
  ) async throws {
    let result = try await check(name, environment, publicURL: publicURL)
    #expect(result.code == code)
    #expect(result.text.contains(words))
  }

  @Test func `asks Telegram for the bot and where it brings what comes`() async throws {
    let api = try service([
      "/bot12:abc/getMe": (200, ["ok": true, "result": ["username": "bodega_bot"]]),
      "/bot12:abc/getWebhookInfo": (
        200, ["ok": true, "result": ["url": "", "last_error_message": "Connection refused"]]
      ),
    ])
    let environment = [
      "TELEGRAM_BOT_TOKEN": "12:abc", "TELEGRAM_API_URL": "http://127.0.0.1:\(api.port)",
    ]
    let (code, json, text) = try await check("telegram", environment)
    #expect(code == .ok)
    #expect(json["correcto"] == true)
    #expect(texts(json, "bien").contains { $0.contains("@bodega_bot") })
    #expect(texts(json, "aviso").contains { $0.contains("Connection refused") })
    #expect(!text.contains("12:abc"))

    let wrong = environment.merging(["TELEGRAM_BOT_TOKEN": "12:otro"]) { _, own in own }
    let refused = try await check("telegram", wrong)
    #expect(refused.code == .badData)
    #expect(texts(refused.json, "mal").contains { $0.contains("TELEGRAM_BOT_TOKEN") })
    #expect(!refused.text.contains("12:otro"))
    await api.stop()
  }

  @Test(
    arguments: [
      (["id": "1", "display_phone_number": "+591 700", "verified_name": "Bodega"], 200, ExitCode.ok),
      (["error": ["code": 190, "message": "Token vencido"]], 401, .badData), (["id": "1"], 200, .badData),
    ] as [(JSON, Int, ExitCode)])
  func `asks Meta for the number`(body: JSON, status: Int, code: ExitCode) async throws {
    let graph = try service(["/v23.0/1": (status, body)])
    let result = try await check(
      "whatsapp",
      [
        "WHATSAPP_APP_SECRET": "s", "WHATSAPP_VERIFY_TOKEN": "v", "WHATSAPP_TOKEN": "EAAG-secreto",
        "WHATSAPP_PHONE_NUMBER_ID": "1", "WHATSAPP_GRAPH_URL": "http://127.0.0.1:\(graph.port)",
      ], publicURL: "https://tienda.example")
    #expect(result.code == code, "\(result.text)")
    #expect(texts(result.json, "bien").contains("el webhook es https://tienda.example/webhooks/whatsapp"))
    #expect(!result.text.contains("EAAG-secreto"))
    await graph.stop()
  }

  @Test(
    arguments: [
      (200, ["friendly_name": "Bodega", "status": "active", "type": "Full"], ExitCode.ok),
      (200, ["status": "suspended"], .badData), (401, ["code": 20_003, "message": "Authenticate"], .badData),
    ] as [(Int, JSON, ExitCode)])
  func `asks Twilio for the account`(status: Int, body: JSON, code: ExitCode) async throws {
    let sid = "AC" + String(repeating: "0", count: 32)
    let api = try service(["/2010-04-01/Accounts/\(sid).json": (status, body)])
    let result = try await check(
      "twilio",
      [
        "TWILIO_ACCOUNT_SID": sid, "TWILIO_AUTH_TOKEN": "clave", "TWILIO_FROM": "whatsapp:+14155238886",
        "TWILIO_API_URL": "http://127.0.0.1:\(api.port)",
      ], publicURL: "https://tienda.example")
    #expect(result.code == code, "\(result.text)")
    await api.stop()
  }

  @Test func `says that a service does not answer, and that an address is not safe`() async throws {
    let gone = try service([:])
    await gone.stop()
    let environment = [
      "MESSENGER_APP_SECRET": "s", "MESSENGER_VERIFY_TOKEN": "v", "MESSENGER_TOKEN": "t",
      "MESSENGER_GRAPH_URL": "http://127.0.0.1:\(gone.port)",
    ]
    #expect(
      try await check("messenger", environment, publicURL: "https://t.example").code == .storeUnavailable)
    let unsafe = try await check("messenger", environment, publicURL: "http://t.example")
    #expect(unsafe.code == .badData)
    #expect(texts(unsafe.json, "mal").contains { $0.contains("http://t.example no es https") })
  }

  @Test func `tries the address by which the world comes`() async throws {
    struct Nowhere: Error {}
    func result(_ visit: @escaping PublicVisit) async throws -> (code: ExitCode, text: String) {
      let result = try await check(
        "dialogflow", ["DIALOGFLOW_SECRET": "s"], publicURL: "https://tienda.example", visiting: visit)
      return (result.code, result.text)
    }
    let right = try await result { url in url == "https://tienda.example/healthz" ? (200, "ok\n") : (404, "")
    }
    #expect(right.code == .ok)
    let other = try await result { _ in (200, "<html>") }
    #expect(other.code == .badData)
    #expect(other.text.contains("no es este servidor quien contesta"))
    let silent = try await result { _ in throw Nowhere() }
    #expect(silent.code == .storeUnavailable)
    #expect(silent.text.contains("desde aquí no se llega a https://tienda.example/healthz"))
  }

  @Test func `says how many messages wait, and why`() async throws {
    let folder = try await ShopFolder()
    let open = try await folder.configuration().open(door: "terminal")
    let at = open.shop.now()
    try await open.shop.store.write(open.session.shop.id) { books in
      try books.enqueue(["{}"], channel: "telegram", person: "1", address: "1", cause: "a", at: at)
      try books.enqueue(["{}"], channel: "telegram", person: "2", address: "2", cause: "b", at: at)
    }
    let first = try #require(
      try await open.shop.store.read(open.session.shop.id) { try $0.dueMessages(at: at, limit: 1) }.first)
    try await open.shop.store.write(open.session.shop.id) {
      try $0.postpone(first.id, until: at, form: "usual", why: "401: Unauthorized")
    }
    await open.database.close()
    let api = try service(["/bot12:abc/getMe": (200, ["ok": true, "result": ["username": "bodega_bot"]])])
    let check = try await folder.configuration([
      "TELEGRAM_BOT_TOKEN": "12:abc", "TELEGRAM_API_URL": "http://127.0.0.1:\(api.port)",
    ]).checkChannel("telegram", publicURL: nil)
    let lines = check.answer.text.split(separator: "\n").filter { $0.contains("espera 1 mensaje") }
    #expect(lines.count == 2)
    #expect(lines.contains { $0.hasSuffix("401: Unauthorized") })
    #expect(lines.contains { $0.hasSuffix("¿corre «bodeguero serve»?") })
    await api.stop()
  }

  @Test func `knows no other channel, and lists its own`() async throws {
    let environment = ["TELEGRAM_BOT_TOKEN": "12:abc", "WHATSAPP_TOKEN": "t"]
    let failure = await #expect(throws: Failure.self) { try await check("fax", environment) }
    #expect(failure?.code == .usage)
    let list = try JSON(
      parsing: Configuration(environment: environment, executable: #filePath).listChannels().json)
    let states = (list["canales"]?.array ?? []).map { ($0["canal"]?.string, $0["estado"]?.string) }
    #expect(states.contains { $0 == ("telegram", "configurado") })
    #expect(states.contains { $0 == ("whatsapp", "incompleto") })
    #expect(states.contains { $0 == ("twilio", "sin_configurar") })
  }
}
