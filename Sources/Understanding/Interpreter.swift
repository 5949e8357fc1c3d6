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
    let vocabulary = ConceptTable(packs)
    rules = try IntentRules(packs, vocabulary)
    lexicon = Lexicon(try LexiconBuilder(packs, vocabulary), vocabulary.used(by: rules))
  }

  package func index(_ catalogue: Catalogue) -> CatalogueIndex { CatalogueIndex(catalogue) }

  /// What `text` asks for, with the turn before merged in where it only completes that.
  package func read(
    _ text: String, in index: CatalogueIndex, preferring: Language? = nil, context: Context? = nil
  ) -> Reading {
    let (analysis, choice) = choice(
      text, index, context, preferring.flatMap { lexicon.languages.firstIndex(of: $0) })
    let isWhole = choice.also.isEmpty && choice.thread == .new
    let numbers = analysis.numbers(in: choice.request, rules, found: choice.numbers)
    let stray = isWhole ? analysis.stray(in: choice.request, numbers) : nil
    var reading = Reading(
      language: lexicon.languages[analysis.sentence.language], route: .offline, request: choice.request,
      thread: choice.thread,
      unread: analysis.doubt(about: [choice.request] + choice.also, choice.thread)
        ?? analysis.unread(by: choice.request, isAlone: choice.also.isEmpty)
        ?? analysis.unfilled(in: choice.request, numbers) ?? stray
        ?? (isWhole ? analysis.attributeLeft(in: choice.request) : nil),
      also: choice.also,
      alternatives: choice.alternatives,
      score: Double(choice.score),
      margin: Double(choice.margin))
    if choice.thread == .new || context?.awaitsNoNumber ?? false, let number = analysis.numberAlone {
      reading.unread = .alone(number)
    }
    if isWhole { reading.packages = analysis.packages(in: choice.request, numbers) }
    reading.list = choice.list
    reading.others = choice.others
    reading.route = Route.route(of: reading)
    reading.isOfNothingLeft =
      reading.request.intent == .lowStockReport && analysis.concept(.gone) & analysis.everything != 0
      && analysis.concept(.lessThan) == 0 && analysis.concept(.thresholdWord) == 0
    reading.unknownDays = analysis.occasion(missingIn: reading.request)
    let areDaysPlaced = choice.also.contains { $0.slots[.period] != nil }
    reading.daysLeftOut = areDaysPlaced ? nil : analysis.daysLeftOut(by: reading.request, rules)
    reading.isOfPartOfDay =
      (reading.request.intent == .salesSummary || reading.request.intent.isOfSalesList)
      && reading.request.slots[.hours] == nil && reading.request.slots[.by] != "hour"
      && analysis.concept(.hours) & analysis.everything != 0
    if let goods = choice.notThere { reading.unread = .notThere(goods) }
    if choice.isUnplaced { reading.unplaced = text }
    reading.unkept = analysis.unkept(by: reading.request)
    reading.isRegret = reading.request.intent == .undo && analysis.regrets
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
    _ text: String, _ index: CatalogueIndex, _ context: Context?, _ preferring: Int?
  ) -> (Analysis, Choice) {
    let analysis = Analysis(text, lexicon, index, preferring: preferring)
    let choice = Choice(analysis, rules, context)
    let isDoubtful = choice.thread == .completion && choice.request.slots.hasUnknown && analysis.isShort
    guard analysis.hasUnknown, choice.isEmpty || isDoubtful else { return (analysis, choice) }
    let others: [(Mending, least: Float)] =
      analysis.hasMended ? [(.none, 1), (.bold, 0.85)] : [(.bold, 0.85)]
    for (mending, least) in others {
      let other = Analysis(text, lexicon, index, mending, preferring: preferring)
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
}

enum Route {
  static func route(of reading: Reading) -> Reading.Route {
    if reading.request.slots[.productAny] != nil { return .ask }
    for item in reading.request.slots[.items] ?? [] { if case .ambiguous = item.product { return .ask } }
    if reading.request.intent == .outOfScope { return .model }
    return reading.margin < 1 && !reading.isFollowup ? .ask : .offline
  }
}
