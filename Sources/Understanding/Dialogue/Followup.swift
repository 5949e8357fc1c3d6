internal import Inventory

/// Completes the turn before with a message that does not stand alone.
struct Followup {
  let analysis: Analysis
  let rules: IntentRules
  let context: Context

  init(_ analysis: Analysis, _ rules: IntentRules, _ context: Context) {
    (self.analysis, self.rules, self.context) = (analysis, rules, context)
  }

  /// The turn before with this message merged in; nil when the message is a request of its own.
  func completed(best: IntentScore?, _ words: WordSet) -> (Request, Reading.Thread)? {
    if let corrected = correction(best, words) { return (corrected, .correction) }
    return request(best, words).map { ($0, .completion) }
  }

  /// «mal, eran 40», said of what was done last.
  private func correction(_ best: IntentScore?, _ words: WordSet) -> Request? {
    guard case .done = context.pending, isElliptical(best), let rule = rule(of: context.intent),
      ["deny", "repair", "rather"].contains(where: { analysis.concept($0) & words != 0 })
    else { return nil }
    return Correction(analysis: analysis, rule: rule, context: context).request(words)
  }

  private func request(_ best: IntentScore?, _ words: WordSet) -> Request? {
    if let cancelled = cancellation(words) { return cancelled }
    if let whole = wholeList(words) { return whole }
    if case .confirmation = context.pending, let answer = plainAnswer(words) {
      return Request(intent: answer)
    }
    if let best, best.score >= Choice.threshold {
      let intent = rules.rules[best.rule].intent
      if case .confirmation = context.pending, intent == .undo { return Request(intent: .deny) }
      if intent == .undo { return Request(intent: intent) }
      if intent == .explain { return explanation }
      if case .done = context.pending, intent == .deny { return Request(intent: .undo) }
    }
    if let listed = reference() { return listed }
    switch context.pending {
    case .slot(let name):
      if let answered = answer(name, words), isElliptical(best) { return answered }
    case .choice(let names):
      if let chosen = choose(names) { return chosen }
    case .confirmation:
      if isElliptical(best) || takesOut(best), let rule = rule(of: context.intent),
        let corrected = Correction(analysis: analysis, rule: rule, context: context).request(words)
      {
        return corrected
      }
    case .nothing, .done: break
    }
    return continued(best, words)
  }

  /// «sale», «dale», «nel»: words of agreement alone, or of refusal, whatever else they may mean.
  private func plainAnswer(_ words: WordSet) -> Intent? {
    let weighty = words & ~analysis.free & ~analysis.concept("thanks") & ~oneSlip
    let (agreed, refused) = (analysis.concept("affirm") & words, analysis.concept("deny") & words)
    if agreed != 0, refused == 0, weighty & ~agreed == 0 { return .affirm }
    return refused != 0 && agreed == 0 && weighty & ~refused == 0 ? .deny : nil
  }

  /// A word of a short answer that nobody knows, and that names nobody: «mejro no».
  private var oneSlip: WordSet {
    guard analysis.sentence.words.count <= 3, analysis.things.count == 1, analysis.things[0].count == 1,
      analysis.concept("toward") == 0, !analysis.sentence.words[analysis.things[0].lowerBound].isCapitalised
    else { return 0 }
    return analysis.words(of: analysis.things[0])
  }

