internal import Inventory

/// What is said of a sale that is proposed, though alone it would mean something else.
extension Followup {
  /// «sumale 2 más», «hacele 10 % de descuento», «sin descuento», «cambiá el precio a 40», «cobrale con 100».
  var amends: Bool {
    guard case .confirmation = context.pending, context.slots[.items] != nil, namesNoGoods, !asks,
      !namesPart, analysis.sentence.words.count <= 9
    else { return false }
    if UnitStep(analysis, words) != nil {
      let hasVerb = analysis.sentence.words.indices.contains { position in
        analysis.bears([.addsOn, .takesOff, .removes], position)
      }
      return hasVerb || !tellsMoreThanAChange || isBareStep
    }
    guard context.intent == .registerSale else { return false }
    let said = said(["qty", "price", "discount", "discount_pct", "tendered"])
    return ["price", "discount", "discount_pct", "tendered"].contains { said[$0] != nil }
      || analysis.dropsDiscount || analysis.moneyOff != nil
      || analysis.moneyHanded != nil && analysis.names.isEmpty && context.isPaidWhole
  }

  /// «and one more»: nothing but a number and that it is more.
  private var isBareStep: Bool {
    analysis.sentence.words.indices.allSatisfy { position in
      analysis.sentence.words[position].value != nil
        || analysis.bears([.and, .goesOn, .dearer, .other], position)
    }
  }

  /// «fiado», «me lo queda debiendo», «cobrale con qr», «mejor que pague en efectivo», of the sale that is proposed, or
  /// in answer to whose it is.
  var paidOtherwise: Request? {
    guard context.pending == .confirmation || context.pending == .slot(.customer),
      context.intent == .registerSale, namesNoGoods, !asks, !analysis.opensAsking,
      !isDenied([.debt, .owing, .onCredit, .payment, .paysLater]), isOnly(Self.paymentWords)
    else { return nil }
    var said = said(["payment", "payments", "customer"])
    guard said[.payment] != nil else { return nil }
    // Half of it stays half of it once it is known whose it is.
    if context.slots[.payments] != nil, said[.customer] != nil { said[.payment] = nil }
    return merged(said)
  }

  /// «debe el resto», «el resto con tarjeta», at the question how the rest is paid.
  var restPaid: Request? {
    guard context.pending == .slot(.payments), namesNoGoods, !asks,
      isOnly(
        Self.paymentWords,
        or: analysis.words(saying: [.rest, .half, .owes, .owing, .and, .currency]) | analysis.feature(.number)
      )
    else { return nil }
    var said = said(["payment", "payments", "customer"])
    guard said[.payment] != nil || said[.payments] != nil else { return nil }
    let amounts = analysis.sentence.words.filter { $0.isNumber }.compactMap(\.value)
    if said[.payment] == .credit, said[.payments] == nil, amounts.count == 1 {
      // «50 y debe el resto»
      said[.payments] = [PaidPart(.cash, .init(thousandths: amounts[0])), PaidPart(.credit)]
      said[.payment] = nil
    }
    said.completePayments(of: context.slots)
    return merged(said)
  }

  /// «hacele un descuento de 5», «me pagó con 100», «sacale el pan», «agregale una leche», right behind a sale, «a 12
  /// cada una», behind a delivery too: that with it, and neither a new price, a payment, nor goods that came in or were
  /// lost.
  var amendmentOfDone: Request? {
    let isSale = context.intent == .registerSale
    guard context.pending == .done, isSale || context.intent == .registerStockEntry, !asks,
      !analysis.isAsked, analysis.folios.isEmpty, let rule = rules[context.intent],
      case let correction = Correction(analysis, rule, context, words),
      namesNoGoods ? amendsPrice || isSale && amendsSum : isSale && amendsGoods(correction.lines)
    else { return nil }
    return correction.request
  }

  /// «a 8 cada una», «15 las dos».
  private var amendsPrice: Bool {
    guard namesNumber, isElliptical, analysis.feature(.customer) & words == 0 else { return false }
    let said = said(["price", "total"])
    return said[.total] != nil && context.intent == .registerSale
      || said[.price] != nil && analysis.words(bearing: .each) & words != 0
  }

  private var amendsSum: Bool {
    if analysis.words(bearing: .discountWord) & words != 0 { return namesNumber || analysis.dropsDiscount }
    guard namesNumber, context.isPaidWhole, analysis.feature(.customer) & words == 0 else { return false }
    return analysis.words(bearing: .charge) & words != 0 || says(.gaveWith) || analysis.moneyHanded != nil
  }

