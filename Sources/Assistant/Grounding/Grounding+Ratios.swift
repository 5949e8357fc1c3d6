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
    return claims.filter { claim in
      let (before, after) = Array(others).sided(of: claim.place, in: written)
      let order = claim.isPart ? (more: after, less: before) : (more: before, less: after)
      return !ratios.hold(claim.factor, about: subjects.union(others), order, stating: numbers)
    }.map { sentence.part($0.place).text }
  }

  /// The numbers of a sentence, in digits and in words, but for percentages and days.
  private func statedNumbers(in sentence: FoldedText, _ languages: [GroundingWords]) -> Set<Int64> {
    let figures = sentence.figures.filter { figure in
      !figure.isPercent
        && !languages.contains { $0.calendar.isDay(figure.unit) || $0.calendar.isWeek(figure.unit) }
    }
    var numbers = Set(figures.flatMap { [$0.value, $0.other].compactMap(\.self) })
    for words in languages {
      for number in spelledNumbers(in: sentence, words) where number.thousandths < .max / 10 {
        numbers.insert(number.thousandths * 10)
      }
    }
    return numbers
  }
}

extension [FoldedText] {
  /// The only one that stands before `place`, and the only one behind it; none where there is not one each.
  fileprivate func sided(
    of place: Range<Int>, in text: FoldedText
  ) -> (before: FoldedText?, after: FoldedText?) {
    guard count == 2, let first = text.places(of: self[0]).first, let second = text.places(of: self[1]).first
    else { return (nil, nil) }
    if first.upperBound <= place.lowerBound, second.lowerBound >= place.upperBound {
      return (self[0], self[1])
    }
    if second.upperBound <= place.lowerBound, first.lowerBound >= place.upperBound {
      return (self[1], self[0])
    }
    return (nil, nil)
  }
}
