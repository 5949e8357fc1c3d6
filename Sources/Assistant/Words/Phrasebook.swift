package import Inventory
internal import Store

/// The texts of one language, every one that the program asks for and no other.
package struct Phrasebook: Sendable {
  package let language: Language
  /// By the raw value of their `Phrase`.
  private let templates: [String: Template]

  /// A text that is broken, missing or asked for by nobody.
  package struct Fault: Error, Hashable, CustomStringConvertible {
    package let file: String
    /// From 1; 0 where the whole file is meant.
    package let line: Int
    package let reason: String

    package var description: String { line > 0 ? "\(file):\(line): \(reason)" : "\(file): \(reason)" }
  }

  /// Reads `key = text` lines: `#` begins a comment, a line that begins with a space goes on with the one before.
  ///
  /// The files are `prompts/<language>/replies*.txt`, which are one book.
  ///
  /// - Throws: the first `Fault`, with its file and line.
  package init(
    language: Language, files: [(name: String, text: String)], families: [any Phrase.Type] = Self.families
  ) throws(Fault) {
    self.language = language
    var declared: [String: (raw: String, placeholders: Set<String>)] = [:]
    for family in families {
      for raw in family.declarations {
        let signature = PhraseSignature(raw)
        guard declared.updateValue((raw, signature.placeholders), forKey: signature.key) == nil else {
          throw Fault(file: "replies.txt", line: 0, reason: "two families ask for «\(signature.key)»")
        }
      }
    }
    var templates: [String: Template] = [:]
    for file in files {
      for entry in try WordFile.entries(of: file) {
        guard let phrase = declared[entry.key] else { throw entry.fault("nothing asks for «\(entry.key)»") }
        guard templates[phrase.raw] == nil else { throw entry.fault("«\(entry.key)» stands twice") }
        let template: Template
        do { template = try Template(entry.text) } catch { throw entry.fault(error.reason) }
        if let unknown = template.placeholders.subtracting(phrase.placeholders).min() {
          let known = phrase.placeholders.sorted().joined(separator: ", ")
          throw entry.fault("«\(entry.key)» knows no «\(unknown)», only: \(known)")
        }
        templates[phrase.raw] = template
      }
    }
    if let missing = declared.filter({ templates[$0.value.raw] == nil }).keys.min() {
      throw Fault(file: files.first?.name ?? "replies.txt", line: 0, reason: "«\(missing)» is missing")
    }
    self.templates = templates
  }

  /// The text of `phrase`, which is the same for everybody.
  func text(_ phrase: some Phrase) -> String { text(phrase, [:], .usted) }

  func text(_ phrase: some Phrase, _ values: [String: String], _ address: ShopRecord.Address) -> String {
    assert(
      Set(values.keys) == PhraseSignature(phrase.rawValue).placeholders,
      "\(phrase.rawValue) was given \(values.keys.sorted())")
    return templates[phrase.rawValue]?.filled(values, address) ?? ""
  }
}

extension Phrase {
  fileprivate static var declarations: [String] { allCases.map(\.rawValue) }
}
