internal import Inventory

extension IntentWeights {
  /// What a message shows that may speak for or against an intent.
  enum Feature: Hashable, Sendable {
    /// Every message has it.
    case always
    case concept(Int32)
    case word(ArraySlice<UInt8>)
    /// The first letters of a longer word: «vend» for all that is sold.
    case beginning(ArraySlice<UInt8>)

    /// Whether it tells one message from another: words that nobody knows do not.
    var tells: Bool {
      switch self {
      case .always: false
      case .concept(let id): Int(id) != Lexicon.Feature.thing.rawValue
      case .word, .beginning: true
      }
    }

    /// So many letters are a beginning; shorter words have none.
    static let beginning = 5
    static let shortest = 4
  }
}

extension Analysis {
  /// Calls `body` with every feature of the words that still count and are no mere talk, some more than once.
  func eachFeature(_ body: (IntentWeights.Feature) -> Void) {
    body(.always)
    for concept in present where lexicon.tells(concept) { body(.concept(concept)) }
    var named = words(of: products)
    for name in names { named |= words(of: name.words) }
    let telling = everything & ~named & ~(free & ~glue)
    for position in sentence.words.indices where telling.contains(position) {
      let word = sentence.words[position]
      guard word.kind == .word, !word.isNumber else { continue }
      let bytes = word.form >= 0 ? lexicon.bytes(of: word.form) : sentence[position]
      body(.word(bytes))
      if bytes.count >= IntentWeights.Feature.shortest {
        body(.beginning(bytes.prefix(IntentWeights.Feature.beginning)))
      }
    }
  }
}

extension Lexicon {
  /// Whether a concept that is said tells one message from another.
  fileprivate func tells(_ concept: Int32) -> Bool {
    if case .cue = concepts[Int(concept)].meaning { return false }
    return concept != self[.glue] && concept != self[.filler]
  }
}
