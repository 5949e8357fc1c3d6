internal import Assistant
internal import Wire

extension Dialogflow {
  /// What an agent CX sends.
  ///
  /// https://cloud.google.com/dialogflow/cx/docs/reference/rpc/google.cloud.dialogflow.cx.v3#webhookrequest
  static func receiveCX(_ body: RequestPart) throws(HTTPProblem) -> Inquiry {
    let info = try body.part("sessionInfo")
    guard let session = DialogflowSession(try info.text("session") ?? "") else {
      throw info.fault("session", "se espera el nombre de una sesión: projects/…/agents/…/sessions/…")
    }
    let intent = try body.part("intentInfo")
    let names = [try body.part("fulfillmentInfo").text("tag"), try intent.text("displayName")]
    let message = Message(
      id: try body.text("detectIntentResponseId") ?? "", person: ChatPerson(id: session.person),
      content: content(names, try values(of: body, intent), text: try words(of: body)),
      language: language(try body.text("languageCode")))
    let kept = try info.part("parameters").object.keys.filter { $0.hasPrefix(mark) }
    return .message(message) { answered in
      let answer = DialogflowAnswer(answered)
      let body = answer.jsonCX(forgetting: kept)
      return HTTPResponse(.ok, body.text.utf8.count <= sizeLimit ? body : answer.bare.jsonCX(forgetting: []))
    }
  }

  /// Before the names of the session's parameters that are ours.
  fileprivate static let mark = "bodeguero_"

  /// What a person typed, said or pressed.
  private static func words(of body: RequestPart) throws(HTTPProblem) -> String {
    for name in ["text", "transcript", "dtmfDigits"] {
      if let words = try body.text(name) { return words }
    }
    return ""
  }

  /// What the page's form has collected and what the intent brought, the newer of the two.
  ///
  /// The session's other parameters may be of a question asked long ago, and are left out.
  private static func values(of body: RequestPart, _ intent: RequestPart) throws(HTTPProblem) -> JSON.Object {
    var values = JSON.Object()
    for parameter in try body.part("pageInfo").part("formInfo").parts("parameterInfo") {
      if let name = try parameter.text("displayName") { values[name] = parameter.object["value"] }
    }
    let parameters = try intent.part("parameters")
    for name in parameters.object.keys {
      values[name] = try parameters.part(name).object["resolvedValue"] ?? values[name]
    }
    return values
  }
}

extension DialogflowAnswer {
  /// What an agent CX is answered.
  ///
  /// https://cloud.google.com/dialogflow/cx/docs/reference/rpc/google.cloud.dialogflow.cx.v3#webhookresponse
  fileprivate func jsonCX(forgetting kept: [String]) -> JSON {
    var messages: [JSON] = [["text": ["text": [.string(text)]]]]
    if let chips { messages.append(["payload": chips]) }
    var body: JSON.Object = ["fulfillmentResponse": ["messages": .array(messages)]]
    if let context {
      var parameters = JSON.Object(kept.map { JSON.Object.Member(key: $0, value: nil) })
      for member in context.members { parameters[Dialogflow.mark + member.key] = member.value }
      body["sessionInfo"] = ["parameters": .object(parameters)]
    }
    return .object(body)
  }
}
