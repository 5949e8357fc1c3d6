internal import Inventory

/// Numbers, in digits and in words.
extension Grounding {
  /// The numbers of a clause that are none of `figures`.
  func unfoundedNumbers(
    in clause: FoldedText, _ figures: Evidence.Figures, _ languages: [GroundingWords]
  ) -> [String] {
    guard clause.scalars.contains(where: \.isWordPart) else { return [] }
    // Beyond this nobody looks for number words.
    guard clause.text.utf8.count < 2_000 else { return ["…"] }
    var faults: [String] = []
    // Where digits are part of a number that words make of them: «60 mil».
    var joined: [Range<Int>] = []
    for words in languages {
      for number in reader.spelled(clause.text, words.language) {
        let places = clause.places(of: FoldedText(number.words))
        joined += places
        if !places.contains(where: { isFounded(number.thousandths, at: $0, in: clause, figures, languages) })
        {
          faults.append(number.words)
        }
      }
      if !figures.plain.contains(Evidence.unit) {
        faults += words.measures.ones(in: clause).map(clause.excerpt)
      }
      if words.measures.lasts(clause) { faults += words.calendar.unfoundedNearDays(in: clause, evidence) }
    }
    faults += clause.digitWords.filter { word in
      guard !joined.contains(where: { $0.overlaps(word) }) else { return false }
      guard let figure = clause.figure(at: word) else {
        return !clause.isRange(word, figures) && !isGivenCode(clause.part(word))
      }
      return !isFounded(figure, in: clause, figures, languages)
    }.map(clause.excerpt)
    return faults
  }

  /// The numbers that digits and words make together on both sides of a joining word, «60 y medio», which each clause
  /// knows but in part.
  func unfoundedMixtures(
    in sentence: FoldedText, _ figures: Evidence.Figures, _ languages: [GroundingWords]
  ) -> [String] {
    guard sentence.scalars.contains(where: \.isDigit), sentence.text.utf8.count < 2_000 else { return [] }
    return languages.flatMap { words in
      reader.spelled(sentence.text, words.language).filter { number in
        let parts = FoldedText(number.words)
        guard parts.scalars.contains(where: \.isDigit),
          parts.wordPlaces.contains(where: { words.calendar.joins(parts.part($0).text) })
        else { return false }
        return !sentence.places(of: parts).contains {
          isFounded(number.thousandths, at: $0, in: sentence, figures, languages)
        }
      }.map(\.words)
    }
  }

  /// Whether it is a code, all of whose parts the person gave: «venta-00099».
  private func isGivenCode(_ word: FoldedText) -> Bool {
    word.scalars.first?.isLetter == true && word.wordPlaces.map(word.part).allSatisfy(capitals.isFamiliar)
  }

  private func isFounded(
    _ thousandths: Int64, at place: Range<Int>, in clause: FoldedText, _ figures: Evidence.Figures,
    _ languages: [GroundingWords]
  ) -> Bool {
    let (value, overflow) = thousandths.multipliedReportingOverflow(by: 10)
    guard !overflow else { return false }
    let founded = clause.isPercent(at: place.upperBound) ? figures.percents : figures.plain
    let unit = clause.word(after: place.upperBound)
    return founded.contains(value)
      || isSpan(value, of: unit.text, at: place, in: clause, figures, languages)
      // «para dos semanas»: with what it counts a tool says it so.
      || !unit.text.isEmpty && evidence.says(clause.part(place.lowerBound..<unit.end))
  }

  private func isFounded(
    _ figure: Figure, in clause: FoldedText, _ figures: Evidence.Figures, _ languages: [GroundingWords]
  ) -> Bool {
    let founded = figure.isPercent ? figures.percents : figures.plain
    // «1.250» is one and a quarter only where that is how it is written.
    let other = figure.mark == decimalMark ? figure.other : nil
    for value in [figure.value, other].compactMap({ $0 }) {
      if founded.contains(value) || figures.hasRounded(value, figure) { return true }
      if isSpan(value, of: figure.unit, at: figure.place, in: clause, figures, languages) { return true }
      let isYear =
        !figure.isPercent && value >= 1900 * Evidence.unit
        && languages.contains { $0.measures.isYear(clause, at: figure.place, figure.unit) }
      if isYear, evidence.dates.contains(where: { Int64($0.year) * Evidence.unit == value }) { return true }
    }
    return false
  }

  /// Whether it is a stretch of days: between dates of the results, or where the clause says how long something lasts,
  /// a number of theirs in weeks.
  private func isSpan(
    _ value: Int64, of unit: String, at place: Range<Int>, in clause: FoldedText, _ figures: Evidence.Figures,
    _ languages: [GroundingWords]
  ) -> Bool {
    let isWeeks = languages.contains { $0.calendar.isWeek(unit) }
    guard isWeeks || languages.contains(where: { $0.calendar.isDay(unit) }) else { return false }
    let (days, overflow) = value.multipliedReportingOverflow(by: isWeeks ? 7 : 1)
    guard !overflow else { return false }
    if languages.contains(where: { $0.measures.lasts(clause, at: place) }) {
      return isWeeks && figures.plain.contains(days)
    }
    return evidence.spans.contains { $0 * Evidence.unit == days }
  }
}

extension Evidence.Figures {
  /// Whether a figure with fewer decimals than what was said is that, rounded half up.
  fileprivate func hasRounded(_ value: Int64, _ figure: Figure) -> Bool {
    let step = [Evidence.unit, 1_000, 100, 10][min(figure.decimals, 3)]
    guard value % step == 0 else { return false }
    return (figure.isPercent ? percents : plain).contains { exact in
      exact % step != 0 && (exact + step / 2) / step * step == value
    }
  }
}

extension FoldedText {
  /// Whether it is «10-15», both of which are founded.
  fileprivate func isRange(_ word: Range<Int>, _ figures: Evidence.Figures) -> Bool {
    let parts = scalars[word].split(separator: "-")
    return parts.count == 2
      && parts.allSatisfy { part in
        part.allSatisfy(\.isDigit)
          && (FixedPoint.parse(FoldedText(scalars: part).text, scale: 4).map(figures.plain.contains) ?? false)
      }
  }

  /// The number with the word behind it.
  fileprivate func excerpt(_ word: Range<Int>) -> String {
    let rest = scalars[word.upperBound...].prefix(20)
    let more = rest.dropFirst().prefix { $0.isLetter || $0 == "%" }
    let isNear = rest.first == " " || rest.first == "%"
    return FoldedText(scalars: scalars[word]).text
      + (isNear ? FoldedText(scalars: rest.prefix(1) + more).text : "")
  }
}
