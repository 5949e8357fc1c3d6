internal import Inventory

/// What a speaker takes back: «dos, digo tres», «ayer, no perdón, anteayer», «2 shampoo, en realidad 3».
///
/// The last thing of a kind before the words of correction falls when one of that kind follows them. A number with
/// nothing behind it to count takes the place of the one that it corrects; goods that nothing counts anew, of theirs.
struct SelfRepair {
  let analysis: Analysis
  /// The words that no longer count, those of correction among them.
  private(set) var retracted: WordSet = 0
  /// Numbers that count elsewhere than where they stand.
  private(set) var moved: [(from: Int, to: Int)] = []
  /// The words of goods, and the mention that counts in their place.
  private(set) var replaced: [(place: Range<Int>, meant: Mention)] = []

  /// Nil where nothing is taken back.
  init?(_ analysis: Analysis) {
    guard analysis.concept(.repair) != 0 else { return nil }
    self.analysis = analysis
    for tag in analysis.tags where tag.concept == analysis.lexicon[.repair] && tag.words.lowerBound > 0 {
      let endsInNumber = analysis.sentence.words[tag.words.upperBound - 1].value != nil
      if endsInNumber, isNegated(tag.words.upperBound - 1) { continue }
      let end = endsInNumber ? tag.words.upperBound - 1 : tag.words.upperBound
      let taken = taken(before: tag.words.lowerBound, after: end)
      if taken != 0 { retracted |= taken | tag.said & ~(endsInNumber ? 1 << WordSet(end) : 0) }
    }
    for (from, _) in moved { retracted |= 1 << WordSet(from) }
  }

  /// «no 3», with no stop between them: not 3, as much as no, but 3.
  private func isNegated(_ number: Int) -> Bool {
    analysis.bears(.deny, number - 1) && analysis.sentence.words[number].gap == .space
  }

  private mutating func taken(before start: Int, after end: Int) -> WordSet {
    if let number = numbers.first(where: { $0.lowerBound >= end })?.lowerBound, !isCounting(number),
      let place = place(for: number, before: start)
    {
      moved.append((number, place))
      return 1 << WordSet(number)
    }
    if let words = sameProduct(before: start, after: end) { return words }
    if let words = otherProduct(before: start, after: end) { return words }
    var words: WordSet = 0
    for kind in kinds {
      if kind.contains(where: { $0.lowerBound >= end }),
        let last = kind.last(where: { $0.upperBound <= start })
      {
        words |= analysis.words(of: last)
      }
    }
    if words == 0, analysis.products.contains(where: { $0.words.lowerBound >= end }) {
      words = 1 << WordSet(start - 1)
    }
    return words
  }

  /// «2 shampoo y 1 esponja, perdón, 3 shampoo»: the product named again, with the number ahead of it.
  private func sameProduct(before start: Int, after end: Int) -> WordSet? {
    guard let again = analysis.products.first(where: { $0.words.lowerBound >= end }),
      let said = analysis.products.last(where: {
        $0.words.upperBound <= start && $0.product == again.product && $0.product != .unknown
      })
    else { return nil }
    let ahead = numbers.last { (0...2).contains(said.words.lowerBound - $0.upperBound) }
    return analysis.words(of: said.words) | (ahead.map(analysis.words) ?? 0)
  }

  /// «2 panes, digo manteca»: the goods named instead, which no number of their own counts.
  private mutating func otherProduct(before start: Int, after end: Int) -> WordSet? {
    let things = analysis.things.filter { !analysis.sentence.words[$0.lowerBound].isCapitalised }
      .map { Mention(words: $0, product: .unknown, share: 0) }
    let goods = (analysis.products + things).sorted { $0.words.lowerBound < $1.words.lowerBound }
    guard let said = analysis.products.last(where: { $0.words.upperBound <= start }),
      let meant = goods.first(where: { $0.words.lowerBound >= end }),
      (end..<meant.words.lowerBound).allSatisfy(isSmall)
    else { return nil }
    replaced.append((said.words, meant))
    return analysis.words(of: meant.words)
  }

  /// Whether a word counts nothing and names nobody: the «era» of «no, perdón, era manteca».
  private func isSmall(_ position: Int) -> Bool {
    analysis.sentence.words[position].value == nil
      && (analysis.bears(.glue, position) || analysis.bears(.rather, position))
      && !analysis.bears(.toward, position)
  }

  /// Whether goods stand behind a number, or words that nobody knows.
  private func isCounting(_ number: Int) -> Bool {
    (analysis.products.map(\.words) + analysis.things).contains { goods in
      (1...3).contains(goods.lowerBound - number)
        && (number + 1...goods.lowerBound).allSatisfy { analysis.sentence.words[$0].gap == .space }
        && (number + 1..<goods.lowerBound).allSatisfy { analysis.sentence.words[$0].value == nil }
    }
  }

  /// Where the number stands that another one corrects: the last money for money, else the one nearest in size.
  private func place(for number: Int, before start: Int) -> Int? {
    let earlier = numbers.filter { $0.upperBound <= start }.map(\.lowerBound)
    if isMoney(number) { return earlier.last(where: isMoney) }
    return earlier.reversed().min { distance($0, number) < distance($1, number) }
  }

  /// How many times greater the greater of two numbers is.
  private func distance(_ one: Int, _ other: Int) -> Double {
    let values = [one, other].map { Double(max(analysis.sentence.words[$0].value ?? 0, 1)) }
    return max(values[0], values[1]) / min(values[0], values[1])
  }

  /// Whether the words beside a number make it money: «a 30», «5 bs».
  private func isMoney(_ number: Int) -> Bool {
    analysis.sentence.words[number].isMoney || analysis.bears(.currency, number + 1)
      || analysis.tags.contains { tag in
        guard case .cue(let role, let isAhead) = analysis.meaning(of: tag) else {
          return false
        }
        return role.isMoney && (isAhead ? tag.words.lowerBound == number + 1 : tag.words.upperBound == number)
      }
  }

  private var numbers: [Range<Int>] {
    let sentence = analysis.sentence
    return sentence.words.indices.filter { position in
      sentence.words[position].isNumber
        && !analysis.products.contains { $0.words.contains(position) }
    }.map { $0..<$0 + 1 }
  }

  /// The ranges of words that name a thing of one kind each, in order.
  private var kinds: [[Range<Int>]] {
    let periods = analysis.tags.filter {
      Int(analysis.lexicon.concepts[Int($0.concept)].group) == Lexicon.Feature.period.rawValue
    }
    return [
      analysis.products.map(\.words) + analysis.things, numbers, periods.map(\.words),
      analysis.folios.map(\.words),
    ].map { $0.sorted { $0.lowerBound < $1.lowerBound } }
      + Mention.Kind.allCases.map { kind in
        analysis.names.filter { $0.kind == kind }.map(\.words).sorted { $0.lowerBound < $1.lowerBound }
      }
  }
}
