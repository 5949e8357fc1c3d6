internal import Inventory

/// A report looked at once more: in money, of fewer, compared, without some.
extension Followup {
  /// The report before with what this message changes about how it is looked at.
  var refined: Request? {
    guard context.pending == .nothing, !context.intent.isDeed, let rule = rules[context.intent] else {
      return nil
    }
    return summedUp ?? howManyRows(rule) ?? amongShown(rule) ?? withoutSome(rule) ?? measured ?? judged
      ?? comparedWith
      ?? sorted ?? least
  }

  /// «¿cuánto en total?», «¿cuántos son?», of a list: its first and last words say so.
  private var summedUp: Request? {
    guard context.intent.isList, namesNoGoods, analysis.sentence.words.count <= 6,
      says(.saleSum) || says(.howMany) || says(.wholeShop),
      isOnly(Self.summing)
    else { return nil }
    return Request(intent: context.intent, slots: context.slots)
  }

  private static let summing: [KnownConcept] = [
    .saleSum, .howMany, .wholeShop, .summary, .copula, .rather, .it, .goesOn, .price, .value,
    .inFull, .cashMoney, .inMoney,
  ]

  /// «de esos, ¿cuáles son de Totora?», «solo los de Norte», of a list: those of a part of the shop.
  private func amongShown(_ rule: IntentRules.Rule) -> Request? {
    let parts: [Lexicon.Feature] = [.category, .supplier, .branch]
    let named = parts.reduce(WordSet(0)) { $0 | analysis.feature($1) }
    let isOfParts = context.intent.isList || context.intent == .inventoryValue
    guard isOfParts, named & words != 0, !namesMoreThan(parts: named),
      says(.ref) || says(.only) || analysis.opensGoingOn,
      isOnly(Self.pointing, or: named)
    else { return nil }
    let asked = IntentRules.Rule(
      intent: rule.intent, slots: ["category", "supplier", "branch"], fitting: rule.fitting)
    let found = SlotFiller(analysis: analysis, rule: asked, words: words).slots()
    return found.isEmpty || analysis.concept(.without) & words != 0 ? nil : merged(found)
  }

  /// «sin contar los tintes», of a list or of what was sold.
  private func withoutSome(_ rule: IntentRules.Rule) -> Request? {
    let goods =
      analysis.words(of: analysis.products) | analysis.feature(.category) | analysis.feature(.supplier)
    guard isOnly(Self.leavingOut, or: goods),
      let except = SlotFiller(analysis: analysis, rule: rule, words: words).slots()[.except] ?? takenOff
    else { return nil }
    var newer = Slots()
    newer[.except] = except
    return merged(newer)
  }

  /// «sacale los tintes», of a list.
  private var takenOff: String? {
    guard context.intent.isList, analysis.takesFrom(in: words), analysis.feature(.number) & words == 0
    else { return nil }
    return analysis.names.first { $0.kind == .category }.map { analysis.name(of: $0) }
  }

  private static let leavingOut: [KnownConcept] = [
    .removes, .takesOff, .mode, .adjust, .without, .butNot, .counting, .goesOn, .fewer, .lowers,
    .and,
  ]

  private func namesMoreThan(parts: WordSet) -> Bool {
    analysis.products.contains { analysis.words(of: $0.words) & ~parts != 0 && $0.hasHead }
  }

  private static let pointing: [KnownConcept] = [
    .ref, .which, .show, .list, .goesOn, .from, .within, .supplierWord, .categoryWord, .only,
    .shopWord, .productWord, .it, .allOf, .have, .copula, .joins,
  ]

  /// «¿y en plata?», «en unidades», of what was sold.
  private var measured: Request? {
    let measure = says(.inMoney) ? "income" : says(.inUnits) ? "units" : nil
    guard let measure, namesNoGoods, isOnly(Self.measuring) else { return nil }
    if [.salesSummary, .topSellers].contains(context.intent) { return looking(measure) }
    let saysMoney: [Intent] = [.slowMovers, .overstock, .restockRecommendation, .inventoryValue]
    return measure == "income" && saysMoney.contains(context.intent)
      ? Request(intent: context.intent, slots: context.slots) : nil
  }

  /// «¿eso es mucho?», of a report; «¿y en porcentaje?», of what was sold.
  private var judged: Request? {
    guard namesNoGoods else { return nil }
    if context.intent == .marginOfProduct, says(.inPercent), isOnly(Self.measuring) {
      return Request(intent: context.intent, slots: context.slots)
    }
    let isOfSales = context.intent == .salesSummary
    if isOfSales, says(.inPercent), isOnly(Self.measuring) { return looking("share") }
    let isUpOrDown = says(.ups) && says(.downs)
    guard says(.judges) || isUpOrDown, !says(.agrees) || analysis.isAsked, isOnly(Self.judging) else {
      return nil
    }
    if isOfSales { return looking("change") }
    // Their answers say what is normal.
    let compared: [Intent] = [.marginOfProduct, .stockOfProduct, .restockRecommendation, .lowStockReport]
    if compared.contains(context.intent) { return Request(intent: context.intent, slots: context.slots) }
    var slots = Slots()
    slots[.metric] = "change"
    return Request(intent: .explain, slots: slots)
  }

