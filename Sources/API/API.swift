package import Assistant
internal import Drawing
internal import Inventory
package import Shop
internal import Store
package import Wire

/// The REST API: every operation and question of the shop, under `/api/v1` (requirements §18, §26).
package struct API: Sendable {
  static let prefix = "/api/v1"

  let accounts: Accounts
  /// Answers what somebody says.
  let ask: @Sendable (String, Session, TurnOptions) async throws -> Turn
  /// On whose behalf a request comes; throws `HTTPProblem` 401 for nobody's.
  let authenticate: @Sendable (HTTPRequest) async throws -> Caller
  /// How browsers reach the pages of this server, such as `https://tienda.example`: where QR codes lead.
  let origin: String
  /// Takes a line about what went wrong here and not with the request.
  let log: @Sendable (String) -> Void
  private let drawing = DrawingQueue()
  /// Answers of a moment ago, by whose token and what for: panels and tills ask the same again and again.
  private let answers = UntilWritten<Question, HTTPResponse>(limit: 8 << 20) { $0.body.bytes.count + 512 }

  /// On whose behalf a request comes, and the mark that the store showed before they were looked up
  /// (`Database.changeMark`).
  package struct Caller: Sendable {
    package let bearer: Bearer
    let mark: Int64?

    package init(_ bearer: Bearer, mark: Int64?) { (self.bearer, self.mark) = (bearer, mark) }
  }

  private struct Question: Hashable {
    let token: AccessTokenID
    let target: String
  }

  package init(
    _ accounts: Accounts, origin: String,
    ask: @escaping @Sendable (String, Session, TurnOptions) async throws -> Turn,
    authenticate: @escaping @Sendable (HTTPRequest) async throws -> Caller,
    log: @escaping @Sendable (String) -> Void
  ) {
    (self.accounts, self.origin, self.ask, self.authenticate) = (accounts, origin, ask, authenticate)
    self.log = log
  }

  var shop: Shop { accounts.shop }

  var endpoints: [Endpoint] {
    [
      productEndpoints, categoryEndpoints, supplierEndpoints, movementEndpoints, reportEndpoints,
      alertEndpoints,
      saleEndpoints, pictureEndpoints, customerEndpoints, branchEndpoints, transferEndpoints,
      personEndpoints,
      accountEndpoints, entryEndpoints, [assistantEndpoint],
    ].flatMap(\.self)
  }

  /// The routes of all endpoints and of the document that describes them, and document 003's feed at its own place.
  package var routes: [HTTPRoute] {
    let endpoints = endpoints
    let document = HTTPResponse(.ok, OpenAPI(endpoints).document)
    return endpoints.map { endpoint in
      HTTPRoute(endpoint.method, Self.prefix + endpoint.path) { await answer($0, $1, endpoint) }
    } + [
      HTTPRoute(.get, noticeEndpoint.path) { await answer($0, $1, noticeEndpoint) },
      HTTPRoute(.get, Self.prefix + "/openapi.json") { _, _ in document },
    ]
      + Self.later.map { method, path in
        HTTPRoute(method, Self.prefix + path) { _, _ in
          HTTPProblem(.notImplemented, "Todavía no se puede: llega en una versión próxima").response
        }
      }
  }

  private func answer(
    _ request: HTTPRequest, _ places: HTTPPathParameters, _ endpoint: Endpoint
  ) async -> HTTPResponse {
    do {
      switch endpoint.work {
      case .member(let run):
        let caller = try await authenticate(request)
        return try await kept(for: caller, request) {
          try await response(try await run(try endpoint.call(request, places, caller.bearer)), to: request)
        }
      case .anyone(let run):
        return try await response(try await run(try endpoint.visit(request)), to: request)
      }
    } catch {
      let problem = HTTPProblem(error)
      if problem.status == .internalError { log("\(endpoint.method.name) \(endpoint.path): \(error)") }
      return problem.response
    }
  }

  /// The answer that was made a moment ago for the same question, while nothing has been written; else makes it.
  ///
  /// `Cache-Control: no-cache` has it made in any case.
  private func kept(
    for caller: Caller, _ request: HTTPRequest, make: () async throws -> HTTPResponse
  ) async throws -> HTTPResponse {
    guard request.method == .get, request.fields["Cache-Control"] != "no-cache" else {
      return try await make()
    }
    let question = Question(token: caller.bearer.token.id, target: request.target.raw)
    if let answer = answers.value(question, at: caller.mark) { return answer }
    let answer = try await make()
    if answer.status == .ok { answers.keep(answer, question, at: caller.mark) }
    return answer
  }

  private func response(_ answer: Answer, to request: HTTPRequest) async throws -> HTTPResponse {
    var response: HTTPResponse
    switch answer.content {
    case .json(let bytes):
      response = HTTPResponse(
        answer.status, fields: ["Content-Type": "application/json", "Cache-Control": "no-store"], body: bytes)
    case .picture(let picture): response = try await picture.response(to: request, drawn: drawing)
    }
    for field in answer.fields.fields { response.fields.append(field.name, field.value) }
    return response
  }
}

extension API {
  /// Paths of the documents whose operations come with a later version.
  static let later: [(HTTPMethod, String)] = [
    (.post, "/pos/terminal/registrar"), (.post, "/pos/terminal/generar-qr"),
    (.post, "/pos/terminal/procesar-pago"), (.get, "/pos/terminal/estado-pago/:id"),
    (.post, "/pos/reportes/corte-caja"), (.post, "/webhooks/mercadopago"),
    (.post, "/inventario/alertas/enviar-email"), (.get, "/pos/ventas/:id/ticket"), (.get, "/eventos"),
  ]
}
