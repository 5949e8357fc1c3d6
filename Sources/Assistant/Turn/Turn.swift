package import Inventory
package import Understanding
package import Wire

/// What one message led to.
package struct Turn: Sendable {
  package let text: String
  package let language: Language
  package let route: Reading.Route
  /// Whether anything was made of the message.
  package var isUnderstood = true
  /// What was asked, as it was completed from the turn before; never empty.
  package let requests: [Request]
  package let calls: [CallRecord]
  /// One a request, in their order.
  package let replies: [Reply]
  package let pending: Pending
  /// Whether something was refused because the person's role, or how this turn is to be taken, does not reach it.
  package let wasDenied: Bool
  /// What the shop's language model read and wrote in it; nothing where it went without.
  package var tokens: (read: Int64, written: Int64) = (0, 0)
  /// What is said beneath the answers of the tools that no tool said; nil for nothing.
  package var remark: String?
  /// What the next turn may lean on.
  package let memory: Memory

  /// What was said so far in one window, to be handed to its next turn.
  package struct Memory: Sendable {
    let conversation: Conversation
    let expires: Instant
  }

  /// What the assistant waits for after this turn.
  package enum Pending: Sendable, Hashable {
    case nothing
    case confirmation(proposal: String)
    case slot(String)
    case choice([String])
  }

  /// All of it as plain text.
  package var replyText: String { replies.map(\.text).joined(separator: "\n\n") }

  package var choices: [String] { replies.last { !$0.choices.isEmpty }?.choices ?? [] }

  /// The turn as programs see it.
  package var json: JSON {
    let first = requests.first ?? Request(intent: .outOfScope)
    var json: JSON.Object = [
      "text": .string(text), "lang": .string(language.code), "intent": .string(first.intent.rawValue),
      "slots": .object(first.slots.json), "also": .array(requests.dropFirst().map(\.json)),
      "route": .string(route.rawValue), "tool_calls": .array(calls.map(\.json)), "reply": .string(replyText),
      "choices": .array(choices.map(JSON.string)), "pending": pending.json,
    ]
    if let code = replies.last(where: { $0.code != nil })?.code { json["image"] = .string(code.picture) }
    return .object(json)
  }
}

/// A tool that was called, with what, and what came of it.
package struct CallRecord: Sendable, Hashable {
  package let tool: String
  package let arguments: JSON
  package let result: JSON

  package init(tool: String, arguments: JSON, result: JSON) {
    (self.tool, self.arguments, self.result) = (tool, arguments, result)
  }

  package var json: JSON { ["name": .string(tool), "arguments": arguments, "result": result] }
}

extension Turn.Pending {
  fileprivate var json: JSON {
    switch self {
    case .nothing: nil
    case .confirmation(let proposal): ["kind": "confirmation", "proposal": .string(proposal)]
    case .slot(let name): ["kind": "slot", "slot": .string(name)]
    case .choice(let names): ["kind": "choice", "names": .array(names.map(JSON.string))]
    }
  }
}

/// How a turn is to be taken.
package struct TurnOptions: Sendable {
  /// What becomes of a request that would change the shop.
  package enum Writes: Sendable {
    /// It is proposed, and performed when the person agrees.
    case propose
    /// It is proposed, and this turn agrees to nothing: its words were heard, and may be others.
    case proposeInWriting
    /// It is performed at once: the person agreed beforehand.
    case perform
    /// It is refused.
    case refuse

    /// What becomes of it on that road: nobody agrees beforehand to what a model makes of their words.
    func asked(by route: Reading.Route) -> Writes {
      if case .perform = self, route == .model { return .propose }
      return self
    }
  }

  /// What the turn knows of what was said before.
  package enum Recall: Sendable {
    /// What the person last said on the channel, in whichever window.
    case channel
    /// This, unless it has expired: a yes is then to what was shown in the same window.
    case own(Turn.Memory)
    /// Nothing.
    case nothing

    /// Whether the window itself remembers, whatever the store keeps.
    var isOwn: Bool { if case .own = self { true } else { false } }
  }

  package var writes: Writes
  package var recall: Recall
  /// The language to answer in; nil for the one that is spoken.
  package var language: Language?
  /// How the proposal's id begins whose button was tapped: the answer is to that one alone; nil for what was typed.
  package var tapped: String?
  /// Given each line of a model's reply as it comes; the turn's replies hold them too, unless they were replaced.
  package var hearing: (@Sendable (String) -> Void)?

  package init(writes: Writes = .propose, recall: Recall = .channel, language: Language? = nil) {
    (self.writes, self.recall, self.language) = (writes, recall, language)
  }
}

extension [String] {
  /// The lines of an answer that are still to be said when those of `heard` were.
  ///
  /// Where the last of what was heard is not how the answer begins, it was replaced: then that is all of them.
  package func unheard(after heard: [String]) -> ArraySlice<String> {
    let common = (0...Swift.min(count, heard.count)).last { heard.suffix($0).elementsEqual(prefix($0)) }
    return dropFirst(common ?? 0)
  }
}
