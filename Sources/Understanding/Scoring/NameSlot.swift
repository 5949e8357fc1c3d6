internal import Inventory

extension SlotFiller {
  /// The name of what is to be created: the words behind those that say so, up to a number or a comma.
  func fillName(_ slots: inout Slots) {
    guard rule.slots.contains("name") else { return }
    let sentence = analysis.sentence
    let said = ["new_product", "new_supplier", "new_customer", "create"]
      .reduce(WordSet(0)) { $0 | analysis.concept($1) }
    let kinds = ["supplier_word", "customer_word", "product_word"].reduce(said) { $0 | analysis.concept($1) }
    var start = (sentence.words.indices.last { said & (1 << WordSet($0)) != 0 } ?? -1) + 1
    while start < sentence.words.count, !sentence.words[start].isCapitalised,
      isGlue(start) || kinds & (1 << WordSet(start)) != 0
    {
      start += 1
    }
    var end = start
    while end < sentence.words.count, end == start || sentence.words[end].gap == .space, !isNumber(end),
      !isCue(end)
    {
      end += 1
    }
    while end > start, analysis.costs[end - 1] == 0 { end -= 1 }
    if end > start { slots[.name] = sentence.typed(start..<end) }
  }

  private func isGlue(_ position: Int) -> Bool { analysis.glue & (1 << WordSet(position)) != 0 }

  private func isNumber(_ position: Int) -> Bool {
    analysis.sentence.words[position].kind == .number
  }

  /// Whether a word leads over to a number: «a 25».
  private func isCue(_ position: Int) -> Bool {
    position + 1 < analysis.sentence.words.count && isNumber(position + 1) && isGlue(position)
  }
}
