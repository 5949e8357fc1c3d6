internal import Inventory

/// Numbers, in digits and in words.
extension Grounding {
  /// The numbers of a clause that are none of `figures`.
  func unfoundedNumbers(
    in clause: FoldedText, _ figures: Figures, _ languages: [GroundingWords]
  ) -> [String] {
    guard clause.scalars.contains(where: \.isWordPart) else { return [] }
    // Beyond this nobody looks for number words.
    guard clause.text.utf8.count < 2_000 else { return ["…"] }
    var faults: [String] = []
    // Where digits are part of a number that words make of them: «60 mil».
    var joined: [Range<Int>] = []
    for words in languages {
      for number in spelledNumbers(in: clause, words) {
        joined.append(number.place)
        if !isFounded(number.thousandths, at: number.place, in: clause, figures, languages) {
          faults.append(clause.part(number.place).text)
        }
      }
    }
    for words in languages {
      if !figures.holds(Evidence.unit) {
        faults += words.measures.ones(in: clause).filter { one in !joined.contains { $0.overlaps(one) } }
          .map(clause.excerpt)
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
    faults += clause.digitWords.map { clause.foreignMoney(before: $0.lowerBound) }.filter { !$0.isEmpty }
    return faults
  }

  /// The numbers that a text spells in one language, each where it stands; an amount and its cents are one.
  func spelledNumbers(
    in text: FoldedText, _ words: GroundingWords
  ) -> [(thousandths: Int64, place: Range<Int>)] {
    // «twenty-two» is two words.
    let text = text.withoutHyphens
    var numbers: [(thousandths: Int64, place: Range<Int>)] = []
    var end = 0
    for number in reader.spelled(text.text, words.language) {
      let spelled = FoldedText(number.words)
      guard let place = text.places(of: spelled).first(where: { $0.lowerBound >= end }) else { continue }
      let between = FoldedText(scalars: text.scalars[end..<place.lowerBound])
      if let last = numbers.last, last.place.upperBound == end, number.thousandths < 100_000,
        last.thousandths % 1_000 == 0, between.wordPlaces.count == 1,
        words.measures.isBeforeCents(between.word(after: 0).text)
      {
        numbers[numbers.count - 1] = (
          last.thousandths + number.thousandths / 100, last.place.lowerBound..<place.upperBound
        )
      } else {
        numbers.append((number.thousandths, place))
      }
      end = place.upperBound
    }
    return numbers
  }

  /// Whether it is a code, all of whose parts the person gave: «venta-00099».
  private func isGivenCode(_ word: FoldedText) -> Bool {
    word.scalars.first?.isLetter == true && word.wordPlaces.map(word.part).allSatisfy(capitals.isFamiliar)
  }

  private func isFounded(
    _ thousandths: Int64, at place: Range<Int>, in clause: FoldedText, _ figures: Figures,
    _ languages: [GroundingWords]
  ) -> Bool {
    let (value, overflow) = thousandths.multipliedReportingOverflow(by: 10)
    guard !overflow else { return false }
    var claim = Claim([value], isPercent: clause.isPercent(at: place.upperBound))
    for words in languages { words.measures.qualify(&claim, at: place, in: clause) }
    let unit = clause.word(after: place.upperBound)
    return figures.found(claim)
      || isSpan(value, of: unit.text, at: place, in: clause, figures, languages)
      // «para dos semanas»: with what it counts a tool says it so.
      || !unit.text.isEmpty && evidence.says(clause.part(place.lowerBound..<unit.end))
  }

  private func isFounded(
    _ figure: Figure, in clause: FoldedText, _ figures: Figures, _ languages: [GroundingWords]
  ) -> Bool {
    // «1.250» is one and a quarter only where that is how it is written.
    let other = figure.mark == decimalMark ? figure.other : nil
    let values = [figure.value, other].compactMap(\.self)
    var claim = Claim(
      values, isPercent: figure.isPercent, step: [Evidence.unit, 1_000, 100, 10][min(figure.decimals, 3)])
    for words in languages { words.measures.qualify(&claim, at: figure.place, in: clause) }
    return figures.found(claim)
      || values.contains { value in
        let isYear =
          claim.measure == .any && value >= 1900 * Evidence.unit
          && languages.contains { $0.measures.isYear(clause, at: figure.place, figure.unit) }
        return isYear && evidence.dates.contains { Int64($0.year) * Evidence.unit == value }
          || isSpan(value, of: figure.unit, at: figure.place, in: clause, figures, languages)
      }
  }

  /// Whether it is a stretch of days: between dates of the results, or where the clause says how long something lasts,
  /// a number of theirs in weeks.
  private func isSpan(
    _ value: Int64, of unit: String, at place: Range<Int>, in clause: FoldedText, _ figures: Figures,
    _ languages: [GroundingWords]
  ) -> Bool {
    let isWeeks = languages.contains { $0.calendar.isWeek(unit) }
    guard isWeeks || languages.contains(where: { $0.calendar.isDay(unit) }) else { return false }
    let (days, overflow) = value.multipliedReportingOverflow(by: isWeeks ? 7 : 1)
    guard !overflow else { return false }
    if languages.contains(where: { $0.measures.lasts(clause, at: place) }) {
      return isWeeks && figures.holds(days)
    }
    return evidence.spans.contains { $0 * Evidence.unit == days }
  }
}

extension FoldedText {
  /// With a space for each hyphen between letters.
  fileprivate var withoutHyphens: FoldedText {
    var text = self
    for index in scalars.indices.dropFirst().dropLast() where scalars[index] == "-" {
      if scalars[index - 1].isLetter, scalars[index + 1].isLetter { text.scalars[index] = " " }
    }
    return text
  }

  /// Whether it is «10-15», both of which are founded.
  fileprivate func isRange(_ word: Range<Int>, _ figures: Figures) -> Bool {
    let parts = scalars[word].split(separator: "-")
    return parts.count == 2
      && parts.allSatisfy { part in
        part.allSatisfy(\.isDigit)
          && (FixedPoint.parse(FoldedText(scalars: part).text, scale: 4).map(figures.holds) ?? false)
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
