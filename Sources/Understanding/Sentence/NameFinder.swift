internal import Inventory

/// A branch, supplier, category, employee or customer named in a sentence.
struct NameMention {
  let kind: Mention.Kind
  let words: Range<Int>
  let entry: Int
  let isWhole: Bool
  /// Whether every word stands in the name just so, but for case and accents.
  let isExact: Bool
  /// Whether the words beside it say that somebody is meant: «a Rosa», «rosa me pagó».
  let isPerson: Bool
}

/// Finds what the catalogue names beside products.
struct NameFinder {
  let sentence: Sentence
  let knowledge: WordKnowledge
  let index: CatalogueIndex
  let lexicon: Lexicon

  func mentions() -> [NameMention] {
    var found: [NameMention] = []
    let kinds = Mention.Kind.allCases.compactMap { index[$0].names.isEmpty ? nil : ($0, index[$0]) }
    guard !kinds.isEmpty else { return [] }
    for position in sentence.words.indices where sentence.words[position].kind != .symbol {
      for (kind, names) in kinds {
        if let mention = mention(kind, names, at: position) { found.append(mention) }
      }
    }
    return longest(of: found)
  }

  private func mention(_ kind: Mention.Kind, _ names: CatalogueIndex.Names, at start: Int) -> NameMention? {
    var candidates = names.matcher.candidates(matches(names, start, opening: true))
    guard !candidates.isEmpty else { return nil }
    var end = start + 1
    var next = end
    while next < sentence.words.count, sentence.words[next].gap == .space, next < start + 6 {
      // Another word for what is named whole already is no more of the name: «gaseosa cola».
      let isWhole = names.matcher.naming(candidates)?.isWhole ?? false
      let matches = isWhole ? names.matcher.exact(sentence[next]) : matches(names, next)
      let narrowed = matches.isEmpty ? nil : names.matcher.narrow(candidates, by: matches)
      if let narrowed, !narrowed.isEmpty {
        candidates = narrowed
        end = next + 1
      } else if !knowledge.glue.contains(next) || sentence.words[next].value != nil {
        // «jugo y un agua»: what is counted begins a name of its own.
        break
      }
      next += 1
    }
    guard let naming = names.matcher.naming(candidates), let entry = naming.entries.first else { return nil }
    let isExact = (start..<end).allSatisfy {
      knowledge.glue.contains($0) || !names.matcher.exact(sentence[$0]).isEmpty
    }
    let isPerson =
      isExact && naming.hasHead
      && (isSomebody(start..<end) || kind == .employee && isSeller(start..<end)
        || kind == .customer && isBuyer(start..<end))
    guard isEnough(kind, naming, start..<end, isPerson: isPerson) else { return nil }
    return NameMention(
      kind: kind, words: start..<end, entry: entry, isWhole: naming.isWhole, isExact: isExact,
      isPerson: isPerson)
  }

  /// Whether a word of giving or of address stands ahead of `words`, or one of paying beside them, or one of taking
  /// ahead of them and a number behind: «se llevó rosa 2»; or they begin the
  /// message and somebody takes or brings back: «rosa devolvió 2»; or it is what somebody has here: «lo de rosa».
  private func isSomebody(_ words: Range<Int>) -> Bool {
    let before = words.lowerBound - 1
    if bears([.toward, .forWhom, .customerWord], before) { return true }
    if isNextBuyer(words) { return true }
    var next = words.upperBound
    while next < sentence.words.count, knowledge.glue.contains(next) { next += 1 }
    let verb = before >= 0 && knowledge.glue.contains(before) ? before - 1 : before
    if bears([.paidPart, .owing], next) || bears([.paidPart, .owing], verb) { return true }
    if bears([.bought], before), next == words.upperBound, next < sentence.words.count,
      sentence.words[next].value != nil
    {
      return true
    }
    if before < 0 { return bears([.giveBack, .handsOver, .callsOff], next) }
    return bears([.from], before) && bears([.account, .it, .debt], before - 1)
  }

