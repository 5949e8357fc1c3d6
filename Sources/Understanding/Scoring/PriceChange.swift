internal import Inventory

/// Which way a price goes.
enum PriceDirection {
  case up, down

  /// As the verbs of a message say, or its «más» and «menos»; nil where they say nothing or both.
  init?(_ analysis: Analysis) {
    let goods = analysis.words(of: analysis.products)
    let said = { (concept: String) in
      analysis.sentence.words.indices.contains { !goods.contains($0) && analysis.bears(concept, $0) }
    }
    switch (said("ups") || said("adds_on"), said("downs") || said("takes_off")) {
    case (true, false): self = .up
    case (false, true): self = .down
    case (true, true): return nil
    case (false, false):
      guard said("dearer") != said("cheaper") else { return nil }
      self = said("dearer") ? .up : .down
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
    guard rule.slots.contains(NumberRole.change.rawValue), isOne, let direction = PriceDirection(analysis)
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
