internal import Application

/// The words after a subcommand, taken one by one until none is left.
struct Arguments {
  private var words: [String]

  init(_ words: [String]) { self.words = words }

  /// Whether `name` stands among the words; it is taken.
  mutating func flag(_ name: String) -> Bool {
    guard let index = optionIndex(name) else { return false }
    words.remove(at: index)
    return true
  }

  /// What follows `name`, or stands behind `name=`.
  mutating func option(_ name: String) throws(Failure) -> String? {
    if let index = words.prefix(while: { $0 != "--" }).firstIndex(where: { $0.hasPrefix(name + "=") }) {
      return String(words.remove(at: index).dropFirst(name.count + 1))
    }
    guard let index = optionIndex(name) else { return nil }
    guard words.indices.contains(index + 1) else { throw .usage("\(name): falta su valor") }
    words.remove(at: index)
    return words.remove(at: index)
  }

  /// The word that comes first, unless it is an option.
  mutating func firstWord() -> String? {
    guard let first = words.first, !first.hasPrefix("-") else { return nil }
    return words.removeFirst()
  }

  /// The next word that is not an option; `-`, a negative number and whatever follows `--` count as words.
  mutating func word() -> String? {
    for (index, word) in words.enumerated() {
      if word == "--" {
        guard words.indices.contains(index + 1) else { return nil }
        return words.remove(at: index + 1)
      }
      let isNumber = word.dropFirst().first?.isNumber == true
      if !word.hasPrefix("-") || word == "-" || isNumber { return words.remove(at: index) }
    }
    return nil
  }

  mutating func word(_ meaning: String) throws(Failure) -> String {
    guard let word = word() else { throw .usage("falta \(meaning)") }
    return word
  }

  /// - Throws: `Failure.usage` for whatever nobody took.
  func finish() throws(Failure) {
    if let left = words.first(where: { $0 != "--" }) { throw .usage("no entiendo «\(left)»") }
  }

  private func optionIndex(_ name: String) -> Int? {
    words.prefix { $0 != "--" }.firstIndex(of: name)
  }
}
