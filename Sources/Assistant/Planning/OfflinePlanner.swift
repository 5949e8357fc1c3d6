internal import Inventory
package import Understanding

/// Plans by sentence patterns and the live catalogue alone: no network, no model.
package struct OfflinePlanner: Planner {
  let registry: ToolRegistry

  init(_ registry: ToolRegistry) { self.registry = registry }

  package let exchangesWanted = 0

  package func plan(_ text: String, in scene: Scene) async throws -> Plan {
    let reading = read(text, in: scene)
    if let plan = plan(leaningOnExpired: reading, text, in: scene) { return plan }
    return try await plan(reading, in: scene)
  }

  /// The plan for a message that means something only with what has expired: that it has.
  func plan(leaningOnExpired reading: Reading, _ text: String, in scene: Scene) -> Plan? {
    guard let expired = scene.expired, let context = expired.context, scene.context == nil,
      reading.meansLittleAlone
    else { return nil }
    let before = read(text, after: context, in: scene)
    let answers: Set<Intent> = [.affirm, .undo, .explain]
    guard before.isFollowup || answers.contains(reading.request.intent) else { return nil }
    let voice = scene.desk(scene.language).voice
    let undone = expired.standing?.summary ?? expired.question?.said
    let reply = Reply(
      undone.map { voice.say(TalkPhrase.expiredUndone, ["what": $0]) } ?? voice.say(TalkPhrase.expired))
    return Plan(
      language: scene.language, route: .offline, isFollowup: false, steps: [(reading.request, .say(reply))])
  }

  /// What a message is taken to mean.
  func read(_ text: String, in scene: Scene) -> Reading {
    if let meant = meaning(of: text, in: scene) {
      return Reading(language: scene.language, route: .offline, request: meant, score: 1, margin: 1)
    }
    return read(text, after: scene.context, in: scene)
  }

  private func read(_ text: String, after context: Context?, in scene: Scene) -> Reading {
    var context = context
    context?.today = scene.desk(scene.language).today
    return scene.live.interpreter.read(
      context?.choice(numbered: text) ?? text, in: scene.live.index, preferring: scene.language,
      context: context)
  }

  /// The plan for what a message was taken to mean.
  package func plan(_ reading: Reading, in scene: Scene) async throws -> Plan {
    let language = reading.standsAlone ? reading.language : scene.language
    let desk = scene.desk(language)
    var steps: [(request: Request, action: Plan.Action)] = []
    var placesLeftOut: [String] = []
    var isRefused = false
    for request in reading.requests {
      var (settled, sale) = try await desk.amongGoodsSold(
        desk.amongGoodsKept(request.settled().about(scene.context, in: registry)), scene.context)
      if let place = desk.placeLeftOut(of: settled) {
        placesLeftOut.append(place)
        settled.slots[.branch] = nil
      }
      if let packages = reading.packages { settled.slots[.packages] = packages }
      if reading.isOfNothingLeft { (settled.slots[.type], settled.slots[.threshold]) = ("sold_out", nil) }
      if reading.isHalfYes, scene.context?.pending == .confirmation {
        steps.append((settled, .say(Reply(desk.voice.say(ProposalPhrase.unsure)))))
      } else if reading.isRegret, desk.lastPerformed != nil {
        steps.append((settled, .say(desk.whatWasWrong)))
      } else if let figure = reading.unread,
        request.intent.writesFigures || reading.isGuess || figure.isOfAny,
        !desk.keeps(figure)
      {
        // What stands in the way of all that was asked for is said once.
        if !isRefused {
          steps.append((settled.holding(figure), settled.askingAgain(desk.refusal(of: figure), for: figure)))
        }
        isRefused = true
      } else if let words = reading.unknownDays, !reading.isFollowup {
        steps.append((settled, .ask(desk.questionAboutDays(words))))
      } else if let question = desk.questionAboutPlace(settled) {
        steps.append((settled, .ask(question)))
      } else if settled.movesNothing {
        steps.append((settled, .say(Reply(desk.voice.say(RefusalPhrase.zeroQuantity)))))
      } else if let answer = reading.unplaced {
        steps.append(
          (settled, try await action(for: settled, ofSale: sale, desk, scene.context).unclear(answer, desk)))
      } else if reading.isGuess, !reading.isFollowup, let question = desk.whichMeaning(reading) {
        steps.append((settled, .offer(question.reply, question.meanings)))
      } else {
        steps.append((settled, try await action(for: settled, ofSale: sale, desk, scene.context)))
      }
    }
    var plan = Plan(
      language: language, route: reading.route, isFollowup: reading.isFollowup, steps: steps)
    plan.isCorrection = reading.thread == .correction
    plan.remark = remark(on: steps, of: reading, without: placesLeftOut, desk)
    return plan
  }

  /// The plan for what another program understood.
  func plan(_ understood: Understood, in scene: Scene) async throws -> Plan {
    let desk = scene.desk(scene.language)
    let intent = understood.aim.intent
    var request = Request(intent: intent)
    let action: Plan.Action
    do {
      if let tool = understood.aim.tool.flatMap({ registry[$0] }) {
        request.slots = try ForeignValues(scene: scene, desk: desk)
          .slots(understood.values, for: tool)
        request = request.settled().about(scene.context, in: registry)
        let sale = try await desk.amongGoodsSold(request, nil).sale
        action =
          understood.aim == .tool(tool.name)
          ? try await call(tool, for: request, ofSale: sale, desk)
          : try await self.action(for: request, ofSale: sale, desk, scene.context)
      } else {
        action = try await self.action(for: request, ofSale: nil, desk, scene.context)
      }
    } catch let fault as ArgumentFault {
      action = .say(desk.voice.refusal(fault))
    }
    return Plan(
      language: scene.language, route: .offline, isFollowup: false, steps: [(request, action)])
  }

  /// The plan for a sale of `items`, with the customer and the payment that `rest` names.
  func plan(selling items: [ItemMention], saying rest: String, in scene: Scene) async throws -> Plan {
    var request = Request(intent: .registerSale)
    if let first = items.first?.product, case .known(let name) = first, !rest.isEmpty {
      let sentence = scene.desk(scene.language).voice.say(ExamplePhrase.sell, ["product": name])
      let reading = scene.live.interpreter.read(
        sentence + " " + rest, in: scene.live.index, preferring: scene.language)
      if reading.request.intent == .registerSale { request.slots = reading.request.slots }
    }
    request.slots[.items] = items
    return try await plan(
      Reading(language: scene.language, route: .offline, request: request, score: 1, margin: 1), in: scene)
  }

  private func action(
    for request: Request, ofSale sale: Sale?, _ desk: Desk, _ context: Context?
  ) async throws -> Plan.Action {
    let tool = request.intent.tool.flatMap { registry[$0] }
    if desk.isEmptyShop, tool?.writes == false { return .say(desk.firstSteps) }
    if let question = try await desk.questionAboutProducts(request, ofSale: sale) { return .ask(question) }
    switch request.intent {
    case .affirm: return .accept
    case .deny: return .decline
    case .explain: return explanation(of: request, context, desk)
    case .expenses where request.slots[.customer] != nil:
      if let reply = desk.paidCustomer(request) { return .say(reply) }
    case .dailyBriefing: return .call(briefing(request.slots))
    case .alerts where request.slots[.action].map(Self.subscribing.contains) == true:
      return .say(Reply(desk.voice.say(LackingPhrase.alertsSubscription)))
    case .changeProduct:
      do {
        _ = (try desk.supplier(request.slots), try desk.category(request.slots))
      } catch {
        return .say(desk.voice.refusal(error))
      }
    case .marginOfProduct where request.slots[.weekday] != nil || request.slots[.by] == "weekday":
      guard let sales = registry["getSalesSummary"] else { break }
      var asked = request
      asked.slots[.metric] = "profit"
      return .call([ToolCall(sales.name, asked.arguments(of: sales))])
    case .salesSummary where request.slots[.payment] != nil || request.slots[.by] == "payment":
      return .say(Reply(desk.voice.say(LackingPhrase.salesByPayment)))
    default: break
    }
    guard let tool else {
      let lacking = request.intent.lacking.map { Reply(desk.voice.say($0)) }
      return .say(lacking ?? desk.smallTalk(request))
    }
    if let question = desk.questionAboutMissing(request, tool) { return .ask(question) }
    return .call([ToolCall(tool.name, request.arguments(of: tool))])
  }

  /// A tool that was asked for by its name: it gets what was said, and nothing that an intent would add.
  private func call(
    _ tool: Tool, for request: Request, ofSale sale: Sale?, _ desk: Desk
  ) async throws -> Plan.Action {
    if desk.isEmptyShop, !tool.writes { return .say(desk.firstSteps) }
    if let question = try await desk.questionAboutProducts(request, ofSale: sale) { return .ask(question) }
    if let question = desk.questionAboutMissing(request, tool) { return .ask(question) }
    return .call([ToolCall(tool.name, request.slots.limited(to: tool))])
  }

  private static let subscribing: Set<String> = [
    "subscribe", "set", "mute", "unsubscribe", "create", "notify",
  ]

  /// Yesterday's sales and what runs out.
  private func briefing(_ slots: Slots) -> [ToolCall] {
    var sales = Slots()
    sales[.period] = slots[.period] ?? .day(-1)
    sales[.branch] = slots[.branch]
    var low = Slots()
    low[.branch] = slots[.branch]
    low[.limit] = SlotValue.Number(5)
    return [ToolCall("getSalesSummary", sales), ToolCall("getLowStockReport", low)]
  }
}

