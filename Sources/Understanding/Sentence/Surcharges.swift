internal import Inventory

/// What is added to what a sale comes to, which no sale has a place for.
extension Analysis {
  /// The words of «10 % de recargo», «con recargo del 10 %», «más 3 bs de recargo» beside what is sold or how it is paid;
  /// nil where nothing is added.
  var surcharge: Range<Int>? {
    guard let word = sentence.words.indices.first(where: { bears(.surchargeWord, $0) }), isOfSale,
      !products.contains(where: { $0.words.contains(word) })
    else { return nil }
    // «a 11,50 más IVA»
    if word > 1, bears([.dearer, .addsOn], word - 1),
      sentence.words[word - 2].value != nil
        || bears(.currency, word - 2)
    {
      return word - 1..<word + 1
    }
    guard let number = number(beside: word) else { return nil }
    var (start, end) = (min(number, word), max(number, word) + 1)
    while start > 0, sentence.words[start].gap == .space, isSmallInSurcharge(start - 1) { start -= 1 }
    while follows(end), bears([.percent, .currency], end) { end += 1 }
    return start..<end
  }

  /// Whether goods are sold or paid for here, and no prices change.
  private var isOfSale: Bool {
    let sale = words(bearing: [.sold, .sell, .receive, .buysIn]) | concepts([.newSale, .payment])
    let prices = concepts([.reprice, .newPrice, .ups, .wholeCatalogue]) & ~words(bearing: .surchargeWord)
    return sale != 0 && prices == 0
  }

  /// The number that is so near to `word` that it tells how much is added.
  private func number(beside word: Int) -> Int? {
    let isAmount = { (position: Int) in
      self.sentence.words[position].isNumber
        && !self.products.contains { $0.words.contains(position) }
    }
    if let behind = (word + 1..<min(word + 4, sentence.words.count)).first(where: isAmount),
      (word + 1..<behind).allSatisfy(isSmallInSurcharge), !isCountOfGoods(behind)
    {
      return behind
    }
    guard let ahead = (max(0, word - 4)..<word).last(where: isAmount),
      (ahead + 1..<word).allSatisfy(isSmallInSurcharge)
    else { return nil }
    return ahead
  }

  private func isCountOfGoods(_ number: Int) -> Bool {
    products.contains { (1...2).contains($0.words.lowerBound - number) }
  }

  private func isSmallInSurcharge(_ position: Int) -> Bool {
    bears([.percent, .currency, .from, .byMeans, .dearer, .addsOn, .placeWord, .surchargeWord], position)
      || glue.contains(position) && !bears(.and, position)
  }
}
