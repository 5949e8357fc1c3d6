internal import Inventory

/// Prices that mean something else beside the other numbers of a message.
extension NumberRoles {
  /// «cuesta 5 y se vende a 9», «a 12.000, me sale 7500»: of two prices of a new product the one said to be so is what
  /// it costs the shop, else the lesser.
  mutating func takeOnePriceForCost() {
    let prices = assigned.indices.filter { assigned[$0].role == .price }
    guard rule.intent == .createProduct, prices.count == 2, !assigned.contains(where: { $0.role == .cost })
    else { return }
    let said = analysis.concepts([.costs, .costWord])
    let told = prices.filter { index in
      let word = assigned[index].word
      return (max(0, word - 2)..<word).contains(where: said.contains)
    }
    let isSecond = assigned[prices[1]].value.thousandths < assigned[prices[0]].value.thousandths
    let cost = told.count == 1 ? told[0] : prices[isSecond ? 1 : 0]
    assigned[cost] = Assigned(word: assigned[cost].word, role: .cost, value: assigned[cost].value)
  }

  /// «3 cajas de aceite a 120», «una docena a 18», «medio kilo de queso a 30»: what is paid for each package, or for the
  /// part of a kilo, as the sum of them.
  mutating func takePriceOfPackages() {
    guard rule.slots.contains(NumberRole.total.rawValue), !packages.isPricedByUnit else { return }
    for index in assigned.indices where [.price, .cost].contains(assigned[index].role) {
      let price = assigned[index]
      guard let goods = subjects.last(where: { $0.words.upperBound <= price.word }) ?? subjects.first,
        subjects.count > 1 || assigned.count(where: { $0.role == price.role }) == 1,
        let count = packages.count(of: goods) ?? dozens(pricedBy: price) ?? part(pricedBy: price, of: goods),
        let sum = scaled(price.value.thousandths, by: count.thousandths, over: 1000)
      else { continue }
      assigned[index] = Assigned(
        word: price.word, role: .total, value: .init(thousandths: sum), isOfLine: subjects.count > 1)
    }
  }

  /// «medio kilo de queso a 30», and not «… a 30 el kilo»: one, where less than one of the unit is priced so.
  private func part(pricedBy price: Assigned, of goods: Mention) -> SlotValue.Number? {
    let quantity = assigned.last { number in
      number.role == .quantity && number.word < goods.words.lowerBound
        && !subjects.contains(between: number.word, and: goods.words)
    }
    guard let quantity, (1..<1000).contains(quantity.value.thousandths) else { return nil }
    let isOfUnit = (price.word + 1...price.word + 3).contains { place in
      analysis.bears([.each, .unitWord], place)
        || analysis.follows(place) && SizeUnit(analysis.sentence[place]) != nil
    }
    return isOfUnit ? nil : .init(1)
  }

  /// «12 lápices a 10 la docena»: how many dozens the goods are that are counted by units and priced so.
  private func dozens(pricedBy price: Assigned) -> SlotValue.Number? {
    let dozen = price.word + 2
    guard analysis.bears([.placeWord, .each, .forEach], price.word + 1),
      analysis.sentence.words.indices.contains(dozen), isMeasure(dozen),
      let size = analysis.sentence.words[dozen].value, size > 0,
      let count = assigned.last(where: { $0.role == .quantity && $0.word < price.word }),
      let dozens = scaled(count.value.thousandths, by: 1000, over: size)
    else { return nil }
    return .init(thousandths: dozens)
  }

  /// «10 escobas y 5 trapeadores, 14 y 18 cada uno»: another price of one line of a delivery.
  func isSecondPrice(_ number: Assigned) -> Bool {
    guard rule.intent == .registerStockEntry, number.role == .price || number.role == .cost else {
      return false
    }
    return assigned.contains { earlier in
      earlier.role == number.role && earlier.word < number.word
        && !subjects.contains { (earlier.word..<number.word).contains($0.words.lowerBound) }
    }
  }

