internal import Inventory

/// Runs of digits that count nothing and are no money: phone numbers, barcodes, documents of people.
extension Analysis {
  /// «71234567», «11 5555 4444», «cel 4412233», which no word beside them makes money or a folio.
  func findIdentifiers() -> [Range<Int>] {
    guard sentence.words.contains(where: { $0.kind == .number && $0.range.count >= Self.fewestOfPart }) else {
      return []
    }
    var found: [Range<Int>] = []
    var start = 0
    while start < sentence.words.count {
      guard let run = digits(from: start) else {
        start += 1
        continue
      }
      if isIdentifier(run) { found.append(run) }
      start = run.upperBound
    }
    return found
  }

  /// The words of all of them.
  var identifierWords: WordSet { words(of: identifiers) }

  private static let fewestOfPart = 4
  private static let fewestDigits = 8
  private static let fewestOfPhone = 6
  private static let mostDigits = 14

  /// The plain digits at `start`: one number, where it is long enough by itself, or all that stand together.
  private func digits(from start: Int) -> Range<Int>? {
    guard let own = plainDigits(start) else { return nil }
    var end = start + 1
    guard own < Self.fewestDigits else { return start..<end }
    while follows(end), let more = plainDigits(end), more < Self.fewestDigits { end += 1 }
    return start..<end
  }

  private func isIdentifier(_ run: Range<Int>) -> Bool {
    let count = run.reduce(0) { $0 + (plainDigits($1) ?? 0) }
    let before = run.lowerBound - 1
    let leads = { self.bears([.phoneWord, .idWord], $0) }
    let isPhone = leads(before) || bears([.glue, .placeWord], before) && leads(before - 1)
    if isPhone { return count >= Self.fewestOfPhone }
    let countsGoods = (products.map(\.words) + things).contains { $0.lowerBound == run.upperBound }
    guard count >= Self.fewestDigits, count <= Self.mostDigits, !countsGoods,
      !bears(.currency, run.upperBound), !bears(.currency, before)
    else {
      return false
    }
    if run.count > 1 { return before >= 0 && sentence.words[before].isCapitalised }
    return !tags.contains { tag in
      guard case .cue(let role, let isAhead) = meaning(of: tag),
        role.isMoney || role == .folio
      else { return false }
      return isAhead ? tag.words.lowerBound == run.upperBound : tag.words.upperBound == run.lowerBound
    }
  }

  /// How many digits a word has that is written with nothing else, outside of all that names something.
  private func plainDigits(_ position: Int) -> Int? {
    let word = sentence.words[position]
    guard word.kind == .number, !word.isMoney, !word.isNegative,
      case let typed = sentence.typed(position..<position + 1).utf8,
      typed.allSatisfy({ $0 &- 0x30 < 10 }),
      !products.contains(where: { $0.words.contains(position) }),
      !folios.contains(where: { $0.words.contains(position) })
    else { return nil }
    return typed.count
  }
}
