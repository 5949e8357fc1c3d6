internal import Inventory

/// The reading of a message in its context: an answer to what was asked, a completion of the turn before, or
/// something new.
struct Choice {
  var request: Request
  var thread = Reading.Thread.new
  var also: [Request] = []
  var alternatives: [Intent] = []
  var score: Float = 0
  var margin: Float = 0

  /// Weaker evidence than this is none.
  static let threshold: Float = 0.6

  /// Whether no words were evidence enough for what it is taken for.
  private(set) var isEmpty = false
  /// Whether it can only be an answer to «¿cuál?», and tells none of what was offered.
  private(set) var isUnplaced = false

  init(_ analysis: Analysis, _ rules: IntentRules, _ context: Context?) {
    let all = analysis.everything
    if all != 0, all & ~(analysis.concept("charge") | analysis.free) == 0, analysis.concept("charge") != 0 {
      (request, score, margin) = (Request(intent: .affirm), 1, 1)
      return
    }
    let scores = Scorer(rules: rules, analysis: analysis).scores(in: all)
    let ranking = Ranking(scores, analysis, rules, rules.weights[analysis.sentence.language])
    let several = SeveralDeeds(analysis: analysis, rules: rules)
    let deeds = several.deeds(ranking)
    let best = ranking.first.map { rules.rule(meantBy: rules.rules[$0], analysis) }
    let before = deeds.isEmpty || context?.isWaiting == true ? context : nil
    let followup = before.map { context in
      Followup(
        analysis: analysis, rules: rules, context: context.meant(by: analysis, rules),
        best: ranking.evidence(among: scores),
        likeliest: best?.intent, words: all)
    }
    if let questions = followup?.ofEveryChoice, let first = questions.first {
      (request, also, thread) = (first, Array(questions.dropFirst()), .completion)
      (score, margin) = (1, 1)
      return
    }
    if let (completed, thread) = followup?.completed {
      (request, self.thread) = (completed, thread)
      score = scores.first?.score ?? 1
      margin = 1
      let rule = rules.rules.first { $0.intent == completed.intent }
      if thread == .completion, let rule { askOneByOne(analysis, rule, on: context?.today) }
      return
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
      request = Request(intent: .outOfScope)
      alternatives = scores.prefix(3).map { rules.rules[$0.rule].intent }
      isEmpty = score < Self.threshold
      return
    }
    request = Request(
      intent: rule.intent, slots: SlotFiller(analysis: analysis, rule: rule, words: all).slots())
    margin = ranking.margin
    alternatives = ranking.rules.dropFirst().prefix(3).map { rules.rules[$0].intent }
    let evidence = scores.first { $0.rule == first && $0.score >= Self.threshold }
    isEmpty = evidence == nil
    if let list = several.priceList(rule.intent) {
      request = list
      return
    }
    if let evidence { split(analysis, rules, evidence) }
    if also.isEmpty { ask(of: analysis, rule) }
    if also.isEmpty { askOneByOne(analysis, rule, on: context?.today) }
    request = several.prices(request) ?? request
  }

  /// «¿cuánto queda de leche y de pan?», «se rompieron 2 vasos y 3 platos»: one request about several products is one
  /// for each, where it is not one document.
  private mutating func ask(of analysis: Analysis, _ rule: IntentRules.Rule) {
    let things = analysis.things.filter(analysis.isListed).map {
      Mention(words: $0, product: .unknown, share: 0)
    }
    let named = (analysis.products + (rule.intent.isDeed ? [] : things)).sorted {
      $0.words.lowerBound < $1.words.lowerBound
    }.filter { analysis.words(of: $0.words) & analysis.retracted == 0 }
    let areKnown = named.allSatisfy { if case .known = $0.product { true } else { false } }
    let joints = analysis.concept("and")
    let areApart = zip(named, named.dropFirst()).allSatisfy { before, after in
      (before.words.upperBound...after.words.lowerBound).contains {
        analysis.sentence.words[$0].gap == .comma || joints & (1 << WordSet($0)) != 0
      }
    }
    guard named.count > 1, named.count <= 6, areApart,
      rule.slots.first == "product", rule.intent != .alerts, !rule.intent.setsUp, !rule.intent.isOfNames,
      areKnown || rule.intent != .changePrice,
      !rule.intent.movesGoods || !rule.slots.contains("items")
    else { return }
    let requests = named.indices.map { index in
      let words = analysis.everything & ~Self.words(ofOthersThan: index, named, analysis)
      return Request(
        intent: rule.intent, slots: SlotFiller(analysis: analysis, rule: rule, words: words).slots())
    }
    // What is asked back waits for its answer beneath all that can be answered.
    let isDoubtful = { (request: Request) in
      request.slots[.productAny] != nil || request.slots[.productUnknown] != nil
    }
    let (doubtful, clear) = (requests.filter(isDoubtful), requests.filter { !isDoubtful($0) })
    // What waits for a yes would be given up for a question.
    let sorted = rule.intent.isDeed ? doubtful + clear : clear + doubtful
    guard Set(requests).count == requests.count, let first = sorted.first else { return }
    request = first
    also = Array(sorted.dropFirst())
  }

