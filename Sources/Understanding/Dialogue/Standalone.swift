internal import Inventory

/// Requests of their own, which neither an open question nor the turn before may swallow.
extension Followup {
  /// Whether the message says by a word of its own that it asks for something else, or for the same again with goods
  /// and a number: «se rompió un perfume», «vendí 0 leche», «precio del pan».
  var isOwnRequest: Bool { tellsOtherDeed || repeatsDeed || asksOtherwise }

  /// «vendí 4 colas», after a transfer: a deed other than the one spoken of, by its own verb; «break it down» breaks
  /// nothing.
  var tellsOtherDeed: Bool {
    (!isDetail || namesPayer) && tellsOtherDeed(but: analysis.concepts([.goesOn, .details]))
  }

  /// «doña Rosa me pagó 5»: somebody pays that the turn before was not about.
  private var namesPayer: Bool {
    guard likeliest == .registerPayment, let rule = rules[.registerPayment] else { return false }
    let payer = SlotFiller(analysis: analysis, rule: rule, words: words).slots()[.customer]
    return payer != nil && payer != context.slots[.customer]
  }

  /// «Marta me dio 10», where it is asked who a sale is of: what she paid, and no answer.
  var tellsPayment: Bool {
    bestIntent == .registerPayment && namesPayer && namesNumber && namesNoGoods
      && !analysis.bears(.toward, 0) && !says([.rest, .owing, .half])
  }

  /// The same of a message that may change what is proposed: «poné 3», «sumale un atún» tell no deed of their own.
  var tellsMoreThanAChange: Bool {
    let changing: [KnownConcept] = [.adds, .removes, .rather, .affirm, .deny, .doubt, .goesOn]
    return tellsOtherDeed(but: analysis.words(saying: changing))
  }

  private func tellsOtherDeed(but others: WordSet) -> Bool {
    [bestIntent, likeliest].contains { intent in
      guard let intent, intent != context.intent, intent.isDeed else { return false }
      return saysWord(of: intent, weighing: 0.8, but: others)
    }
  }

  /// The deed spoken of told anew, with what and how many.
  var repeatsDeed: Bool {
    guard context.intent.isDeed, bestIntent == context.intent, let rule = rules[context.intent],
      saysWord(of: context.intent, weighing: 0.8)
    else { return false }
    let said = SlotFiller(analysis: analysis, rule: rule, words: words).slots()
    let isCounted = said[.quantity] != nil || said[.items]?.contains { $0.quantity != nil } ?? false
    return isCounted && said.namesGoods
  }

  /// A question about something else that the message does not only point at.
  private var asksOtherwise: Bool {
    guard let intent = bestIntent, intent != context.intent, !intent.isDeed, !intent.isReaction else {
      return false
    }
    return saysWord(of: intent, weighing: 0.5) && !isDetail
  }

  /// Whether some word outside of the names of goods is evidence for `intent`.
  func saysWord(of intent: Intent, weighing least: Float, but others: WordSet = 0) -> Bool {
    guard let rule = rules.rules.firstIndex(where: { $0.intent == intent }) else { return false }
    let spoken = words & ~goods & ~others
    return rules.patterns.contains { pattern in
      pattern.rule == rule
        && pattern.required.contains { place in
          let concept = Int(rules.terms[Int(place)])
          return concept >= Lexicon.Feature.allCases.count && analysis.said[concept] & spoken != 0
            && analysis.lexicon.concepts[concept].weight >= least
        }
    }
  }

  /// The words that name goods, those offered for choice among them.
  private var goods: WordSet {
    var goods = analysis.words(of: analysis.products)
    guard case .choice(let names) = context.pending else { return goods }
    let offered = Set(names.flatMap { Normalizer.normalize($0).words })
    for position in analysis.sentence.words.indices where offered.contains(analysis.sentence[position]) {
      goods |= 1 << WordSet(position)
    }
    return goods
  }
}

extension Intent {
  /// Whether it writes something down that was done, or is to be.
  var isDeed: Bool {
    switch self {
    case .registerSale, .layAway, .registerStockEntry, .adjustStock, .transferStock, .returnSale, .cancelSale,
      .changePrice, .changeProduct, .createProduct, .createSupplier, .createCustomer, .registerPayment,
      .teachAlias,
      .forgetAlias:
      true
    default: false
    }
  }

  /// Whether it only answers to what was said before, or to nothing.
  var isReaction: Bool {
    switch self {
    case .greeting, .thanksGoodbye, .affirm, .deny, .undo, .explain, .followup, .outOfScope: true
    default: false
    }
  }
}

extension Slots {
  /// Whether they name goods, known or not.
  fileprivate var namesGoods: Bool {
    self[.product] != nil || self[.productAny] != nil || self[.productUnknown] != nil || self[.items] != nil
  }
}
