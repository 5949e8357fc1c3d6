internal import Channels
internal import Shop
internal import Store
internal import Synchronization
internal import Wire

/// Takes what the chats bring, acknowledges it once it is kept, and answers each person's messages one after another.
final class Switchboard: Sendable {
  private struct Line {
    var waiting: [IncomingMessage] = []
    var isServed = false
  }

  private struct Person: Hashable {
    let channel: String
    let id: String
  }

  private let channels: [String: any Channel]
  private let desk: ChatDesk
  private let mail: Mailroom
  private let metrics: Metrics
  private let log: @Sendable (String) -> Void
  /// Called when the outbox has something new.
  private let posted: @Sendable () -> Void
  private let lines = Mutex<[Person: Line]>([:])

  init(
    _ channels: [String: any Channel], _ desk: ChatDesk, _ mail: Mailroom, _ metrics: Metrics,
    log: @escaping @Sendable (String) -> Void, posted: @escaping @Sendable () -> Void
  ) {
    self.channels = channels
    (self.desk, self.mail, self.metrics, self.log, self.posted) = (desk, mail, metrics, log, posted)
  }

  /// Where each service's webhook arrives, and is tried.
  var routes: [HTTPRoute] {
    channels.flatMap { name, channel in
      let path = "/webhooks/\(name)"
      var routes = [HTTPRoute(.post, path) { [self] request, _ in await take(request, channel, name) }]
      if let trying = channel as? any AddressTrying {
        routes.append(HTTPRoute(.get, path) { request, _ in trying.verify(request) })
      }
      return routes
    }
  }

  /// Goes on with what an earlier server left unanswered.
  func resume() async throws {
    for message in try await mail.unanswered() { enqueue(message) }
  }

  /// Keeps messages that came in by another way than a webhook, and answers them.
  func take(_ messages: [Message], on channel: String) async throws {
    let incoming = messages.map {
      IncomingMessage(channel: channel, id: $0.id, person: $0.person.id, content: $0.json.text)
    }
    let new = try await mail.take(incoming)
    metrics.count("mensajes_recibidos", new.count)
    for message in new { enqueue(message) }
  }

  private func take(_ request: HTTPRequest, _ channel: any Channel, _ name: String) async -> HTTPResponse {
    do {
      let arrival = try channel.receive(request)
      try await take(arrival.messages, on: name)
      for report in arrival.reports { try await note(report, from: name) }
      return arrival.response
    } catch let problem as HTTPProblem {
      return problem.response
    } catch {
      log("webhook \(name): \(error)")
      return HTTPProblem(.unavailable, "No se pudo guardar el mensaje; mándelo otra vez", retryAfter: 5)
        .response
    }
  }

  /// Keeps what became of a message; one that did not arrive after all may go out again in another form.
  private func note(_ report: DeliveryReport, from channel: String) async throws {
    try await mail.report(report.message, channel: channel, stage: report.state.rawValue)
    guard let failure = report.failure,
      let remedy = try await mail.reconsider(
        report.message, channel: channel, failure: failure.json.text, remedy: { $0.remedy($1) })
    else { return }
    metrics.count(remedy.metric)
    posted()
  }

  private func enqueue(_ message: IncomingMessage) {
    let person = Person(channel: message.channel, id: message.person)
    let mustServe = lines.withLock { lines in
      lines[person, default: Line()].waiting.append(message)
      defer { lines[person]?.isServed = true }
      return lines[person]?.isServed == false
    }
    if mustServe { Task { await serve(person) } }
  }

  private func serve(_ person: Person) async {
    while let message = next(of: person) { await answer(message) }
  }

  private func next(of person: Person) -> IncomingMessage? {
    lines.withLock { lines in
      guard lines[person]?.waiting.isEmpty == false else {
        lines[person] = nil
        return nil
      }
      return lines[person]?.waiting.removeFirst()
    }
  }

  private func answer(_ incoming: IncomingMessage) async {
    guard let channel = channels[incoming.channel],
      let message = (try? JSON(parsing: incoming.content)).flatMap(Message.init(json:))
    else { return log("mensaje \(incoming.channel) \(incoming.id): no se entiende lo guardado") }
    do {
      let answer: Answered
      do {
        answer = try await desk.answer(message, on: incoming.channel)
      } catch {
        log("mensaje \(incoming.channel) \(incoming.id): \(error)")
        answer = desk.apology(message)
      }
      let parts = answer.replies.flatMap {
        channel.render($0, answer.voice, for: message.person)
      }.map(\.content.text)
      try await mail.answer(incoming, to: message.person.address, with: parts)
      posted()
    } catch {
      // It stays unanswered in the store, for the next start.
      log("mensaje \(incoming.channel) \(incoming.id): \(error)")
    }
  }

  /// Whether somebody's message is still being answered.
  var isBusy: Bool { lines.withLock { !$0.isEmpty } }
}
