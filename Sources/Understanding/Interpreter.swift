package import Inventory

/// Reads what shop people type against the words of several languages and a live catalogue.
///
/// Made once; an index is made when the catalogue changes. Reading is pure, never fails, and takes some tens of
/// microseconds.
package struct Interpreter: Sendable {
  let lexicon: Lexicon
  let rules: IntentRules

  /// Compiles the packs, the shop's own language first.
  package init(packs: [LanguagePack]) throws(LanguagePackError) {
    var lexicon = try Lexicon(packs)
    rules = try IntentRules(packs, lexicon)
    for concept in rules.foreignConcepts { lexicon.concepts[Int(concept)].isForeign = true }
    for (concept, use) in rules.uses.enumerated() { lexicon.concepts[concept].use = use }
    self.lexicon = lexicon
  }

  package func index(_ catalogue: Catalogue) -> CatalogueIndex { CatalogueIndex(catalogue) }

  /// What `text` asks for, with the turn before merged in where it only completes that.
  package func read(
    _ text: String, in index: CatalogueIndex, preferring: Language? = nil, context: Context? = nil
  ) -> Reading {
    let (analysis, choice) = choice(text, index, context, preferring)
    var reading = Reading(
      language: lexicon.packLanguages[analysis.pack], route: .offline, request: choice.request,
      thread: choice.thread,
      unread: analysis.unread(by: choice.request), also: choice.also, alternatives: choice.alternatives,
      score: Double(choice.score),
      margin: Double(choice.margin))
    reading.route = Route.route(of: reading)
    reading.isOfNothingLeft =
      reading.request.intent == .lowStockReport && analysis.concept("gone") & analysis.everything != 0
    if reading.request.intent == .affirm {
      switch analysis.assent(of: text) {
      case .whole: break
      case .refused: reading.request = Request(intent: .deny)
      case .doubtful: reading.isHalfYes = true
      }
    }
    return reading
  }

  /// Reads with cautious correction; where that makes no sense of the message, with none, then with a bold one.
  ///
  /// A short message that leans on the turn before and names nothing known makes no sense either.
  private func choice(
    _ text: String, _ index: CatalogueIndex, _ context: Context?, _ preferring: Language?
  ) -> (Analysis, Choice) {
    var analysis = Analysis(text, lexicon, index)
    analysis.pack = pack(of: analysis, preferring: preferring)
    let choice = Choice(analysis, rules, context)
    let isDoubtful = choice.thread == .completion && choice.request.slots.hasUnknown && analysis.isShort
    guard analysis.hasUnknown, choice.isEmpty || isDoubtful else { return (analysis, choice) }
    let others: [(Mending, least: Float)] =
      analysis.hasMended ? [(.none, 1), (.bold, 0.85)] : [(.bold, 0.85)]
    for (mending, least) in others {
      var other = Analysis(text, lexicon, index, mending)
      other.pack = pack(of: other, preferring: preferring)
      if context == nil, !other.hasKnown { continue }
      let second = Choice(other, rules, context)
      let isBetter =
        isDoubtful
        ? second.thread != .new && !second.request.slots.hasUnknown
        : second.thread != .new || second.score >= least
      if !second.isEmpty, isBetter { return (other, second) }
    }
    return (analysis, choice)
  }

  /// The pack whose language the words are of that are no name, which may be of another.
  func pack(of analysis: Analysis, preferring: Language?) -> Int {
    let named = (analysis.products.map(\.words) + analysis.names.map(\.words))
      .reduce(WordSet(0)) { $0 | analysis.words(of: $1) }
    var counts = lexicon.packLanguages.map { $0 == preferring ? 1 : 0 }
    for (position, word) in analysis.sentence.words.enumerated()
    where word.form >= 0 && named & (1 << WordSet(position)) == 0 {
      let languages = lexicon.languages[Int(word.form)]
      for pack in counts.indices where languages == 1 << UInt8(truncatingIfNeeded: pack) { counts[pack] += 2 }
    }
    return counts.max().flatMap { counts.firstIndex(of: $0) } ?? 0
  }
}

enum Route {
  static func route(of reading: Reading) -> Reading.Route {
    if reading.request.slots[.productAny] != nil { return .ask }
    for item in reading.request.slots[.items] ?? [] { if case .ambiguous = item.product { return .ask } }
    if reading.request.intent == .outOfScope { return .model }
    return reading.margin < 1 && !reading.isFollowup ? .ask : .offline
  }
}
