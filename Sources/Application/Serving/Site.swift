internal import Foundation
internal import HTTPServer
internal import Inventory
internal import Shop
internal import Wire

/// Everything that the server answers: each request passes the door, finds its route, and leaves a line in the log.
struct Site: Sendable {
  let router: HTTPRouter
  let door: Doorkeeper
  let metrics: Metrics
  let allowedOrigins: Set<String>
  let isSecure: Bool
  let ids = RequestIDs()
  let log: @Sendable (String) -> Void

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

  private func answer(_ request: HTTPRequest) async -> (HTTPResponse, route: String?) {
    do {
      try door.admit(request)
    } catch {
      return (error.response, nil)
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
        "Authorization, Content-Type, Idempotency-Key, If-Match, MCP-Protocol-Version, Mcp-Method, Mcp-Name")
      add("Access-Control-Max-Age", "600")
    }
    return response
  }

  /// One line of JSON without secrets: of the path only the route that was declared, since a link may hold one.
  private func line(
    _ id: String, _ request: HTTPRequest, _ route: String?, _ response: HTTPResponse, _ seconds: Double
  ) -> String {
    let line: JSON = [
      "id": .string(id), "metodo": .string(String(request.method.name.prefix(20))),
      "ruta": JSON(route), "estado": JSON(response.status.code), "ms": JSON(Int(seconds * 1000)),
      "bytes": JSON(response.body.count), "de": .string(request.peer),
    ]
    return line.text
  }
}