  /// The other products that are named, and the numbers that belong to them: those behind each product, or ahead of
  /// each where one stands ahead of the first.
  private static func words(ofOthersThan index: Int, _ named: [Mention], _ analysis: Analysis) -> WordSet {
    let words = analysis.sentence.words
    let numbers = analysis.everything & ~analysis.words(of: named)
    let isShared =
      words.indices.count { numbers.contains($0) && words[$0].value != nil && !words[$0].isArticle } < 2
    let isAhead = words[..<named[0].words.lowerBound].contains { $0.value != nil && !$0.isArticle }
    return named.indices.filter { $0 != index }.reduce(0) { others, other in
      let start =
        isAhead ? (other > 0 ? named[other - 1].words.upperBound : 0) : named[other].words.lowerBound
      let end =
        isAhead
        ? named[other].words.upperBound
        : other + 1 < named.count ? named[other + 1].words.lowerBound : words.count
      let numbers = isShared ? [] : (start..<end).filter { words[$0].value != nil }
      return numbers.reduce(others | analysis.words(of: named[other].words)) { $0 | 1 << WordSet($1) }
    }
  }

  /// Reads the halves of the message apart when each stands alone.
  private mutating func split(_ analysis: Analysis, _ rules: IntentRules, _ whole: IntentScore) {
    let sentence = analysis.sentence
    guard sentence.words.count >= 4 else { return }
    let joints = analysis.concept("and")
    let scorer = Scorer(rules: rules, analysis: analysis)
    var bestSum = whole.score + 0.3
    for joint in 2..<(sentence.words.count - 1)
    where sentence.words[joint].gap != .space || joints & (1 << WordSet(joint)) != 0 {
      let first = analysis.words(of: 0..<joint) & analysis.everything
      let second = analysis.words(of: joint..<sentence.words.count) & analysis.everything
      guard let left = scorer.scores(in: first).first, let right = scorer.scores(in: second).first,
        left.score >= 1, right.score >= 1, left.score + right.score > bestSum
      else { continue }
      let (a, b) = (rules.rules[left.rule], rules.rules[right.rule])
      guard left.rule == whole.rule || !scorer.isPart(first, of: whole.rule),
        right.rule == whole.rule || !scorer.isPart(second, of: whole.rule)
      else { continue }
      guard a.intent != .registerSale || !Self.saysHowPaid(b.intent, analysis, second) else { continue }
      guard !a.intent.movesGoods || left.evidence >= 2,
        !b.intent.movesGoods || right.evidence >= 2
      else { continue }
      let requests = [
        Request(intent: a.intent, slots: SlotFiller(analysis: analysis, rule: a, words: first).slots()),
        Request(intent: b.intent, slots: SlotFiller(analysis: analysis, rule: b, words: second).slots()),
      ]
      // What came in together is one document.
      let isOneDocument = a.intent.movesGoods && a.slots.contains("items") || a.intent.setsUp
      guard a.intent != b.intent || !isOneDocument else { continue }
      guard a.intent != .createProduct || requests[1].slots.namesKnownGoods else { continue }
      guard requests[0] != requests[1], requests.allSatisfy(Self.standsAlone),
        Self.keepsGoods(requests[0], of: analysis, in: first),
        Self.keepsGoods(requests[1], of: analysis, in: second),
        requests[0].intent != requests[1].intent || Self.areAlike(requests[0].slots, requests[1].slots)
      else { continue }
      bestSum = left.score + right.score
      request = requests[0]
      also = [requests[1]]
    }
  }

  /// «…, pagó 10 y debe el resto»: how the sale before it is paid, and no question about debts.
  private static func saysHowPaid(_ intent: Intent, _ analysis: Analysis, _ words: WordSet) -> Bool {
    let says = { (concepts: [String]) in
      analysis.sentence.words.indices.contains { position in
        words.contains(position) && concepts.contains { analysis.bears($0, position) }
      }
    }
    return intent == .customerDebt && !says(["how_many", "which", "whom"])
      || [.registerPayment, .registerStockEntry].contains(intent)
        && says(["rest", "on_account", "half", "owing"])
  }

  /// Whether a request says something of all the products that its words name: «un tinte rojo a Marta, fiado» asks
  /// nothing about Marta's debts, and «10 arroz y se me rompió un perfume» breaks no rice.
  private static func keepsGoods(_ request: Request, of analysis: Analysis, in words: WordSet) -> Bool {
    if ["query", "category"].contains(where: { request.slots[$0] != nil }) { return true }
    let named = analysis.products.filter { analysis.words(of: $0.words) & words != 0 }
    if request.slots[.productUnknown] != nil { return named.allSatisfy { $0.product == .unknown } }
    let isOfOne = request.slots[.product] != nil || request.slots[.productAny] != nil
    return request.slots[.items]?.count ?? (isOfOne ? 1 : 0) >= Set(named.map(\.product)).count
  }

