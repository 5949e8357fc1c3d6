internal import Inventory
internal import Understanding

/// Holds every number, date, code and product name of a model's reply against what this turn's tools said; that it did
/// something is never true.
///
/// Where a clause names a product of the results, its numbers must be that product's, or of none in particular; a name
/// that stands in no result must come from the person, or from what the model was told of the shop.
struct Grounding: Sendable {
  private let evidence: Evidence
  private let words: CalendarWords
  private let deeds: DeedWords
  /// The names of the results, the longest first.
  private let known: [FoldedText]
  private let catalogue: NameIndex
  private let currency: FoldedText
  private let capitals: CapitalWords
  /// Finds the numbers that a text spells out.
  private let spelled: @Sendable (String) -> [(thousandths: Int64, words: String)]

  init(
    _ evidence: Evidence, _ words: CalendarWords, _ deeds: DeedWords, catalogue: NameIndex, currency: String,
    familiar: [Set<FoldedText>],
    spelled: @escaping @Sendable (String) -> [(thousandths: Int64, words: String)]
  ) {
    (self.evidence, self.words, self.deeds) = (evidence, words, deeds)
    (self.catalogue, self.spelled) = (catalogue, spelled)
    self.currency = FoldedText(currency)
    capitals = CapitalWords(evidence.texts, familiar)
    known = evidence.texts.filter(\.isName).sorted { ($0.count, $0.text) > ($1.count, $1.text) }
  }

  /// What the reply says and no tool said, as it stands there; empty where all of it is founded.
  func unfounded(in reply: String) -> [String] {
    var faults: [String] = []
    // The products of a line that ends in a colon are those of the next, also where a tool wrote that line itself.
    var announced: Set<FoldedText> = []
    for line in reply.split(whereSeparator: \.isNewline) {
      let (own, next) = unfounded(in: line, after: announced)
      if !own.isEmpty, !evidence.lines.contains(FoldedText(line.trimmed)) { faults += own }
      announced = next
    }
    return faults
  }

  /// What a line says and no tool said, and the products of which it announces the next.
  private func unfounded(
    in line: Substring, after announced: Set<FoldedText>
  ) -> (faults: [String], announced: Set<FoldedText>) {
    let folded = FoldedText(line)
    var faults = deeds.claimed(in: line) { evidence.namesDocument(folded) }
    var (rest, named) = masked(folded)
    // Products that no result speaks of.
    faults += catalogue.named(in: rest)
    faults += words.unfoundedDates(in: &rest, evidence)
    faults += capitals.unfounded(in: line, rest)
    named += namingWords(in: rest)
    var subjects = announced
    for sentence in rest.sentences {
      faults += unfoundedFigures(in: sentence, of: rest, named, &subjects)
    }
    return (faults, rest.scalars.last { $0 != " " } == ":" ? subjects : [])
  }

  private typealias Naming = (place: Range<Int>, subject: FoldedText)

  /// The numbers of a sentence, clause by clause: each is about the products that its clause names, or the last one
  /// that named any; before that, about those of the sentence.
  private func unfoundedFigures(
    in sentence: Range<Int>, of text: FoldedText, _ named: [Naming], _ subjects: inout Set<FoldedText>
  ) -> [String] {
    var faults: [String] = []
    let all = Set(named.filter { sentence.contains($0.place.lowerBound) }.map(\.subject))
    // Named, with no number yet.
    var open: Set<FoldedText> = []
    for clause in text.clauses(of: sentence, joinedBy: words.joins) {
      let own = Set(named.filter { clause.contains($0.place.lowerBound) }.map(\.subject))
      if !own.isEmpty { subjects = open.union(own) }
      let figures = evidence.figures(about: subjects.isEmpty ? all : subjects)
      let part = text.only(clause)
      faults += unfoundedFigures(in: part, figures) + unfoundedWords(in: part, figures)
      open = own.isEmpty || text.hasDigits(in: clause) ? [] : subjects
    }
    return faults
  }

  /// The line without what the results call by name, and the products among that.
  private func masked(_ line: FoldedText) -> (FoldedText, [Naming]) {
    var rest = line
    var named: [Naming] = []
    for text in known {
      for place in rest.places(of: text) {
        if let subject = evidence.subject(named: text) { named.append((place, subject)) }
        rest.blank(place)
      }
    }
    rest.blankSymbols(currency)
    return (rest, named)
  }

  /// Where a word of a name stands for a product: «el Serum».
  private func namingWords(in rest: FoldedText) -> [Naming] {
    rest.wordPlaces.compactMap { place in
      evidence.subject(named: rest.part(place)).map { (place, $0) }
    }
  }

  private func unfoundedFigures(in rest: FoldedText, _ figures: Evidence.Figures) -> [String] {
    rest.digitWords.filter { word in
      if rest.isOrdinal(word) { return false }
      guard let figure = rest.figure(at: word) else { return !rest.isRange(word, figures) }
      return !isFounded(figure, figures)
    }.map { rest.excerpt($0) }
  }

