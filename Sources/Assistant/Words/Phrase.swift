/// A family of texts that the program asks for by name; the texts stand in `prompts/<language>/replies*.txt`.
///
/// Each case's raw value is its key in those files with the placeholders that the text may use:
/// `sale.line(quantity,product)`.
package protocol Phrase: RawRepresentable<String>, CaseIterable, Sendable {}

/// The key and the placeholders that the raw value of a `Phrase` declares.
struct PhraseSignature {
  let key: String
  let placeholders: Set<String>

  init(_ declaration: String) {
    let parts = declaration.split(separator: "(", maxSplits: 1)
    key = String(parts.first ?? "")
    let names = parts.count == 2 ? parts[1].dropLast().split(separator: ",") : []
    placeholders = Set(names.map(String.init))
  }
}
