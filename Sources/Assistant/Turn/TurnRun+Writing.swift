internal import Inventory
internal import Shop
internal import Store
internal import Understanding
internal import Wire

/// Proposals, and what becomes of them.
extension TurnRun {
  typealias Propose = @Sendable (Slots, Desk) async throws -> Proposal
  typealias Perform = @Sendable (Slots, Desk, IdempotencyKey) async throws -> ToolResult

  mutating func change(
    _ call: ToolCall, _ propose: Propose, _ perform: Perform, _ request: Request,
    replacing replaced: Conversation.Replaced?
  ) async throws {
    guard proposal == nil else { return putOff(request) }
    let made = try await attempt(call, request) { [desk] in
      try await propose(call.arguments, desk.without(replaced?.deed.key))
    }
    guard let made else { return sayLeftAsIs(replaced) }
    let deed = desk.summary(of: made, call)
    let kept = KeptArguments(made.arguments, undoing: replaced?.deed.key, telling: deed)
    let record = desk.shop.makeProposal(tool: call.tool, arguments: kept.text, desk.session)
    let note = [registry[call.tool].flatMap { desk.dayNote(request.slots, for: $0) }, noteOfTotal(request)]
      .asSentences
    if writes == .perform || (request.intent == .undo && writes != .proposeInWriting) {
      let givenUp = goesOn(request) ? nil : noteOfWaiting
      try await self.perform(record, perform, request)
      for note in [note, givenUp].compactMap(\.self) { remark(note) }
      return
    }
    self.record(call, made.result.json)
    var reply = made.result.reply
    for note in [note, noteOfReplaced(replaced)].compactMap(\.self) { reply.close(with: note) }
    setAside(&reply, for: request)
    reply.close(with: voice.say(ProposalPhrase.confirm))
    reply.choices = yesNo
    replies.append(reply)
    proposal = record
    conversation.standing = Conversation.StandingProposal(id: record.id, summary: deed, replacing: replaced)
    remember(request, .confirmation, shown: made.result.shown.isEmpty ? nil : made.result.shown)
  }

  /// That what the whole was to come to no longer holds, since it was said of other lines; nil where it does.
  private func noteOfTotal(_ request: Request) -> String? {
    guard goesOn(request), let before = conversation.context?.slots, before[.packages] == nil,
      let total = before[.total], request.slots[.total] == nil, request.slots[.items] != before[.items],
      let sum = try? desk.money(total)
    else { return nil }
    return voice.say(ProposalPhrase.totalDropped, ["total": voice.money(sum)])
  }

  /// Keeps a write until what goes before it is settled.
  mutating func putOff(_ request: Request) {
    if conversation.queue.isEmpty { replies.append(Reply(voice.say(ProposalPhrase.later))) }
    conversation.queue.append(request)
  }

  /// Says of a proposal or a question that stood until now that it no longer does, unless this goes on with it.
  mutating func setAside(_ reply: inout Reply, for request: Request) {
    if goesOn(request) { return }
    resume()
    guard let note = noteOfWaiting else { return }
    // What was told along with it is given up with it.
    if conversation.question != nil { conversation.queue = [] }
    (conversation.standing, conversation.question) = (nil, nil)
    reply.closing = reply.closing.map { note + "\n" + $0 } ?? note
  }

  /// What is said of the proposal or the question that gives way to something else; nil where none stands.
  private var noteOfWaiting: String? {
    conversation.standing.map { voice.say(ProposalPhrase.replaced, ["summary": $0.summary]) }
      ?? conversation.question.map { voice.say(ProposalPhrase.questionDropped, ["said": $0.said]) }
  }

  mutating func perform(_ record: ProposalRecord, _ perform: Perform, _ request: Request) async throws {
    let kept = KeptArguments(record.arguments)
    let key = IdempotencyKey(record.id, content: record.arguments)
    (conversation.standing, conversation.interrupted) = (nil, nil)
    let call = ToolCall(record.tool, kept.slots)
    let result = try await attempt(call, request) { [desk] in
      try await perform(kept.slots, desk.without(kept.undone), key)
    }
    guard let result else {
      if conversation.context?.pending == .confirmation { conversation.context?.pending = .nothing }
      return
    }
    self.record(call, result.json)
    var reply = result.reply
    if request.intent == .undo {
      if let undone = conversation.deed {
        reply.lead = reply.lead.then(voice.say(TakeBackPhrase.whatItWas, ["what": undone]))
      }
      conversation.forget(deed: conversation.performed)
    } else {
      if let undone = conversation.deeds.first(where: { $0.key == kept.undone })?.summary {
        reply.lead = reply.lead.then(voice.say(TakeBackPhrase.replaced, ["what": undone]))
      }
      conversation.forget(deed: kept.undone)
      conversation.note(Conversation.Deed(key: record.id, summary: kept.deed))
    }
    replies.append(reply)
    var request = request
    request.slots[.folio] = result.json["folio"]?.string ?? request.slots[.folio]
    if request.intent == .undo {
      remember(request, shown: conversation.context?.slots.knownProducts ?? [])
    } else {
      // «no, la otra» may still be said of what was offered.
      let (products, offered) = (request.slots.knownProducts, conversation.context?.shown ?? [])
      let isOneOfThem = products.count == 1 && offered.contains(products[0])
      remember(request, .done, shown: isOneOfThem ? offered : result.shown)
    }
  }

