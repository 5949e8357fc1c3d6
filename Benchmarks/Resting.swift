internal import Crypto
internal import Foundation
internal import Glibc
internal import Inventory
internal import Shop
internal import Wire

/// How many requests of the API and webhooks a second the program serves, over a shop of 10,000 products.
enum Resting: Family {
  static let name = "rest"

  private static let rounds = 3
  private static let atOnce = 100

  static func measure(in workshop: Workshop) async throws -> [Row] {
    let sellsAtOnce = try await salesPerSecond(in: workshop)
    let server = try await ShopServer(in: workshop)
    let products = "/api/v1/inventario/productos"
    let every = stride(from: 1, through: ShopServer.products, by: 7)
    let searches = SampleShop.typed(SampleShop.names(ShopServer.products)).map {
      "\(products)/buscar?q=\($0.percentCoded)"
    }
    var rows = try [
      ("product by id", 0.25, every.map { "\(products)/\($0)" }),
      ("page of 20 products", 0.12, (1...500).map { "\(products)?pagina=\($0)" }),
      ("search, \(ShopServer.products) products", 0.06, searches),
    ].flatMap { try Self.rows($0.0, atLeast: $0.1, server, $0.2) }
    let sales = try server.post(
      (0..<6_000).map { ("X-Sale: \($0)", Self.sale($0)) }, to: "/api/v1/pos/ventas", connections: atOnce)
    let share = sales.perSecond / sellsAtOnce
    rows.append(
      Row(
        work: "sale of 3 lines by POST, durable, \(atOnce) at once",
        figure: "\(number(sales.perSecond, 0)) sales/s", floor: "\(number(sellsAtOnce, 0)) sales/s",
        result: "\(number(share, 2))×\(share >= 0.5 ? "" : " !")", goal: "≥ 0.5×"))
    rows += try webhookRows(server)
    return rows
  }

  /// Requests for the targets, as programs ask and with every answer made anew, beside a bare answer as long as the
  /// first of them.
  private static func rows(
    _ work: String, atLeast goal: Double, _ server: ShopServer, _ targets: [String]
  ) throws -> [Row] {
    let length = try Connection(server.port).send(
      "GET \(targets[0]) HTTP/1.1\r\nHost: x\r\n\(server.authorization)\r\n\r\n")
    let bare = try BenchmarkServer.bare(body: String(repeating: "x", count: length)).start()
    let barePort = try bare.line()
    var (usual, anew, floors): ([Load], [Load], [Double]) = ([], [], [])
    for _ in 0..<rounds {
      usual.append(try server.get(targets))
      anew.append(try server.get(targets, fields: ["Cache-Control": "no-cache"]))
      floors.append(try Load(on: barePort).perSecond)
    }
    let floor = Times(floors).median
    func row(_ manner: String, _ loads: [Load]) -> Row {
      let (figure, p99) = (Times(loads.map(\.perSecond)).median, Times(loads.map(\.p99)).median)
      let isReached = figure >= goal * floor && p99 <= 5
      return Row(
        work: "\(work)\(manner)", figure: "\(number(figure, 0)) req/s, p99 \(number(p99, 1)) ms",
        floor: "\(number(floor, 0)) req/s", result: "\(number(figure / floor, 3))×\(isReached ? "" : " !")",
        goal: "≥ \(number(goal, 2))×, p99 ≤ 5 ms")
    }
    return [row(", 64 connections", usual), row(", each made anew", anew)]
  }

  /// The store's own rate, without HTTP.
  private static func salesPerSecond(in workshop: Workshop) async throws -> Double {
    let sample = try await SampleShop("rest-sales.sqlite", products: ShopServer.products, in: workshop)
    try Selling.fill(sample.path)
    var times: [Double] = []
    for round in 0..<20 {
      times.append(
        try await seconds {
          try await withThrowingTaskGroup(of: Void.self) { group in
            for place in 0..<atOnce {
              group.addTask {
                _ = try await sample.shop.sell(Selling.draft(round * atOnce + place), sample.session)
              }
            }
            try await group.waitForAll()
          }
        })
    }
    await sample.close()
    return Double(atOnce) / Times(times).median
  }

  private static func sale(_ number: Int) -> String {
    let items = Selling.products(number).map { "{\"producto_id\":\($0),\"cantidad\":1}" }
    return "{\"items\":[\(items.joined(separator: ","))],\"metodo_pago\":\"efectivo\"}"
  }
}

// MARK: - Webhooks

