internal import Assistant
package import Shop
internal import Wire

/// One client at the other end of two pipes: a JSON-RPC message a line, in both directions.
///
/// Requests are answered one after another, in their order; only a change that waits for its person's yes lets the
/// next ones pass.
package actor MCPDialogue {
  /// So many changes may wait for their person at once.
  private static let mostQuestions = 16

  private let server: MCPServer
  private let session: Session
  private let isTrustedToAsk: Bool
  private let send: @Sendable (String) -> Void

  private var revision = Revision.unsaid
  private var capabilities = JSON.Object()
  private var questions: [JSON: Question] = [:]
  private var questionCount = 0
  /// Requests that may have to wait for their person.
  private var working: Set<JSON> = []
  /// Those of them that the client took back: nobody is asked for them any more, and they get no answer.
  private var cancelled: Set<JSON> = []
  /// Whether the client is gone, so that nobody answers any more.
  private var isOver = false

  private struct Question {
    /// The request for whose sake it is asked.
    let request: JSON
    let answered: CheckedContinuation<JSON?, Never>
  }

  /// A line that came in.
  package enum Line: Sendable {
    case text([UInt8])
    /// Longer than is read.
    case tooLong
  }

  /// Serves `session`; a client that cannot show its person a form may change the shop only if it `isTrustedToAsk`.
  ///
  /// `send` gets each line to be written, without its end.
  package init(
    _ server: MCPServer, _ session: Session, isTrustedToAsk: Bool, send: @escaping @Sendable (String) -> Void
  ) {
    (self.server, self.session, self.isTrustedToAsk, self.send) = (server, session, isTrustedToAsk, send)
  }

  /// Answers line by line until there are no more; questions that are open then count as a no.
  package func run(_ next: @Sendable () async -> Line?) async {
    await withDiscardingTaskGroup { group in
      while let line = await next() {
        switch line {
        case .tooLong: reply(RemoteFault(.notJSON, "La línea es demasiado larga").answer(to: nil))
        case .text(let bytes): await take(bytes, &group)
        }
      }
      isOver = true
      for question in questions.values { question.answered.resume(returning: nil) }
      questions = [:]
    }
  }

  private func reply(_ json: JSON) { send(json.text) }

  private func take(_ bytes: [UInt8], _ group: inout DiscardingTaskGroup) async {
    guard bytes.contains(where: { $0 != 0x20 && $0 != 0x0D && $0 != 0x09 }) else { return }
    let json: JSON
    do {
      json = try JSON(parsing: bytes)
    } catch {
      return reply(RemoteFault(.notJSON, "La línea no es JSON desde el byte \(error.offset)").answer(to: nil))
    }
    guard let messages = json.array, revision.hasBatches else { return await take(json, &group) }
    if let answer = await answers(to: messages) { reply(answer) }
  }

  private func take(_ json: JSON, _ group: inout DiscardingTaskGroup) async {
    do throws(RemoteFault) {
      switch try RemoteMessage(json) {
      case .notification(let method, let parameters): note(method, parameters)
      case .answer(let id, let result):
        questions.removeValue(forKey: id)?.answered.resume(returning: result)
      case .request(let request):
        let client = try client(of: request)
        guard case .asking = client.consent, server.calls(aWriteIn: request) else {
          return reply(await answer(request, client))
        }
        guard working.count < Self.mostQuestions else {
          throw RemoteFault(.internalError, server.voice(client).say(ProtocolPhrase.busy))
        }
        working.insert(request.id)
        group.addTask { await self.answerLater(request, client) }
      }
    } catch {
      reply(error.answer(to: json.remoteID))
    }
  }

  private func answerLater(_ request: RemoteRequest, _ client: MCPClient) async {
    let answer = await answer(request, client)
    working.remove(request.id)
    if cancelled.remove(request.id) == nil { reply(answer) }
  }

  private func answer(_ request: RemoteRequest, _ client: MCPClient) async -> JSON {
    do {
      return .answer(try await server.result(of: request, for: client), to: request.id)
    } catch {
      return error.answer(to: request.id)
    }
  }

  /// The answers to a batch, in its order, with nobody asked anything in between; nil where none is wanted.
  private func answers(to messages: [JSON]) async -> JSON? {
    let consent = Consent(nil, session, question: .none, isTrustedToAsk: isTrustedToAsk)
    let client = MCPClient(session: session, revision: revision, consent: consent)
    return await server.answers(to: messages) { _ in client }
  }

  /// What the request, or the session before it, says of who sends it.
  private func client(of request: RemoteRequest) throws(RemoteFault) -> MCPClient {
    if request.isStateless {
      let consent = Consent(
        try request.statelessClient(), session, question: .repetition, isTrustedToAsk: isTrustedToAsk)
      return MCPClient(session: session, revision: .july2026, consent: consent)
    }
    if request.method == "initialize" { try open(request.parameters) }
    let consent = Consent(
      capabilities, session, question: .asking { await self.ask($0, for: request.id) },
      isTrustedToAsk: isTrustedToAsk)
    return MCPClient(session: session, revision: revision, consent: consent)
  }

  private func open(_ parameters: JSON.Object) throws(RemoteFault) {
    revision = try Revision(sessionAsking: parameters)
    capabilities = parameters["capabilities"]?.object ?? JSON.Object()
  }

  /// What the client's person answers; nil when the client refuses to ask, takes its request back, or goes.
  private func ask(_ question: JSON, for request: JSON) async -> JSON? {
    guard !isOver, !cancelled.contains(request) else { return nil }
    questionCount += 1
    let id: JSON = "bodeguero-\(questionCount)"
    var message: JSON.Object = ["jsonrpc": "2.0", "id": id]
    for member in question.object?.members ?? [] { message[member.key] = member.value }
    return await withCheckedContinuation { continuation in
      questions[id] = Question(request: request, answered: continuation)
      reply(.object(message))
    }
  }

  private func note(_ method: String, _ parameters: JSON.Object) {
    guard method == "notifications/cancelled", let request = parameters["requestId"],
      working.contains(request)
    else { return }
    cancelled.insert(request)
    for (id, question) in questions where question.request == request {
      questions[id] = nil
      question.answered.resume(returning: nil)
    }
  }
}
