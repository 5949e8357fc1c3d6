internal import API
internal import Assistant
internal import Channels
internal import Foundation
internal import HTTPClient
internal import HTTPServer
internal import Inventory
internal import Panel
internal import Shop
internal import SQLite
internal import Store
internal import Wire

/// A shop that is being served over HTTP.
package struct RunningServer: Sendable {
  let server: HTTPServer
  let switchboard: Switchboard
  let settings: ServerSettings
  let open: OpenShop
  let work: Task<Void, Never>
  /// Brings in what no webhook brings.
  let intake: Task<Void, Never>

  /// Where it listens.
  package var port: UInt16 { server.port }

  /// Takes no new work, finishes what runs, leaves the rest in the outbox, and lets go of the store.
  package func stop() async {
    intake.cancel()
    await server.stop()
    await intake.value
    for _ in 0..<500 where switchboard.isBusy { try? await Task.sleep(for: .milliseconds(10)) }
    work.cancel()
    await work.value
    await open.database.close()
  }
}

extension Configuration {
  /// Starts to serve the shop; `log` gets a line a request, and one for whatever goes wrong.
  ///
  /// - Throws: `Failure` when the store, the words, a channel's keys or the address will not do.
  package func serve(
    _ settings: ServerSettings, log: @escaping @Sendable (String) -> Void
  ) async throws -> RunningServer {
    let open = try await open(door: "rest")
    for gap in try modelGaps() { log("modelo: \(gap)") }
    let parts = try await parts(open, settings, log: log)
    // Before anything comes in: what waits from before was said before.
    try await parts.switchboard.resume()
    return RunningServer(
      server: try settings.server(of: parts.site), switchboard: parts.switchboard, settings: settings,
      open: open,
      work: parts.work(open.shop, log: log), intake: parts.intake(open.shop, settings, log: log))
  }

  private func parts(
    _ open: OpenShop, _ settings: ServerSettings, log: @escaping @Sendable (String) -> Void
  ) async throws -> ServingParts {
    let (shop, session) = (open.shop, open.session)
    let links = PageLinks(open.accounts, origin: settings.origin(port: settings.port))
    let assistant = try loadAssistant(shop).led(by: modelRoad(log: log)).showing(links)
    try await assistant.ready()
    let metrics = Metrics()
    let door = Doorkeeper(open.accounts, perMinute: settings.requestsPerMinute)
    let mail = Mailroom(shop, session)
    let channels = try channels(publicURL: settings.publicURL)
    let client = HTTPClient()
    let notes = try transcriber().map { VoiceNotes(channels, client, $0, try modelAllowance(), log: log) }
    let courier = Courier(channels, mail, Lease("salida", shop), client, metrics, log: log)
    let switchboard = Switchboard(
      channels, ChatDesk(assistant, open.accounts, host: session, notes: notes), mail, metrics,
      claim: { Lease("mensaje \($0.channel) \($0.id)", shop) }, log: log, posted: courier.wake)
    // Who waits on the line gets a deterministic answer: a model may take longer than they do.
    let line = DirectLine(
      ChatDesk(assistant.led(by: nil), open.accounts, host: session), door, metrics, log: log,
      patience: { try await Task.sleep(for: settings.patience) })
    let api = API(
      open.accounts, links: links,
      ask: { try await assistant.turn($0, $1, $2) }, authenticate: { try await door.caller(of: $0) },
      log: log)
    let panel = try panel(assistant, open, links, door, settings)
    let direct = line.routes(dialogflow: dialogflow, rasa: environment)
    let site = Site(
      router: HTTPRouter(
        serviceRoutes(shop, session, door, mail, metrics) + api.routes + panel.routes + switchboard.routes
          + direct + protocolRoutes(assistant, door, settings, log: log)),
      door: door, metrics: metrics, allowedOrigins: settings.allowedOrigins,
      isSecure: settings.isSecure, log: log)
    return ServingParts(
      site: site, switchboard: switchboard, courier: courier, client: client,
      telegram: channels[Telegram.name] as? Telegram)
  }

  private func panel(
    _ assistant: Assistant, _ open: OpenShop, _ links: PageLinks, _ door: Doorkeeper,
    _ settings: ServerSettings
  ) throws -> Panel {
    Panel(
      open.accounts, try loadPages(), links: links, isSecure: settings.isSecure,
      voice: { assistant.voice($0.shop.language, $0) }, greet: { try await assistant.greeting($0) },
      bearer: { try await door.bearer(of: $0) })
  }
}

/// What serves a shop, wired up and not yet at work.
private struct ServingParts {
  let site: Site
  let switchboard: Switchboard
  let courier: Courier
  let client: HTTPClient
  let telegram: Telegram?

  /// Sends what waits and looks after the shop, until it is cancelled.
  func work(_ shop: Shop, log: @escaping @Sendable (String) -> Void) -> Task<Void, Never> {
    Task {
      await withTaskGroup(of: Void.self) { group in
        group.addTask { await courier.run() }
        group.addTask { await switchboard.lookAfter() }
        group.addTask { await Caretaker(shop, log: log).run() }
      }
    }
  }

  /// Fetches what no webhook brings, until it is cancelled.
  func intake(
    _ shop: Shop, _ settings: ServerSettings, log: @escaping @Sendable (String) -> Void
  ) -> Task<Void, Never> {
    Task {
      guard let telegram else { return }
      await TelegramIntake(
        telegram: telegram, publicURL: settings.publicURL, lease: Lease("telegram", shop),
        client: client, take: { try await switchboard.take($0, on: Telegram.name) }, log: log
      ).run()
    }
  }
}

extension ServerSettings {
  /// Begins to answer for `site` where they say.
  fileprivate func server(of site: Site) throws(Failure) -> HTTPServer {
    var configuration = HTTPServerConfiguration()
    configuration.address = address
    configuration.port = port
    configuration.certificate = certificate
    configuration.trustedProxies = trustedProxies
    configuration.refuse = { site.refuse($0) }
    configuration.note = { site.note($0) }
    do {
      return try HTTPServer(configuration) { await site.respond(to: $0) }
    } catch {
      throw error.failure
    }
  }
}

extension HTTPServerError {
  /// A place that is not to be had now may be so in a moment: whoever looks after the server may try again.
  fileprivate var failure: Failure {
    switch self {
    case .addressTaken, .addressUnknown, .system: Failure(.storeUnavailable, "\(self)")
    case .notPermitted, .badCertificate: Failure.usage("\(self)")
    }
  }
}
