internal import Inventory

/// One message that asks for two things: «vendí 2 panes y ¿cuánto queda?».
extension Choice {
  /// Reads the halves of the message apart when each stands alone.
  mutating func split(_ analysis: Analysis, _ rules: IntentRules, _ whole: IntentScore) {
    let sentence = analysis.sentence
    guard sentence.words.count >= 4 else { return }
    let joints = analysis.concept(.and)
    let scorer = Scorer(rules: rules, analysis: analysis)
    var bestSum = whole.score + 0.3
    for joint in 2..<(sentence.words.count - 1)
    where sentence.words[joint].gap != .space || joints & (1 << WordSet(joint)) != 0 {
      let first = analysis.words(of: 0..<joint) & analysis.everything
      let second = analysis.words(of: joint..<sentence.words.count) & analysis.everything
      guard !analysis.leavesGoods(behind: joint), let left = scorer.scores(in: first).first,
        let right = scorer.scores(in: second).first,
        left.score >= 1, right.score >= 1, left.score + right.score > bestSum
      else { continue }
      let (a, b) = (rules.rules[left.rule], rules.rules[right.rule])
      guard left.rule == whole.rule || !scorer.isPart(first, of: whole.rule),
        right.rule == whole.rule || !scorer.isPart(second, of: whole.rule)
      else { continue }
      guard
        a.intent != .registerSale
          || !Self.saysHowPaid(b.intent, analysis, second) && !Self.saysWhatIsOff(b.intent, analysis, second)
      else { continue }
      guard !a.intent.movesGoods || left.evidence >= 2,
        !b.intent.movesGoods || right.evidence >= 2
      else { continue }
      // What came in together is one document.
      let isOneDocument = a.intent.movesGoods && a.slots.contains("items") || a.intent.setsUp
      guard a.intent != b.intent || !isOneDocument else { continue }
      let requests = [
        Request(intent: a.intent, slots: SlotFiller(analysis: analysis, rule: a, words: first).slots()),
        Request(intent: b.intent, slots: SlotFiller(analysis: analysis, rule: b, words: second).slots()),
      ]
      guard a.intent != .createProduct || requests[1].slots.namesKnownGoods else { continue }
      guard requests[0] != requests[1], requests.allSatisfy(Self.standsAlone),
        Self.keepsGoods(requests[0], of: analysis, in: first),
        Self.keepsGoods(requests[1], of: analysis, in: second),
        requests[0].intent != requests[1].intent || Self.areAlike(requests[0].slots, requests[1].slots)
      else { continue }
      bestSum = left.score + right.score
      request = requests[0]
      also = [requests[1]]
    }
  }

  /// Whether a request says something of all the products that its words name: «un tinte rojo a Marta, fiado» asks
  /// nothing about Marta's debts, and «10 arroz y se me rompió un perfume» breaks no rice.
  static func keepsGoods(_ request: Request, of analysis: Analysis, in words: WordSet) -> Bool {
    if ["query", "category"].contains(where: { request.slots[$0] != nil }) { return true }
    let named = analysis.products.filter { analysis.words(of: $0.words) & words != 0 }
    if request.slots[.productUnknown] != nil { return named.allSatisfy { $0.product == .unknown } }
    let isOfOne = request.slots[.product] != nil || request.slots[.productAny] != nil
    return request.slots[.items]?.count ?? (isOfOne ? 1 : 0) >= Set(named.map(\.product)).count
  }

  /// Whether one question was asked twice, of other things.
  private static func areAlike(_ a: Slots, _ b: Slots) -> Bool {
    !a.isEmpty && Set(a.values.keys) == Set(b.values.keys)
  }

  /// Whether a part of a message may be a request by itself: one that moves goods names them.
  static func standsAlone(_ request: Request) -> Bool {
    switch request.intent {
    case .greeting, .thanksGoodbye, .affirm, .deny, .outOfScope, .followup, .undo, .explain, .help: false
    default:
      !request.intent.movesGoods
        || ["product", "product_any", "product_unknown", "items"].contains { request.slots[$0] != nil }
    }
  }
}

extension Slots {
  /// Whether they name a product that the shop has.
  fileprivate var namesKnownGoods: Bool {
    self[.product] != nil
      || (self[.items] ?? []).contains { if case .known = $0.product { true } else { false } }
  }
}
