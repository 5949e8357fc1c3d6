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
    for joint in 1..<(sentence.words.count - 1)
    where sentence.words[joint].gap != .space || joints & (1 << WordSet(joint)) != 0 {
      let first = analysis.words(of: 0..<joint) & analysis.everything
      let (behind, second) = analysis.half(from: joint)
      guard !analysis.leavesGoods(behind: joint), let left = scorer.scores(in: first).first,
        case let scorer = Scorer(rules: rules, analysis: behind),
        let right = scorer.scores(in: second).first,
        left.score + right.score > bestSum
      else { continue }
      let (a, b) = (rules.rules[left.rule], rules.rules[right.rule])
      let areReports = a.intent.looksBack && b.intent.looksBack && a.intent != b.intent
      guard joint > 1 || areReports, second & analysis.concept(.whyChanged) == 0 else { continue }
      let ask = [0, joint].map { analysis.asks(at: $0) }
      let areApart = areReports || ask[0] && ask[1]
      guard
        [(left, first), (right, second)].enumerated().allSatisfy({ place, half in
          let (best, words) = half
          return best.score >= (ask[place] ? Self.leastAsked : 1)
            && (best.rule == whole.rule || !scorer.isPart(words, of: whole.rule)
              || areApart && best.score - scorer.score(of: whole.rule, in: words) >= Self.clearLead)
        })
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
        Request(intent: b.intent, slots: SlotFiller(analysis: behind, rule: b, words: second).slots()),
      ]
      guard !behind.isCompleted || Self.shareGoods(requests[0], requests[1], analysis.counts(in: first))
      else { continue }
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

  /// The least evidence for a half that asks: «¿y a cuánto está?» leaves to the other what of.
  private static let leastAsked: Float = 0.8
  /// What a half that would fit the other's question is ahead by, where it asks one of its own.
  private static let clearLead: Float = 0.5

  /// Whether a request says something of all the products that its words name: «un tinte rojo a Marta, fiado» asks
  /// nothing about Marta's debts, and «10 arroz y se me rompió un perfume» breaks no rice.
  static func keepsGoods(_ request: Request, of analysis: Analysis, in words: WordSet) -> Bool {
    if ["query", "category"].contains(where: { request.slots[$0] != nil }) { return true }
    let named = analysis.products.filter { analysis.words(of: $0.words) & words != 0 }
    if request.slots[.productUnknown] != nil { return named.allSatisfy { $0.product == .unknown } }
    let isOfOne = request.slots[.product] != nil || request.slots[.productAny] != nil
    return request.slots[.items]?.count ?? (isOfOne ? 1 : 0) >= Set(named.map(\.product)).count
  }

  /// Whether the goods that `first` names may be what `second` says a number of or asks about: where both count them,
  /// or one of them only asks about them.
  private static func shareGoods(_ first: Request, _ second: Request, _ isCounted: Bool) -> Bool {
    guard second.intent.movesGoods else {
      return first.intent.movesGoods && first.slots.countsGoods && !second.intent.isDeed
    }
    return second.slots.countsGoods
      && (first.intent.movesGoods ? first.slots.countsGoods : !first.intent.isDeed && !isCounted)
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

extension Analysis {
  /// The half of a message from `joint` on, with the one product that is named ahead where it only says how many of
  /// that are moved, or asks about it: «llegaron 10 leches y *pasá 1 a Norte*», «¿cuánto pan hay? *vendeme 2*», «vendí 2
  /// panes y *cuántos me quedan*».
  fileprivate func half(from joint: Int) -> (Analysis, WordSet) {
    let half = words(of: joint..<sentence.words.count) & everything
    let moves =
      half & words(bearing: Self.moving) != 0
      && (joint..<sentence.words.count).contains { sentence.words[$0].value != nil }
    let asksOfGoods = asks(at: joint, by: [.howMany]) && half & concepts([.saleSum, .changeDue]) == 0
    guard products.count == 1, products[0].words.upperBound <= joint, things.isEmpty,
      case .known(let entry) = products[0].product, moves || asksOfGoods
    else { return (self, half) }
    var completed = self
    completed.add(product: entry)
    return (completed, half | completed.words(of: sentence.words.count..<completed.sentence.words.count))
  }

  /// Whether some of `half` are numbers that no goods bear in their name.
  fileprivate func counts(in half: WordSet) -> Bool {
    let named = words(of: products)
    return sentence.words.indices.contains {
      half.contains($0) && !named.contains($0) && sentence.words[$0].value != nil
        && !sentence.words[$0].isArticle
    }
  }

  private static let moving: [KnownConcept] = [.sell, .sold, .receive, .send, .reason, .setAside]

  /// Whether a question word stands at `start`, a joint and small words before it or not: «y cuánto», «¿y de qué?».
  fileprivate func asks(
    at start: Int, by words: [KnownConcept] = [.howMany, .how, .which, .where, .when]
  ) -> Bool {
    var position = start
    while bears([.and, .from, .toward], position) { position += 1 }
    return bears(words, position)
  }
}

extension Slots {
  /// Whether they say how many of some goods.
  fileprivate var countsGoods: Bool {
    self[.quantity] != nil || (self[.items] ?? []).contains { $0.quantity != nil }
  }

  /// Whether they name a product that the shop has.
  fileprivate var namesKnownGoods: Bool {
    self[.product] != nil
      || (self[.items] ?? []).contains { if case .known = $0.product { true } else { false } }
  }
}
