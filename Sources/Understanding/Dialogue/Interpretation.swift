internal import Inventory

/// The reading of a message in its context: an answer to what was asked, a completion of the turn before, or
/// something new.
struct Interpretation {
  var request: Request
  var thread = Reading.Thread.new
  var also: [Request] = []
  /// The list that is asked for where the request names several goods of a kind, or a part of the shop.
  var list: Request?
  var alternatives: [Intent] = []
  /// What it would ask for as the likeliest of those, where the first is a guess.
  var others: [Request] = []
  var score: Float = 0
  var margin: Float = 0

  /// Weaker evidence than this is none.
  static let threshold: Float = 0.6

  /// Whether no words were evidence enough for what it is taken for.
  private(set) var isEmpty = false
  /// Whether it can only be an answer to «¿cuál?», and tells none of what was offered.
  private(set) var isUnplaced = false
  /// Goods that something is said of as though what was spoken of had them.
  private(set) var notThere: String?
  /// What each number of the whole message stands for, where its slots were filled.
  private(set) var numbers: NumberRoles?

  init(_ analysis: Analysis, _ rules: IntentRules, _ context: Context?) {
    request = Request(intent: .outOfScope)
    let all = analysis.everything
    if analysis.onlyCharges {
      (request, score, margin) = (Request(intent: .affirm), 1, 1)
      return
    }
    let scores = Scorer(rules: rules, analysis: analysis).scores(in: all)
    let ranking = Ranking(scores, analysis, rules, rules.weights[analysis.sentence.language])
    let several = SeveralDeeds(analysis: analysis, rules: rules)
    let deeds = several.deeds(ranking)
    let best = ranking.first.map { rules.rule(meantBy: rules.rules[$0], analysis) }
    if let context, deeds.isEmpty || context.isWaiting {
      let followup = Followup(
        analysis: analysis, rules: rules, context: context.meant(by: analysis, rules),
        best: ranking.evidence(among: scores), likeliest: best?.intent, words: all)
      if complete(followup, after: context, score: scores.first?.score ?? 1, analysis, rules) { return }
    }
    score = scores.first?.score ?? 0
    if let first = deeds.first {
      (request, also, margin) = (first, Array(deeds.dropFirst()), 1)
      return
    }
    if context == nil, analysis.goesOn, score < Self.threshold {
      request = Request(intent: .followup)
      return
    }
    if score < Self.threshold || analysis.asksForAnother, let context, context.mayBeAnswered(by: analysis) {
      request = Request(intent: context.intent, slots: context.slots)
      (thread, margin, isEmpty, isUnplaced) = (.completion, 1, true, true)
      return
    }
    guard let first = ranking.first, let rule = best, rule.intent != .outOfScope else {
      alternatives = scores.prefix(3).map { rules.rules[$0.rule].intent }
      isEmpty = score < Self.threshold
      return
    }
    take(rule, analysis, rules, ranking)
    let evidence = scores.first { $0.rule == first && $0.score >= Self.threshold }
    isEmpty = evidence == nil
    if let list = several.priceList(rule.intent) {
      request = list
      return
    }
    if !rule.intent.isDeed { part(analysis, rules) }
    if also.isEmpty, let evidence { split(analysis, rules, evidence) }
    if also.isEmpty, margin < 1 { askBoth(ranking.evidence(atLeast: 1, among: scores), analysis, rules) }
    share()
    if also.isEmpty { ask(of: analysis, rule, among: rules) }
    if also.isEmpty { askOfDays(analysis, rule, on: context?.today) }
    if also.isEmpty, let prices = several.prices(request) { request = prices }
    if also.isEmpty { list = AskedKind(request, analysis, rules, all)?.list }
  }

  /// Takes the message for what it says to the turn before; false where it says nothing to it.
  private mutating func complete(
    _ followup: Followup, after context: Context, score: Float, _ analysis: Analysis, _ rules: IntentRules
  ) -> Bool {
    if let questions = followup.ofEveryChoice, let first = questions.first {
      (request, also, thread) = (first, Array(questions.dropFirst()), .completion)
      (self.score, margin) = (1, 1)
      return true
    }
    if let corrected = context.correctionOfDone(analysis, rules) {
      (request, thread, self.score, margin) = (corrected, .correction, 1, 1)
      return true
    }
    if let goods = followup.goodsNotThere {
      request = Request(intent: followup.context.intent, slots: followup.context.slots)
      (thread, notThere, self.score, margin) = (.completion, goods, 1, 1)
      return true
    }
    guard let (completed, thread) = followup.completed else { return false }
    (request, self.thread, self.score, margin) = (completed, thread, score, 1)
    guard thread == .completion, let rule = rules[completed.intent], !rule.intent.isDeed else { return true }
    if !context.isWaiting { ask(of: analysis, rule, among: rules) }
    if also.isEmpty { askOfDays(analysis, rule, on: context.today) }
    if also.isEmpty { list = AskedKind(request, analysis, rules, analysis.everything)?.list }
    return true
  }

