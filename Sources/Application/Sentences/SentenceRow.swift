internal import Assistant
internal import Inventory
internal import Understanding
internal import Wire

/// A sentence as a line of JSON brings it, with what it should be read as where the line says so.
struct SentenceRow {
  let id: JSON
  let text: String
  let language: Language?
  let context: Context?
  private let json: JSON
  private let line: Int

  /// - Throws: `Failure` with exit code 6 and the number of the line.
  init(_ text: String, line: Int, _ interpreter: Interpreter, _ index: CatalogueIndex) throws(Failure) {
    self.line = line
    do {
      json = try JSON(parsing: text)
    } catch {
      throw Failure(.badData, "línea \(line): no es JSON: deja de serlo en el byte \(error.offset)")
    }
    guard let sentence = json["text"]?.string else { throw Failure(.badData, "línea \(line): falta «text»") }
    id = json["id"] ?? JSON(line)
    self.text = sentence
    language = json["lang"]?.string.flatMap { Language($0) }
    context = json["prev"].flatMap { Context($0, interpreter, index) }
  }

  /// The row with its answer.
  ///
  /// - Throws: `Failure` with exit code 6 and the number of the line where that names no intent that we know.
  func labelled() throws(Failure) -> EvaluationRow {
    guard let stated = Request(json) else {
      let intent = json["intent"]?.string.map { "«\($0)» no es una intención que se conozca" }
      throw Failure(.badData, "línea \(line): \(intent ?? "falta «intent»")")
    }
    let isFollowup = stated.intent == .followup
    let expected = isFollowup ? json["resolved"].flatMap { Request($0) } ?? stated : stated
    return EvaluationRow(
      text: text, language: language ?? .spanish, expected: expected, isFollowup: isFollowup,
      also: json["also"]?.array?.compactMap { Request($0) } ?? [],
      accepted: json["accept"]?.array?.compactMap { $0.string.flatMap { Intent(rawValue: $0) } } ?? [],
      isNear: json["tags"]?.array?.contains(.string("oos_near")) ?? false, context: context)
  }
}

extension Request {
  /// Reads `intent` and `slots`.
  fileprivate init?(_ json: JSON) {
    guard let intent = json["intent"]?.string.flatMap({ Intent(rawValue: $0) }) else { return nil }
    self.init(intent: intent, slots: json["slots"]?.object.map { Slots(json: $0) } ?? Slots())
  }
}

extension Context {
  /// What the turn before left, as a conversation would have kept it; where it asked which product, the sentence of
  /// that turn is read again to know the choices.
  fileprivate init?(_ json: JSON, _ interpreter: Interpreter, _ index: CatalogueIndex) {
    guard let request = Request(json) else { return nil }
    var pending = Pending.nothing
    if let asked = json["assistant_asks"]?.string {
      let user = json["user"]?.string ?? ""
      let choices = interpreter.read(user, in: index).request.slots[.productAny]
      pending =
        asked == "which product" ? choices.map { .choice($0) } ?? .init(asked: asked) : .init(asked: asked)
    } else if json["state"]?.string == "done" {
      pending = .done
    }
    self.init(
      intent: request.intent, slots: request.slots, pending: pending,
      shown: json["result_list"]?.array?.compactMap(\.string) ?? [])
  }
}
