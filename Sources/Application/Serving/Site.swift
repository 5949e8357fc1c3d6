internal import Foundation
internal import HTTPServer
internal import Inventory
internal import Shop
internal import Synchronization
internal import Wire

/// What stands in a line of the log.
private enum LogKey {
  static let (id, method, route) = (JSONWriter.Key("id"), JSONWriter.Key("metodo"), JSONWriter.Key("ruta"))
  static let (status, milliseconds) = (JSONWriter.Key("estado"), JSONWriter.Key("ms"))
  static let (bytes, peer) = (JSONWriter.Key("bytes"), JSONWriter.Key("de"))
}

/// Everything that the server answers: each request passes the door, finds its route, and leaves a line in the log.
struct Site: Sendable {
  let router: HTTPRouter
  let door: Doorkeeper
  let metrics: Metrics
  let allowedOrigins: Set<String>
  let isSecure: Bool
  let ids = RequestIDs()
  let notes = NoteLimit()
  let log: @Sendable (String) -> Void

  /// What we read one value of: with two, somebody on the way may have read the other.
  private static let singleFields = [
    "Authorization", "Content-Type", "Idempotency-Key", "If-Match", "Origin", "Sec-Fetch-Site",
    "X-Hub-Signature-256", "X-Twilio-Signature", "X-Twilio-Webhooks-Signature-Settings",
    "X-Telegram-Bot-Api-Secret-Token",
  ]

  func respond(to request: HTTPRequest) async -> HTTPResponse {
    let start = ContinuousClock.now
    let id = ids.next()
    let (response, route) = await answer(request)
    let seconds = (ContinuousClock.now - start) / .seconds(1)
    metrics.note(request, route: route, status: response.status, seconds: seconds)
    log(line(id, request, route, response, seconds))
    return dressed(response, for: request, id)
  }

  /// Answers what never became a request, or was given up, and leaves a line of it too.
  func refuse(_ refusal: HTTPRefusal) -> HTTPResponse {
    let line: JSON = [
      "id": .string(ids.next()), "estado": JSON(refusal.status.code), "motivo": .string(refusal.detail),
    ]
    log(line.text)
    return refusal.problem.response
  }

  /// Counts what the library below refused by itself, and leaves a line of it while there are not too many.
  func note(_ reason: String) {
    metrics.count("http_library_refusals")
    guard notes.take(at: door.now()) else { return }
    let line: JSON = ["id": .string(ids.next()), "biblioteca": .string(reason)]
    log(line.text)
  }

  private func answer(_ request: HTTPRequest) async -> (HTTPResponse, route: String?) {
    do {
      try door.admit(request)
    } catch {
      return (error.response, nil)
    }
    if let name = request.fields.repeated(among: Self.singleFields) {
      return (HTTPProblem(.badRequest, "El encabezado \(name) viene más de una vez").response, nil)
    }
    if request.method == .options, request.fields["Access-Control-Request-Method"] != nil {
      return (HTTPResponse(.noContent), nil)
    }
    let outcome = await router.respond(to: request)
    return (outcome.response, outcome.route)
  }

  /// The answer with what every answer bears.
  private func dressed(_ response: HTTPResponse, for request: HTTPRequest, _ id: String) -> HTTPResponse {
    var response = response
    func add(_ name: String, _ value: String) {
      if response.fields[name] == nil { response.fields.append(name, value) }
    }
    add("X-Request-Id", id)
    add("X-Content-Type-Options", "nosniff")
    add("Referrer-Policy", "no-referrer")
    add("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
    if isSecure { add("Strict-Transport-Security", "max-age=31536000") }
    guard !allowedOrigins.isEmpty else { return response }
    add("Vary", "Origin")
    guard let origin = request.fields["Origin"], allowedOrigins.contains(origin) else { return response }
    add("Access-Control-Allow-Origin", origin)
    add("Access-Control-Expose-Headers", "ETag, Location, Retry-After, X-Request-Id")
    if request.method == .options {
      add("Access-Control-Allow-Methods", "GET, POST, PUT, PATCH, DELETE")
      add(
        "Access-Control-Allow-Headers",
        "Authorization, Content-Type, Idempotency-Key, If-Match, If-None-Match, MCP-Protocol-Version, "
          + "Mcp-Method, Mcp-Name")
      add("Access-Control-Max-Age", "600")
    }
    return response
  }

  /// One line of JSON without secrets: of the path only the route that was declared, since a link may hold one.
  private func line(
    _ id: String, _ request: HTTPRequest, _ route: String?, _ response: HTTPResponse, _ seconds: Double
  ) -> String {
    var line = JSONWriter(capacity: 200)
    line.beginObject()
    line.key(LogKey.id)
    line.string(id)
    line.key(LogKey.method)
    line.string(String(request.method.name.prefix(20)))
    line.key(LogKey.route)
    line.string(route)
    line.key(LogKey.status)
    line.integer(Int64(response.status.code))
    line.key(LogKey.milliseconds)
    line.integer(Int64(seconds * 1000))
    line.key(LogKey.bytes)
    line.integer(response.body.size.map { Int64($0) })
    line.key(LogKey.peer)
    line.string(request.peer)
    line.endObject()
    return String(decoding: line.bytes, as: UTF8.self)
  }
}

/// How many lines strangers may bring about that no request stands behind: 60 at once, then one a second.
final class NoteLimit: Sendable {
  private let limiter = Mutex(RateLimiter<Int>(burst: 60, perMinute: 60, capacity: 1))

  func take(at now: Instant) -> Bool { limiter.withLock { $0.take(0, at: now) == nil } }
}
