/// A language of the house: the name of its folder under `prompts/` and of its file under `tools/`.
package struct Language: Hashable, Sendable {
  package let code: String

  /// Two or three lower-case letters; nil for anything else.
  package init?(_ code: some StringProtocol) {
    guard (2...3).contains(code.utf8.count), code.utf8.allSatisfy({ (97...122).contains($0) }) else {
      return nil
    }
    self.code = String(code)
  }

  private init(known code: String) { self.code = code }

  package static let spanish = Language(known: "es")
  package static let english = Language(known: "en")
}
