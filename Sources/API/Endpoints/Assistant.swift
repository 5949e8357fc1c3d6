internal import Assistant
internal import Inventory
internal import Shop
internal import Wire

extension API {
  /// One message to the assistant, and its answer: the same that the terminal and the chats give.
  ///
  /// What is said by one token, or in one conversation of it, is not heard in another.
  var assistantEndpoint: Endpoint {
    Endpoint(
      method: .post, path: "/asistente/mensajes", topic: .assistant, summary: "Le dice algo al asistente",
      takes: .body(
        AssistantField.text.required, AssistantField.language.optional,
        AssistantField.conversation.optional),
      gives: Endpoint.Gives(status: .ok, schema: .enveloped(JSONSchema(.anything)))
    ) { call in
      var options = TurnOptions()
      options.language = try call.body.optional(AssistantField.language)
      let conversation = try call.body.optional(AssistantField.conversation) ?? ""
      let session = call.bearer.session(at: call.session.door, for: conversation)
      let turn = try await ask(try call.body(AssistantField.text), session, options)
      return .enveloped { $0.value(turn.json) }
    }
  }
}

private enum AssistantField {
  static let text = Field<String>.text("texto", 1...10_000)
  static let conversation = Field<String>.text(
    "conversacion", 1...100,
    "cuál de varias charlas del mismo token, como una por caja: cada una recuerda lo suyo")
  static let language = Field<Language>("idioma", .string(JSONSchema.TextRule(lengths: 2...3)), "es, en") {
    json, _ in json.string.flatMap { Language($0) }
  }
}