  /// «¿y lo que menos?», after what sells most.
  private var least: Request? {
    guard context.intent == .topSellers, says(.fewer), namesNoGoods,
      isOnly([.fewer, .goesOn, .which, .sell, .moves, .low, .it, .lowers, .butNot, .without])
    else { return nil }
    var slots = Slots()
    for name in ["branch", "category"] { slots[name] = context.slots[name] }
    return Request(intent: .slowMovers, slots: slots)
  }

  private func looking(_ metric: String) -> Request {
    var newer = Slots()
    newer[.metric] = metric
    return merged(newer)
  }

  private static let measuring: [KnownConcept] = [
    .inMoney, .inUnits, .inPercent, .howMany, .price, .saleSum, .summary, .wholeShop, .goesOn,
    .it, .copula, .show, .cashMoney, .sell,
    .sold, .sale, .value, .which, .list, .past, .going,
  ]
  private static let judging: [KnownConcept] = [
    .ups, .downs, .lowers, .mode, .judges, .it, .goesOn, .lots, .copula, .low, .more, .fewer,
    .most,
  ]

  /// «comparado con el año pasado», of what was sold: other days beside those asked about.
  private var comparedWith: Request? {
    guard context.intent == .salesSummary, says(.compares), namesNoGoods, !comparesSales,
      let rule = rules[.salesSummary],
      case let asked = IntentRules.Rule(
        intent: rule.intent, slots: ["period", "against"], fitting: rule.fitting),
      case let found = SlotFiller(analysis: analysis, rule: asked, words: words).slots(),
      isOnly(
        [.compares, .going, .goesOn, .it, .before, .toward, .joins], or: analysis.feature(.period))
    else { return nil }
    if found[.against] != nil { return merged(found) }
    guard let period = found[.period] else { return comparedWithEarlier }
    var newer = Slots()
    // «la semana pasada contra la anterior»
    if analysis.words(bearing: .before) & words & ~analysis.feature(.period) != 0 {
      (newer[.period], newer[.against]) = (period, period.previous(on: context.today))
    } else {
      newer[.against] = period
    }
    return merged(newer)
  }

  /// «comparalos», of the days of this report and the one before it: the later with the earlier.
  private var comparedWithEarlier: Request? {
    let period = context.slots[.period] ?? .day(0)
    let others = context.earlier.filter { $0.intent == .salesSummary }.map { $0.slots[.period] ?? .day(0) }
    guard let today = context.today, let other = others.first(where: { $0 != period }) else { return nil }
    let isLater = period.days(on: today).first >= other.days(on: today).first
    var newer = Slots()
    (newer[.period], newer[.against]) = isLater ? (period, other) : (other, period)
    return merged(newer)
  }

  /// «¿vendo mejor que el mes pasado?»: a question of its own, which keeps nothing of the one before.
  var comparesSales: Bool {
    says(.compares) && !analysis.opensGoingOn
      && (analysis.words(bearing: [.sell, .sold, .sale]) & words != 0)
  }

  /// «ordenalo por precio», of a list; «and the most expensive?», of goods that were searched for.
  private var sorted: Request? {
    guard context.intent.isList, namesNoGoods else { return nil }
    if context.intent == .productSearch, says(.sort), !says(.productWord), analysis.names.isEmpty,
      let rule = rules[.productSearch],
      let order = SlotFiller(analysis: analysis, rule: rule, words: words).slots()[.sort]
    {
      var newer = Slots()
      newer[.sort] = order
      return merged(newer)
    }
    guard says(.sorts) else { return nil }
    let isByIncome = says([.inMoney, .revenue, .cashMoney, .sale])
    if context.intent == .topSellers, isByIncome || says(.inUnits) || says(.units) {
      return looking(isByIncome ? "income" : "units")
    }
    var newer = Slots()
    newer[.sort] =
      says(.price) ? "price" : isByIncome ? "income" : says(.named) ? "name" : "other"
    return merged(newer)
  }

}

extension Context {
  /// The turn before that a message leans on which names nothing but days, a measure or a judgement: where the last
  /// question knows of none, the report before it.
  func ofReport(meantBy analysis: Analysis, _ rules: IntentRules) -> Context? {
    let takesDays = { (intent: Intent) in
      !intent.isDeed && rules.rules.contains { $0.intent == intent && $0.slots.contains("period") }
    }
    guard pending == .nothing || pending == .done, !takesDays(intent), analysis.namesOnlyDaysOrMeasure,
      let report = earlier.first(where: { takesDays($0.intent) })
    else { return nil }
    var context = Context(intent: report.intent, slots: report.slots, shown: shown)
    (context.earlier, context.today) = (earlier, today)
    return context
  }
}

extension Analysis {
  /// «¿y el mes pasado?», «y en plata»: nothing of weight but days, or how to look at something.
  fileprivate var namesOnlyDaysOrMeasure: Bool {
    let telling = feature(.period) | concepts([.inMoney, .inUnits, .inPercent, .judges, .compares, .by])
    let others = free | concepts([.goesOn, .it, .which, .before, .after])
    return telling & everything != 0 && everything & ~(telling | others) == 0
      && sentence.words.count <= 6
  }
}
