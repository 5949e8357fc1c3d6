internal import Inventory

extension SlotFiller {
  /// The name of what is to be created: behind the words that say so, or between them and «como proveedor».
  func fillName(_ slots: inout Slots) {
    guard rule.slots.contains("name"), !rule.intent.isOfNames, let words = nameBehind ?? nameBetween else {
      return
    }
    slots[.name] = analysis.sentence.typed(words)
  }

  /// The words of a new product's name, whose numbers are sizes.
  var nameWordsOfNew: WordSet {
    guard rule.intent == .createProduct, let name = nameBehind ?? nameBetween else { return 0 }
    return analysis.words(of: name)
  }

  /// «nuevo cliente Juana Ríos», «shampoo 400 ml»: the words up to a number that is no size, or a comma.
  private var nameBehind: Range<Int>? {
    let words = analysis.sentence.words
    var start =
      (words.indices.last { creates.contains($0) && (!words[$0].isCapitalised || $0 == 0) } ?? -1) + 1
    while start < words.count, isIntroduction(start) { start += 1 }
    var end = start
    while end < words.count, end == start || words[end].gap == .space, !isNumber(end) || isSize(end),
      !leadsToNumber(end)
    {
      end += 1
    }
    while end > start, analysis.costs[end - 1] == 0, !words[end - 1].isCapitalised { end -= 1 }
    return end > start ? start..<end : nil
  }

  /// «agregá a Pedro Pérez como cliente», «add Julio to my customers».
  private var nameBetween: Range<Int>? {
    let words = analysis.sentence.words
    guard let kind = words.indices.last(where: { kinds.contains($0) }) else { return nil }
    var end = kind
    while end > 0, !words[end - 1].isCapitalised, isGlue(end - 1) { end -= 1 }
    var start = end
    while start > 0, words[start].gap == .space || start == end,
      !isGlue(start - 1) || words[start - 1].isCapitalised,
      !creates.contains(start - 1), !analysis.bears("register", start - 1)
    {
      start -= 1
    }
    return end > start && start > 0 ? start..<end : nil
  }

  /// The words that say that something is to be created.
  private var creates: WordSet {
    ["new_product", "new_supplier", "new_customer", "create"].reduce(0) { $0 | analysis.concept($1) }
  }

  private var kinds: WordSet {
    ["supplier_word", "customer_word", "product_word"].reduce(0) { $0 | analysis.concept($1) }
      | ["supplier_word", "customer_word", "product_word"].reduce(0) { words, kind in
        analysis.sentence.words.indices.reduce(words) {
          analysis.bears(kind, $1) ? $0 | 1 << WordSet($1) : $0
        }
      }
  }

  /// Whether a word only leads over to the name: «que se llama», «el artículo».
  private func isIntroduction(_ position: Int) -> Bool {
    !analysis.sentence.words[position].isCapitalised
      && (isGlue(position) || kinds.contains(position) || analysis.bears("named", position)
        || analysis.bears("create", position))
  }

  private func isGlue(_ position: Int) -> Bool { analysis.glue.contains(position) }

  /// «400 ml», «x20», «100 hojas»: a number that tells a product, where another one is led to as its price.
  private func isSize(_ position: Int) -> Bool {
    let words = analysis.sentence.words
    guard rule.intent == .createProduct else { return false }
    if analysis.sentence[position].first == UInt8(ascii: "x") { return true }
    guard position + 1 < words.count, words[position + 1].gap == .space,
      !analysis.bears("currency", position + 1)
    else { return false }
    let isPricedLater = (position + 1..<words.count).contains { leadsToNumber($0) || words[$0].isMoney }
    return SizeUnit(analysis.sentence[position + 1]) != nil
      || isPricedLater && !words[position].isMoney && !analysis.bears("units", position + 1)
  }

  private func isNumber(_ position: Int) -> Bool {
    analysis.sentence.words[position].kind == .number
  }

  /// Whether a word leads over to a number: «a 25», «precio 8».
  private func leadsToNumber(_ position: Int) -> Bool {
    position + 1 < analysis.sentence.words.count && isNumber(position + 1)
      && (isGlue(position) || analysis.bears("price", position) || analysis.bears("price_type", position))
  }
}
