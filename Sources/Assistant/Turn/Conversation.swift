internal import Inventory
package import Understanding
package import Wire

/// What the assistant remembers of a person on a channel between turns.
struct Conversation: Hashable, Sendable {
  var language: Language?
  var context: Context?
  /// The proposal that waits for a yes.
  var standing: StandingProposal?
  /// The question that a write waits for.
  var question: OpenQuestion?
  /// What waits while a side question is asked back.
  var interrupted: Interrupted?
  /// The writes performed and not undone, the newest last: what one «deshacer» after the other undoes.
  private(set) var deeds: [Deed] = []
  /// What a message may have meant, where it was asked which.
  var meanings: [OfferedMeaning] = []
  /// Requests of an earlier message that wait until the proposal is settled.
  var queue: [Request] = []
  /// The last exchanges, the oldest first, where a planner wants to know them.
  private(set) var said: [Exchange] = []

  /// A write that was performed.
  struct Deed: Hashable, Sendable {
    let key: String
    /// What it did, in a line, where this conversation proposed it.
    let summary: String?
    /// What was answered to the program that had it done, should it ask again.
    var answer: Answer?

    struct Answer: Hashable, Sendable {
      let json: JSON
      let text: String
    }
  }

  /// The write performed last, while something in its place is proposed or asked about.
  struct Replaced: Hashable, Sendable {
    let deed: Deed
    /// What was spoken of when it was done.
    let context: Context
  }

  struct StandingProposal: Hashable, Sendable {
    let id: String
    /// What it would do, in a line.
    let summary: String
    /// What it would take the place of.
    var replacing: Replaced?
  }

  /// What has to be known before a write can be proposed.
  struct OpenQuestion: Hashable, Sendable {
    /// The message that told the write, as it was typed.
    let said: String
    let words: String
    let choices: [String]
    /// What the write is to take the place of.
    let replacing: Replaced?
    /// How often it was recalled beneath another answer.
    var reminders = 0

    /// Whoever was reminded so often means to do something else.
    static let mostReminders = 2
  }

  /// A write that waits for a yes or for an answer, beneath a side question.
  struct Interrupted: Hashable, Sendable {
    let context: Context?
    let standing: StandingProposal?
    let question: OpenQuestion?
  }
}

extension Conversation {
  private static let version: Int64 = 1
  /// Of what was said in one turn.
  private static let longestKept = 800
  /// So many deeds can be undone one after the other.
  private static let mostDeeds = 10

  /// The key of the write performed last.
  var performed: String? { deeds.last?.key }

  /// What that write did, in a line.
  var deed: String? { deeds.last?.summary }

  mutating func note(_ deed: Deed) { deeds = (deeds + [deed]).suffix(Self.mostDeeds) }

  /// Lets go of the write performed under `key`, which is undone.
  mutating func forget(deed key: String?) { deeds.removeAll { $0.key == key } }

  /// The write performed last, with what was spoken of then.
  var done: Replaced? {
    guard let deed = deeds.last, let context else { return nil }
    if case .done = context.pending { return Replaced(deed: deed, context: context) }
    return context.done.map {
      Replaced(deed: deed, context: Context(intent: $0.intent, slots: $0.slots, pending: .done))
    }
  }

  /// Adds an exchange and lets go of all but the last `wanted`.
  mutating func keep(_ exchange: Exchange, wanted: Int) {
    let short = Exchange(
      message: String(exchange.message.prefix(Self.longestKept)),
      reply: String(exchange.reply.prefix(Self.longestKept)))
    said = Array((said + [short]).suffix(wanted))
  }

  /// Nil when `text` was not written by this version.
  init?(text: String) {
    guard let json = try? JSON(parsing: text), json["v"]?.integer == Self.version else { return nil }
    language = json["lang"]?.string.flatMap { Language($0) }
    context = json["context"].flatMap(Context.init(json:))
    standing = StandingProposal(json: json)
    question = json["question"].flatMap(OpenQuestion.init(json:))
    interrupted = json["interrupted"].flatMap(Interrupted.init(json:))
    deeds = (json["deeds"]?.array ?? []).compactMap(Deed.init(json:))
    queue = (json["queue"]?.array ?? []).compactMap(Request.init(json:))
    meanings = (json["meanings"]?.array ?? []).compactMap { pair in
      guard let label = pair[0]?.string, let request = pair[1].flatMap(Request.init(json:)) else {
        return nil
      }
      return OfferedMeaning(label: label, request: request)
    }
    said = (json["said"]?.array ?? []).compactMap { pair in
      guard let message = pair[0]?.string, let reply = pair[1]?.string else { return nil }
      return Exchange(message: message, reply: reply)
    }
  }

  var text: String {
    var object = JSON.Object()
    object["v"] = JSON(Self.version)
    object["lang"] = (language?.code).map(JSON.string)
    object["context"] = context?.json
    standing?.fill(&object)
    object["question"] = question?.json
    object["interrupted"] = interrupted?.json
    if !deeds.isEmpty {
      object["deeds"] = .array(deeds.map(\.json))
    }
    if !said.isEmpty { object["said"] = .array(said.map { [.string($0.message), .string($0.reply)] }) }
    if !meanings.isEmpty {
      object["meanings"] = .array(meanings.map { [.string($0.label), $0.request.json] })
    }
    if !queue.isEmpty { object["queue"] = .array(queue.map(\.json)) }
    return JSON.object(object).text
  }
}

