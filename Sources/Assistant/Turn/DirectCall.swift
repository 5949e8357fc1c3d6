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

/// Why a tool cannot be called like that.
package enum CallFault: Error, Sendable {
  /// There is no tool of that name; the names there are.
  case unknownTool(String, known: [String])
}

extension Assistant {
  /// Runs one tool with JSON arguments; a writing one proposes, unless the caller `agrees` beforehand.
  ///
  /// - Throws: `CallFault`, or what the tool refuses.
  package func call(
    _ name: String, arguments: JSON, agrees: Bool, _ session: Session
  ) async throws -> DirectCall {
    let language = session.shop.language
    guard let tool = registry[name], let schema = registry.schema(of: tool, language) else {
      throw CallFault.unknownTool(name, known: registry.tools.map(\.name))
    }
    let version = try await shop.catalogueVersion(session)
    let live = try await live.live(shop, session, version: version)
    let desk = Desk(shop: shop, session: session, names: live.names, voice: voice(language, session))
    let slots = try await desk.arguments(arguments, of: tool, schema)
    switch tool.action {
    case .reads(let read): return DirectCall(result: try await read(slots, desk), isProposal: false)
    case .writes(let propose, let perform):
      let proposal = try await propose(slots, desk)
      guard agrees else { return DirectCall(result: proposal.result, isProposal: true) }
      let key = IdempotencyKey(shop.makeID(), content: JSON.object(proposal.arguments.json).text)
      return DirectCall(result: try await perform(proposal.arguments, desk, key), isProposal: false)
    }
  }
}
