internal import Inventory

/// What a question leaves out: «¿qué repongo, sin el serum?», «menos las bebidas».
extension SlotFiller {
  func fillExcept(_ slots: inout Slots) {
    let named = analysis.products.map(\.words) + analysis.names.map(\.words)
    guard let words = named.first(where: { isHere($0) && isLeftOut($0) }) else { return }
    slots[.except] = analysis.sentence.typed(words)
  }

  /// Whether goods or a name stand behind «sin» or «menos», an article between them or not, where a list is asked for;
  /// «sin azúcar» tells goods that are searched for.
  func isLeftOut(_ words: Range<Int>) -> Bool {
    guard rule.intent.isList, rule.intent != .productSearch, words.lowerBound > 0 else { return false }
    let before = words.lowerBound - 1
    let cue = analysis.glue.contains(before) && before > 0 && !leavesOut(before) ? before - 1 : before
    return leavesOut(cue) && analysis.sentence.words[cue + 1].gap == .space
  }

  private func leavesOut(_ position: Int) -> Bool {
    analysis.bears("without", position) || analysis.bears("but_not", position)
  }
}
