internal import Assistant
internal import Shop
internal import Store
internal import Wire

/// The tool by which a client that cannot show a form says that its person agreed.
enum ConfirmingTool {
  static let name = "confirmProposal"
  static let argument = "proposal"
}

extension MCPServer {
  /// The tools that this client is offered, always in the same order.
  func toolList(_ client: MCPClient) -> [JSON] {
    let language = client.session.shop.language
    guard let words = assistant.registry.words(language) else { return [] }
    let offered = assistant.registry.tools.filter {
      $0.isOpen(to: client.session) && (!$0.writes || client.consent.offersWrites)
    }
    var list = offered.map { tool in
      var description = words.description(of: tool.name)
      if tool.writes, case .confirmingTool = client.consent {
        description +=
          " " + voice(client).say(ProtocolPhrase.proposes, ["tool": ConfirmingTool.name])
      }
      return definition(
        tool.name, title: words.title(of: tool.name), description,
        takes: assistant.registry.schema(of: tool, language)?.json ?? ["type": "object"],
        gives: tool.writes ? ChangeResult.schema : tool.result,
        Hints(isReadOnly: !tool.writes, isIdempotent: !tool.writes))
    }
    if case .confirmingTool = client.consent { list.append(confirmingTool(client)) }
    return list
  }

  private func confirmingTool(_ client: MCPClient) -> JSON {
    let voice = voice(client)
    let argument = JSONSchema(.string(), description: voice.say(ProtocolPhrase.confirmArgument))
    return definition(
      ConfirmingTool.name, title: voice.say(ProtocolPhrase.confirmTitle),
      voice.say(ProtocolPhrase.confirmDescription),
      takes: JSONSchema(.object([.init(ConfirmingTool.argument, argument, isRequired: true)])).json,
      gives: ChangeResult.schema,
      // A proposal is performed once, however often it is confirmed.
      Hints(isReadOnly: false, isIdempotent: true))
  }

  private struct Hints {
    let isReadOnly: Bool
    let isIdempotent: Bool
  }

  private func definition(
    _ name: String, title: String, _ description: String, takes: JSON, gives: JSONSchema?, _ hints: Hints
  ) -> JSON {
    var definition: JSON.Object = [
      "name": .string(name), "title": .string(title), "description": .string(description),
      "inputSchema": takes,
    ]
    definition["outputSchema"] = gives?.json
    definition["annotations"] = [
      "title": .string(title), "readOnlyHint": .bool(hints.isReadOnly),
      "destructiveHint": .bool(!hints.isReadOnly), "idempotentHint": .bool(hints.isIdempotent),
      "openWorldHint": false,
    ]
    return .object(definition)
  }
}

extension Consent {
  var offersWrites: Bool {
    if case .none = self { return false }
    return true
  }
}

/// What a tool that changes the shop gives.
enum ChangeResult {
  enum State: String, CaseIterable {
    case proposed = "propuesta"
    case done = "hecho"
    case dropped = "descartada"
  }

  static let schema = JSONSchema(
    .object([
      .init("estado", JSONSchema(.choice(State.allCases.map(\.rawValue))), isRequired: true),
      .init("resumen", JSONSchema(.string()), isRequired: true),
      .init("propuesta", JSONSchema(.string())),
      .init("vence", JSONSchema(.string(.init(format: .dateTime)))),
      .init("resultado", JSONSchema(.anything)),
    ]))

  static func json(
    _ state: State, _ summary: String, proposal: OpenProposal? = nil, result: JSON? = nil
  ) -> JSON {
    var object: JSON.Object = ["estado": .string(state.rawValue), "resumen": .string(summary)]
    if let proposal {
      object["propuesta"] = .string(proposal.id)
      object["vence"] = JSON(proposal.expires)
    }
    object["resultado"] = result
    return .object(object)
  }
}
