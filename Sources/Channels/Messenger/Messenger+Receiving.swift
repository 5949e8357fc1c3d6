package import Wire

extension Messenger {
  package func receive(_ request: HTTPRequest) throws(HTTPProblem) -> Arrival {
    let body = try webhook.body(of: request)
    var arrival = Arrival()
    guard let service = body["object"]?.string.flatMap(Service.init) else { return arrival }
    for entry in body.elements("entry") {
      for event in entry.elements("messaging") {
        arrival.messages += [message(event, in: service, to: entry["id"]?.string)].compactMap(\.self)
        arrival.reports += reports(event)
      }
    }
    return arrival
  }

  /// Nil for what we sent ourselves, and for what asks for no answer: reactions, edits, deletions, kinds not known.
  private func message(_ event: JSON, in service: Service, to page: String?) -> Message? {
    guard let sender = event["sender"]?["id"]?.string, sender != page else { return nil }
    let found: (id: String?, content: Message.Content?) =
      if let message = event["message"] {
        (message["mid"]?.string, content(message))
      } else {
        (event["postback"]?["mid"]?.string, event["postback"].flatMap(tapped))
      }
    guard let id = found.id, let content = found.content else { return nil }
    return Message(id: id, person: ChatPerson(id: service.id(sender), address: sender), content: content)
  }

  private func content(_ message: JSON) -> Message.Content? {
    guard message["is_echo"]?.bool != true, message["is_deleted"]?.bool != true else { return nil }
    if let payload = message["quick_reply"]?["payload"]?.string {
      return .choice(id: payload, title: message["text"]?.string ?? payload)
    }
    if let text = message["text"]?.string { return .text(text) }
    guard let attachment = message.elements("attachments").first, let kind = attachment["type"]?.string else {
      return message["is_unsupported"]?.bool == true ? .unreadable(kind: "unsupported") : nil
    }
    if kind == "audio", let url = attachment["payload"]?["url"]?.string { return .voice(handle: url) }
    return .unreadable(kind: kind)
  }

  /// A button of the page's own menu, which we did not offer: what is written on it is what is said.
  private func tapped(_ postback: JSON) -> Message.Content? {
    (postback["title"]?.string ?? postback["payload"]?.string).map(Message.Content.text)
  }

  private func reports(_ event: JSON) -> [DeliveryReport] {
    let delivered = (event["delivery"]?.elements("mids") ?? []).compactMap(\.string)
    let read = [event["read"]?["mid"]?.string].compactMap(\.self)
    return delivered.map { DeliveryReport(message: $0, state: .delivered) }
      + read.map { DeliveryReport(message: $0, state: .read) }
  }
}
