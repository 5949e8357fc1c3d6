package import Assistant
package import Wire

extension Messenger {
  /// Up to thirteen choices are quick replies under the last piece of the text; more stand in it.
  ///
  /// A list that is longer than one message goes as a file, which Instagram does not take.
  package func render(_ reply: Reply, _ voice: Voice, for person: ChatPerson) -> [Parcel] {
    if Service(of: person) == .messenger, let (rest, file) = reply.filed(beyond: Self.textLimit, voice) {
      return render(rest, voice, for: person) + [file.parcel]
    }
    let picture = reply.pictureURL.map { url in
      Parcel(["attachment": ["type": "image", "payload": ["url": .string(url)]]])
    }
    return words(reply, voice, for: person) + [picture].compactMap(\.self)
  }

  private func words(_ reply: Reply, _ voice: Voice, for person: ChatPerson) -> [Parcel] {
    let count = Set(reply.choices).count
    guard (1...13).contains(count), let buttons = reply.buttons(title: 20, id: 1000) else {
      return pieces(reply.textWithChoices, for: person).map { Parcel(["text": .string($0)]) }
    }
    var pieces = pieces(reply.showing(buttons).text, for: person)
    let last = pieces.popLast() ?? voice.say(ChannelPhrase.choose)
    let quickReplies = buttons.map { button -> JSON in
      ["content_type": "text", "title": .string(button.title), "payload": .string(button.id)]
    }
    return pieces.map { Parcel(["text": .string($0)]) }
      + [Parcel(["text": .string(last), "quick_replies": .array(quickReplies)])]
  }

  private static let textLimit = 2000

  private func pieces(_ text: String, for person: ChatPerson) -> [String] {
    switch Service(of: person) {
    case .messenger: text.pieces(of: Self.textLimit)
    case .instagram: text.pieces(of: 1000, .byte)
    }
  }

  package func request(
    for parcel: Parcel, to person: ChatPerson, form: Parcel.Form
  ) -> OutgoingRequest? {
    guard form == .usual else { return nil }
    if let file = OutgoingFile(parcel) {
      let message: JSON = ["attachment": ["type": "file", "payload": ["is_reusable": false]]]
      var body = MultipartForm(apartFrom: file.bytes)
      body.add("recipient", JSON.object(["id": .string(person.address)]).text)
      body.add("messaging_type", "RESPONSE")
      body.add("message", message.text)
      body.add("filedata", file.bytes, named: file.name, type: file.type)
      return graph.send(body, as: page)
    }
    return graph.send(
      [
        "recipient": ["id": .string(person.address)], "messaging_type": "RESPONSE",
        "message": parcel.content,
      ], as: page)
  }

  /// What the answer means.
  ///
  /// https://developers.facebook.com/docs/messenger-platform/error-codes
  package func classify(_ response: HTTPResponse) -> Delivery {
    switch graph.answer(response) {
    case .accepted(let body): .sent(id: body?["message_id"]?.string)
    case .refused(let error): delivery(error)
    }
  }

  func delivery(_ error: GraphError) -> Delivery {
    switch (error.code, error.subcode) {
    case (10, 2_018_065), (10, 2_018_278), (10, 2_534_022):
      .never(why: "La persona no escribe desde hace 24 horas: no se deja escribirle (\(error.text))")
    case (10, 2_018_108), (551, _), (_, 1_545_041): .never(why: error.text)
    case (1200, _): .retry(after: error.pause, why: error.text)
    default: error.delivery(tokenSetting: Setting.accessToken.rawValue)
    }
  }
}