  /// «el costo es 7 y la vendo a 9»: another number for what of a product one number says; not «de 10 a 12».
  func isSecondValue(_ number: Assigned) -> Bool {
    [.changeProduct, .changePrice].contains(rule.intent)
      && assigned.contains { $0.role == number.role && !analysis.bears(.from, $0.word - 1) }
  }

  /// «subí el pan y bajá la mantequilla 2»: whether it is not said which of the prices a number changes.
  func isShared(_ position: Int) -> Bool {
    rule.intent == .changePrice && !analysis.sentence.words[position].isArticle
      && !analysis.isPercent(position) && analysis.sentence.words[position].value != nil
      && PriceVerbs(analysis).areTorn
  }

  /// «2 shampoo con 10 % y 3 jabones», «2 panes por 25 y 3 leches por 20»: whether a discount or a sum is of the line
  /// ahead of it, where goods stand on both sides of it; then so is one behind the last.
  func isOfOneLine(_ number: Assigned) -> Bool {
    if number.isOfLine { return true }
    guard [.discount, .discountPercent, .total].contains(number.role), rule.slots.contains("items"),
      let first = subjects.first, let last = subjects.last, number.word >= first.words.upperBound
    else { return false }
    let isBetween = { (word: Int) in word >= first.words.upperBound && word < last.words.lowerBound }
    if isBetween(number.word) { return true }
    if number.role != .total { return assigned.contains { $0.role == number.role && isBetween($0.word) } }
    let isOwn = !assigned.contains { $0.role == .price && $0.word >= last.words.upperBound }
    let areSaidAlike = assigned.contains {
      $0.role == .total && isBetween($0.word) && isOfAll($0.word)
    }
    return isOwn && (!isOfAll(number.word) || areSaidAlike)
      && assigned.contains {
        isBetween($0.word) && [.total, .price].contains($0.role)
          || $0.role == .total && $0.word > number.word
      }
  }

  /// «por 20», of whatever stands ahead of it, and not «total 20», «todo por 20», «por 20 en total».
  private func isOfAll(_ position: Int) -> Bool {
    !analysis.bears([.forEach, .forWhom], position - 1)
      || analysis.bears(.inFull, position - 2)
      || analysis.tags.contains { tag in
        guard case .cue(.total, isAhead: true) = analysis.meaning(of: tag) else {
          return false
        }
        return tag.words.lowerBound == position + 1
      }
  }

  /// «…, dejó 20», «2 panes con 50», behind the goods of a sale: what is paid with, which may be less than they come to.
  func isHandedOver(_ position: Int) -> Bool {
    guard rule.intent == .registerSale, let goods = subjects.last, goods.words.upperBound < position,
      analysis.sentence.words[position].isNumber
    else { return false }
    if analysis.bears(.byMeans, position - 1) {
      return !analysis.isPercent(position) && !isSize(position) && !counts(position)
        && cue(at: position) == nil
    }
    let isPaid = { (verb: Int) in analysis.bears(.paidPart, verb) && !analysis.bears(.sold, verb) }
    return isPaid(position - 1) || isLight(position - 1) && isPaid(position - 2)
  }

  /// «recargo del 10 %», «5 % más»: what is added to what a sale comes to.
  private func isSurcharge(_ position: Int) -> Bool {
    let adds = { (place: Int) in self.analysis.bears(.addsOn, place) }
    if (position + 1..<position + 5).contains(where: adds) { return true }
    return analysis.words(bearing: .discountWord) == 0
      && ((position - 4..<position).contains(where: adds)
        || (position + 1...position + 2).contains { analysis.bears(.dearer, $0) })
  }

  /// What is taken off or added in a hundred; nil for a surcharge on a sale.
  func percent(_ value: Int64, at position: Int) -> Assigned? {
    guard let role = rule.slots.compactMap(NumberRole.init).first(where: \.isPercent) else { return nil }
    if role == .discountPercent, isSurcharge(position) { return nil }
    guard role == .changePercent else {
      return Assigned(word: position, role: role, value: .init(thousandths: value))
    }
    if PriceVerbs(analysis).areTorn { return nil }
    let isOff = PriceDirection(analysis, of: position) == .down
    return Assigned(word: position, role: role, value: .init(thousandths: isOff ? -value : value))
  }
}
