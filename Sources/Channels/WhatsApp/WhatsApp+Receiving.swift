package import Wire

extension WhatsApp {
  package func receive(_ request: HTTPRequest) throws(HTTPProblem) -> Arrival {
    let body = try webhook.body(of: request)
    var arrival = Arrival()
    guard body["object"]?.string == "whatsapp_business_account" else { return arrival }
    for change in body.elements("entry").flatMap({ $0.elements("changes") })
    where change["field"]?.string == "messages" {
      guard let value = change["value"] else { continue }
      if let other = otherNumber(value) {
        arrival.notes.append(
          "llega lo del número «\(other)», que no es \(Setting.phoneNumberID.rawValue), y no se atiende")
        continue
      }
      let contacts = value.elements("contacts")
      arrival.messages += value.elements("messages").compactMap { message($0, contacts) }
      arrival.reports += value.elements("statuses").compactMap(report)
    }
    return arrival
  }

  /// The number that it is about, where that is not the one from which this shop writes: one Meta app may serve several.
  private func otherNumber(_ value: JSON) -> String? {
    guard let number = value["metadata"]?["phone_number_id"]?.string, number != phoneNumberID else {
      return nil
    }
    return number.cut(to: 40)
  }

  private func message(_ json: JSON, _ contacts: [JSON]) -> Message? {
    guard let id = json["id"]?.string, let person = person(json, contacts), let content = content(json) else {
      return nil
    }
    return Message(id: id, person: person, content: content)
  }

  /// Who sent it: by the id that stays when a number changes or is hidden, else by the number as it came.
  private func person(_ json: JSON, _ contacts: [JSON]) -> ChatPerson? {
    let (from, user) = (json["from"]?.string, json["from_user_id"]?.string)
    let forms = from.map(forms) ?? []
    let contact = contacts.first { contact in
      let isNamed = user != nil && contact["user_id"]?.string == user
      let isCalled = contact["wa_id"]?.string.map { !Set(forms).isDisjoint(with: self.forms($0)) } ?? false
      return isNamed || isCalled || (from == nil && user == nil && contacts.count == 1)
    }
    let phone = from ?? contact?["wa_id"]?.string
    let ids =
      [user ?? contact?["user_id"]?.string, phone].compactMap(\.self)
      + (phone.map(self.forms) ?? []).filter { $0 != phone }
    guard let id = ids.first else { return nil }
    return ChatPerson(
      id: id, address: phone, aliases: Array(ids.dropFirst()),
      name: contact?["profile"]?["name"]?.string?.cut(to: 100))
  }

  /// The number in every form that it may have; what is no number, as it is.
  private func forms(_ phone: String) -> [String] {
    WhatsAppNumber(phone)?.forms.map(\.digits) ?? [phone]
  }

  /// Nil for what asks for no answer: reactions, edits, deletions, notices of the service, and kinds not known.
  private func content(_ json: JSON) -> Message.Content? {
    guard let kind = json["type"]?.string else { return nil }
    let part = json[kind]
    switch kind {
    case "text": return part?["body"]?.string.map(Message.Content.text)
    case "interactive":
      let answer = part?["button_reply"] ?? part?["list_reply"]
      return choice(answer?["id"], answer?["title"]) ?? .unreadable(kind: kind)
    case "button": return choice(part?["payload"], part?["text"]) ?? .unreadable(kind: kind)
    case "audio":
      return part?["id"]?.string.map { .voice(handle: $0) } ?? .unreadable(kind: kind)
    case "image", "video", "sticker", "document", "location", "contacts", "order", "unsupported":
      return .unreadable(kind: kind)
    default: return nil
    }
  }

  private func choice(_ id: JSON?, _ title: JSON?) -> Message.Content? {
    guard let answer = id?.string ?? title?.string else { return nil }
    return .choice(id: answer, title: title?.string ?? answer)
  }

  private func report(_ json: JSON) -> DeliveryReport? {
    guard let message = json["id"]?.string else { return nil }
    switch json["status"]?.string {
    case "sent": return DeliveryReport(message: message, state: .sent)
    case "delivered": return DeliveryReport(message: message, state: .delivered)
    case "read", "played": return DeliveryReport(message: message, state: .read)
    case "failed":
      let error = json.elements("errors").first
      return DeliveryReport(
        message: message, state: .failed, failure: error.map { delivery(GraphError($0)) })
    default: return nil
    }
  }
}
