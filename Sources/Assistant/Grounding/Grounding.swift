internal import Inventory
internal import Understanding

/// Holds every number, date, code and product name of a model's reply against what this turn's tools said; that it did
/// something is never true.
///
/// Where a clause names a product of the results, its numbers must be that product's, or of none in particular; a name
/// that stands in no result must come from the person, or from what the model was told of the shop.
struct Grounding: Sendable {
  let evidence: Evidence
  private let own: GroundingWords
  private let others: [GroundingWords]
  /// The names of the results, the longest first.
  private let known: [FoldedText]
  private let catalogue: NameIndex
  private let currency: FoldedText
  let capitals: CapitalWords
  let reader: ReplyReader
  /// What the shop writes before decimals.
  let decimalMark: Unicode.Scalar

  /// `others` are the languages beside its `own` in which a model may answer all the same.
  init(
    _ evidence: Evidence, _ own: GroundingWords, others: [GroundingWords] = [], catalogue: NameIndex,
    currency: String, decimalMark: Unicode.Scalar = ",", familiar: [Set<FoldedText>], reader: ReplyReader
  ) {
    (self.evidence, self.own, self.others) = (evidence, own, others)
    (self.catalogue, self.reader) = (catalogue, reader)
    (self.currency, self.decimalMark) = (FoldedText(currency), decimalMark)
    capitals = CapitalWords(evidence, familiar, reader)
    // A tool may name in words what its result leaves out.
    let named = evidence.texts.union(evidence.sayings.flatMap(catalogue.whole))
    known = named.filter(\.isName).sorted { ($0.count, $0.text) > ($1.count, $1.text) }
  }

  /// What the lines of a reply so far mean for the next.
  struct Course: Sendable {
    /// The products of a line that ends in a colon are those of the next, also where a tool wrote that line itself.
    fileprivate var announced: Set<FoldedText> = []
    /// The number of the list's last item.
    fileprivate var item: Int64 = 0
  }

  /// What the reply says and no tool said, as it stands there; empty where all of it is founded.
  func unfounded(in reply: String) -> [String] {
    var course = Course()
    return reply.split(whereSeparator: \.isNewline).flatMap { unfounded(in: $0, &course) }
  }

  /// What a line says and no tool said.
  func unfounded(in line: Substring, _ course: inout Course) -> [String] {
    let folded = FoldedText(line)
    var (rest, named) = masked(folded)
    let languages = languages(of: rest)
    var faults = languages.flatMap { words in
      words.deeds.claimed(in: line) { evidence.namesDocument(folded) }
    }
    if let place = rest.ordinal(after: &course.item) { rest = rest.without(place) }
    faults += rest.foreignDigits(line)
    // Products that no result speaks of.
    faults += catalogue.named(in: rest, knowing: capitals.isKnown)
    for words in languages { faults += words.calendar.unfoundedDates(in: &rest, evidence) }
    faults += capitals.unfounded(in: line, rest, languages.map(\.language))
    named += namingWords(in: rest)
    var subjects = course.announced
    for sentence in rest.sentences {
      let here = Set(named.filter { sentence.contains($0.place.lowerBound) }.map(\.subject))
      faults += unfoundedRatios(
        in: rest.part(sentence), written: folded.part(sentence), about: here.isEmpty ? subjects : here,
        languages)
      faults += unfoundedFigures(in: sentence, of: rest, named, about: here, &subjects, languages)
    }
    course.announced = rest.scalars.last { $0 != " " } == ":" ? subjects : []
    return evidence.lines.contains(FoldedText(line.trimmed)) ? [] : faults
  }

  private typealias Naming = (place: Range<Int>, subject: FoldedText)

  /// The shop's language, and where a line is of another, that one too.
  private func languages(of line: FoldedText) -> [GroundingWords] {
    guard !others.isEmpty else { return [own] }
    let spoken = reader.language(line.text, own.language)
    return [own] + others.filter { $0.language == spoken }
  }

  /// The numbers of a sentence, clause by clause: each is about the products that its clause names, or the last one
  /// that named any; before that, about those of the sentence.
  private func unfoundedFigures(
    in sentence: Range<Int>, of text: FoldedText, _ named: [Naming], about all: Set<FoldedText>,
    _ subjects: inout Set<FoldedText>, _ languages: [GroundingWords]
  ) -> [String] {
    let joins = { (word: String) in languages.contains { $0.calendar.joins(word) } }
    var faults = unfoundedMixtures(in: text.only(sentence), evidence.figures(about: all), languages)
    // Named, with no number yet.
    var open: Set<FoldedText> = []
    for clause in text.clauses(of: sentence, joinedBy: joins) {
      let own = Set(named.filter { clause.contains($0.place.lowerBound) }.map(\.subject))
      if !own.isEmpty { subjects = open.union(own) }
      let figures = evidence.figures(about: subjects.isEmpty ? all : subjects)
      let part = text.only(clause)
      faults += unfoundedNumbers(in: part, figures, languages)
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
    without(0..<place.lowerBound).without(place.upperBound..<count)
  }

  /// The text with nothing but blanks in `place`.
  fileprivate func without(_ place: Range<Int>) -> FoldedText {
    var text = self
    for index in place { text.scalars[index] = " " }
    return text
  }

  fileprivate func hasDigits(in place: Range<Int>) -> Bool { scalars[place].contains(where: \.isDigit) }

  /// Where the number stands that numbers the line, as the next of its list or the first of another: «1.», «2)».
  fileprivate func ordinal(after item: inout Int64) -> Range<Int>? {
    let start = scalars.firstIndex { $0 != " " } ?? count
    let digits = scalars[start...].prefix(while: \.isDigit)
    let end = digits.endIndex
    guard (1...2).contains(digits.count), end + 1 < count, scalars[end] == "." || scalars[end] == ")",
      scalars[end + 1] == " ", let number = Int64(FoldedText(scalars: digits).text),
      number == item + 1 || number == 1
    else { return nil }
    item = number
    return start..<end
  }

  /// The words of `line` with digits that are none of ours, but for those that are blanked.
  fileprivate func foreignDigits(_ line: some StringProtocol) -> [String] {
    let written = Array(line.unicodeScalars)
    let hasAny = written.indices.contains { index in
      written[index].properties.numericType == .decimal && !written[index].isDigit
        && scalars[index].properties.numericType == .decimal
    }
    return hasAny ? [line.trimmed] : []
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
