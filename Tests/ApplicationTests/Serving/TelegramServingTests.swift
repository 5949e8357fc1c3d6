import HTTPServer
import Shop
import Store
import Synchronization
import Testing
import Wire

@testable import Application

/// A Bot API on loopback that gives the updates it holds to whoever asks, until they are passed by.
private final class FakeBotAPI: Sendable {
  private struct State {
    var updates: [JSON] = []
    var calls: [String] = []
    var mostAsking = 0
    var asking = 0
  }

  private let state = Mutex(State())
  /// What the bot was told to do, but for asking: the method and its arguments.
  let calls: AsyncStream<(method: String, arguments: JSON)>
  private let note: AsyncStream<(method: String, arguments: JSON)>.Continuation

  init() { (calls, note) = AsyncStream.makeStream() }

  func hold(_ update: JSON) { state.withLock { $0.updates.append(update) } }

  /// How many asked for updates at once, at most.
  var mostAsking: Int { state.withLock { $0.mostAsking } }
  var waiting: Int { state.withLock { $0.updates.count } }

  func respond(to request: HTTPRequest) async -> HTTPResponse {
    guard request.target.segments.first == "bot12:abc", let method = request.target.segments.last,
      let arguments = try? JSON(parsing: request.body)
    else { return HTTPResponse(.notFound, ["ok": false, "error_code": 404, "description": "Not Found"]) }
    if method == "getUpdates" { return await updates(from: arguments["offset"]?.integer ?? 0) }
    note.yield((method, arguments))
    return HTTPResponse(.ok, ["ok": true, "result": ["message_id": 1]])
  }

  private func updates(from offset: Int64) async -> HTTPResponse {
    state.withLock {
      $0.updates.removeAll { $0["update_id"]?.integer ?? 0 < offset }
      $0.asking += 1
      $0.mostAsking = max($0.mostAsking, $0.asking)
    }
    defer { state.withLock { $0.asking -= 1 } }
    for _ in 0..<50 where waiting == 0 { try? await Task.sleep(for: .milliseconds(20)) }
    return HTTPResponse(.ok, ["ok": true, "result": .array(state.withLock { $0.updates })])
  }
}

/// A shop served with Telegram, whose Bot API stands on loopback.
struct TelegramServingTests {
  private let bot = FakeBotAPI()
  private let api: HTTPServer
  private let folder: ShopFolder

  init() async throws {
    api = try HTTPServer(HTTPServerConfiguration()) { [bot] in await bot.respond(to: $0) }
    folder = try await ShopFolder()
  }

  private func serve(publicURL: String? = nil) async throws -> RunningServer {
    try await folder.configuration([
      "TELEGRAM_BOT_TOKEN": "12:abc", "TELEGRAM_API_URL": "http://127.0.0.1:\(api.port)",
      "TELEGRAM_WEBHOOK_SECRET": "s",
    ]).serve(publicURL: publicURL)
  }

  private func update(_ id: Int64, _ text: String) -> JSON {
    let person: JSON = ["id": 77, "is_bot": false, "first_name": "Ana"]
    return [
      "update_id": JSON(id),
      "message": [
        "message_id": JSON(id), "from": person, "chat": ["id": 77, "type": "private"], "date": 1_764_000_000,
        "text": .string(text),
      ],
    ]
  }

  private func tap(_ id: Int64, _ data: String) -> JSON {
    [
      "update_id": JSON(id),
      "callback_query": [
        "id": "q\(id)", "from": ["id": 77, "is_bot": false], "data": .string(data),
        "message": ["message_id": 1, "chat": ["id": 77, "type": "private"]],
      ],
    ]
  }

  @Test func `without a public address it asks for what people write, and answers each once`() async throws {
    var calls = bot.calls.makeAsyncIterator()
    bot.hold(update(10, "cuánto vendí"))
    let server = try await serve()
    #expect(await calls.next()?.method == "deleteWebhook")
    let stranger = try #require(await calls.next())
    #expect(stranger.method == "sendMessage")
    #expect(stranger.arguments["chat_id"] == 77)
    #expect(stranger.arguments["text"]?.string?.contains("pide en la tienda un código") == true)

    let code = try await server.chatCode()
    bot.hold(update(11, "/start \(code)"))
    #expect(try #require(await calls.next()).arguments["text"]?.string?.contains("Listo, Ana") == true)

    bot.hold(update(12, "gracias"))
    let answer = try #require(await calls.next())
    #expect(answer.arguments["text"]?.string?.isEmpty == false)

    bot.hold(tap(13, "hola"))
    let both = [try #require(await calls.next()).method, try #require(await calls.next()).method]
    #expect(Set(both) == ["answerCallbackQuery", "sendMessage"])
    #expect(bot.mostAsking == 1)
    await server.stop()
    await api.stop()
  }

  @Test func `what was taken before a stop is not answered again after the start`() async throws {
    var calls = bot.calls.makeAsyncIterator()
    let first = try await serve()
    #expect(await calls.next()?.method == "deleteWebhook")
    bot.hold(update(10, "hola"))
    #expect(await calls.next()?.method == "sendMessage")
    await first.stop()
    // As if the confirmation had been lost on the way.
    bot.hold(update(10, "hola"))
    bot.hold(update(11, "cuánto vendí"))

    let second = try await serve()
    #expect(await calls.next()?.method == "deleteWebhook")
    let answer = try #require(await calls.next())
    #expect(answer.method == "sendMessage")
    while bot.waiting > 0 { try await Task.sleep(for: .milliseconds(10)) }
    bot.hold(tap(12, "x"))
    let rest = [try #require(await calls.next()).method, try #require(await calls.next()).method]
    #expect(Set(rest) == ["answerCallbackQuery", "sendMessage"], "the first message was answered twice")
    await second.stop()
    await api.stop()
  }

  @Test func `two servers over one store ask one at a time`() async throws {
    var calls = bot.calls.makeAsyncIterator()
    let first = try await serve()
    let second = try await serve()
    #expect(await calls.next()?.method == "deleteWebhook")
    for id in Int64(20)..<25 {
      bot.hold(update(id, "hola"))
      #expect(await calls.next()?.method == "sendMessage")
    }
    #expect(bot.mostAsking == 1)
    await first.stop()
    // The other takes over.
    #expect(await calls.next()?.method == "deleteWebhook")
    bot.hold(update(25, "hola"))
    #expect(await calls.next()?.method == "sendMessage")
    await second.stop()
    await api.stop()
  }

  @Test func `where the world reaches it over HTTPS it has Telegram bring what comes`() async throws {
    var calls = bot.calls.makeAsyncIterator()
    let server = try await serve(publicURL: "https://tienda.example")
    let call = try #require(await calls.next())
    #expect(call.method == "setWebhook")
    #expect(call.arguments["url"] == "https://tienda.example/webhooks/telegram")
    #expect(call.arguments["secret_token"] == "s")
    await server.intake.value
    #expect(bot.mostAsking == 0)
    await server.stop()
    await api.stop()
  }
}