extension Conversation.Deed {
  fileprivate var json: JSON {
    .array([.string(key), JSON(summary)] + (answer.map { [$0.kept] } ?? []))
  }

  fileprivate init?(json: JSON) {
    guard let key = json[0]?.string else { return nil }
    self.init(key: key, summary: json[1]?.string, answer: Answer(json: json[2]))
  }
}

extension Conversation.Replaced {
  fileprivate var json: JSON { ["deed": deed.json, "context": context.json] }

  fileprivate init?(json: JSON) {
    guard let deed = json["deed"].flatMap(Conversation.Deed.init(json:)),
      let context = json["context"].flatMap(Context.init(json:))
    else { return nil }
    (self.deed, self.context) = (deed, context)
  }
}

extension Conversation.Deed.Answer {
  fileprivate var kept: JSON { ["json": json, "text": .string(text)] }

  fileprivate init?(json: JSON?) {
    guard let result = json?["json"], let text = json?["text"]?.string else { return nil }
    self.init(json: result, text: text)
  }
}

extension Conversation.StandingProposal {
  fileprivate func fill(_ object: inout JSON.Object) {
    object["proposal"] = .string(id)
    object["summary"] = .string(summary)
    object["replacing"] = replacing?.json
  }

  fileprivate init?(json: JSON) {
    guard let id = json["proposal"]?.string else { return nil }
    (self.id, summary) = (id, json["summary"]?.string ?? "")
    replacing = json["replacing"].flatMap(Conversation.Replaced.init(json:))
  }
}

extension Conversation.Interrupted {
  fileprivate var json: JSON {
    var object = JSON.Object()
    object["context"] = context?.json
    standing?.fill(&object)
    object["question"] = question?.json
    return .object(object)
  }

  fileprivate init?(json: JSON) {
    context = json["context"].flatMap(Context.init(json:))
    standing = Conversation.StandingProposal(json: json)
    question = json["question"].flatMap(Conversation.OpenQuestion.init(json:))
  }
}

extension Conversation.OpenQuestion {
  fileprivate var json: JSON {
    var object: JSON.Object = [
      "said": .string(said), "words": .string(words), "choices": .array(choices.map(JSON.string)),
      "reminders": JSON(Int64(reminders)),
    ]
    object["replacing"] = replacing?.json
    return .object(object)
  }

  fileprivate init?(json: JSON) {
    guard let said = json["said"]?.string, let words = json["words"]?.string else { return nil }
    (self.said, self.words) = (said, words)
    choices = (json["choices"]?.array ?? []).compactMap(\.string)
    reminders = Int(clamping: json["reminders"]?.integer ?? 0)
    replacing = json["replacing"].flatMap(Conversation.Replaced.init(json:))
  }
}

extension Request {
  /// The request as the wire shows it.
  package var json: JSON { ["intent": .string(intent.rawValue), "slots": .object(slots.json)] }

  fileprivate init?(json: JSON) {
    guard let intent = json["intent"]?.string.flatMap(Intent.init(rawValue:)) else { return nil }
    self.init(intent: intent, slots: Slots(json: json["slots"]?.object ?? JSON.Object()))
  }
}

extension Context {
  fileprivate var json: JSON {
    var object: JSON.Object = ["intent": .string(intent.rawValue), "slots": .object(slots.json)]
    if !shown.isEmpty { object["shown"] = .array(shown.map(JSON.string)) }
    object["aside"] = aside?.json
    object["done"] = done?.json
    if !earlier.isEmpty { object["earlier"] = .array(earlier.map(\.json)) }
    switch pending {
    case .nothing: break
    case .confirmation: object["pending"] = "confirmation"
    case .done: object["pending"] = "done"
    case .slot(let name): object["slot"] = .string(name)
    case .choice(let names): object["choice"] = .array(names.map(JSON.string))
    }
    return .object(object)
  }

  fileprivate init?(json: JSON) {
    guard let request = Request(json: json) else { return nil }
    var pending = Pending.nothing
    if let slot = json["slot"]?.string { pending = .slot(slot) }
    if let names = json["choice"]?.array { pending = .choice(names.compactMap(\.string)) }
    if json["pending"]?.string == "confirmation" { pending = .confirmation }
    if json["pending"]?.string == "done" { pending = .done }
    self.init(
      intent: request.intent, slots: request.slots, pending: pending,
      shown: (json["shown"]?.array ?? []).compactMap(\.string))
    aside = json["aside"].flatMap(Request.init(json:))
    done = json["done"].flatMap(Request.init(json:))
    earlier = (json["earlier"]?.array ?? []).compactMap(Request.init(json:))
  }

  private static let mostEarlier = 3

  /// What `request` leaves behind: what was asked or done until now, one of each kind, and another of its own.
  func past(behind request: Request) -> [Request] {
    let isOver = pending == .nothing || pending == .done
    let past = (isOver ? [Request(intent: intent, slots: slots)] : []) + earlier
    let same = past.first { $0.intent == request.intent && $0 != request }
    let others = past.filter { $0.intent != request.intent }
    return Array(([same].compactMap(\.self) + others).prefix(Self.mostEarlier))
  }
}
