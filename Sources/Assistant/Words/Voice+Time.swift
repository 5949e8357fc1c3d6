package import Insights
package import Inventory

enum CalendarPhrase: String, Phrase {
  /// Seven names from Monday on, parted by spaces.
  case weekdays = "calendar.weekdays"
  /// Twelve names from January on, parted by spaces.
  case months = "calendar.months"
  case day = "calendar.day(weekday,day,month)"
  case dayOfYear = "calendar.day_of_year(day,month,year)"
  case shortDay = "calendar.short_day(day,day_number,month,month_number)"
  case today = "calendar.today"
  case yesterday = "calendar.yesterday"
  case tomorrow = "calendar.tomorrow"
  case month = "calendar.month(month,year)"
  case year = "calendar.year(year)"
  case withinMonth = "calendar.within_month(first,last,month)"
  case between = "calendar.between(first,last)"
  case days = "calendar.days(n)"
}

extension Voice {
  /// «jueves 4 de diciembre».
  package func day(_ day: BusinessDay) -> String {
    say(
      CalendarPhrase.day,
      ["weekday": weekday(day), "day": String(day.civil.day), "month": month(day.month)])
  }

  /// «04/12».
  package func shortDay(_ day: BusinessDay) -> String {
    let (_, month, number) = day.civil
    return say(
      CalendarPhrase.shortDay,
      [
        "day": String(number), "day_number": twoDigits(number), "month": String(self.month(month).prefix(3)),
        "month_number": twoDigits(month),
      ])
  }

  /// «jueves».
  package func weekday(_ day: BusinessDay) -> String { word(day.weekday, of: .weekdays) }

  /// «3 días», «1 día».
  package func days(_ count: Int) -> String { say(CalendarPhrase.days, ["n": number(count)]) }

  /// How long stock lasts, rounded to whole days: «5 días».
  package func days(_ cover: Cover) -> String { days(Int(clamping: cover.days)) }

  /// «hoy», «octubre de 2025», «del 1 al 15 de octubre», «del 28 de octubre al 3 de noviembre».
  package func period(_ days: DayRange, today: BusinessDay) -> String {
    let (first, last) = (days.first.civil, days.last.civil)
    if days.count == 1 { return single(days.first, today: today) }
    if first.year == last.year, first.day == 1, last.day == BusinessDay.days(in: last.month, of: last.year) {
      if first.month == last.month {
        return say(CalendarPhrase.month, ["month": month(first.month), "year": String(first.year)])
      }
      if first.month == 1, last.month == 12 { return say(CalendarPhrase.year, ["year": String(first.year)]) }
    }
    if first.year == last.year, first.month == last.month {
      return say(
        CalendarPhrase.withinMonth,
        ["first": String(first.day), "last": String(last.day), "month": month(first.month)])
    }
    return say(
      CalendarPhrase.between,
      ["first": dayAndMonth(days.first, today: today), "last": dayAndMonth(days.last, today: today)])
  }

  private func single(_ day: BusinessDay, today: BusinessDay) -> String {
    switch day - today {
    case 0: say(CalendarPhrase.today)
    case -1: say(CalendarPhrase.yesterday)
    case 1: say(CalendarPhrase.tomorrow)
    default: dayAndMonth(day, today: today)
    }
  }

  /// The weekday says enough within the year; another year is named.
  private func dayAndMonth(_ day: BusinessDay, today: BusinessDay) -> String {
    guard day.year != today.year else { return self.day(day) }
    return say(
      CalendarPhrase.dayOfYear,
      ["day": String(day.civil.day), "month": month(day.month), "year": String(day.year)])
  }

  private func month(_ number: Int) -> String { word(number - 1, of: .months) }

  private func word(_ index: Int, of phrase: CalendarPhrase) -> String {
    let words = say(phrase).split(separator: " ")
    return words.indices.contains(index) ? String(words[index]) : ""
  }
}

private func twoDigits(_ value: Int) -> String { value < 10 ? "0\(value)" : String(value) }
