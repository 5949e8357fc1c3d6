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
        throw LanguagePackError(file: language.code + "/" + name, line: 0, reason: "the file is missing")
      }
      return PackLines(file: name, text: file.text, joining: joining)
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

/// The lines of one file, comments dropped and, where asked, indented lines joined to the one before.
struct PackLines {
  let file: String
  private(set) var lines: [(number: Int, text: String)] = []

  init(file: String, text: String, joining: Bool) {
    self.file = file
    let breaks = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    for (index, line) in breaks.enumerated() {
      let kept = Substring(line.firstIndex(of: "/", "/").map { line[..<$0] } ?? line)
      guard let first = kept.unicodeScalars.first, !kept.unicodeScalars.allSatisfy(\.isBlank) else {
        continue
      }
      if joining, first.isBlank, !lines.isEmpty {
        lines[lines.count - 1].text += " " + kept
      } else {
        lines.append((index + 1, String(kept)))
      }
    }
  }

  func entries() throws(LanguagePackError) -> [LanguagePack.Entry] {
    var entries: [LanguagePack.Entry] = []
    entries.reserveCapacity(lines.count)
    for (number, text) in lines {
      guard let colon = text.utf8.firstIndex(of: ":", " ") ?? text.utf8.lastIndex(of: UInt8(ascii: ":"))
      else {
        throw error(number, "a line is «name: alternative, alternative»")
      }
      let head = text[..<colon].words
      guard let name = head.first, head.count <= 2 else {
        throw error(number, "a name of one word, then a weight")
      }
      var weight: Float = 1
      if head.count == 2 {
        guard let given = Float(head[1]), (-10...10).contains(given) else {
          throw error(number, "«\(head[1])» is no weight from -10 to 10")
        }
        weight = given
      }
      var phrases: [Phrase] = []
      for part in text[colon...].dropFirst().parts(at: ",") {
        guard let phrase = Phrase(part) else { throw error(number, "«\(part)» holds no words") }
        guard !phrase.elements.isEmpty else { continue }
        phrases.append(phrase)
      }
      entries.append(.init(name: String(name), weight: weight, phrases: phrases))
    }
    return entries
  }

  func error(_ line: Int, _ reason: String) -> LanguagePackError {
    LanguagePackError(file: file, line: line, reason: reason)
  }
}

// Files are read at every start: bytes and scalars are looked at rather than characters, which cost ten times as much.

extension Substring {
  /// The parts between blanks.
  var words: [Substring] { unicodeScalars.split(whereSeparator: \.isBlank).map(Substring.init) }

  /// The parts between separators, empty ones left out.
  func parts(at separator: Unicode.Scalar) -> [Substring] {
    unicodeScalars.split(separator: separator).map(Substring.init)
  }
}

extension Unicode.Scalar {
  fileprivate var isBlank: Bool {
    isASCII ? value == 0x20 || (0x09...0x0D).contains(value) : properties.isWhitespace
  }
}

extension BidirectionalCollection<UInt8> {
  /// Where `second` first follows upon `first`.
  fileprivate func firstIndex(of first: Unicode.Scalar, _ second: Unicode.Scalar) -> Index? {
    let (first, second) = (UInt8(ascii: first), UInt8(ascii: second))
    return zip(indices, dropFirst()).first { self[$0] == first && $1 == second }?.0
  }
}