extension Resting {
  private static func webhookRows(_ server: ShopServer) throws -> [Row] {
    let target = "/webhooks/whatsapp"
    let bodies = try (0..<30_000).map { try webhook($0, named: "a") }
    let load = try server.post(bodies, to: target, connections: 64)
    let bare = try BenchmarkServer.bare(body: "").start()
    let floor = try Load(on: try bare.line()).perSecond
    let connection = try FloorConnection(server.path)
    try waitUntilAnswered(connection)

    // Two hundred a second, five seconds long.
    let client = try Connection(server.port)
    let start = ContinuousClock.now
    for number in 0..<1000 {
      let (field, body) = try webhook(number, named: "b")
      _ = try client.send(
        "POST \(target) HTTP/1.1\r\nHost: x\r\n\(field)\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)")
      let next = start + .milliseconds(5 * (number + 1))
      while ContinuousClock.now < next { usleep(200) }
    }
    try waitUntilAnswered(connection)
    let slowest = try connection.integer(
      """
      SELECT atendido_en - recibido_en FROM mensajes_entrantes WHERE id_externo LIKE 'wamid.b%'
      ORDER BY 1 DESC LIMIT 1 OFFSET 10
      """)
    let share = load.perSecond / floor
    return [
      Row(
        work: "WhatsApp question acknowledged, 64 connections",
        figure: "\(number(load.perSecond, 0)) req/s, p99 \(number(load.p99, 1)) ms",
        floor: "\(number(floor, 0)) req/s", result: "\(number(share, 3))×\(share >= 0.06 ? "" : " !")",
        goal: "≥ 0.06×"),
      Row(
        work: "its answer in the outbox, p99 at 200 a second", Double(slowest), atMost: 20, unit: "ms"),
    ]
  }

  /// A signed webhook with one question.
  private static func webhook(_ number: Int, named name: String) throws -> (field: String, body: String) {
    let phone = ShopServer.phones[number % ShopServer.phones.count]
    let body =
      "{\"object\":\"whatsapp_business_account\",\"entry\":[{\"id\":\"9\",\"changes\":[{\"field\":\"messages\","
      + "\"value\":{\"messaging_product\":\"whatsapp\",\"metadata\":{\"phone_number_id\":\"1\"},"
      + "\"contacts\":[{\"wa_id\":\"\(phone)\",\"profile\":{\"name\":\"Elena\"}}],\"messages\":[{"
      + "\"from\":\"\(phone)\",\"id\":\"wamid.\(name)\(number)\",\"timestamp\":\"1763500000\","
      + "\"type\":\"text\",\"text\":{\"body\":\"¿cuánto vendí ayer?\"}}]}}]}]}"
    guard let key = MACKey(ShopServer.secret) else { throw Unmeasured("no key") }
    return ("X-Hub-Signature-256: sha256=" + key.code(for: Array(body.utf8), .hmacSHA256).bytes.hex, body)
  }

  private static func waitUntilAnswered(_ connection: FloorConnection) throws {
    for _ in 0..<3000 {
      let left = try connection.integer("SELECT count(*) FROM mensajes_entrantes WHERE atendido_en IS NULL")
      if left == 0 { return }
      usleep(100_000)
    }
    throw Unmeasured("messages stay unanswered")
  }
}

/// One connection of a client that asks and waits.
private final class Connection {
  private let descriptor: Int32

  init(_ port: String) throws {
    guard let port = UInt16(port) else { throw Unmeasured("no port: \(port)") }
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    guard connectToLoopback(descriptor, port) else { throw Unmeasured("port \(port) is not served") }
  }

  deinit { close(descriptor) }

  /// Sends a request and returns the length of the answer's body.
  func send(_ request: String) throws -> Int {
    let bytes = Array(request.utf8)
    guard unsafe Glibc.send(descriptor, bytes, bytes.count, 0) == bytes.count else {
      throw Unmeasured("the request was not taken")
    }
    var answer: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65536)
    while case let count = unsafe recv(descriptor, &chunk, chunk.count, 0), count > 0 {
      answer += chunk[..<count]
      guard let end = answer.firstRange(of: Array("\r\n\r\n".utf8)) else { continue }
      let head = String(decoding: answer[..<end.lowerBound], as: UTF8.self)
      guard head.hasPrefix("HTTP/1.1 2"),
        let field = head.lowercased().split(separator: "\r\n").first(where: {
          $0.hasPrefix("content-length:")
        }),
        let length = field.split(separator: " ").last.flatMap({ Int($0) })
      else { throw Unmeasured(head) }
      if answer.count - end.upperBound >= length { return length }
    }
    throw Unmeasured("the connection ended")
  }
}
