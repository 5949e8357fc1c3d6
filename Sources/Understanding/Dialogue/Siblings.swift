internal import Inventory

/// Another product of a kind in the place of one.
extension Followup {
  /// «no, de frutilla»: another of the products whose name begins like that of one spoken of.
  var sibling: Request? {
    guard analysis.sentence.words.count <= 5 else { return nil }
    guard var items = context.slots[.items], items.count > 1 else {
      return contextProduct.flatMap(sibling).map { merged(.known($0)) }
    }
    for (index, item) in items.enumerated() {
      guard case .known(let product) = item.product, let meant = sibling(of: product) else { continue }
      items[index].product = .known(meant)
      var slots = context.slots
      slots[.items] = items
      return Request(intent: context.intent, slots: slots)
    }
    return nil
  }

  /// The one that the message tells from all that `product` and its namesakes are; of several the one that is
  /// otherwise most like it: «de naranja», of a cola of 2 litres, is the orange of 2 litres.
  private func sibling(of product: String) -> String? {
    let said = Normalizer.normalize(product).words
    let namesakes = analysis.index.productNames.filter { Normalizer.normalize($0).words.first == said.first }
    let told = fitting(among: namesakes)
    guard !told.contains(product) else { return nil }
    let likeness = told.map { name in Normalizer.normalize(name).words.count { said.contains($0) } }
    let alike = told.indices.filter { likeness[$0] == likeness.max() }
    return alike.count == 1 ? told[alike[0]] : nil
  }

  /// «agregame lo mismo pero de naranja»: as many of another of the kind of the one line, beside it.
  var siblingBeside: Request? {
    guard says(.again), analysis.words(bearing: [.adds, .addsOn]) & words != 0,
      let items = context.slots[.items], items.count == 1, case .known(let product) = items[0].product,
      analysis.feature(.number) & words == 0, let other = sibling(of: product)
    else { return nil }
    var slots = context.slots
    slots[.items] = items + [ItemMention(product: .known(other), quantity: items[0].quantity)]
    slots[.total] = nil
    return Request(intent: context.intent, slots: slots)
  }

  /// «mejor que sea naranja»: another of the kind of what is proposed.
  var siblingInstead: Request? {
    guard says(.rather) || analysis.bears(.deny, 0), context.slots[.items] != nil,
      analysis.feature(.number) & words == 0
    else { return nil }
    return sibling
  }
}
