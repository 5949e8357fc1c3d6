/// A stretch of time as people name it, before it is laid on the calendar.
///
/// The text form is the wire's: `today`, `this_week`, `last_30_days`, `month:10`, `month:2025-10`, `year:2025`,
/// `quarter:3`, `day:15`, `range:10-01..10-15`, `last_weekday:monday`, `season:summer`, `expired`; `half:1:month:10` for
/// the first half of a month, `week:day:10` for the week of a day, `ago:2:week` for the week that was current two weeks
/// ago, `month:10~today` from one period through another, `~yesterday` up to one, `month:10@last_year` for the one that
/// lies in a year.
package indirect enum Period: Hashable, Sendable {
  /// A stretch of the calendar that begins on a fixed day.
  package enum Span: String, CaseIterable, Sendable { case week, month, quarter, year }
  /// What a number of days, weeks, months or years counts.
  package enum Unit: String, CaseIterable, Sendable { case day, week, month, year }
  /// On which side of today something lies.
  package enum Side: String, CaseIterable, Sendable { case last, this, next }
  package enum Weekday: String, CaseIterable, Sendable {
    case monday, tuesday, wednesday, thursday, friday, saturday, sunday
  }
  package enum Season: String, CaseIterable, Sendable { case summer, autumn, winter, spring }

  /// Days from today: 0 today, −1 yesterday, −2 the day before, 1 tomorrow.
  case day(Int)
  case span(Side, Span)
  case thisWeekend
  case lastWeekend
  /// Today and the N−1 days before it.
  case lastDays(Int)
  case nextDays(Int)
  case lastMonths(Int)
  case month(Int, year: Int?)
  case year(Int)
  case quarter(Int)
  /// A day of a month that is not said.
  case dayOfMonth(Int)
  /// `MM-dd` to `MM-dd`, with years where they were said.
  case range(MonthDay, MonthDay)
  case lastWeekday(Weekday)
  case nextWeekday(Weekday)
  case season(Season)
  case expired
  /// The first (1) or the second half (2) of a month.
  case half(Int, of: Period)
  /// The week, Monday to Sunday, in which a period begins.
  case week(of: Period)
  /// The day, week, month or year that was current so many of them ago.
  case ago(Int, Unit)
  /// The one of that name that lies in a year.
  case part(Period, of: Period)
  /// From the first day of one through the last of another.
  case through(Period, Period)
  /// From the beginning of its month through the last day of a period; of a whole month, from the beginning of its year.
  case until(Period)

  /// A day of some year.
  package struct MonthDay: Hashable, Sendable {
    package let year: Int?
    package let month: Int
    package let day: Int
    package init?(year: Int? = nil, month: Int, day: Int) {
      guard (1...12).contains(month), day >= 1, day <= BusinessDay.days(in: month, of: year ?? 2024) else {
        return nil
      }
      (self.year, self.month, self.day) = (year, month, day)
    }
  }
}

extension Period {
  /// The days that this period covers when said on `today`; weeks begin on Monday.
  ///
  /// A weekend, or a month, quarter, season or range without a year, is the latest one that has begun, when `looking` is `.last`,
  /// and the next one that has not ended, when it is `.next`.
  package func days(on today: BusinessDay, looking: Side = .last, southern: Bool = true) -> DayRange {
    let (year, month, _) = today.civil
    switch self {
    case .day(let offset): return DayRange(today + offset, today + offset)
    case .span(let side, let span): return Self.days(side, span, today)
    case .thisWeekend:
      let saturday = today - today.weekday + 5
      let begun = looking == .next || saturday <= today ? saturday : saturday - 7
      return DayRange(begun, begun + 1)
    case .lastWeekend:
      let saturday = today - today.weekday - 2
      return DayRange(saturday, saturday + 1)
    case .lastDays(let count): return DayRange(today - (count - 1), today)
    case .nextDays(let count): return DayRange(today + 1, today + count)
    case .lastMonths(let count):
      let first = Self.firstOfMonth(year, month - count + 1)
      return DayRange(first, today)
    case .month(let asked, let askedYear):
      let passed = looking == .next ? asked < month : asked > month
      let shift = passed ? (looking == .next ? 1 : -1) : 0
      return Self.month(askedYear ?? (year + shift), asked)
    case .year(let asked): return DayRange(Self.firstOfMonth(asked, 1), Self.firstOfMonth(asked + 1, 1) - 1)
    case .quarter(let asked):
      let passed = looking == .next ? asked * 3 < month : asked * 3 - 2 > month
      let shift = passed ? (looking == .next ? 1 : -1) : 0
      let year = year + shift
      return DayRange(Self.firstOfMonth(year, asked * 3 - 2), Self.firstOfMonth(year, asked * 3 + 1) - 1)
    case .dayOfMonth(let asked): return Self.dayOfMonth(asked, today, looking)
    case .range(let from, let to) where looking == .next && from.year == nil && to.year == nil:
      return Self.next(from, to, today)
    case .range(let from, let to):
      guard var first = from.day(in: year), var last = to.day(in: year) else { return DayRange(today, today) }
      if first > last, to.year == nil, from.year == nil, let earlier = from.day(in: year - 1) {
        first = earlier
      }
      if first > today, from.year == nil, looking != .next,
        let earlier = from.day(in: year - 1), let until = to.day(in: year - 1)
      {
        (first, last) = (earlier, until)
      }
      return DayRange(first, last)
    case .lastWeekday(let day):
      let back = (today.weekday - day.index + 6) % 7 + 1
      return DayRange(today - back, today - back)
    case .nextWeekday(let day):
      let ahead = (day.index - today.weekday + 6) % 7 + 1
      return DayRange(today + ahead, today + ahead)
    case .season(let season): return Self.season(season, today, looking: looking, southern: southern)
    case .expired: return DayRange(BusinessDay(ordinal: 0), today - 1)
    case .half(let half, let month):
      let days = month.days(on: today, looking: looking)
      return half == 1 ? DayRange(days.first, days.first + 14) : DayRange(days.first + 15, days.last)
    case .week(let day):
      let first = day.days(on: today, looking: looking).first
      return DayRange(first - first.weekday, first - first.weekday + 6)
    case .ago(let count, let unit): return Self.days(count, unit, before: today)
    case .part(let part, let year): return part.days(on: year.days(on: today).last)
    case .through(let first, let last): return Self.days(from: first, through: last, today, looking)
    case .until(let last): return last.daysUntil(today, looking)
    }
  }

