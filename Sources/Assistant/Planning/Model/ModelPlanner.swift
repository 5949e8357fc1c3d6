internal import Inventory
internal import LanguageModel
internal import Shop
internal import Store
internal import Understanding
internal import Wire

/// Plans with a language model that calls the tools, and by the patterns where it fails or is not needed.
///
/// Reading tools run while it plans; a writing one ends the plan, so that the turn proposes it and the person decides.
struct ModelPlanner: Planner {
  private let road: ModelRoad
  private let offline: OfflinePlanner
  private let registry: ToolRegistry
  private let briefings: Briefings

  let exchangesWanted = 4

  init(_ road: ModelRoad, _ offline: OfflinePlanner, _ registry: ToolRegistry, _ briefings: Briefings) {
    (self.road, self.offline, self.registry, self.briefings) = (road, offline, registry, briefings)
  }

  func plan(_ text: String, in scene: Scene) async throws -> Plan {
    let reading = offline.read(text, in: scene)
    if let plan = offline.plan(leaningOnExpired: reading, text, in: scene) { return plan }
    guard road.leads(from: reading, scene.context) else { return try await offline.plan(reading, in: scene) }
    let language = scene.answering ?? (reading.standsAlone ? reading.language : scene.language)
    let briefings = briefings.all
    guard let briefing = briefings[language] ?? briefings[scene.language] else {
      return try await offline.plan(reading, in: scene)
    }
    let desk = scene.desk(language)
    let terms = try await road.allowance.terms(desk.shop, desk.session)
    var talk = ModelTalk(
      road: road, registry: registry, desk: desk, catalogue: scene.live.productNames, briefing: briefing,
      others: briefings.values.map(\.words).filter { $0.language != briefing.words.language },
      reading: reading, said: scene.said, text: text, hearing: scene.hearing,
      reader: ReplyReader(scene.live.interpreter))
    let defeat: ModelDefeat
    do {
      if terms.isSpent { throw ModelDefeat.budgetSpent }
      let said = reading.request.settled()
      let steps = try await talk.steps().map {
        ($0.request.completed(by: said, countedBy: reading.packages), $0.action)
      }
      var plan = Plan(language: language, route: .model, isFollowup: false, steps: steps)
      if talk.found.isEmpty {
        plan.remark = offline.remark(onLeftOut: reading, steps, desk)
      } else {
        let asked = talk.found.map { $0.asked(in: reading.isGuess ? nil : said) }
        plan.remark = offline.remark(
          on: asked, of: reading, without: reading.requests.compactMap(desk.placeLeftOut), desk)
      }
      plan.use = use(by: talk, failed: false, terms.price)
      return plan
    } catch let found as ModelDefeat {
      defeat = found
    }
    road.log("model: \(defeat)")
    let use = use(by: talk, failed: true, terms.price)
    guard !Task.isCancelled else {
      // Whoever no longer waits for the answer is given none that only the next turn would know of.
      if let use { _ = try await desk.shop.noteModelUse(use, desk.session) }
      throw CancellationError()
    }
    var plan = try await without(defeat, talk, reading, scene)
    plan.use = use
    return plan
  }

  /// What a talk cost; nil where the model was not asked.
  private func use(by talk: ModelTalk, failed: Bool, _ price: TokenPrice) -> DailyModelUse? {
    guard talk.rounds > 0 else { return nil }
    return DailyModelUse(
      day: talk.desk.today, model: road.client.settings.model,
      use: ModelUse(
        turns: 1, failures: failed ? 1 : 0, input: talk.tokens.input, output: talk.tokens.output,
        cost: price.cost(of: talk.tokens)))
  }

  /// The answer of the patterns; where they are unsure and the model looked things up, what was found.
  private func without(
    _ defeat: ModelDefeat, _ talk: ModelTalk, _ reading: Reading, _ scene: Scene
  ) async throws -> Plan {
    let isUnsure = reading.route == .model || reading.isGuess
    var plan: Plan
    if isUnsure, !talk.found.isEmpty {
      plan = Plan(
        language: talk.desk.voice.language, route: .offline, isFollowup: false,
        steps: talk.found.map { ($0.request, .tell($0.reply, [$0])) })
    } else {
      plan = try await offline.plan(reading, in: scene)
    }
    plan.remark = talk.desk.voice.say(defeat.phrase)
    return plan
  }
}

extension Lookup {
  /// What the person `said`, as far as it is this look-up, and the call that answered it.
  fileprivate func asked(in said: Request?) -> (request: Request, action: Plan.Action) {
    let asked = said.flatMap { $0.intent == request.intent ? $0 : nil } ?? request
    return (asked, .call([ToolCall(record.tool)]))
  }
}

extension Request {
  /// The request with the days and the packages that the person named, which a call of its tool may have no place for.
  fileprivate func completed(by said: Request, countedBy packages: SlotValue.Number?) -> Request {
    guard said.intent == intent else { return self }
    var completed = self
    if slots[.period] == nil { completed.slots[.period] = said.slots[.period] }
    if slots[.quantity] == said.slots[.quantity], slots[.items] == said.slots[.items] {
      completed.slots[.packages] = said.slots[.packages] ?? packages
    }
    return completed
  }
}