extension Context {
  /// What stands under the number that `text` is, when several were offered.
  fileprivate func choice(numbered text: String) -> String? {
    guard case .choice(let names) = pending,
      let number = Int(text.trimmingPrefix("#").prefix { $0 != "." && $0 != ")" && $0 != " " }),
      text.utf8.count <= 4, names.indices.contains(number - 1)
    else { return nil }
    return names[number - 1]
  }
}

extension Plan.Action {
  /// A question asked again, with what of the answer to it was not clear.
  fileprivate func unclear(_ answer: String, _ desk: Desk) -> Plan.Action {
    guard case .ask(let question) = self else { return self }
    var reply = question.reply
    reply.closing = desk.voice.say(AskPhrase.whichIsThat, ["words": answer])
    return .ask(Question(reply, awaiting: question.pending))
  }
}

extension Reading {
  /// Whether it says enough to show in which language it is.
  var standsAlone: Bool {
    switch request.intent {
    case .affirm, .deny, .undo, .explain, .followup: false
    default: !isFollowup
    }
  }

  /// Whether it says too little to be a request without a turn before it.
  fileprivate var meansLittleAlone: Bool {
    switch request.intent {
    case .followup, .affirm, .undo, .explain, .outOfScope: true
    default: isGuess
    }
  }

