internal import Application
internal import Assistant
internal import Foundation
internal import HTTPClient
internal import HTTPServer
internal import Inventory
internal import LanguageModel
internal import Shop
internal import Store
internal import Synchronization
internal import Understanding
internal import Wire

/// What we add to a language model's own time, and what waiting for it takes.
enum Modelling: Family {
  static let name = "model"

  private static let products = 6_000

  static func measure(in workshop: Workshop) async throws -> [Row] {
    let sample = try await SampleShop("model.sqlite", products: products, in: workshop)
    try sample.sellForSixtyDays()
    let assistant = try Configuration.measured(sample.path, workshop).loadAssistant(sample.shop)
    var rows = [
      try await turnRow(assistant, sample), try parsingRow(), try await firstLineRow(assistant, sample),
      try await remoteCallRow(sample, workshop),
    ]
    await sample.close()
    rows += try await waitingRows(in: workshop)
    return rows
  }

  /// A client of the model on that port.
  private static func road(to port: String) throws -> ModelRoad {
    guard let base = HTTPURL("http://127.0.0.1:\(port)/v1"),
      let client = ModelClient(
        ModelSettings(base: base, key: nil, model: "medida"), HTTPClient(),
        RetryPolicy(jitter: { 0 }, now: { 0 }))
    else { throw Unmeasured("no address") }
    var road = ModelRoad(client) { FileHandle.standardError.write(Data("\($0)\n".utf8)) }
    road.preference = .modelFirst
    return road
  }
}

// MARK: - A turn

extension Modelling {
  private static let allowance = 0.001

  /// A question that takes two requests and a tool, beside the same two requests sent as they are.
  private static func turnRow(_ assistant: Assistant, _ sample: SampleShop) async throws -> Row {
    let model = try BenchmarkServer.model(pause: 0).start()
    let port = try model.line()
    let requests = try await requestsOfOneTurn(assistant, sample)
    let led = assistant.led(by: try road(to: port))
    let client = HTTPClient()
    guard let url = HTTPURL("http://127.0.0.1:\(port)/v1/chat/completions") else {
      throw Unmeasured("no address")
    }
    var number = 0
    let times = try await turnAbout(runs: 500) {
      let name = sample.names[number * 19 % products]
      let turn = try await led.turn(PlayedModel.question(name), sample.session, TurnOptions(recall: .nothing))
      guard turn.route == .model, turn.calls.first?.tool == "getProductStock" else {
        throw Unmeasured("the model did not answer: \(turn.replyText)")
      }
      number += 1
    } floor: {
      for body in requests {
        let answer = try await client.send(HTTPClient.Request(.post, url, body: body))
        guard answer.status == .ok else { throw Unmeasured("the model answered \(answer.status.code)") }
      }
    }
    let tools = (try? JSON(parsing: requests[0]))?["tools"]?.array?.count ?? 0
    let over = times.work.median - times.floor.median
    return Row(
      work: "a model's turn with \(tools) tools, \(products) products",
      figure: milliseconds(times.work.median), floor: milliseconds(times.floor.median),
      result: "+ \(milliseconds(over))\(over <= allowance ? "" : " !")", goal: "+ \(milliseconds(allowance))")
  }

  /// The bodies that one turn sends.
  private static func requestsOfOneTurn(
    _ assistant: Assistant, _ sample: SampleShop
  ) async throws -> [[UInt8]] {
    let bodies = Bodies()
    let server = try HTTPServer(HTTPServerConfiguration()) { request in
      bodies.all.withLock { $0.append(request.body) }
      return PlayedModel.answer(to: request.body)
    }
    let led = assistant.led(by: try road(to: String(server.port)))
    let turn = try await led.turn(PlayedModel.question(sample.names[0]), sample.session)
    await server.stop()
    let requests = bodies.all.withLock { $0 }
    guard requests.count == 2 else {
      throw Unmeasured("the turn took \(requests.count) requests: \(turn.replyText)")
    }
    return requests
  }

  private final class Bodies: Sendable {
    let all = Mutex<[[UInt8]]>([])
  }
}

// MARK: - A stream

extension Modelling {
  private static let slowest = 20.0

