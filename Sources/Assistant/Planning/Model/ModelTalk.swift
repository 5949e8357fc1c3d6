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
  private let registry: ToolRegistry
  private let text: String
  private let catalogue: NameIndex
  private let calendar: CalendarWords
  private let spelled: @Sendable (String) -> [(thousandths: Int64, words: String)]
  /// Words that a reply may hold though no tool says them.
  private let familiar: [Set<FoldedText>]
  /// Given each line of the reply while the rest still comes.
  private let hearing: (@Sendable (String) -> Void)?
  private var request: ChatRequest
  private let deadline: ContinuousClock.Instant

  private(set) var rounds = 0
  private(set) var tokens = TokenUsage()
  /// What its calls found, in order.
  private(set) var found: [Lookup] = []
  private var evidence: Evidence
  private var called: Set<ToolCall> = []
  private var calls = 0
  private var repairs = 0
  private var wasCorrected = false

  typealias Step = (request: Request, action: Plan.Action)

  init(
    road: ModelRoad, registry: ToolRegistry, desk: Desk, catalogue: NameIndex,
    briefing: ModelPlanner.Briefing,
    said: [Exchange], text: String, hearing: (@Sendable (String) -> Void)?,
    spelled: @escaping @Sendable (String) -> [(thousandths: Int64, words: String)]
  ) {
    (self.road, self.registry, self.desk, self.spelled) = (road, registry, desk, spelled)
    (self.catalogue, self.hearing, calendar) = (catalogue, hearing, briefing.calendar)
    self.text = String(text.prefix(Self.longestMessage))
    evidence = Evidence(today: desk.today)
    let names = [desk.session.shop.name, desk.session.person.name] + desk.names.branches.map(\.name)
    familiar = [briefing.told, FoldedText((names + [self.text]).joined(separator: " ")).words]
    deadline = .now + road.deadline
    var messages = [ChatMessage.system(briefing.prompt.text(desk))]
    for exchange in said {
      messages.append(.user(exchange.message))
      messages.append(.assistant(["role": "assistant", "content": .string(exchange.reply)]))
    }
    messages.append(.user(self.text))
    request = ChatRequest(messages, tools: briefing.tools)
  }

  private static let longestMessage = 4_000
  private static let longestReply = 6_000
  private static let longestResult = 24_000

  /// What the turn is to do.
  ///
  /// - Throws: `ModelDefeat`, and what the store throws when it cannot be reached.
  mutating func steps() async throws -> [Step] {
    while rounds < ModelRoad.mostRounds {
      rounds += 1
      let answer = try await asked()
      request.messages.append(.assistant(answer.message))
      guard answer.toolCalls.isEmpty else {
        if let steps = try await run(answer.toolCalls) { return steps }
        continue
      }
      let reply = try Self.shown(answer.content)
      let unfounded = grounding.unfounded(in: reply)
      guard !unfounded.isEmpty else {
        var said = Reply(saying: reply)
        said.choices = found.last?.reply.choices ?? []
        return [(found.last?.request ?? aside, .tell(said, found))]
      }
      guard !wasCorrected else { throw ModelDefeat.unfounded(unfounded) }
      wasCorrected = true
      let parts = unfounded.prefix(10).map { "«\($0)»" }.joined(separator: ", ")
      request.messages.append(.user(desk.voice.say(ModelPhrase.unfounded, ["parts": parts])))
    }
    throw ModelDefeat.tooManyRounds
  }

  private var aside: Request { Request(intent: .outOfScope) }

  private mutating func asked() async throws -> ChatAnswer {
    do throws(ModelFault) {
      let gate = hearing.map { [grounding] hearing in
        LineGate(upTo: Self.longestReply) {
          !Self.holdsLeak($0) && grounding.unfounded(in: $0).isEmpty
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
      evidence, calendar, catalogue: catalogue, currency: desk.session.currency.symbol, familiar: familiar,
      spelled: spelled)
  }
}

// Calling tools.
extension ModelTalk {
  /// Runs what reads and sends its results; the steps where something is to be written or refused by the turn itself.
  private mutating func run(_ calls: [ModelToolCall]) async throws -> [Step]? {
    self.calls += calls.count
    guard self.calls <= ModelRoad.mostCalls else { throw ModelDefeat.tooManyCalls }
    var steps: [Step] = []
    for call in calls {
      let result: String
      do {
        let (tool, slots) = try await understood(call)
        let made = ToolCall(tool.name, slots)
        guard called.insert(made).inserted else { throw ModelDefeat.repeatedCall(tool: tool.name) }
        guard case .reads(let read) = tool.action else {
          let asked = Request(of: made)
          steps.append((asked, desk.questionAboutMissing(asked, tool).map { .ask($0) } ?? .call([made])))
          continue
        }
        do {
          result = try await looked(made, read)
        } catch ShopError.denied, ShopError.beyondToken {
          // The turn says itself what the person's role does not reach.
          return [(Request(of: made), .call([made]))]
        }
      } catch let wrong as WrongCall {
        result = try repaired(wrong)
      } catch ArgumentFault.unknown(let kind, let name, let nearest) {
        let fault = ArgumentFault.unknown(kind: kind, name: name, nearest: nearest)
        result = data([
          "error": .string(desk.voice.refusal(fault).text), "parecidos": .array(nearest.map(JSON.string)),
        ])
      }
      request.messages.append(.tool(call: call.id, result))
    }
    return steps.isEmpty ? nil : steps
  }

  /// A call that cannot be made as it stands, in words for the model.
  private struct WrongCall: Error { let reason: String }

  private func understood(_ call: ModelToolCall) async throws -> (Tool, Slots) {
    guard let tool = registry[call.name], tool.name != Tool.reverseLast.name,
      let schema = registry.schema(of: tool, desk.voice.language)
    else {
      throw WrongCall(reason: desk.voice.say(ModelPhrase.noSuchTool, ["name": String(call.name.prefix(80))]))
    }
    do {
      return (tool, try await desk.arguments(try JSON(parsing: call.arguments), of: tool, schema))
    } catch let fault as ArgumentFault {
      if case .unknown = fault { throw fault }
      throw WrongCall(reason: desk.voice.refusal(fault).text)
    } catch let error as JSON.SyntaxError {
      throw WrongCall(reason: "JSON: \(error)")
    }
  }

  private mutating func repaired(_ wrong: WrongCall) throws(ModelDefeat) -> String {
    guard repairs < ModelRoad.mostRepairs else { throw ModelDefeat.wrongCalls(reason: wrong.reason) }
    repairs += 1
    return desk.voice.say(ModelPhrase.wrongCall, ["reason": wrong.reason])
  }

  /// The result of a reading tool as the model is shown it: data, whatever is written in it.
  private mutating func looked(
    _ call: ToolCall, _ read: @Sendable (Slots, Desk) async throws -> ToolResult
  ) async throws -> String {
    do {
      let result = try await read(call.arguments, desk)
      let record = CallRecord(
        tool: call.tool, arguments: .object(call.arguments.json), result: result.json)
      found.append(
        Lookup(request: Request(of: call), record: record, reply: result.reply, shown: result.shown))
      let declared = declared(in: call.arguments)
      evidence.add(declared: declared)
      // What the model itself put into the call comes back in the words, and is no finding.
      let own = call.arguments.magnitudes.subtracting(declared)
      return data(result.json, inWords: result.reply.text, but: own)
    } catch let refusal as Refusal {
      return refused(call, refusal.reply)
    } catch let error as ShopError {
      if error.isDenial { throw error }
      return refused(call, desk.voice.refusal(error))
    }
  }

  private mutating func refused(_ call: ToolCall, _ reply: Reply) -> String {
    let error: JSON = ["error": .string(reply.text)]
    let record = CallRecord(tool: call.tool, arguments: .object(call.arguments.json), result: error)
    found.append(Lookup(request: Request(of: call), record: record, reply: reply, shown: []))
    return data(error)
  }

  /// What the model is shown of a result, and may draw on: the figures, and what the shop itself says of them.
  private mutating func data(
    _ json: JSON, inWords words: String? = nil, but own: Set<Int64> = []
  ) -> String {
    var shown = json
    if let words, var object = json.object {
      object["en_palabras"] = .string(words)
      shown = .object(object)
    }
    // A name that closes the mark of the data would end it; in JSON this is the same letter.
    let text = shown.text.replacing("<", with: "\\u003c")
    guard text.utf8.count <= Self.longestResult else {
      return "<datos>{\"error\":\"too long: ask for fewer rows with limit\"}</datos>"
    }
    evidence.add(json)
    if let words { evidence.add(words: words, but: own) }
    return "<datos>\(text)</datos>"
  }

  /// The numbers of a call that the person has named.
  private func declared(in slots: Slots) -> Set<Int64> {
    var named = Set(FoldedText(text).figures.map(\.value))
    for number in spelled(text) {
      named.insert(number.thousandths.multipliedReportingOverflow(by: 10).partialValue)
    }
    return named.intersection(slots.magnitudes)
  }
}

extension Slots {
  /// Its numbers, in ten-thousandths.
  fileprivate var magnitudes: Set<Int64> {
    Set(
      values.values.compactMap { value in
        guard case .number(let number) = value else { return nil }
        return number.thousandths.multipliedReportingOverflow(by: 10).partialValue
      })
  }
}

extension ShopError {
  fileprivate var isDenial: Bool {
    switch self {
    case .denied, .beyondToken: true
    default: false
    }
  }
}

extension Request {
  /// What somebody would have asked for who wanted this call made.
  init(of call: ToolCall) {
    let intents = Intent.allCases.filter { $0.tool == call.tool }
    let fitting = intents.first { intent in
      !intent.preset.isEmpty && intent.preset.values.allSatisfy { call.arguments[$0.key] == $0.value }
    }
    self.init(intent: fitting ?? intents.first ?? .outOfScope, slots: call.arguments)
  }
}

extension Reply {
  /// A model's words: its first line leads.
  init(saying text: String) {
    let lines = text.split(whereSeparator: \.isNewline).map { String($0.trimmed) }.filter { !$0.isEmpty }
    self.init(lines.first ?? text, lines: Array(lines.dropFirst()))
  }
}

extension ToolRegistry {
  /// The tools as a model is told of them; to undo is for people alone.
  func modelTools(_ language: Language) -> [JSON] {
    (definitions(language).array ?? []).compactMap { definition in
      guard let name = definition["name"], name.string != Tool.reverseLast.name else { return nil }
      let title = definition["title"]?.string ?? ""
      let description = definition["description"]?.string ?? ""
      return [
        "type": "function",
        "function": [
          "name": name, "description": .string("\(title). \(description)"),
          "parameters": definition["parameters"] ?? ["type": "object", "properties": [:]],
        ],
      ]
    }
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
