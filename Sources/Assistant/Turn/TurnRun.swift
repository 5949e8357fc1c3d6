internal import Inventory
internal import Shop
internal import Store
internal import Understanding
internal import Wire

/// What is said about proposals.
package enum ProposalPhrase: String, Phrase {
  case confirm = "proposal.confirm"
  case yes = "proposal.yes"
  case no = "proposal.no"
  case dropped = "proposal.dropped"
  case stillStanding = "proposal.still_standing(summary)"
  case replaced = "proposal.replaced(summary)"
  case expired = "proposal.expired"
  case unsure = "proposal.unsure"
  case later = "proposal.later"
}

/// A plan being carried out: what was said and called so far, and what is to be remembered.
struct TurnRun {
  let desk: Desk
  let registry: ToolRegistry
  let writes: TurnOptions.Writes
  var conversation: Conversation
  /// The proposal that this turn made.
  private(set) var proposal: ProposalRecord?
  private var replies: [Reply] = []
  private var calls: [CallRecord] = []
  private var wasDenied = false
  /// Whether what the rest of the plan rests on could not be done.
  private var isBlocked = false

  init(desk: Desk, registry: ToolRegistry, writes: TurnOptions.Writes, conversation: Conversation) {
    (self.desk, self.registry, self.writes, self.conversation) = (desk, registry, writes, conversation)
  }

  private var voice: Voice { desk.voice }

  mutating func take(_ action: Plan.Action, for request: Request) async throws {
    guard !isBlocked else { return }
    switch action {
    case .say(let reply): replies.append(reminded(reply))
    case .tell(let reply, let lookups): tell(reply, lookups, request)
    case .ask(let question): ask(question, request)
    case .call(let calls): for call in calls { try await run(call, for: request) }
    case .accept: try await accept()
    case .decline: try await decline()
    }
  }

  private mutating func tell(_ reply: Reply, _ lookups: [Lookup], _ request: Request) {
    calls += lookups.map(\.record)
    let shown = lookups.last { !$0.shown.isEmpty }?.shown
    if conversation.standing != nil {
      if let shown { conversation.context?.shown = shown }
    } else {
      remember(request, shown: shown)
    }
    replies.append(reminded(reply))
  }

  private mutating func ask(_ question: Question, _ request: Request) {
    var reply = question.reply
    if conversation.context?.intent == request.intent {
      conversation.standing = nil
    } else {
      setAside(&reply)
    }
    replies.append(reply)
    remember(request, question.pending)
  }

  private mutating func remember(
    _ request: Request, _ pending: Context.Pending = .nothing, shown: [String]? = nil
  ) {
    conversation.context = Context(
      intent: request.intent, slots: request.slots, pending: pending,
      shown: shown ?? conversation.context?.shown ?? [])
  }

  private mutating func run(_ call: ToolCall, for request: Request) async throws {
    guard let tool = registry[call.tool] else { return }
    switch tool.action {
    case .reads(let read): try await look(call, read, request)
    case .writes where writes == .refuse:
      wasDenied = true
      replies.append(Reply(voice.say(RefusalPhrase.writesOff)))
    case .writes(let propose, let perform):
      try await change(call, propose, perform, request)
    }
  }
}

// Reading.
extension TurnRun {
  private mutating func look(
    _ call: ToolCall, _ read: @Sendable (Slots, Desk) async throws -> ToolResult, _ request: Request
  ) async throws {
    let result = try await attempt(call, request) { [desk] in try await read(call.arguments, desk) }
    guard let result else { return }
    record(call, result.json)
    if conversation.standing != nil {
      conversation.context?.shown = result.shown
    } else {
      remember(request, shown: result.shown)
    }
    replies.append(reminded(result.reply))
  }

  /// The reply with a word about the proposal that still stands.
  private func reminded(_ reply: Reply) -> Reply {
    guard let standing = conversation.standing else { return reply }
    var reply = reply
    let reminder = voice.say(ProposalPhrase.stillStanding, ["summary": standing.summary])
    reply.closing = [reply.closing, reminder].compactMap { $0 }.joined(separator: "\n")
    reply.choices = yesNo
    return reply
  }

  /// What a call came to; nil when the shop refused, which has then been said and recorded.
  private mutating func attempt<Outcome>(
    _ call: ToolCall, _ request: Request, _ body: () async throws -> Outcome
  ) async throws -> Outcome? {
    do {
      return try await body()
    } catch let error as ShopError {
      if case .denied = error { wasDenied = true }
      refuse(call, request, voice.refusal(error, request))
    } catch let refusal as Refusal {
      refuse(call, request, refusal)
    }
    return nil
  }

  private mutating func refuse(_ call: ToolCall, _ request: Request, _ refusal: Refusal) {
    record(call, ["error": .string(refusal.reply.lead)])
    if request.intent == .undo { isBlocked = true }
    replies.append(refusal.reply)
    if refusal.pending != .nothing {
      conversation.standing = nil
      remember(request, refusal.pending)
    } else if conversation.context?.pending == .done {
      conversation.context?.pending = .nothing
    }
  }

  private mutating func record(_ call: ToolCall, _ result: JSON) {
    calls.append(CallRecord(tool: call.tool, arguments: .object(call.arguments.json), result: result))
  }

  private var yesNo: [String] { [voice.say(ProposalPhrase.yes), voice.say(ProposalPhrase.no)] }
}

// Writing.
extension TurnRun {
  private typealias Propose = @Sendable (Slots, Desk) async throws -> Proposal
  private typealias Perform = @Sendable (Slots, Desk, IdempotencyKey) async throws -> ToolResult

