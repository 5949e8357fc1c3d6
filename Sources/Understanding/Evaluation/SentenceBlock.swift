/// Lines of a file of sentences that belong together: those between two empty ones.
package struct SentenceBlock: Sendable {
  package let lines: [SentenceLine]

  /// How the lines of a block hang together.
  package enum Kind: Sendable {
    /// Each follows the one before.
    case turns
    /// Each follows the first alone.
    case openings
  }

  /// The blocks of `text`, those without a sentence left out.
  package static func blocks(of text: String) throws(SentenceLine.Flaw) -> [SentenceBlock] {
    var blocks: [SentenceBlock] = []
    for block in text.split(separator: "\n", omittingEmptySubsequences: false).split(
      whereSeparator: \.isEmpty)
    {
      var lines: [SentenceLine] = []
      for line in block { if let line = try SentenceLine(line) { lines.append(line) } }
      if !lines.isEmpty { blocks.append(SentenceBlock(lines: lines)) }
    }
    return blocks
  }

  /// The sentences, each with what the turn before it left as it should have been read.
  package func rows(_ kind: Kind) throws(SentenceLine.Flaw) -> [EvaluationRow] {
    var rows: [EvaluationRow] = []
    var before: Request?
    for line in lines {
      guard let expected = line.requests.first else { continue }
      var context = before.map { Context(intent: $0.intent, slots: $0.slots) }
      if let note = line.note { try context?.note(note) }
      rows.append(
        EvaluationRow(
          text: line.text, language: line.language, expected: expected, isFollowup: context != nil,
          also: Array(line.requests.dropFirst()), context: context))
      if kind == .turns || before == nil { before = expected }
    }
    return rows
  }
}

extension Context {
  /// What a bracket says that stood after the turn before: `confirm`, `done`, `asks SLOT`, `shown NAME | NAME`,
  /// `offered NAME | NAME`.
  fileprivate mutating func note(_ note: String) throws(SentenceLine.Flaw) {
    let words = note.split(separator: " ", maxSplits: 1)
    let names = (words.count > 1 ? words[1] : "").split(separator: "|").map(\.trimmed)
    switch words.first {
    case "confirm": pending = .confirmation
    case "done": pending = .done
    case "asks" where !names.isEmpty: pending = .slot(names[0])
    case "offered": pending = .choice(names)
    case "shown": shown = names
    default: throw SentenceLine.Flaw(description: "«[\(note)]» says nothing of the turn before")
    }
  }
}
