internal import Inventory

/// «¿por qué?», «¿de dónde sale ese número?», «¿seguro?», after a report.
extension Followup {
  /// What the figures of the report before are made of, where that is asked.
  var sourced: Request? {
    guard context.pending == .nothing, !context.intent.isDeed, !context.intent.isTalk, namesNoGoods,
      says(.source) || says(.sure) || says(.agrees) && analysis.isAsked, isOnly(Self.doubting)
    else { return nil }
    return ofSource
  }

  private var ofSource: Request {
    var slots = Slots()
    slots[.source] = context.intent.rawValue
    return Request(intent: .explain, slots: slots)
  }

  private static let doubting: [KnownConcept] = [
    .source, .explain, .sure, .agrees, .it, .goesOn, .copula, .placeWord, .summary, .howMany, .affirm,
    .which, .list, .anyNumber, .sale, .revenue, .margin, .value, .price, .stock,
  ]
  /// Reports that no rule of the stock stands behind.
  private static let unruled: Set<Intent> = [
    .topSellers, .topCustomers, .abcAnalysis, .turnover, .salesList, .cancelledSales, .productPrice,
    .customerDebt,
  ]

  /// Whether the turn before was about what was sold or earned in some days.
  var isOfSales: Bool {
    context.intent == .salesSummary || context.intent == .marginOfProduct && context.slots[.product] == nil
  }

  /// «¿por qué el segundo?», «¿y el tinte por qué?»: of what was pointed at or named, where something was; «¿por qué
  /// bajó?», of what was sold: what sold less than before.
  var explanation: Request {
    if Self.unruled.contains(context.intent), namesNoGoods { return ofSource }
    var slots = Slots()
    if isOfSales, namesNoGoods {
      slots[.metric] = "drivers"
      return Request(intent: .salesSummary, slots: merged(slots).slots)
    }
    if let (place, _) = place(among: context.shown), let name = pick(place, from: context.shown).first {
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
}