  private mutating func change(
    _ call: ToolCall, _ propose: Propose, _ perform: Perform, _ request: Request
  ) async throws {
    guard proposal == nil else {
      conversation.queue.append(request)
      replies.append(Reply(voice.say(ProposalPhrase.later)))
      return
    }
    let made = try await attempt(call, request) { [desk] in try await propose(call.arguments, desk) }
    guard let made else { return }
    let record = desk.shop.makeProposal(
      tool: call.tool, arguments: JSON.object(made.arguments.json).text, desk.session)
    if writes == .perform || request.intent == .undo {
      try await self.perform(record, perform, request)
      return
    }
    self.record(call, made.result.json)
    var reply = made.result.reply
    if conversation.context?.intent != request.intent { setAside(&reply) }
    reply.closing = [reply.closing, voice.say(ProposalPhrase.confirm)].compactMap { $0 }.joined(
      separator: "\n")
    reply.choices = yesNo
    replies.append(reply)
    proposal = record
    conversation.standing = Conversation.StandingProposal(id: record.id, summary: made.result.reply.lead)
    remember(request, .confirmation, shown: made.result.shown)
  }

  /// Says of a proposal that stood until now that it no longer does.
  private mutating func setAside(_ reply: inout Reply) {
    guard let standing = conversation.standing else { return }
    conversation.standing = nil
    let note = voice.say(ProposalPhrase.replaced, ["summary": standing.summary])
    reply.closing = [note, reply.closing].compactMap { $0 }.joined(separator: "\n")
  }

  private mutating func perform(
    _ record: ProposalRecord, _ perform: Perform, _ request: Request
  ) async throws {
    let slots = (try? JSON(parsing: record.arguments))?.object.map { Slots(json: $0) } ?? Slots()
    let key = IdempotencyKey(record.id, content: record.arguments)
    conversation.standing = nil
    let call = ToolCall(record.tool, slots)
    let result = try await attempt(call, request) { [desk] in try await perform(slots, desk, key) }
    guard let result else {
      if conversation.context?.pending == .confirmation { conversation.context?.pending = .nothing }
      return
    }
    self.record(call, result.json)
    replies.append(result.reply)
    conversation.performed = request.intent == .undo ? nil : record.id
    var request = request
    request.slots[.folio] = result.json["folio"]?.string ?? request.slots[.folio]
    remember(request, request.intent == .undo ? .nothing : .done, shown: result.shown)
  }

  private mutating func accept() async throws {
    guard let standing = conversation.standing, let context = conversation.context else {
      if case .choice(let names) = conversation.context?.pending {
        replies.append(desk.whichProduct(names).reply)
        return
      }
      let isDone = conversation.context?.pending == .done
      replies.append(Reply(voice.say(isDone ? TalkPhrase.alreadyDone : TalkPhrase.nothingPending)))
      return
    }
    let request = Request(intent: context.intent, slots: context.slots)
    guard let record = try await desk.shop.proposal(standing.id, desk.session),
      let tool = registry[record.tool],
      case .writes(let propose, let perform) = tool.action
    else {
      conversation.standing = nil
      replies.append(Reply(voice.say(TalkPhrase.nothingPending)))
      return
    }
    guard record.expires > desk.shop.now() else {
      conversation.standing = nil
      replies.append(Reply(voice.say(ProposalPhrase.expired)))
      try await change(ToolCall(tool.name, request.arguments(of: tool)), propose, perform, request)
      return
    }
    guard writes != .refuse else {
      wasDenied = true
      replies.append(Reply(voice.say(RefusalPhrase.writesOff)))
      return
    }
    try await self.perform(record, perform, request)
    try await takeNextInQueue()
  }

  private mutating func decline() async throws {
    guard conversation.standing != nil else {
      if conversation.context?.pending != .nothing { conversation.context?.pending = .nothing }
      replies.append(Reply(voice.say(TalkPhrase.nothingToDrop)))
      return
    }
    conversation.standing = nil
    conversation.context?.pending = .nothing
    replies.append(Reply(voice.say(ProposalPhrase.dropped)))
    try await takeNextInQueue()
  }

  private mutating func takeNextInQueue() async throws {
    guard !conversation.queue.isEmpty else { return }
    let request = conversation.queue.removeFirst()
    guard let name = request.intent.tool, let tool = registry[name] else { return }
    try await run(ToolCall(name, request.arguments(of: tool)), for: request)
  }

  /// Adds that the conversation could not be kept.
  mutating func sayForgotten() { remark(voice.say(TalkPhrase.forgotten)) }

  /// Adds something beneath the last reply.
  mutating func remark(_ text: String) {
    guard var last = replies.popLast() else { return }
    last.closing = [last.closing, text].compactMap { $0 }.joined(separator: "\n")
    replies.append(last)
  }

  /// Keeps the last of what was said, for a planner that wants to know it.
  mutating func remember(_ text: String, wanted: Int) {
    let reply = replies.map(\.text).joined(separator: "\n")
    conversation.keep(Exchange(message: text, reply: reply), wanted: wanted)
  }

  func turn(_ text: String, _ plan: Plan) -> Turn {
    let pending: Turn.Pending =
      switch conversation.context?.pending {
      case .confirmation: conversation.standing.map { .confirmation(proposal: $0.id) } ?? .nothing
      case .slot(let name): .slot(name)
      case .choice(let names): .choice(names)
      case .nothing, .done, nil: .nothing
      }
    return Turn(
      text: text, language: plan.language, route: plan.route, requests: plan.steps.map(\.request),
      calls: calls, replies: replies, pending: pending, wasDenied: wasDenied,
      memory: Turn.Memory(
        conversation: conversation,
        expires: desk.shop.now().adding(seconds: Retention.conversationSeconds)))
  }
}
