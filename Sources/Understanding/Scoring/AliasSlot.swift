internal import Inventory

extension SlotFiller {
  /// «cuando digo *el rosado* es el Tinte Rojo», «al Tinte Rojo le decimos *el rosado*», «olvidá *el rosado*».
  func fillAlias(_ slots: inout Slots) {
    guard rule.intent.isOfNames else { return }
    if rule.intent == .teachAlias, let name = sameAs {
      slots[.name] = analysis.sentence.typed(name)
      teachProduct(outside: name, &slots)
      return
    }
    let taught = analysis.concept(rule.intent == .teachAlias ? .teach : .forget)
    guard let last = analysis.sentence.words.indices.last(where: taught.contains) else { return }
    var start = last + 1
    while start < analysis.sentence.words.count, isSmall(start) { start += 1 }
    let range = start..<(rule.intent == .teachAlias ? endOfTaught(start) : endOfName(start))
    let isAnothers = analysis.products.contains { $0.words.overlaps(range) && $0.share == 1 }
    let isForAnother = analysis.products.contains { !$0.isWithin(range) }
    guard !range.isEmpty, rule.intent == .forgetAlias || !isAnothers || isForAnother else { return }
    slots[.name] = analysis.sentence.typed(range)
    teachProduct(outside: range, &slots)
  }

  /// «*birra negra* es lo mismo que cerveza negra»: the name ahead of what says that it is another's.
  private var sameAs: Range<Int>? {
    let same = analysis.concept(.sameAs)
    guard same != 0 else { return nil }
    let end = same.trailingZeroBitCount
    let start = (0..<end).first { !isSmall($0) } ?? end
    return start < end ? start..<end : nil
  }

  /// The product that the name is for: of those that the words besides the name tell.
  private func teachProduct(outside name: Range<Int>, _ slots: inout Slots) {
    for key in ["product", "product_any", "product_unknown"] { slots[key] = nil }
    guard rule.intent == .teachAlias,
      let mention = analysis.products.last(where: { !$0.isWithin(name) })
    else { return }
    fillProduct(mention, &slots)
  }

  /// «cuando digo *chela* me refiero a…»: up to what says that it is something.
  private func endOfTaught(_ start: Int) -> Int {
    let refers = analysis.concept(.refers)
    return analysis.sentence.words.indices.first {
      $0 > start && (analysis.bears(.copula, $0) || refers.contains($0))
    } ?? analysis.sentence.words.count
  }

  private func endOfName(_ start: Int) -> Int {
    var end = start
    while end < analysis.sentence.words.count, end == start || analysis.sentence.words[end].gap == .space {
      end += 1
    }
    return end
  }

  private func isSmall(_ position: Int) -> Bool {
    analysis.glue.contains(position) && !analysis.sentence.words[position].isCapitalised
  }
}

extension Mention {
  /// Whether these words alone name it: «chela es cerveza rubia» says more than «chela».
  fileprivate func isWithin(_ range: Range<Int>) -> Bool {
    range.lowerBound <= words.lowerBound && words.upperBound <= range.upperBound
  }
}
