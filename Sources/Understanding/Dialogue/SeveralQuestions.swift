internal import Inventory

/// One question about several things: one request for each.
extension Interpretation {
  /// «¿cuánto queda de leche y de pan?», «se rompieron 2 vasos y 3 platos», «ventas de Lucía y de Bruno»: one request
  /// about several goods or names is one for each, where it is not one document.
  mutating func ask(of analysis: Analysis, _ rule: IntentRules.Rule, among rules: IntentRules) {
    guard request.slots.compared.isEmpty else { return }
    let filler = SlotFiller(analysis: analysis, rule: rule, words: analysis.everything)
    let goods = analysis.goodsListed(for: filler)
    let lists = [goods.map(\.words)] + analysis.namesListed(for: filler)
    let listed = lists.filter { $0.count > 1 && $0.count <= Self.mostListed && analysis.areApart($0) }
    guard let ranges = listed.first, listed.map(\.count).reduce(1, *) <= Self.mostListed else { return }
    if ranges == lists[0], !Self.mayBeParted(goods, rule) { return }
    // «de pan y leche en Norte y Mercado»: of each in each.
    let others = listed.dropFirst().reduce([WordSet(0)]) { others, list in
      others.flatMap { left in
        list.indices.map { left | Self.words(ofOthersThan: $0, list, analysis) }
      }
    }
    let requests = ranges.indices.flatMap { index in others.map { (index, $0) } }.map { index, others in
      let words = analysis.everything & ~Self.words(ofOthersThan: index, ranges, analysis) & ~others
      var slots = SlotFiller(analysis: analysis, rule: rule, words: words).slots()
      if ranges == lists[0], goods[index].product == .unknown {
        for name in Self.goodsSlots { slots[name] = nil }
        slots[.productUnknown] = analysis.sentence.typed(ranges[index])
      }
      let one = Request(intent: rule.intent, slots: thread == .completion ? completed(by: slots) : slots)
      return AskedKind(one, analysis, rules, words)?.list ?? one
    }
    // What is asked back waits for its answer beneath all that can be answered.
    let isDoubtful = { (request: Request) in
      request.slots[.productAny] != nil || request.slots[.productUnknown] != nil
    }
    let (doubtful, clear) = (requests.filter(isDoubtful), requests.filter { !isDoubtful($0) })
    // What waits for a yes would be given up for a question.
    let sorted = rule.intent.isDeed ? doubtful + clear : clear + doubtful
    guard Set(requests).count == requests.count, let first = sorted.first else { return }
    request = first
    also = Array(sorted.dropFirst())
  }

  private static let mostListed = 12
  private static let goodsSlots = ["product", "product_any", "product_unknown"]

  /// What the turn before asked, of what one of several names in its place.
  private func completed(by slots: Slots) -> Slots {
    var before = request.slots
    if Self.goodsSlots.contains(where: { slots[$0] != nil }) {
      for name in Self.goodsSlots { before[name] = nil }
    }
    return before.corrected(by: slots)
  }

  /// Whether what is asked or told of several goods may be parted: a look-up, or a deed that takes no lines.
  private static func mayBeParted(_ goods: [Mention], _ rule: IntentRules.Rule) -> Bool {
    let areKnown = goods.allSatisfy { if case .known = $0.product { true } else { false } }
    let isOfGoods =
      rule.slots.first == "product" || rule.intent == .salesSummary || rule.intent == .marginOfProduct
    return isOfGoods && rule.intent != .alerts && !rule.intent.setsUp && !rule.intent.isOfNames
      && (areKnown || rule.intent != .changePrice)
      && !(rule.intent.movesGoods && rule.slots.contains("items"))
  }

  /// «¿cuánto vendí ayer y anteayer?»: one question about several days is one for each.
  mutating func askOfDays(_ analysis: Analysis, _ rule: IntentRules.Rule, on today: BusinessDay?) {
    let filler = SlotFiller(analysis: analysis, rule: rule, words: analysis.everything)
    let ofHours = filler.hoursOneByOne.map { hours in
      var request = request
      request.slots[.hours] = hours
      return request
    }
    let ofDays = filler.periodsOneByOne(on: today).map { period in
      var request = request
      request.slots[.period] = period
      return request
    }
    let requests = ofHours.isEmpty ? ofDays : ofHours
    guard Set(requests).count == requests.count, let first = requests.first else { return }
    (request, also) = (first, Array(requests.dropFirst()))
  }

