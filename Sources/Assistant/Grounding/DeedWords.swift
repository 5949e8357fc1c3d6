/// How one language says that somebody changed something, which no model ever does: it proposes.
struct DeedWords: Sendable {
  /// What claims a deed wherever it stands: «registré».
  private let claims: [[String]]
  /// What claims one, or reports an old one: «se registró».
  private let reports: [[String]]
  /// What does so with a participle behind it: «fue», «has been».
  private let helpers: [[String]]
  private let participles: Set<String>
  /// What does so with a participle right behind it: «listo».
  private let closings: Set<String>
  /// What does so with a participle in the clause that it opens: «venta».
  private let objects: Set<String>
  /// With which a clause claims nothing before it: «no», «última».
  private let denials: Set<String>

  init(_ book: Phrasebook) {
    func phrases(_ phrase: GroundingPhrase) -> [[String]] {
      book.text(phrase).split(separator: "|").map { Self.words(of: $0).words }
    }
    func words(_ phrase: GroundingPhrase) -> Set<String> { Set(Self.words(of: book.text(phrase)).words) }
    (claims, reports, helpers) = (phrases(.deeds), phrases(.deedReports), phrases(.deedHelpers))
    (participles, closings) = (words(.deedParticiples), words(.deedClosings))
    (objects, denials) = (words(.deedObjects), words(.deedDenials))
  }

  /// Words between what a clause opens with and its participle, at most.
  private static let reach = 5

  /// The deeds that `line` claims; what may also report an old one claims none where `isReport` says that it is told
  /// of.
  func claimed(in line: some StringProtocol, unless isReport: () -> Bool) -> [String] {
    let (words, openings) = Self.words(of: line)
    var claimed: [[String]] = []
    var reported: [[String]] = []
    for index in words.indices {
      let (before, rest) = (words[..<index], words[index...])
      claimed += claims.filter { rest.starts(with: $0) }
      let start = openings.last { $0 <= index } ?? 0
      guard denials.isDisjoint(with: words[start..<index]) else { continue }
      reported += reports.filter { rest.starts(with: $0) }
      guard participles.contains(words[index]) else { continue }
      reported += helpers.filter { before.suffix($0.count).elementsEqual($0) }.map { $0 + [words[index]] }
      if let last = before.last, closings.contains(last) { reported.append([last, words[index]]) }
      if (1...Self.reach).contains(index - start), objects.contains(words[start]) {
        reported.append(Array(words[start...index]))
      }
    }
    if !reported.isEmpty, !isReport() { claimed += reported }
    return claimed.map { $0.joined(separator: " ") }
  }

  /// The words of a text, without capitals but with their accents: «registré» is no «registre»; and the places of those
  /// that open a clause.
  private static func words(of text: some StringProtocol) -> (words: [String], openings: [Int]) {
    var words: [String] = []
    var openings: [Int] = []
    var isInWord = false
    var opens = true
    for character in text.lowercased() {
      if character.isLetter {
        if !isInWord {
          if opens { openings.append(words.count) }
          words.append("")
          (isInWord, opens) = (true, false)
        }
        words[words.count - 1].append(character)
      } else {
        isInWord = false
        if !character.isWhitespace, !character.isNumber { opens = true }
      }
    }
    return (words, openings)
  }
}
