package import Assistant
internal import Crypto
internal import Inventory
package import SQLite
internal import Shop
internal import Store
internal import Synchronization
internal import Wire

/// Holds conversations, each in a scratch store of its own.
package struct ConversationTester: Sendable {
  /// Over a store that nobody uses; each conversation takes its words to another.
  private var assistant: Assistant

  /// - Throws: `Failure` when the prompts cannot be read.
  package init(_ configuration: Configuration) async throws {
    let clock = ScriptClock(Instant(milliseconds: 0))
    assistant = try configuration.loadAssistant(try await Shop.scratch(clock, .memory()))
  }

  /// The same, with turns that a language model plans.
  package func led(by road: ModelRoad) -> ConversationTester {
    var other = self
    other.assistant = assistant.led(by: road)
    return other
  }

  /// Holds a conversation and tells where it went otherwise than the script says.
  ///
  /// Its shop is made in `database`, which is empty; without one, in a store that ends with it.
  ///
  /// - Throws: `ScriptFault` when its shop cannot be made.
  package func hold(
    _ script: ConversationScript, in database: SQLiteDatabase? = nil
  ) async throws -> ConversationOutcome {
    let clock = ScriptClock(script.start)
    let shop = try await Shop.scratch(clock, database ?? .memory())
    switch script.shop {
    case .demo: try await DemoLoader.load(into: shop)
    case .described(let description): try await ShopScriptLoader.load(description, into: shop)
    }
    let speaker: Session
    do {
      speaker = try await shop.open(user: script.speaker, door: "prueba")
    } catch let error as ShopError {
      throw ScriptFault(file: script.file, line: script.line, reason: error.reason)
    }
    let owner = try await shop.open(door: "prueba")
    let accounts = Accounts(
      shop: shop, passwords: PasswordHasher(cost: .interactive), random: randomBytes)
    let links = PageLinks(accounts, origin: "https://tienda.example")
    let holder = ConversationHolder(
      assistant: assistant.serving(shop).showing(links), owner: owner, speaker: speaker, clock: clock)
    return try await holder.hold(script)
  }
}

extension Shop {
  /// A shop whose ids count up.
  fileprivate static func scratch(
    _ clock: ScriptClock, _ database: SQLiteDatabase
  ) async throws -> Shop {
    let ids = Mutex(0)
    return Shop(
      store: try await Store(database), now: { clock.now },
      makeID: {
        ids.withLock {
          $0 += 1
          return "prueba-\($0)"
        }
      })
  }
}

/// What a conversation came to.
package struct ConversationOutcome: Sendable {
  package let script: ConversationScript
  /// What each message led to.
  package internal(set) var turns: [Turn] = []
  package internal(set) var differences: [Difference] = []

  /// Where it went otherwise than the script says.
  package struct Difference: Sendable {
    package let line: Int
    /// What was said; nil when it is about the whole conversation.
    package let said: String?
    package let expected: String
    package let found: String
    /// What did not hold; nil when it is about the whole conversation.
    var expectation: Expectation?
  }
}

/// The time of a conversation, which its script moves.
private final class ScriptClock: Sendable {
  private let instant: Mutex<Instant>

  init(_ start: Instant) { instant = Mutex(start) }

  var now: Instant {
    get { instant.withLock { $0 } }
    set { instant.withLock { $0 = newValue } }
  }
}

/// Says what the script says, and compares.
private struct ConversationHolder {
  let assistant: Assistant
  let owner: Session
  let speaker: Session
  let clock: ScriptClock

  func hold(_ script: ConversationScript) async throws -> ConversationOutcome {
    var outcome = ConversationOutcome(script: script)
    for turn in script.turns {
      if let at = turn.at { clock.now = at }
      let before = turn.looksAtStore ? try await StoreSnapshot(assistant.shop, owner) : nil
      let answer = try await assistant.turn(turn.said, speaker)
      outcome.turns.append(answer)
      let after = turn.looksAtStore ? try await StoreSnapshot(assistant.shop, owner) : nil
      for (line, expectation) in turn.expectations {
        let found =
          answer.difference(from: expectation) ?? expectation.difference(before: before, after: after)
        guard let found else { continue }
        outcome.differences.append(
          ConversationOutcome.Difference(
            line: line.number, said: turn.said, expected: line.text, found: found, expectation: expectation))
      }
    }
    if let broken = try await assistant.shop.verify(owner).first {
      outcome.differences.append(
        ConversationOutcome.Difference(
          line: script.line, said: nil, expected: "que las cuentas cuadren al final",
          found: "\(broken.what): se esperaba \(broken.expected), hay \(broken.found)"))
    }
    return outcome
  }
}

extension ScriptedTurn {
  fileprivate var looksAtStore: Bool {
    expectations.contains { entry in
      switch entry.expectation {
      case .changes, .changesNothing: true
      default: false
      }
    }
  }
}

extension Turn {
  /// What was answered instead of `expectation`; nil where it holds, or is about the store.
  fileprivate func difference(from expectation: Expectation) -> String? {
    switch expectation {
    case .calls(let tool, let arguments):
      let holds = calls.contains { $0.tool == tool && $0.arguments.holds(arguments) }
      return holds ? nil : "llamó a: \(callText)"
    case .callsNothing: return calls.isEmpty ? nil : "llamó a: \(callText)"
    case .says(let text): return replyText.normalised.contains(text.normalised) ? nil : "dijo: \(replyText)"
    case .leavesUnsaid(let text):
      return replyText.normalised.contains(text.normalised) ? "dijo: \(replyText)" : nil
    case .offers(let choice):
      let holds = choices.contains { $0.normalised == choice.normalised }
      return holds ? nil : "ofreció: \(choices.isEmpty ? "nada" : choices.joined(separator: ", "))"
    case .waits(let waiting):
      return pending.kind == waiting ? nil : "espera: \(pending.kind.name); dijo: \(replyText)"
    case .changes, .changesNothing: return nil
    }
  }

  private var callText: String {
    guard !calls.isEmpty else { return "ninguna herramienta; dijo: \(replyText)" }
    return calls.map { "\($0.tool) \($0.arguments.text)" }.joined(separator: "; ")
  }
}

extension JSON {
  /// Whether every member of `expected` stands here with the same value.
  fileprivate func holds(_ expected: JSON.Object) -> Bool {
    expected.members.allSatisfy { self[$0.key] == $0.value }
  }
}

extension Turn.Pending {
  fileprivate var kind: Expectation.Waiting {
    switch self {
    case .nothing: .nothing
    case .confirmation: .confirmation
    case .choice: .choice
    case .slot: .detail
    }
  }
}

extension Expectation.Waiting {
  fileprivate var name: String { String(rawValue.prefix { $0 != "|" }) }
}

extension Expectation {
  /// How the store changed instead; nil where it changed as expected, or nothing is expected of it.
  fileprivate func difference(before: StoreSnapshot?, after: StoreSnapshot?) -> String? {
    guard let before, let after else { return nil }
    let changes = after.differences(from: before)
    let found = changes.isEmpty ? "no cambió nada" : "cambió: " + changes.joined(separator: "; ")
    switch self {
    case .changesNothing: return changes.isEmpty ? nil : found
    case .changes(let figure, let expected):
      guard after.value(of: figure) != nil || before.value(of: figure) != nil else {
        return "no existe: \(figure)"
      }
      let change = (after.value(of: figure) ?? 0) - (before.value(of: figure) ?? 0)
      return change == expected ? nil : found
    default: return nil
    }
  }
}

extension String {
  /// In small letters, with one space wherever there is any.
  fileprivate var normalised: String {
    lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
