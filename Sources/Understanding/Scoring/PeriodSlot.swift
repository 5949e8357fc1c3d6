internal import Inventory

extension SlotFiller {
  /// The period said with the most words that matter; of equals the last.
  func fillPeriod(_ slots: inout Slots) {
    guard rule.slots.contains("period") || rule.slots.contains("horizon") else { return }
    var best: (period: Period, weight: Int)?
    for tag in analysis.tags where words & tag.said != 0 {
      guard case .period(let template) = analysis.lexicon.concepts[Int(tag.concept)].meaning,
        let period = analysis.sentence.period(template, in: tag.words, analysis.lexicon)
      else { continue }
      let weight = 2 * (tag.said & ~analysis.glue).nonzeroBitCount + (template.isFixed ? 1 : 0)
      if weight >= best?.weight ?? 0 { best = (period, weight) }
    }
    guard let period = best?.period else { return }
    let isAhead = !rule.slots.contains("period") || analysis.concept("past") & words == 0
    slots[rule.slots.contains("horizon") && isAhead ? .horizon : .period] = period
  }
}

extension Sentence {
  /// The period that `template` makes with the numbers, months and days of the week among `words`.
  func period(_ template: PeriodTemplate, in words: Range<Int>, _ lexicon: Lexicon) -> Period? {
    if case .fixed(let period) = template { return period }
    var numbers: [Int] = []
    var months: [Int] = []
    var weekdays: [Period.Weekday] = []
    for position in words {
      let word = self.words[position]
      if let value = word.value, !word.isArticle { numbers.append(Int(clamping: value / 1000)) }
      guard word.form >= 0 else { continue }
      for atom in lexicon.atoms(of: Int(word.form)) where Int(atom) < lexicon.concepts.count {
        guard case .slot(let kind, let value) = lexicon.concepts[Int(atom)].meaning else { continue }
        if kind == "month" || kind == "ordinal", let number = Int(value) {
          if kind == "month" { months.append(number) } else { numbers.append(number) }
        }
        if kind == "weekday", let weekday = Period.Weekday(rawValue: value) { weekdays.append(weekday) }
      }
    }
    return template.period(numbers: numbers, months: months, weekdays: weekdays)
  }
}
