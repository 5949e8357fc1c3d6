internal import Inventory

/// Which way a price goes.
enum PriceDirection {
  case up, down

  /// As the verb nearest ahead of the number at `position` says, or the message's «más» and «menos»; nil where they say
  /// nothing or both.
  init?(_ analysis: Analysis, of position: Int) {
    let goods = analysis.words(of: analysis.products)
    let places = { (concepts: [String]) in
      analysis.sentence.words.indices.filter { place in
        !goods.contains(place) && concepts.contains { analysis.bears($0, place) }
      }
    }
    let (ups, downs) = (places(["ups", "adds_on"]), places(["downs", "takes_off"]))
    switch (ups.isEmpty, downs.isEmpty) {
    case (false, true): self = .up
    case (true, false): self = .down
    case (false, false):
      guard let verb = (ups + downs).filter({ $0 < position }).max() else { return nil }
      self = ups.contains(verb) ? .up : .down
    case (true, true):
      let (isDearer, isCheaper) = (!places(["dearer"]).isEmpty, !places(["cheaper"]).isEmpty)
      guard isDearer != isCheaper else { return nil }
      self = isDearer ? .up : .down
    }
  }
}

/// A number by which a price changes: «bajale 5 a la escoba», «vale 3 bs más», and not «bajala a 5».
struct PriceChange {
  private let direction: PriceDirection

  /// Nil where the number at `position`, which the words beside it make `cued`, is something else.
  init?(_ analysis: Analysis, _ rule: IntentRules.Rule, at position: Int, cued: NumberRole?) {
    let isOne =
      !analysis.sentence.words[position].isArticle || analysis.bears("currency", position + 1)
    guard rule.slots.contains(NumberRole.change.rawValue), isOne,
      let direction = PriceDirection(analysis, of: position)
    else { return nil }
    let isDifference = [1, 2].contains { distance in
      ["dearer", "cheaper"].contains { analysis.bears($0, position + distance) }
        && (distance == 1 || analysis.bears("currency", position + 1))
    }
    guard cued == nil || isDifference else { return nil }
    self.direction = direction
  }

  /// `value` as what is added to the price.
  func amount(_ value: Int64) -> Int64 { direction == .up ? value : -value }
}
