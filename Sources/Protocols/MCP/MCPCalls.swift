internal import Assistant
internal import Inventory
internal import Shop
internal import Wire

extension MCPServer {
  /// Whether a request calls a tool that changes the shop, for which a person may have to be asked.
  func calls(aWriteIn request: RemoteRequest) -> Bool {
    request.method == "tools/call"
      && request.parameters["name"]?.string.flatMap { assistant.registry[$0] }?.writes == true
  }

  /// Calls a tool: what it found or changed, or as an error in words why not.
  ///
  /// - Throws: `RemoteFault` for an unknown tool, and for what goes wrong inside.
  func callTool(_ parameters: JSON.Object, _ client: MCPClient) async throws(RemoteFault) -> JSON.Object {
    guard let name = parameters["name"]?.string else {
      throw RemoteFault(.invalidParameters, "Falta \"name\", el nombre de la herramienta")
    }
    var arguments = parameters["arguments"] ?? [:]
    if arguments.isNull { arguments = [:] }
    do {
      if name == ConfirmingTool.name { return try await confirm(arguments, client) }
      guard let tool = assistant.registry[name] else {
        throw RemoteFault(.invalidParameters, "No hay ninguna herramienta «\(name.prefix(100))»")
      }
      guard tool.writes else {
        let call = try await assistant.call(name, arguments: arguments, agrees: false, client.session)
        return Self.result(call.result.json)
      }
      return try await change(name, arguments, parameters, client)
    } catch let fault as RemoteFault {
      throw fault
    } catch {
      guard let why = reason(error, client) else { throw concealed(error, name) }
      return Self.failure(why)
    }
  }

  /// A refusal in the person's words; nil for what went wrong inside.
  private func reason(_ error: any Error, _ client: MCPClient) -> String? {
    switch error {
    case let refusal as Refusal: refusal.reply.text
    case let fault as ArgumentFault: voice(client).refusal(fault).text
    case let error as ShopError: voice(client).refusal(error).text
    default: nil
    }
  }

  static func result(_ json: JSON) -> JSON.Object {
    [
      "content": [["type": "text", "text": .string(json.text)]], "structuredContent": json,
      "isError": false,
    ]
  }

  private static func failure(_ why: String) -> JSON.Object {
    ["content": [["type": "text", "text": .string(why)]], "isError": true]
  }
}

// Changing the shop.
extension MCPServer {
  private func change(
    _ name: String, _ arguments: JSON, _ parameters: JSON.Object, _ client: MCPClient
  ) async throws -> JSON.Object {
    if case .none = client.consent { return notOffered(client) }
    if case .repetition = client.consent, let state = parameters["requestState"]?.string {
      guard let asked = AskedCall(state), asked.name == name, asked.arguments == arguments else {
        return Self.failure(voice(client).say(ProtocolPhrase.expired))
      }
      let answer = parameters["inputResponses"]?[AgreementForm.name]
      return try await settle(asked.proposal, answer, client)
    }
    guard let proposal = try await assistant.propose(name, arguments: arguments, client.session) else {
      throw RemoteFault(.internalError, "«\(name)» no propone nada")
    }
    let form = AgreementForm(proposal.result.reply.text, label: voice(client).say(ProtocolPhrase.agree))
    switch client.consent {
    case .none: return notOffered(client)
    case .repetition:
      return [
        "resultType": "input_required",
        "requestState": .string(AskedCall(proposal: proposal.id, name: name, arguments: arguments).state),
        "inputRequests": [AgreementForm.name: form.request],
      ]
    case .asking(let ask): return try await settle(proposal.id, await ask(form.request), client)
    case .confirmingTool:
      let hint = voice(client).say(ProtocolPhrase.proposed, ["tool": ConfirmingTool.name])
      return Self.result(
        ChangeResult.json(
          .proposed, proposal.result.reply.text + "\n" + hint, proposal: proposal,
          result: proposal.result.json))
    }
  }

  private func notOffered(_ client: MCPClient) -> JSON.Object {
    Self.failure(voice(client).say(ProtocolPhrase.notOffered))
  }

  /// Performs a proposal to which its person said yes, and only then; to any other answer it is dropped.
  private func settle(_ proposal: String, _ answer: JSON?, _ client: MCPClient) async throws -> JSON.Object {
    guard AgreementForm.isAgreed(answer) else {
      try await assistant.drop(proposal, client.session)
      return Self.result(ChangeResult.json(.dropped, voice(client).say(ProposalPhrase.dropped)))
    }
    return try await perform(proposal, client)
  }

  private func confirm(_ arguments: JSON, _ client: MCPClient) async throws -> JSON.Object {
    guard case .confirmingTool = client.consent else {
      return notOffered(client)
    }
    guard let proposal = arguments[ConfirmingTool.argument]?.string else {
      return Self.failure(voice(client).say(ProtocolPhrase.expired))
    }
    return try await perform(proposal, client)
  }

  private func perform(_ proposal: String, _ client: MCPClient) async throws -> JSON.Object {
    let result = try await assistant.perform(proposal, client.session)
    return Self.result(ChangeResult.json(.done, result.reply.text, result: result.json))
  }
}

/// The call for which a person is asked, as a client without a session brings it back with the answer.
private struct AskedCall {
  let proposal: String
  let name: String
  let arguments: JSON

  init(proposal: String, name: String, arguments: JSON) {
    (self.proposal, self.name, self.arguments) = (proposal, name, arguments)
  }

  /// Nil for what is none.
  init?(_ state: String) {
    guard let json = try? JSON(parsing: state), let proposal = json["proposal"]?.string,
      let name = json["name"]?.string, let arguments = json["arguments"]
    else { return nil }
    self.init(proposal: proposal, name: name, arguments: arguments)
  }

  var state: String {
    JSON.object(["proposal": .string(proposal), "name": .string(name), "arguments": arguments]).text
  }
}

/// The question that a client shows its person before something is changed.
struct AgreementForm {
  /// Under which it is asked and answered.
  static let name = "confirmar"

  /// As an `elicitation/create`: method and parameters.
  let request: JSON

  /// Asks whether to do what `summary` says; to agree, the person ticks `label`.
  init(_ summary: String, label: String) {
    request = [
      "method": "elicitation/create",
      "params": [
        "message": .string(summary),
        "requestedSchema": [
          "type": "object",
          "properties": [Self.name: ["type": "boolean", "title": .string(label)]],
          "required": [.string(Self.name)],
        ],
      ],
    ]
  }

  static func isAgreed(_ answer: JSON?) -> Bool {
    answer?["action"]?.string == "accept" && answer?["content"]?[name]?.bool == true
  }
}
