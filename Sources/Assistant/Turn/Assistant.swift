internal import Dispatch
package import Inventory
package import Shop
internal import Store
package import Understanding

/// Answers the people of a shop: understands, looks up, proposes, performs, and remembers for half an hour.
package struct Assistant: Sendable {
  package private(set) var shop: Shop
  package let registry: ToolRegistry
  private let books: [Language: Phrasebook]
  private let firstBook: Phrasebook
  private var planner: any Planner
  private let offline: OfflinePlanner
  private let briefings: Briefings
  private let interpreter: Task<Interpreter, any Error>
  private(set) var live: LiveShops
  private(set) var links: PageLinks?

  /// The words of one language, as the files of `prompts` and `tools` hold them.
  package struct Texts: Sendable {
    package let language: Language
    /// The contents of `prompts/<language>/understanding/*.txt`.
    package let understanding: [(name: String, text: String)]
    /// The contents of `prompts/<language>/replies*.txt`.
    package let replies: [(name: String, text: String)]
    /// The contents of `tools/<language>*.txt`.
    package let tools: [(name: String, text: String)]
    /// The contents of `prompts/<language>/model*.txt`.
    package let model: [(name: String, text: String)]

    package init(
      language: Language, understanding: [(name: String, text: String)],
      replies: [(name: String, text: String)], tools: [(name: String, text: String)],
      model: [(name: String, text: String)]
    ) {
      (self.language, self.understanding) = (language, understanding)
      (self.replies, self.tools, self.model) = (replies, tools, model)
    }
  }

  /// Compiles the words of every language; `first` is spoken in shops whose own language is not among them.
  ///
  /// What it says is compiled when this returns; what it understands, which takes longer, beside the caller: the first
  /// turn waits for it, as `ready` does.
  ///
  /// - Throws: `Phrasebook.Fault`, with file and line.
  package init(shop: Shop, first: Texts, others: [Texts]) throws {
    let texts = [first] + others
    interpreter = Task.detached {
      try await withCheckedThrowingContinuation { compiled in
        // It computes for so long that it gets a thread of its own: those of the pool have turns to answer.
        DispatchQueue(label: "sentence patterns").async {
          compiled.resume(
            with: Result {
              try Interpreter(
                packs: texts.map { try LanguagePack(language: $0.language, files: $0.understanding) })
            })
        }
      }
    }
    let speech = try Speech(texts)
    self.shop = shop
    books = speech.books
    firstBook = try speech.books[first.language] ?? Phrasebook(language: first.language, files: first.replies)
    registry = speech.registry
    briefings = Briefings(speech.prompts, speech.registry, speech.books)
    offline = OfflinePlanner(speech.registry)
    planner = offline
    live = LiveShops(interpreter)
  }

  /// What is said, as it was compiled.
  private struct Speech: Sendable {
    var books: [Language: Phrasebook] = [:]
    var prompts: [Language: ModelPrompt] = [:]
    let registry: ToolRegistry

    init(_ texts: [Texts]) throws {
      var words: [Language: [(name: String, text: String)]] = [:]
      for text in texts {
        books[text.language] = try Phrasebook(language: text.language, files: text.replies)
        words[text.language] = text.tools
        prompts[text.language] = try ModelPrompt(text.language, files: text.model)
      }
      registry = try ToolRegistry(files: words)
    }
  }

  /// Waits until sentences can be understood.
  ///
  /// - Throws: `LanguagePackError`, with file and line.
  package func ready() async throws { _ = try await interpreter.value }

  /// The same words and tools over another store.
  package func serving(_ shop: Shop) -> Assistant {
    var other = self
    other.shop = shop
    other.live = live.forgetting()
    return other
  }

  /// The same assistant whose turns a language model plans where `road` leads to one.
  package func led(by road: ModelRoad?) -> Assistant {
    var other = self
    other.planner = if let road { ModelPlanner(road, offline, registry, briefings) } else { offline }
    return other
  }

  /// The same assistant of a shop whose pages are served.
  package func showing(_ links: PageLinks) -> Assistant {
    var other = self
    other.links = links
    return other
  }

  /// Answers one message, and keeps what the next one may lean on.
  ///
  /// A question whose answer is known is answered even where the store takes no writes, and then says that it will
  /// be forgotten.
  ///
  /// - Throws: what the store throws when it cannot be reached; a refusal of the shop is a reply.
  package func turn(_ text: String, _ session: Session, _ options: TurnOptions = TurnOptions()) async throws
    -> Turn
  {
    try await turn(text, session, options) { [planner] in try await planner.plan(text, in: $0) }
  }

  /// Answers a message that another program has understood.
  package func turn(
    _ text: String, taking understood: Understood, _ session: Session, _ options: TurnOptions = TurnOptions()
  ) async throws -> Turn {
    try await turn(text, session, options) { [offline] in try await offline.plan(understood, in: $0) }
  }

  /// Answers a message whose meaning is known already.
  package func turn(
    _ text: String, taking request: Request, _ session: Session, _ options: TurnOptions = TurnOptions()
  ) async throws -> Turn {
    try await turn(text, session, options) { [offline] scene in
      let reading = Reading(language: scene.language, route: .offline, request: request, score: 1, margin: 1)
      return try await offline.plan(reading, in: scene)
    }
  }

  /// Proposes the sale of `items`; what is `saying` of the customer and the payment counts too.
  package func checkOut(
    _ items: [ItemMention], _ text: String, saying rest: String, _ session: Session,
    _ options: TurnOptions = TurnOptions()
  ) async throws -> Turn {
    try await turn(text, session, options) { [offline] scene in
      try await offline.plan(selling: items, saying: rest, in: scene)
    }
  }

  private func turn(
    _ text: String, _ session: Session, _ options: TurnOptions, _ plan: (Scene) async throws -> Plan
  ) async throws -> Turn {
    let opening = try await shop.openConversation(session)
    let (conversation, expired) = conversation(options.recall, opening)
    let live = try await live.live(shop, session, version: opening.catalogueVersion)
    let desk: @Sendable (Language) -> Desk = { [self] language in
      Desk(
        shop: shop, session: session, names: live.names, voice: voice(language, session), links: links,
        lastPerformed: conversation.performed, lastDeed: conversation.deed)
    }
    let scene = Scene(
      live: live, context: conversation.context, meanings: conversation.meanings, expired: expired,
      language: options.language ?? conversation.language ?? session.shop.language,
      answering: options.language, said: conversation.said, hearing: options.hearing, desk: desk)
    let plan = try await plan(scene)
    var run = TurnRun(
      desk: desk(options.language ?? plan.language), registry: registry,
      writes: options.writes.asked(by: plan.route), tapped: options.tapped, text: text, plan: plan,
      conversation: conversation)
    for step in plan.steps { try await run.take(step.action, for: step.request) }
    if let remark = plan.remark { run.remark(remark) }
    run.remember(text, wanted: planner.exchangesWanted)
    run.conversation.language = plan.language
    let isKept = try await shop.saveConversation(
      run.conversation.text, proposing: run.proposal, using: plan.use, session)
    if !isKept, !options.recall.isOwn { run.sayForgotten() }
    return run.turn(text, plan)
  }

  /// What was said before as far as it still counts, or what of it has expired.
  func conversation(
    _ recall: TurnOptions.Recall, _ opening: ConversationOpening
  ) -> (Conversation, expired: Conversation?) {
    switch recall {
    case .nothing: (Conversation(), nil)
    case .own(let memory):
      memory.expires > shop.now() ? (memory.conversation, nil) : (Conversation(), memory.conversation)
    case .channel:
      (
        opening.state.flatMap(Conversation.init(text:)) ?? Conversation(),
        opening.expired.flatMap(Conversation.init(text:))
      )
    }
  }

  /// The languages that are spoken, by their codes.
  package var languages: [Language] { books.keys.sorted { $0.code < $1.code } }

  /// The voice of the session's shop in `language`, or in its own where that is not spoken.
  package func voice(_ language: Language, _ session: Session) -> Voice {
    Voice(
      books[language] ?? books[session.shop.language] ?? firstBook, address: session.shop.address,
      currency: session.currency)
  }
}