  /// The others of several that are listed, and the numbers that belong to them: those behind each, or ahead of each
  /// where one stands ahead of the first.
  private static func words(ofOthersThan index: Int, _ listed: [Range<Int>], _ analysis: Analysis) -> WordSet
  {
    let words = analysis.sentence.words
    let others = analysis.everything & ~analysis.words(of: listed)
    // «un lápiz y dos cuadernos»: beside a number an article counts too.
    let isCounted = listed.contains { goods in
      goods.lowerBound > 0 && words[goods.lowerBound - 1].isNumber
    }
    let numbers = words.indices.filter { place in
      let counts = isCounted && listed.contains { $0.lowerBound == place + 1 }
      return others.contains(place) && words[place].value != nil && (!words[place].isArticle || counts)
    }
    let isShared = numbers.count < 2
    let isAhead = numbers.contains { $0 < listed[0].lowerBound }
    return listed.indices.filter { $0 != index }.reduce(0) { others, other in
      let start = isAhead ? (other > 0 ? listed[other - 1].upperBound : 0) : listed[other].lowerBound
      let end =
        isAhead
        ? listed[other].upperBound : other + 1 < listed.count ? listed[other + 1].lowerBound : words.count
      let numbers = isShared ? [] : (start..<end).filter { words[$0].value != nil }
      return numbers.reduce(others | analysis.words(of: listed[other])) { $0 | 1 << WordSet($1) }
    }
  }
}

extension Analysis {
  /// The goods that are named one after the other, with those among them that nobody knows, in order.
  fileprivate func goodsListed(for filler: SlotFiller) -> [Mention] {
    let named = products.filter { !(filler.takes("category") && isCategory($0.words)) }
    let unknown = (filler.rule.intent.isDeed ? [] : things.filter(isListed) + plainGoodsListed).map {
      Mention(words: $0, product: .unknown, share: 0)
    }
    return (named + unknown).filter { words(of: $0.words) & retracted == 0 && !filler.isLeftOut($0.words) }
      .sorted { $0.words.lowerBound < $1.words.lowerBound }
  }

  /// For each kind of names that a look-up takes those that are named, in order.
  fileprivate func namesListed(for filler: SlotFiller) -> [[Range<Int>]] {
    guard !filler.rule.intent.isDeed, names.count > 1 else { return [] }
    let kinds: [(Mention.Kind, slot: String)] = [
      (.employee, "employee"), (.branch, "branch"), (.category, "category"), (.supplier, "supplier"),
      (.customer, "customer"),
    ]
    return kinds.filter { filler.takes($0.slot) }.map { kind, _ in
      let listed = names.filter { $0.kind == kind && !filler.isLeftOut($0.words) }
      let entries = Set(listed.map(\.entry))
      return entries.count == listed.count ? listed.map(\.words).sorted { $0.lowerBound < $1.lowerBound } : []
    }
  }

  /// Whether «y» or a comma stands between each of some words and the next.
  fileprivate func areApart(_ ranges: [Range<Int>]) -> Bool {
    zip(ranges, ranges.dropFirst()).allSatisfy { before, after in
      before.upperBound <= after.lowerBound
        && (before.upperBound...after.lowerBound).contains {
          sentence.words[$0].gap != .space || concept(.and).contains($0) || bears([.compares, .either], $0)
            || bears(.joins, $0) && concept(.compares) != 0
        }
    }
  }

  /// «pan, mesas y leche»: words of everyday talk that stand alone between two joints of a list, where goods are named
  /// ahead of them or behind.
  private var plainGoodsListed: [Range<Int>] {
    sentence.words.indices.filter { position in
      let word = sentence.words[position]
      return word.kind == .word && word.value == nil && word.range.count > 3 && loose.contains(position)
        && !free.contains(position) && !products.contains { $0.words.contains(position) }
        && !names.contains { $0.words.contains(position) } && !things.contains { $0.contains(position) }
        && isListed(position..<position + 1)
    }.map { $0..<$0 + 1 }
  }
}
