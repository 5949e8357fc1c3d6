internal import Assistant
internal import Understanding
package import Wire

/// Rasa's action server: a Rasa bot's own actions that look up, propose and perform in the shop.
///
/// An action is `action_` and the name of a tool or an intent: `action_get_low_stock_report`,
/// `action_register_sale`, `action_affirm`. The tracker's slots are its arguments. `action_bodeguero` hands on what
/// the person wrote.
///
/// https://rasa.com/docs/action-server/actions
package struct RasaActions: DirectChannel {
  package static let name = RasaChat.name

  /// A tracker holds the whole conversation; in bytes.
  private static let sizeLimit = 1 << 20
  /// A result that is longer does not go into the bot's memory; in bytes.
  private static let resultLimit = 32 * 1024

  private static let prefix = "action_"
  private static let asWritten = prefix + "bodeguero"

  private let key: RasaKey

  package init(environment: [String: String]) { key = RasaKey(environment: environment) }

  package func token(in request: HTTPRequest) -> String? { key.token(in: request) }

  package func admit(_ request: HTTPRequest) throws(HTTPProblem) { try key.admit(request) }

  /// Every action there is, as Rasa lists them.
  package static var list: JSON {
    .array(
      ([asWritten] + Understood.Aim.all.map { prefix + $0.name }).map { ["name": .string($0)] })
  }

  package func receive(_ request: HTTPRequest) throws(HTTPProblem) -> Inquiry {
    let body = try RequestPart(bodyOf: request, atMost: Self.sizeLimit)
    let action = try body.name("next_action")
    let tracker = try body.part("tracker")
    let sender = try body.has("sender_id") ? body.name("sender_id") : tracker.name("sender_id")
    let said = try tracker.part("latest_message").text("text") ?? ""
    let slots = try tracker.part("slots").object
    let content: Message.Content
    if action == Self.asWritten {
      content = said.allSatisfy(\.isWhitespace) ? .unreadable(kind: "event") : .text(said)
    } else if let aim = Understood.Aim(named: action.trimmingPrefix(Self.prefix)) {
      content = .understood(Understood(aim, slots), text: said)
    } else {
      return .settled(Self.unknown(action))
    }
    return .message(Message(id: "", person: ChatPerson(id: sender), content: content)) { answered in
      let responses = answered.replies.map { JSON.object($0.rasaParts) }
      return HTTPResponse(
        .ok, ["events": .array(answered.turn.map(Self.events) ?? []), "responses": .array(responses)])
    }
  }

  /// What Rasa's own action server answers in such a case.
  private static func unknown(_ action: String) -> HTTPResponse {
    HTTPResponse(
      .notFound,
      [
        "error": .string("No hay ninguna acción «\(action)»: vea la lista con GET en esta misma dirección"),
        "action_name": .string(action),
      ])
  }

  /// What was asked, as slots: each argument as the shop calls it, what came of it, and what is waited for.
  private static func events(of turn: Turn) -> [JSON] {
    var slots = turn.requests.first?.slots.json ?? JSON.Object()
    let result = turn.calls.last?.result
    slots["bodeguero_result"] = result.flatMap { $0.text.utf8.count <= resultLimit ? $0 : nil } ?? .null
    slots["bodeguero_pending"] = turn.pending.word
    return slots.members.map {
      ["event": "slot", "timestamp": nil, "name": .string($0.key), "value": $0.value]
    }
  }
}
