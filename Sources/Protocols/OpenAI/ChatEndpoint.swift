package import Assistant
package import Inventory
package import Shop
internal import Store
package import Wire

/// The assistant as a model of OpenAI's chat API, for chat pages and command lines that know no other.
///
/// The last message of the person is the turn. What was said before comes from the store, by token and `user`, and not
/// from the messages that the client repeats: a yes is to what this assistant proposed.
package struct ChatEndpoint: Sendable {
  /// The one model there is.
  static let model = "bodeguero"

  let door: TokenDoor
  /// Answers what somebody says.
  let ask: @Sendable (String, Session) async throws -> Turn
  let now: @Sendable () -> Instant
  let makeID: @Sendable () -> String
  let log: @Sendable (String) -> Void

  package init(
    _ door: TokenDoor, now: @escaping @Sendable () -> Instant, makeID: @escaping @Sendable () -> String,
    ask: @escaping @Sendable (String, Session) async throws -> Turn, log: @escaping @Sendable (String) -> Void
  ) {
    (self.door, self.ask, self.now, self.makeID, self.log) = (door, ask, now, makeID, log)
  }

  package var routes: [HTTPRoute] {
    [
      HTTPRoute(.get, "/v1/models") { request, _ in
        await respond(to: request) { _ in HTTPResponse(.ok, ["object": "list", "data": [Self.card]]) }
      },
      HTTPRoute(.get, "/v1/models/:id") { request, places in
        await respond(to: request) { _ in
          try Self.require(places["id"] ?? "")
          return HTTPResponse(.ok, Self.card)
        }
      },
      HTTPRoute(.post, "/v1/chat/completions") { request, _ in
        await respond(to: request) { try await complete(try ChatRequest(request.body), $0) }
      },
    ]
  }

  private static let card: JSON = [
    "id": .string(model), "object": "model", "created": 1_735_689_600, "owned_by": "bodeguero",
  ]

  private static func require(_ model: String) throws(ChatFault) {
    guard model == Self.model else {
      throw ChatFault(
        .notFound, "No hay ningún modelo «\(model.prefix(100))»; hay uno: «\(Self.model)»",
        code: "model_not_found", parameter: "model")
    }
  }

  private func respond(
    to request: HTTPRequest, _ answer: (Bearer) async throws -> HTTPResponse
  ) async -> HTTPResponse {
    do {
      return try await answer(try await door.bearer(of: request))
    } catch let fault as ChatFault {
      return fault.response
    } catch let problem as HTTPProblem {
      return ChatFault(problem).response
    } catch {
      log("chat: \(error)")
      return ChatFault(HTTPProblem(.unavailable, "No se pudo contestar; vuelva a intentar", retryAfter: 5))
        .response
    }
  }

  private func complete(_ request: ChatRequest, _ bearer: Bearer) async throws -> HTTPResponse {
    try Self.require(request.model)
    var session = bearer.session
    session.door = "openai:\(bearer.token.id.value):\(request.user)"
    let turn = request.isBackground ? nil : try await ask(request.text, session)
    let completion = Completion(
      id: "chatcmpl-" + makeID(), model: Self.model, created: now().milliseconds / 1000,
      text: turn?.replyText ?? session.shop.name, tokens: turn?.tokens ?? (0, 0))
    switch request.delivery {
    case .whole: return HTTPResponse(.ok, completion.whole)
    case .stream(let includesUsage): return completion.stream(includesUsage: includesUsage)
    }
  }
}
