internal import Assistant
internal import Inventory
internal import Understanding
internal import Wire

/// A sentence to be understood, as a line of JSON brings it.
struct SentenceRow {
  let id: JSON
  let text: String
  let language: Language?
  let before: TurnBefore?

  /// What the turn before left: what was asked, and what the shop waits for.
  struct TurnBefore {
    let user: String
    let request: Request?
    let asks: String?
    let isDone: Bool
    let shown: [String]
  }

  /// - Throws: `Failure` with exit code 6 and the number of the line.
  init(_ json: JSON, line: Int) throws(Failure) {
    guard let text = json["text"]?.string else {
      throw Failure(.badData, "línea \(line): falta «text»")
    }
    id = json["id"] ?? JSON(line)
    self.text = text
    language = json["lang"]?.string.flatMap { Language($0) }
    before = json["prev"].flatMap { TurnBefore($0) }
  }
}

extension SentenceRow.TurnBefore {
  fileprivate init?(_ json: JSON) {
    guard json.object != nil else { return nil }
    user = json["user"]?.string ?? ""
    request = json["intent"]?.string.flatMap { Intent(rawValue: $0) }.map {
      Request(intent: $0, slots: json["slots"]?.object.map { Slots(json: $0) } ?? Slots())
    }
    asks = json["assistant_asks"]?.string
    isDone = json["state"]?.string == "done"
    shown = json["result_list"]?.array?.compactMap(\.string) ?? []
  }

  /// The context that a conversation would have kept; what was ambiguous is read again to know the choices.
  func context(_ interpreter: Interpreter, _ index: CatalogueIndex) -> Context? {
    guard let request else { return nil }
    return Context(
      intent: request.intent, slots: request.slots, pending: pending(interpreter, index), shown: shown)
  }

  private func pending(_ interpreter: Interpreter, _ index: CatalogueIndex) -> Context.Pending {
    switch asks {
    case "confirm": return .confirmation
    case "which product":
      return .choice(interpreter.read(user, in: index).request.slots[.productAny] ?? [])
    case "quantity": return .slot(SlotKey.quantity.name)
    case "origin branch": return .slot(SlotKey.from.name)
    case "payment method": return .slot(SlotKey.payment.name)
    case let slot?: return .slot(slot)
    case nil: return isDone ? .done : .nothing
    }
  }
}
