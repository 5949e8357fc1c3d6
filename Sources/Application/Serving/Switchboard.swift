internal import Channels
internal import Shop
internal import Store
internal import Synchronization
internal import Wire

/// Takes what the chats bring, acknowledges it once it is kept, and answers each person's messages one after another.
final class Switchboard: Sendable {
  private struct Line {
    var waiting: [(message: IncomingMessage, isLate: Bool)] = []
    /// The messages that wait or are being answered.
    var ids: Set<String> = []
  }

  private struct Person: Hashable {
    let channel: String
    let id: String
  }

  private let channels: [String: any Channel]
  private let desk: ChatDesk
  private let mail: Mailroom
  private let metrics: Metrics
  /// The sole right to answer a message, among several servers over one store.
  private let claim: @Sendable (IncomingMessage) -> Lease
  private let log: @Sendable (String) -> Void
  /// Called when the outbox has something new.
  private let posted: @Sendable () -> Void
  private let lines = Mutex<[Person: Line]>([:])
  /// How often each of those messages was tried in vain that stay unanswered in the store.
  private let failures = Mutex<[Failed: Int]>([:])

  /// What was told of what the services bring.
  private let notes = Mutex<Set<String>>([])

  private struct Failed: Hashable {
    let channel: String
    let id: String
  }

  /// After so many tries a message is left to the next start.
  private static let mostFailures = 3
  /// Between two looks for what was left unanswered.
  private static let pause = Duration.seconds(20)
  /// What has waited for fewer seconds may still be with another server.
  private static let patience: Int64 = 60

  init(
    _ channels: [String: any Channel], _ desk: ChatDesk, _ mail: Mailroom, _ metrics: Metrics,
    claim: @escaping @Sendable (IncomingMessage) -> Lease,
    log: @escaping @Sendable (String) -> Void, posted: @escaping @Sendable () -> Void
  ) {
    self.channels = channels
    (self.desk, self.mail, self.metrics, self.claim) = (desk, mail, metrics, claim)
    (self.log, self.posted) = (log, posted)
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
    for message in try await mail.unanswered() { enqueue(message, isLate: true) }
  }

  /// Answers what stays unanswered, until its task is cancelled: a server that worked on it is gone, or the store took
  /// no answer.
  func lookAfter() async {
    while !Task.isCancelled {
      try? await Task.sleep(for: Self.pause)
      guard !Task.isCancelled else { return }
      do {
        for message in try await mail.unanswered(since: Self.patience) where isWorthTrying(message) {
          enqueue(message, isLate: true)
        }
      } catch {
        log("mensajes: \(error)")
      }
    }
  }

  private func isWorthTrying(_ message: IncomingMessage) -> Bool {
    let failed = Failed(channel: message.channel, id: message.id)
    return failures.withLock { $0[failed, default: 0] < Self.mostFailures }
  }

  private func noteFailure(_ message: IncomingMessage) {
    failures.withLock { $0[Failed(channel: message.channel, id: message.id), default: 0] += 1 }
  }

  /// Keeps messages that came in by another way than a webhook, and answers them.
  func take(_ messages: [Message], on channel: String) async throws {
    let incoming = messages.map {
      IncomingMessage(channel: channel, id: $0.id, person: $0.person.id, content: $0.json.text)
    }
    let new = try await mail.take(incoming)
    metrics.count("mensajes_recibidos", new.count)
    for message in new { enqueue(message, isLate: false) }
  }

  private func take(_ request: HTTPRequest, _ channel: any Channel, _ name: String) async -> HTTPResponse {
    do {
      let arrival = try channel.receive(request)
      try await take(arrival.messages, on: name)
      for report in arrival.reports { try await note(report, from: name) }
      for note in arrival.notes where isNew(note, of: name) { log("webhook \(name): \(note)") }
      return arrival.response
    } catch let problem as HTTPProblem {
      return problem.response
    } catch {
      log("webhook \(name): \(error)")
      return HTTPProblem(.unavailable, "No se pudo guardar el mensaje; mándelo otra vez", retryAfter: 5)
        .response
    }
  }

  /// So many notes are told, at most.
  private static let mostNotes = 100

  private func isNew(_ note: String, of channel: String) -> Bool {
    notes.withLock { $0.count < Self.mostNotes && $0.insert("\(channel): \(note)").inserted }
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

  /// Nothing happens with a message that waits already; what `isLate` may have been heard before.
  private func enqueue(_ message: IncomingMessage, isLate: Bool) {
    let person = Person(channel: message.channel, id: message.person)
    let mustServe = lines.withLock { lines in
      let isFirst = lines[person] == nil
      guard lines[person, default: Line()].ids.insert(message.id).inserted else { return false }
      lines[person]?.waiting.append((message, isLate))
      return isFirst
    }
    if mustServe { Task { await serve(person) } }
  }

  private func serve(_ person: Person) async {
    while let (message, isLate) = next(of: person) {
      await answer(message, isLate: isLate)
      lines.withLock { _ = $0[person]?.ids.remove(message.id) }
    }
  }

  private func next(of person: Person) -> (message: IncomingMessage, isLate: Bool)? {
    lines.withLock { lines in
      guard lines[person]?.waiting.isEmpty == false else {
        lines[person] = nil
        return nil
      }
      return lines[person]?.waiting.removeFirst()
    }
  }

  /// Answers a message under the sole right to it, unless another server does, or has done so.
  private func answer(_ incoming: IncomingMessage, isLate: Bool) async {
    let claim = claim(incoming)
    do {
      _ = try await claim.holding { [self] in
        guard try await mail.isUnanswered(incoming) else { return }
        try await answerUnderClaim(incoming, isLate: isLate)
      }
      try await claim.release()
    } catch {
      // It stays unanswered in the store, for the next look.
      noteFailure(incoming)
      log("mensaje \(incoming.channel) \(incoming.id): \(error)")
      try? await claim.release()
    }
  }

  private func answerUnderClaim(_ incoming: IncomingMessage, isLate: Bool) async throws {
    guard let channel = channels[incoming.channel],
      let message = (try? JSON(parsing: incoming.content)).flatMap(Message.init(json:))
    else {
      noteFailure(incoming)
      return log("mensaje \(incoming.channel) \(incoming.id): no se entiende lo guardado")
    }
    let answer: Answered
    do {
      answer = try await desk.answer(message, on: incoming.channel, again: isLate)
    } catch  where !Task.isCancelled {
      log("mensaje \(incoming.channel) \(incoming.id): \(error)")
      answer = desk.apology(message)
    }
    let parts = answer.replies.flatMap {
      channel.render($0, answer.voice, for: message.person)
    }.map(\.content.text)
    try await mail.answer(incoming, to: message.person.address, with: parts)
    posted()
  }

  /// Whether somebody's message is still being answered.
  var isBusy: Bool { lines.withLock { !$0.isEmpty } }
}
