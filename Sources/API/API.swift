package import Assistant
internal import Crypto
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
  /// Where QR codes lead.
  let links: PageLinks
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
    _ accounts: Accounts, links: PageLinks,
    ask: @escaping @Sendable (String, Session, TurnOptions) async throws -> Turn,
    authenticate: @escaping @Sendable (HTTPRequest) async throws -> Caller,
    log: @escaping @Sendable (String) -> Void
  ) {
    (self.accounts, self.links, self.ask, self.authenticate) = (accounts, links, ask, authenticate)
    self.log = log
  }

  var shop: Shop { accounts.shop }

  var endpoints: [Endpoint] {
    [
      productEndpoints, categoryEndpoints, supplierEndpoints, movementEndpoints, priceEndpoints,
      reportEndpoints,
      stockReportEndpoints,
      alertEndpoints,
      saleEndpoints, openSaleEndpoints, pictureEndpoints, customerEndpoints, branchEndpoints,
      transferEndpoints,
      personEndpoints,
      accountEndpoints, entryEndpoints, settingEndpoints, [assistantEndpoint],
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
      + Self.later.map { method, path, missing in
        HTTPRoute(method, Self.prefix + path) { _, _ in
          HTTPProblem(.notImplemented, "Todavía no se puede: falta \(missing)").response
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
          try await response(
            try await perform(endpoint.call(request, places, caller.bearer), by: run), to: request)
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

  /// Runs a call; what its body names and the shop has not is a wrong field of it, and no missing page.
  private func perform(
    _ call: Call, by work: @Sendable (Call) async throws -> Answer
  ) async throws -> Answer {
    do { return try await work(call) } catch let error as ShopError {
      guard case .notFound(let kind, let id) = error, let field = call.body.reference(to: kind, id) else {
        throw error
      }
      throw HTTPProblem(invalid: field, error.reason)
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
    if let answer = answers.value(question, at: caller.mark) { return answer.unlessKnown(to: request) }
    let answer = try await make()
    if answer.status == .ok { answers.keep(answer, question, at: caller.mark) }
    return answer.unlessKnown(to: request)
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
    if case .json(let bytes) = answer.content, [.get, .head].contains(request.method) {
      // Stock moves without a new version of its product: what is shown names the tag too.
      let version = answer.fields["ETag"].map { $0.dropFirst().dropLast() + "-" } ?? ""
      response.fields["ETag"] = "\"\(version)\(entityTag(bytes))\""
    }
    return response
  }
}

/// A name that no other content of the same resource has.
func entityTag(_ content: [UInt8]) -> String { Array(sha256(content).prefix(12)).base64URL }

extension HTTPResponse {
  /// 304 in its place for whoever has it already (RFC 9110 §13.1.2).
  fileprivate func unlessKnown(to request: HTTPRequest) -> HTTPResponse {
    guard let tag = fields["ETag"], let known = request.fields["If-None-Match"],
      known == "*" || known.contains(tag)
    else { return self }
    var response = HTTPResponse(.notModified)
    response.fields = fields
    return response
  }
}

extension API {
  /// Paths of the documents whose operations come with a later version.
  static let later: [(HTTPMethod, path: String, missing: String)] = [
    (.post, "/pos/terminal/registrar", "la conexión con terminales de pago"),
    (.post, "/pos/terminal/generar-qr", "el cobro por QR de Mercado Pago"),
    (.post, "/pos/terminal/procesar-pago", "la conexión con terminales de pago"),
    (.get, "/pos/terminal/estado-pago/:id", "la conexión con terminales de pago"),
    (.post, "/pos/reportes/corte-caja", "la caja con sus cortes"),
    (.post, "/webhooks/mercadopago", "el cobro por Mercado Pago"),
    (.post, "/inventario/alertas/enviar-email", "el envío de correo"),
    (.get, "/pos/ventas/:id/ticket", "el ticket en PDF"), (.get, "/eventos", "la lista de eventos"),
  ]
}
