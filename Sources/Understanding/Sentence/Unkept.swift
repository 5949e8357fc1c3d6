internal import Inventory

/// What is said beside something that is to be written down and has no place there.
package enum Unkept: Hashable, Sendable {
  /// What is to be added to what a sale comes to: «10 % de recargo».
  case surcharge(String)
  /// Digits beside goods that count nothing and are no money: «71234567».
  case identifier(String)
  /// A detail of something new: «los martes», of a supplier.
  case detail(String)
  /// From when on or until when something is to hold that holds from now on: «a partir del lunes».
  case days(String)
  /// The branch for which something is to hold that holds for all: «en Norte».
  case branch(String)
}

extension Analysis {
  /// What `request` has no place for, in order of kinds.
  func unkept(by request: Request) -> [Unkept] {
    let intent = request.intent
    guard intent.takesMoney || intent.setsUp else { return [] }
    let kept = [SlotKey.phone, .barcode, .sku].compactMap { request.slots[$0] }
    let runs = identifiers.map(sentence.typed).filter { run in !kept.contains { $0.contains(run) } }
    var unkept = [surcharge].compactMap(\.self).map { Unkept.surcharge(sentence.typed($0)) }
    unkept += runs.map(Unkept.identifier)
    switch intent {
    case .changePrice, .changeProduct:
      unkept += days().map { .days(sentence.typed($0)) } + branchesOfChange.map(Unkept.branch)
    case _ where intent.createsSomething:
      unkept += detailsOfNew(request).map(Unkept.detail)
    case _ where intent.movesGoods && intent != .layAway:
      unkept += detailsOfDeed(request).map(Unkept.detail)
    default: break
    }
    return unkept
  }

  /// «reparte los martes», «vive en Sopocachi», «50 la caja».
  private func detailsOfNew(_ request: Request) -> [String] {
    let days = days(besides: request.slots[.leadTime] == nil ? nil : leadTime)
    let prices = request.intent == .createProduct ? pricesBeside : []
    return (days + prices + places).map(sentence.typed).filter { request.slots[.name]?.contains($0) != true }
  }

  /// «fiado hasta el viernes», «a las 3», «del lote L55».
  private func detailsOfDeed(_ request: Request) -> [String] {
    let paysLater = concept(.paysLater) & everything
    let later = days().filter { days in
      isLimit(days) || paysLater != 0 && paysLater.trailingZeroBitCount <= days.upperBound
    }
    let hours = tags.filter { $0.concept == lexicon[.clock] && $0.said & everything != 0 }.map(\.words)
    let lots = request.intent == .registerStockEntry ? [] : [lot].compactMap(\.self)
    return (later + hours + lots + priceKinds(request)).map(sentence.typed)
  }

  /// «al costo», of a sale for which no price was said.
  private func priceKinds(_ request: Request) -> [Range<Int>] {
    let isPriced = request.slots[.total] != nil || (request.slots[.items] ?? []).contains { $0.price != nil }
    guard request.intent == .registerSale, !isPriced else { return [] }
    return tags.filter { tag in
      switch meaning(of: tag) {
      case .slot("price_type", "cost"), .slot("basis", "cost"): tag.said & everything != 0
      default: false
      }
    }.map { tag in
      let start = tag.words.lowerBound
      return start > 0 && follows(start) && bears([.toward, .placeWord], start - 1)
        ? start - 1..<tag.words.upperBound : tag.words
    }
  }

  /// «50 la caja», «por mayor 4 desde 10»: prices of a new product that has but one, and what it costs.
  var pricesBeside: [Range<Int>] {
    let words = sentence.words.indices
    let packed = words.first { number in
      sentence.words[number].isNumber && bears([.placeWord, .each, .forEach], number + 1)
        && bears(.bulk, number + 2)
    }
    let wholesale = tags.first { tag in
      if case .slot("price_type", "wholesale") = meaning(of: tag) { true } else { false }
    }
    let ofMany = wholesale.flatMap { tag -> Range<Int>? in
      var end = tag.words.upperBound
      while follows(end) { end += 1 }
      let last = (tag.words.upperBound..<end).last { sentence.words[$0].isNumber }
      return last.map { tag.words.lowerBound..<$0 + 1 }
    }
    return [packed.map { $0..<$0 + 3 }, ofMany].compactMap(\.self)
  }

  /// Whether days are only one end of a stretch: «hasta el viernes», «desde mañana».
  func isLimit(_ days: Range<Int>) -> Bool {
    let limits = words(saying: [.since, .until])
    return (startOfDays(days)..<days.upperBound).contains(where: limits.contains)
  }

  /// «a partir del lunes», «hasta el viernes», «solo hoy»: the days that are said, each with the words that lead to them.
  private func days(besides placed: Range<Int>? = nil) -> [Range<Int>] {
    let days = tags.filter { tag in
      guard placed?.overlaps(tag.words) != true, case .period(let template) = meaning(of: tag),
        tag.said & everything == tag.said,
        let period = sentence.period(template, in: tag.words, lexicon)
      else { return false }
      return period != .day(0) || bears(.only, tag.words.upperBound)
        || [1, 2].contains { bears(.only, tag.words.lowerBound - $0) }
    }
    let widest = days.filter { day in
      !days.contains { $0.words.count > day.words.count && $0.words.overlaps(day.words) }
    }
    var found: [Range<Int>] = []
    for day in widest.map(\.words) where !found.contains(where: { $0.overlaps(day) }) {
      found.append(startOfDays(day)..<day.upperBound)
    }
    return found
  }

  /// Where the words begin that lead to some days, with a word or two between that are part of no other: «hasta fin de
  /// mes».
  private func startOfDays(_ days: Range<Int>) -> Int {
    let limits = words(saying: [.since, .until, .only])
    let near = (max(0, days.lowerBound - 3)..<days.lowerBound).reversed().prefix { follows($0 + 1) }
    var start = near.last(where: limits.contains) ?? days.lowerBound
    while start > 0, follows(start), sentence.words[start - 1].value == nil,
      glue.contains(start - 1) || limits.contains(start - 1), !bears(.and, start - 1)
    {
      start -= 1
    }
    return start
  }

  /// «en Norte», of a shop that has others too.
  private var branchesOfChange: [String] {
    guard index.branches.names.count > 1 else { return [] }
    let named = names.filter { $0.kind == .branch && words(of: $0.words) & ~everything == 0 }
    return named.map { index.branches.names[$0.entry] } + places.map(sentence.typed)
  }
}
