/// «El doble», «la mitad», «un tercio».
extension Grounding {
  /// What a sentence says of how many times things differ, where neither its own numbers nor those of the results of
  /// `subjects` do.
  ///
  /// `written` is the sentence with the names that are blanked in `sentence`.
  func unfoundedRatios(
    in sentence: FoldedText, written: FoldedText, about subjects: Set<FoldedText>,
    _ languages: [GroundingWords]
  ) -> [String] {
    let claims = languages.flatMap { $0.measures.times(in: sentence) }
    guard !claims.isEmpty else { return [] }
    let ratios = Ratios(evidence.results)
    let others = ratios.owners.filter { $0.isName && !written.places(of: $0).isEmpty }
    let numbers = statedNumbers(in: sentence, languages)
    return claims.filter { !ratios.hold($0.factor, about: subjects.union(others), stating: numbers) }
      .map { sentence.part($0.place).text }
  }

  /// The numbers of a sentence, in digits and in words, but for percentages and days.
  private func statedNumbers(in sentence: FoldedText, _ languages: [GroundingWords]) -> Set<Int64> {
    let figures = sentence.figures.filter { figure in
      !figure.isPercent
        && !languages.contains { $0.calendar.isDay(figure.unit) || $0.calendar.isWeek(figure.unit) }
    }
    var numbers = Set(figures.flatMap { [$0.value, $0.other].compactMap(\.self) })
    for words in languages {
      for number in reader.spelled(sentence.text, words.language) where number.thousandths < .max / 10 {
        numbers.insert(number.thousandths * 10)
      }
    }
    return numbers
  }
}
