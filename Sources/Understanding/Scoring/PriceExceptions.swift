internal import Inventory

/// What keeps its price where others change: «subí 10 % todo menos los lácteos», «los tintes menos el negro».
struct PriceExceptions {
  /// All the words from «menos» on, none where nothing is excepted.
  private(set) var words: WordSet = 0
  /// What is named behind it, each by itself.
  private(set) var named: [Range<Int>] = []

  init(_ analysis: Analysis) {
    let count = analysis.sentence.words.count
    let cues = analysis.words(bearing: .butNot) | analysis.concept(.butNot)
    guard cues != 0 else { return }
    let goods = analysis.words(of: analysis.products)
    let cue = analysis.sentence.words.indices.first { cue in
      cue > 0 && cue + 1 < count && cues.contains(cue) && !cues.contains(cue + 1) && !goods.contains(cue)
        && analysis.sentence.words[cue + 1].gap == .space && analysis.sentence.words[cue + 1].value == nil
        && !analysis.bears([.toward, .from, .which, .and], cue + 1)
    }
    guard let cue else { return }
    let verbs: [KnownConcept] = [.ups, .downs, .takesOff, .addsOn, .percent, .toAmount]
    let end =
      (cue + 2..<max(count, cue + 2)).first { position in
        analysis.sentence.words[position].value != nil && !goods.contains(position)
          || analysis.bears(verbs, position)
      } ?? count
    var start = cue + 1
    for position in start...end {
      let isJoint =
        position == end || analysis.bears(.and, position)
        || position > start && analysis.sentence.words[position].gap != .space
      guard isJoint else { continue }
      let weighty = (start..<position).filter { !analysis.glue.contains($0) && !analysis.bears(.and, $0) }
      if let first = weighty.first, let last = weighty.last { named.append(first..<last + 1) }
      start = position
    }
    if !named.isEmpty { words = analysis.words(of: cue..<end) }
  }
}

extension Analysis {
  /// What keeps its price where others change.
  var excepted: PriceExceptions { PriceExceptions(self) }
}

extension SlotFiller {
  /// What of the shop keeps its price, or the words that name nothing.
  func fillExcepted(_ slots: inout Slots) {
    guard let words = analysis.excepted.named.first else { return }
    slots[.except] = nameInCatalogue(of: words) ?? oneOfKind(words) ?? analysis.sentence.typed(words)
  }

  /// «los tintes menos el *negro*»: of the goods named ahead the one that these words tell.
  private func oneOfKind(_ words: Range<Int>) -> String? {
    let products = analysis.index.products
    guard let kind = analysis.products.last(where: { $0.words.upperBound <= words.lowerBound }) else {
      return nil
    }
    let names = (kind.words.prefix(1) + Array(words)).map { products.exact(analysis.sentence[$0]) }
    let told = names.dropFirst().reduce(products.candidates(names[0])) { products.narrow($0, by: $1) }
    guard let entries = products.naming(told)?.entries, entries.count == 1 else { return nil }
    return analysis.index.productNames[entries[0]]
  }
}
