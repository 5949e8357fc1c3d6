internal import Inventory

/// What a customer does not want after all.
extension Followup {
  /// «se arrepintió», «ya no quiere el tinte»: of what is proposed no more, or without that line; of a sale just made or
  /// looked up, its end, or what comes back; of what is set aside, its end.
  var calledOff: Request? {
    guard says(.callsOff), !isQuestion, analysis.sentence.words.count <= 9 else { return nil }
    switch (context.intent, context.pending) {
    case (.registerSale, .confirmation), (.layAway, .confirmation): return leftOut
    case (.registerSale, .done), (.layAway, .done), (.saleStatus, .nothing):
      if namesNoGoods { return isOnly(Self.nothingElse) ? ended : nil }
      guard !analysis.products.isEmpty, context.intent != .layAway, let rule = rules[.returnSale]
      else { return nil }
      return Request(
        intent: .returnSale, slots: SlotFiller(analysis: analysis, rule: rule, words: words).slots())
    default: return nil
    }
  }

  /// The sale spoken of cancelled; nil where another customer is named.
  private var ended: Request? {
    let customers = analysis.names.filter { $0.kind == .customer }
    let isOfAnother = customers.contains { analysis.name(of: $0) != context.slots[.customer] }
    guard !isOfAnother, let folio = context.slots[.folio] else { return nil }
    var slots = Slots()
    slots[.folio] = folio
    return Request(intent: .cancelSale, slots: slots)
  }

  /// What is proposed without the line that is named; nothing of it where that leaves none or no line is named.
  private var leftOut: Request? {
    guard !namesNoGoods else { return isOnly(Self.nothingElse) ? Request(intent: .deny) : nil }
    guard let rule = rules[context.intent] else { return nil }
    if let rest = Correction(analysis, rule, context, words).request { return rest }
    return context.slots[.items]?.count == 1 && contextProduct.map(mayBeNamed) ?? false
      ? Request(intent: .deny) : nil
  }

  /// «ella ya no lo quiere»: who calls off, and that it is all of it.
  private static let nothingElse: [KnownConcept] = [
    .callsOff, .namedCustomer, .customerWord, .it, .goesOn, .account, .sale, .inFull,
  ]

  /// Whether the goods named may be `product`.
  private func mayBeNamed(_ product: String) -> Bool {
    analysis.products.contains { mention in
      mention.entries.contains { analysis.index.productNames[$0] == product }
    }
  }
}
