internal import Channels
internal import HTTPClient
internal import Inventory
internal import Shop
internal import Store
internal import Synchronization
internal import Wire

/// Delivers what the outbox holds: each person's messages in order, different people's at once, so that a service that
/// hangs keeps nobody else waiting.
///
/// Of several servers over one store one delivers at a time.
final class Courier: Sendable {
  private let channels: [String: any Channel]
  private let mail: Mailroom
  private let lease: Lease
  private let client: HTTPClient
  private let metrics: Metrics
  private let log: @Sendable (String) -> Void
  private let wakes: AsyncStream<Void>
  private let waker: AsyncStream<Void>.Continuation
  /// Why messages of each channel wait, as far as it was logged since one went out.
  private let told = Mutex<[String: Set<String>]>([:])

  init(
    _ channels: [String: any Channel], _ mail: Mailroom, _ lease: Lease, _ client: HTTPClient,
    _ metrics: Metrics,
    log: @escaping @Sendable (String) -> Void
  ) {
    self.channels = channels
    (self.mail, self.lease, self.client, self.metrics, self.log) = (mail, lease, client, metrics, log)
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
        while try await hasDue(), try await lease.holding({ try await self.deliverDue() }) == true {}
      } catch {
        log("salida: \(error)")
      }
    }
    try? await lease.release()
  }

  /// Whether the sending is worth claiming, so that nothing is written where nothing is to be sent.
  private func hasDue() async throws -> Bool { try await !mail.due(limit: 1).isEmpty }

  /// Between two looks for more while something is on its way.
  private static let glance = Duration.milliseconds(250)

  /// So many messages are on their way at once, at most.
  private static let mostRunning = 100

  /// Sends all that may be sent, and what comes to be so while a service keeps others waiting; whether there was
  /// anything.
  private func deliverDue() async throws -> Bool {
    var running: Set<OutgoingMessageID> = []
    // What became of them could not be kept: sent again at once, they would come over and over.
    var unsettled: Set<OutgoingMessageID> = []
    var hadAny = false
    try await withThrowingTaskGroup(of: (id: OutgoingMessageID, isSettled: Bool)?.self) { group in
      // A task that returns nil tells that it is time to look again.
      var isLooking = false
      repeat {
        let due =
          Task.isCancelled || running.count >= Self.mostRunning
          ? [] : try await mail.due(limit: Self.mostRunning + running.count + unsettled.count)
        for message in due
        where running.count < Self.mostRunning && !running.contains(message.id)
          && !unsettled.contains(message.id)
        {
          running.insert(message.id)
          group.addTask { (message.id, await self.deliver(message)) }
        }
        hadAny = hadAny || !running.isEmpty
        guard !running.isEmpty else { break }
        if !isLooking, !Task.isCancelled {
          isLooking = true
          group.addTask {
            try? await Task.sleep(for: Self.glance)
            return nil
          }
        }
        if let done = try await group.next() ?? nil {
          running.remove(done.id)
          if !done.isSettled { unsettled.insert(done.id) }
        } else {
          isLooking = false
        }
      } while true
      group.cancelAll()
    }
    return hadAny && unsettled.isEmpty && !Task.isCancelled
  }

  /// Sends a message and keeps what became of it; false where that could not be kept.
  private func deliver(_ message: OutgoingMessage) async -> Bool {
    // What is on its way is finished, also where the server stops: cut off, it would be sent once more.
    let outcome = await Task { await send(message) }.value
    metrics.count(outcome.metric)
    tell(outcome, of: message)
    do {
      let remedy = try await mail.settle(message, outcome) { $0.remedy($1) }
      if let remedy { metrics.count(remedy.metric) }
      return true
    } catch {
      log("salida \(message.id.value): \(error)")
      return false
    }
  }

  /// So many reasons of one channel are told, at most, until a message goes out.
  private static let mostReasons = 20

  /// Logs what is given up, and once each reason for which messages wait.
  private func tell(_ outcome: Mailroom.Outcome, of message: OutgoingMessage) {
    let name = "salida \(message.id.value), \(message.channel)"
    switch outcome {
    case .dropped(let why): log("\(name): descartado: \(why)")
    case .postponed(let seconds, _, let why) where seconds > 0:
      let isNew = told.withLock { told in
        guard told[message.channel, default: []].count < Self.mostReasons else { return false }
        return told[message.channel, default: []].insert(why).inserted
      }
      if isNew { log("\(name): no sale, y se vuelve a intentar: \(why)") }
    case .postponed: break
    case .sent:
      let wasStuck = told.withLock { $0.removeValue(forKey: message.channel) } != nil
      if wasStuck { log("\(name): vuelve a salir") }
    }
  }

  private func send(_ message: OutgoingMessage) async -> Mailroom.Outcome {
    guard let channel = channels[message.channel] else {
      return message.retry(after: 3600, why: "el canal no está configurado")
    }
    guard let content = try? JSON(parsing: message.content), let form = Parcel.Form(name: message.form)
    else {
      return .dropped(why: "lo guardado no se entiende")
    }
    let person = ChatPerson(id: message.person, address: message.address)
    var parcel = Parcel(content)
    guard let request = channel.request(for: parcel, to: person, form: form) else {
      return .dropped(why: "no hay otra forma de mandarlo")
    }
    do {
      var response = try await client.answer(to: request)
      while let next = channel.next(after: response, of: parcel),
        let request = channel.request(for: next, to: person, form: form)
      {
        parcel = next
        response = try await client.answer(to: request)
      }
      return message.outcome(channel.classify(response))
    } catch let error as MisspeltAddress {
      return .dropped(why: "\(error)")
    } catch {
      return message.retry(why: "\(error)")
    }
  }
}
