internal import Inventory

/// The words of a line's value, taken from the front one after the other.
struct ScriptPhrase {
  private let line: ScriptLine
  private var words: ArraySlice<Substring>

  init(_ text: some StringProtocol, _ line: ScriptLine) {
    self.line = line
    words = ArraySlice(String(text).split(separator: " ").map { Substring($0) })
  }

  var rest: String { words.joined(separator: " ") }

  mutating func next(_ meaning: String) throws(ScriptFault) -> Substring {
    guard let word = words.popFirst() else { throw line.fault("falta \(meaning)") }
    return word
  }

  mutating func quantity() throws(ScriptFault) -> Quantity {
    let quantity = Quantity(thousandths: try line.number(try next("la cantidad")))
    guard quantity >= .zero else { throw line.fault("la cantidad no puede ser negativa") }
    return quantity
  }

  /// `en Norte`, `at Norte`, or nothing more.
  mutating func branch() throws(ScriptFault) -> String? {
    guard let word = words.popFirst() else { return nil }
    guard ["en", "at"].contains(String(word).folded), !words.isEmpty else {
      throw line.fault("no entiendo «\(([word] + words).joined(separator: " "))»")
    }
    defer { words = [] }
    return rest
  }

  /// `hace 20 días`, `el 2025-11-03`, `entre 2025-11-01 y 2025-11-15`, `en los últimos 7 días`, `hoy`, `ayer`, and the
  /// same in English.
  mutating func days() throws(ScriptFault) -> ScriptDays {
    for (pattern, make) in Self.patterns {
      if let values = match(pattern) { return try make(values, line) }
    }
    throw line.fault(
      "«\(rest)»: se espera «hoy», «ayer», «hace 20 días», «el 2025-11-03», «entre 2025-11-01 y 2025-11-15» o "
        + "«en los últimos 7 días»")
  }

  private typealias Make = @Sendable ([Substring], ScriptLine) throws(ScriptFault) -> ScriptDays

  /// `_` stands for a value.
  private static let patterns: [(pattern: String, make: Make)] = [
    ("hoy", { _, _ in .ago(0) }),
    ("today", { _, _ in .ago(0) }),
    ("ayer", { _, _ in .ago(1) }),
    ("yesterday", { _, _ in .ago(1) }),
    ("hace _ dias", ago),
    ("_ days ago", ago),
    ("el _", on),
    ("on _", on),
    ("entre _ y _", between),
    ("between _ and _", between),
    ("en los ultimos _ dias", last),
    ("in the last _ days", last),
  ]

  private static let ago: Make = { values, line throws(ScriptFault) in .ago(try line.count(values[0])) }
  private static let last: Make = { values, line throws(ScriptFault) in .last(try line.count(values[0])) }
  private static let on: Make = { values, line throws(ScriptFault) in
    let day = try line.day(values[0])
    return .between(day, day)
  }
  private static let between: Make = { values, line throws(ScriptFault) in
    .between(try line.day(values[0]), try line.day(values[1]))
  }

  /// The values of the words that `pattern` leaves open, which are then taken; nil when it does not fit.
  private mutating func match(_ pattern: String) -> [Substring]? {
    let parts = pattern.split(separator: " ")
    guard words.count >= parts.count else { return nil }
    var values: [Substring] = []
    for (part, word) in zip(parts, words) {
      if part == "_" {
        values.append(word)
      } else if part != String(word).folded {
        return nil
      }
    }
    words = words.dropFirst(parts.count)
    return values
  }
}
