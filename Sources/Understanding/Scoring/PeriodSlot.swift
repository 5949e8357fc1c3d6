internal import Inventory

extension SlotFiller {
  /// The period said with the most words that matter; of equals the last.
  func fillPeriod(_ slots: inout Slots) {
    guard rule.slots.contains("period") || rule.slots.contains("horizon") else { return }
    let isAhead = !rule.slots.contains("period") || analysis.concept("past") & words == 0
    let slot = rule.slots.contains("horizon") && isAhead ? SlotKey.horizon : .period
    // «expired» beside goods that are written off is why, and not when.
    let said = saidPeriods { $0.isAhead == (slot.name == SlotKey.horizon.name) }.filter {
      !takes("reason") || $0.period != .expired
    }
    let heaviest = said.map(\.weight).max()
    guard let best = said.last(where: { $0.weight == heaviest }),
      !(rule.intent.movesGoods && best.period == .day(0))
    else {
      slots[.period] = dayAlone.map(Period.dayOfMonth)
      return
    }
    slots[rule.slots.contains("horizon") && best.period.isAhead ? .horizon : slot] = best.period
    if takes("against"), analysis.concept("compares") & words != 0 { fillCompared(said, &slots) }
  }

  /// «cuánto vendí el 15», «ventas anuladas del 15»: a day of a month that is not said, where numbers mean nothing else.
  private var dayAlone: Int? {
    let intents: [Intent] = [.salesSummary, .cancelledSales, .movements]
    guard intents.contains(rule.intent) else { return nil }
    let sentence = analysis.sentence
    let day = sentence.words.indices.first { position in
      words.contains(position) && sentence.words[position].kind == .number
        && !sentence.words[position].isMoney
        && analysis.bears("place_word", position - 1) && analysis.follows(position)
        && !analysis.products.contains { $0.words.contains(position) }
        && (position + 1 == sentence.words.count || sentence.words[position + 1].gap != .space)
    }
    guard let value = day.flatMap({ sentence.words[$0].value }), value % 1000 == 0 else { return nil }
    return (1...31).contains(value / 1000) ? Int(value / 1000) : nil
  }

  private struct SaidPeriod {
    let period: Period
    let words: Range<Int>
    let weight: Int
  }

  /// The periods said, in order, with the weight of the words that say them.
  private func saidPeriods(_ isExpected: (Period) -> Bool) -> [SaidPeriod] {
    let paysLater = analysis.concept("pays_later") & words
    return analysis.tags.filter { words & $0.said != 0 }.compactMap { tag in
      if paysLater != 0, tag.words.lowerBound > paysLater.trailingZeroBitCount { return nil }
      guard case .period(let template) = analysis.lexicon.concepts[Int(tag.concept)].meaning,
        let period = analysis.sentence.period(template, in: tag.words, analysis.lexicon)
      else { return nil }
      let weight =
        4 * (tag.said & ~analysis.glue).nonzeroBitCount + (template.isFixed ? 2 : 0)
        + (isExpected(period) ? 1 : 0)
      return SaidPeriod(period: period, words: tag.words, weight: weight)
    }
  }

  /// «ayer contra el jueves»: the first of two is asked about, and compared with the second.
  private func fillCompared(_ said: [SaidPeriod], _ slots: inout Slots) {
    var apart: [SaidPeriod] = []
    for period in said.sorted(by: { $0.weight > $1.weight })
    where !apart.contains(where: { $0.words.overlaps(period.words) }) {
      apart.append(period)
    }
    guard apart.count == 2 else { return }
    apart.sort { $0.words.lowerBound < $1.words.lowerBound }
    (slots[.period], slots[.against]) = (apart[0].period, apart[1].period)
  }
}

extension Period {
  /// Whether it is all still to come.
  fileprivate var isAhead: Bool {
    switch self {
    case .day(let day): day > 0
    case .span(.next, _), .nextDays, .nextWeekday: true
    default: false
    }
  }
}

extension Sentence {
  /// The period that `template` makes with the numbers, months and days of the week among `words`.
  func period(_ template: PeriodTemplate, in words: Range<Int>, _ lexicon: Lexicon) -> Period? {
    if case .fixed(let period) = template { return period }
    var numbers: [Int] = []
    var months: [Int] = []
    var weekdays: [Period.Weekday] = []
    for position in words {
      let word = self.words[position]
      if let value = word.value, !word.isArticle { numbers.append(Int(clamping: value / 1000)) }
      guard word.form >= 0 else { continue }
      for place in lexicon.atoms(of: word.form) {
        let atom = Int(lexicon.atom(at: place))
        guard atom < lexicon.concepts.count,
          case .slot(let kind, let value) = lexicon.concepts[atom].meaning
        else { continue }
        if kind == "month" || kind == "ordinal", let number = Int(value) {
          if kind == "month" { months.append(number) } else { numbers.append(number) }
        }
        if kind == "weekday", let weekday = Period.Weekday(rawValue: value) { weekdays.append(weekday) }
      }
    }
    return template.period(numbers: numbers, months: months, weekdays: weekdays)
  }
}