  private func amendsGoods(_ lines: [ItemMention]) -> Bool {
    let goods = lines.map(\.product)
    guard let items = context.slots[.items], !goods.isEmpty else { return false }
    let areSold = goods.map { good in items.contains { good.mayBe($0.product) } }
    let isOfSale = says(.amendsSale)
    if analysis.words(bearing: .swap) & words != 0, goods.count == 2 { return areSold.contains(true) }
    let takesOut = [.without, .removes, .takesOff].contains { analysis.words(bearing: $0) & words != 0 }
    if takesOut || analysis.isNotTaken(in: words) {
      return !says(.reason) && !areSold.contains(false) && (isOfSale || !namesNumber)
    }
    // «otra leche más»
    let isStep = isElliptical && !areSold.contains(false) && (UnitStep(analysis, words)?.change ?? 0) > 0
    return isStep || isOfSale && (says(.adds) || says(.addsOn))
  }

  /// «¿cuánto va?», «¿cuánto de vuelto?», of the sale that is proposed: what was proposed, once more.
  var asksSum: Request? {
    guard case .confirmation = context.pending, context.intent == .registerSale, namesNoGoods,
      says(.saleSum) || says(.changeDue), isOnly(Self.sumWords)
    else { return nil }
    return Request(intent: context.intent, slots: context.slots)
  }

  /// «¿cuánto es el vuelto?», of the sale just made, and «¿y de 50?» behind it: that sale, with what was paid with.
  var changeOfDone: Request? {
    let isOfDone = context.pending == .done && context.intent == .registerSale && says(.changeDue)
    let goesOn =
      context.intent == .saleStatus && context.slots[.tendered] != nil && namesNumber
      && analysis.sentence.words.count <= 6
    guard isOfDone || goesOn, let folio = context.slots[.folio], namesNoGoods,
      isOnly(Self.sumWords + [.anyNumber, .paidWith, .show, .paidPart, .from, .withMoney, .supposes])
    else { return nil }
    var slots = Slots()
    slots[.folio] = folio
    let said = analysis.sentence.words.first { $0.isNumber }?.value
    slots[.tendered] = said.map(SlotValue.Number.init(thousandths:)) ?? context.slots[.tendered]
    return Request(intent: .saleStatus, slots: slots)
  }

  /// «espera»: neither a yes nor a no to what the shop waits for.
  var heldOn: Request? {
    let said = analysis.free | analysis.words(saying: [.hold, .affirm, .deny])
    guard context.isWaiting, says(.hold), words & ~said == 0 else { return nil }
    let isRefused = analysis.words(saying: [.deny]) & words & ~analysis.words(saying: [.hold]) != 0
    return Request(intent: isRefused ? .deny : .affirm)
  }

  /// «sin el pan», «agregá 2 panes», «que sean 3 los panes», while it is asked which of another line is meant.
  var changedMeanwhile: Request? {
    guard let items = context.slots[.items], let rule = rules[context.intent], !namesNoGoods,
      analysis.sentence.words.count <= 9,
      let changed = Correction(analysis, rule, context, words).request,
      let left = changed.slots[.items]
    else { return nil }
    let takesOut = says(.without) || says(.removes) || analysis.takesFrom(in: words)
    let adds = analysis.sentence.words.indices.contains { analysis.bears(.addsOn, $0) }
    let isKept = items.allSatisfy { item in left.contains { $0.product == item.product } }
    let isRecount = left != items && left.map(\.product) == items.map(\.product)
    return takesOut && left.count < items.count || adds && left.count > items.count && isKept || isRecount
      ? changed : nil
  }

  private func said(_ slots: [String]) -> Slots {
    guard let rule = rules[context.intent] else { return Slots() }
    let asked = IntentRules.Rule(intent: rule.intent, slots: slots, fitting: rule.fitting)
    return SlotFiller(analysis: analysis, rule: asked, words: words).slots()
  }

  private var asks: Bool { says([.howMany, .when, .how, .where, .whom]) }

  /// Whether a part of the shop is named that a sale has no place for.
  private var namesPart: Bool {
    [Lexicon.Feature.category, .supplier, .employee].contains { analysis.feature($0) & words != 0 }
  }

  /// Whether a no stands right ahead of what says one of `concepts`: «no fiado».
  private func isDenied(_ concepts: [KnownConcept]) -> Bool {
    let words = analysis.concepts(concepts)
    var start = words.trailingZeroBitCount
    guard start < analysis.sentence.words.count else { return false }
    for _ in 0..<3 where start > 0 && analysis.sentence.words[start].gap == .space {
      start -= 1
      if analysis.bears(.deny, start) || analysis.bears(.without, start) { return true }
    }
    return false
  }