  /// Takes the message for the likeliest, with what it would ask for as the runners-up where that is a guess.
  private mutating func take(
    _ rule: IntentRules.Rule, _ analysis: Analysis, _ rules: IntentRules, _ ranking: Ranking
  ) {
    let words = analysis.everything
    let (slots, numbers) = SlotFiller(analysis: analysis, rule: rule, words: words).filled()
    request = Request(intent: rule.intent, slots: slots)
    if rule.intent.placesNumbers { self.numbers = numbers }
    // What its words were taken to mean instead is no guess.
    let isMeantRule = ranking.first.map { rule.intent != rules.rules[$0].intent } ?? false
    let isClear = isMeantRule || analysis.isFolioAlone || !slots.compared.isEmpty
    margin = isClear ? max(1, ranking.margin) : ranking.margin
    let runnersUp = ranking.likeliest.dropFirst().prefix(3)
    alternatives = runnersUp.map { rules.rules[$0.rule].intent }
    guard margin < 1 else { return }
    others = runnersUp.map { likely in
      let rule = rules.rule(meantBy: rules.rules[likely.rule], analysis)
      return Request(
        intent: rule.intent, slots: SlotFiller(analysis: analysis, rule: rule, words: words).slots())
    }
  }
}

extension Context {
  /// «no, eran 3», «era con qr», after something was asked: how what was done before that should have been done.
  fileprivate func correctionOfDone(_ analysis: Analysis, _ rules: IntentRules) -> Request? {
    let opens = [0, 1].contains { analysis.bears(.rather, $0) }
    guard let done, pending == .nothing, !intent.isDeed, opens, analysis.sentence.words.count <= 6,
      !analysis.isAsked
    else { return nil }
    let followup = Followup(
      analysis: analysis, rules: rules,
      context: Context(intent: done.intent, slots: done.slots, pending: .done), best: nil, likeliest: nil,
      words: analysis.everything)
    return followup.detailOfDone ?? followup.correction
  }

  /// Whether the shop waits for an answer or a yes.
  var isWaiting: Bool { pending.isQuestion || pending == .confirmation }

  /// Whether products are offered for choice, and a few words are said that ask nothing.
  fileprivate func mayBeAnswered(by analysis: Analysis) -> Bool {
    guard case .choice = pending else { return false }
    return !analysis.opensAsking && (1...6).contains(analysis.sentence.words.count)
  }

  /// The turn before that a message leans on: «¿y en Norte?» goes on with the side question, not with the sale that
  /// waits meanwhile.
  fileprivate func meant(by analysis: Analysis, _ rules: IntentRules) -> Context {
    if let report = ofReport(meantBy: analysis, rules) { return report }
    guard let aside, aside.intent != .explain, analysis.concept(.doubt) == 0,
      !analysis.sentence.words.contains(where: { $0.value != nil }),
      analysis.goesOn || aside.intent.isList && analysis.asksForWholeList
    else { return self }
    return Context(intent: aside.intent, slots: aside.slots, shown: shown)
  }
}

extension Analysis {
  /// «cobrale», and nothing else of weight.
  fileprivate var onlyCharges: Bool {
    everything != 0 && concept(.charge) != 0 && everything & ~(concept(.charge) | free) == 0
  }

  /// «no, la otra», and nothing else of weight.
  fileprivate var asksForAnother: Bool {
    let said = free | concepts([.other, .deny, .it, .allOf, .placeWord])
    return concept(.other) & everything != 0 && everything & ~said == 0
  }

  /// «mostrame todos», and nothing else of weight.
  fileprivate var asksForWholeList: Bool {
    let said = free | concepts([.wholeList, .show, .list, .ref, .productWord])
    return concept(.wholeList) & everything != 0 && everything & ~said == 0
  }
}
