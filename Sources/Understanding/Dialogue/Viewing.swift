internal import Inventory

/// A report looked at again: its other end, all of it, in detail, elsewhere.
extension Followup {
  var viewedAgain: Request? {
    guard context.pending == .nothing, !context.intent.isDeed, namesNoGoods else { return nil }
    return otherEnd ?? ofEverybody ?? inDetail ?? elsewhere ?? ticketBefore
  }

  /// «¿y el peor?», after the best day, month or seller; «¿y la más chica?», after the largest sale.
  private var otherEnd: Request? {
    let small = analysis.words(saying: [.fewer, .smallest])
    let ends = small | analysis.words(saying: [.more, .largest])
    let isOfSales = context.intent == .salesList && context.slots[.rank] != nil
    guard isOfSales || context.intent == .salesSummary && context.slots.areOfRankedParts,
      ends & words != 0, isOnly(Self.ends, or: ends)
    else { return nil }
    var slots = context.slots
    let isSmall = small & words != 0
    slots[.rank] = isOfSales ? (isSmall ? "smallest" : "largest") : isSmall ? "worst" : nil
    return Request(intent: context.intent, slots: slots)
  }

  private static let ends: [KnownConcept] = [
    .goesOn, .which, .it, .placeWord, .moves, .sell, .fewer, .more, .most, .best, .low, .lowers, .butNot,
    .without, .slow, .copula, .past, .mode, .cheaper, .dearer, .wholeList, .adds,
  ]

  /// «¿y de todos?», after what is of one person, of some goods or of a branch.
  private var ofEverybody: Request? {
    let parts = [
      "product", "product_any", "category", "supplier", "employee", "customer", "branch", "except",
    ]
    guard analysis.opensGoingOn || !context.intent.isList, !context.intent.isOfOneProduct,
      says([.wholeList, .wholeShop, .inFull, .ref]),
      isOnly(Self.everybody), parts.contains(where: { context.slots[$0] != nil })
    else { return nil }
    var slots = context.slots
    for part in parts { slots[part] = nil }
    return Request(intent: context.intent, slots: slots)
  }

  private static let everybody: [KnownConcept] = [
    .wholeList, .wholeShop, .inFull, .ref, .allOf, .goesOn, .from, .joins, .productWord, .shopWord, .within,
    .it, .and, .adds, .toward, .placeWord, .customerWord, .wholeCatalogue,
  ]

  /// «detallame», «¿cuáles?»: the whole of a list, or the goods of what was sold.
  private var inDetail: Request? {
    guard says(.details) || says(.which), analysis.sentence.words.count <= 5,
      isOnly([.details, .which, .goesOn, .show, .it, .copula, .list, .more, .rather, .wholeList, .adds])
    else { return nil }
    var newer = Slots()
    if context.intent.isList {
      newer[.limit] = SlotValue.Number(0)
    } else if context.intent == .salesSummary, context.slots[.product] == nil {
      newer[.by] = "product"
    } else {
      return nil
    }
    var request = merged(newer)
    if newer[.by] != nil { for name in ["weekday", "hours", "rank", "metric"] { request.slots[name] = nil } }
    return request
  }

  /// «¿y en la otra sucursal?»: the other of two, or all of more.
  private var elsewhere: Request? {
    guard says(.other), says(.shopWord) || analysis.words(bearing: .within) & words != 0,
      let rule = rules[context.intent], rule.slots.contains("branch"),
      isOnly([.other, .shopWord, .within, .goesOn, .from, .it, .placeWord, .allOf, .joins, .adds])
    else { return nil }
    let others = analysis.index.branches.names.filter { $0 != context.slots[.branch] }
    var slots = context.slots
    slots[.branch] = context.slots[.branch] != nil && others.count == 1 ? others[0] : nil
    return Request(intent: context.intent, slots: slots)
  }

  /// «¿y la anterior?», «la siguiente», after one ticket.
  private var ticketBefore: Request? {
    guard context.intent == .saleStatus, let folio = context.slots[.folio], says(.before) || says(.after),
      isOnly([.before, .after, .goesOn, .it, .placeWord, .sale, .ticket, .ref, .past]),
      let number = Int(folio.split { !$0.isNumber }.last ?? ""), number > 1
    else { return nil }
    var newer = Slots()
    newer[.folio] = String(says(.after) ? number + 1 : number - 1)
    return merged(newer)
  }
}