  /// A long answer read in the pieces in which it comes, beside the parser of JSON alone on the same events.
  private static func parsingRow() throws -> Row {
    let event = PlayedModel.chunk(["content": "unas palabras "], id: "chatcmpl-medida").text
    let events = Array(repeating: Array(event.utf8), count: 8_000_000 / (event.utf8.count + 8))
    let stream = events.flatMap { Array("data: ".utf8) + $0 + Array("\n\n".utf8) }
    let pieces = stride(from: 0, to: stream.count, by: 16_384).map {
      stream[$0..<min($0 + 16_384, stream.count)]
    }
    var (speeds, floors): ([Double], [Double]) = ([], [])
    for _ in 0..<5 {
      var reader = ChatAnswerReader()
      var words = 0
      let start = ContinuousClock.now
      for piece in pieces { words += reader.push(piece).utf8.count }
      speeds.append(megabytes(stream.count, since: start))
      guard words == events.count * 14 else { throw Unmeasured("words were lost") }
      let floorStart = ContinuousClock.now
      for event in events { _ = try JSON(parsing: event) }
      floors.append(megabytes(stream.count, since: floorStart))
    }
    let (speed, floor) = (Times(speeds).median, Times(floors).median)
    return Row(
      work: "a model's stream read", figure: "\(number(speed, 0)) MB/s",
      floor: "\(number(floor, 0)) MB/s of JSON",
      result: "\(number(speed / floor, 2))×\(speed >= slowest ? "" : " !")", goal: "≥ 20 MB/s")
  }

  private static func megabytes(_ bytes: Int, since start: ContinuousClock.Instant) -> Double {
    Double(bytes) / 1_000_000 / ((ContinuousClock.now - start) / .seconds(1))
  }

  /// From a model's first line on the wire to whoever hears it, beside a client that only receives.
  private static func firstLineRow(_ assistant: Assistant, _ sample: SampleShop) async throws -> Row {
    let model = try LineByLineModel()
    let led = assistant.led(by: try road(to: String(model.port)))
    let client = HTTPClient()
    guard let url = HTTPURL("http://127.0.0.1:\(model.port)/v1/chat/completions") else {
      throw Unmeasured("no address")
    }
    var (heard, received): ([Double], [Double]) = ([], [])
    for round in 0...200 {
      let first = FirstInstant()
      var options = TurnOptions(recall: .nothing)
      options.hearing = { _ in first.note() }
      let turn = try await led.turn("contame algo lindo", sample.session, options)
      guard turn.route == .model, let at = first.instant else {
        throw Unmeasured("nothing was heard: \(turn.replyText)")
      }
      let bare = FirstInstant()
      let sent = model.spoke
      _ = try await client.send(HTTPClient.Request(.post, url, body: Array("{}".utf8))) { _ in bare.note() }
      guard round > 0, let arrived = bare.instant else { continue }
      heard.append((at - sent) / .seconds(1))
      received.append((arrived - model.spoke) / .seconds(1))
    }
    let (figure, floor) = (Times(heard).median, Times(received).median)
    return Row(
      work: "a model's first line passed on", figure: milliseconds(figure), floor: milliseconds(floor),
      result: "+ \(milliseconds(figure - floor))\(figure <= allowance ? "" : " !")",
      goal: "≤ \(milliseconds(allowance))")
  }
}

/// When something happened first.
private final class FirstInstant: Sendable {
  private let first = Mutex<ContinuousClock.Instant?>(nil)

  func note() {
    let now = ContinuousClock.now
    first.withLock { $0 = $0 ?? now }
  }

  var instant: ContinuousClock.Instant? { first.withLock { $0 } }
}

// MARK: - Other assistants

extension Modelling {
  private static let remoteAllowance = 0.000_3

