import Channels
import Crypto
import HTTPClient
import HTTPServer
import Inventory
import SQLite
import Shop
import Store
import Testing
import Wire

@testable import Application

/// A shop served with WhatsApp, whose Graph API stands on loopback and keeps what it is sent.
struct WhatsAppServingTests {
  private static let secret = "un-secreto"

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

  /// At `now` its clock stands still.
  private func serve(now: String = "") async throws -> RunningServer {
    try await folder.configuration([
      "BODEGUERO_NOW": now,
      "WHATSAPP_APP_SECRET": Self.secret, "WHATSAPP_VERIFY_TOKEN": "ficha", "WHATSAPP_TOKEN": "t",
      "WHATSAPP_PHONE_NUMBER_ID": "1", "WHATSAPP_GRAPH_URL": "http://127.0.0.1:\(graph.port)",
    ]).serve()
  }

  private func webhook(_ text: String, id: String) -> [UInt8] {
    webhook(id: id, "text", ["body": .string(text)])
  }

  private func webhook(tapping button: JSON, id: String) -> [UInt8] {
    webhook(id: id, "interactive", ["type": "button_reply", "button_reply": button])
  }

  private func webhook(id: String, _ kind: String, _ content: JSON) -> [UInt8] {
    var message: JSON.Object = [
      "from": "59170000001", "id": .string(id), "timestamp": "1764000000", "type": .string(kind),
    ]
    message[kind] = content
    let value: JSON = [
      "messaging_product": "whatsapp", "metadata": ["phone_number_id": "1"],
      "contacts": [["wa_id": "59170000001", "profile": ["name": "Ana"]]], "messages": [.object(message)],
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
    return try await HTTPClient().ask(
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

  @Test func `a token that has expired is logged once, however many wait for another`() async throws {
    let (tries, note) = AsyncStream<Void>.makeStream()
    let meta = try HTTPServer(HTTPServerConfiguration()) { _ in
      note.yield()
      return HTTPResponse(.badRequest, ["error": ["code": 190, "message": "Error validating access token"]])
    }
    let (lines, line) = AsyncStream<String>.makeStream()
    let server = try await folder.configuration([
      "WHATSAPP_APP_SECRET": Self.secret, "WHATSAPP_VERIFY_TOKEN": "ficha", "WHATSAPP_TOKEN": "t",
      "WHATSAPP_PHONE_NUMBER_ID": "1", "WHATSAPP_GRAPH_URL": "http://127.0.0.1:\(meta.port)",
    ]).serve { line.yield($0) }
    let body = String(decoding: webhook("hola", id: "a"), as: UTF8.self)
    _ = try await post(Array(body.utf8), to: server.port)
    _ = try await post(
      Array(body.replacing("59170000001", with: "59170000002").replacing("\"a\"", with: "\"b\"").utf8),
      to: server.port)
    _ = try await post(
      Array(body.replacing("\"phone_number_id\":\"1\"", with: "\"phone_number_id\":\"2\"").utf8),
      to: server.port)
    var answers = tries.makeAsyncIterator()
    for _ in 0..<2 { await answers.next() }
    await server.stop()
    line.finish()
    let log = await lines.reduce(into: [String]()) { $0.append($1) }
    #expect(log.count { $0.contains("renueve WHATSAPP_TOKEN") } == 1)
    #expect(log.count { $0.contains("llega lo del número «2»") } == 1)
    await meta.stop()
    await graph.stop()
  }

  @Test
  func `a button of an earlier proposal confirms nothing, and the one that stands is confirmed by its own`()
    async throws
  {
    let server = try await serve()
    var answers = sent.makeAsyncIterator()
    let prices = try Prices(sale: Money(minorUnits: 4800), cost: Money(minorUnits: 3000))
    let (shop, session) = (server.open.shop, server.open.session)
    let product = try await shop.createProduct(
      NewProduct(name: "Peine", sku: "PE", prices: prices), session)
    _ = try await shop.receive(
      EntryDraft(lines: [.init(product: product.id, quantity: Quantity(9))]), session)
    _ = try await post(webhook(server.chatCode(), id: "a"), to: server.port)
    _ = await answers.next()
    func proposal(_ text: String, _ id: String) async throws -> JSON {
      _ = try await post(webhook(text, id: id), to: server.port)
      let asked = try JSON(parsing: try #require(await answers.next()))
      let buttons = asked["interactive"]?["action"]?["buttons"]?.array
      return try #require(buttons?.first?["reply"])
    }
    func tap(_ button: JSON, _ id: String) async throws -> String {
      _ = try await post(webhook(tapping: button, id: id), to: server.port)
      return try #require(await answers.next())
    }
    let first = try await proposal("vendí 1 peine", "b")
    let second = try await proposal("vendí 2 peines", "c")
    #expect(try await tap(first, "d").contains("propuesta anterior"))
    #expect(try await shop.stock(of: product.id, session).total == Quantity(9))
    #expect(try await tap(second, "e").contains("Listo"))
    #expect(try await shop.stock(of: product.id, session).total == Quantity(7))
    #expect(try await !tap(second, "f").contains("no hice nada"))
    #expect(try await shop.stock(of: product.id, session).total == Quantity(7))
    await server.stop()
    await graph.stop()
  }

  @Test func `a yes that an earlier server left unanswered performs nothing`() async throws {
    let first = try await serve()
    var answers = sent.makeAsyncIterator()
    let (shop, session) = (first.open.shop, first.open.session)
    let product = try await shop.createProduct(
      NewProduct(name: "Peine", sku: "PE", prices: Prices(sale: Money(minorUnits: 4800))), session)
    _ = try await shop.receive(
      EntryDraft(lines: [.init(product: product.id, quantity: Quantity(9))]), session)
    _ = try await post(webhook(first.chatCode(), id: "a"), to: first.port)
    _ = await answers.next()
    _ = try await post(webhook("vendí 1 peine", id: "b"), to: first.port)
    _ = await answers.next()
    let yes = Message(
      id: "c", person: ChatPerson(id: "59170000001", address: "59170000001"), content: .text("sí"))
    await first.stop()
    let between = try await folder.configuration().open(door: "prueba")
    let left = IncomingMessage(
      channel: "whatsapp", id: yes.id, person: yes.person.id, content: yes.json.text)
    _ = try await Mailroom(between.shop, between.session).take([left])
    await between.database.close()

    let second = try await serve()
    #expect(try #require(await answers.next()).contains("Peine"))
    let (later, owner) = (second.open.shop, second.open.session)
    #expect(try await later.stock(of: product.id, owner).total == Quantity(9))
    _ = try await post(webhook("sí", id: "d"), to: second.port)
    #expect(try #require(await answers.next()).contains("Listo"))
    #expect(try await later.stock(of: product.id, owner).total == Quantity(8))
    await second.stop()
    await graph.stop()
  }

  @Test func `a stranger that answers everything is not answered for ever`() async throws {
    let server = try await serve(now: "2030-01-15T10:00")
    var answers = sent.makeAsyncIterator()
    for number in 1...14 {
      _ = try await post(webhook("gracias por escribir", id: "\(number)"), to: server.port)
    }
    for _ in 1...10 { #expect(try #require(await answers.next()).contains("pide en la tienda un código")) }
    _ = try await post(webhook(server.chatCode(), id: "code"), to: server.port)
    #expect(try #require(await answers.next()).contains("Listo, Ana"))
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
