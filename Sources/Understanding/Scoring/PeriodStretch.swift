internal import Inventory

extension Analysis {
  /// «el 3 y 4 de octubre»: whether a number is the first of two days.
  func isDayBesideAnother(_ position: Int) -> Bool {
    guard sentence.words[position].value != nil, bears(.placeWord, position - 1), bears(.and, position + 1)
    else { return false }
    let next = bears(.placeWord, position + 2) ? position + 3 : position + 2
    return tags.contains { tag in
      guard case .period = meaning(of: tag) else { return false }
      return tag.words.lowerBound == next && sentence.words[next].value != nil
    }
  }
}

/// Days from one that is said to another: «del 3 al 8», «desde octubre», «entre el lunes y el miércoles».
extension SlotFiller {
  /// The periods with those joined that are the ends of one stretch, and those begun or ended that are one end of it.
  func stretched(_ said: [SaidPeriod]) -> [SaidPeriod] {
    guard !rule.intent.isDeed, takes("period"), !said.isEmpty else { return said }
    let ends = inTheirYears(apart(said))
    var stretches = ends.filter { if case .part = $0.period { true } else { false } }
    var index = 0
    while index < ends.count {
      let end = ends[index]
      let cue = cue(ahead: end.words)
      if index + 1 < ends.count, cue != nil,
        joinsDays(end.words.upperBound..<ends[index + 1].words.lowerBound, isBetween: cue == .between)
      {
        stretches.append(
          SaidPeriod(
            period: .through(end.period, ends[index + 1].period),
            words: end.words.lowerBound..<ends[index + 1].words.upperBound,
            weight: end.weight + ends[index + 1].weight))
        index += 1
      } else if cue == .since, end.period != .day(0) {
        stretches.append(
          SaidPeriod(period: .through(end.period, .day(0)), words: end.words, weight: end.weight + 1))
      } else if cue == .until, end.period != .day(0) {
        stretches.append(SaidPeriod(period: .until(end.period), words: end.words, weight: end.weight + 1))
      }
      index += 1
    }
    return said.filter { period in !stretches.contains { $0.words.overlaps(period.words) } } + stretches
  }

  /// «desde el 1», «entre el 3 y hoy»: days of a month that is not said, at the beginning of a stretch.
  var daysAtEnds: [SaidPeriod] {
    guard takesDaysAlone else { return [] }
    return analysis.sentence.words.indices.compactMap { position in
      guard position > 0, isDay(position), !analysis.feature(.period).contains(position),
        endsDay(position + 1) || analysis.bears([.until, .toward], position + 1),
        let day = day(at: position),
        [.since, .between].contains(cue(ahead: position..<position + 1))
      else { return nil }
      return SaidPeriod(period: .dayOfMonth(day), words: position - 1..<position + 1, weight: 4)
    }
  }

  /// «diciembre del año pasado», «the first quarter of last year»: what is named within a year together with it.
  private func inTheirYears(_ said: [SaidPeriod]) -> [SaidPeriod] {
    said.reduce(into: []) { joined, period in
      guard let part = joined.last, part.period.isPartOfYear, period.period.isYear,
        case let between = part.words.upperBound..<period.words.lowerBound,
        between.allSatisfy({ analysis.glue.contains($0) && !analysis.bears(.and, $0) }),
        (between.lowerBound...between.upperBound).allSatisfy({ analysis.sentence.words[$0].gap == .space }),
        !between.contains(where: { analysis.bears([.toward, .than, .until], $0) })
      else {
        joined.append(period)
        return
      }
      joined[joined.count - 1] = SaidPeriod(
        period: .part(part.period, of: period.period),
        words: part.words.lowerBound..<period.words.upperBound, weight: part.weight + period.weight)
    }
  }

  /// What of «desde», «hasta», «entre» or «del» stands ahead of some words, an article between them or not, or begins
  /// them.
  private func cue(ahead words: Range<Int>) -> KnownConcept? {
    let cues: [KnownConcept] = [.since, .until, .between, .from]
    if analysis.bears(.from, words.lowerBound), words.count > 1 { return .from }
    var position = words.lowerBound - 1
    while position >= 0, analysis.sentence.words[position + 1].gap == .space {
      if let cue = cues.first(where: { analysis.bears($0, position) || says($0, position) }) { return cue }
      guard analysis.bears(.placeWord, position), analysis.glue.contains(position) else { return nil }
      position -= 1
    }
    return nil
  }

  /// Whether a longer phrase that says a concept ends at a word: the «de» of «a partir de».
  private func says(_ concept: KnownConcept, _ position: Int) -> Bool {
    analysis.tags.contains {
      $0.concept == analysis.lexicon[concept] && $0.words.upperBound == position + 1
    }
  }

  /// Whether nothing but «al» or «hasta» and small words stand there, or «y» where the days are `between` two.
  private func joinsDays(_ between: Range<Int>, isBetween: Bool) -> Bool {
    let joints: [KnownConcept] = isBetween ? [.and] : [.toward, .until]
    let joining = between.filter { position in analysis.bears(joints, position) }
    return !joining.isEmpty
      && between.allSatisfy { joining.contains($0) || analysis.glue.contains($0) }
      && (between.lowerBound...between.upperBound).allSatisfy {
        $0 == analysis.sentence.words.count || analysis.sentence.words[$0].gap == .space
      }
  }
}

extension Analysis {
  /// The feast that is asked about, where its days are not known: those of a report without any days.
  func occasion(missingIn request: Request) -> String? {
    let said = concept(.occasion) & everything
    guard said != 0, request.intent.looksBack, request.slots[.period] == nil,
      feature(.period) & everything == 0
    else { return nil }
    let tag = tags.filter { $0.concept == lexicon[.occasion] }.max { $0.words.count < $1.words.count }
    return tag.map { sentence.typed($0.words) }
  }

  /// The days that are said of how the shop stands, which it only knows of now.
  func daysLeftOut(by request: Request, _ rules: IntentRules) -> Period? {
    let standing: [Intent] = [
      .inventoryValue, .stockOfProduct, .productPrice, .lowStockReport, .overstock, .productSearch,
    ]
    guard feature(.period) & everything != 0, standing.contains(request.intent),
      request.slots[.period] == nil,
      let rule = rules[request.intent], !rule.slots.contains("horizon")
    else { return nil }
    let asked = IntentRules.Rule(intent: rule.intent, slots: ["period"], fitting: rule.fitting)
    return SlotFiller(analysis: self, rule: asked, words: everything).slots()[.period]
  }
}
