internal import Inventory

/// Answers to what the shop asked.
extension Followup {
  /// «sale», «dale», «nel»: words of agreement alone, or of refusal, to what was proposed, whatever else they mean; a
  /// yes to the only one that is offered takes it.
  var agreement: Request? {
    if case .choice(let names) = context.pending, names.count == 1, says(.affirm), isOnly([.affirm]) {
      return merged(.known(names[0]))
    }
    guard case .confirmation = context.pending, other == nil, pointedAt == nil, !analysis.dropsDiscount else {
      return nil
    }
    let weighty = words & ~analysis.free & ~analysis.concept(.thanks) & ~oneSlip
    let (agreed, refused) = (analysis.concept(.affirm) & words, analysis.concept(.deny) & words)
    if agreed != 0, refused == 0, weighty & ~agreed == 0 { return Request(intent: .affirm) }
    guard refused != 0, weighty & ~refused & ~agreed == 0, agreed == 0 || isRefusedLast else { return nil }
    var refusal = Request(intent: .deny)
    // «no, nada de todo eso»: neither what comes after it.
    if analysis.words(bearing: .inFull) & words != 0 { refusal.slots[.refAll] = "all" }
    return refusal
  }

  /// «ya no»: a no behind what else would agree.
  private var isRefusedLast: Bool {
    let (agreed, refused) = (analysis.concept(.affirm) & words, analysis.concept(.deny) & words)
    return refused.leadingZeroBitCount < agreed.leadingZeroBitCount
  }

  /// A word of a short answer that nobody knows, and that names nobody: «mejro no».
  private var oneSlip: WordSet {
    guard analysis.sentence.words.count <= 3, analysis.things.count == 1, analysis.things[0].count == 1,
      analysis.concept(.toward) == 0, !analysis.sentence.words[analysis.things[0].lowerBound].isCapitalised
    else { return 0 }
    return analysis.words(of: analysis.things[0])
  }

  /// What the shop asked for, or a change to what it proposed.
  var answer: Request? {
    switch context.pending {
    case .slot(let name): filled(name)
    case .choice(let names): choose(names)
    case .confirmation: corrected
    case .nothing, .done: nil
    }
  }

  /// «eran 3», «a Rosa», «agregá un atún»: the proposal with a change.
  private var corrected: Request? {
    if let siblingInstead { return siblingInstead }
    if let siblingBeside { return siblingBeside }
    if let addedFromAside { return addedFromAside }
    let isTold = swaps || renames || tellsOfNew || amends
    let changes = isTold || takesOut || adds
    guard let rule = spokenRule, !countsSeveral, isTold || !asksAside, changes || !tellsMoreThanAChange,
      isElliptical || changes || isDetail
        || analysis.bears(.deny, 0) && !strays()
        || says(.rather) && (namesNoGoods || bestIntent == context.intent)
        || bestIntent == context.intent && !saysWord(of: context.intent, weighing: 0.8)
    else {
      return nil
    }
    let corrected = Correction(analysis, rule, context, words).request
    if amends, let corrected { return corrected }
    return other ?? pointedAt ?? corrected ?? sibling ?? asItIs
  }

  /// «que sean 5», of five, «a 15 cada una», at that price, «sin descuento», of none: the same once more.
  private var asItIs: Request? {
    let saysAgain = says(.rather) || analysis.words(bearing: .each) & words != 0
    guard saysAgain && namesNumber || analysis.dropsDiscount, namesNoGoods, context.slots[.items] != nil
    else { return nil }
    return Request(intent: context.intent, slots: context.slots)
  }

  /// «¿y a cuánto está el tinte?», while a sale is proposed.
  private var asksAside: Bool {
    guard let intent = bestIntent, intent != context.intent, !intent.isDeed, !intent.isReaction else {
      return false
    }
    let isAsked = analysis.isAsked || analysis.bears(.have, 0)
    return !namesNumber && !analysis.bears(.deny, 0)
      && saysWord(of: intent, weighing: isAsked ? 0.3 : 0.8)
  }

  /// «y 2 más», «agregá 2 de esas», after «¿cuánto sale la mantequilla?»: so many of what was just asked about, beside
  /// what is proposed.
  private var addedFromAside: Request? {
    guard context.slots[.items] != nil, context.intent.movesGoods, namesNoGoods, !isQuestion,
      let product = context.aside?.slots[.product], let rule = spokenRule,
      let entry = analysis.index.productNames.firstIndex(of: product)
    else { return nil }
    let step = UnitStep(analysis, words)
    let isPointing = (analysis.words(bearing: [.it, .show, .adds]) & words != 0)
    let speaksOfMoney = (analysis.words(bearing: [.currency, .percent, .price]) & words != 0)
    guard step.map({ $0.change > 0 }) ?? (isPointing && (namesNumber || endsInOne) && !says(.removes)),
      !speaksOfMoney
    else {
      return nil
    }
    var completed = analysis
    completed.add(product: entry)
    return Correction(completed, rule, context, completed.everything).request
  }

