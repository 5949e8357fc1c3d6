package import Assistant
package import Shop
package import Wire

/// The REST API: every operation and question of the shop, under `/api/v1` (requirements §18, §26).
package struct API: Sendable {
  static let prefix = "/api/v1"

  let accounts: Accounts
  /// Answers what somebody says.
  let ask: @Sendable (String, Session, TurnOptions) async throws -> Turn
  /// On whose behalf a request comes; throws `HTTPProblem` 401 for nobody's.
  let authenticate: @Sendable (HTTPRequest) async throws -> Session

  package init(
    _ accounts: Accounts, ask: @escaping @Sendable (String, Session, TurnOptions) async throws -> Turn,
    authenticate: @escaping @Sendable (HTTPRequest) async throws -> Session
  ) {
    (self.accounts, self.ask, self.authenticate) = (accounts, ask, authenticate)
  }

  var shop: Shop { accounts.shop }

  var endpoints: [Endpoint] {
    [
      productEndpoints, categoryEndpoints, supplierEndpoints, movementEndpoints, reportEndpoints,
      alertEndpoints,
      saleEndpoints, customerEndpoints, branchEndpoints, transferEndpoints, personEndpoints, accountEndpoints,
      [assistantEndpoint],
    ].flatMap(\.self)
  }

  /// The routes of all endpoints and of the document that describes them.
  package var routes: [HTTPRoute] {
    let endpoints = endpoints
    let document = HTTPResponse(.ok, OpenAPI(endpoints).document)
    return endpoints.map { endpoint in
      HTTPRoute(endpoint.method, Self.prefix + endpoint.path) { await answer($0, $1, endpoint) }
    } + [HTTPRoute(.get, Self.prefix + "/openapi.json") { _, _ in document }]
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
      let session = try await authenticate(request)
      let answer = try await endpoint.run(try endpoint.call(request, places, session))
      return response(answer)
    } catch {
      return HTTPProblem(error).response
    }
  }

  private func response(_ answer: Answer) -> HTTPResponse {
    var response = HTTPResponse(answer.status, answer.json)
    for field in answer.fields.fields { response.fields.append(field.name, field.value) }
    response.fields["Cache-Control"] = "no-store"
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
