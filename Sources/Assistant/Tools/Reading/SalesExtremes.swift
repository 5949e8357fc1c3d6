internal import Inventory
internal import Shop
internal import Store
internal import Understanding

/// The best and the worst days, weeks and months.
extension SalesAnswer {
  private var asksForWorst: Bool { slots[.rank] == "worst" }

  /// The best or the worst day ahead of the others; nil where there is none.
  ///
  /// Today counts as a bad one only once it is over.
  func ofDays(_ daily: [DaySales]) -> Reply? {
    let ranked = daily.sorted { ($1.sum.income, $0.day) < ($0.sum.income, $1.day) }
    let past = ranked.filter { $0.day != desk.today }
    guard let day = asksForWorst ? past.last ?? ranked.last : ranked.first else { return nil }
    let others = asksForWorst ? Array((past.isEmpty ? ranked : past).reversed()) : ranked
    let shown =
      daily.count <= Self.mostDays ? daily : Array(others.prefix(Self.mostDaysRanked))
    return Reply(
      voice.say(
        asksForWorst ? SalesPhrase.worstDay : .bestDay,
        [
          "day": voice.day(day.day), "income": voice.money(day.sum.income),
          "n": voice.number(day.count), "period": voice.period(sales.days, today: desk.today),
        ]),
      lines: shown.map {
        voice.say(
          SalesPhrase.day,
          ["day": voice.day($0.day), "income": voice.money($0.sum.income), "n": voice.number($0.count)])
      },
      closing: [
        daily.count > Self.mostDays ? voice.more(than: Self.mostDaysRanked, of: daily.count) : nil,
        dayAverage, lead,
      ].asSentences)
  }

  /// Which of the weeks or months was the best or the worst, of those that lie whole in the past and in what was asked about for the worst; nil where there is
  /// but one, and of other parts.
  func first(of parts: [SalesPart]) -> String? {
    let isOfMonths = slots[.by] == "month"
    guard parts.count > 1, isOfMonths || slots[.by] == "week" else { return nil }
    let whole = parts.filter { part in
      part.days.map { sales.days.first <= $0.first && $0.last < desk.today } ?? true
    }
    let counted = asksForWorst && !whole.isEmpty ? whole : parts
    let part = counted.reduce(nil as SalesPart?) { first, part in
      guard let first else { return part }
      return asksForWorst == (part.income < first.income) ? part : first
    }
    guard let part else { return nil }
    let phrase: SalesPhrase =
      isOfMonths
      ? asksForWorst ? .worstMonth : .bestMonth : asksForWorst ? .worstWeek : .bestWeek
    return voice.say(phrase, ["part": part.name, "income": voice.money(part.income)])
  }

  /// What a day sold on average, of those that have come; nil for a single one.
  var dayAverage: String? {
    let last = min(max(sales.days.first, desk.today), sales.days.last)
    let days = DayRange(sales.days.first, last).count
    guard days > 1, let average = scaled(sales.total.income.minorUnits, by: 1, over: Int64(days)) else {
      return nil
    }
    return voice.say(SalesPhrase.dayAverage, ["average": voice.money(Money(minorUnits: average))])
  }

  /// A week's days stand in their order, of more the first ten by what they sold.
  private static let mostDays = 7
  private static let mostDaysRanked = 10
}
