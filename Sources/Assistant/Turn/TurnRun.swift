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
  case droppedForNext = "proposal.dropped_for_next"
  case replaces = "proposal.replaces(what)"
  case stillStanding = "proposal.still_standing(summary)"
  case replaced = "proposal.replaced(summary)"
  case questionStanding = "proposal.question_standing(said,question)"
  case questionDropped = "proposal.question_dropped(said)"
  case expired = "proposal.expired"
  case unsure = "proposal.unsure"
  case later = "proposal.later"
  case totalDropped = "proposal.total_dropped(total)"
  case datedToday = "proposal.dated_today(period)"
  case inWriting = "proposal.in_writing(summary)"
  case ofAnother = "proposal.of_another"
}

/// A plan being carried out: what was said and called so far, and what is to be remembered.
struct TurnRun {
  var desk: Desk
  let registry: ToolRegistry
  let writes: TurnOptions.Writes
  let tapped: String?
  /// The message that is answered.
  let text: String
  /// Whether it completes the turn before.
  let isFollowup: Bool
  var conversation: Conversation
  /// The proposal that this turn made.
  var proposal: ProposalRecord?
  var replies: [Reply] = []
  var calls: [CallRecord] = []
  var wasDenied = false
  /// What was written last, where the message corrects it.
  let corrected: Conversation.Replaced?
  /// What the proposal or the question that waits is to take the place of.
  let replacedByWaiting: Conversation.Replaced?
  /// Whether a write of this turn waits for an answer.
  var hasAsked = false

  init(
    desk: Desk, registry: ToolRegistry, writes: TurnOptions.Writes, tapped: String?, text: String, plan: Plan,
    conversation: Conversation
  ) {
    (self.desk, self.registry, self.writes, self.conversation) = (desk, registry, writes, conversation)
    (self.tapped, self.text, isFollowup) = (tapped, text, plan.isFollowup)
    self.conversation.meanings = []
    corrected = plan.isCorrection ? conversation.done : nil
    replacedByWaiting = conversation.standing?.replacing ?? conversation.question?.replacing
  }

  var voice: Voice { desk.voice }

  mutating func take(_ action: Plan.Action, for request: Request) async throws {
    resumeWhatWasTapped()
    settleQueue(by: request)
    if hasAsked, isWrite(request) { return putOff(request) }
    if case .ask = action, proposal != nil, isWrite(request) { return putOff(request) }
    switch action {
    case .say(let reply):
      if isWrite(request), request.intent != .undo, !isFollowup { leaveDeed() }
      answer(reply)
    case .offer(let reply, let meanings):
      conversation.meanings = meanings
      answer(reply)
    case .tell(let reply, let lookups): tell(reply, lookups, request)
    case .ask(let question): ask(question, request)
    // What waits beneath a side question was done last, not what was done before it.
    case .call where request.intent == .undo && dropsWaiting: try await decline()
    case .call(let calls): for call in calls { try await run(call, for: request) }
    case .accept where isOfAnother, .decline where isOfAnother: answerOfAnother()
    case .accept: try await accept()
    case .decline:
      if request.slots[.refAll] != nil { conversation.queue = [] }
      try await decline()
    }
  }

  /// Whether there is nothing newer to take back than what waits.
  private var dropsWaiting: Bool {
    conversation.interrupted != nil || isWaiting && conversation.performed == nil
  }

  /// A yes after another deed that was refused is not to the one done before it.
  private mutating func leaveDeed() {
    if conversation.context?.pending == .done { conversation.context?.pending = .nothing }
  }

  mutating func tell(_ reply: Reply, _ lookups: [Lookup], _ request: Request) {
    calls += lookups.map(\.record)
    if lookups.isEmpty {
      answer(reply)
      if !isWaiting { remember(request) }
    } else {
      answer(reply, speakingOf: request, shown: lookups.last { !$0.shown.isEmpty }?.shown)
    }
  }

