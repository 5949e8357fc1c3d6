internal import Inventory
internal import Shop
internal import Store

/// What a model is told before a conversation, in one language (`prompts/<language>/model*.txt`).
///
/// Lines that begin with `#` are comments; `{shop}` and the others are filled in, and `{vos:…|tu:…|usted:…}` follows
/// the shop's way of address.
struct ModelPrompt: Sendable {
  private static let placeholders: Set = ["shop", "person", "today", "currency", "branches"]

  let language: Language
  private let lines: [Template]
  /// Those that the model may repeat.
  let words: Set<FoldedText>

  /// - Throws: `Phrasebook.Fault` for a file that is missing, empty or broken, with its line.
  init(_ language: Language, files: [(name: String, text: String)]) throws(Phrasebook.Fault) {
    var lines: [Template] = []
    guard files.contains(where: { $0.name.hasSuffix("model.txt") }) else {
      throw Phrasebook.Fault(
        file: "\(language.code)/model.txt", line: 0, reason: "it is missing: the model would have no rules")
    }
    for file in files {
      var isEmpty = true
      let texts = file.text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      for (index, text) in texts.enumerated() where text.first != "#" {
        func fault(_ reason: String) -> Phrasebook.Fault {
          Phrasebook.Fault(file: file.name, line: index + 1, reason: reason)
        }
        let line: Template
        do { line = try Template(text) } catch { throw fault(error.reason) }
        if let unknown = line.placeholders.subtracting(Self.placeholders).min() {
          let known = Self.placeholders.sorted().joined(separator: ", ")
          throw fault("there is no «\(unknown)» to fill in, only: \(known)")
        }
        lines.append(line)
        isEmpty = isEmpty && text.allSatisfy(\.isWhitespace)
      }
      guard !isEmpty else {
        throw Phrasebook.Fault(file: file.name, line: 0, reason: "it is empty: the model is told nothing")
      }
    }
    self.language = language
    self.lines = lines
    words = files.reduce(into: []) { $0.formUnion(FoldedText($1.text).words) }
  }

  func text(_ desk: Desk) -> String {
    let values = [
      "shop": desk.session.shop.name, "person": desk.session.person.name,
      "today": "\(desk.today) (\(desk.voice.day(desk.today)))", "currency": desk.session.currency.code,
      "branches": desk.names.branches.map(\.name).joined(separator: ", "),
    ]
    return lines.map { $0.filled(values, desk.session.shop.address) }.joined(separator: "\n")
  }
}
