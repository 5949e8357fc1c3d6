internal import Inventory
internal import LanguageModel
internal import Shop
internal import Store
internal import Understanding
internal import Wire

/// One turn's exchange with a model: what it is asked, the tools that it calls, and what it says in the end.
struct ModelTalk {
  let desk: Desk
  private let road: ModelRoad
  private let catalogue: NameIndex
  private let briefing: ModelPlanner.Briefing
  private let others: [GroundingWords]
  private let reader: ReplyReader
  /// Words that a reply may hold though no tool says them.
  private let familiar: [Set<FoldedText>]
  /// Given each line of the reply while the rest still comes.
  private let hearing: (@Sendable (String) -> Void)?
  /// Whether the message asks for what only a tool can tell.
  private let asksForData: Bool
  private var request: ChatRequest
  private let deadline: ContinuousClock.Instant

  private(set) var rounds = 0
  private(set) var tokens = TokenUsage()
  private var tools: CalledTools
  private var wasCorrected = false

  typealias Step = (request: Request, action: Plan.Action)

  init(
    road: ModelRoad, registry: ToolRegistry, desk: Desk, catalogue: NameIndex,
    briefing: ModelPlanner.Briefing, others: [GroundingWords], reading: Reading,
    said: [Exchange], text: String, hearing: (@Sendable (String) -> Void)?, reader: ReplyReader
  ) {
    (self.road, self.desk, self.reader, self.others) = (road, desk, reader, others)
    (self.catalogue, self.hearing, self.briefing) = (catalogue, hearing, briefing)
    asksForData = reading.asksForData
    let text = String(text.prefix(Self.longestMessage))
    tools = CalledTools(registry, desk, saying: text, briefing.words, reader: reader)
    let names =
      [desk.session.shop.name, desk.session.person.name, desk.session.currency.code]
      + desk.names.branches.map(\.name)
    familiar = [briefing.told, FoldedText((names + [text]).joined(separator: " ")).words]
    deadline = .now + road.deadline
    var messages = [ChatMessage.system(briefing.prompt.text(desk))]
    for exchange in said {
      messages.append(.user(exchange.message))
      messages.append(.assistant(["role": "assistant", "content": .string(exchange.reply)]))
    }
    messages.append(.user(text))
    request = ChatRequest(messages, tools: briefing.tools)
  }

  private static let longestMessage = 4_000
  private static let longestReply = 6_000

  /// What the turn is to do.
  ///
  /// - Throws: `ModelDefeat`, and what the store throws when it cannot be reached.
  mutating func steps() async throws -> [Step] {
    while rounds < ModelRoad.mostRounds {
      rounds += 1
      let answer = try await asked()
      request.messages.append(.assistant(answer.message))
      guard answer.toolCalls.isEmpty else {
        switch try await tools.answer(answer.toolCalls) {
        case .steps(let steps): return steps
        case .results(let results):
          for (call, result) in zip(answer.toolCalls, results) {
            request.messages.append(.tool(call: call.id, result))
          }
        }
        continue
      }
      let reply = try Self.shown(answer.content)
      let unfounded = unfounded(in: reply)
      guard !unfounded.isEmpty else {
        var said = Reply(saying: reply)
        said.choices = found.last?.reply.choices ?? []
        said.code = found.last { $0.reply.code != nil }?.reply.code
        return [(found.last?.request ?? aside, .tell(said, found))]
      }
      guard !wasCorrected else { throw ModelDefeat.unfounded(unfounded) }
      wasCorrected = true
      let parts = unfounded.prefix(10).map { "«\($0)»" }.joined(separator: ", ")
      request.messages.append(.user(desk.voice.say(ModelPhrase.unfounded, ["parts": parts])))
    }
    throw ModelDefeat.tooManyRounds
  }

  /// What the reply says and no tool said: the whole of it where none was asked, unless it only asks back.
  private func unfounded(in reply: String) -> [String] {
    mayTell || reply.onlyAsks ? grounding.unfounded(in: reply) : [String(reply.prefix(80))]
  }

  /// Whether there is something that a reply may tell.
  private var mayTell: Bool { !asksForData || tools.hasAnswered }

  /// What its calls found, in order.
  var found: [Lookup] { tools.found }

  private var aside: Request { Request(intent: .outOfScope) }

  private mutating func asked() async throws -> ChatAnswer {
    do throws(ModelFault) {
      let gate = (mayTell ? hearing : nil).map { [grounding] hearing in
        LineGate(upTo: Self.longestReply) {
          !Self.holdsLeak($0) && grounding.unfounded(in: $0[...], &$1).isEmpty
        } hearing: {
          hearing($0)
        }
      }
      let heard = gate.map { gate in { @Sendable (words: String) in gate.take(words) } }
      let answer = try await road.client.answer(request, before: deadline, hearing: heard)
      tokens = tokens + answer.tokens
      if answer.isCutShort {
        throw ModelFault(.cutOff, "the answer was stopped: \(answer.finishReason ?? "")")
      }
      return answer
    } catch {
      throw ModelDefeat.fault(error)
    }
  }

  /// Its words as they may be shown: without marks of emphasis, and without calls that leaked into them.
  private static func shown(_ content: String?) throws(ModelDefeat) -> String {
    let text = (content ?? "").replacing("**", with: "").trimmed
    guard !text.isEmpty, text.count <= longestReply, !holdsLeak(text) else { throw ModelDefeat.nothingSaid }
    return text
  }

  private static func holdsLeak(_ text: String) -> Bool {
    ["<tool_call", "<function", "<|", "[TOOL_CALLS]"].contains { text.contains($0) }
  }

  private var grounding: Grounding {
    Grounding(
      tools.evidence, briefing.words, others: others, catalogue: catalogue,
      currency: desk.session.currency.symbol, decimalMark: desk.voice.usesPoint ? "." : ",",
      familiar: familiar, reader: reader)
  }
}

extension Reading {
  /// Whether it surely asks for a tool, or may do so and names a product.
  fileprivate var asksForData: Bool {
    guard request.intent.tool != nil else { return false }
    return route == .offline && !isGuess || !request.slots.knownProducts.isEmpty
  }
}

extension String {
  /// Whether it is nothing but questions; what stands before the mark of one is more than a word of greeting or two
  /// only where it tells something.
  fileprivate var onlyAsks: Bool {
    let sentences = split(whereSeparator: { ".!?\n".contains($0) })
    for sentence in sentences {
      guard self[sentence.endIndex...].first == "?" else { return false }
      let lead = sentence.contains("¿") ? sentence.prefix { $0 != "¿" } : sentence.prefix { $0 != "," }
      let tells = sentence.contains("¿") || sentence.contains(",")
      if tells, lead.split(separator: " ").count > 2 { return false }
    }
    return !sentences.isEmpty
  }
}

extension Reply {
  /// A model's words: its first line leads.
  init(saying text: String) {
    let lines = text.split(whereSeparator: \.isNewline).map { String($0.trimmed) }.filter { !$0.isEmpty }
    self.init(lines.first ?? text, lines: Array(lines.dropFirst()))
  }
}

extension StringProtocol {
  var trimmed: String {
    var rest = self[...]
    while rest.first?.isWhitespace == true { rest.removeFirst() }
    while rest.last?.isWhitespace == true { rest.removeLast() }
    return String(rest)
  }
}
