internal import Inventory
internal import Shop

/// What is said beneath a proposal of an amount that may be a slip; it is written all the same.
enum CautionPhrase: String, Phrase {
  case farAbove = "caution.far_above(product,said,usual)"
  case farBelow = "caution.far_below(product,said,usual)"
  case costsMore = "caution.costs_more(product,cost,price)"
}

extension Desk {
  /// So many times what an amount was until now, or such a part of it, may be a slip.
  private static let farOff: Int64 = 5

  /// A word of caution where a price is far from what it was until now; nil where it is not.
  func caution(pricing product: Product, at said: Money, insteadOf usual: Money) -> String? {
    let words = ["product": product.name, "said": voice.money(said), "usual": voice.money(usual)]
    guard said > .zero, usual > .zero else { return nil }
    if said.minorUnits / usual.minorUnits >= Self.farOff { return voice.say(CautionPhrase.farAbove, words) }
    return usual.minorUnits / said.minorUnits >= Self.farOff
      ? voice.say(CautionPhrase.farBelow, words) : nil
  }

  /// A word of caution where a cost is far from what it was, or above what the product sells for.
  func caution(costing product: Product, _ said: Money) -> String? {
    if may(.seeCosts), let far = caution(pricing: product, at: said, insteadOf: product.prices.cost) {
      return far
    }
    let price = product.prices.sale
    guard price > .zero, said > price else { return nil }
    return voice.say(
      CautionPhrase.costsMore,
      ["product": product.name, "cost": voice.money(said), "price": voice.money(price)])
  }
}
