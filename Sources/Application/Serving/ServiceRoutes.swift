internal import Inventory
internal import Shop
internal import Wire

/// What those ask who look after the server.
func serviceRoutes(
  _ shop: Shop, _ session: Session, _ door: Doorkeeper, _ mail: Mailroom, _ metrics: Metrics
) -> [HTTPRoute] {
  [
    HTTPRoute(.get, "/healthz") { _, _ in HTTPResponse(.ok, "ok\n", type: "text/plain") },
    HTTPRoute(.get, "/readyz") { _, _ in
      do {
        _ = try await shop.catalogueVersion(session)
        return HTTPResponse(.ok, "ok\n", type: "text/plain")
      } catch {
        return HTTPProblem(.unavailable, "El almacén no responde", retryAfter: 5).response
      }
    },
    HTTPRoute(.get, "/metrics") { request, _ in
      do {
        _ = try await door.bearer(of: request)
        return HTTPResponse(.ok, metrics.text(try await mail.backlog()), type: "text/plain; version=0.0.4")
      } catch let problem as HTTPProblem {
        return problem.response
      } catch {
        return HTTPProblem(.unavailable, "El almacén no responde", retryAfter: 5).response
      }
    },
  ]
}
