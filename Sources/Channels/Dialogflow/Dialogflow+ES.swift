internal import Assistant
internal import Inventory
internal import Wire

extension Dialogflow {
  /// What an agent ES sends.
  ///
  /// https://cloud.google.com/dialogflow/es/docs/reference/rpc/google.cloud.dialogflow.v2#webhookrequest
  static func receiveES(_ body: RequestPart) throws(HTTPProblem) -> Inquiry {
    guard let session = DialogflowSession(try body.text("session") ?? "") else {
      throw body.fault("session", "se espera el nombre de una sesión: projects/…/agent/sessions/…")
    }
    let result = try body.part("queryResult")
    let names = [try result.part("intent").text("displayName"), try result.text("action")]
    let message = Message(
      id: try body.text("responseId") ?? "",
      person: ChatPerson(id: try sender(body.part("originalDetectIntentRequest")) ?? session.person),
      content: content(
        names, try result.part("parameters").object, text: try result.text("queryText") ?? ""),
      language: language(try result.text("languageCode")))
    return .message(message) { answered in
      let answer = DialogflowAnswer(answered)
      let body = answer.jsonES(in: session)
      return HTTPResponse(.ok, body.text.utf8.count <= sizeLimit ? body : answer.bare.jsonES(in: session))
    }
  }

  /// What is said: by the first of the agent's names that is one of ours, with its parameters; else in words.
  static func content(_ names: [String?], _ values: JSON.Object, text: String) -> Message.Content {
    let aim = names.lazy.compactMap(\.self).compactMap { Understood.Aim(named: $0) }.first
    if let aim { return .understood(Understood(aim, values), text: text) }
    return text.allSatisfy(\.isWhitespace) ? .unreadable(kind: "event") : .text(text)
  }

  /// The language of a code such as `es-419`.
  static func language(_ code: String?) -> Language? {
    code.flatMap { Language($0.prefix { $0 != "-" && $0 != "_" }.lowercased()) }
  }

  /// Who wrote, where the agent is joined to a service that says so, whatever session Dialogflow makes of it.
  ///
  /// Only Dialogflow's own integrations set `source`; whoever calls its API sets the payload alone.
  private static func sender(_ original: RequestPart) throws(HTTPProblem) -> String? {
    guard let source = try original.text("source"), integrations.contains(source) else { return nil }
    let payload = JSON.object(try original.part("payload").object)
    let found = senders.lazy.compactMap { path in
      path.reduce(payload) { $0?[$1] }.flatMap { $0.string ?? $0.integer.map(String.init) }
    }.first
    guard let found, (1...100).contains(found.utf8.count),
      found.utf8.allSatisfy({ 0x20 < $0 && $0 < 0x7F })
    else { return nil }
    return source + "/" + found
  }

  private static let integrations: Set<String> = [
    "facebook", "telegram", "slack", "line", "viber", "google", "twilio",
  ]
  private static let senders = [
    ["data", "sender", "id"], ["data", "from", "id"], ["data", "message", "from", "id"],
    ["data", "callback_query", "from", "id"], ["data", "event", "user"], ["data", "source", "userId"],
    ["data", "From"], ["user", "userId"],
  ]
}

extension DialogflowAnswer {
  /// What an agent ES is answered.
  ///
  /// https://cloud.google.com/dialogflow/es/docs/reference/rpc/google.cloud.dialogflow.v2#webhookresponse
  fileprivate func jsonES(in session: DialogflowSession) -> JSON {
    var messages: [JSON] = [["text": ["text": [.string(text)]]]]
    if fitsQuickReplies {
      messages.append([
        "quickReplies": ["title": .string(prompt), "quickReplies": .array(choices.map(JSON.string))]
      ])
    }
    if let chips { messages.append(["payload": chips]) }
    var body: JSON.Object = ["fulfillmentText": .string(text), "fulfillmentMessages": .array(messages)]
    if let context {
      let isConfirming = context["pending"] == "confirmation"
      body["outputContexts"] = [
        [
          "name": .string(session.path + "/contexts/bodeguero"), "lifespanCount": 5,
          "parameters": .object(context),
        ],
        [
          "name": .string(session.path + "/contexts/bodeguero-confirmar"),
          "lifespanCount": isConfirming ? 2 : 0,
        ],
      ]
    }
    return .object(body)
  }
}
