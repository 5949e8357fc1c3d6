internal import Assistant
internal import Inventory
package import Wire

/// Rasa's REST channel, for any program that talks to a Rasa assistant.
///
/// https://rasa.com/docs/rasa/connectors/your-own-website#restinput
package struct RasaChat: DirectChannel {
  package static let name = "rasa"

  private let key: RasaKey

  package init(environment: [String: String]) { key = RasaKey(environment: environment) }

  package func token(in request: HTTPRequest) -> String? { key.token(in: request) }

  package func admit(_ request: HTTPRequest) throws(HTTPProblem) { try key.admit(request) }

  /// With `?stream=true` the messages come one a line.
  package func receive(_ request: HTTPRequest) throws(HTTPProblem) -> Inquiry {
    let body = try RequestPart(bodyOf: request, atMost: 64 * 1024)
    let sender = try body.name("sender")
    guard let text = try body.text("message") else {
      throw body.fault("message", "falta: se espera un texto")
    }
    let isStream = request.target["stream"]?.lowercased() == "true"
    guard !text.allSatisfy(\.isWhitespace) else { return .settled(Self.response([], isStream: isStream)) }
    let metadata = try body.part("metadata")
    let message = Message(
      id: try metadata.text("message_id", atMost: 200) ?? "", person: ChatPerson(id: sender),
      content: Self.content(text), language: (try metadata.text("language")).flatMap { Language($0) })
    return .message(message) { answered in
      Self.response(answered.replies.map { $0.rasa(to: sender) }, isStream: isStream)
    }
  }

  /// `/stock_of_product{"product": "crema"}`, as Rasa's own buttons write an intent; else words.
  private static func content(_ text: String) -> Message.Content {
    guard text.first == "/" else { return .text(text) }
    let name = text.dropFirst().prefix { $0 != "{" }
    let rest = text.dropFirst(name.count + 1)
    guard let aim = Understood.Aim(named: name),
      let values = rest.isEmpty ? JSON.Object() : (try? JSON(parsing: String(rest)))?.object
    else { return .text(text) }
    return .understood(Understood(aim, values), text: text)
  }

  private static func response(_ messages: [JSON], isStream: Bool) -> HTTPResponse {
    guard isStream else { return HTTPResponse(.ok, .array(messages)) }
    return HTTPResponse(
      .ok, messages.map { $0.text + "\n" }.joined(), type: "application/x-ndjson; charset=utf-8")
  }
}

extension Reply {
  /// The reply as one of Rasa's messages; tapping a button says the whole answer.
  fileprivate func rasa(to recipient: String) -> JSON {
    var message = rasaParts
    message["recipient_id"] = .string(recipient)
    return .object(message)
  }

  var rasaParts: JSON.Object {
    var message: JSON.Object = ["text": .string(text)]
    if let code { message["image"] = .string(code.picture) }
    if !choices.isEmpty {
      message["buttons"] = .array(
        choices.map { ["title": .string($0), "payload": .string($0)] })
    }
    return message
  }
}
