internal import Inventory

/// What is asked about the money of the customer spoken of, and what that customer pays.
extension Followup {
  /// «pagó 50», of the customer whose debt was asked for, or for whom something was just set aside or put on credit.
  var paidByTheSame: Request? {
    guard let customer = debtor, likeliest == .registerPayment, let rule = rules[.registerPayment]
    else { return nil }
    var slots = SlotFiller(analysis: analysis, rule: rule, words: words).slots()
    if slots[.customer] == nil, slots[.folio] == nil, context.intent == .layAway {
      (slots[.account], slots[.folio]) = ("layaway", context.slots[.folio])
    }
    slots[.customer] = slots[.customer] ?? customer
    return Request(intent: .registerPayment, slots: slots)
  }

  /// «¿cuánto le falta?», «¿cuánto debe?», of the customer spoken of.
  var owedByTheSame: Request? {
    let asks = says(.howMany) || says(.lots) || says(.which)
    guard let customer = debtor, asks, analysis.words(bearing: .owes) != 0, namesNoGoods,
      analysis.feature(.customer) & words == 0, isOnly(Self.owing)
    else { return nil }
    let isOfLayaway = context.intent == .layAway || context.intent == .layaways
    var slots = Slots()
    slots[.customer] = customer
    return Request(intent: isOfLayaway ? .layaways : .customerDebt, slots: slots)
  }

  private static let owing: [KnownConcept] = [
    .owes, .howMany, .lots, .which, .debt, .owing, .left, .need, .runOut, .rest, .have,
    .goesOn,
    .paidPart,
    .account, .customerWord, .paysUs,
  ]

  /// «¿y a Rosa?», «¿y marta?», after what another customer owes or bought, whatever else is called so.
  var ofAnotherCustomer: Request? {
    let isOfCustomers =
      [.customerDebt, .layaways, .customers].contains(context.intent)
      || context.slots[.customer] != nil && !context.intent.isDeed
    let names = analysis.index.customers
    let said = analysis.sentence.words.indices.filter {
      !analysis.free.contains($0) && !analysis.bears(.goesOn, $0) && !analysis.bears(.customerWord, $0)
    }
    guard isOfCustomers, !context.isWaiting, !said.isEmpty, said.count <= 3,
      analysis.sentence.words.count <= 5,
      said.allSatisfy({ !names.matcher.exact(analysis.sentence[$0]).isEmpty })
    else { return nil }
    var newer = Slots()
    newer[.customer] =
      told(from: names.names) ?? analysis.sentence.typed(said[0]..<said[said.count - 1] + 1)
    var request = merged(newer)
    if context.intent == .customerDebt { (request.slots[.scope], request.slots[.period]) = (nil, nil) }
    return request
  }

  /// «¿qué compró ella?», «¿cuánto vendió él este mes?», of the customer or the seller spoken of.
  var tradedByTheSame: Request? {
    guard !context.isWaiting, namesSamePerson, namesNoGoods, analysis.feature(.number) & words == 0,
      let rule = rules[.salesSummary]
    else { return nil }
    var slots = SlotFiller(analysis: analysis, rule: rule, words: words).slots()
    if let customer = context.slots[.customer], bears(.bought) || bears(.buy) {
      slots[.customer] = customer
    } else if let employee = context.slots[.employee], bears(.sold) || bears(.sell) {
      slots[.employee] = employee
    } else {
      return nil
    }
    if context.intent == .salesSummary { slots[.period] = slots[.period] ?? context.slots[.period] }
    return Request(intent: says(.best) ? .topSellers : .salesSummary, slots: slots)
  }

  /// «¿cuándo vino por última vez?», of the customer spoken of, or of the product that was.
  var lastTimeOfTheSame: Request? {
    guard !context.isWaiting, namesNoGoods, analysis.fills("metric", with: "last", in: words),
      [.customer, .employee, .supplier].allSatisfy({ analysis.feature($0) & words == 0 })
    else { return nil }
    var slots = Slots()
    slots[.metric] = "last"
    if let customer = context.slots[.customer] {
      slots[.customer] = customer
    } else if let supplier = context.slots[.supplier], context.intent == .movements {
      slots[.supplier] = supplier
      slots[.kind] = context.slots[.kind]
      return Request(intent: .movements, slots: slots)
    } else if let product = context.slots[.product] {
      slots[.product] = product
    } else {
      return nil
    }
    return Request(intent: .salesSummary, slots: slots)
  }

  /// «ella», or «él» as the last word, where nobody is named.
  private var namesSamePerson: Bool {
    guard let last = analysis.sentence.words.indices.last else { return false }
    return analysis.feature(.customer) & words == 0 && analysis.feature(.employee) & words == 0
      && (bears(.thatPerson) || analysis.sentence[last].elementsEqual("el".utf8))
  }

  private func bears(_ concept: KnownConcept) -> Bool { analysis.words(bearing: concept) & words != 0 }

  /// «¿desde cuándo?», of what is owed.
  var owedSince: Request? {
    guard context.intent == .customerDebt, !context.isWaiting, says(.sinceWhen),
      isOnly([.sinceWhen, .which, .when, .howMany, .debt, .owing, .owes, .goesOn])
    else { return nil }
    return Request(intent: .customerDebt, slots: context.slots)
  }

  /// The customer whose money the turn before was about.
  private var debtor: String? {
    switch context.intent {
    case .customerDebt, .layaways, .salesSummary, .customers: context.slots[.customer]
    case .registerPayment where !context.isWaiting: context.slots[.customer]
    case .layAway where context.pending == .done: context.slots[.customer]
    case .registerSale where context.pending == .done && isOnCredit: context.slots[.customer]
    default: nil
    }
  }

  private var isOnCredit: Bool {
    context.slots[.payment] == .credit
      || (context.slots[.payments] ?? []).contains { $0.way == .credit }
  }
}
