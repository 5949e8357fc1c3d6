/// What `intents.txt` says of one intent.
///
/// A line with the intent's wire name, then `slots …` (what may be said with it), `with …` (concepts that fit it and
/// are no evidence), and lines `: concept concept` of evidence, each a set of concepts that must all be there;
/// `-concept` must not be, and a number before the colon raises or lowers the line. A line `any …` lists concepts that
/// fit every intent.
struct IntentEntry: Sendable {
  struct Pattern: Sendable {
    let bonus: Float
    let required: [String]
    let forbidden: [String]
    let line: Int
  }

  let intent: Intent
  var slots: [String] = []
  var with: [String] = []
  var patterns: [Pattern] = []

  /// The entries, and the concepts that fit every intent, from the lines `any …`.
  static func read(_ file: PackLines) throws(LanguagePackError) -> (entries: [IntentEntry], any: [String]) {
    var entries: [IntentEntry] = []
    var any: [String] = []
    for (number, line) in file.lines {
      let words = file.words(line)
      guard let first = words.first else { continue }
      if first.hasSuffix(":") {
        guard !entries.isEmpty, let bonus = first == ":" ? 0 : Float(first.dropLast()) else {
          throw file.error(number, "evidence is «: concept concept» below an intent")
        }
        let concepts = words.dropFirst()
        entries[entries.count - 1].patterns.append(
          Pattern(
            bonus: bonus, required: concepts.filter { !$0.hasPrefix("-") },
            forbidden: concepts.filter { $0.hasPrefix("-") }.map { String($0.dropFirst()) }, line: number))
      } else if first == "any" {
        any += words.dropFirst()
      } else if first == "slots", !entries.isEmpty {
        entries[entries.count - 1].slots += words.dropFirst()
      } else if first == "with", !entries.isEmpty {
        entries[entries.count - 1].with += words.dropFirst()
      } else {
        guard words.count == 1, let intent = Intent(rawValue: first) else {
          throw file.error(number, "«\(file.text(line))» is no intent")
        }
        entries.append(IntentEntry(intent: intent))
      }
    }
    return (entries, any)
  }
}
