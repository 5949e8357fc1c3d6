internal import Inventory

/// The question before, of something else.
extension Followup {
  /// The turn before again with what this one names: «y ayer», «¿y en Norte?», «what about last week».
  var continued: Request? {
    guard let rule = spokenRule else { return nil }
    if chargesAll { return nil }
    let opens = analysis.opensGoingOn
    // Of what was added, changed or left the next message says nothing by itself.
    guard opens || context.isWaiting || !rule.intent.setsUp else { return nil }
    if context.pending == .done, rule.intent.createsSomething || deniesSomething { return nil }
    if !namesThingsAlone, tellsOtherDeed { return paidByTheSame ?? ofTheSameProduct }
    if saysHowMany {
      // Of what was done nothing is done again for a number alone.
      return context.pending == .done
        ? paidByTheSame : Correction(analysis, rule, context, words).request
    }
    var found = SlotFiller(analysis: analysis, rule: rule, words: words).slots()
    if rule.intent.createsSomething { found = Correction(analysis, rule, context, words).ofNew(found) }
    if !opens, asksAnew { return nil }
    if case .choice = context.pending {
      // A number that names none of those offered is no amount of money either.
      for role in NumberRole.allCases { found[role.rawValue] = nil }
    }
    leaveElided(&found, opens: opens)
    if opens, found.isEmpty, isElliptical, namesNoGoods, context.slots[.employee] != nil,
      let employee = told(from: analysis.index.employees.names)
    {
      found[.employee] = employee
      return merged(found)
    }
    if says(.wholeShop), isElliptical || isOnly([.wholeShop, .goesOn]), context.slots[.branch] != nil {
      var slots = context.slots.corrected(by: found)
      slots[.branch] = nil
      return Request(intent: context.intent, slots: slots)
    }
    if let other = ofAnotherSize { return other }
    if opens || namesNumberAlone, found.isEmpty, let folio = nextFolio(rule) { found[.folio] = folio }
    if namesNumberAlone, found[.folio] != nil { return merged(found) }
    if namesThingsAlone || opens && namesGoodsAlone, !found.isEmpty { return merged(found) }
    if let paid = paidByTheSame { return paid }
    // «y el negro», «y la deslactosada a 10», after another of its kind.
    let isOfNumbers = found.values.keys.allSatisfy { NumberRole(rawValue: $0) != nil }
    if opens, isElliptical, isOfNumbers, namesNoGoods, var sibling {
      sibling.slots = sibling.slots.corrected(by: found)
      return sibling
    }
    if opens && found.isEmpty || best == nil || lacksGoods || asksOfTheSame,
      analysis.sentence.words.count <= (says(.it) ? 9 : 6), let asked = askedOfProduct
    {
      return asked
    }
    if !opens, asksForOtherList { return nil }
    guard let best, best.score >= Interpretation.threshold else {
      return found.isEmpty ? likeliest == rule.intent ? askedAgain : nil : merged(found)
    }
    let fresh = rules.rules[best.rule]
    if fresh.intent.isTalk, !found.isEmpty { return merged(found) }
    let isWeak = best.evidence < 1.25
    if opens, fresh.intent.isList, fresh.intent != rule.intent, let carried = carried(to: fresh) {
      return carried
    }
    guard opens || isWeak else { return fresh.intent == rule.intent && found.isEmpty ? askedAgain : nil }
    if fresh.intent == rule.intent { return found.isEmpty ? askedAgain : merged(found) }
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

  /// «Hugo no lo quiere más»: what was done is not done again.
  private var deniesSomething: Bool { context.intent.isDeed && (says(.deny) || says(.callsOff)) }

  /// «¿cuánto queda de eso?», «¿cuánto me queda?», after the same question of one product.
  private var askedAgain: Request? {
    guard context.slots[.product] != nil, namesNoGoods, !says(.wholeShop), !says(.wholeList), !says(.by),
      says(.it) || analysis.sentence.words.count <= 3
    else { return nil }
    return Request(intent: context.intent, slots: context.slots)
  }

  /// «en Bebidas», «de Rosa, ayer»: nothing of weight but names and days.
  private var namesThingsAlone: Bool {
    let names: [Lexicon.Feature] = [.branch, .category, .supplier, .employee, .customer, .period]
    let paid = context.intent.isDeed ? 0 : analysis.concept(.payment)
    let named = names.reduce(analysis.free | paid) { $0 | analysis.feature($1) }
    return words & ~(named | analysis.concept(.goesOn)) == 0
  }

  /// «entonces 12», of lines of goods that could not be done or were left: never an amount of money.
  private var saysHowMany: Bool {
    guard context.slots[.items] != nil, isElliptical, namesNoGoods, analysis.feature(.number) & words != 0
    else { return false }
    if case .choice = context.pending { return says(.rather) }
    return true
  }

  /// «qué día vendí más», after Lucía's sales: a question with a verb of its own leaves nothing to the one before.
  private var asksAnew: Bool {
    comparesSales
      || context.intent == .marginOfProduct && likeliest == .salesSummary && analysis.opensAsking
      || context.intent == .salesSummary
        && (isQuestion || says([.whichDay, .whichSeller, .whichBranch]))
        && saysWord(of: context.intent, weighing: 0.8)
  }

  /// «los 5 que más plata dejaron este mes», after the average sale: a list that the report before is not.
  private var asksForOtherList: Bool {
    guard !context.isWaiting, let likeliest, likeliest.isList, likeliest != context.intent else {
      return false
    }
    return analysis.sentence.words.count > 5
  }

  /// «la 130», «130?»: nothing of weight but a number.
  var namesNumberAlone: Bool {
    analysis.feature(.number) != 0 && words & ~(analysis.feature(.number) | analysis.free) == 0
  }

  /// «¿y la esponja cuánto?»: besides goods no more than a «cuánto».
  private var namesGoodsAlone: Bool {
    let goods = analysis.words(of: analysis.products)
    let question = analysis.concept(.howMany) | analysis.concept(.which) | analysis.concept(.goesOn)
    return goods != 0 && words & ~(goods | question | analysis.free) == 0
  }

  /// «¿y cuánto le toca de comisión?», of the person that the question before was about; «¿y los menos vendidos?»,
  /// of the days and the place that the list before was of.
  private func carried(to fresh: IntentRules.Rule) -> Request? {
    let isOfReport = context.intent == .salesSummary && fresh.intent.isOfSalesList
    if fresh.intent.isList, context.intent.isList || isOfReport, context.pending == .nothing {
      let names = ["period", "branch", "category", "supplier", "employee", "customer"]
      let kept = isOfReport ? names : names.prefix(3).filter(fresh.slots.contains)
      guard kept.contains(where: { context.slots[$0] != nil }) else { return nil }
      var slots = SlotFiller(analysis: analysis, rule: fresh, words: words).slots()
      for name in kept where slots[name] == nil { slots[name] = context.slots[name] }
      return Request(intent: fresh.intent, slots: slots)
    }
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
    let numbers = analysis.sentence.words.filter { $0.isNumber }
    guard numbers.count == 1, let value = numbers[0].value, value > 0, value % 1000 == 0 else { return nil }
    return String(value / 1000)
  }

  /// «pagó 20 y debe el resto», «20 en efectivo y el resto con tarjeta», of the sale that is proposed.
  var paidInParts: Request? {
    guard case .confirmation = context.pending, namesNoGoods, !isQuestion, let rule = rules[context.intent]
    else { return nil }
    let asked = IntentRules.Rule(
      intent: rule.intent, slots: rule.slots.filter { ["payments", "customer"].contains($0) },
      fitting: rule.fitting)
    let found = SlotFiller(analysis: analysis, rule: asked, words: words).slots()
    guard let parts = found[.payments], !isOldDebt(parts) else { return nil }
    return merged(found)
  }

  /// «me debe 30 del otro día»: nothing of the sale that is proposed.
  private func isOldDebt(_ parts: [PaidPart]) -> Bool {
    let owes = parts.contains { $0.way == .credit && $0.amount != nil }
    return owes && (analysis.feature(.period) & words != 0 || says(.other) || says(.before))
  }

  /// «¿y cuántos quedan?», «vendí dos»: of the product that the turn before was about.
  var askedOfProduct: Request? {
    guard namesNoGoods, !says(.attribute), !analysis.bringsMoney, analysis.identifiers.isEmpty,
      let name = context.aside?.slots[.product] ?? contextProduct,
      let entry = analysis.index.productNames.firstIndex(of: name)
    else { return nil }
    var completed = analysis
    completed.add(product: entry)
    let all = completed.everything
    guard let of = Scorer(rules: rules, analysis: completed).scores(in: all).first,
      of.score > max(best?.score ?? 0, Interpretation.threshold),
      of.evidence > Lexicon.Feature.product.weight,
      case let rule = rules.rule(meantBy: rules.rules[of.rule], completed),
      rule.slots.contains("product") || rule.slots.contains("items"),
      context.namesProduct || !rule.intent.isList && rule.intent != .salesSummary,
      !rule.intent.movesGoods || !isQuestion,
      // «se arrepintió», behind a sale, takes nothing out of the catalogue.
      rule.intent != .changeProduct || context.pending != .done
    else { return nil }
    // «para llevar», of a sale that is proposed: the same once more, and no sale of one.
    if rule.intent.isDeed, rule.intent == context.intent, context.pending == .confirmation, !namesNumber {
      return Request(intent: context.intent, slots: context.slots)
    }
    var slots = SlotFiller(analysis: completed, rule: rule, words: all).slots()
    if rule.intent == .transferStock, slots[.from] == nil, context.slots[.branch] != slots[.to] {
      slots[.from] = context.slots[.branch]
    }
    return Request(intent: rule.intent, slots: slots)
  }

  /// Whether some number of goods is to be moved that the message does not name: «pasá 3 a la sur».
  var lacksGoods: Bool {
    guard let intent = best.map({ rules.rules[$0.rule].intent }) else { return false }
    // «no, vendí 10»: beside the no there is no evidence for what was done instead.
    let isInstead = analysis.bears(.deny, 0) && likeliest?.movesGoods == true
    return (intent.movesGoods || isInstead || says(.order)) && analysis.feature(.number) != 0
  }

  /// Whether a short question about one product names none and no days: «¿a cómo está?», «¿cuándo se acaba?».
  var asksOfTheSame: Bool {
    guard let intent = bestIntent, let rule = rules[intent], rule.slots.contains("product"),
      intent != context.intent, !namesAnotherSubject,
      analysis.feature(.period) & words == 0 || says(.it) && intent == .forecast
    else { return false }
    let count = analysis.sentence.words.count
    if intent == .alerts { return says(.it) && count <= 5 }
    if intent.isOfOneProduct || says(.it) { return count <= (says(.it) ? 9 : 5) }
    if rule.slots.first == "product", count <= 4, !says(.best), !says(.more) { return true }
    return count <= 5 && !says(.which) && !says(.summary) && !says(.list)
  }

  /// «ventas de Lucía»: what is asked about is named, and no product.
  private var namesAnotherSubject: Bool {
    [Lexicon.Feature.employee, .customer, .supplier, .category].contains { analysis.feature($0) & words != 0 }
  }

  /// The one product that the turn before was about, or all that it showed.
  var contextProduct: String? {
    if let product = context.slots[.product] { return product }
    if ["price", "dearest"].contains(context.slots[.sort]) { return context.shown.first }
    guard let items = context.slots[.items] else { return context.shown.count == 1 ? context.shown[0] : nil }
    guard items.count == 1, case .known(let name) = items[0].product else { return nil }
    return name
  }
}

extension Intent {
  /// Whether it is a list of what, to whom or how much was sold in some days.
  var isOfSalesList: Bool {
    [
      .topSellers, .slowMovers, .topCustomers, .salesList, .cancelledSales, .abcAnalysis, .marginOfProduct,
    ].contains(self)
  }
}

extension Context {
  /// Whether it is about goods that were named, and not only shown.
  fileprivate var namesProduct: Bool { slots[.product] != nil || slots[.items] != nil || slots[.sort] != nil }
}
