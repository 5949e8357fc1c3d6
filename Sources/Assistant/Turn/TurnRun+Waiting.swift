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
    var offered: [String]?
    if case .choice(let names) = question.pending { offered = names }
    remember(request, question.pending, shown: offered)
    guard isWrite(request) else { return }
    hasAsked = true
    conversation.question = Conversation.OpenQuestion(
      said: said ?? text, words: question.reply.lead, choices: question.reply.choices)
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

extension Context {
  /// Whether products are offered, whose list what is looked up meanwhile must not replace.
  var offersChoice: Bool { if case .choice = pending { true } else { false } }
}
