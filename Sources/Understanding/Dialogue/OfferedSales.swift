internal import Inventory

/// Answers to which of several sales is meant.
extension Followup {
  /// The return of which it was asked of which sale it is, with the one that is pointed to.
  var saleOffered: Request? {
    guard let folio = offeredFolio, namesNoGoods, !isQuestion,
      isOnly([.ref, .placeWord, .sale, .ticket, .it, .copula, .from], or: analysis.feature(.number))
    else { return nil }
    var slots = Slots()
    slots[.folio] = folio
    return merged(slots)
  }

  /// «la primera», «1», «la 10365», «la última»: one of the folios offered, the newest of which stands first.
  var offeredFolio: String? {
    guard context.pending == .slot(.folio), let first = context.shown.first,
      !analysis.index.productNames.contains(first)
    else { return nil }
    if let place = ordinal?.0 {
      if place == .index(-1) { return first }
      if case let picked = pick(place, from: context.shown), picked.count == 1 { return picked[0] }
    }
    guard let number = analysis.sentence.words.last(where: { $0.isNumber })?.value,
      number > 0, number % 1000 == 0
    else { return nil }
    let digits = String(number / 1000)
    if let place = Int(digits), context.shown.indices.contains(place - 1) { return context.shown[place - 1] }
    let ending = context.shown.filter { $0.hasSuffix(digits) }
    return ending.count == 1 ? ending[0] : nil
  }
}
