internal import Inventory

/// Questions about all that is offered at «¿cuál?».
extension Followup {
  /// More are asked about one by one no longer.
  private static let mostAsked = 6

  /// «todas», «las dos», of a question; «¿cuál es más barato?», «¿cuánto queda de cada uno?», of whatever waits.
  var ofEveryChoice: [Request]? {
    guard case .choice(let names) = context.pending, (2...Self.mostAsked).contains(names.count), namesNoGoods
    else { return nil }
    if ordinal?.0 == .all, isOnly([.ref, .allOf]) {
      let isAboutProducts = rule(of: context.intent)?.slots.first == "product"
      return isAboutProducts && !context.intent.isDeed ? names.map(merged(product:)) : nil
    }
    let asked: Intent? =
      if analysis.words(bearing: .priced) & words != 0, says(.by) || says(.more) || isQuestion {
        .productPrice
      } else if isQuestion || says(.allOf), let intent = bestIntent,
        [.productPrice, .stockOfProduct].contains(intent)
      {
        intent
      } else {
        nil
      }
    guard let intent = asked else { return nil }
    return names.map { name in
      var slots = Slots()
      slots[.product] = name
      return Request(intent: intent, slots: slots)
    }
  }
}
