/// How one language says how long something lasts, that there is one of it, and by how many times things differ.
struct MeasureWords: Sendable {
  private let lasting: [FoldedText]
  private let lastingFor: Set<String>
  private let beforeYears: Set<String>
  private let times: [(factor: Int64, isPart: Bool, words: [FoldedText])]
  private let ones: Set<String>
  private let units: Set<String>
  private let sole: Set<String>
  private let left: Set<String>
  private let money: Set<String>
  private let sales: Set<String>
  private let margin: Set<String>
  private let cents: Set<String>
  private let against: [FoldedText]
  /// Behind a percentage, and anywhere in its clause.
  private let trends: [(trend: Fact.Trend, behind: [FoldedText], verbs: [FoldedText])]
  private let nothingNeeded: [FoldedText]

  init(_ book: Phrasebook) {
    lasting = book.phrases(.lasting)
    lastingFor = book.words(.lastingFor)
    beforeYears = book.words(.beforeYears)
    times = [
      (2, false, book.phrases(.twofold)), (3, false, book.phrases(.threefold)),
      (2, true, book.phrases(.half)), (3, true, book.phrases(.third)),
    ]
    ones = book.words(.ones)
    units = book.words(.units)
    sole = book.words(.sole)
    left = book.words(.left)
    money = book.words(.money)
    sales = book.words(.sales)
    margin = book.words(.margin)
    cents = book.words(.cents)
    against = book.phrases(.against)
    trends = [
      (.up, book.phrases(.more), book.phrases(.rising)), (.down, book.phrases(.less), book.phrases(.falling)),
    ]
    nothingNeeded = book.phrases(.nothingNeeded)
  }

  /// Whether a clause says how long something lasts.
  func lasts(_ clause: FoldedText) -> Bool { lasting.contains { !clause.places(of: $0).isEmpty } }

  /// Whether the number there is how many days something lasts, and no stretch of days that were looked at.
  func lasts(_ clause: FoldedText, at place: Range<Int>) -> Bool {
    lasts(clause) || lastingFor.contains(clause.word(before: place.lowerBound))
  }

  /// Whether the number there is a year: «en 2025».
  func isYear(_ text: FoldedText, at place: Range<Int>, _ unit: String) -> Bool {
    !units.contains(unit) && beforeYears.contains(text.word(before: place.lowerBound))
  }

  /// Where a clause counts one of something: «queda uno», «una sola unidad».
  func ones(in clause: FoldedText) -> [Range<Int>] {
    clause.wordPlaces.filter { place in
      guard ones.contains(clause.part(place).text) else { return false }
      var next = clause.word(after: place.upperBound)
      if sole.contains(next.text) { next = clause.word(after: next.end) }
      if units.contains(next.text) { return true }
      let (before, start) =
        clause.wordPlaces.last { $0.upperBound <= place.lowerBound }
        .map { (clause.part($0).text, $0.lowerBound) } ?? ("", 0)
      return left.contains(before) || sole.contains(before) && left.contains(clause.word(before: start))
    }
  }

  /// By how many times a clause says that things differ, each with its words; a part is of what is named behind it.
  func times(in clause: FoldedText) -> [(factor: Int64, isPart: Bool, place: Range<Int>)] {
    times.flatMap { time in time.words.flatMap(clause.places).map { (time.factor, time.isPart, $0) } }
  }

  /// Whether a clause sets one thing against another, so that what it names need not be what its numbers are of.
  func compares(_ clause: FoldedText) -> Bool { against.contains { !clause.places(of: $0).isEmpty } }

  /// Whether a word parts an amount of money from its cents: «ocho con cincuenta».
  func isBeforeCents(_ word: String) -> Bool { cents.contains(word) }

  /// What a text says that means that nothing has to be bought.
  func nothingNeeded(in text: FoldedText) -> [Range<Int>] { nothingNeeded.flatMap(text.places) }

  /// Adds what the words around a number say of what it measures, and of which way it went.
  func qualify(_ claim: inout Claim, at place: Range<Int>, in clause: FoldedText) {
    guard !claim.measure.isPercentage else {
      if clause.wordPlaces.contains(where: { margin.contains(clause.part($0).text) }) {
        claim.measure = .margin
      }
      let rest = clause.behindPercent(place.upperBound)
      let said = trends.filter { trend in
        trend.behind.contains { rest.starts(with: $0) }
          || trend.verbs.contains { !clause.places(of: $0).isEmpty }
      }
      if said.count == 1 { claim.trend = said[0].trend }
      return
    }
    let unit = clause.word(after: place.upperBound).text
    if clause.hasMoneyMark(before: place.lowerBound) || money.contains(unit) {
      claim.measure = .money
    } else if sales.contains(unit) {
      claim.measure = .sales
    } else if units.contains(unit) {
      claim.measure = .goods
    }
  }
}

extension FoldedText {
  /// In the place of the shop's own sign of money.
  private static let ownMoney: Unicode.Scalar = "\u{A4}"

  /// Puts one mark in the place of the sign of a currency where digits follow: «Bs60», «Bs 60».
  mutating func mark(_ symbol: FoldedText) {
    guard let first = symbol.scalars.first else { return }
    for index in scalars.indices where scalars[index] == first {
      let end = index + symbol.count
      guard end < count, scalars[index..<end].elementsEqual(symbol.scalars) else { continue }
      let stands = index == 0 || !scalars[index - 1].isWordPart
      let next = scalars[end...].prefix(2).first { !$0.isBlank }
      if stands, next?.isDigit == true { for place in index..<end { scalars[place] = Self.ownMoney } }
    }
  }

  fileprivate func hasMoneyMark(before index: Int) -> Bool { sign(before: index).last == Self.ownMoney }

  /// What is written right ahead of a number that is the sign of another currency: «US$»; empty for none.
  func foreignMoney(before index: Int) -> String {
    let sign = sign(before: index)
    let isForeign = sign.contains {
      $0 != Self.ownMoney && !$0.isASCII && $0.properties.generalCategory == .currencySymbol || $0 == "$"
    }
    return isForeign ? FoldedText(scalars: sign).text : ""
  }

  private func sign(before index: Int) -> ArraySlice<Unicode.Scalar> {
    var end = index
    if end > 0, scalars[end - 1].isBlank { end -= 1 }
    let start = scalars[..<end].lastIndex { $0.isBlank || $0.isDigit }.map { $0 + 1 } ?? 0
    return scalars[start..<end]
  }

  fileprivate func behindPercent(_ index: Int) -> FoldedText {
    var rest = scalars[index...].drop { $0 == " " || $0 == "%" }
    for word in ["por ciento ", "por cento ", "percent ", "per cent "]
    where rest.starts(with: word.unicodeScalars) {
      rest = rest.dropFirst(word.unicodeScalars.count)
    }
    return FoldedText(scalars: rest)
  }

  fileprivate func starts(with words: FoldedText) -> Bool {
    scalars.starts(with: words.scalars) && !(count > words.count && scalars[words.count].isWordPart)
  }
}

extension Unicode.Scalar {
  var isBlank: Bool { self == " " || self == "\u{A0}" || self == "\u{202F}" }
}
