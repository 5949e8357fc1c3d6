internal import Inventory

/// Questions about all that is offered at «¿cuál?», or several that were listed.
extension Followup {
  /// More are asked about one by one no longer.
  private static let mostAsked = 6

  /// «todas», «las dos», of a question; «¿cuál es más barato?», «¿cuánto queda de cada uno?», of whatever waits; «¿cuánto
  /// queda de los dos primeros?», of a list.
  var ofEveryChoice: [Request]? {
    guard namesNoGoods else { return nil }
    guard case .choice(let names) = context.pending else {
      guard let (place, _) = place(among: context.shown) else { return nil }
      return asked(ofEachOf: pick(place, from: context.shown))
    }
    guard (2...Self.mostAsked).contains(names.count) else { return nil }
    if ordinal?.0 == .all, isOnly([.ref, .allOf]) {
      let isAboutProducts = rules[context.intent]?.slots.first == "product"
      return isAboutProducts && !context.intent.isDeed ? names.map(merged(product:)) : nil
    }
    return asked(ofEachOf: names)
  }

  /// The price or the stock of each of some goods, where one of those is asked.
  private func asked(ofEachOf names: [String]) -> [Request]? {
    guard (2...Self.mostAsked).contains(names.count) else { return nil }
    let asked: Intent? =
      if analysis.words(bearing: .priced) & words != 0, says(.by) || says(.more) || isQuestion {
        .productPrice
      } else if isQuestion || says(.allOf), let intent = bestIntent ?? likeliest,
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
