internal import Inventory

extension Period {
  /// The one of the same length before it: by its name where it has one, or else by the dates that it has as of `today`.
  func previous(on today: BusinessDay?) -> Period? {
    namedPrevious ?? today.flatMap { dated(beside: days(on: $0), by: -1) }
  }

  /// The one of the same length behind it.
  func following(on today: BusinessDay?) -> Period? {
    namedFollowing ?? today.flatMap { dated(beside: days(on: $0), by: 1) }
  }

  private var namedPrevious: Period? {
    switch self {
    case .day(0): .day(-1)
    case .day(-1): .day(-2)
    case .span(.this, let span): .span(.last, span)
    case .span(.next, let span): .span(.this, span)
    case .month(let month, let year):
      month > 1 ? .month(month - 1, year: year) : .month(12, year: year.map { $0 - 1 })
    case .year(let year): .year(year - 1)
    case .quarter(let quarter): quarter > 1 ? .quarter(quarter - 1) : nil
    default: nil
    }
  }

  private var namedFollowing: Period? {
    switch self {
    case .day(0): .day(1)
    case .day(-1): .day(0)
    case .span(.this, let span): .span(.next, span)
    case .span(.last, let span): .span(.this, span)
    case .month(let month, let year):
      month < 12 ? .month(month + 1, year: year) : .month(1, year: year.map { $0 + 1 })
    case .year(let year): .year(year + 1)
    case .quarter(let quarter): quarter < 4 ? .quarter(quarter + 1) : nil
    default: nil
    }
  }

  /// Whole months and years by their numbers, other days by their dates.
  private func dated(beside days: DayRange, by step: Int) -> Period? {
    let near = step < 0 ? days.first - 1 : days.last + 1
    switch self {
    case .expired, .season: return nil
    case .span(_, .month), .part(.month, _): return .month(near.civil.month, year: near.year)
    case .span(_, .year): return .year(near.year)
    case .span(_, .quarter), .quarter, .part(.quarter, _):
      return Period(dates: Period.quarter((near.month + 2) / 3).days(on: near))
    case .thisWeekend, .lastWeekend:
      return Period(dates: DayRange(days.first + 7 * step, days.last + 7 * step))
    default:
      let length = days.last.ordinal - days.first.ordinal
      let first = step < 0 ? near - length : near
      return Period(dates: DayRange(first, first + length))
    }
  }

  /// «y el 16», after the 15th of November: another day of the same month; nil where one day of a month was not spoken
  /// of, or it has no such day.
  func onDay(_ day: Int) -> Period? {
    guard case .range(let from, let to) = self, from == to,
      let other = MonthDay(year: from.year, month: from.month, day: day)
    else { return nil }
    return .range(other, other)
  }

  /// The same days of another year: a month by its name, other days by their dates.
  func inYear(_ year: Int, on today: BusinessDay) -> Period? {
    let days = days(on: today)
    let (first, last) = (days.first.civil, days.last.civil)
    if first.day == 1, first.month == last.month, last.day == BusinessDay.days(in: last.month, of: last.year)
    {
      return .month(first.month, year: year)
    }
    guard
      let from = MonthDay(
        year: year, month: first.month, day: min(first.day, BusinessDay.days(in: first.month, of: year))),
      let to = MonthDay(
        year: year + last.year - first.year, month: last.month,
        day: min(last.day, BusinessDay.days(in: last.month, of: year)))
    else { return nil }
    return .range(from, to)
  }

  private init?(dates: DayRange) {
    func monthDay(_ day: BusinessDay) -> MonthDay? {
      let (year, month, day) = day.civil
      return MonthDay(year: year, month: month, day: day)
    }
    guard let first = monthDay(dates.first), let last = monthDay(dates.last) else { return nil }
    self = .range(first, last)
  }
}
