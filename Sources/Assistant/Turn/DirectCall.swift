package import Inventory
package import Shop
internal import Store
internal import Understanding
package import Wire

/// What a tool answered that was called by its name.
package struct DirectCall: Sendable {
  package let result: ToolResult
  /// Whether this is what it would change, and nothing has been changed.
  package let isProposal: Bool
}

/// A write that another program proposes to its person, who has ten minutes to say yes.
package struct OpenProposal: Sendable {
  package let id: String
  /// What it would change.
  package let result: ToolResult
  package let expires: Instant
}

extension Assistant {
  /// Runs one tool with JSON arguments; a writing one proposes, unless the caller `agrees` beforehand.
  ///
  /// What it performed can be undone by the conversation of the same person and channel.
  ///
  /// - Throws: `Refusal` for a name that no tool bears, `ArgumentFault`, or what the tool refuses.
  package func call(
    _ name: String, arguments: JSON, agrees: Bool, _ session: Session
  ) async throws -> DirectCall {
    let tool = try tool(name, session)
    let scene = try await directScene(session)
    let slots = try await slots(arguments, of: tool, scene.desk)
    switch tool.action {
    case .reads(let read):
      let result = try await read(slots, scene.desk).asPromised(by: tool)
      return DirectCall(result: result, isProposal: false)
    case .writes(let propose, let perform):
      let proposal = try await propose(slots, scene.desk)
      guard agrees else { return DirectCall(result: proposal.result, isProposal: true) }
      let key = IdempotencyKey(shop.makeID(), content: JSON.object(proposal.arguments.json).text)
      let result = try await perform(proposal.arguments, scene.desk, key)
      let deed = scene.desk.summary(of: proposal, ToolCall(tool.name, proposal.arguments))
      try await remember(tool, Conversation.Deed(key: key.text, summary: deed), scene)
      return DirectCall(result: result, isProposal: false)
    }
  }

  /// Proposes what a writing tool would do, and keeps it until `perform` or its end; nil for a tool that only reads.
  ///
  /// - Throws: as `call`.
  package func propose(_ name: String, arguments: JSON, _ session: Session) async throws -> OpenProposal? {
    let tool = try tool(name, session)
    guard case .writes(let propose, _) = tool.action else { return nil }
    let scene = try await directScene(session)
    let proposal = try await propose(try await slots(arguments, of: tool, scene.desk), scene.desk)
    // Another write may be performed before this one is: what is undone is what was shown.
    let undone = name == Tool.reverseLast.name ? scene.desk.lastPerformed : nil
    let deed = scene.desk.summary(of: proposal, ToolCall(name, proposal.arguments))
    let kept = KeptArguments(proposal.arguments, undoing: undone, telling: deed)
    let record = shop.makeProposal(tool: name, arguments: kept.text, session)
    _ = try await shop.saveConversation(scene.conversation.text, proposing: record, session)
    return OpenProposal(id: record.id, result: proposal.result, expires: record.expires)
  }

  /// Performs what was proposed to the same person on the same channel, once however often it is asked; the answer is the
  /// first one's each time.
  ///
  /// - Throws: `Refusal` for a proposal that is unknown or has expired, or what the tool refuses.
  package func perform(_ proposal: String, _ session: Session) async throws -> ToolResult {
    guard let record = try await shop.proposal(proposal, session), record.expires > shop.now(),
      let tool = registry[record.tool], case .writes(_, let perform) = tool.action
    else {
      throw Refusal(Reply(voice(session.shop.language, session).say(ProtocolPhrase.expired)))
    }
    let kept = KeptArguments(record.arguments)
    var scene = try await directScene(session, undoing: kept.undone)
    if let answer = scene.conversation.deeds.first(where: { $0.key == record.id })?.answer {
      return ToolResult(json: answer.json, reply: Reply(answer.text))
    }
    if let undone = kept.undone, tool.name != Tool.reverseLast.name {
      scene.desk = try await scene.desk.without(undone)
    }
    let key = IdempotencyKey(record.id, content: record.arguments)
    let result = try await perform(kept.slots, scene.desk, key)
    let answer = Conversation.Deed.Answer(json: result.json, text: result.reply.text)
    let deed = Conversation.Deed(key: key.text, summary: kept.deed, answer: answer)
    try await remember(tool, deed, undone: kept.undone, scene)
    return result
  }

  /// Forgets what was proposed to the same person on the same channel and was refused.
  package func drop(_ proposal: String, _ session: Session) async throws {
    try await shop.dropProposal(proposal, session)
  }

  private func tool(_ name: String, _ session: Session) throws(Refusal) -> Tool {
    guard let tool = registry[name] else {
      let voice = voice(session.shop.language, session)
      throw Refusal(
        Reply(voice.say(RefusalPhrase.unknownTool, ["name": name]), lines: registry.tools.map(\.name)))
    }
    return tool
  }

  private func slots(_ arguments: JSON, of tool: Tool, _ desk: Desk) async throws -> Slots {
    let schema = registry.schema(of: tool, desk.session.shop.language) ?? JSONSchema(.object([]))
    let slots = try await desk.arguments(arguments, of: tool, schema)
    if let missing = tool.parameters.first(where: { $0.isMissing(slots, desk) }) {
      throw ArgumentFault.mismatch(
        JSONSchema.Mismatch(path: missing.name, found: nil, wanted: .value(missing.kind.schema)))
    }
    return slots
  }

  /// What a tool works with that is called by its name, and what the conversation of its channel remembers.
  private func directScene(
    _ session: Session, undoing undone: String? = nil
  ) async throws -> (desk: Desk, conversation: Conversation) {
    let opening = try await shop.openConversation(session)
    let conversation = opening.state.flatMap(Conversation.init(text:)) ?? Conversation()
    let live = try await live.live(shop, session, version: opening.catalogueVersion)
    let desk = Desk(
      shop: shop, session: session, names: live.names, voice: voice(session.shop.language, session),
      links: links, lastPerformed: undone ?? conversation.performed, lastDeed: conversation.deed)
    return (desk, conversation)
  }

  /// Keeps what «deshacer» would undo.
  private func remember(
    _ tool: Tool, _ deed: Conversation.Deed, undone: String? = nil,
    _ scene: (desk: Desk, conversation: Conversation)
  ) async throws {
    var conversation = scene.conversation
    if tool.name == Tool.reverseLast.name {
      conversation.forget(deed: scene.desk.lastPerformed)
    } else {
      conversation.forget(deed: undone)
      conversation.note(deed)
    }
    _ = try await shop.saveConversation(conversation.text, scene.desk.session)
  }
}
