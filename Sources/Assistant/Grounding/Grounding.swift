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
    /// What a line that ends in a colon is about is what the next is about, also where a tool wrote that line itself.
    fileprivate var announced = Scope()
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
    let months = languages.flatMap { $0.calendar.bareMonths(in: rest) }.map {
      Naming(place: $0.place, scope: Scope(months: $0.months))
    }
    for words in languages { faults += words.calendar.unfoundedDates(in: &rest, evidence) }
    faults += capitals.unfounded(in: line, rest, languages.map(\.language))
    named += namingWords(in: rest)
    named += branches(in: folded, line) + months
    var scope = course.announced
    for sentence in rest.sentences {
      let here = Naming.scope(named, in: sentence)
      faults += unfoundedRatios(
        in: rest.part(sentence), written: folded.part(sentence),
        about: here.products.isEmpty ? scope.products : here.products, languages)
      faults += unfoundedFigures(in: sentence, of: rest, named, about: here, &scope, languages, course)
    }
    faults += unfoundedCalm(in: rest, languages)
    course.announced = rest.scalars.last { $0 != " " } == ":" ? scope : Scope()
    return evidence.lines.contains(FoldedText(line.trimmed)) ? [] : faults
  }

  /// Where a line names what it is about.
  private struct Naming {
    let place: Range<Int>
    let scope: Scope

    static func scope(_ named: [Naming], in place: Range<Int>) -> Scope {
      named.reduce(Scope()) { place.contains($1.place.lowerBound) ? $0.union($1.scope) : $0 }
    }
  }

  /// The shop's language, and where a line is of another, that one too.
  private func languages(of line: FoldedText) -> [GroundingWords] {
    guard !others.isEmpty else { return [own] }
    let spoken = reader.language(line.text, own.language)
    return [own] + others.filter { $0.language == spoken }
  }

  /// The numbers of a sentence, clause by clause: each is about the products and branches that its clause names, or the
  /// last one that named any; before that, about those of the sentence.
  private func unfoundedFigures(
    in sentence: Range<Int>, of text: FoldedText, _ named: [Naming], about all: Scope,
    _ scope: inout Scope, _ languages: [GroundingWords], _ course: Course
  ) -> [String] {
    let whole = text.only(sentence)
    // Within a number nothing is joined: «treinta y dos».
    let numbers =
      whole.text.utf8.count < 2_000 ? languages.flatMap { spelledNumbers(in: whole, $0).map(\.place) } : []
    let joins = { (word: String, index: Int) in
      languages.contains { $0.calendar.joins(word) } && !numbers.contains { $0.contains(index) }
    }
    var faults: [String] = []
    scope.branches = course.announced.branches
    // Named, with no number yet.
    var open = Scope()
    for clause in text.clauses(of: sentence, joinedBy: joins) {
      let own = Naming.scope(named, in: clause)
      let part = text.only(clause)
      if !own.products.isEmpty {
        scope.products = open.products.union(own.products)
        if own.branches.isEmpty { scope.branches = course.announced.branches.union(open.branches) }
      }
      if !own.branches.isEmpty { scope.branches = open.branches.union(own.branches) }
      var about = scope
      if about.products.isEmpty { about.products = all.products }
      about.months = languages.contains { $0.measures.compares(part) } ? MonthSet() : own.months
      faults += unfoundedNumbers(in: part, Figures(facts: evidence.facts, scope: about), languages)
      let isOpen = !(own.products.isEmpty && own.branches.isEmpty) && !text.hasDigits(in: clause)
      open = isOpen ? open.union(own) : Scope()
    }
    return faults
  }

  /// That nothing has to be bought, where a tool says how much.
  private func unfoundedCalm(in text: FoldedText, _ languages: [GroundingWords]) -> [String] {
    let calm = languages.flatMap { $0.measures.nothingNeeded(in: text) }.map { text.part($0).text }
    guard !calm.isEmpty else { return [] }
    let isNeeded = evidence.facts.contains {
      $0.value > 0 && ["cantidad_sugerida", "cantidad_a_pedir"].contains($0.key)
    }
    return isNeeded ? calm : []
  }

  /// Where a branch of the results is named, as branches are written.
  private func branches(in folded: FoldedText, _ line: Substring) -> [Naming] {
    let written = Array(line.unicodeScalars)
    return evidence.branches.flatMap { branch in
      folded.places(of: branch).filter { written[$0.lowerBound].properties.isUppercase }
        .map { Naming(place: $0, scope: Scope(branches: [branch])) }
    }
  }

  /// The line without what the results call by name, and the products among that.
  private func masked(_ line: FoldedText) -> (FoldedText, [Naming]) {
    var rest = line
    var named: [Naming] = []
    for text in known {
      for place in rest.places(of: text) {
        if let product = evidence.subject(named: text) {
          named.append(Naming(place: place, scope: Scope(products: [product])))
        }
        rest.blank(place)
      }
    }
    rest.mark(currency)
    return (rest, named)
  }

  /// Where a word of a name stands for a product: «el Serum».
  private func namingWords(in rest: FoldedText) -> [Naming] {
    rest.wordPlaces.compactMap { place in
      evidence.subject(named: rest.part(place)).map {
        Naming(place: place, scope: Scope(products: [$0]))
      }
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
  fileprivate func clauses(of sentence: Range<Int>, joinedBy joins: (String, Int) -> Bool) -> [Range<Int>] {
    var clauses: [Range<Int>] = []
    var start = sentence.lowerBound
    var wordStart = start
    for index in sentence where scalars[index] == " " {
      let isJoining = joins(part(wordStart..<index).text, wordStart)
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
}
