package import Assistant
internal import Shop
internal import Store
internal import Wire

/// The assistant's tools, reports and prompts for other assistants, by the Model Context Protocol; it knows no transport.
package struct MCPServer: Sendable {
  let assistant: Assistant
  /// Of this program.
  let version: String
  /// Gets a line for whatever goes wrong inside.
  let log: @Sendable (String) -> Void

  package init(_ assistant: Assistant, version: String, log: @escaping @Sendable (String) -> Void) {
    (self.assistant, self.version, self.log) = (assistant, version, log)
  }
}

/// The client of one request: on whose behalf it comes, what it speaks, and how it has its person agree.
struct MCPClient: Sendable {
  let session: Session
  let revision: Revision
  let consent: Consent
}

/// How a person's yes to a change is had from a client.
enum Consent: Sendable {
  /// It is not: nothing that writes is offered.
  case none
  /// The client is sent a question for its person, and sends its request again with the answer.
  case repetition
  /// The client is sent a question for its person, and answers it; nil when it does not.
  case asking(@Sendable (JSON) async -> JSON?)
  /// The client asks its person by its own means, and then calls the confirming tool.
  case confirmingTool

  /// What a client with `capabilities` is asked by: with `question`, where it can show its person one.
  init(
    _ capabilities: JSON.Object?, _ session: Session, question: Consent, isTrustedToAsk: Bool
  ) {
    guard session.mayWrite else {
      self = .none
      return
    }
    self = capabilities?.canShowForms == true ? question : isTrustedToAsk ? .confirmingTool : .none
  }
}

extension JSON.Object {
  /// Whether a client that declares these capabilities can show its person a form.
  fileprivate var canShowForms: Bool {
    guard let elicitation = self["elicitation"]?.object else { return false }
    return elicitation.isEmpty || elicitation["form"]?.object != nil
  }
}

extension MCPServer {
  /// The result of a request.
  ///
  /// - Throws: `RemoteFault`; what goes wrong inside is logged, and told as an internal error without particulars.
  func result(of request: RemoteRequest, for client: MCPClient) async throws(RemoteFault) -> JSON.Object {
    let parameters = request.parameters
    let isStateless = client.revision.isStateless
    switch request.method {
    case "server/discover" where isStateless:
      return dressed(discovery(client), client, keptFor: 3_600_000)
    case "initialize" where !isStateless: return initialization(client)
    case "ping" where !isStateless: return [:]
    case "tools/list":
      try refuseCursor(parameters)
      return dressed(["tools": .array(toolList(client))], client, keptFor: 300_000)
    case "tools/call": return dressed(try await callTool(parameters, client), client)
    case "resources/list":
      try refuseCursor(parameters)
      return dressed(["resources": .array(resourceList(client))], client, keptFor: 300_000)
    case "resources/templates/list":
      try refuseCursor(parameters)
      return dressed(["resourceTemplates": []], client, keptFor: 300_000)
    case "resources/read":
      return dressed(try await readResource(parameters, client), client, keptFor: 0)
    case "prompts/list":
      try refuseCursor(parameters)
      return dressed(["prompts": .array([briefingPrompt(client)])], client, keptFor: 300_000)
    case "prompts/get": return dressed(try await prompt(parameters, client), client)
    case "completion/complete": return dressed(try await completion(parameters, client), client)
    default: throw RemoteFault(.unknownMethod, "No hay ningún método «\(request.method.prefix(100))»")
    }
  }

  func voice(_ client: MCPClient) -> Voice {
    assistant.voice(client.session.shop.language, client.session)
  }

  private var identity: JSON {
    ["name": "bodeguero", "title": "Bodeguero", "version": .string(version)]
  }

  private var capabilities: JSON { ["tools": [:], "resources": [:], "prompts": [:], "completions": [:]] }

  private func instructions(_ client: MCPClient) -> JSON {
    .string(voice(client).say(ProtocolPhrase.instructions, ["shop": client.session.shop.name]))
  }

  private func initialization(_ client: MCPClient) -> JSON.Object {
    [
      "protocolVersion": .string(client.revision.rawValue), "capabilities": capabilities,
      "serverInfo": identity, "instructions": instructions(client),
    ]
  }

  private func discovery(_ client: MCPClient) -> JSON.Object {
    [
      "supportedVersions": .array(Revision.names), "capabilities": capabilities,
      "instructions": instructions(client),
    ]
  }

  /// The result with what every stateless one bears, and, where it may be kept, for how many milliseconds.
  private func dressed(
    _ result: JSON.Object, _ client: MCPClient, keptFor milliseconds: Int? = nil
  ) -> JSON.Object {
    guard client.revision.isStateless else { return result }
    var dressed = result
    if dressed["resultType"] == nil { dressed["resultType"] = "complete" }
    if let milliseconds {
      dressed["ttlMs"] = JSON(milliseconds)
      dressed["cacheScope"] = "private"
    }
    dressed["_meta"] = [RequestMeta.server: identity]
    return dressed
  }

  /// No list is long enough to be parted, so no cursor was ever given out.
  private func refuseCursor(_ parameters: JSON.Object) throws(RemoteFault) {
    guard parameters["cursor"] == nil else {
      throw RemoteFault(.invalidParameters, "Ese cursor no es de aquí")
    }
  }

  /// What a client is told of something that went wrong inside.
  func concealed(_ error: any Error, _ what: String) -> RemoteFault {
    log("mcp \(what): \(error)")
    return RemoteFault(.internalError, "No se pudo: el almacén no responde o algo falló adentro")
  }
}