  /// Whether what was tapped is a button of another proposal than the one that stands.
  var isOfAnother: Bool {
    guard let tapped else { return false }
    return conversation.standing?.id.hasPrefix(tapped) != true
  }

  /// Goes back to a proposal that waits beneath a side question, where its own button was tapped.
  mutating func resumeWhatWasTapped() {
    guard let tapped, conversation.interrupted?.standing?.id.hasPrefix(tapped) == true else { return }
    resume()
  }

  mutating func answerOfAnother() {
    let isDone = tapped.map { conversation.performed?.hasPrefix($0) == true } ?? false
    answer(Reply(isDone ? voice.say(TalkPhrase.alreadyDone) : voice.say(ProposalPhrase.ofAnother)))
  }

  mutating func accept() async throws {
    guard let standing = conversation.standing, let context = conversation.context else {
      if case .choice(let names) = conversation.context?.pending {
        replies.append(desk.whichProduct(names).reply)
        return
      }
      if let question = conversation.question {
        replies.append(Reply(question.words, choices: question.choices))
        return
      }
      let isDone = conversation.context?.pending == .done
      let deed = conversation.deed.map { voice.say(TalkPhrase.deedDone, ["what": $0]) }
      replies.append(
        Reply(isDone ? deed ?? voice.say(TalkPhrase.alreadyDone) : voice.say(TalkPhrase.nothingPending)))
      return
    }
    guard writes != .proposeInWriting else {
      replies.append(
        Reply(voice.say(ProposalPhrase.inWriting, ["summary": standing.summary]), choices: yesNo))
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
      try await change(
        ToolCall(tool.name, request.arguments(of: tool)), propose, perform, request,
        replacing: standing.replacing)
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

  mutating func decline() async throws {
    if conversation.interrupted != nil {
      resume()
      answer(Reply(voice.say(TalkPhrase.nothingToDrop)))
      return
    }
    guard isWaiting else {
      if conversation.context?.pending != .nothing { conversation.context?.pending = .nothing }
      replies.append(Reply(voice.say(TalkPhrase.nothingToDrop)))
      return
    }
    (conversation.standing, conversation.question) = (nil, nil)
    conversation.context?.pending = .nothing
    let isMoreToCome = !conversation.queue.isEmpty
    replies.append(Reply(voice.say(isMoreToCome ? ProposalPhrase.droppedForNext : .dropped)))
    sayLeftAsIs(replacedByWaiting)
    try await takeNextInQueue()
  }

  mutating func takeNextInQueue() async throws {
    guard !conversation.queue.isEmpty else { return }
    let next = conversation.queue.removeFirst()
    guard let name = next.intent.tool, let tool = registry[name] else { return }
    let (request, sale) = try await desk.amongGoodsSold(next, conversation.context)
    let doubt = try await desk.questionAboutProducts(request, ofSale: sale)
    if let question = doubt ?? desk.questionAboutMissing(request, tool) { return ask(question, request) }
    try await run(ToolCall(name, request.arguments(of: tool)), for: request)
  }

  /// Adds that the conversation could not be kept.
  mutating func sayForgotten() { remark(voice.say(TalkPhrase.forgotten)) }

  /// Adds something beneath the last reply, ahead of the question whether it is to be done.
  mutating func remark(_ text: String) {
    guard var last = replies.popLast() else { return }
    let confirm = voice.say(ProposalPhrase.confirm)
    let lines = last.closing.map { $0.split(separator: "\n").map(String.init) } ?? []
    let isAsked = lines.last == confirm
    last.closing = ((isAsked ? lines.dropLast() : lines[...]) + [text] + (isAsked ? [confirm] : []))
      .joined(separator: "\n")
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
      text: text, language: plan.language, route: plan.route, isUnderstood: plan.isUnderstood,
      requests: plan.steps.map(\.request), calls: calls, replies: replies, pending: pending,
      wasDenied: wasDenied,
      tokens: plan.use.map { ($0.use.input, $0.use.output) } ?? (0, 0), remark: plan.remark,
      memory: Turn.Memory(
        conversation: conversation,
        expires: desk.shop.now().adding(seconds: Retention.conversationSeconds)))
  }
}
