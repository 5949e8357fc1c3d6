internal import Inventory

/// A line's name in `periods.txt`: a period of the wire, or one with places for what the sentence says.
///
/// `last_N_days`, `last_N_weeks`, `next_N_weeks`, `month:M`, `month:Y-M`, `year:Y`, `quarter:N`, `day:D` and `day:D-M`
/// (one day), `range:D-D` (days of a month that is not said), `range:D-D-M` (days of one month), `range:D-M-D-M`, `range:M-M` (whole months), `months:M+M` (two whole
/// months, where one follows the other), `half:N-M`, `half:N` and `half:N-last` (half of a month), `week:D` and `week:D-M`
/// (the week of a day), `nth_week:N-M`, `nth_week:N` and `nth_week:last-M` (seven days of a month), `ago:N:week` (and of other units), `last_weekday:W`, `next_weekday:W`.
enum PeriodTemplate: Sendable {
  case fixed(Period)
  case lastDays(unit: Int)
  case nextDays(unit: Int)
  case lastMonths
  case month, monthOfYear, year, quarter
  case day, dayOfMonth, daysOfMonth, dayToDay, monthToMonth, twoMonths
  case lastWeekday, nextWeekday
  case days
  case halfOfMonth
  case half(of: Period)
  case weekOfDay, weekOfDayOfMonth
  case nthWeek, nthWeekOfThisMonth, lastWeekOfMonth
  case ago(Period.Unit)

  var isFixed: Bool { if case .fixed = self { true } else { false } }

  init?(_ name: Substring) {
    switch name {
    case "last_N_days": self = .lastDays(unit: 1)
    case "last_N_weeks": self = .lastDays(unit: 7)
    case "next_N_days": self = .nextDays(unit: 1)
    case "next_N_weeks": self = .nextDays(unit: 7)
    case "next_N_months": self = .nextDays(unit: 30)
    case "last_N_months": self = .lastMonths
    case "month:M": self = .month
    case "month:Y-M": self = .monthOfYear
    case "year:Y": self = .year
    case "quarter:N": self = .quarter
    case "day:D-M": self = .day
    case "day:D": self = .dayOfMonth
    case "range:D-D-M": self = .daysOfMonth
    case "range:D-M-D-M": self = .dayToDay
    case "range:M-M": self = .monthToMonth
    case "months:M+M": self = .twoMonths
    case "range:D-D": self = .days
    case "half:N-M": self = .halfOfMonth
    case "half:N": self = .half(of: .span(.this, .month))
    case "half:N-last": self = .half(of: .span(.last, .month))
    case "week:D": self = .weekOfDayOfMonth
    case "week:D-M": self = .weekOfDay
    case "nth_week:N-M": self = .nthWeek
    case "nth_week:N": self = .nthWeekOfThisMonth
    case "nth_week:last-M": self = .lastWeekOfMonth
    case "ago:N:day": self = .ago(.day)
    case "ago:N:week": self = .ago(.week)
    case "ago:N:month": self = .ago(.month)
    case "ago:N:year": self = .ago(.year)
    case "last_weekday:W": self = .lastWeekday
    case "next_weekday:W": self = .nextWeekday
    default:
      guard let period = Period(String(name)) else { return nil }
      self = .fixed(period)
    }
  }

  /// The period, with the numbers, months and days of the week said in it, in order.
  func period(numbers: [Int], months: [Int], weekdays: [Period.Weekday]) -> Period? {
    switch self {
    case .fixed(let period): return period
    case .lastDays(let unit): return Self.count(numbers, 3660 / unit).map { .lastDays($0 * unit) }
    case .nextDays(let unit): return Self.count(numbers, 3660 / unit).map { .nextDays($0 * unit) }
    case .lastMonths: return Self.count(numbers, 120).map { .lastMonths($0) }
    case .month: return months.first.map { .month($0, year: nil) }
    case .monthOfYear:
      guard let month = months.first, let year = Self.year(numbers) else { return nil }
      return .month(month, year: year)
    case .year: return Self.year(numbers).map { .year($0) }
    case .quarter: return Self.count(numbers, 4).map { .quarter($0) }
    case .day: return Self.day(numbers, months)
    case .dayOfMonth: return Self.count(numbers, 31).map { .dayOfMonth($0) }
    case .daysOfMonth:
      guard let month = months.first, numbers.count >= 2 else { return nil }
      return Self.range(numbers[0], month, numbers[1], month)
    case .dayToDay:
      guard months.count >= 2, numbers.count >= 2 else { return nil }
      return Self.range(numbers[0], months[0], numbers[1], months[1])
    case .monthToMonth:
      guard months.count >= 2 else { return nil }
      return Self.months(months[0], months[1])
    case .twoMonths:
      guard months.count >= 2 else { return nil }
      if months[0] % 12 + 1 == months[1] { return Self.months(months[0], months[1]) }
      return months[1] + 1 == months[0] ? Self.months(months[1], months[0]) : nil
    case .days:
      guard numbers.count >= 2, numbers.prefix(2).allSatisfy((1...31).contains) else { return nil }
      return .through(.dayOfMonth(numbers[0]), .dayOfMonth(numbers[1]))
    case .halfOfMonth:
      guard let month = months.first else { return nil }
      return Self.count(numbers, 2).map { .half($0, of: .month(month, year: nil)) }
    case .half(let month): return Self.count(numbers, 2).map { .half($0, of: month) }
    case .weekOfDay: return Self.day(numbers, months).map { .week(of: $0) }
    case .weekOfDayOfMonth: return Self.count(numbers, 31).map { .week(of: .dayOfMonth($0)) }
    case .nthWeek:
      guard let month = months.first, let week = Self.count(numbers, 4) else { return nil }
      return Self.range(7 * week - 6, month, 7 * week, month)
    case .nthWeekOfThisMonth:
      return Self.count(numbers, 4).map { .through(.dayOfMonth(7 * $0 - 6), .dayOfMonth(7 * $0)) }
    case .lastWeekOfMonth:
      guard let month = months.first, case let last = BusinessDay.days(in: month, of: 2023) else {
        return nil
      }
      return Self.range(last - 6, month, last, month)
    case .ago(let unit): return Self.count(numbers, 366).map { .ago($0, unit) }
    case .lastWeekday: return weekdays.first.map { .lastWeekday($0) }
    case .nextWeekday: return weekdays.first.map { .nextWeekday($0) }
    }
  }

  private static func count(_ numbers: [Int], _ most: Int) -> Int? {
    numbers.first.flatMap { (1...most).contains($0) ? $0 : nil }
  }

  private static func year(_ numbers: [Int]) -> Int? {
    numbers.last.flatMap { (1990...2100).contains($0) ? $0 : nil }
  }

  /// One day of a month, and of a year where that is said too.
  private static func day(_ numbers: [Int], _ months: [Int]) -> Period? {
    guard let month = months.first, let day = numbers.first,
      let date = Period.MonthDay(year: numbers.count > 1 ? year(numbers) : nil, month: month, day: day)
    else { return nil }
    return .range(date, date)
  }

  private static func months(_ first: Int, _ last: Int) -> Period? {
    range(1, first, BusinessDay.days(in: last, of: 2023), last)
  }

  private static func range(_ day: Int, _ month: Int, _ lastDay: Int, _ lastMonth: Int) -> Period? {
    guard let from = Period.MonthDay(month: month, day: day),
      let to = Period.MonthDay(month: lastMonth, day: lastDay)
    else { return nil }
    return .range(from, to)
  }
}
