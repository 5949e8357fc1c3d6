internal import Crypto
package import Wire

extension Telegram {
  /// What came in one piece: a message, a tap on a button of ours, or something that asks for no answer.
  package struct Update: Hashable, Sendable {
    /// Rises from one to the next.
    package let id: Int64
    package let message: Message?
    /// By which the tap is answered, so that the button stops waiting; nil where nothing was tapped.
    package let tap: String?
  }

  package func receive(_ request: HTTPRequest) throws(HTTPProblem) -> Arrival {
    let values = request.fields.values(of: "X-Telegram-Bot-Api-Secret-Token")
    guard values.count == 1, let value = values.first else {
      throw HTTPProblem(.unauthorized, "Falta un solo encabezado X-Telegram-Bot-Api-Secret-Token")
    }
    guard let webhookSecret, isEqualInConstantTime(value, webhookSecret) else {
      throw HTTPProblem(
        .forbidden, "El secreto no coincide: revise \(Setting.webhookSecret.rawValue) y el del webhook")
    }
    guard let body = try? JSON(parsing: request.body), body.object != nil else {
      throw HTTPProblem(.badRequest, "El cuerpo debe ser un objeto JSON")
    }
    guard let update = Self.update(body) else { return Arrival() }
    var arrival = Arrival(messages: [update.message].compactMap(\.self))
    if let tap = update.tap {
      arrival.response = HTTPResponse(
        .ok, ["method": "answerCallbackQuery", "callback_query_id": .string(tap)])
    }
    return arrival
  }

  /// Nil for what bears no id of its own.
  static func update(_ json: JSON) -> Update? {
    guard let id = json["update_id"]?.integer else { return nil }
    let tap = json["callback_query"]
    let message = tap.map { tapped($0, id) } ?? json["message"].map { written($0, id) }
    return Update(id: id, message: message.flatMap(\.self), tap: tap?["id"]?.string)
  }

  private static func written(_ message: JSON, _ update: Int64) -> Message? {
    guard let person = person(message["from"], in: message["chat"]), let content = content(message) else {
      return nil
    }
    return Message(id: String(update), person: person, content: content)
  }

  /// The button's text is the answer; its own data stand for it where the message is no longer at hand.
  private static func tapped(_ tap: JSON, _ update: Int64) -> Message? {
    guard let person = person(tap["from"], in: tap["message"]?["chat"]), let data = tap["data"]?.string else {
      return nil
    }
    let buttons = tap["message"]?["reply_markup"]?.elements("inline_keyboard").flatMap { $0.array ?? [] }
    let button = buttons?.first { $0["callback_data"]?.string == data }
    let title = button?["text"]?.string ?? data
    let content: Message.Content =
      button == nil && data.hasPrefix(placeMark)
      ? .unreadable(kind: "callback_query")
      : .choice(id: data.hasPrefix(placeMark) ? title : data, title: title)
    return Message(id: String(update), person: person, content: content)
  }

  /// Nil for another bot, and outside a chat of the two alone: in a group everybody would read the shop's figures.
  private static func person(_ from: JSON?, in chat: JSON?) -> ChatPerson? {
    guard let id = from?["id"]?.integer, from?["is_bot"]?.bool != true, chat?["type"]?.string == "private",
      let address = chat?["id"]?.integer
    else { return nil }
    let names = [from?["first_name"], from?["last_name"]].compactMap { $0?.string }.filter { !$0.isEmpty }
    return ChatPerson(
      id: String(id), address: String(address),
      name: names.isEmpty ? nil : names.joined(separator: " ").cut(to: 100))
  }

  /// Nil for what asks for no answer: notices of the service, and kinds not known.
  private static func content(_ message: JSON) -> Message.Content? {
    if let text = message["text"]?.string { return .text(saying(text)) }
    for recording in spoken.compactMap({ message[$0] }) {
      guard let handle = recording["file_id"]?.string else { continue }
      return .voice(handle: handle, seconds: recording["duration"]?.integer.flatMap { Int(exactly: $0) })
    }
    return unreadable.first { message[$0] != nil }.map { .unreadable(kind: $0) }
  }

  /// Recordings in which somebody may speak; a round video of the person is one too.
  private static let spoken = ["voice", "audio", "video_note"]

  private static let unreadable = [
    "photo", "animation", "document", "video", "sticker", "location", "contact", "poll", "dice", "story",
    "game", "paid_media", "checklist",
  ]

  /// A command in words: `/stock@tienda_bot crema` is «stock crema», and the word that a link to the bot bears
  /// stands alone, `_` for each space.
  private static func saying(_ text: String) -> String {
    guard let parts = text.wholeMatch(of: /\/([A-Za-z0-9_]+)(?:@[A-Za-z0-9_]+)?(?:\s+([\s\S]*))?/)?.output
    else { return text }
    let (name, rest) = (String(parts.1), String(parts.2 ?? ""))
    if name == "start", !rest.isEmpty { return spaced(rest) }
    let words = ["start": "hola", "help": "ayuda"][name] ?? spaced(name)
    return rest.isEmpty ? words : "\(words) \(rest)"
  }

  private static func spaced(_ text: String) -> String {
    text.split(separator: "_", omittingEmptySubsequences: false).joined(separator: " ")
  }
}