  /// Says what was looked up, beside what waits, and lets what follows lean on it.
  mutating func answer(_ reply: Reply, speakingOf request: Request, shown: [String]?) {
    resume()
    answer(reply)
    let explains = request.intent == .explain
    guard isWaiting || explains && conversation.context != nil else { return remember(request, shown: shown) }
    conversation.context?.aside = request
    if let shown, !explains, conversation.context?.offersChoice == false {
      conversation.context?.shown = shown
    }
  }

  mutating func remember(
    _ request: Request, _ pending: Context.Pending = .nothing, shown: [String]? = nil
  ) {
    conversation.question = nil
    let before = conversation.context
    conversation.context = Context(
      intent: request.intent, slots: request.slots, pending: pending,
      shown: shown ?? before?.shown ?? [])
    conversation.context?.earlier = before?.past(behind: request) ?? []
    let done = pending == .done ? request : before?.done
    conversation.context?.done = request.intent == .undo ? nil : done
  }

  mutating func run(_ call: ToolCall, for request: Request) async throws {
    guard let tool = registry[call.tool] else { return }
    switch tool.action {
    case .reads(let read): try await look(call, tool, read, request)
    case .writes where writes == .refuse:
      wasDenied = true
      replies.append(Reply(voice.say(RefusalPhrase.writesOff)))
    case .writes(let propose, let perform):
      try await change(call, propose, perform, request, replacing: replaced(by: request))
    }
  }
}

// Reading.
extension TurnRun {
  mutating func look(
    _ call: ToolCall, _ tool: Tool, _ read: @Sendable (Slots, Desk) async throws -> ToolResult,
    _ request: Request
  ) async throws {
    let result = try await attempt(call, request) { [desk] in
      try await read(call.arguments, desk).asPromised(by: tool)
    }
    guard let result else { return }
    record(call, result.json)
    answer(desk.reply(of: result, askedFor: call.arguments), speakingOf: request, shown: result.shown)
  }

  /// Says it, with a word about the proposal or the question that still stands.
  mutating func answer(_ reply: Reply) {
    let reply = reminded(reply)
    replies.append(reply)
  }

  /// The reply with a word about the proposal or the question that still stands.
  mutating func reminded(_ reply: Reply) -> Reply {
    let (reminder, choices): (String, [String])
    if let standing = conversation.standing {
      reminder = voice.say(ProposalPhrase.stillStanding, ["summary": standing.summary])
      choices = yesNo
    } else if let question = conversation.question, question.reminders < type(of: question).mostReminders {
      conversation.question?.reminders += 1
      reminder = voice.say(
        ProposalPhrase.questionStanding, ["said": question.said, "question": question.words])
      choices = question.choices
    } else if let question = conversation.question {
      conversation.question = nil
      conversation.context?.pending = .nothing
      reminder = voice.say(ProposalPhrase.questionDropped, ["said": question.said])
      choices = reply.choices
    } else {
      return reply
    }
    var reply = reply
    reply.close(with: reminder)
    reply.choices = choices
    return reply
  }

  /// What a call came to; nil when the shop refused, which has then been said and recorded.
  mutating func attempt<Outcome>(
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

  mutating func refuse(_ call: ToolCall, _ request: Request, _ refusal: Refusal) {
    record(call, ["error": .string(refusal.reply.lead)])
    if !isWrite(request), refusal.pending == .nothing { resume() }
    if refusal.pending != .nothing {
      let said = goesOn(request) ? conversation.question?.said : nil
      conversation.standing = nil
      replies.append(refusal.reply)
      wait(for: Question(refusal.reply, awaiting: refusal.pending), said: said, request)
      return
    }
    replies.append(conversation.standing != nil && goesOn(request) ? reminded(refusal.reply) : refusal.reply)
    let isLeft = isWrite(request) && request.intent != .undo && !isWaiting
    if conversation.question != nil && goesOn(request) || isLeft {
      remember(request)
    } else if conversation.context?.pending == .done {
      conversation.context?.pending = .nothing
    }
  }

  mutating func record(_ call: ToolCall, _ result: JSON) {
    calls.append(CallRecord(tool: call.tool, arguments: .object(call.arguments.json), result: result))
  }

  var yesNo: [String] { [voice.say(ProposalPhrase.yes), voice.say(ProposalPhrase.no)] }
}
