internal import Inventory

/// What keeps its price where others change: «subí 10 % todo menos los lácteos», «los tintes menos el negro».
struct PriceExceptions {
  /// All the words from «menos» on, none where nothing is excepted.
  private(set) var words: WordSet = 0
  /// What is named behind it, each by itself.
  private(set) var named: [Range<Int>] = []

  init(_ analysis: Analysis) {
    let count = analysis.sentence.words.count
    let cues = analysis.words(saying: [.butNot])
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
          && analysis.sentence.size(at: position) == nil
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
    slots.leftOut = analysis.excepted.named.map {
      nameInCatalogue(of: $0) ?? oneOfKind($0) ?? analysis.sentence.typed($0)
    }
  }

  private func oneOfKind(_ words: Range<Int>) -> String? {
    let entries = analysis.entries(toldBy: words)
    return entries.count == 1 ? analysis.index.productNames[entries[0]] : nil
  }
}

extension Analysis {
  /// «los tintes menos el *negro*», «las gaseosas menos las de *2 litros*»: of the goods named ahead those that some
  /// words tell.
  func entries(toldBy words: Range<Int>) -> [Int] {
    guard let kind = products.last(where: { $0.words.upperBound <= words.lowerBound }) else { return [] }
    var told = index.products.candidates(index.products.exact(sentence[kind.words.lowerBound]))
    var position = words.lowerBound
    while position < words.upperBound {
      let size = sentence.size(at: position)
      told = index.products.narrow(told, by: index.products.exact(size?.text[...] ?? sentence[position]))
      position += size?.length ?? 1
    }
    return index.products.naming(told)?.entries ?? []
  }
}
