internal import Inventory

/// What is said of a sale that is proposed or was just made, and is neither goods nor money.
extension Followup {
  /// «la vendió Lucía», «vendedora: Lucía», of the sale that was just made or is proposed: who sold, and no other sale.
  var soldBySomebody: Request? {
    guard context.pending == .done || context.pending == .confirmation, context.intent == .registerSale,
      namesNoGoods, !namesNumber, !analysis.isAsked, !analysis.opensAsking, analysis.saysWhoSold(words),
      let rule = rules[.registerSale]
    else { return nil }
    let asked = IntentRules.Rule(intent: .registerSale, slots: ["employee"], fitting: rule.fitting)
    let found = SlotFiller(analysis: analysis, rule: asked, words: words).slots()
    return found.isEmpty ? nil : merged(found)
  }

  /// `SNA-014`, `2 SNA-014`, while a sale is proposed: the next thing that was scanned, beside what there is.
  var scanned: Request? {
    guard context.pending == .confirmation, context.intent == .registerSale,
      var items = context.slots[.items], !analysis.products.isEmpty,
      analysis.products.allSatisfy({ analysis.isCode($0.words) }),
      words & ~(analysis.words(of: analysis.products) | analysis.feature(.number) | analysis.free) == 0,
      let rule = rules[.registerSale]
    else { return nil }
    for line in Correction(analysis, rule, context, words).lines {
      let count = line.quantity ?? .init(1)
      if let place = items.firstIndex(where: { $0.product == line.product }) {
        items[place].add(count)
      } else {
        items.append(ItemMention(product: line.product, quantity: count))
      }
    }
    var slots = context.slots
    (slots[.items], slots[.total]) = (items, nil)
    return Request(intent: .registerSale, slots: slots)
  }

  /// «también llevó un pan», right behind a sale to somebody: another one to the same, owed as that is.
  var soldBesides: Request? {
    guard context.pending == .done, context.intent == .registerSale, likeliest == .registerSale,
      let customer = context.slots[.customer], !namesNoGoods, !analysis.isAsked,
      analysis.feature(.customer) & words == 0, let rule = rules[.registerSale],
      analysis.sentence.words.indices.contains(where: saysBesides)
    else { return nil }
    var slots = SlotFiller(analysis: analysis, rule: rule, words: words).slots()
    guard slots[.customer] == nil, slots[.items] != nil else { return nil }
    slots[.customer] = customer
    if slots[.payment] == nil, context.slots[.payment] == .credit { slots[.payment] = .credit }
    return Request(intent: .registerSale, slots: slots)
  }

  /// «también», «además», or «y» at the beginning.
  private func saysBesides(_ position: Int) -> Bool {
    words.contains(position) && analysis.bears(.and, position) && analysis.bears(.adds, position)
      && (analysis.sentence[position].count > 3 || analysis.sentence.words[..<position].isEmpty)
  }

  /// «el labial era rojo», of a sale of a dye alone: the words of goods that it does not have, of which something is said
  /// as though it had.
  var goodsNotThere: String? {
    guard context.pending == .done || context.pending == .confirmation, context.intent.movesGoods,
      !isQuestion, !analysis.isAsked, let items = context.slots[.items],
      items.allSatisfy({ $0.product.kind != nil }),
      let (head, kinds) = goodsToldOtherwise,
      !items.contains(where: { $0.product.kind.map(kinds.contains) ?? false })
    else { return nil }
    return analysis.sentence.typed(head)
  }

  /// The head of «el labial era rojo», «la leche era deslactosada», and the first words of the names that it may begin.
  private var goodsToldOtherwise: (head: Range<Int>, kinds: Set<ArraySlice<UInt8>>)? {
    for mention in analysis.products where mention.hasHead && !mention.entries.isEmpty {
      let start = mention.words.lowerBound
      guard
        (start + 1...start + 3).contains(where: { analysis.bears(.rather, $0) && isJoined(start, to: $0) }),
        analysis.bears(.placeWord, start - 1)
      else { continue }
      let kinds = mention.entries.compactMap { ProductMention.known(analysis.index.productNames[$0]).kind }
      return (start..<start + 1, Set(kinds))
    }
    return nil
  }

  private func isJoined(_ start: Int, to end: Int) -> Bool {
    (start + 1...end).allSatisfy { analysis.follows($0) }
      && (start + 1..<end).allSatisfy { analysis.sentence.words[$0].value == nil }
  }
}
