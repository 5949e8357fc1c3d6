internal import Inventory

/// What the concepts and words of a language say for and against each intent, learned from sentences.
///
/// Written by `bodeguero learn` to `weights.txt`: a line `lead: …`, a line `intents: …`, then a line for each feature
/// with its weights in hundredths, each behind the number of its intent: `:low 3 41` gives the fourth intent 0.41.
/// `:low` is a concept, `=poco` a word, `~vendi` the beginning of words, `*` what every message has.
struct IntentWeights: Sendable {
  let intents: [Intent]
  /// The rule of each of `intents`; −1 where there is none.
  private(set) var rules: [Int] = []
  /// The lead over the second best from which on the best is an answer.
  var lead: Float
  private var values: [Float] = []
  private var always: Int32 = -1
  private var conceptRows: [Int32]
  private var words = WordTable()
  private var wordRows: [Int32] = []
  private var beginnings = WordTable()
  private var beginningRows: [Int32] = []

  init(intents: [Intent], lead: Float, concepts: Int) {
    (self.intents, self.lead) = (intents, lead)
    conceptRows = Array(repeating: -1, count: concepts)
  }

  mutating func add(_ feature: Feature, _ weights: [Float]) {
    let row = Int32(values.count / intents.count)
    values += weights
    switch feature {
    case .always: always = row
    case .concept(let id): conceptRows[Int(id)] = row
    case .word(let word): if words.insert(word) == wordRows.count { wordRows.append(row) }
    case .beginning(let word):
      if beginnings.insert(word) == beginningRows.count { beginningRows.append(row) }
    }
  }

  /// The same with the place of each intent among `rules`.
  func placed(among rules: [IntentRules.Rule]) -> IntentWeights {
    var weights = self
    weights.rules = intents.map { intent in rules.firstIndex { $0.intent == intent } ?? -1 }
    return weights
  }

  private func row(of feature: Feature) -> Int32? {
    switch feature {
    case .always: always
    case .concept(let id): conceptRows[Int(id)]
    case .word(let word): words.find(word).map { wordRows[$0] }
    case .beginning(let word): beginnings.find(word).map { beginningRows[$0] }
    }
  }

  /// The text of the file.
  func text(_ lexicon: Lexicon) -> String {
    var lines = [
      "// Learned by «bodeguero learn»: what each concept, word and beginning of words says of the intents.",
      "lead: \(lead)", "intents: " + intents.map(\.rawValue).joined(separator: " "),
    ]
    if always >= 0 { lines.append("*" + text(of: always)) }
    let concepts = conceptRows.indices.filter { conceptRows[$0] >= 0 }
    lines += concepts.map { ":" + lexicon.concepts[$0].name + text(of: conceptRows[$0]) }.sorted()
    lines += wordRows.indices.map {
      "=" + String(decoding: words[$0], as: UTF8.self) + text(of: wordRows[$0])
    }
    .sorted()
    lines += beginningRows.indices.map {
      "~" + String(decoding: beginnings[$0], as: UTF8.self) + text(of: beginningRows[$0])
    }.sorted()
    return lines.joined(separator: "\n") + "\n"
  }

  private func text(of row: Int32) -> String {
    intents.indices.map { intent in
      let hundredths = Int((values[Int(row) * intents.count + intent] * 100).rounded())
      return hundredths == 0 ? "" : " \(intent) \(hundredths)"
    }.joined()
  }

  /// For each of `intents` the sum of what the message's features say; nil where they say nothing.
  func sums(over analysis: Analysis) -> [Float]? {
    var sums = [Float](repeating: 0, count: intents.count)
    var counted: [Int32] = []
    analysis.eachFeature { feature in
      guard let row = row(of: feature), row >= 0, !counted.contains(row) else { return }
      counted.append(row)
      let start = Int(row) * intents.count
      for intent in sums.indices { sums[intent] += values[start + intent] }
    }
    return counted.count > 1 ? sums : nil
  }
}

// MARK: The file

extension IntentWeights {
  /// Reads the text of `weights.txt`, by bytes: it is the longest of a language's files.
  init(_ text: String, _ lexicon: Lexicon) throws(LanguagePackError) {
    let bytes = Array(text.utf8)
    var (start, number) = (0, 0)
    func line() -> ArraySlice<UInt8>? {
      guard start < bytes.count else { return nil }
      let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
      defer { (start, number) = (end + 1, number + 1) }
      return bytes[start..<end]
    }
    var (lead, intents): (Float?, [Intent]) = (nil, [])
    while intents.isEmpty, let header = line() {
      let words = String(decoding: header, as: UTF8.self)[...].words
      switch words.first {
      case nil, "//": continue
      case "lead:": lead = words.last.flatMap { Float($0) }
      case "intents:": intents = words.compactMap { Intent(rawValue: String($0)) }
      case let name?: throw Self.error(number, "«\(name)» is none of lead, intents")
      }
    }
    guard let lead, !intents.isEmpty else {
      throw Self.error(1, "a line «lead: …», then a line «intents: …» come first")
    }
    self.init(intents: intents, lead: lead, concepts: lexicon.concepts.count)
    while let line = line() {
      if !line.isEmpty { try read(line, number, lexicon) }
    }
  }

  private mutating func read(
    _ line: ArraySlice<UInt8>, _ number: Int, _ lexicon: Lexicon
  ) throws(LanguagePackError) {
    let end = line.firstIndex(of: UInt8(ascii: " ")) ?? line.endIndex
    let key = line[line.startIndex..<end].dropFirst()
    guard let weights = Self.weights(line[end...], count: intents.count) else {
      throw Self.error(number, "a line is a feature, then numbers of intents with their weights")
    }
    switch line.first {
    case UInt8(ascii: "*"): add(.always, weights)
    case UInt8(ascii: "="): add(.word(key), weights)
    case UInt8(ascii: "~"): add(.beginning(key), weights)
    case UInt8(ascii: ":"):
      // A concept that the language files no longer have says nothing more.
      let id = lexicon.conceptIDs[String(decoding: key, as: UTF8.self)]
      if let id { add(.concept(Int32(id)), weights) }
    default: throw Self.error(number, "a feature is «*», «:concept», «=word» or «~beginning»")
    }
  }

  private static func error(_ line: Int, _ reason: String) -> LanguagePackError {
    LanguagePackError(file: "weights.txt", line: line, reason: reason)
  }

  /// « 3 41 7 -12»: pairs of a place and the hundredths that stand there.
  private static func weights(_ text: ArraySlice<UInt8>, count: Int) -> [Float]? {
    var weights = [Float](repeating: 0, count: count)
    var place: Int?
    var (value, sign, isOpen) = (0, 1, false)
    for at in text.startIndex...text.endIndex {
      let byte = at < text.endIndex ? text[at] : UInt8(ascii: " ")
      switch byte {
      case UInt8(ascii: " ") where isOpen:
        if let known = place {
          weights[known] = Float(sign * value) / 100
          place = nil
        } else {
          guard sign > 0, value < count else { return nil }
          place = value
        }
        (value, sign, isOpen) = (0, 1, false)
      case UInt8(ascii: " "): break
      case UInt8(ascii: "-") where !isOpen: sign = -1
      case 0x30...0x39 where value < 100_000: (value, isOpen) = (value * 10 + Int(byte - 0x30), true)
      default: return nil
      }
    }
    return place == nil ? weights : nil
  }
}