  /// All that it asks for, in its order.
  var requests: [Request] { [list ?? request] + also }

  /// Whether two meanings lie too close together and no product is in doubt.
  var isGuess: Bool {
    route == .ask && also.isEmpty && list == nil && request.slots.mentionsOnlyKnownProducts
      && !alternatives.isEmpty
  }
}

extension Request {
  /// «¿A cómo está?»: a look-up that needs a product and names none is about the one last spoken of; an order that
  /// names nothing, about the part of the shop that was just looked at.
  fileprivate func about(_ context: Context?, in registry: ToolRegistry) -> Request {
    if intent == .suggestOrder, let context { return ordering(after: context) }
    guard let tool = intent.tool.flatMap({ registry[$0] }), !tool.writes,
      let product = context?.slots[.product],
      !["product", "product_any", "product_unknown"].contains(where: { slots[$0] != nil }),
      tool.parameters.contains(where: { $0.name == SlotKey.product.name && $0.isRequired })
    else { return self }
    var request = self
    request.slots[.product] = product
    return request
  }

  /// «haceme el pedido», after what to restock in Norte.
  private func ordering(after context: Context) -> Request {
    let looks: Set<Intent> = [.restockRecommendation, .lowStockReport, .suggestOrder]
    let part = ["branch", "supplier", "category"]
    let isBare = (part + ["product", "product_any", "product_unknown", "items"]).allSatisfy {
      slots[$0] == nil
    }
    guard isBare, looks.contains(context.intent) else { return self }
    var request = self
    for name in part { request.slots[name] = context.slots[name] }
    return request
  }
}
