package import Shop
package import Wire

/// Lets programs in by their API token.
package struct TokenDoor: Sendable {
  private let authenticate: @Sendable (HTTPRequest) async throws -> Bearer

  /// `authenticate` says on whose behalf a request comes, and throws `HTTPProblem` for nobody's.
  package init(_ authenticate: @escaping @Sendable (HTTPRequest) async throws -> Bearer) {
    self.authenticate = authenticate
  }

  /// Whom the token of a request stands for; a browser's cookie does not count.
  ///
  /// - Throws: `HTTPProblem` 401, 429, or 503 where the store does not answer.
  func bearer(of request: HTTPRequest) async throws(HTTPProblem) -> Bearer {
    guard request.fields["Authorization"] != nil else {
      throw HTTPProblem(
        .unauthorized, "Falta identificarse: mande «Authorization: Bearer …» con un token de la tienda")
    }
    do {
      return try await authenticate(request)
    } catch let problem as HTTPProblem {
      throw problem
    } catch {
      throw HTTPProblem(.unavailable, "El almacén no responde", retryAfter: 5)
    }
  }
}