  /// Whether one question was asked twice, of other things.
  private static func areAlike(_ a: Slots, _ b: Slots) -> Bool {
    !a.isEmpty && Set(a.values.keys) == Set(b.values.keys)
  }

  /// Whether a part of a message may be a request by itself: one that moves goods names them.
  private static func standsAlone(_ request: Request) -> Bool {
    switch request.intent {
    case .greeting, .thanksGoodbye, .affirm, .deny, .outOfScope, .followup, .undo, .explain, .help: false
    default:
      !request.intent.movesGoods
        || ["product", "product_any", "product_unknown", "items"].contains { request.slots[$0] != nil }
    }
  }
}

extension IntentRules {
  /// `rule`, or the one that its words mean beside others: goods that go back to a supplier are no customer's; what
  /// is set aside is handed over or called off and not only asked about; what we pay nobody pays us; to charge somebody
  /// all of it is to be paid what is owed.
  fileprivate func rule(meantBy rule: Rule, _ analysis: Analysis) -> Rule {
    let says = { analysis.concept($0) & analysis.everything != 0 }
    let tellsPhone =
      says("phone_word") && analysis.feature(.customer) != 0 && analysis.feature(.number) != 0
    let meant: Intent? =
      switch rule.intent {
      case .returnSale where analysis.folios.isEmpty && !says("folio"):
        says("supplier_word") || analysis.feature(.supplier) != 0 ? .adjustStock : nil
      case .layaways where !["which", "how_many", "whom", "show", "list"].contains(where: says):
        says("cancel") || says("calls_off")
          ? .cancelSale : says("hands_over") ? .registerPayment : nil
      case .registerPayment where says("calls_off") && says("account"): .cancelSale
      case .registerPayment where tellsPhone, .outOfScope where tellsPhone: .createCustomer
      case .registerStockEntry where analysis.givesMoneyForGoods: .registerPayment
      case .topSellers, .marginOfProduct:
        says("sort") && !says("best") && !says("margin") ? .productSearch : nil
      case .registerPayment: says("we_pay") ? .expenses : nil
      case .registerSale where analysis.products.isEmpty && says("charge") && says("in_full"):
        .registerPayment
      default: nil
      }
    var rule = meant.flatMap { intent in rules.first { $0.intent == intent } } ?? rule
    // «abonó 150 al secador»: the goods tell what is set aside.
    if [.layaways, .registerPayment].contains(rule.intent) {
      rule.slots.append(SlotKey<String>.product.name)
    }
    return rule
  }
}

extension Slots {
  /// Whether they name a product that the shop has.
  fileprivate var namesKnownGoods: Bool {
    self[.product] != nil
      || (self[.items] ?? []).contains { if case .known = $0.product { true } else { false } }
  }
}

extension Context {
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
    guard let aside, aside.intent != .explain, analysis.concept("doubt") == 0,
      !analysis.sentence.words.contains(where: { $0.value != nil }),
      analysis.goesOn || aside.intent.isList && analysis.asksForWholeList
    else { return self }
    return Context(intent: aside.intent, slots: aside.slots, shown: shown)
  }
}

extension Analysis {
  /// «… y del dulce de membrillo»: whether what nobody knows is one more of what is asked about.
  fileprivate func isListed(_ thing: Range<Int>) -> Bool {
    var position = thing.lowerBound - 1
    while position > 0, follows(position + 1), bears("place_word", position) || bears("from", position) {
      position -= 1
    }
    return position > 0 && bears("and", position)
  }

  /// «Marta dejó 20 para el secador»: a customer leaves no goods, and a number ahead of «para» counts none.
  fileprivate var givesMoneyForGoods: Bool {
    guard feature(.customer) != 0, feature(.supplier) == 0, let goods = products.first else { return false }
    return (0..<goods.words.lowerBound).contains { position in
      sentence.words[position].value != nil && !sentence.words[position].isArticle
        && bears("toward", position + 1) && position + 1 < goods.words.lowerBound
    }
  }

  /// «no, la otra», and nothing else of weight.
  fileprivate var asksForAnother: Bool {
    let said = ["other", "deny", "it", "all_of", "place_word"].reduce(free) { $0 | concept($1) }
    return concept("other") & everything != 0 && everything & ~said == 0
  }

  /// «mostrame todos», and nothing else of weight.
  fileprivate var asksForWholeList: Bool {
    let said = ["whole_list", "show", "list", "ref", "product_word"].reduce(free) { $0 | concept($1) }
    return concept("whole_list") & everything != 0 && everything & ~said == 0
  }
}
