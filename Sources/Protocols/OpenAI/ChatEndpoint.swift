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
  let ask: @Sendable (String, Session, TurnOptions) async throws -> Turn
  let now: @Sendable () -> Instant
  let makeID: @Sendable () -> String
  let log: @Sendable (String) -> Void

  package init(
    _ door: TokenDoor, now: @escaping @Sendable () -> Instant, makeID: @escaping @Sendable () -> String,
    ask: @escaping @Sendable (String, Session, TurnOptions) async throws -> Turn,
    log: @escaping @Sendable (String) -> Void
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
      return unanswered(error).response
    }
  }

  private func unanswered(_ error: any Error) -> ChatFault {
    log("chat: \(error)")
    return ChatFault(HTTPProblem(.unavailable, "No se pudo contestar; vuelva a intentar", retryAfter: 5))
  }

  private func complete(_ request: ChatRequest, _ bearer: Bearer) async throws -> HTTPResponse {
    try Self.require(request.model)
    let session = bearer.session(at: "openai", for: request.user)
    let completion = Completion(
      id: "chatcmpl-" + makeID(), model: Self.model, created: now().milliseconds / 1000)
    switch request.delivery {
    case .whole:
      let turn = try await turn(request, session)
      return HTTPResponse(
        .ok, completion.whole(words(of: turn, request, session), .usage(of: turn)))
    case .stream(let includesUsage):
      return HTTPResponse(
        .ok,
        fields: [
          "Content-Type": "text/event-stream; charset=utf-8", "Cache-Control": "no-store",
          // Some proxies would keep it until it is whole.
          "X-Accel-Buffering": "no",
        ],
        streaming: HTTPStream { [session] send in
          try await stream(
            request, session, CompletionStream(completion, includesUsage: includesUsage, send))
        })
    }
  }

  /// Sends what a model says line by line while it still speaks, and the rest at the end.
  private func stream(
    _ request: ChatRequest, _ session: Session, _ events: CompletionStream
  ) async throws {
    var events = events
    try await events.begin()
    let (lines, heard) = AsyncStream<String>.makeStream()
    async let answer = {
      defer { heard.finish() }
      return try await turn(request, session) { heard.yield($0) }
    }()
    for await line in lines { try await events.say(line) }
    let made: Turn?
    do {
      made = try await answer
    } catch {
      try Task.checkCancellation()
      return try await events.fail(unanswered(error))
    }
    try await events.end(words(of: made, request, session), .usage(of: made))
  }

  private func words(of turn: Turn?, _ request: ChatRequest, _ session: Session) -> String {
    turn?.replyText ?? request.background?.answer(for: session.shop.name) ?? ""
  }

  /// Nil where the program asks for something of its own.
  private func turn(
    _ request: ChatRequest, _ session: Session, hearing: (@Sendable (String) -> Void)? = nil
  ) async throws -> Turn? {
    guard request.background == nil else { return nil }
    var options = TurnOptions()
    options.hearing = hearing
    return try await ask(request.text, session, options)
  }
}
