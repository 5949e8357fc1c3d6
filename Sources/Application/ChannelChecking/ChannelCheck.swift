internal import Channels
internal import HTTPClient
internal import Inventory
internal import Shop
internal import SQLite
internal import Store
internal import Wire

/// What is right and wrong about how a channel is set up.
package struct ChannelCheck: Sendable {
  package let answer: CommandAnswer
  /// `ok`; `badData` where something is to be mended, `storeUnavailable` where only the service did not answer.
  package let code: ExitCode
}

/// What a page of the world answers.
package typealias PublicVisit = @Sendable (String) async throws -> (status: Int, text: String)

extension Configuration {
  /// Looks at a channel's settings, and asks its service about our account there.
  ///
  /// - Throws: `Failure.usage` for a name that no channel bears, or a public address that is malformed.
  package func checkChannel(
    _ name: String, publicURL: String?, visiting visit: PublicVisit? = nil
  ) async throws(Failure) -> ChannelCheck {
    guard let service = ChatService.all.first(where: { $0.name == name }) else {
      let names = ChatService.all.map(\.name).joined(separator: ", ")
      throw .usage("«\(name)» no es un canal; hay \(names)")
    }
    let publicURL = try ServerSettings(
      listen: nil, publicURL: publicURL, certificate: nil, key: nil, environment: environment
    ).publicURL
    var findings = service.findings(in: environment)
    guard !findings.contains(where: { $0.kind == .wrong }) else {
      return check(name, findings + service.findings(on: publicURL))
    }
    let client = HTTPClient()
    let address = service.findings(on: publicURL)
    findings += address
    var silent: [Finding] = []
    if let publicURL, service.need != .near, address.allSatisfy({ $0.kind == .right }) {
      let visit =
        visit ?? { url in
          let response = try await client.answer(to: OutgoingRequest(.get, url))
          return (response.status.code, String(decoding: response.body.bytes, as: UTF8.self))
        }
      switch await reach(publicURL, by: visit) {
      case .success(let finding): findings.append(finding)
      case .failure(let silence): silent.append(silence.finding)
      }
    }
    guard case .posted(let make) = service.kind else { return check(name, findings, silent: silent) }
    for question in make(environment, publicURL).questions(publicURL: publicURL) {
      do {
        findings += question.findings(try await client.answer(to: question.request))
      } catch {
        silent.append(Finding(.wrong, "no se pudo preguntar al servicio: \(error)"))
        break
      }
    }
    return check(name, findings + (await waiting(on: name)), silent: silent)
  }

  /// How many messages of a channel wait in the store, and why.
  private func waiting(on channel: String) async -> [Finding] {
    guard let open = try? await open(door: "terminal") else { return [] }
    let backlog = try? await Mailroom(open.shop, open.session).backlog()
    await open.database.close()
    return (backlog ?? []).filter { $0.channel == channel }.map { waiting in
      let lead = waiting.count == 1 ? "espera 1 mensaje" : "esperan \(waiting.count) mensajes"
      let since = "desde \(open.session.clock.words(waiting.since))"
      return Finding(
        .notice,
        "\(lead) \(since): \(waiting.reason ?? "nadie los ha mandado todavía; ¿corre «bodeguero serve»?")")
    }
  }

  /// `silent` tells of what did not answer.
  private func check(_ name: String, _ findings: [Finding], silent: [Finding] = []) -> ChannelCheck {
    let all = findings + silent
    let faults = all.count { $0.kind == .wrong }
    let end =
      faults == 0
      ? "\(name) está bien configurado" : "\(name): hay \(faults) por arreglar; vea docs/\(name).md"
    let value: JSON = [
      "canal": .string(name), "correcto": .bool(faults == 0),
      "puntos": .array(all.map { ["tipo": .string($0.kind.word), "texto": .string($0.text)] }),
    ]
    let code: ExitCode = faults == 0 ? .ok : faults == silent.count ? .storeUnavailable : .badData
    return ChannelCheck(
      answer: CommandAnswer((all.map(\.line) + [end]).joined(separator: "\n"), value), code: code)
  }

  /// Every channel, and whether its settings are there.
  package func listChannels() -> CommandAnswer {
    let states = ChatService.all.map { service -> (name: String, state: ChannelState) in
      let (present, missing) = keys(of: service.settings)
      return (service.name, ChannelState(present, missing, isOpen: service.needsNoSetting))
    }
    return CommandAnswer(
      states.map { [$0.name, $0.state.words] }, titles: ["Canal", "Estado"], empty: "",
      [
        "canales": .array(
          states.map { channel in
            [
              "canal": .string(channel.name), "estado": .string(channel.state.name),
              "faltan": .array(channel.state.missing.map(JSON.string)),
            ]
          }), "total": JSON(states.count),
      ])
  }
}

/// How far a channel's settings are there.
private enum ChannelState {
  case complete
  case partial(missing: [String])
  case absent

  init(_ present: [String], _ missing: [String], isOpen: Bool) {
    if missing.isEmpty, isOpen || !present.isEmpty {
      self = .complete
    } else {
      self = present.isEmpty ? .absent : .partial(missing: missing)
    }
  }

  var missing: [String] { if case .partial(let missing) = self { missing } else { [] } }

  var name: String {
    switch self {
    case .complete: "configurado"
    case .partial: "incompleto"
    case .absent: "sin_configurar"
    }
  }

  var words: String {
    switch self {
    case .complete: "configurado"
    case .partial(let missing): "falta \(missing.joined(separator: ", "))"
    case .absent: "sin configurar"
    }
  }
}

/// That nothing answers where the world is to come.
private struct Silence: Error {
  let finding: Finding
}

/// What the server's own address answers to `visit`.
private func reach(_ publicURL: String, by visit: PublicVisit) async -> Result<Finding, Silence> {
  let place = publicURL + "/healthz"
  do {
    let (status, text) = try await visit(place)
    guard status == 200, text.hasPrefix("ok") else {
      return .success(Finding(.wrong, "\(place) contesta \(status), y no es este servidor quien contesta"))
    }
    return .success(Finding(.right, "\(place) contesta"))
  } catch {
    return .failure(Silence(finding: Finding(.wrong, "desde aquí no se llega a \(place): \(error)")))
  }
}

extension Finding {
  fileprivate var line: String { kind.word.padding(to: 7) + text }
}

extension Finding.Kind {
  fileprivate var word: String {
    switch self {
    case .right: "bien"
    case .notice: "aviso"
    case .wrong: "mal"
    }
  }
}

extension String {
  fileprivate func padding(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - count))
  }
}
