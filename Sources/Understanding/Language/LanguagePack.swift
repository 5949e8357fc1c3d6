package import Inventory

/// The words of one language, read from the files of `prompts/<language>/understanding`.
///
/// Every file holds lines `name: alternative, alternative`, except `intents.txt`. A line that begins with a blank
/// goes on with the one before it; `//` begins a comment. What an alternative may hold stands in `Phrase`.
package struct LanguagePack: Sendable {
  package let language: Language
  let morphology: Morphology
  let concepts: [Entry]
  let periods: [Entry]
  let cues: [Entry]
  let numbers: [Entry]
  let spellings: [Entry]
  let goods: [Entry]
  let intents: [IntentEntry]
  /// Concepts that fit every intent: courtesies.
  let fittingAny: [String]
  /// What was learned of the language, where that was done.
  let weights: String?

  /// A line of a file: a name and what stands for it.
  struct Entry: Sendable {
    let name: String
    let weight: Float
    let phrases: [Phrase]
  }

  /// Reads the texts of one language's files, given with their names.
  package init(language: Language, files: [(name: String, text: String)]) throws(LanguagePackError) {
    func lines(_ name: String, joining: Bool = true) throws(LanguagePackError) -> PackLines {
      guard let file = files.first(where: { $0.name == name }) else {
        throw LanguagePackError(
          file: "\(language.code)/understanding/\(name)", line: 0, reason: "the file is missing")
      }
      return PackLines(
        file: "\(language.code)/understanding/\(name)", text: file.text, joining: joining)
    }
    self.language = language
    weights = files.first { $0.name == "weights.txt" }?.text
    morphology = try Morphology(lines("morphology.txt"))
    concepts = try lines("concepts.txt").entries() + lines("common.txt").entries()
    periods = try lines("periods.txt").entries()
    cues = try lines("cues.txt").entries()
    numbers = try lines("numbers.txt").entries()
    spellings = try lines("spelling.txt").entries()
    goods = try lines("goods.txt").entries()
    (intents, fittingAny) = try IntentEntry.read(lines("intents.txt", joining: false))
  }
}

/// A line of a language's files that cannot be understood.
package struct LanguagePackError: Error, CustomStringConvertible {
  package let file: String
  package let line: Int
  package let reason: String

  package var description: String { "\(file):\(line): \(reason)" }
}
