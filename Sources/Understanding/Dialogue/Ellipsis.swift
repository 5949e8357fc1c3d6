internal import Inventory

/// What a message leaves to the turn before to tell.
extension Followup {
  /// Reads what was `found` in the light of the turn before: «the day before that», «and the blond one», «one for Rosa».
  func leaveElided(_ found: inout Slots, opens: Bool) {
    if found[.period] == nil && opens || isOfTheDayBefore {
      if says(.before) {
        found[.period] = context.slots[.period]?.previous(on: context.today) ?? found[.period]
      }
      if says(.after) {
        found[.period] = context.slots[.period]?.following(on: context.today) ?? found[.period]
      }
    }
    if let period = sameDaysOfYear(found[.period], opens: opens) { found[.period] = period }
    if let days = context.today.flatMap({ context.slots[.period]?.days(on: $0) }),
      let ofSameMonth = found[.period]?.inMonth(of: days)
    {
      found[.period] = ofSameMonth
    }
    if opens, namesNumberAlone, numbers.count == 1, let day = analysis.sentence.words[numbers[0]].value,
      day % 1000 == 0, let ofSameMonth = context.slots[.period]?.onDay(Int(clamping: day / 1000))
    {
      found[.period] = ofSameMonth
    }
    if let meant = ofTheSameKind(found[.productAny] ?? []) {
      found[.productAny] = nil
      found[.product] = meant
    }
    if found[.quantity] != nil, numbers.allSatisfy({ analysis.bears(.it, $0) }) {
      found[.quantity] = nil
    }
  }

  /// «¿y el mismo mes del año pasado?», «¿y el año pasado?», after days of a year: the same days of the year named.
  private func sameDaysOfYear(_ said: Period?, opens: Bool) -> Period? {
    guard opens || says(.sameDays), let today = context.today,
      let days = context.slots[.period]?.days(on: today),
      days.count < 360
    else { return nil }
    switch said {
    case .span(.this, .year) where says(.before):
      return context.slots[.period]?.inYear(days.first.year - 1, on: today)
    case .span(.last, .year): return context.slots[.period]?.inYear(today.year - 1, on: today)
    case .year(let year): return context.slots[.period]?.inYear(year, on: today)
    default: return nil
    }
  }

  /// «the day before that»: words of going back that are more than one day's name.
  private var isOfTheDayBefore: Bool {
    analysis.sentence.words.count <= 6
      && analysis.tags.contains { $0.concept == analysis.lexicon[.before] && $0.words.count > 2 }
  }

  /// The one of `names` that begins like the product spoken of, and is another.
  private func ofTheSameKind(_ names: [String]) -> String? {
    guard let product = contextProduct, let kind = Normalizer.normalize(product).words.first else {
      return nil
    }
    let others = names.filter { $0 != product && Normalizer.normalize($0).words.first == kind }
    return others.count == 1 ? others[0] : nil
  }

  /// «¿y el de 12?», after a lamp of 9 W: the other of the kind whose name holds the number.
  var ofAnotherSize: Request? {
    guard let product = contextProduct, namesNoGoods, namesNumberAlone, numbers.count == 1,
      let kind = Normalizer.normalize(product).words.first
    else { return nil }
    let number = analysis.sentence[numbers[0]]
    let others = analysis.index.productNames.filter { name in
      let words = Normalizer.normalize(name).words
      return name != product && words.first == kind && words.contains { Self.isSize($0, of: number) }
    }
    return others.count == 1 ? merged(product: others[0]) : nil
  }

  /// Whether a word of a name is `number` with its unit: «12w».
  private static func isSize(_ word: ArraySlice<UInt8>, of number: ArraySlice<UInt8>) -> Bool {
    guard word.starts(with: number) else { return false }
    return word.dropFirst(number.count).first.map { $0 &- 0x30 >= 10 } ?? true
  }

  /// «make it 10», «top 5 only», of a list: how many rows it has.
  func howManyRows(_ rule: IntentRules.Rule) -> Request? {
    guard context.pending == .nothing, rule.slots.contains("n"), !rule.intent.isDeed, numbers.count == 1,
      context.slots[.budget] == nil,
      says(.rather) || says(.goesOn) || says(.only) || says(.ref) || bestIntent == context.intent,
      analysis.sentence.words.count <= 5,
      isOnly([.anyNumber, .rather, .goesOn, .best, .show, .list, .only, .ref, .allOf]),
      let value = analysis.sentence.words[numbers[0]].value
    else { return nil }
    var newer = Slots()
    newer[.count] = SlotValue.Number(thousandths: value)
    return merged(newer)
  }

  /// The places of the numbers that are said.
  private var numbers: [Int] {
    analysis.sentence.words.indices.filter {
      analysis.sentence.words[$0].isNumber
    }
  }
}
