internal import Inventory

/// Which of several numbers says how many of some goods there are, or are gone.
extension NumberRoles {
  /// «de los 12 panes se rompieron 2»: whether a number only tells of how many it is, ahead of another one.
  func isPartitive(_ position: Int) -> Bool {
    let words = analysis.sentence.words
    return rule.intent == .adjustStock && words[position].isNumber
      && analysis.bears(.allOf, position - 1) && analysis.bears(.from, position - 2)
      && words.indices.contains { $0 > position + 1 && words[$0].isNumber }
  }

  /// A further number of an adjustment: what was counted takes the place of what was said before, «el sistema dice 16
  /// pero conté 14»; any other is nobody knows what.
  ///
  /// - Returns: whether it is one.
  mutating func takeFurther(_ position: Int) -> Bool {
    guard rule.intent == .adjustStock, subjects.count == 1,
      let value = analysis.sentence.words[position].value,
      !analysis.sentence.words[position].isArticle, !analysis.isPercent(position),
      let said = assigned.firstIndex(where: { $0.role == .quantity })
    else { return false }
    guard [position - 1, position - 2].contains(where: { analysis.bears(.counted, $0) }) else {
      stray = stray ?? position
      return true
    }
    assigned[said] = Assigned(word: position, role: .quantity, value: .init(thousandths: value))
    return true
  }
}
