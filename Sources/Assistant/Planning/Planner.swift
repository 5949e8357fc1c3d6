package import Inventory
package import Store
package import Understanding

/// Decides what to do about a message: which tools to call, what to ask back, or what to say.
package protocol Planner: Sendable {
  func plan(_ text: String, in scene: Scene) async throws -> Plan
  /// How many of the last exchanges it wants to know.
  var exchangesWanted: Int { get }
}

/// What a person said in an earlier turn, and what was answered.
package struct Exchange: Hashable, Sendable {
  package let message: String
  package let reply: String

  package init(message: String, reply: String) { (self.message, self.reply) = (message, reply) }
}

/// What a planner knows when a message comes in.
package struct Scene: Sendable {
  package let live: LiveShop
  /// What the turn before left, unless it has expired.
  package let context: Context?
  /// What the message before may have meant, where it was asked which.
  let meanings: [OfferedMeaning]
  /// What was said before and has expired.
  let expired: Conversation?
  /// The language to read in where the words fit several.
  package let language: Language
  /// The language to answer in; nil for the one that is spoken.
  package let answering: Language?
  /// What was said before, the oldest first.
  package let said: [Exchange]
  /// Given each line of a reply that takes its time, as soon as it may be shown.
  package let hearing: (@Sendable (String) -> Void)?
  /// A desk that speaks the given language.
  package let desk: @Sendable (Language) -> Desk

  init(
    live: LiveShop, context: Context?, meanings: [OfferedMeaning] = [], expired: Conversation? = nil,
    language: Language,
    answering: Language? = nil, said: [Exchange] = [],
    hearing: (@Sendable (String) -> Void)? = nil,
    desk: @escaping @Sendable (Language) -> Desk
  ) {
    (self.live, self.context, self.language, self.desk) = (live, context, language, desk)
    self.meanings = meanings
    (self.answering, self.said, self.hearing, self.expired) = (answering, said, hearing, expired)
  }
}

/// What is to be done about one message, request by request.
package struct Plan: Sendable {
  package let language: Language
  package let route: Reading.Route
  /// Whether the message completed the turn before.
  package let isFollowup: Bool
  package let steps: [(request: Request, action: Action)]
  /// Whether what is to be written takes the place of what was written last.
  package var isCorrection = false
  /// What is said beneath everything, such as which road the answer took.
  package var remark: String?
  /// What planning it took of the shop's language model; nil where that was not asked.
  package var use: DailyModelUse?

  /// Whether anything was made of the message.
  var isUnderstood: Bool {
    route != .model || steps.contains { if case .say = $0.action { false } else { true } }
  }

  package init(
    language: Language, route: Reading.Route, isFollowup: Bool, steps: [(request: Request, action: Action)]
  ) {
    (self.language, self.route, self.isFollowup, self.steps) = (language, route, isFollowup, steps)
  }

  package enum Action: Sendable {
    case call([ToolCall])
    case ask(Question)
    case say(Reply)
    /// Asks which of several things was meant.
    case offer(Reply, [OfferedMeaning])
    /// Says what came of calls that the planner made itself.
    case tell(Reply, [Lookup])
    /// Performs what was proposed.
    case accept
    /// Drops what was proposed.
    case decline
  }
}

/// One thing that a message may have meant, as it is offered.
package struct OfferedMeaning: Hashable, Sendable {
  package let label: String
  package let request: Request
}

/// A call that was made while planning, and what it found.
package struct Lookup: Sendable {
  package let request: Request
  package let record: CallRecord
  /// What the tool itself says of it.
  package let reply: Reply
  /// The product names in it, in order.
  package let shown: [String]

  package init(request: Request, record: CallRecord, reply: Reply, shown: [String]) {
    (self.request, self.record, self.reply, self.shown) = (request, record, reply, shown)
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
  package var reply: Reply
  package let pending: Context.Pending
  /// The folios that it offers.
  package let shown: [String]?

  package init(_ reply: Reply, awaiting pending: Context.Pending, shown: [String]? = nil) {
    (self.reply, self.pending, self.shown) = (reply, pending, shown)
  }
}