  /// The nearest such day that a month has, today or before it, or today or behind it when `looking` is `.next`.
  private static func dayOfMonth(_ day: Int, _ today: BusinessDay, _ looking: Side) -> DayRange {
    let (year, month, _) = today.civil
    let steps = looking == .next ? Array(0...12) : Array((-12...0).reversed())
    let days = steps.compactMap { step -> BusinessDay? in
      let first = firstOfMonth(year, month + step)
      let found = first + (day - 1)
      return found.civil.month == first.civil.month ? found : nil
    }
    let meant = days.first { looking == .next ? $0 >= today : $0 <= today } ?? today
    return DayRange(meant, meant)
  }

  /// The first range of those days that has not ended on `today`; one that turns the year ends in the next.
  private static func next(_ from: MonthDay, _ to: MonthDay, _ today: BusinessDay) -> DayRange {
    let ranges = (-1...1).compactMap { shift -> DayRange? in
      let year = today.year + shift
      guard let first = from.day(in: year), let last = to.day(in: year) else { return nil }
      return first <= last ? DayRange(first, last) : to.day(in: year + 1).map { DayRange(first, $0) }
    }
    return ranges.first { $0.last >= today } ?? DayRange(today, today)
  }

  private static func days(_ side: Side, _ span: Span, _ today: BusinessDay) -> DayRange {
    let shift = side == .last ? -1 : side == .next ? 1 : 0
    let (year, month, _) = today.civil
    switch span {
    case .week:
      let monday = today - today.weekday + 7 * shift
      return DayRange(monday, monday + 6)
    case .month: return Self.month(year, month + shift)
    case .quarter:
      let first = (month - 1) / 3 * 3 + 1 + 3 * shift
      return DayRange(firstOfMonth(year, first), firstOfMonth(year, first + 3) - 1)
    case .year: return DayRange(firstOfMonth(year + shift, 1), firstOfMonth(year + shift + 1, 1) - 1)
    }
  }

  /// The first day of `month`, which may lie outside 1–12 and then moves the year.
  private static func firstOfMonth(_ year: Int, _ month: Int) -> BusinessDay {
    let zeroBased = month - 1
    let years = zeroBased >= 0 ? zeroBased / 12 : (zeroBased - 11) / 12
    return BusinessDay(year: year + years, month: zeroBased - years * 12 + 1, day: 1)
      ?? BusinessDay(ordinal: 0)
  }

  private static func month(_ year: Int, _ month: Int) -> DayRange {
    DayRange(firstOfMonth(year, month), firstOfMonth(year, month + 1) - 1)
  }

  /// Seasons begin on the 21st of December, March, June and September.
  private static func season(_ season: Season, _ today: BusinessDay, looking: Side, southern: Bool)
    -> DayRange
  {
    let northern: [Season: Int] = [.winter: 12, .spring: 3, .summer: 6, .autumn: 9]
    let start = ((northern[season] ?? 12) + (southern ? 6 : 0) - 1) % 12 + 1
    func beginning(_ year: Int) -> DayRange {
      DayRange(firstOfMonth(year, start) + 20, firstOfMonth(year, start + 3) + 19)
    }
    let candidates = (-2...2).map { beginning(today.year + $0) }
    if looking == .next { return candidates.first { $0.last >= today } ?? candidates[4] }
    return candidates.last { $0.first <= today } ?? candidates[0]
  }
}

extension Period.MonthDay {
  fileprivate func day(in year: Int) -> BusinessDay? {
    let year = self.year ?? year
    return BusinessDay(year: year, month: month, day: min(day, BusinessDay.days(in: month, of: year)))
  }
}

extension Period.Weekday {
  /// Its place in the week: 0 Monday … 6 Sunday.
  package var index: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
