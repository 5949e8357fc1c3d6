internal import Inventory

/// What the concepts and words of a language say for and against each intent, learned from sentences.
///
/// Written by `bodeguero learn` to `weights.txt`: a line `lead: …` with the lead that makes an answer where evidence and
/// weights agree and the one where they do not, a line `intents: …`, then a line for each feature with its weights in
/// hundredths, each behind the number of its intent: `:low 3 41` gives the fourth intent 0.41. `:low` is a concept,
/// `=poco` a word, `~vendi` the beginning of words, `*` what every message has.
struct IntentWeights: Sendable {
  let intents: [Intent]
  /// The rule of each of `intents`; −1 where there is none.
  private(set) var rules: [Int] = []
  let leads: Leads
  /// The weights of row i are those at `starts[i]..<starts[i + 1]`.
  private var starts: [Int32] = [0]
  private var weights: [Weight] = []
  private var always: Int32 = -1
  private var conceptRows: [Int32]
  private var words = WordTable()
  private var wordRows: [Int32] = []
  private var beginnings = WordTable()
  private var beginningRows: [Int32] = []

  /// What a feature says of one intent.
  private struct Weight {
    /// The place of the intent.
    let place: Int32
    let hundredths: Int32
  }

  init(intents: [Intent], leads: Leads, concepts: Int) {
    (self.intents, self.leads) = (intents, leads)
    conceptRows = Array(repeating: -1, count: concepts)
  }

  mutating func add(_ feature: Feature, _ weights: [(place: Int, hundredths: Int)]) {
    self.weights += weights.map { Weight(place: Int32($0.place), hundredths: Int32($0.hundredths)) }
    close(feature)
  }

  /// Makes the weights that were added last those of a feature.
  private mutating func close(_ feature: Feature) {
    let row = Int32(starts.count - 1)
    starts.append(Int32(weights.count))
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
      "lead: \(leads.agreed) \(leads.disputed)", "intents: " + intents.map(\.rawValue).joined(separator: " "),
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
    weights(of: row).map { " \($0.place) \($0.hundredths)" }.joined()
  }

  private func weights(of row: Int32) -> ArraySlice<Weight> {
    weights[Int(starts[Int(row)])..<Int(starts[Int(row) + 1])]
  }

  /// Whether something was learned of a word of the message as it was typed.
  func haveWord(of analysis: Analysis) -> Bool {
    analysis.sentence.words.indices.contains { words.find(analysis.sentence[$0]) != nil }
  }

  /// For each of `intents` the sum of what the message's features say; nil where they tell nothing of it.
  func sums(over analysis: Analysis) -> [Float]? {
    var rows: [Int32] = []
    rows.reserveCapacity(32)
    var isTold = false
    analysis.eachFeature { feature in
      guard let row = row(of: feature), row >= 0, !rows.contains(row) else { return }
      rows.append(row)
      isTold = isTold || feature.tells
    }
    guard isTold else { return nil }
    var sums = [Int32](repeating: 0, count: intents.count)
    for row in rows { for weight in weights(of: row) { sums[Int(weight.place)] += weight.hundredths } }
    return sums.map { Float($0) / 100 }
  }
}

// MARK: The file

extension IntentWeights {
  /// Reads the text of `weights.txt`, by bytes: it is the longest of a language's files.
  init(_ text: String, _ vocabulary: ConceptTable) throws(LanguagePackError) {
    let bytes = Array(text.utf8)
    var (start, number) = (0, 0)
    func line() -> ArraySlice<UInt8>? {
      guard start < bytes.count else { return nil }
      let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
      defer { (start, number) = (end + 1, number + 1) }
      return bytes[start..<end]
    }
    var (leads, intents): (Leads?, [Intent]) = (nil, [])
    while intents.isEmpty, let header = line() {
      let words = header.words.map { String(decoding: $0, as: UTF8.self) }
      switch words.first {
      case nil, "//": continue
      case "lead:": leads = Leads(words.dropFirst())
      case "intents:": intents = words.compactMap { Intent(rawValue: $0) }
      case let name?: throw Self.error(number, "«\(name)» is none of lead, intents")
      }
    }
    guard let leads, !intents.isEmpty, intents.count <= UInt8.max else {
      throw Self.error(1, "a line «lead: agreed disputed», then a line «intents: …» come first")
    }
    self.init(intents: intents, leads: leads, concepts: vocabulary.concepts.count)
    while let line = line() {
      if !line.isEmpty { try read(line, number, vocabulary) }
    }
  }

  private mutating func read(
    _ line: ArraySlice<UInt8>, _ number: Int, _ vocabulary: ConceptTable
  ) throws(LanguagePackError) {
    let end = line.firstIndex(of: UInt8(ascii: " ")) ?? line.endIndex
    let key = line[line.startIndex..<end].dropFirst()
    guard readWeights(line[end...]) else {
      throw Self.error(number, "a line is a feature, then numbers of intents with their weights")
    }
    switch line.first {
    case UInt8(ascii: "*"): close(.always)
    case UInt8(ascii: "="): close(.word(key))
    case UInt8(ascii: "~"): close(.beginning(key))
    case UInt8(ascii: ":"):
      // A concept that the language files no longer have says nothing more.
      if let id = vocabulary.ids[String(decoding: key, as: UTF8.self)] {
        close(.concept(Int32(id)))
      } else {
        weights.removeSubrange(Int(starts[starts.count - 1])...)
      }
    default: throw Self.error(number, "a feature is «*», «:concept», «=word» or «~beginning»")
    }
  }

  private static func error(_ line: Int, _ reason: String) -> LanguagePackError {
    LanguagePackError(file: "weights.txt", line: line, reason: reason)
  }

  /// Reads « 3 41 7 -12»: pairs of a place and the hundredths that stand there.
  private mutating func readWeights(_ text: ArraySlice<UInt8>) -> Bool {
    var place: Int?
    var (value, sign, isOpen) = (0, 1, false)
    for at in text.startIndex...text.endIndex {
      let byte = at < text.endIndex ? text[at] : UInt8(ascii: " ")
      switch byte {
      case UInt8(ascii: " ") where isOpen:
        if let known = place {
          weights.append(Weight(place: Int32(known), hundredths: Int32(sign * value)))
          place = nil
        } else {
          guard sign > 0, value < intents.count else { return false }
          place = value
        }
        (value, sign, isOpen) = (0, 1, false)
      case UInt8(ascii: " "): break
      case UInt8(ascii: "-") where !isOpen: sign = -1
      case 0x30...0x39 where value < 100_000: (value, isOpen) = (value * 10 + Int(byte - 0x30), true)
      default: return false
      }
    }
    return place == nil
  }
}

extension Leads {
  /// Reads the two figures of the line `lead: …`.
  fileprivate init?(_ words: some Collection<String>) {
    let leads = words.compactMap { Float($0) }
    guard words.count == 2, leads.count == 2 else { return nil }
    self.init(agreed: leads[0], disputed: leads[1])
  }
}
