internal import Assistant
internal import Inventory
internal import Shop
internal import Store
internal import Wire

/// A report that a client may read without calling a tool.
private enum Report: String, CaseIterable {
  case lowStock = "bodeguero://stock-bajo"
  case catalogue = "bodeguero://catalogo"

  var tool: String {
    switch self {
    case .lowStock: Tool.getLowStockReport.name
    case .catalogue: Tool.searchProducts.name
    }
  }

  var name: String {
    switch self {
    case .lowStock: "stock-bajo"
    case .catalogue: "catalogo"
    }
  }

  var title: ProtocolPhrase {
    switch self {
    case .lowStock: .lowStockTitle
    case .catalogue: .catalogueTitle
    }
  }

  var description: ProtocolPhrase {
    switch self {
    case .lowStock: .lowStockDescription
    case .catalogue: .catalogueDescription
    }
  }
}

extension MCPServer {
  private static let mediaType: JSON = "application/json"

  func resourceList(_ client: MCPClient) -> [JSON] {
    let voice = voice(client)
    return Report.allCases.map { report in
      [
        "uri": .string(report.rawValue), "name": .string(report.name),
        "title": .string(voice.say(report.title)), "description": .string(voice.say(report.description)),
        "mimeType": Self.mediaType,
      ]
    }
  }

  /// A whole report, without the limit that tools have.
  func readResource(_ parameters: JSON.Object, _ client: MCPClient) async throws(RemoteFault) -> JSON.Object {
    guard let uri = parameters["uri"]?.string else { throw RemoteFault(.invalidParameters, "Falta \"uri\"") }
    guard let report = Report(rawValue: uri) else {
      throw RemoteFault(
        client.revision.isStateless ? .invalidParameters : .unknownResource,
        "No hay nada en «\(uri.prefix(200))»", data: ["uri": .string(String(uri.prefix(200)))])
    }
    let json: JSON
    do {
      let call = try await assistant.call(
        report.tool, arguments: ["limit": 0], agrees: false, client.session)
      json = call.result.json
    } catch {
      throw concealed(error, uri)
    }
    return [
      "contents": [["uri": .string(uri), "mimeType": Self.mediaType, "text": .string(json.text)]]
    ]
  }
}

// Prompts.
extension MCPServer {
  private static let briefing = "dailyBriefing"
  private static let branch = "branch"

  func briefingPrompt(_ client: MCPClient) -> JSON {
    let voice = voice(client)
    return [
      "name": .string(Self.briefing), "title": .string(voice.say(ProtocolPhrase.briefingTitle)),
      "description": .string(voice.say(ProtocolPhrase.briefingDescription)),
      "arguments": [
        [
          "name": .string(Self.branch), "required": false,
          "description": .string(voice.say(ProtocolPhrase.briefingBranch)),
        ]
      ],
    ]
  }

  /// - Throws: `RemoteFault` for another prompt, and for a branch that is none.
  func prompt(_ parameters: JSON.Object, _ client: MCPClient) async throws(RemoteFault) -> JSON.Object {
    try requireBriefing(parameters["name"])
    let voice = voice(client)
    var text = voice.say(ProtocolPhrase.briefing)
    if let name = parameters["arguments"]?[Self.branch]?.string, !name.isEmpty {
      let names = try await branches(client)
      guard let branch = names.first(called: name) else {
        let known = names.map(\.name).joined(separator: ", ")
        throw RemoteFault(
          .invalidParameters,
          voice.say(TerminalPhrase.unknownBranch, ["branch": String(name.prefix(200)), "branches": known]))
      }
      text = voice.say(ProtocolPhrase.briefingOf, ["branch": branch.name])
    }
    return [
      "description": .string(voice.say(ProtocolPhrase.briefingDescription)),
      "messages": [["role": "user", "content": ["type": "text", "text": .string(text)]]],
    ]
  }
  /// How the branch of the prompt may go on that somebody has begun to type.
  func completion(_ parameters: JSON.Object, _ client: MCPClient) async throws(RemoteFault) -> JSON.Object {
    guard parameters["ref"]?["type"]?.string == "ref/prompt" else {
      throw RemoteFault(.invalidParameters, "Solo se completa lo de una plantilla: «ref/prompt»")
    }
    try requireBriefing(parameters["ref"]?["name"])
    let typed = parameters["argument"]?["value"]?.string?.lowercased() ?? ""
    let isBranch = parameters["argument"]?["name"]?.string == Self.branch
    let names = isBranch ? try await branches(client).map(\.name) : []
    let fitting = names.filter { $0.lowercased().hasPrefix(typed) }
    return [
      "completion": [
        "values": .array(fitting.prefix(100).map(JSON.string)), "total": JSON(fitting.count),
        "hasMore": .bool(fitting.count > 100),
      ]
    ]
  }

  private func requireBriefing(_ name: JSON?) throws(RemoteFault) {
    guard name?.string == Self.briefing else {
      throw RemoteFault(
        .invalidParameters, "No hay ninguna plantilla con ese nombre; hay una: «\(Self.briefing)»")
    }
  }

  private func branches(_ client: MCPClient) async throws(RemoteFault) -> [Branch] {
    do {
      return try await assistant.shop.names(client.session).branches
    } catch {
      throw concealed(error, "branches")
    }
  }
}
