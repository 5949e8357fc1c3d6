internal import Inventory

/// Numbers beside goods that say nothing of them.
extension NumberRoles {
  /// «5 yogures y ayer 3», «2 esponjas a 5 y 3 a 6», «2 esponjas 7 y 1 escoba 20»: a plain number apart from the
  /// goods of a sale or behind one of several, or a second price of one line.
  func isStray(_ position: Int) -> Bool {
    let word = analysis.sentence.words[position]
    if analysis.isDayBesideAnother(position) { return true }
    if isHandedOver(position) { return false }
    if isGivenBack(position) || isCountPaid(position) || isCountAgain(position) { return true }
    // «2 bs de maní y 3 de lentejas»: of bolivianos or of kilos.
    if assigned.last?.role == .worth, word.isNumber, !word.isMoney,
      analysis.bears(.from, position + 1), counts(position)
    {
      return true
    }
    if rule.intent == .registerSale, word.value != nil, counts(position + 1), !counts(position),
      !word.isMoney,
      analysis.sentence.words[position + 1].value != nil, cue(at: position) == nil
    {
      return true
    }
    guard rule.intent == .registerSale, word.isNumber, !word.isMoney, !word.isNegative,
      let goods = subjects.last(where: { $0.words.upperBound <= position }), !isOfDocument(position),
      !analysis.isPercent(position), !analysis.bears(.currency, position + 1), !isSize(position),
      !analysis.bears(.packed, position + 1), packages.count(holding: position) == nil, !counts(position)
    else { return false }
    if let cued = cue(at: position) {
      return [.price, .quantity].contains(cued)
        && assigned.contains {
          $0.role == cued && $0.word > goods.words.lowerBound - (cued == .quantity ? 4 : 0)
        }
    }
    if isBehind(position) { return false }
    if goods.words != subjects.last?.words || assigned.contains(where: { $0.role == .total }) { return true }
    return (goods.words.upperBound..<position).contains { word in
      analysis.bears(.and, word) || analysis.feature(.period).contains(word)
        || analysis.loose.contains(word) && !analysis.glue.contains(word)
          && !analysis.sentence.words[word].isCapitalised && !analysis.things.contains { $0.contains(word) }
    }
  }

  /// «el sistema dice 20 pero hay 16»: what was recorded, beside what there is.
  func isRecorded(_ position: Int) -> Bool {
    let words = analysis.sentence.words
    guard rule.intent == .adjustStock, words[position].value != nil,
      words.indices.contains(where: { $0 != position && words[$0].isNumber })
    else { return false }
    var lead = position - 1
    while lead > 0, position - lead < 4, analysis.glue.contains(lead) || analysis.bears(.have, lead) {
      lead -= 1
    }
    return analysis.bears(.claims, lead)
  }

  /// «vendí 3 panes, me devolvieron 1»: goods that came back from those sold.
  private func isGivenBack(_ position: Int) -> Bool {
    guard rule.intent == .registerSale, analysis.sentence.words[position].value != nil,
      subjects.contains(where: { $0.words.upperBound <= position })
    else { return false }
    return (max(0, position - 3)..<position).contains { analysis.bears(.giveBack, $0) }
  }

  /// «2 panes a Marta, 1 ya lo pagó»: so many of the goods, and no money.
  private func isCountPaid(_ position: Int) -> Bool {
    guard rule.intent == .registerSale, let value = analysis.sentence.words[position].value,
      !counts(position), cue(at: position) == nil,
      subjects.contains(where: { $0.words.upperBound <= position }),
      (position + 1...position + 3).contains(where: { analysis.bears(.paidPart, $0) }),
      !analysis.bears(.currency, position + 1)
    else { return false }
    let count = assigned.reduce(Int64(0)) {
      $1.role == .quantity ? $0.addingReportingOverflow($1.value.thousandths).partialValue : $0
    }
    return value <= count
  }

  /// «dos panes (2)»: the same count once more, or what they come to.
  private func isCountAgain(_ position: Int) -> Bool {
    guard rule.intent == .registerSale, subjects.count == 1, subjects[0].words.upperBound == position,
      let word = analysis.sentence.words.indices.contains(position) ? analysis.sentence.words[position] : nil,
      word.isNumber, !word.isMoney, !analysis.bears(.currency, position + 1),
      !analysis.bears(.each, position + 1), cue(at: position) == nil
    else { return false }
    return assigned.contains { $0.role == .quantity && $0.value.thousandths == word.value }
  }

  /// «con 100, vuelto 69», «pagó 100 y le di 56»: what is given back of what is paid with, which follows from it.
  func isChangeGiven(_ position: Int) -> Bool {
    guard rule.intent == .registerSale, analysis.sentence.words[position].value != nil,
      assigned.contains(where: { $0.role == .tendered })
    else { return false }
    return (max(0, position - 2)..<position).contains {
      analysis.bears([.changeDue, .weReturn], $0) || analysis.concept(.wePay).contains($0)
    }
  }

  /// «1 esmalte rojo 15 bs y 1 nude 12 bs»: the sum of one more line, where those ahead of it have theirs.
  func isSumAgain(_ position: Int) -> Bool {
    guard subjects.count > 1, analysis.bears(.currency, position + 1),
      subjects.last?.words.upperBound == position, let first = subjects.first
    else { return false }
    return assigned.contains { $0.role == .total && $0.word >= first.words.upperBound }
  }

  /// «sold 200 g of sweets and 2 breads», where nobody knows the sweets: the first of two counts with no goods between
  /// them, of which a line can hold but one.
  mutating func findOverridden() {
    guard [.registerSale, .registerStockEntry].contains(rule.intent), stray == nil else { return }
    let counts = assigned.filter { $0.role == .quantity }.map(\.word).sorted()
    stray =
      zip(counts, counts.dropFirst()).first { one, next in
        !subjects.contains { (one..<next).contains($0.words.lowerBound) || $0.words.upperBound == one }
      }?.0
  }

  /// Whether a number that nothing had a place for would change what is written down.
  func isLeftOver(_ position: Int) -> Bool {
    let word = analysis.sentence.words[position]
    return [.registerSale, .registerStockEntry].contains(rule.intent) && word.isNumber
      && !word.isNegative && !analysis.isPercent(position) && !isOfDocument(position)
      && !analysis.bears(.percent, position) && !isMeasure(position) && !packages.isDozens(position)
      && !(isSize(position) && analysis.bears(.from, position - 1))
  }
}
