internal import Inventory
internal import LanguageModel
internal import Shop
internal import Store
internal import Understanding
internal import Wire

/// The calls that a model makes in one turn, and what they find.
struct CalledTools {
  private let registry: ToolRegistry
  private let desk: Desk
  /// What the person said.
  private let text: String
  private let reader: ReplyReader

  /// In order.
  private(set) var found: [Lookup] = []
  /// What may be said of it.
  private(set) var evidence: Evidence
  /// Whether a tool told anything, if only that something is not there.
  private(set) var hasAnswered = false
  private var called: Set<ToolCall> = []
  private var count = 0
  private var repairs = 0

  private static let longestResult = 24_000

  init(
    _ registry: ToolRegistry, _ desk: Desk, saying text: String, _ words: GroundingWords, reader: ReplyReader
  ) {
    (self.registry, self.desk, self.text, self.reader) = (registry, desk, text, reader)
    evidence = Evidence(today: desk.today, words, currency: desk.session.currency.symbol)
  }

  /// What comes of calls that are made at once.
  enum Answer {
    /// What the model is told of each.
    case results([String])
    /// What the turn is to do about each.
    case steps([ModelTalk.Step])
  }

  /// What became of a call.
  private enum Outcome {
    case found(Lookup, shown: String)
    /// It is for the turn to propose, to ask about or to refuse.
    case left(ToolCall, Plan.Action)
    /// It names what is not there.
    case unknown(Request, Reply, shown: String)
    case wrong(shown: String)
  }

  /// Runs what reads; what writes, and what the person's role does not reach, is left to the turn.
  mutating func answer(_ calls: [ModelToolCall]) async throws -> Answer {
    count += calls.count
    guard count <= ModelRoad.mostCalls else { throw ModelDefeat.tooManyCalls }
    // What earlier rounds found was the model's to say; where the turn takes over, it no longer does.
    let earlier = found
    var outcomes: [Outcome] = []
    for call in calls { outcomes.append(try await outcome(of: call)) }
    if let steps = steps(outcomes) { return .steps(earlier.map(Self.telling) + steps) }
    return .results(outcomes.map { told(of: $0) })
  }

  private mutating func told(of outcome: Outcome) -> String {
    switch outcome {
    case .found(_, let shown), .unknown(_, _, let shown), .wrong(let shown): return shown
    case .left(let made, _):
      called.remove(made)
      return desk.voice.say(ModelPhrase.withheld)
    }
  }

  /// Nil where nothing is left to the turn, or a call is to be mended first: nothing that was asked for may be lost.
  private func steps(_ outcomes: [Outcome]) -> [ModelTalk.Step]? {
    var steps: [ModelTalk.Step] = []
    var isLeft = false
    for outcome in outcomes {
      switch outcome {
      case .wrong: return nil
      case .found(let lookup, _): steps.append(Self.telling(lookup))
      case .unknown(let request, let reply, _): steps.append((request, .say(reply)))
      case .left(let made, let action):
        isLeft = true
        steps.append((Request(of: made), action))
      }
    }
    return isLeft ? steps : nil
  }

  private static func telling(_ lookup: Lookup) -> ModelTalk.Step {
    (lookup.request, .tell(lookup.reply, [lookup]))
  }

  private mutating func outcome(of call: ModelToolCall) async throws -> Outcome {
    let (tool, made): (Tool, ToolCall)
    do {
      (tool, made) = try await understood(call)
    } catch let wrong as WrongCall {
      return .wrong(shown: try repaired(wrong))
    } catch ArgumentFault.unknown(let kind, let name, let nearest) {
      let reply = desk.voice.refusal(ArgumentFault.unknown(kind: kind, name: name, nearest: nearest))
      let shown = data(["error": .string(reply.text), "parecidos": .array(nearest.map(JSON.string))])
      return .unknown(Request(of: ToolCall(call.name)), reply, shown: shown)
    }
    guard called.insert(made).inserted else { throw ModelDefeat.repeatedCall(tool: tool.name) }
    guard case .reads(let read) = tool.action else {
      return .left(made, desk.questionAboutMissing(Request(of: made), tool).map { .ask($0) } ?? .call([made]))
    }
    do {
      let (lookup, shown) = try await looked(made, read)
      found.append(lookup)
      return .found(lookup, shown: shown)
    } catch ShopError.denied, ShopError.beyondToken {
      // The turn says itself what the person's role does not reach.
      return .left(made, .call([made]))
    }
  }

  /// A call that cannot be made as it stands, in words for the model.
  private struct WrongCall: Error { let reason: String }

  private func understood(_ call: ModelToolCall) async throws -> (Tool, ToolCall) {
    guard let tool = registry[call.name], tool.name != Tool.reverseLast.name,
      let schema = registry.schema(of: tool, desk.voice.language)
    else {
      throw WrongCall(reason: desk.voice.say(ModelPhrase.noSuchTool, ["name": String(call.name.prefix(80))]))
    }
    do {
      let arguments = try await desk.arguments(try JSON(parsing: call.arguments), of: tool, schema)
      return (tool, ToolCall(tool.name, arguments))
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

  /// What a reading tool found, and its result as the model is shown it: data, whatever is written in it.
  private mutating func looked(
    _ call: ToolCall, _ read: @Sendable (Slots, Desk) async throws -> ToolResult
  ) async throws -> (Lookup, shown: String) {
    do {
      let result = try await read(call.arguments, desk)
      let reply = desk.reply(of: result, askedFor: call.arguments)
      let declared = declared(in: call.arguments)
      evidence.add(declared: declared)
      // What the model itself put into the call comes back in the words, and is no finding.
      let own = call.arguments.magnitudes.subtracting(declared)
      return (
        lookup(call, result.json, reply, result.shown), data(result.json, inWords: reply.text, but: own)
      )
    } catch let refusal as Refusal {
      return refused(call, refusal.reply)
    } catch let error as ShopError {
      if error.isDenial { throw error }
      return refused(call, desk.voice.refusal(error))
    }
  }

  private mutating func refused(_ call: ToolCall, _ reply: Reply) -> (Lookup, shown: String) {
    let error: JSON = ["error": .string(reply.text)]
    return (lookup(call, error, reply), data(error))
  }

  private func lookup(
    _ call: ToolCall, _ result: JSON, _ reply: Reply, _ shown: [String] = []
  ) -> Lookup {
    let record = CallRecord(tool: call.tool, arguments: .object(call.arguments.json), result: result)
    return Lookup(request: Request(of: call), record: record, reply: reply, shown: shown)
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
    hasAnswered = true
    evidence.add(json)
    if let words { evidence.add(words: words, but: own) }
    return "<datos>\(text)</datos>"
  }

  /// The numbers of a call that the person has named.
  private func declared(in slots: Slots) -> Set<Int64> {
    var named = Set(FoldedText(text).figures.map(\.value))
    for number in reader.spelled(text, desk.voice.language) {
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
