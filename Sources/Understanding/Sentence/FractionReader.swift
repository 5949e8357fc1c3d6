internal import Inventory

/// Reads halves, quarters and cents: «medio kilo», «cuarto de queso», «tres cuartos de litro», «1/4 kg», «dos kilos y
/// medio», «a 9 con 50».
struct FractionReader {
  let words: [Sentence.Word]
  let bytes: [UInt8]
  let lexicon: Lexicon

  /// The part of a unit that begins at `start`; nil where there is none.
  func part(from start: Int) -> NumberReader.Number? {
    var next = start
    var times: Int64 = 1
    switch kind(start) {
    case .article?: next += 1
    case .value(let value)? where value < 10:
      times = value
      next += 1
    default: break
    }
    guard var thousandths = fraction(at: next) else { return nil }
    next += 1
    if thousandths % 500 != 0, says(next, .and), fraction(at: next + 1) == 500 {
      // «cuarto y medio»: a quarter and half of one.
      thousandths += thousandths / 2
      next += 2
    }
    if case .article? = kind(next) { next += 1 }
    if case .times(let factor)? = kind(next), factor < 1000 {
      return NumberReader.Number(value: factor * thousandths * times, length: next + 1 - start)
    }
    guard let end = whole(at: next) else { return nil }
    return NumberReader.Number(value: thousandths * times, length: end - start)
  }

  /// `number`, or the one unit said at `start`, with the part that is said behind it: «kilo y medio», «docena y media».
  func extended(_ number: NumberReader.Number?, from start: Int) -> NumberReader.Number? {
    if let amount = number.flatMap({ withCents($0, from: start) }) { return amount }
    var next = start + (number?.length ?? 0)
    var unit: Int64 = 1
    if isMeasure(next) {
      next += 1
    } else if number?.isArticle ?? true {
      return nil
    } else if case .times(let factor)? = kind(next - 1) {
      unit = factor
    }
    // «y», and no «también» or «luego»
    guard says(next, .and), says(next, .goesOn) else { return nil }
    next += 1
    if case .article? = kind(next) { next += 1 }
    guard case .fraction(let thousandths)? = kind(next),
      case let (value, overflow) = (number?.value ?? 1000).addingReportingOverflow(thousandths * unit),
      !overflow
    else { return nil }
    return NumberReader.Number(value: value, length: next + 1 - start)
  }

  /// «a 9 con 50», «en doce con cincuenta»: an amount of money with its cents, where nothing is counted behind them
  /// and 50 can be no note that somebody pays with, as it may be in «a 12 con 50» of a sale.
  private func withCents(_ number: NumberReader.Number, from start: Int) -> NumberReader.Number? {
    let next = start + number.length
    guard start > 0, isGlue(start - 1), !says(start - 1, .forEach), !number.isArticle,
      number.value % 1000 == 0, says(next, .withMoney), next + 1 < words.count, words[next + 1].gap == .space,
      let cents = NumberReader.read(self, from: next + 1), !cents.isArticle,
      (10_000..<100_000).contains(cents.value), cents.value % 5000 == 0
    else { return nil }
    let end = next + 1 + cents.length
    let isOfEach = says(end, .each) || says(end, .forEach)
    let isEnd =
      end == words.count || words[end].gap != .space || says(end, .currency) || says(end, .placeWord)
    let isInWords = words[start].kind == .word
    return isOfEach || isEnd && (isInWords || !sells(before: start))
      ? NumberReader.Number(value: number.value + cents.value / 100, length: end - start) : nil
  }

  /// Whether the words ahead of an amount are of a sale, or count goods of which nobody says that they came in.
  private func sells(before start: Int) -> Bool {
    let ahead = 0..<start
    func saysAny(_ concepts: [KnownConcept]) -> Bool {
      ahead.contains { index in concepts.contains { says(index, $0) } }
    }
    if saysAny([.receive, .buysIn]), !saysAny([.sell, .bought]) { return false }
    return saysAny([.sell, .sold, .bought]) || ahead.contains(where: counts)
  }

  /// «2 panes», and no size: «2 kg», «la de 620».
  private func counts(_ index: Int) -> Bool {
    let isNumber = if case .value? = kind(index) { true } else { words[index].kind == .number }
    return isNumber && !isMeasure(index + 1) && !(index > 0 && says(index - 1, .from))
  }

  private func kind(_ index: Int) -> NumberWord? {
    index < words.count && words[index].form >= 0 ? lexicon.number(words[index].form) : nil
  }

  /// «medio», «cuarto», «1/4», in thousandths.
  private func fraction(at index: Int) -> Int64? {
    if case .fraction(let thousandths)? = kind(index) { return thousandths }
    guard index < words.count, words[index].kind == .number,
      bytes[words[index].range].contains(UInt8(ascii: "/"))
    else { return nil }
    let halves = bytes[words[index].range].split(separator: UInt8(ascii: "/"))
    guard halves.count == 2, let part = NumberReader.decimal(halves[0]),
      let of = NumberReader.decimal(halves[1]),
      0 < part, part < of, of <= 100_000
    else { return nil }
    return scaled(1000, by: part, over: of)
  }

  /// Where the unit ends of which there is a part: «kilo», «de kilo»; in its place any goods may stand: «de queso».
  private func whole(at index: Int) -> Int? {
    if isMeasure(index) { return index + 1 }
    guard says(index, "de") || says(index, "of") else { return nil }
    if isMeasure(index + 1) { return index + 2 }
    let isNamed = index + 1 < words.count && words[index + 1].kind == .word && kind(index + 1) == nil
    return isNamed && !isGlue(index + 1) ? index : nil
  }

  private func says(_ index: Int, _ concept: KnownConcept) -> Bool {
    index < words.count && lexicon.bears(words[index].form, concept)
  }

  private func says(_ index: Int, _ word: StaticString) -> Bool {
    index < words.count && bytes[words[index].range].elementsEqual(word.description.utf8)
  }

  private func isMeasure(_ index: Int) -> Bool {
    if case .measure? = kind(index) { true } else { false }
  }

  private func isGlue(_ index: Int) -> Bool {
    lexicon.bears(words[index].form, .glue)
  }
}
