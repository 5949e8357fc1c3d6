/// How one language says that somebody changed something, which no model ever does: it proposes.
struct DeedWords: Sendable {
  /// Each between spaces.
  private let claims: [String]

  init(_ book: Phrasebook) {
    claims = book.text(GroundingPhrase.deeds).split(separator: "|").map { Self.spaced($0) }
  }

  /// The deeds that `line` claims.
  func claimed(in line: some StringProtocol) -> [String] {
    let line = Self.spaced(line)
    return claims.filter { line.contains($0) }.map(\.trimmed)
  }

  /// The words of a text, without capitals but with their accents: «registré» is no «registre».
  private static func spaced(_ text: some StringProtocol) -> String {
    " " + text.lowercased().split { !$0.isLetter }.joined(separator: " ") + " "
  }
}
