package import Inventory
package import Understanding

/// Decides what to do about a message: which tools to call, what to ask back, or what to say.
package protocol Planner: Sendable {
  func plan(_ text: String, in scene: Scene) async throws -> Plan
}

/// What a planner knows when a message comes in.
package struct Scene: Sendable {
  package let live: LiveShop
  /// What the turn before left, unless it has expired.
  package let context: Context?
  /// The language to read in where the words fit several.
  package let language: Language
  /// A desk that speaks the given language.
  package let desk: @Sendable (Language) -> Desk

  package init(
    live: LiveShop, context: Context?, language: Language, desk: @escaping @Sendable (Language) -> Desk
  ) {
    (self.live, self.context, self.language, self.desk) = (live, context, language, desk)
  }
}

/// What is to be done about one message, request by request.
package struct Plan: Sendable {
  package let language: Language
  package let route: Reading.Route
  /// Whether the message completed the turn before.
  package let isFollowup: Bool
  package let steps: [(request: Request, action: Action)]

  package init(
    language: Language, route: Reading.Route, isFollowup: Bool, steps: [(request: Request, action: Action)]
  ) {
    (self.language, self.route, self.isFollowup, self.steps) = (language, route, isFollowup, steps)
  }

  package enum Action: Sendable {
    case call([ToolCall])
    case ask(Question)
    case say(Reply)
    /// Performs what was proposed.
    case accept
    /// Drops what was proposed.
    case decline
  }
}

/// A tool and what to call it with.
package struct ToolCall: Hashable, Sendable {
  package let tool: String
  package let arguments: Slots

  package init(_ tool: String, _ arguments: Slots = Slots()) {
    (self.tool, self.arguments) = (tool, arguments)
  }
}

/// Something that has to be known first, and what its answer completes.
package struct Question: Sendable {
  package let reply: Reply
  package let pending: Context.Pending

  package init(_ reply: Reply, awaiting pending: Context.Pending) {
    (self.reply, self.pending) = (reply, pending)
  }
}
