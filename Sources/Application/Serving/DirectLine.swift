internal import Channels
internal import Shop
internal import Store
internal import Wire

/// Answers the services that wait for an answer: in time, or with a word that it takes longer.
struct DirectLine: Sendable {
  private let desk: ChatDesk
  private let door: Doorkeeper
  private let metrics: Metrics
  private let log: @Sendable (String) -> Void
  /// Returns when a service that began to wait now must be told something.
  private let patience: @Sendable () async throws -> Void
  private let recent = RecentAnswers<Answered>()

  init(
    _ desk: ChatDesk, _ door: Doorkeeper, _ metrics: Metrics, log: @escaping @Sendable (String) -> Void,
    patience: @escaping @Sendable () async throws -> Void
  ) {
    (self.desk, self.door, self.metrics, self.log, self.patience) = (desk, door, metrics, log, patience)
  }

  /// Where each service asks; Rasa's places are always there, since an access token needs no other key.
  func routes(dialogflow: Dialogflow?, rasa environment: [String: String]) -> [HTTPRoute] {
    let isUp = HTTPResponse(.ok, ["status": "ok"])
    let rasa = [
      HTTPRoute(.get, "/webhooks/rest") { _, _ in isUp },
      route("/webhooks/rest/webhook", RasaChat(environment: environment)),
      HTTPRoute(.get, "/webhooks/rasa/actions/health") { _, _ in isUp },
      HTTPRoute(.get, "/webhooks/rasa/actions") { _, _ in HTTPResponse(.ok, RasaActions.list) },
      route("/webhooks/rasa/actions", RasaActions(environment: environment)),
    ]
    return rasa + (dialogflow.map { [route("/webhooks/\(Dialogflow.name)", $0)] } ?? [])
  }

  private func route<Service: DirectChannel>(_ path: String, _ channel: Service) -> HTTPRoute {
    HTTPRoute(.post, path) { request, _ in await respond(to: request, channel, Service.name) }
  }

  private func respond(
    to request: HTTPRequest, _ channel: some DirectChannel, _ name: String
  ) async -> HTTPResponse {
    do {
      let owner: Session?
      if let token = channel.token(in: request) {
        owner = try await door.bearer(token, door: name).session
      } else {
        try channel.admit(request)
        owner = nil
      }
      switch try channel.receive(request) {
      case .settled(let response): return response
      case .message(let message, let respond):
        metrics.count("mensajes_recibidos")
        return respond(await answerInTime(message, owner, name))
      }
    } catch let problem as HTTPProblem {
      return problem.response
    } catch {
      log("\(name): \(error)")
      return HTTPProblem(.unavailable, "El almacén no responde; mándelo otra vez", retryAfter: 5).response
    }
  }

  private func answerInTime(_ message: Message, _ owner: Session?, _ channel: String) async -> Answered {
    let work = recent.answer(to: message, from: owner, on: channel, at: desk.accounts.shop.now()) {
      await answer(message, owner, channel)
    }
    return await inTime(work, patience: patience) ?? desk.delay(message)
  }

  private func answer(_ message: Message, _ owner: Session?, _ channel: String) async -> Answered {
    do {
      guard let owner else { return try await desk.answer(message, on: channel) }
      // Each of a program's people has a conversation of their own, so that no yes is to another's proposal.
      let session = owner.entering(by: "\(channel)/\(message.person.id)")
      return try await desk.answer(message, session, speaking: owner.shop.language)
    } catch {
      log("mensaje \(channel) \(message.id): \(error)")
      return desk.apology(message)
    }
  }
}

/// What `work` comes to; nil where `patience` ends before it.
///
/// The work goes on then, since what it has begun must be finished.
func inTime<Result: Sendable>(
  _ work: Task<Result, Never>, patience: @escaping @Sendable () async throws -> Void
) async -> Result? {
  let (outcomes, tell) = AsyncStream<Result?>.makeStream(bufferingPolicy: .bufferingOldest(1))
  Task { tell.yield(await work.value) }
  let alarm = Task {
    try await patience()
    tell.yield(nil)
  }
  defer { alarm.cancel() }
  for await outcome in outcomes { return outcome }
  return nil
}
