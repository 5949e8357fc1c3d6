internal import Inventory

extension SlotFiller {
  /// The period said with the most words that matter; of equals the last.
  func fillPeriod(_ slots: inout Slots) {
    guard rule.slots.contains("period") || rule.slots.contains("horizon") else { return }
    let isAhead = !rule.slots.contains("period") || analysis.concept(.past) & words == 0
    let slot = rule.slots.contains("horizon") && isAhead ? SlotKey.horizon : .period
    // «expired» beside goods that are written off is why, and not when.
    let looksAhead = slot.name == SlotKey.horizon.name || rule.intent == .expiringProducts
    let said = saidPeriods { $0.isAhead == looksAhead }.filter {
      !takes("reason") || $0.period != .expired
    }
    let stretched = stretched(said + daysAtEnds)
    let heaviest = stretched.map(\.weight).max()
    guard let best = stretched.last(where: { $0.weight == heaviest }),
      !(rule.intent.movesGoods && best.period == .day(0))
    else {
      slots[.period] = daysAlone.first.map(Period.dayOfMonth) ?? feast
      return
    }
    let isHorizon = slot.name == SlotKey.horizon.name
    slots[rule.slots.contains("horizon") && best.period.isAhead ? .horizon : slot] =
      isHorizon ? best.period.ahead : best.period
    if takes("against"), analysis.concept(.compares) & words != 0 { fillCompared(stretched, &slots) }
  }

  /// «ventas de navidad»: the days of a feast that are the same every year, of what happened.
  private var feast: Period? {
    guard rule.intent.looksBack else { return nil }
    for tag in analysis.tags where isHere(tag.words) {
      if case .slot("feast", let days) = analysis.meaning(of: tag) {
        return Period("range:" + days)
      }
    }
    return nil
  }

  /// «los lunes», «on Fridays»: the day of every week that is asked about.
  func fillWeekday(_ slots: inout Slots) {
    let weekly = analysis.tags.first { $0.concept == analysis.lexicon[.weekly] && words & $0.said != 0 }
    guard takes(SlotKey.weekday.name), let weekly,
      case .lastWeekday(let day)? = analysis.sentence.period(.lastWeekday, in: weekly.words, analysis.lexicon)
    else { return }
    slots[.weekday] = day.rawValue
  }

  /// Whether a number may be a day of a month that is not said, since it means nothing else.
  var takesDaysAlone: Bool {
    [.salesSummary, .salesList, .cancelledSales, .movements].contains(rule.intent)
  }

  /// «cuánto vendí el 15», «el 31, y el 15»: days of a month that is not said, where numbers mean nothing else.
  private var daysAlone: [Int] {
    guard takesDaysAlone else { return [] }
    return analysis.sentence.words.indices.compactMap { position in
      isDay(position) && endsDay(position + 1) ? day(at: position) : nil
    }
  }

  /// Whether a plain number stands behind an article: «el 15».
  func isDay(_ position: Int) -> Bool {
    words.contains(position) && analysis.sentence.words[position].kind == .number
      && !analysis.sentence.words[position].isMoney && analysis.bears(.placeWord, position - 1)
      && analysis.follows(position) && !analysis.products.contains { $0.words.contains(position) }
      && day(at: position) != nil
  }

  func endsDay(_ next: Int) -> Bool {
    next == analysis.sentence.words.count || analysis.sentence.words[next].gap != .space
      || analysis.bears(.and, next)
  }

  func day(at position: Int) -> Int? {
    guard let value = analysis.sentence.words[position].value, value % 1000 == 0 else { return nil }
    return (1...31).contains(value / 1000) ? Int(value / 1000) : nil
  }

  struct SaidPeriod {
    let period: Period
    let words: Range<Int>
    let weight: Int
  }

  /// The periods said, in order, with the weight of the words that say them.
  private func saidPeriods(_ isExpected: (Period) -> Bool) -> [SaidPeriod] {
    guard analysis.feature(.period) & words != 0 else { return [] }
    let paysLater = analysis.concept(.paysLater) & words
    return analysis.tags.compactMap { tag in
      guard words & tag.said != 0, !lotWords.contains(tag.words.lowerBound),
        // «fiado hasta el viernes» happened on no Friday.
        !(rule.intent.movesGoods && !takes("horizon") && analysis.isLimit(tag.words)),
        case .period(let template) = analysis.meaning(of: tag),
        !analysis.isOfDivision(tag), !(takes("weekday") && analysis.isWeekly(tag.words)),
        paysLater == 0 || tag.words.lowerBound <= paysLater.trailingZeroBitCount,
        let period = analysis.sentence.period(template, in: tag.words, analysis.lexicon)
      else { return nil }
      let weight =
        4 * (tag.said & ~analysis.glue).nonzeroBitCount + (template.isFixed ? 2 : 0)
        + (isExpected(period) ? 1 : 0)
      return SaidPeriod(
        period: rule.intent.looksBack ? period : period.lasting, words: tag.words, weight: weight)
    }
  }

  /// «ayer contra el jueves»: the first of two is asked about, and compared with the second.
  private func fillCompared(_ said: [SaidPeriod], _ slots: inout Slots) {
    let apart = apart(said)
    if apart.count == 1, isComparedWith(apart[0].words), let current = apart[0].period.current {
      (slots[.period], slots[.against]) = (current, apart[0].period)
    }
    guard apart.count == 2 else { return }
    (slots[.period], slots[.against]) = (apart[0].period, apart[1].period)
  }

