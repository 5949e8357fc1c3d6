internal import Inventory

/// Completes the turn before with a message that does not stand alone.
///
/// An answer to what was asked comes first, then what points to the list last shown, then what only names another
/// day, place or product for the question before; anything else is a request of its own.
struct Followup {
  let analysis: Analysis
  let rules: IntentRules
  let context: Context
  /// The intent that the message speaks for by itself, and its words that count.
  let best: IntentScore?
  /// The intent that it most likely means by itself, with evidence or without.
  let likeliest: Intent?
  let words: WordSet

  /// The turn before with this message merged in; nil when the message is a request of its own.
  var completed: (Request, Reading.Thread)? {
    if let corrected = correction { return (corrected, .correction) }
    return request.map { ($0, .completion) }
  }

  private var request: Request? {
    if let done = cancellation ?? wholeList ?? agreement ?? repetition ?? takenBack { return done }
    if bestIntent == .explain { return explanation }
    if case .choice = context.pending {
      return isOwnRequest ? ofTheSameProduct : answer ?? reference ?? continued
    }
    if case .slot = context.pending, isOwnRequest { return reference ?? ofTheSameProduct }
    if case .confirmation = context.pending, let corrected = answer { return corrected }
    return reference ?? answer ?? continued
  }

  /// A deed or a question of its own that leaves the product to the turn before.
  private var ofTheSameProduct: Request? {
    (best == nil || lacksGoods || asksOfTheSame) && analysis.sentence.words.count <= 6 ? askedOfProduct : nil
  }

  /// The intent that the message speaks for, where its evidence is enough.
  var bestIntent: Intent? {
    guard let best, best.score >= Choice.threshold else { return nil }
    return rules.rules[best.rule].intent
  }

  func rule(of intent: Intent) -> IntentRules.Rule? { rules.rules.first { $0.intent == intent } }

  /// Whether the message is too weak to be a request of its own.
  var isElliptical: Bool { (best?.evidence ?? 0) < 1.6 }

  /// Whether nothing of weight is said but these concepts.
  func isOnly(_ concepts: [String]) -> Bool {
    let said = concepts.reduce(analysis.free) { $0 | analysis.concept($1) }
    return words & ~said == 0
  }

  /// Whether all that is said may belong to the request before and names no goods.
  var isDetail: Bool {
    guard let place = rules.rules.firstIndex(where: { $0.intent == context.intent }) else { return false }
    return analysis.sentence.words.count <= 5 && !isQuestion
      && Scorer(rules: rules, analysis: analysis).isPart(words, of: place)
  }

  private var isQuestion: Bool {
    ["how_many", "which", "whom", "when", "how"].contains { analysis.concept($0) & words != 0 }
  }

  func says(_ concept: String) -> Bool { analysis.concept(concept) & words != 0 }

  var namesNoGoods: Bool { analysis.products.isEmpty && analysis.things.isEmpty }

  func merged(_ newer: Slots) -> Request {
    var slots = context.slots
    let isProduct = newer[.product] != nil || newer[.productAny] != nil || newer[.productUnknown] != nil
    if isProduct { for name in ["product", "product_any", "product_unknown"] { slots[name] = nil } }
    if newer[.total] == nil, says("in_full") { slots[.total] = nil }
    return Request(intent: context.intent, slots: slots.corrected(by: newer))
  }

  func merged(product: String) -> Request {
    var slots = Slots()
    slots[.product] = product
    return merged(slots)
  }
}

// MARK: What was done or shown last

extension Followup {
  /// «mal, eran 40», said of what was done last.
  private var correction: Request? {
    guard case .done = context.pending, isElliptical || bestIntent == .undo || bestIntent == .deny,
      let rule = rule(of: context.intent),
      says("deny") || says("repair") || says("rather")
    else { return nil }
    return other ?? pointedAt ?? Correction(analysis: analysis, rule: rule, context: context).request(words)
      ?? sibling
  }

  /// «deshacer», «sacá eso», of what was done last; «deshacer» of a proposal only drops it.
  private var takenBack: Request? {
    switch context.pending {
    case .confirmation: return bestIntent == .undo ? Request(intent: .deny) : nil
    case .done where bestIntent == .deny: return Request(intent: .undo)
    case .done where namesNoGoods && analysis.sentence.words.count <= 6 && !isQuestion:
      let takesBack = ["undo", "cancel", "deny", "mistake", "removes"]
      let isMeant =
        takesBack.contains(where: says) && isOnly(takesBack + ["mode", "adjust", "register", "rather"])
      return isMeant ? Request(intent: .undo) : nil
    default: return bestIntent == .undo ? Request(intent: .undo) : nil
    }
  }

  /// «anulá esa», of the sale just looked up.
  private var cancellation: Request? {
    guard context.intent == .saleStatus, let folio = context.slots[.folio], analysis.folios.isEmpty,
      says("cancel") || says("undo"),
      isOnly(["cancel", "undo", "undo_strong", "deny", "sale", "ticket", "affirm", "it"])
    else { return nil }
    var slots = Slots()
    slots[.folio] = folio
    return Request(intent: .cancelSale, slots: slots)
  }