  /// A report by MCP over the standard streams, beside the turn that asks for it in words over those of `chat`.
  private static func remoteCallRow(_ sample: SampleShop, _ workshop: Workshop) async throws -> Row {
    func companion(_ arguments: String...) throws -> Companion {
      let settings = ["BODEGUERO_NOW=\(SampleShop.today)", try workshop.program]
      return try Companion("env", settings + arguments + ["--store", sample.path])
    }
    let (server, chat) = (try companion("mcp"), try companion("chat", "--json"))
    /// The answer as it came: to read it is the client's work.
    func ask(_ method: String, _ parameters: JSON) throws -> String {
      try server.write(
        JSON.object(["jsonrpc": "2.0", "id": 1, "method": .string(method), "params": parameters]).text + "\n")
      return try server.line()
    }
    let client: JSON = ["name": "medida", "version": "1"]
    _ = try ask(
      "initialize", ["protocolVersion": "2025-06-18", "capabilities": [:], "clientInfo": client])
    var report = ""
    let times = try await turnAbout(runs: 200) {
      report = try ask("tools/call", ["name": "getLowStockReport", "arguments": [:]])
    } floor: {
      try chat.write("¿qué tengo que reponer?\n")
      guard try chat.line().contains("getLowStockReport") else {
        throw Unmeasured("the report was not understood")
      }
    }
    let content = try JSON(parsing: report)["result"]?["structuredContent"]
    guard content?["productos"]?.array?.isEmpty == false else {
      throw Unmeasured("no report: \(report.prefix(200))")
    }
    let over = times.work.median - times.floor.median
    return Row(
      work: "the low stock report by MCP, beside its offline turn", figure: milliseconds(times.work.median),
      floor: milliseconds(times.floor.median),
      result: "\(over < 0 ? "−" : "+") \(milliseconds(abs(over)))\(over <= remoteAllowance ? "" : " !")",
      goal: "+ \(milliseconds(remoteAllowance))")
  }
}

// MARK: - Waiting

extension Modelling {
  private static let atOnce = 200
  /// Those of the store, of the HTTP client and of the pool, however many conversations there are.
  private static let mostThreads = 12
  private static let pause = 5

  /// What the program holds while so many conversations wait for a slow model.
  private static func waitingRows(in workshop: Workshop) async throws -> [Row] {
    let sample = try await SampleShop("waiting.sqlite", products: products, in: workshop)
    let token = try await sample.token([.read])
    await sample.close()
    let model = try BenchmarkServer.model(pause: pause).start()
    let server = try Companion(
      "env",
      [
        "OPENAI_BASE_URL=http://127.0.0.1:\(try model.line())/v1", "OPENAI_MODEL=medida",
        "BODEGUERO_MODEL_ROAD=model-first", "BODEGUERO_REQUESTS_PER_MINUTE=0", "sh", "-c",
        "exec \"$0\" \"$@\" 2>/dev/null", try workshop.program, "serve", "--store", sample.path, "--listen",
        "127.0.0.1:0",
      ])
    let origin = try server.origin()
    guard let url = HTTPURL(origin + "v1/chat/completions") else { throw Unmeasured(origin) }
    let client = HTTPClient()
    @Sendable func say(_ user: Int) async throws {
      let body: JSON = [
        "model": "bodeguero", "user": JSON(user),
        "messages": [["role": "user", "content": "contame algo lindo"]],
      ]
      var request = HTTPClient.Request(
        .post, url, fields: ["Authorization": "Bearer \(token)"], body: Array(body.text.utf8))
      request.limits.whole = .seconds(60)
      let answer = try await client.send(request)
      guard answer.status == .ok, String(decoding: answer.body.bytes, as: UTF8.self).contains("Con gusto")
      else {
        throw Unmeasured(
          "it was not answered: \(String(decoding: answer.body.bytes.prefix(300), as: UTF8.self))")
      }
    }
    try await say(0)
    let before = threads(of: server.process)
    var (during, resident) = (0, 0.0)
    let took = try await seconds {
      try await withThrowingTaskGroup(of: Void.self) { group in
        for user in 1...atOnce { group.addTask { try await say(user) } }
        try await Task.sleep(for: .seconds(pause) / 2)
        (during, resident) = (threads(of: server.process), memory(of: server.process, "VmRSS"))
        try await group.waitForAll()
      }
    }
    resident = max(resident, memory(of: server.process, "VmHWM"))
    let work = "\(atOnce) conversations with a model of \(pause) s"
    return [
      Row(
        work: work, figure: "\(number(took, 2)) s", floor: "\(pause) s",
        result: "\(number(took / Double(pause), 2))×\(took <= Double(pause) * 1.2 ? "" : " !")",
        goal: "≤ 1.2×"),
      Row(
        work: "threads meanwhile", figure: "\(during)", floor: "\(before)",
        result: during <= before + mostThreads ? "reached" : "missed !",
        goal: "+ \(mostThreads), none a conversation"),
      Row(work: "most memory meanwhile", resident, atMost: 150, unit: "MiB"),
    ]
  }

  private static func threads(of process: pid_t) -> Int {
    (try? FileManager.default.contentsOfDirectory(atPath: "/proc/\(process)/task"))?.count ?? 0
  }
}
