package import Inventory

extension Interpreter {
  /// The place in a list that a message names and nothing else: 1…, −1 for the last; «la segunda».
  package func placeAlone(in text: String, _ index: CatalogueIndex, preferring: Language?) -> Int? {
    let analysis = Analysis(
      text, lexicon, index, preferring: preferring.flatMap { lexicon.languages.firstIndex(of: $0) })
    guard analysis.sentence.words.count <= 4 else { return nil }
    for tag in analysis.tags {
      if case .slot("ref", let value) = lexicon.meaning(of: tag) { return Int(value) }
    }
    return nil
  }
}

/// Places in the list last shown: «el segundo», «los tres», «el 2».
extension Followup {
  enum Place: Equatable {
    case index(Int)
    case all
    /// So many from the top.
    case first(Int)
  }

  /// «el segundo», «los tres», «todos»: places in the list last shown stand for the products there.
  var reference: Request? {
    guard !context.shown.isEmpty, let (place, words) = place(among: context.shown) else { return nil }
    let names = pick(place, from: context.shown)
    guard let name = names.first else { return nil }
    var pointed = analysis
    pointed.point(words, at: analysis.index.productNames.firstIndex(of: name) ?? 0)
    let best = Scorer(rules: rules, analysis: pointed).scores(in: pointed.everything).first
    var request: Request
    if let best, best.score >= Interpretation.threshold, best.evidence > Lexicon.Feature.product.weight {
      let rule = rules.rules[best.rule]
      // What is asked of one product is no question about them all.
      if names.count > 1, rule.intent.isOfOneProduct, !rule.intent.isDeed { return nil }
      request = Request(
        intent: rule.intent,
        slots: SlotFiller(analysis: pointed, rule: rule, words: pointed.everything).slots())
    } else if context.aside?.intent == .explain, names.count == 1 {
      request = Request(intent: .explain)
      request.slots[.product] = name
    } else if names.count > 1 {
      request = Request(intent: .suggestOrder)
    } else if rules[context.intent]?.slots.contains("product") ?? false {
      return merged(product: name)
    } else {
      request = Request(intent: .stockOfProduct)
      request.slots[.product] = name
    }
    if names.count > 1, request.intent.movesGoods, let count = countedOf(words) {
      request.slots[.product] = nil
      request.slots[.items] = [ItemMention(product: .ambiguous(names), quantity: count)]
    } else if names.count > 1 {
      request.slots[.product] = nil
      request.slots[.items] = names.map { ItemMention(product: .known($0)) }
    }
    return request
  }

  /// «uno de esos», «2 de esas»: how many of those that some words point to.
  private func countedOf(_ words: Range<Int>) -> SlotValue.Number? {
    let number = words.lowerBound - 2
    guard number >= 0, analysis.bears(.from, number + 1) else { return nil }
    return analysis.sentence.words[number].value.map(SlotValue.Number.init(thousandths:))
  }

  /// The place among `names` that the message points to, and the words that do so.
  func place(among names: [String]) -> (Place, Range<Int>)? {
    if let several = firstOnes { return several }
    if let ordinal, ordinal.0 != .all || namesNoGoods && analysis.feature(.category) & words == 0 {
      return ordinal
    }
    guard names.count > 1, namesNoGoods else { return nil }
    let sentence = analysis.sentence
    let numbers = sentence.words.indices.filter {
      sentence.words[$0].isNumber && !analysis.bears(.it, $0)
    }
    guard numbers.count == 1, let value = sentence.words[numbers[0]].value, value % 1000 == 0 else {
      return nil
    }
    let (number, at) = (Int(value / 1000), numbers[0])
    let isOrdinal = at > 0 && analysis.bears(.placeWord, at - 1)
    if isOrdinal, (1...names.count).contains(number) { return (.index(number), at - 1..<at + 1) }
    let isWhole =
      number == names.count && at > 0 && analysis.bears(.allOf, at - 1)
      && context.pending != .confirmation && !says(.rather)
    return isWhole ? (.all, at - 1..<at + 1) : nil
  }

  /// «los dos primeros», «the first two», and the words that say so.
  private var firstOnes: (Place, Range<Int>)? {
    let first = analysis.tags.first {
      if case .slot("ref", "1") = analysis.meaning(of: $0) { true } else { false }
    }
    guard let words = first?.words, namesNoGoods else { return nil }
    for number in [words.lowerBound - 1, words.upperBound]
    where analysis.sentence.words.indices.contains(number) {
      let word = analysis.sentence.words[number]
      guard let value = word.value, !word.isArticle, value > 1000, value % 1000 == 0 else { continue }
      let range = min(number, words.lowerBound)..<max(number + 1, words.upperBound)
      return (.first(Int(value / 1000)), range)
    }
    return nil
  }

  /// «el segundo», «todos», and the words that say so.
  var ordinal: (Place, Range<Int>)? {
    for tag in analysis.tags {
      if case .slot("ref", let value) = analysis.meaning(of: tag) {
        return value == "all" ? (.all, tag.words) : Int(value).map { (.index($0), tag.words) }
      }
    }
    return nil
  }

  func pick(_ place: Place, from names: [String]) -> [String] {
    switch place {
    case .all: return names
    case .first(let count): return Array(names.prefix(count))
    case .index(let index):
      let at = index < 0 ? names.count + index : index - 1
      return names.indices.contains(at) ? [names[at]] : []
    }
  }

  /// The one of `names` that the words of the message tell from the others, however misspelt; nil for none or several.
  func told(from names: [String]) -> String? {
    let told = fitting(among: names)
    return told.count == 1 ? told[0] : nil
  }

  /// Those of `names` that the words of the message fit best, however misspelt; none where they fit all alike.
  func fitting(among names: [String]) -> [String] { telling(among: names).told }

  /// The same, and the words that tell them.
  func telling(among names: [String]) -> (told: [String], words: WordSet) {
    let matcher = ProductMatcher(
      names.enumerated().map { (key: $0.offset, names: [$0.element], sku: nil, barcode: nil) })
    var hits = [Float](repeating: 0, count: names.count)
    var telling: WordSet = 0
    for position in analysis.sentence.words.indices where analysis.costs[position] > 0 || !isGlue(position) {
      let word = analysis.sentence[position]
      var matches = matcher.exact(word)
      if matches.isEmpty, let same = analysis.lexicon.goods(analysis.sentence.words[position].form) {
        matches = same.flatMap(matcher.exact)
      }
      if matches.isEmpty, word.count >= 3 { matches = matcher.near(word, edits: word.count < 6 ? 1 : 2) }
      guard let entries = matcher.naming(matcher.candidates(matches))?.entries,
        entries.count < names.count || names.count == 1
      else { continue }
      telling |= 1 << WordSet(position)
      for entry in entries { hits[entry] += 1 / Float(entries.count) }
    }
    guard let most = hits.max(), most > 0 else { return ([], 0) }
    return (names.indices.filter { hits[$0] == most }.map { names[$0] }, telling)
  }

  func isGlue(_ position: Int) -> Bool { analysis.glue.contains(position) }
}
