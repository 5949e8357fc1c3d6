internal import Inventory

/// Which part of the day is asked about: «ventas de 9 a 12», «desde las 18», «esta mañana».
extension SlotFiller {
  func fillHours(_ slots: inout Slots) {
    guard takes("hours") else { return }
    let isLate = says(.afternoon) || says(.night)
    slots[.hours] = (clockSpans(isLate: isLate).first ?? openSpan(isLate: isLate) ?? namedPart)?.text
  }

  /// «de 9 a 12 y de 15 a 18»: the parts of the day that are asked about one by one; none where it is one.
  var hoursOneByOne: [String] {
    guard takes("hours") else { return [] }
    let spans = clockSpans(isLate: says(.afternoon) || says(.night))
    return spans.count > 1 ? spans.map(\.text) : []
  }

  private var namedPart: DayPart? {
    if says(.midday), !says(.morning), !says(.afternoon) { return DayPart(from: 12 * 60, until: 14 * 60) }
    if says(.morning) { return DayPart(from: 0, until: 12 * 60) }
    if says(.afternoon) { return DayPart(from: 12 * 60, until: 19 * 60) }
    return says(.night) ? DayPart(from: 19 * 60, until: 24 * 60) : nil
  }

  /// «de 9 a 12», «entre las 3 y las 6 de la tarde».
  private func clockSpans(isLate: Bool) -> [DayPart] {
    analysis.sentence.words.indices.compactMap { start in
      guard let from = time(at: start), let cue = cue(ahead: start),
        case let joint = behindUnit(start + 1), joint < analysis.sentence.words.count,
        analysis.bears(cue == .between ? [.and] : [.toward, .until], joint),
        case let end = behindArticle(joint + 1), let until = time(at: end),
        !isDate(start..<end + 1), !analysis.bears([.currency, .units], end + 1)
      else { return nil }
      return part(from: from, until: until, isLate: isLate || bearsLate(end))
    }
  }

  /// «desde las 18», «antes de las 12».
  private func openSpan(isLate: Bool) -> DayPart? {
    for tag in analysis.tags where analysis.words(of: tag.words) & words != 0 {
      let isSince = tag.concept == analysis.lexicon[.clockSince]
      guard isSince || tag.concept == analysis.lexicon[.clockUntil],
        let time = time(at: tag.words.upperBound),
        !isDate(tag.words.upperBound..<tag.words.upperBound + 1)
      else { continue }
      let isLate = !time.isSure && (isLate || bearsLate(tag.words.upperBound))
      return isSince
        ? part(from: time, until: (24 * 60, true), isLate: isLate)
        : DayPart(from: 0, until: isLate && time.minute < 12 * 60 ? time.minute + 12 * 60 : time.minute)
    }
    return nil
  }

  /// A shop is not open at three in the night: small hours are those of the afternoon.
  private func part(
    from: (minute: Int, isSure: Bool), until: (minute: Int, isSure: Bool), isLate: Bool
  ) -> DayPart? {
    let noon = 12 * 60
    let isSure = from.isSure
    var (from, until) = (from.minute, until.minute)
    // «entre las 11 y la 1 de la tarde» begins in the morning.
    if !isSure, from < noon, from < until || from < 6 * 60, isLate || from < 6 * 60 {
      from += noon
      if until < noon { until += noon }
    }
    if until <= from { until += noon }
    return DayPart(from: from, until: until)
  }

  /// The minute of the day that a word tells, and whether it says which half of the day: «9», «18hs», «9:30», «3pm».
  private func time(at position: Int) -> (minute: Int, isSure: Bool)? {
    guard analysis.sentence.words.indices.contains(position), isHere(position..<position + 1) else {
      return nil
    }
    let word = analysis.sentence.words[position]
    if let value = word.value {
      guard !word.isArticle, !word.isMoney, value >= 0, value <= 24_000, value % 500 == 0 else { return nil }
      return (Int(value * 60 / 1000), value > 12_000)
    }
    let text = analysis.sentence.typed(position..<position + 1).lowercased()
    let digits = text.prefix { $0.isNumber || $0 == ":" }
    let parts = digits.split(separator: ":", omittingEmptySubsequences: false).map { Int(digits: $0) }
    guard (1...2).contains(parts.count), let hours = parts[0], hours <= 24,
      let minutes = parts.count > 1 ? parts[1] : 0, minutes < 60
    else { return nil }
    switch text.dropFirst(digits.count) {
    case "pm": return ((hours % 12 + 12) * 60 + minutes, true)
    case "am": return (hours % 12 * 60 + minutes, true)
    case "h", "hs", "hrs": return (hours * 60 + minutes, hours > 12)
    case "" where parts.count > 1: return (hours * 60 + minutes, hours > 12)
    default: return nil
    }
  }

  /// What leads to the first of two times: «de», «desde», «entre».
  private func cue(ahead position: Int) -> KnownConcept? {
    var before = position - 1
    if analysis.bears([.allOf, .it], before) { before -= 1 }
    guard before >= 0, (before + 1...position).allSatisfy({ analysis.sentence.words[$0].gap == .space })
    else { return nil }
    return [KnownConcept.between, .since, .from].first { analysis.bears($0, before) }
  }

  private func behindUnit(_ position: Int) -> Int {
    var position = position
    while position < analysis.sentence.words.count, analysis.bears(.clockUnit, position) { position += 1 }
    return position
  }

  private func behindArticle(_ position: Int) -> Int {
    analysis.bears([.allOf, .it], position) ? position + 1 : position
  }

  /// «a 6 pm»: whether a time is of the second half of the day.
  private func bearsLate(_ position: Int) -> Bool {
    let next = position + 1
    return next < analysis.sentence.words.count && analysis.sentence[next].elementsEqual("pm".utf8)
  }

  /// «de 3 a 8 de octubre»: whether the numbers are days.
  private func isDate(_ range: Range<Int>) -> Bool {
    analysis.tags.contains { tag in
      guard case .period = analysis.meaning(of: tag) else { return false }
      return tag.words.overlaps(range) && tag.words.count > 1
        && tag.words.contains { analysis.sentence.words[$0].value != nil }
    }
  }
}
