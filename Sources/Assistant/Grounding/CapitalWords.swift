internal import Inventory
internal import Understanding

/// Holds the names that a reply writes with a capital against those that its writer may know.
///
/// A capital that only begins a sentence says nothing. Two capital words in a row are one name, which must stand in
/// one text of the results.
struct CapitalWords: Sendable {
  private let texts: [Set<FoldedText>]
  private let known: Set<FoldedText>
  /// The words in which the tools speak.
  private let said: Set<FoldedText>
  private let familiar: [Set<FoldedText>]
  private let reader: ReplyReader

  /// `familiar` are words that need no result: the person's own, those of the shop, those the model was told.
  init(_ evidence: Evidence, _ familiar: [Set<FoldedText>], _ reader: ReplyReader) {
    texts = evidence.texts.map(\.words)
    known = texts.reduce(into: []) { $0.formUnion($1) }
    said = evidence.words
    (self.familiar, self.reader) = (familiar, reader)
  }

  /// The names of `line` that nobody gave; `rest` is the same line without those of the results and without dates.
  func unfounded(
    in line: some StringProtocol, _ rest: FoldedText, _ languages: [Language]
  ) -> [String] {
    let written = Array(line.unicodeScalars)
    var faults: [String] = []
    var name: [FoldedText] = []
    var end = 0
    func close() {
      if name.count > 1, !texts.contains(where: { $0.isSuperset(of: name) }) {
        faults.append(name.map(\.text).joined(separator: " "))
      }
      name = []
    }
    for place in rest.wordPlaces {
      let word = rest.part(place)
      if place.lowerBound != end + 1 { close() }
      end = place.upperBound
      guard word.isName, !isFamiliar(word) else {
        close()
        continue
      }
      let isCapital = written[place.lowerBound].properties.isUppercase
      let isShort = isAcronym(written[place]) && (known.contains(word) || isOrdinary(word, languages))
      if isCapital, !isShort, known.contains(word) {
        name.append(word)
        continue
      }
      close()
      let isFault =
        isCapital && !isShort && !said.contains(word)
        && (!rest.beginsSentence(place.lowerBound) || isItem(place, of: rest, languages))
      if isFault || isUnknownGoods(word, languages) { faults.append(FoldedText.written(written[place])) }
    }
    close()
    return faults
  }

  /// Whether somebody gave that word.
  func isKnown(_ word: FoldedText) -> Bool {
    known.contains(word) || said.contains(word) || isFamiliar(word)
  }

  func isFamiliar(_ word: FoldedText) -> Bool { familiar.contains { $0.contains(word) } }

  private func isOrdinary(_ word: FoldedText, _ languages: [Language]) -> Bool {
    languages.contains { if case .ordinary = reader.use(word.text, $0) { true } else { false } }
  }

  /// Whether it is a word for goods that neither anybody gave nor another that means the same.
  private func isUnknownGoods(_ word: FoldedText, _ languages: [Language]) -> Bool {
    guard let language = languages.last, case .goods(let same) = reader.use(word.text, language) else {
      return false
    }
    return !([word] + same.map { FoldedText($0) }).flatMap(\.numbers).contains(where: isKnown)
  }

  /// Whether an item of a list begins there that is a name and nothing else, none of whose words the language has
  /// another use for: «- Lavandina», «Falta: Detergente, 5».
  private func isItem(_ place: Range<Int>, of rest: FoldedText, _ languages: [Language]) -> Bool {
    guard rest.beginsItem(place.lowerBound) else { return false }
    let end = rest.scalars[place.lowerBound...].firstIndex { !$0.isLetter && $0 != " " } ?? rest.count
    let words = rest.wordPlaces.filter { (place.lowerBound..<end).contains($0.lowerBound) }.map(rest.part)
    return words.count <= 3 && !words.contains { isOrdinary($0, languages) || isFamiliar($0) }
  }

  private func isAcronym(_ word: ArraySlice<Unicode.Scalar>) -> Bool {
    word.count <= 4 && word.allSatisfy(\.properties.isUppercase)
  }
}

extension FoldedText {
  /// Its words, each once.
  var words: Set<FoldedText> { Set(wordPlaces.map { part($0) }) }

  fileprivate static func written(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars)
    return String(text)
  }

  /// The word in the singular and in the plural, as far as an ending tells.
  fileprivate var numbers: [FoldedText] {
    [self] + ["s", "es"].map { FoldedText(text + $0) }
      + [1, 2].filter { $0 < count && scalars.last == "s" }.map { FoldedText(scalars: scalars.dropLast($0)) }
  }

  /// Whether an item of a list begins there: behind a mark that begins the line, or behind a colon or a point within.
  fileprivate func beginsItem(_ index: Int) -> Bool {
    let ahead = scalars[..<index].reversed().drop { " ¿¡(".unicodeScalars.contains($0) }
    guard let mark = ahead.first else { return false }
    if ":·".unicodeScalars.contains(mark) { return true }
    return "*-–—•.)".unicodeScalars.contains(mark) && ahead.dropFirst().allSatisfy { $0 == " " }
  }

  /// Whether a sentence, or an item of a list, begins there.
  fileprivate func beginsSentence(_ index: Int) -> Bool {
    for scalar in scalars[..<index].reversed() where !" ¿¡(*-–—•#".unicodeScalars.contains(scalar) {
      return ".:;!?…)·".unicodeScalars.contains(scalar)
    }
    return true
  }
}
