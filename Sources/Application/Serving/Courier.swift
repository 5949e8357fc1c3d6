internal import Channels
internal import HTTPClient
internal import Inventory
internal import Shop
internal import Store
internal import Wire

/// Delivers what the outbox holds: each person's messages in order, different people's at once.
///
/// Of several servers over one store one delivers at a time.
final class Courier: Sendable {
  /// After so many tries a message is given up: about a day.
  private static let mostAttempts = 24

  /// After so many tries no other form is tried: the service sends us in a circle.
  private static let mostForms = 3

  private let channels: [String: any Channel]
  private let mail: Mailroom
  private let relay: Relay
  private let client: HTTPClient
  private let metrics: Metrics
  private let log: @Sendable (String) -> Void
  private let wakes: AsyncStream<Void>
  private let waker: AsyncStream<Void>.Continuation

  init(
    _ channels: [String: any Channel], _ mail: Mailroom, _ relay: Relay, _ client: HTTPClient,
    _ metrics: Metrics,
    log: @escaping @Sendable (String) -> Void
  ) {
    self.channels = channels
    (self.mail, self.relay, self.client, self.metrics, self.log) = (mail, relay, client, metrics, log)
    (wakes, waker) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
  }

  /// Tells that the outbox has something new.
  func wake() { waker.yield() }

  /// Delivers until its task is cancelled.
  func run() async {
    let ticks = Task {
      while !Task.isCancelled {
        try? await Task.sleep(for: .seconds(1))
        waker.yield()
      }
    }
    defer { ticks.cancel() }
    for await _ in wakes {
      if Task.isCancelled { break }
      do {
        while try await hasDue(), try await relay.hold(), try await deliverDue() {}
      } catch {
        log("salida: \(error)")
      }
    }
    try? await relay.release()
  }

  /// Whether the sending is worth claiming: an idle server writes nothing.
  private func hasDue() async throws -> Bool { try await !mail.due(limit: 1).messages.isEmpty }

  /// Sends all that may be sent now; whether there was anything.
  private func deliverDue() async throws -> Bool {
    let due = try await mail.due().messages
    await withTaskGroup(of: Void.self) { group in
      for message in due { group.addTask { await self.deliver(message) } }
    }
    return !due.isEmpty && !Task.isCancelled
  }

  private func deliver(_ message: OutgoingMessage) async {
    let outcome = await send(message)
    metrics.count(outcome.metric)
    do {
      try await mail.settle(message, outcome)
    } catch {
      log("salida \(message.id.value): \(error)")
    }
  }

  private func send(_ message: OutgoingMessage) async -> Mailroom.Outcome {
    guard let channel = channels[message.channel] else {
      return retry(message, after: 3600, why: "el canal no está configurado")
    }
    guard let content = try? JSON(parsing: message.content), let form = Parcel.Form(rawValue: message.form)
    else {
      return .dropped(why: "lo guardado no se entiende")
    }
    let person = ChatPerson(id: message.person, address: message.address)
    guard let request = channel.request(for: Parcel(content), to: person, form: form) else {
      return .dropped(why: "no hay otra forma de mandarlo")
    }
    guard let url = HTTPURL(request.url) else {
      return .dropped(why: "la dirección del servicio está mal configurada")
    }
    do {
      let response = try await client.send(
        HTTPClient.Request(request.method, url, fields: request.fields, body: request.body))
      switch channel.classify(response) {
      case .sent(let id): return .sent(as: id)
      case .never(let why): return .dropped(why: why)
      case .retry(let seconds, let why): return retry(message, after: seconds.map { Int64($0) }, why: why)
      case .otherForm(let other, let why)
      where other.rawValue != message.form && message.attempts < Self.mostForms:
        return .postponed(seconds: 0, form: other.rawValue, why: why)
      case .otherForm(_, let why): return .dropped(why: why)
      }
    } catch {
      return retry(message, after: nil, why: "\(error)")
    }
  }

  /// Twice as long after every try, up to two hours.
  private func retry(_ message: OutgoingMessage, after seconds: Int64?, why: String) -> Mailroom.Outcome {
    guard message.attempts < Self.mostAttempts else { return .dropped(why: "se intentó demasiado: \(why)") }
    let pause = seconds ?? min(7200, 2 << Int64(min(message.attempts, 12)))
    return .postponed(seconds: max(1, pause), form: message.form, why: why)
  }
}

extension Mailroom.Outcome {
  fileprivate var metric: String {
    switch self {
    case .sent: "mensajes_enviados"
    case .dropped: "mensajes_descartados"
    case .postponed: "mensajes_postergados"
    }
  }
}
