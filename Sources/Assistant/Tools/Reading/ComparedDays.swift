internal import Inventory

extension DayRange {
  /// What these days are compared with: whole months with as many before, else the same weekdays a week before up to
  /// seven days, else as many days just before.
  ///
  /// Of days that have not all come yet only those until `today` count.
  func before(on today: BusinessDay) -> DayRange {
    let past = first <= today ? DayRange(first, min(last, today)) : self
    if let months = monthsBefore {
      return past == self ? months : DayRange(months.first, min(months.last, months.first + (past.count - 1)))
    }
    let back = max(7, past.count)
    return DayRange(past.first - back, past.last - back)
  }

  /// As many months before, where these days are whole ones.
  private var monthsBefore: DayRange? {
    let next = last + 1
    guard first.civil.day == 1, next.civil.day == 1 else { return nil }
    let months = (next.year - first.year) * 12 + next.month - first.month
    let start = first.year * 12 + first.month - 1 - months
    return BusinessDay(year: start / 12, month: start % 12 + 1, day: 1).map { DayRange($0, first - 1) }
  }

  /// As many days of these as have come of `days`, where those are not over yet.
  func cut(to days: DayRange, on today: BusinessDay) -> DayRange {
    guard days.first <= today, today < days.last else { return self }
    return DayRange(first, min(last, first + (today - days.first)))
  }
}
