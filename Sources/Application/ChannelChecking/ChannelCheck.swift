internal import Channels
internal import HTTPClient
internal import Wire

/// What is right and wrong about how a channel is set up.
package struct ChannelCheck: Sendable {
  package let answer: CommandAnswer
  /// `ok`; `badData` where something is to be mended, `storeUnavailable` where only the service did not answer.
  package let code: ExitCode
}

extension Configuration {
  /// Looks at a channel's settings, and asks its service about our account there.
  ///
  /// - Throws: `Failure.usage` for a name that no channel bears, or a public address that is malformed.
  package func checkChannel(_ name: String, publicURL: String?) async throws(Failure) -> ChannelCheck {
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
    findings += service.findings(on: publicURL)
    guard case .posted(let make) = service.kind else { return check(name, findings) }
    let client = HTTPClient()
    for question in make(environment, publicURL).questions(publicURL: publicURL) {
      do {
        findings += question.findings(try await client.answer(to: question.request))
      } catch {
        return check(name, findings, silence: "\(error)")
      }
    }
    return check(name, findings)
  }

  /// `silence` says why the service did not answer.
  private func check(_ name: String, _ findings: [Finding], silence: String? = nil) -> ChannelCheck {
    let silent = silence.map { Finding(.wrong, "no se pudo preguntar al servicio: \($0)") }
    let all = findings + [silent].compactMap(\.self)
    let faults = all.count { $0.kind == .wrong }
    let end =
      faults == 0
      ? "\(name) está bien configurado" : "\(name): hay \(faults) por arreglar; vea docs/\(name).md"
    let value: JSON = [
      "canal": .string(name), "correcto": .bool(faults == 0),
      "puntos": .array(all.map { ["tipo": .string($0.kind.word), "texto": .string($0.text)] }),
    ]
    let code: ExitCode = faults == 0 ? .ok : faults == 1 && silent != nil ? .storeUnavailable : .badData
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