  /// «más que el mes pasado», «comparado con el año pasado»: whether some days stand behind what only leads to the second
  /// of two.
  private func isComparedWith(_ days: Range<Int>) -> Bool {
    let start = days.lowerBound
    // «comparado con el año pasado» alone leans on the question before.
    let leads = analysis.tags.filter { tag in
      tag.concept == analysis.lexicon[.than]
        || tag.concept == analysis.lexicon[.compares]
          && (0..<tag.words.lowerBound).contains { !analysis.glue.contains($0) }
    }.map(\.words.upperBound)
    let than = analysis.sentence.words.indices.filter { analysis.bears(.than, $0) }.map { $0 + 1 }
    return (leads + than).contains { end in
      end <= start && (end..<start).allSatisfy(analysis.glue.contains)
        && (end...start).allSatisfy { analysis.sentence.words[$0].gap == .space }
    }
  }

  /// Those that stand apart from each other, in order.
  func apart(_ said: [SaidPeriod]) -> [SaidPeriod] {
    var apart: [SaidPeriod] = []
    for period in said.sorted(by: { $0.weight > $1.weight })
    where !apart.contains(where: { $0.words.overlaps(period.words) }) {
      apart.append(period)
    }
    return apart.sorted { $0.words.lowerBound < $1.words.lowerBound }
  }

  /// «ayer y anteayer», «yesterday and the day before»: the periods that are asked about one by one; none where it is
  /// one, or they are compared.
  func periodsOneByOne(on today: BusinessDay?) -> [Period] {
    guard takes("period"), !rule.intent.isDeed, analysis.concept(.compares) & words == 0 else { return [] }
    let before = analysis.tags.filter { tag in
      tag.concept == analysis.lexicon[.before]
        && tag.words.upperBound == analysis.sentence.words.count
    }.max { $0.words.count < $1.words.count }
    let said = apart(stretched(saidPeriods { _ in true })).filter { period in
      before.map { $0.words.count < 2 || !$0.words.overlaps(period.words) } ?? true
    }
    if let before, said.count == 1, said[0].words.upperBound < before.words.lowerBound,
      isJoined(said[0].words.upperBound..<before.words.lowerBound),
      let earlier = said[0].period.previous(on: today)
    {
      return [said[0].period, earlier]
    }
    if said.isEmpty, case let days = daysAlone, days.count > 1 { return days.map(Period.dayOfMonth) }
    let areJoined = zip(said, said.dropFirst()).allSatisfy {
      isJoined($0.words.upperBound..<$1.words.lowerBound)
    }
    guard areJoined, let first = said.first else { return [] }
    let last = said[said.count - 1]
    let periods =
      daysAhead(of: first) + said.map { $0.period.inMonth(of: last.period) ?? $0.period } + daysBehind(last)
    return (2...12).contains(periods.count) ? periods : []
  }

  /// «el 15 y el 31 de octubre»: the days that are named ahead of the last one with its month.
  private func daysAhead(of last: SaidPeriod) -> [Period] {
    var days: [Period] = []
    var end = last.words.lowerBound
    while let position = (0..<end).last(where: isPlainNumber),
      isJoined(position + 1..<end),
      let day = day(at: position), let period = last.period.onDay(day)
    {
      days.insert(period, at: 0)
      end = position
    }
    return days
  }

  /// «October 5 and 8»: the days that are named behind the first one with its month.
  private func daysBehind(_ first: SaidPeriod) -> [Period] {
    guard !isPlainNumber(first.words.lowerBound) else { return [] }
    var days: [Period] = []
    var start = first.words.upperBound
    while start < analysis.sentence.words.count,
      let position = (start..<analysis.sentence.words.count).first(where: isPlainNumber),
      isJoined(start..<position), endsDay(position + 1),
      let day = day(at: position), let period = first.period.onDay(day)
    {
      days.append(period)
      start = position + 1
    }
    return days
  }

  private func isPlainNumber(_ position: Int) -> Bool {
    analysis.sentence.words[position].isNumber
  }

  /// Whether nothing but «y» and small words stands there, or a comma.
  private func isJoined(_ between: Range<Int>) -> Bool {
    let joints = between.contains { analysis.bears(.and, $0) }
    let isComma = (between.lowerBound...between.upperBound).contains {
      analysis.sentence.words[$0].gap == .comma
    }
    return (joints || isComma)
      && between.allSatisfy { analysis.bears(.and, $0) || analysis.glue.contains($0) }
  }
}

extension Period {
  /// «hasta el viernes»: the same to come, where a name tells no side.
  fileprivate var ahead: Period {
    if case .lastWeekday(let day) = self { .nextWeekday(day) } else { self }
  }

  /// Whether it is all still to come.
  fileprivate var isAhead: Bool {
    switch self {
    case .day(let day): day > 0
    case .span(.next, _), .nextDays, .nextWeekday: true
    default: false
    }
  }

  /// What goes on now of the kind that it was one of: this month, of an earlier one; nil where it is that itself or has
  /// no kind.
  fileprivate var current: Period? {
    switch self {
    case .day(let day) where day < 0: .day(0)
    case .lastWeekday: .day(0)
    case .span(.last, let span): .span(.this, span)
    case .month: .span(.this, .month)
    case .year: .span(.this, .year)
    case .quarter: .span(.this, .quarter)
    default: nil
    }
  }
}

extension Analysis {
  /// «los lunes»: whether a day of the week is said of every week.
  func isWeekly(_ words: Range<Int>) -> Bool {
    tags.contains { $0.concept == lexicon[.weekly] && $0.words.overlaps(words) }
  }

  /// Whether a word only says by what sales are divided: the «mes» of «mes a mes».
  fileprivate func isOfDivision(_ tag: Tag) -> Bool {
    tags.contains { other in
      guard case .slot("by", _) = meaning(of: other) else { return false }
      return other.words.count > tag.words.count && other.said & tag.said == tag.said
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
      if let date = writtenDate(at: position) {
        numbers += [date.day] + (date.year.map { [$0] } ?? [])
        months.append(date.month)
      }
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
