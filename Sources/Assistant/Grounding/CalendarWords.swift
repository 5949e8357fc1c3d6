internal import Inventory

enum GroundingPhrase: String, Phrase {
  /// Parted by spaces, like the three that follow.
  case days = "grounding.days"
  case weeks = "grounding.weeks"
  /// Between the ends of a stretch of days.
  case until = "grounding.until"
  /// Between two things of which each has its own numbers.
  case joining = "grounding.joining"
  /// That something was done, parted by `|`, like the two that follow.
  case deeds = "grounding.deeds"
  case deedReports = "grounding.deed_reports"
  case deedHelpers = "grounding.deed_helpers"
  /// Parted by spaces, like those that follow.
  case deedParticiples = "grounding.deed_participles"
  case deedClosings = "grounding.deed_closings"
  case deedObjects = "grounding.deed_objects"
  case deedDenials = "grounding.deed_denials"
}

/// How dates and stretches of time are written in one language.
struct CalendarWords: Sendable {
  /// From Monday on, and from January on.
  private let weekdays: [FoldedText]
  private let months: [FoldedText]
  private let dayWords: Set<String>
  private let weekWords: Set<String>
  private let untilWords: [FoldedText]
  private let joiningWords: Set<String>

  init(_ book: Phrasebook) {
    func words(_ phrase: some Phrase) -> [FoldedText] {
      book.text(phrase).split(separator: " ").map { FoldedText($0) }
    }
    weekdays = words(CalendarPhrase.weekdays)
    months = words(CalendarPhrase.months)
    dayWords = Set(words(GroundingPhrase.days).map(\.text))
    weekWords = Set(words(GroundingPhrase.weeks).map(\.text))
    untilWords = words(GroundingPhrase.until)
    joiningWords = Set(words(GroundingPhrase.joining).map(\.text))
  }

  func joins(_ word: String) -> Bool { joiningWords.contains(word) }

  func isDay(_ unit: String) -> Bool { dayWords.contains(unit) }
  func isWeek(_ unit: String) -> Bool { weekWords.contains(unit) }

  /// The dates in `text` that no tool spoke of; all that are dates are blanked.
  func unfoundedDates(in text: inout FoldedText, _ evidence: Evidence) -> [String] {
    var faults: [String] = []
    func settle(_ place: Range<Int>, _ isFounded: Bool) {
      if !isFounded { faults.append(FoldedText(scalars: text.scalars[place]).text) }
      text.blank(place)
    }
    for word in text.digitWords {
      guard let date = numericDate(FoldedText(scalars: text.scalars[word]).text) else { continue }
      settle(word, evidence.dates.contains { date.contains($0.civil) })
    }
    for (index, month) in months.enumerated() {
      let short = month.count > 3 ? [FoldedText(scalars: month.scalars.prefix(3))] : []
      for place in ([month] + short).flatMap(text.places) {
        let day = text.dayNumber(before: place.lowerBound) ?? text.dayNumber(after: place.upperBound)
        let isFounded = evidence.dates.contains {
          $0.civil.month == index + 1 && (day == nil || $0.civil.day == day?.number)
        }
        // «May» alone is a word like any other, and so is «nov».
        if day == nil, place.count <= 3 { continue }
        // The other end of «del 12 al 18 de noviembre».
        if let day, let other = text.otherEnd(of: day.place, untilWords) {
          settle(
            other.place,
            evidence.dates.contains { $0.civil.month == index + 1 && $0.civil.day == other.number })
        }
        settle(day?.place ?? place, isFounded)
        text.blank(place)
      }
    }
    for (index, weekday) in weekdays.enumerated() {
      for place in text.places(of: weekday) {
        settle(place, evidence.dates.contains { $0.weekday == index })
      }
    }
    return faults
  }

  /// What «2025-11-20», «20/11» or «20/11/2025» may mean: day and month stand in either order.
  private func numericDate(_ text: String) -> [Civil]? {
    let separator: Character = text.contains("/") ? "/" : "-"
    let parts = text.split(separator: separator, omittingEmptySubsequences: false)
    let numbers = parts.compactMap { Int($0) }
    guard numbers.count == parts.count, (2...3).contains(parts.count) else { return nil }
    if separator == "-" {
      guard parts.count == 3, parts[0].count == 4 else { return nil }
      return [Civil(year: numbers[0], month: numbers[1], day: numbers[2])]
    }
    let year = numbers.count == 3 ? (numbers[2] < 100 ? 2000 + numbers[2] : numbers[2]) : nil
    return [
      Civil(year: year, month: numbers[1], day: numbers[0]),
      Civil(year: year, month: numbers[0], day: numbers[1]),
    ]
  }

  fileprivate struct Civil {
    let year: Int?
    let month: Int
    let day: Int
  }
}

extension [CalendarWords.Civil] {
  fileprivate func contains(_ date: (year: Int, month: Int, day: Int)) -> Bool {
    for meant in self where meant.month == date.month && meant.day == date.day {
      if meant.year == nil || meant.year == date.year { return true }
    }
    return false
  }
}

extension FoldedText {
  /// «20 de noviembre», «20 November».
  fileprivate func dayNumber(before index: Int) -> (number: Int, place: Range<Int>)? {
    var end = index
    func skipSpaces() { while end > 0, scalars[end - 1] == " " { end -= 1 } }
    skipSpaces()
    if end >= 3, FoldedText(scalars: scalars[(end - 3)..<end]).text == " de" {
      end -= 2
      skipSpaces()
    }
    var start = end
    while start > 0, scalars[start - 1].isDigit { start -= 1 }
    return dayNumber(start..<end)
  }

  /// «November 20».
  fileprivate func dayNumber(after index: Int) -> (number: Int, place: Range<Int>)? {
    var start = index
    while start < count, scalars[start] == " " { start += 1 }
    var end = start
    while end < count, scalars[end].isDigit { end += 1 }
    return dayNumber(start..<end)
  }

  /// The day of the same month that a word for «until» parts from the one at `place`.
  fileprivate func otherEnd(
    of place: Range<Int>, _ joining: [FoldedText]
  ) -> (number: Int, place: Range<Int>)? {
    for word in joining {
      var start = place.lowerBound - word.count - 2
      if start > 0, part(start..<place.lowerBound).scalars == [" "] + word.scalars + [" "] {
        let end = start
        while start > 0, scalars[start - 1].isDigit { start -= 1 }
        if let day = dayNumber(start..<end) { return day }
      }
      let begin = place.upperBound + word.count + 2
      if begin < count, part(place.upperBound..<begin).scalars == [" "] + word.scalars + [" "] {
        var end = begin
        while end < count, scalars[end].isDigit { end += 1 }
        if let day = dayNumber(begin..<end) { return day }
      }
    }
    return nil
  }

  private func dayNumber(_ place: Range<Int>) -> (number: Int, place: Range<Int>)? {
    guard (1...2).contains(place.count), let number = Int(FoldedText(scalars: scalars[place]).text),
      (1...31).contains(number)
    else { return nil }
    return (number, place)
  }
}
