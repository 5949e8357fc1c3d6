/// How one language says how long something lasts, that there is one of it, and by how many times things differ.
struct MeasureWords: Sendable {
  private let lasting: [FoldedText]
  private let lastingFor: Set<String>
  private let beforeYears: Set<String>
  private let times: [(factor: Int64, words: [FoldedText])]
  private let ones: Set<String>
  private let units: Set<String>
  private let sole: Set<String>
  private let left: Set<String>

  init(_ book: Phrasebook) {
    lasting = book.phrases(.lasting)
    lastingFor = book.words(.lastingFor)
    beforeYears = book.words(.beforeYears)
    times = [(2, book.phrases(.twofold)), (3, book.phrases(.threefold))]
    ones = book.words(.ones)
    units = book.words(.units)
    sole = book.words(.sole)
    left = book.words(.left)
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

  /// By how many times a clause says that things differ, each with its words.
  func times(in clause: FoldedText) -> [(factor: Int64, place: Range<Int>)] {
    times.flatMap { time in time.words.flatMap(clause.places).map { (time.factor, $0) } }
  }
}
