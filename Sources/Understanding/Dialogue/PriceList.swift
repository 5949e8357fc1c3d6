internal import Inventory

/// «la lata a 11, la de 620 a 18 y el vino a 55»: several products, each with its new price.
extension SeveralDeeds {
  /// The new prices that a message for `intent` lists; nil where it lists none.
  func priceList(_ intent: Intent) -> Request? {
    guard intent == .changePrice, goods.count > 1, let prices else { return nil }
    var request = Request(intent: .changePrice)
    request.slots[.items] = zip(goods, prices).map { ItemMention(product: analysis.product($0), price: $1) }
    return request
  }

  /// «el tinte negro y el rojo a 42», «subí 5 el pan y la leche»: several goods and one number for them all; nil for
  /// any other.
  func sharedPrice(_ request: Request) -> Request? {
    guard goods.count > 1, PriceVerbs(analysis).numbers.count == 1,
      ["price", "change", "change_pct"].contains(where: { request.slots[$0] != nil })
    else { return nil }
    var shared = request
    for name in ["product", "product_any", "product_unknown"] { shared.slots[name] = nil }
    shared.slots[.items] = goods.map { ItemMention(product: analysis.product($0)) }
    return shared
  }

  /// Whether goods and their prices are all that is said, so that no deed but this can be meant.
  var isOfPricesAlone: Bool {
    guard analysis.products.count > 1, goods.count > 1, prices != nil, !analysis.opensAsking else {
      return false
    }
    let priced = goods.allSatisfy { isPriced($0.words.upperBound) }
    let cues: [KnownConcept] = [.price, .newPrice, .reprice, .currency, .and, .fromNow]
    let said = analysis.free | analysis.words(of: goods) | analysis.words(saying: cues)
    let others = analysis.sentence.words.indices.filter {
      (analysis.everything & ~said).contains($0) && analysis.sentence.words[$0].value == nil
    }
    return (priced || analysis.concept(.price) != 0) && others.isEmpty
  }

  private var goods: [Mention] {
    let excepted = analysis.excepted.words
    return analysis.products.filter {
      analysis.everything.contains($0.words.lowerBound) && !excepted.contains($0.words.lowerBound)
    }
  }

  /// The one number behind each of the goods, or ahead of each where one stands ahead of the first.
  private var prices: [SlotValue.Number]? {
    let starts = [0] + goods.map(\.words.upperBound)
    let ends = goods.map(\.words.lowerBound) + [analysis.sentence.words.count]
    guard zip(starts, ends).allSatisfy(<=) else { return nil }
    let gaps = zip(starts, ends).map { start, end in
      (start..<end).filter { position in
        analysis.everything.contains(position) && analysis.sentence.words[position].isNumber
      }
    }
    let isAhead = !(gaps.first?.isEmpty ?? true)
    let (own, none) = isAhead ? (gaps.dropLast(), gaps.last) : (gaps.dropFirst(), gaps.first)
    guard none?.isEmpty ?? true, own.allSatisfy({ $0.count == 1 && !analysis.isPercent($0[0]) }) else {
      return nil
    }
    if isAhead || tellsChange, !own.allSatisfy({ isPriced($0[0] - 1) }) { return nil }
    return own.compactMap { analysis.sentence.words[$0[0]].value.map(SlotValue.Number.init(thousandths:)) }
  }

  /// «raise the bread by 2 and lower the butter by 1»: whether a number may be by how much a price changes.
  private var tellsChange: Bool {
    analysis.words(bearing: [.ups, .downs, .addsOn, .takesOff]) & analysis.everything != 0
  }

  /// Whether a word leads to a price: the «a» of «a 11».
  private func isPriced(_ position: Int) -> Bool {
    analysis.tags.contains { tag in
      guard case .cue(.price, isAhead: false) = analysis.meaning(of: tag) else {
        return false
      }
      return tag.words.contains(position)
    }
  }
}