  /// «dame una»: a number word at the end, which is no article.
  private var endsInOne: Bool {
    analysis.sentence.words.last.map { $0.isArticle && $0.range.count > 2 } ?? false
  }

  /// «no, el primero»: another of those that were offered.
  var pointedAt: Request? {
    guard isElliptical, namesNoGoods, let product = contextProduct, context.shown.contains(product),
      let place = place(among: context.shown)?.0, case let picked = pick(place, from: context.shown),
      picked.count == 1, picked[0] != product
    else { return nil }
    return merged(.known(picked[0]))
  }

  /// «el otro»: of what was offered, what is not spoken of; asked again where several are left.
  var other: Request? {
    guard says(.other), namesNoGoods, let product = contextProduct, context.shown.contains(product) else {
      return nil
    }
    let others = context.shown.filter { $0 != product }
    return others.isEmpty ? nil : merged(others.count == 1 ? .known(others[0]) : .ambiguous(others))
  }

  /// The request before with another product.
  func merged(_ mention: ProductMention) -> Request {
    if var items = context.slots[.items], !items.isEmpty {
      let doubtful = items.firstIndex { if case .known = $0.product { false } else { true } }
      items[doubtful ?? 0].product = mention
      var slots = context.slots
      slots[.items] = items
      return Request(intent: context.intent, slots: slots)
    }
    var newer = Slots()
    switch mention {
    case .known(let name): newer[.product] = name
    case .ambiguous(let names): newer[.productAny] = names
    case .unknown(let words): newer[.productUnknown] = words
    }
    return merged(newer)
  }

  /// «quita el tinte»: it would be an adjustment of stock if nothing were proposed; what broke is one all the same.
  private var takesOut: Bool {
    bestIntent == .adjustStock && context.slots[.items] != nil && !says(.reason)
  }

  /// «agregá un atún»: it would be a delivery if no sale were proposed.
  private var adds: Bool {
    guard context.slots[.items] != nil, says(.adds), !analysis.products.isEmpty, !repeatsDeed || saysToAdd
    else { return false }
    return analysis.sentence.words.count - goodsWordCount <= 7
  }

  /// Whether a word adds that does more than join: «agregá», «también», and not the «y» of a list.
  private var saysToAdd: Bool {
    analysis.sentence.words.indices.contains { position in
      words.contains(position) && analysis.bears(.adds, position)
        && (!analysis.bears(.and, position) || analysis.sentence[position].count > 3)
    }
  }

  private var goodsWordCount: Int { analysis.words(of: analysis.products).nonzeroBitCount }

  /// «cambiá la escoba por un trapeador»: it would change a price if no sale were proposed.
  private var swaps: Bool { context.slots[.items] != nil && says(.swap) && analysis.products.count == 2 }

  /// The answer to a question for one slot.
  private func filled(_ name: String) -> Request? {
    guard let rule = spokenRule, isElliptical || isDetail || bestIntent == context.intent,
      NumberRole(rawValue: name) == nil || !strays(), !isOfPeople(name) || !asksSomething
    else { return nil }
    if name == "name", context.intent == .createProduct, let new = newProducts { return new }
    var asked = IntentRules.Rule(intent: rule.intent, slots: [name], fitting: rule.fitting)
    switch name {
    case "qty": asked.slots += rule.slots.filter { ["cost", "price"].contains($0) }
    case "mode": asked.slots += ["qty", "reason"]
    case "payments": asked.slots.append("payment")
    default: break
    }
    var found = SlotFiller(analysis: analysis, rule: asked, words: words).slots()
    if name == "product" { return found.isEmpty ? context.slots[.productAny].flatMap(choose) : merged(found) }
    if name == "price" {
      found = Correction(analysis, rule, context, words).ofNew(found)
      if found[.quantity] != nil { return merged(found) }
    }
    if name == "payments" { found.completePayments(of: context.slots) }
    if found[name] == nil { found[name] = named(name) ?? numbered(name) }
    if name == "qty", fillsPackages, let said = found[.quantity] ?? found[.cost] ?? found[.price] {
      (found[.quantity], found[.cost], found[.price]) = (ofPackages(said), nil, nil)
    }
    if name == "items" { return lines(found[.items], rule) }
    guard found[name] != nil || name == "mode" && !found.isEmpty else { return nil }
    for other in found.values.keys where !asked.slots.contains(other) { found[other] = nil }
    return merged(found)
  }

