internal import Inventory

/// Products and lines, with the numbers that belong to each.
extension SlotFiller {
  func fillProducts(
    _ subjects: [Mention], _ numbers: NumberRoles, _ pairs: PricedPairs, _ slots: inout Slots
  ) {
    guard takes("product") || takes("items") else { return }
    if pairs.pairs.count > 1 {
      slots[.items] = pairs.items(of: analysis.product(subjects[0]))
      return
    }
    if takes("items"), subjects.count > 1 || !takes("product") {
      let items = subjects.indices.map { item($0, of: subjects, numbers) }
      if !items.isEmpty {
        slots[.items] = pricedAlike(items.namedOnce, subjects, numbers)
        multiplyDiscount(items, numbers, &slots)
      } else if takes("qty") {
        slots[.quantity] = numbers.assigned.last { $0.role == .quantity }?.value
      }
      return
    }
    let counted = subjects.filter { subject in
      numbers.assigned.contains {
        $0.role == .quantity && (0..<3).contains(subject.words.lowerBound - $0.word - 1)
      }
    }
    guard let subject = counted.last ?? subjects.last else {
      for number in numbers.assigned where takes(number.role.rawValue) {
        slots[SlotKey<SlotValue.Number>(number.role.rawValue)] = number.value
      }
      return
    }
    fillProduct(subject, &slots)
    for number in numbers.assigned where takes(number.role.rawValue) {
      slots[SlotKey<SlotValue.Number>(number.role.rawValue)] = number.value
    }
  }

  /// «un peine y una tijera a 70 cada uno», «… todo a 70», «el negro y el rojo a 42», behind several lines: the price
  /// of them all.
  ///
  /// Behind a last line of several units, «…, 2 tijeras a 70 cada una», it is that line's.
  private func pricedAlike(
    _ items: [ItemMention], _ subjects: [Mention], _ numbers: NumberRoles
  ) -> [ItemMention] {
    let areOfOneKind =
      items.count > 1 && items.allSatisfy { $0.quantity == nil && $0.product.kind == items[0].product.kind }
      && subjects.last?.hasHead == false
    guard let number = numbers.assigned.last, number.role == .price, isOfEach(number.word) || areOfOneKind,
      areOfOneKind || isOfAll(number.word) || (items.last?.quantity?.thousandths ?? 1000) <= 1000,
      items.dropLast().allSatisfy({ $0.price == nil })
    else { return items }
    return items.map { item in
      var item = item
      item.price = number.value
      return item
    }
  }

  /// «2 bs de rebaja cada uno»: so much off each unit of the one line.
  private func multiplyDiscount(_ items: [ItemMention], _ numbers: NumberRoles, _ slots: inout Slots) {
    guard let number = numbers.assigned.last(where: { $0.role == .discount }), isOfEach(number.word),
      items.count == 1, let quantity = items[0].quantity?.thousandths,
      let off = scaled(number.value.thousandths, by: quantity, over: 1000)
    else { return }
    slots[.discount] = SlotValue.Number(thousandths: off)
  }

  /// Whether a number is said of each unit: «a 70 cada uno», «2 bs de rebaja cada uno».
  private func isOfEach(_ position: Int) -> Bool {
    (position + 1..<min(position + 6, analysis.sentence.words.count)).contains {
      analysis.bears(.each, $0)
    }
  }

  /// «todos a 2 cada uno», «a 2 cada uno de los tres».
  private func isOfAll(_ position: Int) -> Bool {
    let near = max(0, position - 3)..<min(position + 7, analysis.sentence.words.count)
    return near.contains { analysis.bears(.inFull, $0) || analysis.concept(.ref).contains($0) }
  }

  /// Whether a number stands right behind a product, or behind what is said of it: «a 6 y fueron 8».
  private func follows(_ number: Int, _ product: Range<Int>) -> Bool {
    number == product.upperBound || analysis.bears(.rather, number - 1)
  }

  /// «2 rojos y 1 nude a 18 *el rojo*»: whether a price is that of a product named again right behind it.
  private func isPrice(_ number: Int, aheadOf index: Int, _ subjects: [Mention]) -> Bool {
    let subject = subjects[index]
    return number + 2 == subject.words.lowerBound && analysis.bears([.placeWord, .allOf], number + 1)
      && subjects[..<index].contains { $0.product == subject.product }
  }

  func fillProduct(_ subject: Mention, _ slots: inout Slots) {
    switch analysis.product(subject) {
    case .known(let name): slots[.product] = name
    case .ambiguous(let names): slots[.productAny] = names
    case .unknown(let words): slots[.productUnknown] = words
    }
  }

  private func item(_ index: Int, of subjects: [Mention], _ numbers: NumberRoles) -> ItemMention {
    let subject = subjects[index]
    let start = index > 0 ? subjects[index - 1].words.upperBound : 0
    let end = index + 1 < subjects.count ? subjects[index + 1].words.lowerBound : Int.max
    var item = ItemMention(product: analysis.product(subject))
    for number in numbers.assigned {
      let isBefore =
        number.word >= start && number.word < subject.words.lowerBound && !numbers.isBehind(number.word)
        && !(start > 0 && numbers.isOfOneBefore(number.word, subject.words))
      let isAfter = number.word >= subject.words.upperBound && number.word < end
      switch number.role {
      case .quantity:
        let isOfPackages = subjects.count == 1 && numbers.packages.holdsCount(number.word)
        if isBefore || isAfter && item.quantity == nil && follows(number.word, subject.words) || isOfPackages
        {
          item.quantity = number.value
        }
      case .price, .cost:
        let owner = subjects.indices.first { isPrice(number.word, aheadOf: $0, subjects) }
        if owner.map({ $0 == index }) ?? (isAfter || subjects.count == 1) { item.price = number.value }
      case .worth:
        if isBefore || isAfter && follows(number.word, subject.words) { item.worth = number.value }
      case .bonus where isAfter || subjects.count == 1: item.bonus = number.value
      case .total where isAfter && numbers.isOfOneLine(number): item.worth = number.value
      case .discount where isAfter && numbers.isOfOneLine(number): item.discount = number.value
      case .discountPercent where isAfter && numbers.isOfOneLine(number): item.discountPercent = number.value
      default: break
      }
    }
    return item
  }
}

extension [ItemMention] {
  /// «una esponja y una escoba a 20 la escoba», «2 rojos y 1 nude, el rojo a 18»: one line for a product that is only
  /// named again, with the price that was said there.
  fileprivate var namedOnce: [ItemMention] {
    reduce(into: []) { lines, item in
      guard item.quantity == nil, item.worth == nil,
        let first = lines.firstIndex(where: { $0.product == item.product }),
        (item.price == nil) != (lines[first].price == nil)
      else { return lines.append(item) }
      lines[first].price = lines[first].price ?? item.price
    }
  }
}
