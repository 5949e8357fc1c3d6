/// Periods that are made of others.
extension Period {
  /// Reads the wire's `from~through`, or `~through`; nil where one of them is no period or such a stretch itself.
  init?(from first: Substring, through last: Substring) {
    guard !last.contains("~"), let last = Period(String(last)) else { return nil }
    if first.isEmpty {
      self = .until(last)
      return
    }
    guard let first = Period(String(first)) else { return nil }
    self = .through(first, last)
  }

  /// Reads the wire's `part@year`; nil where the one has no name within a year, or the other is none.
  init?(_ part: Substring, of year: Substring) {
    guard let part = Period(String(part)), let year = Period(String(year)), part.isPartOfYear, year.isYear
    else { return nil }
    self = .part(part, of: year)
  }

  /// Whether every year has one of that name: «octubre», «el 3 de mayo», «el primer trimestre».
  package var isPartOfYear: Bool {
    switch self {
    case .month(_, nil), .quarter, .season, .half(_, .month(_, nil)): true
    case .range(let from, let to): from.year == nil && to.year == nil
    default: false
    }
  }

  /// Whether it is a whole year.
  package var isYear: Bool {
    switch self {
    case .year, .span(_, .year), .ago(_, .year): true
    default: false
    }
  }

  /// Whether it is a month by its name or by its place beside this one.
  var isMonth: Bool {
    switch self {
    case .month, .span(_, .month): true
    default: false
    }
  }

  /// Whether it is one day of a month.
  var isOneDay: Bool {
    switch self {
    case .dayOfMonth: true
    case .range(let from, let to): from == to
    default: false
    }
  }

  static func days(_ count: Int, _ unit: Unit, before today: BusinessDay) -> DayRange {
    let (year, month, _) = today.civil
    switch unit {
    case .day: return DayRange(today - count, today - count)
    case .week:
      let monday = today - today.weekday - 7 * count
      return DayRange(monday, monday + 6)
    case .month:
      let months = year * 12 + month - 1 - count
      return Period.month(months % 12 + 1, year: months / 12).days(on: today)
    case .year: return Period.year(year - count).days(on: today)
    }
  }

  /// What has lasted since then: `ago:2:week` as the last fourteen days; any other period as it is.
  package var lasting: Period {
    guard case .ago(let count, let unit) = self else { return self }
    switch unit {
    case .day: return .lastDays(count)
    case .week: return .lastDays(7 * count)
    case .month: return .lastMonths(count)
    case .year: return .lastMonths(12 * count)
    }
  }

  /// The days from `first` through `last`: «del lunes al viernes pasado».
  ///
  /// What would begin after the end is of the days before it. Two days of a month that is not said are of the latest
  /// that has begun and has both.
  static func days(
    from first: Period, through last: Period, _ today: BusinessDay, _ looking: Side
  ) -> DayRange {
    if case .dayOfMonth(let from) = first, case .dayOfMonth(let to) = last, from <= to,
      let days = daysOfMonth(from, to, today, looking)
    {
      return days
    }
    let end = last.days(on: today, looking: looking).last
    let begin = first.days(on: today, looking: looking).first
    let earlier = begin > end ? first.days(on: end).first : begin
    return DayRange(min(earlier, end), end)
  }

  private static func daysOfMonth(
    _ from: Int, _ to: Int, _ today: BusinessDay, _ looking: Side
  ) -> DayRange? {
    let steps = looking == .next ? Array(0...12) : Array((-12...0).reversed())
    return steps.lazy.compactMap { step -> DayRange? in
      let shifted = today.year * 12 + today.month - 1 + step
      let (year, month) = (shifted / 12, shifted % 12 + 1)
      guard let first = BusinessDay(year: year, month: month, day: from),
        let last = BusinessDay(year: year, month: month, day: to)
      else { return nil }
      return (looking == .next ? last >= today : first <= today) ? DayRange(first, last) : nil
    }.first
  }

  func daysUntil(_ today: BusinessDay, _ looking: Side) -> DayRange {
    let end = days(on: today, looking: looking).last
    let first = BusinessDay(year: end.year, month: isMonth ? 1 : end.month, day: 1) ?? end
    return DayRange(first, end)
  }

  /// «y del 16 al 31», after days of one month: the same days of that month, or those that it has of them; nil for
  /// any other period.
  package func inMonth(of days: DayRange) -> Period? {
    guard case .through(.dayOfMonth(let from), .dayOfMonth(let to)) = self, from <= to,
      days.first.year == days.last.year, days.first.month == days.last.month
    else { return nil }
    let (year, month) = (days.first.year, days.first.month)
    guard let first = MonthDay(year: year, month: month, day: from),
      let last = MonthDay(
        year: year, month: month, day: min(to, BusinessDay.days(in: month, of: year)))
    else { return nil }
    return .range(first, last)
  }

  /// The same beside a day of some month, as «y del 20 de octubre» names it.
  package func inMonth(of day: Period) -> Period? {
    guard case .through(.dayOfMonth(let from), .dayOfMonth(let to)) = self, from <= to,
      case .range(let named, _) = day,
      let first = MonthDay(year: named.year, month: named.month, day: from),
      let last = MonthDay(year: named.year, month: named.month, day: to)
    else { return nil }
    return .range(first, last)
  }
}
