internal import Assistant
internal import Understanding
internal import Wire

/// What an agent is told, of either kind.
struct DialogflowAnswer {
  /// All of the replies in one, since an agent joins or drops messages as the service behind it likes.
  let text: String
  let choices: [String]
  /// What stands over the choices.
  let prompt: String
  /// The last intent with its slots, and what is waited for (null for nothing); nil where nobody was let in.
  let context: JSON.Object?

  private static let textLimit = 4000

  init(_ answered: Answered) {
    choices = Array((answered.replies.last { !$0.choices.isEmpty }?.choices ?? []).prefix(20))
    prompt = answered.voice.say(ChannelPhrase.choose)
    context = answered.turn.map(Self.context)
    let showsAll = Self.fitQuickReplies(choices)
    text = answered.replies.map { showsAll ? $0.text : $0.textWithChoices }.joined(separator: "\n\n")
      .cut(to: Self.textLimit)
  }

  private init(text: String) { (self.text, choices, prompt, context) = (text, [], "", nil) }

  /// The words alone.
  var bare: Self { Self(text: text) }

  /// Whether the choices are few and short enough for quick replies, which show and send nothing but their titles.
  var fitsQuickReplies: Bool { Self.fitQuickReplies(choices) }

  private static func fitQuickReplies(_ choices: [String]) -> Bool {
    (1...13).contains(choices.count) && choices.allSatisfy { $0.length(in: .codePoint) <= 20 }
  }

  /// The choices as Dialogflow's own messenger shows them; nil where there are none.
  ///
  /// https://cloud.google.com/dialogflow/cx/docs/concept/integration/dialogflow-messenger/fulfillment
  var chips: JSON? {
    guard !choices.isEmpty else { return nil }
    let options = choices.map { choice -> JSON in ["text": .string(choice)] }
    return ["richContent": [[["type": "chips", "options": .array(options)]]]]
  }

  private static func context(of turn: Turn) -> JSON.Object {
    var context = JSON.Object()
    if let request = turn.requests.first {
      context["intent"] = .string(request.intent.rawValue)
      for member in request.slots.json.members { context[member.key] = member.value }
    }
    context["pending"] = turn.pending.word
    return context
  }
}