  private func isFounded(_ figure: Figure, _ figures: Evidence.Figures) -> Bool {
    let founded = figure.isPercent ? figures.percents : figures.plain
    for value in [figure.value, figure.other].compactMap({ $0 }) {
      if founded.contains(value) || figures.hasRounded(value, figure) { return true }
      if words.isDay(figure.unit), evidence.spans.contains(where: { $0 * Evidence.unit == value }) {
        return true
      }
      if words.isWeek(figure.unit), evidence.spans.contains(where: { $0 * Evidence.unit == value * 7 }) {
        return true
      }
      let isYear = !figure.isPercent && value >= 1900 * Evidence.unit
      if isYear, evidence.dates.contains(where: { Int64($0.year) * Evidence.unit == value }) { return true }
    }
    return false
  }

  private func unfoundedWords(in rest: FoldedText, _ figures: Evidence.Figures) -> [String] {
    guard rest.scalars.contains(where: \.isLetter) else { return [] }
    // Beyond this nobody looks for number words.
    guard rest.text.utf8.count < 2_000 else { return ["…"] }
    return spelled(rest.text).filter { number in
      let (value, overflow) = number.thousandths.multipliedReportingOverflow(by: 10)
      guard !overflow else { return true }
      let isPercent = rest.places(of: FoldedText(number.words)).contains { rest.isPercent(at: $0.upperBound) }
      let founded = isPercent ? figures.percents : figures.plain
      return !founded.contains(value) && !evidence.spans.contains { $0 * Evidence.unit == value }
    }.map(\.words)
  }
}

extension Evidence.Figures {
  /// Whether a figure with fewer decimals than what was said is that, rounded half up.
  fileprivate func hasRounded(_ value: Int64, _ figure: Figure) -> Bool {
    let step = [Evidence.unit, 1_000, 100, 10][min(figure.decimals, 3)]
    guard value % step == 0 else { return false }
    return (figure.isPercent ? percents : plain).contains { exact in
      exact % step != 0 && (exact + step / 2) / step * step == value
    }
  }
}

extension FoldedText {
  /// Its sentences; a mark within a number ends none.
  fileprivate var sentences: [Range<Int>] {
    var sentences: [Range<Int>] = []
    var start = 0
    for index in scalars.indices where ".;!?".unicodeScalars.contains(scalars[index]) {
      let isEnd = index + 1 == count || scalars[index + 1] == " "
      // «1. Crema» numbers a line.
      guard isEnd, !scalars[start..<index].allSatisfy({ $0.isDigit || $0 == " " }) else { continue }
      sentences.append(start..<index + 1)
      start = index + 1
    }
    if start < count { sentences.append(start..<count) }
    return sentences
  }

  /// The parts of a sentence between commas and joining words.
  fileprivate func clauses(of sentence: Range<Int>, joinedBy joins: (String) -> Bool) -> [Range<Int>] {
    var clauses: [Range<Int>] = []
    var start = sentence.lowerBound
    var wordStart = start
    for index in sentence where scalars[index] == " " {
      let isJoining = joins(part(wordStart..<index).text)
      if isJoining || (index > start && scalars[index - 1] == ",") {
        clauses.append(start..<(isJoining ? wordStart : index))
        start = isJoining ? wordStart : index
      }
      wordStart = index + 1
    }
    return clauses + [start..<sentence.upperBound]
  }

  /// The text with nothing but blanks outside `place`.
  fileprivate func only(_ place: Range<Int>) -> FoldedText {
    var text = self
    for index in text.scalars.indices where !place.contains(index) { text.scalars[index] = " " }
    return text
  }

  fileprivate func hasDigits(in place: Range<Int>) -> Bool { scalars[place].contains(where: \.isDigit) }

  /// Whether the number there numbers the line: «1.», «2)».
  fileprivate func isOrdinal(_ word: Range<Int>) -> Bool {
    word.count <= 2 && word.upperBound < count
      && (scalars[word.upperBound] == "." || scalars[word.upperBound] == ")")
      && word.upperBound + 1 < count && scalars[word.upperBound + 1] == " "
      && scalars[..<word.lowerBound].allSatisfy { !$0.isWordPart }
      && scalars[word].allSatisfy(\.isDigit)
  }

  /// Whether it is «10-15», both of which are founded.
  fileprivate func isRange(_ word: Range<Int>, _ figures: Evidence.Figures) -> Bool {
    let parts = scalars[word].split(separator: "-")
    return parts.count == 2
      && parts.allSatisfy { part in
        part.allSatisfy(\.isDigit)
          && (FixedPoint.parse(FoldedText(scalars: part).text, scale: 4).map(figures.plain.contains) ?? false)
      }
  }

  /// The number with the word behind it.
  fileprivate func excerpt(_ word: Range<Int>) -> String {
    let rest = scalars[word.upperBound...].prefix(20)
    let more = rest.dropFirst().prefix { $0.isLetter || $0 == "%" }
    let isNear = rest.first == " " || rest.first == "%"
    return FoldedText(scalars: scalars[word]).text
      + (isNear ? FoldedText(scalars: rest.prefix(1) + more).text : "")
  }

  /// Takes out the sign of a currency where digits follow: «Bs60».
  fileprivate mutating func blankSymbols(_ symbol: FoldedText) {
    guard let first = symbol.scalars.first, symbol.count < count else { return }
    for index in 0..<(count - symbol.count) where scalars[index] == first {
      let end = index + symbol.count
      let stands = index == 0 || !scalars[index - 1].isWordPart
      if stands, scalars[end].isDigit, scalars[index..<end].elementsEqual(symbol.scalars) {
        blank(index..<end)
      }
    }
  }
}
