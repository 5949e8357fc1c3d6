internal import Inventory

/// Which way a price goes.
enum PriceDirection {
  case up, down

  /// As the verb nearest ahead of the number at `position` says, or the message's «más» and «menos»; nil where they say
  /// nothing or both, as of a number that verbs of both directions share.
  init?(_ analysis: Analysis, of position: Int) {
    let said = PriceVerbs(analysis)
    switch (said.ups.isEmpty, said.downs.isEmpty) {
    case (false, true): self = .up
    case (true, false): self = .down
    case (false, false):
      guard !said.areTorn, let verb = (said.ups + said.downs).filter({ $0 < position }).max() else {
        return nil
      }
      self = said.ups.contains(verb) ? .up : .down
    case (true, true):
      let (isDearer, isCheaper) = (!said.places([.dearer]).isEmpty, !said.places([.cheaper]).isEmpty)
      guard isDearer != isCheaper else { return nil }
      self = isDearer ? .up : .down
    }
  }
}

/// The verbs of a message by which prices change.
struct PriceVerbs {
  private(set) var ups: [Int] = []
  private(set) var downs: [Int] = []
  private let analysis: Analysis
  private let goods: WordSet

  init(_ analysis: Analysis) {
    self.analysis = analysis
    goods = analysis.words(of: analysis.products) | analysis.excepted.words
    ups = places([.ups, .addsOn])
    downs = places([.downs, .takesOff])
  }

  /// «subí el pan 10 % y bajá la mantequilla»: whether verbs of both directions share a number.
  var areTorn: Bool { !ups.isEmpty && !downs.isEmpty && ups.count + downs.count > numbers.count }

  /// The numbers that are no part of goods.
  var numbers: [Int] {
    analysis.sentence.words.indices.filter {
      analysis.sentence.words[$0].isNumber
        && !goods.contains($0)
    }
  }

  /// Where one of `concepts` is said, and not as a part of goods.
  func places(_ concepts: [KnownConcept]) -> [Int] {
    analysis.sentence.words.indices.filter { place in
      !goods.contains(place) && analysis.bears(concepts, place)
    }
  }
}

/// A number by which a price changes: «bajale 5 a la escoba», «vale 3 bs más», and not «bajala a 5».
struct PriceChange {
  private let direction: PriceDirection

  /// Nil where the number at `position`, which the words beside it make `cued`, is something else.
  init?(_ analysis: Analysis, _ rule: IntentRules.Rule, at position: Int, cued: NumberRole?) {
    let isOne =
      !analysis.sentence.words[position].isArticle || analysis.bears(.currency, position + 1)
    guard rule.slots.contains(NumberRole.change.rawValue), isOne,
      let direction = PriceDirection(analysis, of: position)
    else { return nil }
    let isDifference = [1, 2].contains { distance in
      // «a 20 menos la cola» takes nothing off.
      analysis.bears([.dearer, .cheaper], position + distance)
        && !analysis.excepted.words.contains(position + distance)
        && (distance == 1 || analysis.bears(.currency, position + 1))
    }
    guard cued == nil || isDifference else { return nil }
    self.direction = direction
  }

  /// `value` as what is added to the price.
  func amount(_ value: Int64) -> Int64 { direction == .up ? value : -value }
}
