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

  /// The catalogue made ready for `read`.
  package func index(_ catalogue: Catalogue) -> CatalogueIndex { CatalogueIndex(catalogue) }

  /// What `text` asks for, with the turn before merged in where it only completes that.
  package func read(
    _ text: String, in index: CatalogueIndex, preferring: Language? = nil, context: Context? = nil
  ) -> Reading {
    let (analysis, meant) = interpret(
      text, index, context, preferring.flatMap { lexicon.languages.firstIndex(of: $0) })
    let isWhole = meant.also.isEmpty && meant.thread == .new
    let numbers = analysis.numbers(in: meant.request, rules, found: meant.numbers)
    let stray = isWhole ? analysis.stray(in: meant.request, numbers) : nil
    var reading = Reading(
      language: lexicon.languages[analysis.sentence.language], route: .offline, request: meant.request,
      thread: meant.thread,
      unread: analysis.doubt(about: [meant.request] + meant.also, meant.thread)
        ?? analysis.unread(by: meant.request, isAlone: meant.also.isEmpty)
        ?? analysis.unfilled(in: meant.request, numbers) ?? stray
        ?? (isWhole ? analysis.attributeLeft(in: meant.request) : nil),
      also: meant.also, alternatives: meant.alternatives, score: Double(meant.score),
      margin: Double(meant.margin))
    if meant.thread == .new || context?.awaitsNoNumber ?? false, let number = analysis.numberAlone {
      reading.unread = .alone(number)
    }
    if let goods = meant.notThere { reading.unread = .notThere(goods) }
    if meant.isUnplaced { reading.unplaced = text }
    if isWhole { reading.packages = analysis.packages(in: meant.request, numbers) }
    (reading.list, reading.others) = (meant.list, meant.others)
    reading.route = Reading.Route(of: reading)
    reading.noteTimes(analysis, rules)
    reading.unkept = analysis.unkept(by: reading.request)
    reading.noteAssent(analysis, of: text)
    return reading
  }

  /// Reads with cautious correction; where that makes no sense of the message, with none, then with a bold one.
  ///
  /// A short message that leans on the turn before and names nothing known makes no sense either.
  private func interpret(
    _ text: String, _ index: CatalogueIndex, _ context: Context?, _ preferring: Int?
  ) -> (Analysis, Interpretation) {
    let analysis = Analysis(text, lexicon, index, preferring: preferring)
    let meant = Interpretation(analysis, rules, context)
    let isDoubtful = meant.thread == .completion && meant.request.slots.hasUnknown && analysis.isShort
    guard analysis.hasUnknown, meant.isEmpty || isDoubtful else { return (analysis, meant) }
    let others: [(Mending, least: Float)] =
      analysis.hasMended ? [(.none, 1), (.bold, 0.85)] : [(.bold, 0.85)]
    for (mending, least) in others {
      let other = Analysis(text, lexicon, index, mending, preferring: preferring)
      if context == nil, !other.hasKnown { continue }
      let second = Interpretation(other, rules, context)
      let isBetter =
        isDoubtful
        ? second.thread != .new && !second.request.slots.hasUnknown
        : second.thread != .new || second.score >= least
      if !second.isEmpty, isBetter { return (other, second) }
    }
    return (analysis, meant)
  }
}

extension Reading.Route {
  /// The route by what was taken to be meant, and how surely.
  fileprivate init(of reading: Reading) {
    let asksWhich = (reading.request.slots[.items] ?? []).contains {
      if case .ambiguous = $0.product { true } else { false }
    }
    if reading.request.slots[.productAny] != nil || asksWhich {
      self = .ask
    } else if reading.request.intent == .outOfScope {
      self = .model
    } else {
      self = reading.margin < 1 && !reading.isFollowup ? .ask : .offline
    }
  }
}

extension Reading {
  /// Notes what was said of the present, of days and of hours that the slots do not tell.
  fileprivate mutating func noteTimes(_ analysis: Analysis, _ rules: IntentRules) {
    isOfNothingLeft =
      request.intent == .lowStockReport && analysis.concept(.gone) & analysis.everything != 0
      && analysis.concept(.lessThan) == 0 && analysis.concept(.thresholdWord) == 0
    unknownDays = analysis.occasion(missingIn: request)
    let areDaysPlaced = also.contains { $0.slots[.period] != nil }
    daysLeftOut = areDaysPlaced ? nil : analysis.daysLeftOut(by: request, rules)
    isOfPartOfDay =
      (request.intent == .salesSummary || request.intent.isOfSalesList)
      && request.slots[.hours] == nil && request.slots[.by] != "hour"
      && analysis.concept(.hours) & analysis.everything != 0
  }

  /// Notes whether an undo or a yes is meant as one.
  fileprivate mutating func noteAssent(_ analysis: Analysis, of text: String) {
    isRegret = request.intent == .undo && analysis.regrets
    guard request.intent == .affirm else { return }
    switch analysis.assent(of: text) {
    case .whole: break
    case .refused: request = Request(intent: .deny)
    case .doubtful: isHalfYes = true
    }
  }
}
