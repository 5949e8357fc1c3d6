internal import Inventory

extension Analysis {
  /// «not 3, 2», «no 3 sino 2»: the number that is proposed, said once more behind a no and ahead of the right one.
  func numbersDenied(of context: Context) -> WordSet {
    let numbers = sentence.words.indices.filter {
      sentence.words[$0].isNumber
    }
    let ofLines = (context.slots[.items] ?? []).flatMap { [$0.quantity, $0.price] }
    let proposed = (ofLines + [context.slots[.quantity], context.slots[.price]]).compactMap(\.self)
    guard numbers.count == 2, bears([.deny, .negation], numbers[0] - 1), follows(numbers[0]),
      proposed.contains(where: { $0.thousandths == sentence.words[numbers[0]].value })
    else { return 0 }
    return 1 << WordSet(numbers[0])
  }
}

/// What a number that names no goods changes in what is proposed.
extension Correction {
  /// A number beside no product: how many, where there is one line, or whatever the words beside it say it is.
  func withNumbers(_ items: [ItemMention], _ others: Slots) -> (items: [ItemMention], others: Slots)? {
    var (items, others) = (items, others)
    if let step = UnitStep(analysis, words), let last = items.indices.last {
      items[last].count(step.applied(to: items[last].quantity))
      return (items.withoutEmptied, others)
    }
    if analysis.dropsDiscount {
      for index in items.indices { items[index].dropDiscount() }
      return (items, others)
    }
    guard analysis.sentence.words.contains(where: { $0.isNumber }) else {
      if wasOne, items.count == 1 { items[0].count(.init(1)) }
      return (items, others)
    }
    let ofWhole = ["total", "tendered", "discount", "discount_pct"]
    var numbers = found((["qty", "price", "payments"] + ofWhole).filter { $0 == "qty" || takes($0) })
    if countsInAll(items) { (numbers[.quantity], numbers[.total]) = (numbers[.total], nil) }
    for name in ofWhole { others[name] = numbers[name] ?? others[name] }
    moveToWhole(&numbers, &others, of: items)
    multiplyPackages(&numbers, &others, &items)
    apply(numbers, &others, to: &items)
    return (items, others)
  }

  /// Takes a number for what it is of the whole, where the words beside it or what is proposed say so: what is paid
  /// with, the percentage off, the sum; or for the price of each.
  private func moveToWhole(_ numbers: inout Slots, _ others: inout Slots, of items: [ItemMention]) {
    if takes("tendered"), context.isPaidWhole, let handed = analysis.moneyHanded {
      (others[.tendered], numbers[.quantity], numbers[.price]) = (handed, nil, nil)
    } else if changesDiscount(items, numbers[.quantity]) {
      (others[.discountPercent], numbers[.quantity]) = (numbers[.quantity], nil)
    } else if takes("tendered"), numbers[.tendered] == nil, isPaidWith {
      others[.tendered] = numbers[.quantity] ?? numbers[.price]
      (numbers[.quantity], numbers[.price]) = (nil, nil)
    } else if numbers[.price] == nil, speaksOfPrice {
      (numbers[.price], numbers[.quantity]) = (numbers[.quantity], nil)
    } else if numbers[.total] == nil, takes("total"),
      charges || speaksOfTotal || changesTotal(numbers[.quantity], of: items)
    {
      (others[.total], numbers[.quantity]) = (numbers[.quantity], nil)
    } else if takes("discount"), numbers[.price] == nil, let off = analysis.moneyOff {
      (others[.discount], numbers[.quantity]) = (numbers[.discount] ?? off, nil)
    }
  }

  /// «eran 4 cajas», «a 60 la caja», of the one line that is counted by packages: the units that they hold, and the sum.
  private func multiplyPackages(_ numbers: inout Slots, _ others: inout Slots, _ items: inout [ItemMention]) {
    guard items.count == 1, let packages = context.slots[.packages], let quantity = items[0].quantity else {
      return
    }
    let count = countsPackages ? numbers[.quantity] : nil
    if let count, let sum = scaled(quantity.thousandths, by: count.thousandths, over: packages.thousandths) {
      numbers[.quantity] = .init(thousandths: sum)
    }
    if let price = numbers[.price], takes("total"), !isPricedByUnit,
      count != nil || numbers[.quantity] == nil,
      let sum = scaled(price.thousandths, by: (count ?? packages).thousandths, over: 1000)
    {
      (others[.total], numbers[.price], items[0].price) = (.init(thousandths: sum), nil, nil)
    }
  }

  /// Puts what is left of the numbers into the one line, into all of them, or beside them where it is asked of which.
  private func apply(_ numbers: Slots, _ others: inout Slots, to items: inout [ItemMention]) {
    if items.count == 1 {
      if numbers[.discount] != nil || numbers[.discountPercent] != nil { items[0].dropDiscount() }
      if let quantity = numbers[.quantity] { items[0].count(quantity) }
      if let price = numbers[.price] { items[0].priced(price) }
    } else if let quantity = numbers[.quantity], isOfEveryLine {
      for index in items.indices { items[index].count(quantity) }
    } else {
      (others[.quantity], others[.price]) = (numbers[.quantity], numbers[.price])
    }
  }

