internal import Shop
internal import Understanding

/// Questions, and what waits while they are answered.
extension TurnRun {
  mutating func ask(_ question: Question, _ request: Request) {
    let isInterrupting = isWaiting || conversation.interrupted != nil
    if isInterrupting, !isWrite(request), !goesOn(request) {
      interrupt(for: question, request)
      return
    }
    var reply = question.reply
    let said = goesOn(request) ? conversation.question?.said : nil
    if goesOn(request) { conversation.standing = nil }
    setAside(&reply, for: request)
    replies.append(reply)
    wait(for: question, said: said, request)
  }

  /// Remembers what was asked, and where a write waits for it, what the person had said.
  mutating func wait(for question: Question, said: String?, _ request: Request) {
    var offered = question.shown
    if case .choice(let names) = question.pending { offered = names }
    remember(request, question.pending, shown: offered)
    guard isWrite(request) else { return }
    hasAsked = true
    conversation.question = Conversation.OpenQuestion(
      said: said ?? text, words: question.reply.lead, choices: question.reply.choices,
      replacing: replaced(by: request))
  }

  /// Asks about a side question, and lets what waits wait beneath it.
  mutating func interrupt(for question: Question, _ request: Request) {
    if isWaiting {
      conversation.interrupted = Conversation.Interrupted(
        context: conversation.context, standing: conversation.standing, question: conversation.question)
      conversation.standing = nil
    }
    replies.append(question.reply)
    wait(for: question, said: nil, request)
  }

  /// Puts what was chosen in the place of the same goods in what waits: «2 cremas a Norte y 3 a Mercado».
  mutating func settleQueue(by request: Request) {
    guard goesOn(request), let before = conversation.context?.slots.mentions else { return }
    for (old, new) in zip(before, request.slots.mentions) where old != new && !old.isKnown {
      conversation.queue = conversation.queue.map { $0.replacing(old, by: new) }
    }
  }

  /// Takes up again what a side question interrupted.
  mutating func resume() {
    guard let interrupted = conversation.interrupted else { return }
    (conversation.context, conversation.standing) = (interrupted.context, interrupted.standing)
    (conversation.question, conversation.interrupted) = (interrupted.question, nil)
  }

  func isWrite(_ request: Request) -> Bool {
    request.intent.tool.flatMap { registry[$0] }?.writes ?? false
  }

  /// Whether the request is the one that a question was asked about.
  func goesOn(_ request: Request) -> Bool {
    isFollowup && conversation.context?.intent == request.intent
  }

  /// Whether a write waits for a yes or for an answer, which look-ups leave standing.
  var isWaiting: Bool { conversation.standing != nil || conversation.question != nil }
}

extension Slots {
  /// The goods that they name, in order.
  fileprivate var mentions: [ProductMention] {
    self[.items]?.map(\.product) ?? self[.product].map { [.known($0)] }
      ?? self[.productAny].map { [.ambiguous($0)] } ?? self[.productUnknown].map { [.unknown($0)] } ?? []
  }
}

extension ProductMention {
  fileprivate var isKnown: Bool { if case .known = self { true } else { false } }
}

extension Request {
  /// The request with one product in the place of another wherever a line names that.
  fileprivate func replacing(_ old: ProductMention, by new: ProductMention) -> Request {
    var request = self
    request.slots[.items] = slots[.items]?.map { item in
      var item = item
      if item.product == old { item.product = new }
      return item
    }
    return request
  }
}

extension Context {
  /// Whether products are offered, whose list what is looked up meanwhile must not replace.
  var offersChoice: Bool { if case .choice = pending { true } else { false } }
}
