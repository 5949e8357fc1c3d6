internal import Inventory

/// Answers to which of several products is meant.
extension Followup {
  /// «la de manos», «la segunda», «2»: one of the products offered.
  func choose(_ names: [String]) -> Request? {
    if let left = left(of: names) { return merged(product: left) }
    let numbered = bareNumber ?? place(among: names)?.0
    if let place = ordinal?.0 ?? (namesOne(of: names) ? nil : numbered),
      case let picked = pick(place, from: names), picked.count == 1
    {
      return merged(product: picked[0])
    }
    let known = analysis.products.compactMap { mention -> (name: String, isWhole: Bool)? in
      guard case .known(let entry) = mention.product else { return nil }
      return (analysis.index.productNames[entry], mention.share == 1)
    }
    if known.count == 1, names.contains(known[0].name) { return merged(product: known[0].name) }
    guard !known.contains(where: \.isWhole) else { return nil }
    let candidates = names + doubted.filter { !names.contains($0) }
    let told = fitting(among: candidates)
    if told.count == 1 { return merged(product: told[0]) }
    if let sized = bySize(among: told.isEmpty ? candidates : told) { return merged(product: sized) }
    if told.isEmpty, let counted { return counted }
    return told.isEmpty || told.count == candidates.count ? nil : merged(.ambiguous(told))
  }

  /// «el rojo no», «el rojo no, el otro»: of two that were offered the one that is not named.
  private func left(of names: [String]) -> String? {
    guard names.count == 2, case let (told, words) = telling(among: names), told.count == 1,
      case let next = WordSet.bitWidth - words.leadingZeroBitCount,
      analysis.bears(.deny, next) && analysis.sentence.words[next].gap == .space
        || isDenied(ahead: words.trailingZeroBitCount)
    else { return nil }
    return names.first { $0 != told[0] }
  }

  /// «no el chico»: whether a no stands ahead of a word, an article between them or not.
  private func isDenied(ahead word: Int) -> Bool {
    let cue = word > 1 && isGlue(word - 1) ? word - 2 : word - 1
    return analysis.bears(.deny, cue) && analysis.sentence.words[cue + 1].gap == .space
  }

  /// «5», «son 5», where that is no place among those offered: how many of the goods in question, if that was not
  /// said yet, while the question stays open.
  private var counted: Request? {
    guard context.intent.isDeed, namesNoGoods, let rule = rules[context.intent],
      case let role = IntentRules.Rule(intent: rule.intent, slots: ["qty"], fitting: rule.fitting),
      let quantity = SlotFiller(analysis: analysis, rule: role, words: words).slots()[.quantity]
    else { return nil }
    var slots = context.slots
    if var items = slots[.items] {
      let doubtful = items.firstIndex { if case .known = $0.product { false } else { true } }
      guard let doubtful, items[doubtful].quantity == nil else { return nil }
      items[doubtful].quantity = quantity
      slots[.items] = items
    } else {
      guard slots[.quantity] == nil else { return nil }
      slots[.quantity] = quantity
    }
    return Request(intent: context.intent, slots: slots)
  }

  /// The names that what was said may mean, beyond those few that were offered.
  var doubted: [String] {
    if let names = context.slots[.productAny] { return names }
    for item in context.slots[.items] ?? [] { if case .ambiguous(let names) = item.product { return names } }
    return []
  }

  /// Whether a word that is no number tells one of `names`: «the durazno one».
  private func namesOne(of names: [String]) -> Bool {
    analysis.sentence.words.contains { $0.value == nil } && told(from: names) != nil
  }

  /// A number and nothing of weight beside it.
  var bareNumber: Place? {
    let words = analysis.sentence.words
    let light = analysis.free | analysis.feature(.number)
    guard words.indices.allSatisfy({ light.contains($0) || analysis.bears(.placeWord, $0) }) else {
      return nil
    }
    let numbers = words.indices.filter { position in
      guard words[position].value != nil else { return false }
      return words.count == 1 || !words[position].isArticle && !analysis.bears(.it, position)
    }
    guard numbers.count == 1, words.count <= 3, let value = words[numbers[0]].value else { return nil }
    return .index(Int(clamping: value / 1000))
  }
}