  /// «otra igual», of what was done last.
  private var repetition: Request? {
    guard case .done = context.pending, says("again"), isOnly(["again", "it", "other", "register"]) else {
      return nil
    }
    var slots = context.slots
    slots[.folio] = nil
    return Request(intent: context.intent, slots: slots)
  }

  /// «mostrame todos», «ver más», of a list that was cut.
  private var wholeList: Request? {
    guard context.intent.isList, context.pending == .nothing, says("whole_list"),
      isOnly(["whole_list", "show", "list", "ref", "product_word"])
    else { return nil }
    var slots = context.slots
    slots[.limit] = SlotValue.Number(0)
    return Request(intent: context.intent, slots: slots)
  }

  /// «¿por qué el segundo?», «¿y el tinte por qué?»: of what was pointed at or named, where something was.
  private var explanation: Request {
    var slots = Slots()
    if let (place, _) = place(among: context.shown), let name = pick(place, from: context.shown).first {
      slots[.product] = name
      return Request(intent: .explain, slots: slots)
    }
    let names = analysis.index.productNames
    switch analysis.products.last?.product {
    case .known(let entry): slots[.product] = names[entry]
    case .ambiguous(let entries):
      let choices = entries.map { names[$0] }
      slots[.product] = choices.first { context.shown.contains($0) }
      if slots[.product] == nil { slots[.productAny] = choices }
    case .unknown, nil: break
    }
    return Request(intent: .explain, slots: slots)
  }
}

// MARK: The question before, of something else

extension Followup {
  /// The turn before again with what this one names: «y ayer», «¿y en Norte?», «what about last week».
  private var continued: Request? {
    guard let rule = rule(of: context.intent) else { return nil }
    if tellsOtherDeed { return paidByTheSame ?? ofTheSameProduct }
    if saysHowMany {
      // Of what was done nothing is done again for a number alone.
      return context.pending == .done
        ? nil : Correction(analysis: analysis, rule: rule, context: context).request(words)
    }
    let opener = analysis.concept("goes_on").trailingZeroBitCount
    let opens = opener < analysis.costs.count && analysis.costs[..<opener].allSatisfy { $0 == 0 }
    var found = SlotFiller(analysis: analysis, rule: rule, words: words).slots()
    if !opens, asksAnew { return nil }
    if case .choice = context.pending {
      // A number that names none of those offered is no amount of money either.
      for role in NumberRole.allCases { found[role.rawValue] = nil }
    }
    if opens, found[.period] == nil {
      if says("before") { found[.period] = context.slots[.period]?.previous }
      if says("after") { found[.period] = context.slots[.period]?.following }
    }
    if opens, found.isEmpty, let folio = nextFolio(rule) { found[.folio] = folio }
    if namesThingsAlone || opens && namesGoodsAlone, !found.isEmpty { return merged(found) }
    if let paid = paidByTheSame { return paid }
    if opens && found.isEmpty || best == nil || lacksGoods || asksOfTheSame,
      analysis.sentence.words.count <= 6, let asked = askedOfProduct
    {
      return asked
    }
    guard let best, best.score >= Choice.threshold else { return found.isEmpty ? nil : merged(found) }
    let fresh = rules.rules[best.rule]
    if fresh.intent.isTalk, !found.isEmpty { return merged(found) }
    let isWeak = best.evidence < 1.25
    guard opens || isWeak else { return nil }
    if fresh.intent == rule.intent { return found.isEmpty ? nil : merged(found) }
    if opens, let carried = carried(to: fresh) { return carried }
    guard opens, fresh.slots.first == "product", fresh.intent != .stockOfProduct || found.isEmpty else {
      return opens && isWeak && !found.isEmpty ? merged(found) : nil
    }
    var slots = SlotFiller(analysis: analysis, rule: fresh, words: words).slots()
    guard slots[.product] == nil, slots[.productAny] == nil, slots[.productUnknown] == nil,
      let product = context.slots[.product]
    else { return nil }
    slots[.product] = product
    return Request(intent: fresh.intent, slots: slots)
  }

  /// «en Bebidas», «de Rosa, ayer»: nothing of weight but names and days.
  private var namesThingsAlone: Bool {
    let names: [Lexicon.Feature] = [.branch, .category, .supplier, .employee, .customer, .period]
    let named = names.reduce(analysis.free) { $0 | analysis.feature($1) }
    return words & ~(named | analysis.concept("goes_on")) == 0
  }

  /// «entonces 12», of lines of goods that could not be done or were left: never an amount of money.
  private var saysHowMany: Bool {
    guard context.slots[.items] != nil, isElliptical, namesNoGoods, analysis.feature(.number) & words != 0
    else { return false }
    if case .choice = context.pending { return says("rather") }
    return true
  }

