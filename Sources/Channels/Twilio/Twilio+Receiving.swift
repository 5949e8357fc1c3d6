package import Wire

extension Twilio {
  package func receive(_ request: HTTPRequest) throws(HTTPProblem) -> Arrival {
    let parameters = try webhook.parameters(of: request)
    var arrival = Arrival(response: Self.acknowledgement)
    if let state = parameters["MessageStatus"], state != "received" {
      arrival.reports = [report(state, parameters)].compactMap(\.self)
    } else {
      arrival.messages = [message(parameters)].compactMap(\.self)
    }
    return arrival
  }

  /// Nothing is said at once: answers go through the API, which has time for them.
  private static let acknowledgement = HTTPResponse(
    .ok, #"<?xml version="1.0" encoding="UTF-8"?><Response/>"#, type: "text/xml; charset=utf-8")

  /// Nil for the words by which people leave and come back, which Twilio answers itself.
  private func message(_ parameters: [String: String]) -> Message? {
    guard let id = Self.id(in: parameters), let from = parameters["From"], !from.isEmpty,
      parameters["OptOutType"] == nil
    else { return nil }
    return Message(id: id, person: person(from, parameters["ProfileName"]), content: content(parameters))
  }

  private static func id(in parameters: [String: String]) -> String? {
    ["MessageSid", "SmsMessageSid", "SmsSid"].lazy.compactMap { parameters[$0] }.first { !$0.isEmpty }
  }

  /// The number with the mark of its service, since a person may write from both.
  private func person(_ from: String, _ name: String?) -> ChatPerson {
    let isWhatsApp = from.hasPrefix(Self.whatsAppMark)
    let number = isWhatsApp ? WhatsAppNumber(String(from.dropFirst(Self.whatsAppMark.count))) : nil
    let forms = number?.forms.map { "\(Self.whatsAppMark)+\($0.digits)" } ?? []
    return ChatPerson(
      id: from, aliases: forms.filter { $0 != from },
      name: name.flatMap { $0.isEmpty ? nil : $0.cut(to: 100) })
  }

  private func content(_ parameters: [String: String]) -> Message.Content {
    if let media = parameters["MediaContentType0"], Int(parameters["NumMedia"] ?? "") ?? 0 > 0 {
      let kind = String(media.prefix { $0 != "/" })
      if kind == "audio", let url = parameters["MediaUrl0"] { return .voice(handle: url) }
      return .unreadable(kind: kind)
    }
    if parameters["Latitude"] != nil { return .unreadable(kind: "location") }
    // A button of a template of the shop's own, which we did not offer: what is written on it is what is said.
    let text = parameters["ButtonText"] ?? parameters["Body"] ?? ""
    return text.isEmpty ? .unreadable(kind: parameters["MessageType"] ?? "") : .text(text)
  }

  private func report(_ state: String, _ parameters: [String: String]) -> DeliveryReport? {
    guard let id = Self.id(in: parameters) else { return nil }
    switch state {
    case "sent": return DeliveryReport(message: id, state: .sent)
    case "delivered": return DeliveryReport(message: id, state: .delivered)
    case "read": return DeliveryReport(message: id, state: .read)
    case "failed", "undelivered":
      let error = parameters["ErrorCode"].flatMap { Int($0) }.map { TwilioError(code: $0) }
      return DeliveryReport(message: id, state: .failed, failure: error.map { delivery($0) })
    default: return nil
    }
  }
}