  /// «era una», «era uno solo».
  private var wasOne: Bool {
    analysis.sentence.words.indices.dropFirst().contains { place in
      words.contains(place) && analysis.sentence.words[place].isArticle
        && analysis.sentence.words[place].value != nil && analysis.bears(.rather, place - 1)
        && (!analysis.follows(place + 1) || analysis.bears(.only, place + 1))
    }
  }

  /// «con 100»: whether the only number is what is paid with.
  private var isPaidWith: Bool {
    analysis.sentence.words.indices.contains {
      words.contains($0) && analysis.bears(.withMoney, $0) && analysis.follows($0 + 1)
        && analysis.sentence.words[$0 + 1].value != nil && !analysis.isPercent($0 + 1)
    }
  }

  /// «5 de cada uno», of several goods.
  private var isOfEveryLine: Bool {
    analysis.sentence.words.indices.contains {
      words.contains($0) && analysis.sentence.words[$0].value != nil && analysis.bears(.from, $0 + 1)
        && analysis.bears(.each, $0 + 2)
    }
  }

  /// «eran 4 cajas», of what was counted by boxes.
  private var countsPackages: Bool {
    analysis.sentence.words.indices.contains {
      words.contains($0) && analysis.sentence.words[$0].value != nil && analysis.bears(.packed, $0 + 1)
    }
  }

  /// «a 10 cada una», of what was counted by boxes.
  private var isPricedByUnit: Bool { Packages(analysis, rule, words, of: []).isPricedByUnit }

  /// «el precio era 6»; «vale, eran 3» agrees.
  private var speaksOfPrice: Bool {
    analysis.sentence.words.indices.contains {
      analysis.bears(.price, $0) && !analysis.bears(.affirm, $0) && !analysis.bears(.charge, $0)
    }
  }

  /// «el total dejalo en 400»: the number is what the whole comes to.
  private var speaksOfTotal: Bool {
    let words = analysis.sentence.words.indices
    guard let number = words.first(where: { analysis.sentence.words[$0].value != nil }) else { return false }
    return (0..<number).contains {
      analysis.bears(.saleSum, $0) && ($0 == 0 || analysis.bears(.placeWord, $0 - 1))
    }
  }

  /// «eran 4 en total», of one line: how many there were, and no sum of money.
  private func countsInAll(_ items: [ItemMention]) -> Bool {
    items.count == 1
      && analysis.sentence.words.indices.dropFirst().contains {
        words.contains($0) && analysis.sentence.words[$0].value != nil && !analysis.sentence.words[$0].isMoney
          && analysis.bears(.rather, $0 - 1) && !analysis.bears([.currency, .cashMoney], $0 + 1)
          && (analysis.bears(.within, $0 + 1) || analysis.bears(.inFull, $0 + 1))
      }
  }

  /// «no, mejor 250», where the whole was to come to 280, «dejalo en 58», of several lines: so great a number is no
  /// count.
  private func changesTotal(_ number: SlotValue.Number?, of items: [ItemMention]) -> Bool {
    guard let number, context.slots[.packages] == nil else { return false }
    if let total = context.slots[.total] {
      return !isSaidToBe && number.thousandths >= total.thousandths / 2
        && items.allSatisfy { $0.quantity?.thousandths ?? 1000 < number.thousandths / 4 }
    }
    return analysis.fills("mode", with: "set", in: words) && items.count > 1
      && items.allSatisfy { $0.quantity?.thousandths ?? 1000 < number.thousandths / Int64(items.count) }
  }

  /// «mejor 5», of several lines at 10 % off: another percentage.
  private func changesDiscount(_ items: [ItemMention], _ number: SlotValue.Number?) -> Bool {
    items.count > 1 && number != nil && context.slots[.discountPercent] != nil
      && context.slots[.total] == nil && !isSaidToBe
  }

  /// «eran 8», «que sean 6»: whether a verb right ahead of the number says how many they are.
  private var isSaidToBe: Bool {
    analysis.sentence.words.indices.dropFirst().contains {
      words.contains($0) && analysis.sentence.words[$0].value != nil
        && !analysis.sentence.words[$0].isMoney && analysis.bears([.rather, .copula], $0 - 1)
    }
  }

  /// «cobrale 40»: what the whole is to come to.
  private var charges: Bool {
    analysis.sentence.words.indices.contains { analysis.bears(.charge, $0) }
  }

  private func takes(_ slot: String) -> Bool {
    rule.slots.contains(slot) || slot == "price" && rule.slots.contains("items")
  }
}
