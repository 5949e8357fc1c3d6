package import Assistant
internal import Wire

extension WhatsApp {
  /// Up to three choices are buttons, up to ten the rows of a list; more stand in the text.
  ///
  /// A list that is longer than one message goes as a file.
  package func render(_ reply: Reply, _ voice: Voice, for person: ChatPerson) -> [Parcel] {
    if let (rest, file) = reply.filed(beyond: Self.textLimit, voice) {
      return render(rest, voice, for: person) + [file.parcel]
    }
    let picture = reply.pictureURL.map { url in
      Parcel(["type": "image", "image": ["link": .string(url)]])
    }
    return words(reply, voice) + [picture].compactMap(\.self)
  }

  private func words(_ reply: Reply, _ voice: Voice) -> [Parcel] {
    let count = Set(reply.choices).count
    if (1...3).contains(count), let buttons = reply.buttons(title: 20, id: 256) {
      return interactive(reply.showing(buttons), voice, kind: "button", action: action(buttons))
    }
    if (1...10).contains(count), let rows = reply.buttons(title: 24, id: 200) {
      let isWhole = rows.allSatisfy { $0.answer.length(in: .codePoint) <= Self.descriptionLimit }
      return interactive(
        isWhole ? reply : reply.showing(rows), voice, kind: "list", action: action(rows, voice))
    }
    return texts(reply.textWithChoices)
  }

  private static let textLimit = 4096
  private static let bodyLimit = 1024
  private static let descriptionLimit = 72

  private func texts(_ text: String) -> [Parcel] {
    text.pieces(of: Self.textLimit).map {
      Parcel(["type": "text", "text": ["body": .string($0), "preview_url": false]])
    }
  }

  /// What is too long for a message with buttons goes before it; the closing, or a line of our own, stays with them.
  private func interactive(_ reply: Reply, _ voice: Voice, kind: String, action: JSON) -> [Parcel] {
    var (before, body) = ([Parcel](), reply.text)
    if body.length(in: .codePoint) > Self.bodyLimit {
      var start = reply
      body = ""
      if let closing = reply.closing, closing.length(in: .codePoint) <= Self.bodyLimit {
        (body, start.closing) = (closing, nil)
      }
      before = texts(start.text)
    }
    if body.allSatisfy(\.isWhitespace) { body = voice.say(ChannelPhrase.choose) }
    return before + [
      Parcel([
        "type": "interactive",
        "interactive": ["type": .string(kind), "body": ["text": .string(body)], "action": action],
      ])
    ]
  }

  private func action(_ buttons: [ChoiceButton]) -> JSON {
    let buttons = buttons.map { button -> JSON in
      ["type": "reply", "reply": ["id": .string(button.id), "title": .string(button.title)]]
    }
    return ["buttons": .array(buttons)]
  }

  private func action(_ rows: [ChoiceButton], _ voice: Voice) -> JSON {
    let rows = rows.map { row -> JSON in
      var json: JSON.Object = ["id": .string(row.id), "title": .string(row.title)]
      if row.isCut { json["description"] = .string(row.answer.cut(to: Self.descriptionLimit)) }
      return .object(json)
    }
    return [
      "button": .string(voice.say(ChannelPhrase.options).cut(to: 20)), "sections": [["rows": .array(rows)]],
    ]
  }
}
