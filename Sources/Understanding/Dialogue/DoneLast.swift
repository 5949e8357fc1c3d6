internal import Inventory

/// What is said of what was done or shown last.
extension Followup {
  /// «a Marta», «con tarjeta», «fiado», right behind a sale: whose it was and how it was paid, and not another.
  var detailOfDone: Request? {
    guard context.pending == .done, context.intent == .registerSale, namesNoGoods, !namesNumber,
      !analysis.isAsked, !analysis.opensAsking, !analysis.opensGoingOn,
      analysis.words(bearing: [.paysUs, .charge]) & words == 0
        || context.isPaidWhole && analysis.feature(.customer) & words == 0,
      analysis.words(saying: Self.detailing) & words != 0,
      isOnly(Self.details), let rule = rules[.registerSale]
    else { return context.pending == .done ? soldBySomebody : nil }
    let asked = IntentRules.Rule(
      intent: .registerSale, slots: ["customer", "payment", "payments"], fitting: rule.fitting)
    let found = SlotFiller(analysis: analysis, rule: asked, words: words).slots()
    return found.isEmpty ? nil : merged(found)
  }

  private static let detailing: [KnownConcept] = [.toward, .forWhom, .payment, .onCredit, .paysLater]
  private static let details: [KnownConcept] = [
    .payment, .onCredit, .debt, .owing, .paysLater, .customerWord, .toward, .forWhom, .it,
    .namedCustomer, .rather, .paidWith, .byMeans, .paysUs, .paidPart, .half, .rest,
  ]

  /// «mal, eran 40», said of what was done last.
  var correction: Request? {
    guard case .done = context.pending, !namesOtherSale, howPaid == nil,
      isElliptical || says(.rather) || saysWithin(.rather) || bestIntent == .undo || bestIntent == .deny,
      let rule = spokenRule,
      says(.deny) || says(.repair) || says(.rather) || saysWithin(.rather) || retells, !says(.callsOff)
    else { return nil }
    return other ?? pointedAt ?? Correction(analysis, rule, context, words).request ?? sibling
  }

  /// «vinieron 18 nomás», right behind goods that came in: how many there really were.
  private var retells: Bool {
    says(.only) && namesNumber && namesNoGoods && likeliest == context.intent && context.intent.movesGoods
  }

  /// «me equivoqué con la venta 10362»: a sale other than the one that was made last.
  private var namesOtherSale: Bool {
    analysis.folios.contains { folio in
      words.contains(folio.words.lowerBound)
        && context.slots[.folio].map { !$0.hasSuffix(folio.text) } ?? true
    }
  }

  /// «deshacer», «sacá eso», of what was done last; «deshacer» of a proposal, or at a question for a deed, only
  /// drops that, but «deshacé el último» is of what was done.
  var takenBack: Request? {
    switch context.pending {
    case _ where bestIntent == .undo && analysis.words(bearing: .lastOfList) & words != 0 && namesNoGoods:
      return Request(intent: .undo)
    case .confirmation: return bestIntent == .undo ? Request(intent: .deny) : nil
    case .slot, .choice:
      guard bestIntent == .undo else { return nil }
      return Request(intent: context.intent.isDeed ? .deny : .undo)
    case .done where namesNoGoods && analysis.sentence.words.count <= 6 && !isQuestion:
      // A no alone takes back nothing: it may be to what was said since.
      let takesBack: [KnownConcept] = [.undo, .cancel, .mistake, .removes]
      let named: [KnownConcept] = context.intent == .registerSale ? [.sale, .ticket, .it] : []
      let removesSome =
        namesNumber && analysis.folios.isEmpty
        || says(.removes) && analysis.sentence.words.contains { $0.value != nil }
      let isMeant =
        (says(takesBack) && !removesSome || analysis.words(bearing: .cancel) & words != 0 || analysis.regrets)
        && isOnly(takesBack + [.deny, .mode, .adjust, .register, .rather] + named)
      return isMeant ? Request(intent: .undo) : nil
    default: return bestIntent == .undo ? Request(intent: .undo) : nil
    }
  }

  /// «traé 1 de vuelta», of the one product that was just carried over: so many of it back.
  var broughtBack: Request? {
    guard case .done = context.pending, context.intent == .transferStock, says(.giveBack), namesNoGoods,
      namesNumber, let product = contextProduct,
      let number = analysis.sentence.words.first(where: { $0.isNumber })?.value
    else { return nil }
    var slots = Slots()
    slots[.items] = [ItemMention(product: .known(product), quantity: SlotValue.Number(thousandths: number))]
    (slots[.from], slots[.to]) = (context.slots[.to], context.slots[.from])
    return Request(intent: .transferStock, slots: slots)
  }

  /// «anulá esa», of the sale just looked up; «anulá la venta», of the one just made.
  var cancellation: Request? {
    let isJustMade =
      context.intent == .registerSale && context.pending == .done && (says(.sale) || says(.ticket))
    guard context.intent == .saleStatus || isJustMade, let folio = context.slots[.folio],
      analysis.folios.isEmpty,
      says(.cancel) || says(.undo) || analysis.sentence.words.indices.contains(where: isCancelling),
      isOnly([.cancel, .undo, .undoStrong, .deny, .sale, .ticket, .affirm, .it])
    else { return nil }
    var slots = Slots()
    slots[.folio] = folio
    return Request(intent: .cancelSale, slots: slots)
  }

  /// «otra igual», of what was done last.
  var repetition: Request? {
    guard case .done = context.pending, says(.again), isOnly(Self.repeating) else { return nil }
    var slots = context.slots
    slots[.folio] = nil
    return Request(intent: context.intent, slots: slots)
  }

  private static let repeating: [KnownConcept] = [
    .again, .it, .other, .register, .sold, .sell, .sale, .newSale, .before, .goesOn,
  ]

  /// Whether a word cancels, though a phrase with it may say no more than no: «cancel it».
  private func isCancelling(_ position: Int) -> Bool { analysis.bears(.cancel, position) }

  /// «mostrame todos», «ver más», of a list that was cut.
  var wholeList: Request? {
    guard context.intent.isList, context.pending == .nothing, says(.wholeList),
      isOnly([.wholeList, .show, .list, .ref, .productWord])
    else { return nil }
    var slots = context.slots
    slots[.limit] = SlotValue.Number(0)
    return Request(intent: context.intent, slots: slots)
  }

  /// «solo lo urgente», of what to buy or what is low.
  var urgentOnes: Request? {
    guard [.restockRecommendation, .lowStockReport].contains(context.intent), context.pending == .nothing,
      analysis.sentence.words.indices.contains(where: { analysis.bears(.urgent, $0) }),
      isOnly([
        .urgent, .alert, .goesOn, .show, .list, .productWord, .it, .most, .more, .wholeList,
      ])
    else { return nil }
    var slots = context.slots
    slots[.type] = "critical"
    return Request(intent: context.intent, slots: slots)
  }
}
