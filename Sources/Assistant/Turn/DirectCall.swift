internal import Inventory
package import Shop
internal import Store
package import Wire

/// What a tool answered that was called by its name.
package struct DirectCall: Sendable {
  package let result: ToolResult
  /// Whether this is what it would change, and nothing has been changed.
  package let isProposal: Bool
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
    let language = session.shop.language
    let voice = voice(language, session)
    guard let tool = registry[name], let schema = registry.schema(of: tool, language) else {
      throw Refusal(
        Reply(voice.say(RefusalPhrase.unknownTool, ["name": name]), lines: registry.tools.map(\.name)))
    }
    let opening = try await shop.openConversation(session)
    var conversation = opening.state.flatMap(Conversation.init(text:)) ?? Conversation()
    let live = try await live.live(shop, session, version: opening.catalogueVersion)
    let desk = Desk(
      shop: shop, session: session, names: live.names, voice: voice, lastPerformed: conversation.performed)
    let slots = try await desk.arguments(arguments, of: tool, schema)
    switch tool.action {
    case .reads(let read): return DirectCall(result: try await read(slots, desk), isProposal: false)
    case .writes(let propose, let perform):
      let proposal = try await propose(slots, desk)
      guard agrees else { return DirectCall(result: proposal.result, isProposal: true) }
      let key = IdempotencyKey(shop.makeID(), content: JSON.object(proposal.arguments.json).text)
      let result = try await perform(proposal.arguments, desk, key)
      conversation.performed = tool.name == Tool.reverseLast.name ? nil : key.text
      _ = try await shop.saveConversation(conversation.text, session)
      return DirectCall(result: result, isProposal: false)
    }
  }
}
