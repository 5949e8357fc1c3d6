/// The secret that opens a model's door; it never stands in a text that people or logs see.
package struct ModelKey: Sendable, Hashable, CustomStringConvertible, CustomReflectable {
  let text: String

  /// Nil for an empty text, and for one that no header field can carry.
  package init?(_ text: String) {
    guard !text.isEmpty, text.utf8.allSatisfy({ 0x20 < $0 && $0 < 0x7F }) else { return nil }
    self.text = text
  }

  package var description: String { "•••" }
  package var customMirror: Mirror { Mirror(self, children: [:]) }
}

extension String {
  /// The text without `key`, and without words that look like the keys of known providers.
  func withoutKeys(_ key: ModelKey?) -> String {
    let text = key.map { replacing($0.text, with: "•••") } ?? self
    guard (Self.keyBeginnings + [Self.bearer]).contains(where: text.contains) else { return text }
    var isKey = false
    let parts = text.split(separator: " ", omittingEmptySubsequences: false).map { word in
      let bare = word.drop { !$0.isLetter }
      defer { isKey = bare == Self.bearer }
      return isKey || Self.keyBeginnings.contains { bare.hasPrefix($0) } ? "•••" : String(word)
    }
    return parts.joined(separator: " ")
  }

  private static let keyBeginnings = ["sk-", "gsk_", "xai-", "AIza", "hf_"]
  /// Behind which a key stands.
  private static let bearer = "Bearer"
}