  private static let paymentWords: [KnownConcept] = [
    .charge,
    .debt, .owing, .onCredit, .payment, .paysLater, .onAccount, .paidPart, .customerWord,
    .toward, .left, .have, .it, .affirm, .deny, .namedCustomer, .paidUs, .sold, .register, .rather,
    .paidWith, .which, .paysSo, .goesOn,
  ]
  private static let sumWords: [KnownConcept] = [
    .saleSum, .changeDue, .howMany, .which, .sale, .going, .price, .it, .inFull, .wholeShop,
    .giveBack, .have, .goesOn, .forWhom, .toward, .left, .debt, .owing,
  ]
}

/// A sale that is there already.
extension Followup {
  /// «¿quién la hizo?», of the sale just looked up or written down.
  var whoSold: Request? {
    says(.whoSold) && isOnly([.whoSold, .which, .sold, .sale, .it, .customerLead]) ? saleThere : nil
  }

  /// «¿cuánto pagó?», «¿y fue con tarjeta?», of the sale just looked up or written down.
  var howPaid: Request? {
    guard namesNoGoods, !namesNumber, !says(.debt), analysis.isAsked || says([.howMany, .how]),
      analysis.words(bearing: Self.paying) & words != 0 || says(.payment),
      isOnly(Self.paying + Self.askingOfPayment)
    else { return nil }
    return saleThere
  }

  /// The sale that was just looked up or written down.
  private var saleThere: Request? {
    guard [.saleStatus, .registerSale].contains(context.intent), !context.isWaiting,
      let folio = context.slots[.folio]
    else { return nil }
    var slots = Slots()
    slots[.folio] = folio
    return Request(intent: .saleStatus, slots: slots)
  }

  private static let paying: [KnownConcept] = [.paidPart, .paidWith, .paysUs, .payment]
  private static let askingOfPayment: [KnownConcept] = [
    .howMany, .how, .which, .goesOn, .past, .copula, .rather, .it, .withMoney, .byMeans, .sale,
    .thatPerson,
  ]

  /// «¿qué vendí recién?»: the sale that was made last, and none to be made.
  var lastSale: Request? {
    guard !context.pending.isQuestion, says(.lastFolio),
      isOnly([.folio, .show, .status, .which, .sale, .ticket])
    else { return nil }
    var slots = Slots()
    slots[.folio] = "last"
    return Request(intent: .saleStatus, slots: slots)
  }

  /// «cobrale todo a Rosa», where no sale is proposed: what she owes, and not the goods spoken of before.
  var chargesAll: Bool {
    context.pending != .confirmation && analysis.products.isEmpty && says(.charge) && says(.inFull)
  }
}

extension Context {
  /// Whether all of a sale is paid at once, and in one way.
  var isPaidWhole: Bool { slots[.payment] != .credit && slots[.payments] == nil }
}

extension Analysis {
  /// «bajale 5», «sacale 5 bs»: the amount of money that is taken off.
  var moneyOff: SlotValue.Number? {
    let words = sentence.words.indices
    let says = { (concept: KnownConcept) in words.contains { bears(concept, $0) } }
    guard says(.downs) || says(.currency) && (says(.takesOff) || says(.removes)),
      let number = words.first(where: { sentence.words[$0].isNumber }),
      !isPercent(number)
    else { return nil }
    return sentence.words[number].value.map(SlotValue.Number.init(thousandths:))
  }

  /// «me pagó 100», of a sale that is proposed, and nothing else: the amount that is paid with.
  var moneyHanded: SlotValue.Number? {
    let weighty = sentence.words.indices.filter { !free.contains($0) && !bears(.currency, $0) }
    guard weighty.count == 2, bears(.paysUs, weighty[0]), !sentence.words[weighty[1]].isArticle else {
      return nil
    }
    return sentence.words[weighty[1]].value.map(SlotValue.Number.init(thousandths:))
  }

  /// «sin descuento», «quitale el descuento», with no number for another.
  var dropsDiscount: Bool {
    let words = sentence.words.indices
    guard let discount = words.first(where: { bears(.discountWord, $0) }) else { return false }
    let ahead = max(0, discount - 3)..<discount
    let isDropped = ahead.contains {
      bears([.without, .deny, .takesOff, .removes], $0)
    }
    return isDropped && !words.contains { sentence.words[$0].isNumber }
  }

  /// «al final no llevó el pan», «el pan no lo llevó»: what the customer left here after all.
  func isNotTaken(in words: WordSet) -> Bool {
    sentence.words.indices.contains { place in
      words.contains(place) && bears(.handsOver, place)
        && (max(0, place - 2)..<place).contains { bears(.deny, $0) }
    }
  }

  /// Whether something is said to be taken off: «quitale el pan».
  func takesFrom(in words: WordSet) -> Bool { fills("mode", with: "decrease", in: words) }
}
