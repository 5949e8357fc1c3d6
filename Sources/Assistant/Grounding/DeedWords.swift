/// How one language says that somebody changed something, which no model ever does: it proposes.
struct DeedWords: Sendable {
  /// What claims a deed wherever it stands: «registré».
  private let claims: [[String]]
  /// What claims one, or reports an old one: «se registró».
  private let reports: [[String]]
  /// What claims a deed with a verb right behind it: «acabo de», «I've just».
  private let leads: [[String]]
  /// How such verbs begin.
  private let verbs: Set<String>
  /// What does so with a participle behind it: «fue», «has been».
  private let helpers: [[String]]
  private let participles: Set<String>
  /// What does so with a participle right behind it: «listo».
  private let closings: Set<String>
  /// What does so as a sentence of its own, or behind a closing: «vendido».
  private let bare: Set<String>
  /// What does so with a participle in the clause that it opens: «venta».
  private let objects: Set<String>
  /// With which a clause claims nothing before it: «no», «última».
  private let denials: Set<String>

  init(_ book: Phrasebook) {
    func phrases(_ phrase: GroundingPhrase) -> [[String]] {
      book.text(phrase).split(separator: "|").map { Self.words(of: $0).map(\.text) }
    }
    func words(_ phrase: GroundingPhrase) -> Set<String> {
      Set(Self.words(of: book.text(phrase)).map(\.text))
    }
    (claims, reports, helpers) = (phrases(.deeds), phrases(.deedReports), phrases(.deedHelpers))
    (leads, verbs, bare) = (phrases(.deedLeads), words(.deedVerbs), words(.deedsAlone))
    (participles, closings) = (words(.deedParticiples), words(.deedClosings))
    (objects, denials) = (words(.deedObjects), words(.deedDenials))
  }

  /// Words between what a clause opens with and its participle, at most.
  private static let reach = 5

  /// The deeds that `line` claims; what may also report an old one claims none where `isReport` says that it is told
  /// of.
  func claimed(in line: some StringProtocol, unless isReport: () -> Bool) -> [String] {
    let spoken = Self.words(of: line)
    let words = spoken.map(\.text)
    var claimed: [[String]] = []
    var reported: [[String]] = []
    var start = 0
    for index in words.indices {
      if spoken[index].opensClause { start = index }
      let (before, rest) = (words[..<index], words[index...])
      claimed += claims.filter { rest.starts(with: $0) }
      guard denials.isDisjoint(with: words[start..<index]) else { continue }
      if verbs.contains(where: { words[index].hasPrefix($0) }) {
        claimed += leads.filter { before.suffix($0.count).elementsEqual($0) }.map { $0 + [words[index]] }
      }
      reported += reports.filter { rest.starts(with: $0) }
      let isAlone = spoken[index].opensSentence || before.last.map(closings.contains) ?? false
      if bare.contains(words[index]), isAlone, spoken[index].endsSentence { reported.append([words[index]]) }
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

  private struct Word {
    var text: String
    let opensClause: Bool
    let opensSentence: Bool
    var endsSentence = true
  }

  /// The words of a text, without capitals but with their accents: «registré» is no «registre».
  private static func words(of text: some StringProtocol) -> [Word] {
    var words: [Word] = []
    var isInWord = false
    var (opensClause, opensSentence) = (true, true)
    for character in text.lowercased() {
      if character.isLetter {
        if !isInWord {
          words.append(Word(text: "", opensClause: opensClause, opensSentence: opensSentence))
          (isInWord, opensClause, opensSentence) = (true, false, false)
        }
        words[words.count - 1].text.append(character)
        continue
      }
      isInWord = false
      let endsSentence = ".!?;".contains(character)
      if endsSentence { opensSentence = true }
      if !character.isWhitespace, !character.isNumber { opensClause = true }
      // What goes on behind the last word, other than with a full stop, is no sentence of that word.
      if !endsSentence, !character.isWhitespace, !opensSentence, let last = words.indices.last {
        words[last].endsSentence = false
      }
    }
    for index in words.indices.dropLast() where !words[index + 1].opensSentence {
      words[index].endsSentence = false
    }
    return words
  }
}
