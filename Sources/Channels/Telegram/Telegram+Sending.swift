package import Assistant
package import Wire

extension Telegram {
  /// Choices are buttons under the last piece of the text, each with its whole answer; very many stand in the text.
  ///
  /// A list that is longer than one message goes as a file.
  package func render(_ reply: Reply, _ voice: Voice, for person: ChatPerson) -> [Parcel] {
    if let (rest, file) = reply.filed(beyond: Self.textLimit, voice) {
      return render(rest, voice, for: person) + [file.parcel]
    }
    return words(reply, voice) + [reply.code?.parcel].compactMap(\.self)
  }

  private func words(_ reply: Reply, _ voice: Voice) -> [Parcel] {
    let choices = reply.choices.withoutRepetition
    let areButtons =
      (1...Self.mostButtons).contains(choices.count)
      && choices.allSatisfy { (1...Self.titleLimit).contains($0.length(in: .codePoint)) }
    guard areButtons else { return Self.texts(reply.textWithChoices.pieces(of: Self.textLimit)) }
    var pieces = reply.text.pieces(of: Self.textLimit)
    let last = pieces.popLast() ?? voice.say(ChannelPhrase.choose)
    return Self.texts(pieces) + [
      Parcel([
        "text": .string(last),
        "reply_markup": ["inline_keyboard": Self.keyboard(choices, of: reply.proposal)],
      ])
    ]
  }

  private static let textLimit = 4096
  private static let mostButtons = 20
  /// What clients show of a button without harm to the others; longer answers are read better in the text.
  private static let titleLimit = 100
  private static let dataLimit = 64
  /// Begins the data of a button whose answer does not fit into it; its place follows.
  static let placeMark = "#"

  private static func texts(_ pieces: [String]) -> [Parcel] { pieces.map { Parcel(["text": .string($0)]) } }

  /// A few short answers share a row, others have one each.
  private static func keyboard(_ choices: [String], of proposal: String?) -> JSON {
    let buttons = choices.enumerated().map { place, choice -> JSON in
      let id = ButtonMark.id(choice, of: proposal)
      let fits = id.length(in: .byte) <= dataLimit
      return ["text": .string(choice), "callback_data": fits ? .string(id) : "\(placeMark)\(place)"]
    }
    let isOneRow = choices.count <= 3 && choices.allSatisfy { $0.length(in: .codePoint) <= 12 }
    return .array(isOneRow ? [.array(buttons)] : buttons.map { [$0] })
  }

  package func request(
    for parcel: Parcel, to person: ChatPerson, form: Parcel.Form
  ) -> OutgoingRequest? {
    if let file = OutgoingFile(parcel) {
      guard form == .usual else { return nil }
      var body = MultipartForm(apartFrom: file.bytes)
      body.add("chat_id", person.address)
      body.add("document", file.bytes, named: file.name, type: file.type)
      return api.call("sendDocument", body)
    }
    if let code = Reply.Code(parcel) {
      guard form == .usual, let picture = code.drawing else { return nil }
      var body = MultipartForm(apartFrom: picture)
      body.add("chat_id", person.address)
      body.add("photo", picture, named: "qr.png", type: "image/png")
      return api.call("sendPhoto", body)
    }
    var content = parcel.content.object ?? [:]
    switch form {
    case .usual: break
    case .plain:
      content["text"] = .string(Self.plainText(parcel.content))
      content["reply_markup"] = nil
    default: return nil
    }
    var message: JSON.Object = [
      "chat_id": Int64(person.address).map { JSON($0) } ?? .string(person.address),
      "link_preview_options": ["is_disabled": true],
    ]
    for member in content.members { message[member.key] = member.value }
    return api.call("sendMessage", .object(message))
  }

  /// The text, and a line for each button.
  private static func plainText(_ content: JSON) -> String {
    let buttons = content["reply_markup"]?.elements("inline_keyboard").flatMap { $0.array ?? [] } ?? []
    let lines = buttons.compactMap { $0["text"]?.string }.map { "· " + $0 }
    return ([content["text"]?.string ?? ""] + lines).joined(separator: "\n").cut(to: textLimit)
  }

  package func classify(_ response: HTTPResponse) -> Delivery {
    switch BotAnswer(response) {
    case .accepted(let result): .sent(id: result?["message_id"]?.integer.map { String($0) })
    case .refused(let error): error.delivery
    }
  }
}
