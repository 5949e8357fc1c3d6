internal import Inventory

extension DayRange {
  /// What these days are compared with: a month with the month before, else the same weekdays a week before up to
  /// seven days, else as many days just before.
  ///
  /// Of days that have not all come yet only those until `today` count.
  func before(on today: BusinessDay) -> DayRange {
    let past = first <= today ? DayRange(first, min(last, today)) : self
    if let month = monthBefore {
      return past == self ? month : DayRange(month.first, min(month.last, month.first + (past.count - 1)))
    }
    let back = max(7, past.count)
    return DayRange(past.first - back, past.last - back)
  }

  /// The month before, where these days are a whole one.
  private var monthBefore: DayRange? {
    guard first.civil.day == 1, (last + 1).civil.day == 1, count <= 31 else { return nil }
    let end = first - 1
    return DayRange(end - (end.civil.day - 1), end)
  }

  /// As many days of these as have come of `days`, where those are not over yet.
  func cut(to days: DayRange, on today: BusinessDay) -> DayRange {
    guard days.first <= today, today < days.last else { return self }
    return DayRange(first, min(last, first + (today - days.first)))
  }
}