  /// «¿cuánto vendió tomás?», «did tomas sell», «ventas de tomás»: whether what is sold is said of somebody.
  private func isSeller(_ words: Range<Int>) -> Bool {
    let before = words.lowerBound - 1
    if before >= 0, bears([.sell, .sold], words.upperBound) { return true }
    // «cuántas ventas hizo tomás», «sales by tomas»
    if bears([.sellerLead], before), (0..<before).contains(where: { bears([.sale], $0) }) { return true }
    return bears([.sell, .sold, .sells], before) || bears([.from], before) && bears([.sale], before - 1)
  }

  /// «¿qué compró rosa?», «cuándo vino marta»: whether it is asked what somebody bought, or when they came.
  private func isBuyer(_ words: Range<Int>) -> Bool {
    guard (0...1).contains(where: { bears([.which, .when, .howMany, .sinceWhen], $0) }) else { return false }
    let verbs: [KnownConcept] = [.bought, .visits]
    return bears(verbs, words.lowerBound - 1) || bears(verbs + [.buy], words.upperBound)
  }

  /// «… y Rosa 3 leches», «… y que Rosa se llevó 3»: a name written as one, behind a joint and ahead of a number or the
  /// verb.
  private func isNextBuyer(_ words: Range<Int>) -> Bool {
    let start = words.lowerBound
    guard start > 0, sentence.words[start].isCapitalised else { return false }
    let before = bears([.which], start - 1) && start > 1 ? start - 2 : start - 1
    var next = words.upperBound
    while next < sentence.words.count, sentence.words[next].value == nil, knowledge.glue.contains(next) {
      next += 1
    }
    guard next < sentence.words.count else { return false }
    return (sentence.words[next].value != nil || bears([.bought, .sold, .send], next))
      && (bears([.and], before) || sentence.words[start].gap != .space)
  }

  private func bears(_ concepts: [KnownConcept], _ position: Int) -> Bool {
    sentence.words.indices.contains(position)
      && concepts.contains { lexicon.bears(sentence.words[position].form, $0) }
  }

  /// The words of names that a word may be; `opening` one, also those that mean the same goods.
  private func matches(
    _ names: CatalogueIndex.Names, _ position: Int, opening: Bool = false
  ) -> [WordMatch] {
    var exact = names.matcher.exact(sentence[position])
    let word = sentence.words[position]
    if opening, exact.isEmpty, let same = lexicon.goods(word.form) {
      for other in same { exact += names.matcher.exact(other) }
    }
    if exact.isEmpty, sentence[position].last == UInt8(ascii: "s") {
      exact = names.matcher.exact(sentence[position].dropLast())
    }
    guard exact.isEmpty, !knowledge.isStrange, word.kind == .word, word.form < 0 || word.isCorrected,
      word.range.count >= 4, knowledge.products[position].isEmpty
    else { return exact }
    return names.matcher.near(sentence[position], edits: ProductMatcher.edits(for: word.range.count))
      .filter { $0.quality > 0.7 }
  }

  private func isEnough(
    _ kind: Mention.Kind, _ naming: ProductMatcher.Naming, _ words: Range<Int>, isPerson: Bool
  ) -> Bool {
    let isCommon = words.allSatisfy { knowledge.weights[$0] >= 0 || !knowledge.products[$0].isEmpty }
    switch kind {
    case .category: return naming.isWhole || naming.entries.count == 1 && naming.hasHead && !isCommon
    case .branch, .supplier:
      return naming.isWhole || naming.entries.count == 1 && naming.share > 0.25 && !isCommon
    case .employee, .customer:
      guard naming.entries.count == 1 else { return false }
      return isPerson || naming.isWhole && !isCommon || !isCommon && naming.hasHead
        || sentence.words[words.lowerBound].isCapitalised && words.lowerBound > 0
    }
  }

  /// Of overlapping names the longest stays; of equally long ones the first kind.
  private func longest(of found: [NameMention]) -> [NameMention] {
    var kept: [NameMention] = []
    for mention in found.sorted(by: {
      ($0.words.count, $0.isExact ? 1 : 0, $0.isWhole ? 1 : 0)
        > ($1.words.count, $1.isExact ? 1 : 0, $1.isWhole ? 1 : 0)
    }) {
      let overlaps = kept.contains { $0.words.overlaps(mention.words) }
      let isOther = kept.contains { $0.words == mention.words && $0.kind != mention.kind }
      if !overlaps || isOther && [.customer, .employee, .category].contains(mention.kind) {
        kept.append(mention)
      }
    }
    return kept
  }
}