  /// «¿por qué el segundo?», «¿y el tinte por qué?»: of what was pointed at or named, where something was.
  private var explanation: Request {
    var slots = Slots()
    if let (place, _) = place(), let name = pick(place, from: context.shown).first {
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

  /// Whether nothing of weight is said but these concepts.
  private func isOnly(_ concepts: [String], _ words: WordSet) -> Bool {
    let said = concepts.reduce(analysis.free) { $0 | analysis.concept($1) }
    return words & ~said == 0
  }

  /// «anulá esa», of the sale just looked up.
  private func cancellation(_ words: WordSet) -> Request? {
    guard context.intent == .saleStatus, let folio = context.slots[.folio], analysis.folios.isEmpty,
      (analysis.concept("cancel") | analysis.concept("undo")) & words != 0,
      isOnly(["cancel", "undo", "undo_strong", "deny", "sale", "ticket", "affirm"], words)
    else { return nil }
    var slots = Slots()
    slots[.folio] = folio
    return Request(intent: .cancelSale, slots: slots)
  }

  /// «mostrame todos», «ver más», of a list that was cut.
  private func wholeList(_ words: WordSet) -> Request? {
    guard context.intent.isList, context.pending == .nothing, analysis.concept("whole_list") & words != 0,
      isOnly(["whole_list", "show", "list", "ref", "product_word"], words)
    else { return nil }
    var slots = context.slots
    slots[.limit] = SlotValue.Number(0)
    return Request(intent: context.intent, slots: slots)
  }

  private func rule(of intent: Intent) -> IntentRules.Rule? { rules.rules.first { $0.intent == intent } }

  private func isElliptical(_ best: IntentScore?) -> Bool { (best?.evidence ?? 0) < 1.6 }

  /// «quita el tinte»: it would be an adjustment of stock if nothing were proposed.
  private func takesOut(_ best: IntentScore?) -> Bool {
    best.map { rules.rules[$0.rule].intent } == .adjustStock && context.slots[.items] != nil
  }

  /// The answer to a question for one slot.
  private func answer(_ name: String, _ words: WordSet) -> Request? {
    guard let rule = rule(of: context.intent) else { return nil }
    var asked = IntentRules.Rule(intent: rule.intent, slots: [name], fitting: rule.fitting)
    if name == "product" { asked.slots = ["product"] }
    var found = SlotFiller(analysis: analysis, rule: asked, words: words).slots()
    if found[name] == nil, name == "from" || name == "to" || name == "branch",
      let branch = analysis.names.first(where: { $0.kind == .branch })
    {
      found[name] = .text(analysis.index.branches.names[branch.entry])
      if name == "to" { found[.from] = nil } else if name == "from" { found[.to] = nil }
    }
    if name == "mode" {
      let more = SlotFiller(analysis: analysis, rule: rule, words: words).slots()
      found[.quantity] = more[.quantity]
      found[.reason] = more[.reason]
    }
    if found[name] == nil, name == "folio",
      let number = analysis.sentence.words.first(where: { $0.value != nil && !$0.isArticle }),
      let value = number.value
    {
      found[.folio] = String(value / 1000)
    }
    if name == "product", found[.product] == nil, let among = context.slots[.productAny] {
      return choose(among)
    }
    if found[name] == nil, name == "customer" || name == "name", let said = saidName {
      found[name] = .text(said)
    }
    guard !found.isEmpty else { return nil }
    return merged(found)
  }

  /// «a doña Rosa», «se llama Peine Grande»: the words from the first that is no small one.
  private var saidName: String? {
    let words = analysis.sentence.words
    guard words.count <= 6, analysis.concept("affirm") == 0, analysis.concept("deny") == 0,
      let first = words.indices.first(where: { analysis.glue & (1 << WordSet($0)) == 0 })
    else { return nil }
    return analysis.sentence.typed(first..<words.count)
  }

  /// «la de manos», «la segunda»: one of the products offered.
  private func choose(_ names: [String]) -> Request? {
    if let (place, _) = place(), case let picked = pick(place, from: names), picked.count == 1 {
      return merged(product: picked[0])
    }
    if analysis.products.count == 1, case .known(let entry) = analysis.products[0].product,
      names.contains(analysis.index.productNames[entry])
    {
      return merged(product: analysis.index.productNames[entry])
    }
    let matcher = ProductMatcher(
      names.enumerated().map { (key: $0.offset, names: [$0.element], sku: nil, barcode: nil) })
    let found = matcher.best(for: analysis.sentence.source, limit: 2)
    guard let first = found.first, first.score > 0.4, found.count < 2 || found[1].score < first.score - 0.1
    else {
      return nil
    }
    return merged(product: names[first.key])
  }

  private func merged(product: String) -> Request {
    var slots = Slots()
    slots[.product] = product
    return merged(slots)
  }

  private func merged(_ newer: Slots) -> Request {
    var slots = context.slots
    let isProduct = newer[.product] != nil || newer[.productAny] != nil || newer[.productUnknown] != nil
    if isProduct { for name in ["product", "product_any", "product_unknown"] { slots[name] = nil } }
    return Request(intent: context.intent, slots: slots.merging(newer))
  }

  /// «el segundo», «los tres», «todos»: places in the list last shown stand for the products there.
  private func reference() -> Request? {
    guard !context.shown.isEmpty, let (place, words) = place() else { return nil }
    let names = pick(place, from: context.shown)
    guard let name = names.first else { return nil }
    var pointed = analysis
    pointed.point(words, at: analysis.index.productNames.firstIndex(of: name) ?? 0)
    let best = Scorer(rules: rules, analysis: pointed).scores(in: pointed.everything).first
    var request: Request
    if let best, best.score >= Choice.threshold, best.evidence > Lexicon.Feature.product.weight {
      let rule = rules.rules[best.rule]
      request = Request(
        intent: rule.intent,
        slots: SlotFiller(analysis: pointed, rule: rule, words: pointed.everything).slots())
    } else if names.count > 1 {
      request = Request(intent: .suggestOrder)
    } else if rule(of: context.intent)?.slots.contains("product") ?? false {
      return merged(product: name)
    } else {
      request = Request(intent: .stockOfProduct)
      request.slots[.product] = name
    }
    if names.count > 1 {
      request.slots[.product] = nil
      request.slots[.items] = names.map { ItemMention(product: .known($0)) }
    }
    return request
  }

  private enum Place: Equatable {
    case index(Int)
    case all
  }

  /// The place that the message points to, and the words that do so.
  private func place() -> (Place, Range<Int>)? {
    for tag in analysis.tags {
      if case .slot("ref", let value) = analysis.lexicon.concepts[Int(tag.concept)].meaning {
        return value == "all" ? (.all, tag.words) : Int(value).map { (.index($0), tag.words) }
      }
    }
    guard context.shown.count > 1, analysis.products.isEmpty, analysis.things.isEmpty else { return nil }
    let numbers = analysis.sentence.words.indices.filter {
      analysis.sentence.words[$0].value != nil && !analysis.sentence.words[$0].isArticle
    }
    guard numbers.count == 1, let value = analysis.sentence.words[numbers[0]].value,
      value == Int64(context.shown.count) * 1000
    else { return nil }
    return (.all, numbers[0]..<numbers[0] + 1)
  }

  private func pick(_ place: Place, from names: [String]) -> [String] {
    guard case .index(let index) = place else { return names }
    let at = index < 0 ? names.count + index : index - 1
    return names.indices.contains(at) ? [names[at]] : []
  }

  /// «¿y cuántos quedan?», «vendí dos»: of the product that the turn before was about.
  private func askedOfProduct(_ best: IntentScore?) -> Request? {
    guard analysis.products.isEmpty, analysis.things.isEmpty, let name = contextProduct,
      let entry = analysis.index.productNames.firstIndex(of: name)
    else { return nil }
    var completed = analysis
    completed.add(product: entry)
    let all = completed.everything
    guard let of = Scorer(rules: rules, analysis: completed).scores(in: all).first,
      of.score > max(best?.score ?? 0, Choice.threshold), of.evidence > Lexicon.Feature.product.weight,
      case let rule = rules.rules[of.rule], rule.slots.first == "product" || rule.slots.first == "items"
    else { return nil }
    return Request(
      intent: rule.intent, slots: SlotFiller(analysis: completed, rule: rule, words: all).slots())
  }

  /// Whether some number of goods is to be moved that the message does not name: «pasá 3 a la sur».
  private func lacksGoods(_ best: IntentScore?) -> Bool {
    guard let best, rules.rules[best.rule].intent.movesGoods else { return false }
    return analysis.feature(.number) != 0
  }

  private var contextProduct: String? {
    if let product = context.slots[.product] { return product }
    guard let items = context.slots[.items], items.count == 1, case .known(let name) = items[0].product else {
      return nil
    }
    return name
  }

  /// The turn before again with what this one names: «y ayer», «¿y en Norte?», «what about last week».
  private func continued(_ best: IntentScore?, _ words: WordSet) -> Request? {
    guard let rule = rule(of: context.intent) else { return nil }
    let opener = analysis.concept("goes_on").trailingZeroBitCount
    let opens = opener < analysis.costs.count && analysis.costs[..<opener].allSatisfy { $0 == 0 }
    var found = SlotFiller(analysis: analysis, rule: rule, words: words).slots()
    if opens, found[.period] == nil, analysis.concept("before") & words != 0 {
      found[.period] = context.slots[.period]?.previous
    }
    if opens && found.isEmpty || best == nil || lacksGoods(best), analysis.sentence.words.count <= 6,
      let asked = askedOfProduct(best)
    {
      return asked
    }
    if let best, best.score >= Choice.threshold {
      let fresh = rules.rules[best.rule]
      guard opens || best.evidence < 1.2 else { return nil }
      if fresh.intent == rule.intent { return found.isEmpty ? nil : merged(found) }
      guard opens, fresh.slots.first == "product", fresh.intent != .stockOfProduct || found.isEmpty else {
        return opens && best.evidence < 1.2 && !found.isEmpty ? merged(found) : nil
      }
      var slots = SlotFiller(analysis: analysis, rule: fresh, words: words).slots()
      guard slots[.product] == nil, slots[.productAny] == nil, slots[.productUnknown] == nil,
        let product = context.slots[.product]
      else { return nil }
      slots[.product] = product
      return Request(intent: fresh.intent, slots: slots)
    }
    return found.isEmpty ? nil : merged(found)
  }
}
