internal import Inventory

/// How dates and stretches of time are written in one language.
struct CalendarWords: Sendable {
  /// From Monday on, and from January on.
  private let weekdays: [FoldedText]
  private let months: [FoldedText]
  private let dayWords: Set<String>
  private let weekWords: Set<String>
  private let untilWords: [FoldedText]
  private let joiningWords: Set<String>
  /// How the days from today on are called, the farthest first.
  private let nearDays: [(days: Int, words: [FoldedText])]
  /// «la mañana» is no tomorrow.
  private let articles: Set<String>

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
    nearDays = [
      (2, book.phrases(GroundingPhrase.dayAfterTomorrow)),
      (1, [FoldedText(book.text(CalendarPhrase.tomorrow))]),
      (0, [FoldedText(book.text(CalendarPhrase.today))] + book.phrases(GroundingPhrase.tonight)),
    ]
    articles = Set(words(GroundingPhrase.articles).map(\.text))
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
      settle(
        word,
        evidence.dates.contains { date.contains($0.civil) } || evidence.says(text.part(word)))
    }
    for (index, month) in months.enumerated() {
      let short = month.count > 3 ? [FoldedText(scalars: month.scalars.prefix(3))] : []
      for place in ([month] + short).flatMap(text.places) {
        let day = text.dayNumber(before: place.lowerBound) ?? text.dayNumber(after: place.upperBound)
        let whole = day.map {
          min($0.place.lowerBound, place.lowerBound)..<max($0.place.upperBound, place.upperBound)
        }
        let isFounded =
          evidence.dates.contains {
            $0.civil.month == index + 1 && (day == nil || $0.civil.day == day?.number)
          } || evidence.says(text.part(whole ?? place))
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
        // «November 20, 2025».
        if let day, let year = text.year(after: max(place.upperBound, day.place.upperBound)) {
          settle(year.place, evidence.dates.contains { $0.civil.year == year.number })
        }
      }
    }
    for (index, weekday) in weekdays.enumerated() {
      for place in text.places(of: weekday) {
        settle(
          place, evidence.dates.contains { $0.weekday == index } || evidence.words.contains(weekday))
      }
    }
    return faults
  }

  /// The months that `text` names without a day.
  func bareMonths(in text: FoldedText) -> [(place: Range<Int>, months: MonthSet)] {
    months.enumerated().flatMap { index, month in
      text.places(of: month).filter { place in
        // «May» is a word like any other.
        month.count > 3 && text.dayNumber(before: place.lowerBound) == nil
          && text.dayNumber(after: place.upperBound) == nil
      }.map { ($0, MonthSet(month: index + 1)) }
    }
  }

  /// The days from today on in `text` on which nothing runs out that a tool spoke of.
  func unfoundedNearDays(in text: FoldedText, _ evidence: Evidence) -> [String] {
    var rest = text
    var faults: [String] = []
    for (days, words) in nearDays {
      for place in words.flatMap(rest.places) {
        let isDay = !articles.contains(rest.word(before: place.lowerBound))
        if isDay, !evidence.ends.contains(evidence.today + days) { faults.append(rest.part(place).text) }
        rest.blank(place)
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

  /// «, 2025», «de 2025».
  fileprivate func year(after index: Int) -> (number: Int, place: Range<Int>)? {
    var start = index
    while start < count, scalars[start] == " " || scalars[start] == "," { start += 1 }
    let (word, end) = word(after: start)
    if ["de", "del"].contains(word) { start = scalars[end...].firstIndex { $0 != " " } ?? count }
    let digits = scalars[start...].prefix(while: \.isDigit)
    guard digits.count == 4, let number = Int(FoldedText(scalars: digits).text), number >= 1900 else {
      return nil
    }
    return (number, digits.startIndex..<digits.endIndex)
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
