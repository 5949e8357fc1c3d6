internal import Inventory
package import Wire

extension WhatsApp {
  package func request(
    for parcel: Parcel, to person: ChatPerson, form: Parcel.Form
  ) -> OutgoingRequest? {
    if let file = OutgoingFile(parcel) {
      // Outside the window Meta takes no file, but what is approved.
      guard !form.contains(.plain), !form.contains(.template) else { return nil }
      var body = MultipartForm(apartFrom: file.bytes)
      body.add("messaging_product", "whatsapp")
      // Meta knows no type of its own for comma-separated values.
      body.add("file", file.bytes, named: file.name, type: "text/plain")
      return graph.upload(body, as: phoneNumberID)
    }
    let forms = WhatsAppNumber(person.address)?.forms ?? []
    var content = parcel.content.object ?? [:]
    var number = forms.first
    guard !form.contains(.plain) else { return nil }
    if form.contains(.otherNumber) {
      guard forms.count > 1 else { return nil }
      number = forms[1]
    }
    if form.contains(.template) {
      guard let template, content["image"] == nil else { return nil }
      content = Self.message(template, saying: parcel)
    }
    var message: JSON.Object = ["messaging_product": "whatsapp", "recipient_type": "individual"]
    if let number {
      message["to"] = .string(number.digits)
    } else {
      message["recipient"] = .string(person.address)
    }
    for member in content.members { message[member.key] = member.value }
    return graph.send(.object(message), as: phoneNumberID)
  }

  /// The message that bears a file, once Meta has it.
  package func next(after response: HTTPResponse, of parcel: Parcel) -> Parcel? {
    guard let file = OutgoingFile(parcel), case .accepted(let body) = graph.answer(response),
      let id = body?["id"]?.string
    else { return nil }
    return Parcel(["type": "document", "document": ["id": .string(id), "filename": .string(file.name)]])
  }

  /// Meta's places take no line breaks and share 1024 letters with the words around them.
  private static func message(_ template: Template, saying parcel: Parcel) -> JSON.Object {
    let text = parcel.content["text"]?["body"] ?? parcel.content["interactive"]?["body"]?["text"]
    let place: JSON = ["type": "text", "text": .string((text?.string ?? "").onOneLine.cut(to: 700))]
    return [
      "type": "template",
      "template": [
        "name": .string(template.name), "language": ["code": .string(template.language)],
        "components": [["type": "body", "parameters": [place]]],
      ],
    ]
  }

  package func classify(_ response: HTTPResponse) -> Delivery {
    switch graph.answer(response) {
    case .accepted(let body): .sent(id: body?["messages"]?[0]?["id"]?.string)
    case .refused(let error): delivery(error)
    }
  }

  /// What an error means, in an answer or in a later report.
  ///
  /// https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes
  func delivery(_ error: GraphError) -> Delivery {
    switch error.code {
    case 131_047 where template == nil:
      .never(
        why: "La persona no escribe desde hace 24 horas y no hay plantilla: "
          + "indique una en \(Setting.template.rawValue) (\(error.text))")
    case 131_047: .otherForm(.template, why: error.text)
    case 131_030: .otherForm(.otherNumber, why: error.text)
    case 131_026, 131_050, 131_051, 132_000, 132_001, 132_012, 132_015, 368: .never(why: error.text)
    case 131_056: .retry(after: error.pause ?? 6, why: error.text)
    case 130_429: .retry(after: error.pause ?? 60, why: error.text)
    case 131_048: .retry(after: error.pause ?? 3600, why: error.text)
    case 131_000, 131_016: .retry(after: error.pause, why: error.text)
    default: error.delivery(tokenSetting: Setting.accessToken.rawValue)
    }
  }
}
