internal import Inventory

/// One message that asks for two things: «vendí 2 panes y ¿cuánto queda?».
extension Interpretation {
  /// Reads the halves of the message apart when each stands alone.
  mutating func split(_ analysis: Analysis, _ rules: IntentRules, _ whole: IntentScore) {
    let words = analysis.sentence.words
    guard words.count >= 4 else { return }
    let joints = analysis.concept(.and)
    var best = whole.score + 0.3
    for joint in 1..<(words.count - 1) where words[joint].gap != .space || joints.contains(joint) {
      guard let halves = Halves(of: analysis, rules, at: joint), halves.score > best,
        halves.standApart(from: whole), let requests = halves.requests
      else { continue }
      best = halves.score
      request = requests.first
      also = [requests.second]
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

/// A message parted at a joint, each half with the intent that explains it best.
private struct Halves {
  private let whole: Analysis
  private let joint: Int
  private let first: Half
  private let second: Half

  /// Nil where nothing explains one of them, or the second only goes on with the goods of the first.
  init?(of whole: Analysis, _ rules: IntentRules, at joint: Int) {
    let ahead = whole.words(of: 0..<joint) & whole.everything
    guard !whole.leavesGoods(behind: joint), let first = Half(whole, ahead, rules, asks: whole.asks(at: 0)),
      case let (analysis, behind) = whole.half(from: joint),
      let second = Half(analysis, behind, rules, asks: whole.asks(at: joint))
    else { return nil }
    (self.whole, self.joint, self.first, self.second) = (whole, joint, first, second)
  }

  var score: Float { first.best.score + second.best.score }

  /// Whether each is more than a part of what the whole message, or the other half, asks.
  func standApart(from whole: IntentScore) -> Bool {
    let areApart = areReports || first.asks && second.asks
    return (joint > 1 || areReports) && !second.asksWhy && !secondSaysHowItWasSold && !areOneDocument
      && !secondTellsDetails && [first, second].allSatisfy { $0.stands(beside: whole, isApart: areApart) }
  }

  /// What each asks for; nil where one leaves goods unsaid that are its own, or both ask for the same.
  var requests: (first: Request, second: Request)? {
    let requests = (first: first.request, second: second.request)
    guard requests.first != requests.second,
      Interpretation.standsAlone(requests.first), Interpretation.standsAlone(requests.second),
      Interpretation.keepsGoods(requests.first, of: whole, in: first.words),
      Interpretation.keepsGoods(requests.second, of: whole, in: second.words),
      first.intent != second.intent || requests.first.slots.say(thingsLike: requests.second.slots),
      first.intent != .createProduct || requests.second.slots.namesKnownGoods,
      !second.analysis.isCompleted || goodsAreShared(by: requests.first, requests.second)
    else { return nil }
    return requests
  }

  private var areReports: Bool {
    first.intent.looksBack && second.intent.looksBack && first.intent != second.intent
  }

  /// «vendí 2 panes, pagó 10 y debe el resto», «… con 5 menos»: the second only says more of the sale.
  private var secondSaysHowItWasSold: Bool {
    first.intent == .registerSale
      && (Interpretation.saysHowPaid(second.intent, whole, second.words)
        || Interpretation.saysWhatIsOff(second.intent, whole, second.words)
        || whole.saysWhoSold(second.words))
  }

  /// «entraron 12 leches lote L55, vence 10/12», «nuevo proveedor Pil, entrega en 2 días»: the second only says more of
  /// what came in, or of somebody new.
  private var secondTellsDetails: Bool {
    let details =
      switch first.intent {
      case .registerStockEntry: whole.lotWords
      case .createSupplier, .createCustomer: whole.words(of: whole.contact)
      default: WordSet(0)
      }
    return details & second.words != 0
  }

  /// What came in together is one document.
  private var areOneDocument: Bool {
    first.intent == second.intent
      && (first.intent.movesGoods && first.rule.slots.contains("items") || first.intent.setsUp)
  }

  /// Whether the goods that the first half names may be what the second says a number of or asks about: where both
  /// count them, or one of them only asks about them.
  private func goodsAreShared(by first: Request, _ second: Request) -> Bool {
    if second.intent == .returnSale, !isLess(second, than: first) { return false }
    if second.intent == .transferStock, second.slots[.to] == nil, second.slots[.from] == nil { return false }
    guard second.intent.movesGoods else {
      let asksOfSame = !first.intent.isDeed && second.intent.isOfOneProduct && !second.intent.isDeed
      return asksOfSame || first.intent.movesGoods && first.slots.countsGoods && !second.intent.isDeed
    }
    let mayLend =
      first.intent.movesGoods
      ? first.slots.countsGoods : !first.intent.isDeed && !whole.counts(in: self.first.words)
    return second.slots.countsGoods && mayLend
  }

  /// Whether no more comes back than was sold; not «le devolví 20», of the change.
  private func isLess(_ back: Request, than sold: Request) -> Bool {
    let count = { (request: Request) in
      (request.slots[.items] ?? []).compactMap(\.quantity?.thousandths).max() ?? 0
    }
    return count(back) <= count(sold) && second.words & whole.words(bearing: .weReturn) == 0
  }
}

/// One of the two halves.
private struct Half {
  let analysis: Analysis
  let words: WordSet
  let best: IntentScore
  let rule: IntentRules.Rule
  /// Whether it begins with a question word.
  let asks: Bool
  private let scorer: Scorer

  init?(_ analysis: Analysis, _ words: WordSet, _ rules: IntentRules, asks: Bool) {
    scorer = Scorer(rules: rules, analysis: analysis)
    guard let best = scorer.scores(in: words).first else { return nil }
    (self.analysis, self.words, self.best, self.asks) = (analysis, words, best, asks)
    rule = rules.rules[best.rule]
  }

  var intent: Intent { rule.intent }

  var request: Request {
    Request(intent: intent, slots: SlotFiller(analysis: analysis, rule: rule, words: words).slots())
  }

  var asksWhy: Bool { words & analysis.concept(.whyChanged) != 0 }

  /// Whether there is evidence enough for it, and it would not do as a part of the whole message's request; where both
  /// halves are requests for certain it only has to be clearer than that.
  func stands(beside whole: IntentScore, isApart: Bool) -> Bool {
    guard best.score >= (asks ? Self.leastAsked : 1), !intent.movesGoods || best.evidence >= 2 else {
      return false
    }
    if best.rule == whole.rule || !scorer.isPart(words, of: whole.rule) { return true }
    return isApart && best.score - scorer.score(of: whole.rule, in: words) >= Self.clearLead
  }

  /// The least evidence for a half that asks: «¿y a cuánto está?» leaves to the other what of.
  private static let leastAsked: Float = 0.8
  /// What a half that would fit the other's question is ahead by, where it asks one of its own.
  private static let clearLead: Float = 0.5
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
    guard products.count == 1, products[0].words.upperBound <= joint, things.isEmpty, !countsOthers(in: half),
      case .known(let entry) = products[0].product, moves || asksOfGoods
    else { return (self, half) }
    var completed = self
    completed.add(product: entry)
    return (completed, half | completed.words(of: sentence.words.count..<completed.sentence.words.count))
  }

  /// «… e vendi 2 pães»: whether a number of `half` counts goods that nobody knows.
  private func countsOthers(in half: WordSet) -> Bool {
    sentence.words.indices.contains { position in
      half.contains(position) && half.contains(position + 1) && sentence.words[position].value != nil
        && follows(position + 1)
        && (loose.contains(position + 1) || lexicon.isWare(sentence.words[position + 1].form))
    }
  }

  /// Whether some of `half` are numbers that no goods bear in their name.
  fileprivate func counts(in half: WordSet) -> Bool {
    let named = words(of: products)
    return sentence.words.indices.contains {
      half.contains($0) && !named.contains($0) && sentence.words[$0].isNumber
    }
  }

  private static let moving: [KnownConcept] = [.sell, .sold, .receive, .send, .reason, .setAside, .giveBack]

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
  /// Whether they say the same kinds of things as `others`: one question was asked twice, of other things.
  fileprivate func say(thingsLike others: Slots) -> Bool {
    !isEmpty && Set(values.keys) == Set(others.values.keys)
  }

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
