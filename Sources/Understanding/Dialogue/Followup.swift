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
    if let corrected = detailOfDone ?? amendmentOfDone ?? correction { return (corrected, .correction) }
    return request.map { ($0, .completion) }
  }

  private var request: Request? {
    let ofPeople =
      calledOff ?? owedByTheSame ?? lastTimeOfTheSame ?? tradedByTheSame ?? owedSince ?? ofAnotherCustomer
    let ofSale = cancellation ?? whoSold ?? changeOfDone ?? howPaid ?? lastSale
    let settled = heldOn ?? contact ?? ofSale ?? urgentOnes ?? viewedAgain ?? wholeList ?? ofPeople ?? refined
    if let done = settled ?? agreement ?? repetition ?? broughtBack ?? takenBack {
      return done
    }
    if let told = scanned ?? soldBesides ?? soldBySomebody ?? saleOffered ?? restPaid ?? paidInParts
      ?? paidOtherwise
      ?? asksSum
    {
      return told
    }
    if let sourced { return sourced }
    if paysInstead || asksReckoning { return nil }
    if bestIntent == .explain || isOfSales && says(.whyChanged) { return explanation }
    if case .choice(let names) = context.pending {
      if context.intent == .changePrice, !analysis.products.isEmpty, PriceVerbs(analysis).numbers.count > 1 {
        return nil
      }
      if let changedMeanwhile { return changedMeanwhile }
      if isOwnRequest { return ofTheSameProduct }
      return strays(from: names + doubted) ? nil : answer ?? reference ?? continued
    }
    // A name and a way to adjust are said with words that would ask for something else: «se llama…», «sumale 5».
    if case .slot(let name) = context.pending, name != "name", name != "mode", isOwnRequest, !fillsPackages {
      return reference ?? ofTheSameProduct
    }
    if context.pending == .slot(.customer), tellsPayment { return nil }
    if case .confirmation = context.pending, let corrected = answer { return corrected }
    if let told = reference ?? answer { return told }
    return context.intent.isDeed && (strays() || countsSeveral) ? paidByTheSame ?? doneInstead : continued
  }

  /// «Juan me dio 10», at the question whose a sale is: a payment, and no answer.
  private var paysInstead: Bool {
    context.pending == .slot(.customer) && bestIntent == .registerPayment && namesNoGoods
      && namesNumber && analysis.words(bearing: .paysUs) & words != 0
      && !(analysis.words(bearing: [.rest, .owing, .onAccount, .half]) & words != 0)
  }

  /// «cuánto es 2+2»: numbers of nothing that is spoken of.
  private var asksReckoning: Bool {
    analysis.bears(.howMany, 0) && namesNoGoods && PriceVerbs(analysis).numbers.count > 1
  }

  /// «de pan hay 12 y de leche 8», after another count: goods and numbers enough for requests of their own.
  var countsSeveral: Bool {
    guard let rule = rules[context.intent], !rule.slots.contains("items") else { return false }
    let numbers = analysis.sentence.words.indices.count {
      words.contains($0) && analysis.sentence.words[$0].isNumber
    }
    return analysis.products.count > 1 && numbers > 1
  }

  /// «no, vendí 10», where an entry is proposed: another deed with the same goods.
  private var doneInstead: Request? {
    guard analysis.bears(.deny, 0), let likeliest, likeliest.movesGoods, likeliest != context.intent else {
      return nil
    }
    return ofTheSameProduct
  }

  /// A deed or a question of its own that leaves the product to the turn before.
  var ofTheSameProduct: Request? {
    (best == nil || lacksGoods || asksOfTheSame) && analysis.sentence.words.count <= 6 ? askedOfProduct : nil
  }

  /// The intent that the message speaks for, where its evidence is enough.
  var bestIntent: Intent? {
    guard let best, best.score >= Interpretation.threshold else { return nil }
    return rules.rules[best.rule].intent
  }

  /// Whether the message is too weak to be a request of its own.
  var isElliptical: Bool { (best?.evidence ?? 0) < 1.6 }

  /// Whether nothing of weight is said but these concepts, or `others` of the words.
  func isOnly(_ concepts: [KnownConcept], or others: WordSet = 0) -> Bool {
    let said = analysis.concepts(concepts) | analysis.free | others
    return words & ~said == 0
  }

  /// Whether all that is said may belong to the request before and names no goods.
  var isDetail: Bool {
    guard let place = rules.rules.firstIndex(where: { $0.intent == context.intent }) else { return false }
    return analysis.sentence.words.count <= 5 && !isQuestion && !analysis.opensAsking
      && Scorer(rules: rules, analysis: analysis).isPart(words, of: place)
  }

  /// Whether more is said than one word of weight that neither belongs to the request before nor tells one of
  /// `names`: «vino mi tía con la rosa» is no answer to «¿cuál?».
  func strays(from names: [String] = []) -> Bool {
    guard bestIntent != context.intent,
      let place = rules.rules.firstIndex(where: { $0.intent == context.intent })
    else { return false }
    let others = words & ~(telling(among: names).words | analysis.concept(.ref))
    let things = others & analysis.words(of: analysis.things)
    let scorer = Scorer(rules: rules, analysis: analysis)
    return scorer.stray(others & ~things, beside: place) + scorer.cost(of: things) > Self.mostStray
  }

  /// A word that nobody knows costs less, two cost more.
  private static let mostStray: Float = 0.85

  var isQuestion: Bool {
    (analysis.concepts([.howMany, .which, .whom, .when, .how]) & words != 0)
  }

  func says(_ concept: KnownConcept) -> Bool { analysis.concept(concept) & words != 0 }

  func says(_ concepts: [KnownConcept]) -> Bool { analysis.concepts(concepts) & words != 0 }

  /// Whether a word stands for a concept, though it is part of a name as it was found: the «era» of «el labial era rojo».
  func saysWithin(_ concept: KnownConcept) -> Bool { analysis.words(bearing: concept) & words != 0 }

  /// «plata» is money where nothing of the shop is called so.
  var namesNoGoods: Bool {
    analysis.products.isEmpty
      && analysis.things.allSatisfy { $0.count == 1 && analysis.bears(.cashMoney, $0.lowerBound) }
  }

  func merged(_ newer: Slots) -> Request {
    var slots = context.slots
    let isProduct = newer[.product] != nil || newer[.productAny] != nil || newer[.productUnknown] != nil
    if newer[.employee] != nil || newer[.customer] != nil { slots[.productUnknown] = nil }
    if newer[.category] != nil, !isProduct, !context.intent.isDeed {
      for name in ["product", "product_any", "product_unknown"] { slots[name] = nil }
    }
    if isProduct, !context.isWaiting { slots[.items] = nil }
    // What other goods came to is not what these come to.
    if context.pending == .done, newer[.items] != nil {
      for name in ["total", "discount", "discount_pct", "tendered", "payments", "packages"] {
        slots[name] = nil
      }
    }
    if newer[.total] == nil, says(.inFull) { slots[.total] = nil }
    // «solo Centro», of the sales branch by branch: of a part that is named no parts are told.
    if let by = slots[.by], newer[by] != nil, newer[.by] == nil { slots[.by] = nil }
    // How a report was looked at once does not last.
    if ["change", "share", "drivers"].contains(slots[.metric]) { slots[.metric] = nil }
    slots[.sort] = nil
    // «y el serum», which is a kind, after a product.
    let isOther = isProduct || newer[.category] != nil && newer[.items] == nil && !context.isWaiting
    if isOther {
      for name in ["product", "product_any", "product_unknown", "except"] { slots[name] = nil }
    }
    // Other goods that are searched for are not among those searched for before.
    if context.intent == .productSearch, isOther || newer[.query] != nil {
      for name in ["query", "category", "threshold"] { slots[name] = nil }
    }
    return Request(intent: context.intent, slots: slots.corrected(by: newer))
  }

  func merged(product: String) -> Request {
    var slots = Slots()
    slots[.product] = product
    return merged(slots)
  }
}