  /// «traen 12», «12 cada una», at the question how many units so many packages come to.
  var fillsPackages: Bool {
    context.slots[.packages] != nil && namesNoGoods && namesNumber
      && (analysis.words(bearing: [.each, .holds]) & words != 0)
  }

  private func ofPackages(_ quantity: SlotValue.Number) -> SlotValue.Number {
    guard let packages = context.slots[.packages],
      let sum = scaled(quantity.thousandths, by: packages.thousandths, over: 1000)
    else { return quantity }
    return SlotValue.Number(thousandths: sum)
  }

  /// What was sold or came in, with a number that was said before of it; or whose it is and how it is paid, which
  /// leaves the question open.
  private func lines(_ items: [ItemMention]?, _ rule: IntentRules.Rule) -> Request? {
    guard var items else {
      let others = SlotFiller(analysis: analysis, rule: rule, words: words).slots()
      return isDetail && !others.isEmpty ? merged(others) : nil
    }
    var slots = context.slots
    if items.count == 1, items[0].quantity == nil, let number = slots[.total] {
      items[0].quantity = number
      slots[.total] = nil
    }
    slots[.items] = items
    return Request(intent: context.intent, slots: slots)
  }

  /// The name of the shop's that answers for one kind of slot.
  private func named(_ slot: String) -> SlotValue? {
    let index = analysis.index
    switch slot {
    case "folio": return offeredFolio.map(SlotValue.text) ?? (ordinal?.0 == .index(-1) ? .text("last") : nil)
    case "from", "to", "branch":
      let named = analysis.names.first { $0.kind == .branch }.map { analysis.name(of: $0) }
      return (named ?? told(from: index.branches.names)).map(SlotValue.text)
    case "supplier": return told(from: index.suppliers.names).map(SlotValue.text)
    case "employee": return told(from: index.employees.names).map(SlotValue.text)
    case "customer" where context.slots[.customerAny] != nil:
      let names = context.slots[.customerAny] ?? []
      let pointed = (ordinal?.0 ?? bareNumber).map { pick($0, from: names) } ?? []
      return (pointed.count == 1 ? pointed[0] : told(from: names)).map(SlotValue.text)
    case "customer": return namesNumber ? nil : saidName.map(SlotValue.text)
    case "name": return saidName.map(SlotValue.text)
    default: return nil
    }
  }

  /// The number that answers: a folio's digits, or «uno».
  private func numbered(_ slot: String) -> SlotValue? {
    let numbers = analysis.sentence.words.filter { $0.value != nil }
    guard let word = numbers.first(where: { !$0.isArticle }) ?? numbers.last, let value = word.value else {
      return nil
    }
    switch slot {
    case "folio": return word.isArticle ? nil : .text(String(value / 1000))
    case "qty", "wholesale_from":
      return analysis.sentence.words.count <= 2 ? .number(.init(thousandths: value)) : nil
    default: return nil
    }
  }

  /// Whether it begins as a question does, or asks for something else than the question before: «quién me debe».
  private var asksSomething: Bool {
    analysis.opensAsking || bestIntent.map { !$0.isDeed && !$0.isReaction } ?? false
  }

  var namesNumber: Bool {
    analysis.sentence.words.contains { $0.isNumber }
  }

  /// «a doña Rosa», «se llama Peine Grande»: the words from the first that is no small one.
  private var saidName: String? {
    let words = analysis.sentence.words
    guard words.count <= 6, !says(.affirm), !says(.deny),
      let first = words.indices.first(where: {
        !analysis.free.contains($0) && !analysis.bears(.customerWord, $0)
      })
    else { return nil }
    return analysis.sentence.typed(first..<words.count)
  }
}

extension Slots {
  /// «el resto con tarjeta»: one more way to pay beside those of `earlier`.
  mutating func completePayments(of earlier: Slots) {
    guard self[.payments] == nil, let payment = self[.payment], payment != .mixed else { return }
    let handed = earlier[.tendered].map { [PaidPart(.cash, $0)] } ?? []
    self[.payments] = (earlier[.payments] ?? handed) + [PaidPart(payment)]
    self[.payment] = nil
  }
}