  /// «qué día vendí más», after Lucía's sales: a question with a verb of its own leaves nothing to the one before.
  private var asksAnew: Bool {
    context.intent == .salesSummary
      && (isQuestion || ["which_day", "which_seller", "which_branch"].contains(where: says))
      && saysWord(of: context.intent, weighing: 0.8)
  }

  /// «¿y la esponja cuánto?»: besides goods no more than a «cuánto».
  private var namesGoodsAlone: Bool {
    let goods = analysis.words(of: analysis.products)
    let question = analysis.concept("how_many") | analysis.concept("which") | analysis.concept("goes_on")
    return goods != 0 && words & ~(goods | question | analysis.free) == 0
  }

  /// «¿y cuánto le toca de comisión?», of the person that the question before was about.
  private func carried(to fresh: IntentRules.Rule) -> Request? {
    guard fresh.intent != context.intent, let employee = context.slots[.employee],
      fresh.slots.contains(SlotKey.employee.name)
    else { return nil }
    var slots = SlotFiller(analysis: analysis, rule: fresh, words: words).slots()
    if slots[.employee] == nil { slots[.employee] = employee }
    return Request(intent: fresh.intent, slots: slots)
  }

  /// «¿y la 89?», after another ticket.
  private func nextFolio(_ rule: IntentRules.Rule) -> String? {
    guard rule.slots.contains("folio"), context.slots[.folio] != nil, analysis.sentence.words.count <= 4
    else {
      return nil
    }
    let numbers = analysis.sentence.words.filter { $0.value != nil && !$0.isArticle }
    guard numbers.count == 1, let value = numbers[0].value, value > 0, value % 1000 == 0 else { return nil }
    return String(value / 1000)
  }

  /// «pagó 50», of the customer whose debt was asked for.
  private var paidByTheSame: Request? {
    guard context.intent == .customerDebt, let customer = context.slots[.customer],
      likeliest == .registerPayment, let rule = rule(of: .registerPayment)
    else { return nil }
    var slots = SlotFiller(analysis: analysis, rule: rule, words: words).slots()
    slots[.customer] = slots[.customer] ?? customer
    return Request(intent: .registerPayment, slots: slots)
  }

  /// «¿y cuántos quedan?», «vendí dos»: of the product that the turn before was about.
  private var askedOfProduct: Request? {
    guard namesNoGoods, !says("attribute"), let name = context.aside?.slots[.product] ?? contextProduct,
      let entry = analysis.index.productNames.firstIndex(of: name)
    else { return nil }
    var completed = analysis
    completed.add(product: entry)
    let all = completed.everything
    guard let of = Scorer(rules: rules, analysis: completed).scores(in: all).first,
      of.score > max(best?.score ?? 0, Choice.threshold), of.evidence > Lexicon.Feature.product.weight,
      case let rule = rules.rules[of.rule], rule.slots.contains("product") || rule.slots.contains("items"),
      context.namesProduct || !rule.intent.isList && rule.intent != .salesSummary
    else { return nil }
    var slots = SlotFiller(analysis: completed, rule: rule, words: all).slots()
    if rule.intent == .transferStock, slots[.from] == nil, context.slots[.branch] != slots[.to] {
      slots[.from] = context.slots[.branch]
    }
    return Request(intent: rule.intent, slots: slots)
  }

  /// Whether some number of goods is to be moved that the message does not name: «pasá 3 a la sur».
  private var lacksGoods: Bool {
    guard let intent = best.map({ rules.rules[$0.rule].intent }) else { return false }
    return (intent.movesGoods || says("order")) && analysis.feature(.number) != 0
  }

  /// Whether a short question about one product names none and no days: «¿a cómo está?», «¿cuándo se acaba?».
  private var asksOfTheSame: Bool {
    guard let intent = bestIntent, let rule = rule(of: intent), rule.slots.contains("product"),
      intent != context.intent, !namesAnotherSubject, analysis.feature(.period) & words == 0,
      analysis.sentence.words.count <= 5
    else { return false }
    return intent.isOfOneProduct || says("it") || !says("which") && !says("summary") && !says("list")
  }

  /// «ventas de Lucía»: what is asked about is named, and no product.
  private var namesAnotherSubject: Bool {
    [Lexicon.Feature.employee, .customer, .supplier, .category].contains { analysis.feature($0) & words != 0 }
  }

  /// The one product that the turn before was about, or all that it showed.
  var contextProduct: String? {
    if let product = context.slots[.product] { return product }
    guard let items = context.slots[.items] else { return context.shown.count == 1 ? context.shown[0] : nil }
    guard items.count == 1, case .known(let name) = items[0].product else { return nil }
    return name
  }
}

extension Context {
  /// Whether it is about goods that were named, and not only shown.
  fileprivate var namesProduct: Bool { slots[.product] != nil || slots[.items] != nil }
}
