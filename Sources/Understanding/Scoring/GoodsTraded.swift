/// «¿qué compró Rosa?», «what did Rosa buy»: which goods somebody bought or sold, and not for how much.
extension SlotFiller {
  func fillGoodsTraded(_ slots: inout Slots) {
    guard rule.intent == .salesSummary, slots[.customer] ?? slots[.employee] != nil, slots[.by] == nil,
      slots[.metric] == nil, slots[.product] == nil, slots[.productAny] == nil,
      let asked = analysis.sentence.words.indices.first(where: {
        words.contains($0) && analysis.bears(.which, $0)
      }),
      !(analysis.concepts([.howMany, .going]) & words != 0),
      analysis.bears(.bought, in: asked + 1..<asked + 5)
    else { return }
    slots[.by] = "product"
  }
}

extension Analysis {
  /// Whether one of the words in `range` tells that something is sold or bought.
  fileprivate func bears(_ concept: KnownConcept, in range: Range<Int>) -> Bool {
    range.contains { bears([concept, .sold, .buy, .sell], $0) }
  }
}
