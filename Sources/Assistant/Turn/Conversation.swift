internal import Inventory
package import Understanding
package import Wire

/// What the assistant remembers of a person on a channel between turns.
struct Conversation: Hashable, Sendable {
  var language: Language?
  var context: Context?
  /// The proposal that waits for a yes.
  var standing: StandingProposal?
  /// The key of the write performed last: what «deshacer» undoes.
  var performed: String?
  /// Requests of an earlier message that wait until the proposal is settled.
  var queue: [Request] = []
  /// The last exchanges, the oldest first, where a planner wants to know them.
  private(set) var said: [Exchange] = []

  struct StandingProposal: Hashable, Sendable {
    let id: String
    /// What it would do, in a line.
    let summary: String
  }
}

extension Conversation {
  private static let version: Int64 = 1
  /// Of what was said in one turn.
  private static let longestKept = 800

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
    if let id = json["proposal"]?.string {
      standing = StandingProposal(id: id, summary: json["summary"]?.string ?? "")
    }
    performed = json["performed"]?.string
    queue = (json["queue"]?.array ?? []).compactMap(Request.init(json:))
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
    object["proposal"] = (standing?.id).map(JSON.string)
    object["summary"] = (standing?.summary).map(JSON.string)
    object["performed"] = performed.map(JSON.string)
    if !said.isEmpty { object["said"] = .array(said.map { [.string($0.message), .string($0.reply)] }) }
    if !queue.isEmpty { object["queue"] = .array(queue.map(\.json)) }
    return JSON.object(object).text
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
  }
}
