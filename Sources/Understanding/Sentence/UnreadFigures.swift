internal import Inventory

/// Figures that nothing asked for has a place for.
extension Analysis {
  /// The number that is all that was said, and no money or folio: «5», «5 cada una».
  var numberAlone: String? {
    guard let word = sentence.words.first, word.isNumber, !word.isMoney,
      feature(.folio) == 0, !isCode(0..<1),
      sentence.words.indices.dropFirst().allSatisfy({ bears(.each, $0) || sentence.words[$0].isArticle })
    else { return nil }
    return sentence.typed(0..<1)
  }

  /// What each number stands for in a request that moves goods or changes them, as it may be `found` already; nil for
  /// any other.
  func numbers(in request: Request, _ rules: IntentRules, found: NumberRoles?) -> NumberRoles? {
    guard request.intent.placesNumbers else { return nil }
    if let found, found.rule.intent == request.intent { return found }
    guard let rule = rules[request.intent] else { return nil }
    return SlotFiller(analysis: self, rule: rule, words: everything).numbers
  }

  /// The first of `numbers` beside the goods of a sale that says nothing of them: «5 yogures y ayer 3».
  func stray(in request: Request, _ numbers: NumberRoles?) -> Reading.UnreadFigure? {
    if request.intent == .adjustStock, let others = countOfOthers(than: request) { return others }
    let intents: [Intent] = [
      .registerSale, .registerStockEntry, .adjustStock, .changePrice, .changeProduct,
    ]
    let isPriceList = request.intent == .changePrice && request.slots[.items]?.first?.price != nil
    guard intents.contains(request.intent), request.namesGoods, !isPriceList else { return nil }
    return numbers?.stray.map { .stray(sentence.typed($0..<$0 + 1)) }
  }

  /// The first number of packages of which nobody knows how many units they hold, «2 cajas de leche», or of pieces of
  /// what comes in packages, «6 huevos».
  func unfilled(in request: Request, _ numbers: NumberRoles?) -> Reading.UnreadFigure? {
    guard request.intent.movesGoods || request.intent == .suggestOrder, let packages = numbers?.packages
    else { return nil }
    if let pieces = packages.pieces {
      return .pieces(sentence.typed(pieces.words), product: index.productNames[pieces.entry])
    }
    if let price = packages.priceOfUnknown {
      let text = sentence.typed(price)
      return request.intent == .changePrice ? .priceOfPackage(text) : .stray(text)
    }
    guard let position = packages.unfilled.first, let count = sentence.words[position].value else {
      return nil
    }
    let isCounted = bears(.bulk, position + 1)
    return .packed(
      .init(thousandths: isCounted ? count : 1000), sentence.typed(position..<position + (isCounted ? 2 : 1)))
  }

  /// How many packages or dozens the goods of a sale or a delivery are counted by.
  func packages(in request: Request, _ numbers: NumberRoles?) -> SlotValue.Number? {
    guard request.intent == .registerSale || request.intent == .registerStockEntry else { return nil }
    return numbers?.packages.count
  }

  /// «llegaron 20 colas y se me rompió un perfume»: the number of goods that an adjustment of others leaves out.
  private func countOfOthers(than request: Request) -> Reading.UnreadFigure? {
    guard request.slots[.product] != nil || request.slots[.productUnknown] != nil else { return nil }
    for mention in products where words(of: mention.words) & retracted == 0 {
      guard case .known(let entry) = mention.product, index.productNames[entry] != request.slots[.product],
        case let number = mention.words.lowerBound - 1, number >= 0, sentence.words[number].isNumber
      else { continue }
      return .stray(sentence.typed(number..<number + 1))
    }
    return nil
  }

  /// The first figure that changes what is meant and that `request`, or another beside it, does not hold.
  func unread(by request: Request, isAlone: Bool) -> Reading.UnreadFigure? {
    let named = words(of: products)
    let placed =
      named | feature(.period) | feature(.folio) | (request.intent == .registerStockEntry ? lotWords : 0)
    for position in sentence.words.indices where (everything & ~named).contains(position) {
      if request.intent != .changePrice, isNegated(position) {
        return .unclear(sentence.typed(position - 1..<position + 1))
      }
      if let words = noDay(position) { return .noDay(sentence.typed(words)) }
      guard sentence.words[position].value != nil else {
        if isHalfPackage(position) { return .unclear(sentence.typed(position..<position + 2)) }
        if isUnclear(position), !placed.contains(position), !isOfPhone(position, request) {
          return .unclear(sentence.typed(position..<position + 1))
        }
        continue
      }
      if sentence.words[position].isNegative { return .negative }
      if isSoManyFor(position) { return .unclear(sentence.typed(position..<position + 3)) }
      guard isPercent(position) else { continue }
      if !request.holdsPercent { return .percent }
      if isAlone, request.intent == .changePrice,
        request.slots[.change] != nil || hasPercent(behind: position)
      {
        return .stray(sentence.typed(position..<position + 1))
      }
    }
    return nil
  }

  /// The words of a day that no month has: «el 31 de febrero», «31/02/2026».
  private func noDay(_ position: Int) -> Range<Int>? {
    let word = sentence.words[position]
    if word.value == nil, word.kind != .word {
      let parts = sentence[position].split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
      let isDate =
        parts.count == 3
        && parts.allSatisfy { (1...4).contains($0.count) && $0.allSatisfy { $0 &- 0x30 < 10 } }
      return isDate && !feature(.period).contains(position) && sentence.writtenDate(at: position) == nil
        ? position..<position + 1 : nil
    }
    guard let value = word.value, value > 28_000, value % 1000 == 0, !word.isMoney, position > 0,
      bears([.placeWord, .from], position - 1), bears(.from, position + 1), follows(position + 2),
      !feature(.period).contains(position), feature(.period).contains(position + 2),
      tags.contains(where: { isMonth($0) && $0.said.contains(position + 2) })
    else { return nil }
    return position..<position + 3
  }

  private func isMonth(_ tag: Tag) -> Bool {
    guard case .period(let template) = meaning(of: tag),
      case .month? = sentence.period(template, in: tag.words, lexicon)
    else { return false }
    return true
  }

  /// «11-4444-5555», of a phone number.
  private func isOfPhone(_ position: Int, _ request: Request) -> Bool {
    request.slots[.phone]?.contains(sentence.typed(position..<position + 1)) ?? false
  }

  /// «2 panes, rojo y negro»: a word that would tell goods, in a list of them, and tells none.
  func attributeLeft(in request: Request) -> Reading.UnreadFigure? {
    guard [.registerSale, .registerStockEntry].contains(request.intent), request.namesGoods else {
      return nil
    }
    let claimed = words(of: products) | words(of: names.map(\.words)) | words(of: things)
    let left = sentence.words.indices.dropFirst().first { position in
      let before = sentence.words[position - 1]
      return (everything & ~claimed).contains(position) && bears(.attribute, position)
        && !bears([.currency, .gift], position) && !index.products.exact(sentence[position]).isEmpty
        && (sentence.words[position].gap != .space || bears(.and, position - 1)
          || before.isNumber)
        && !(request.slots[.items] ?? []).contains {
          if case .unknown(let words) = $0.product {
            words.contains(sentence.typed(position..<position + 1))
          } else {
            false
          }
        }
    }
    return left.map { .stray(sentence.typed($0..<$0 + 1)) }
  }

  /// «10 % los tintes y 5 % los esmaltes»: whether another share is said.
  private func hasPercent(behind position: Int) -> Bool {
    sentence.words.indices.contains { $0 > position && sentence.words[$0].value != nil && isPercent($0) }
  }

  /// «tres por 10 chicles»: whether two numbers stand ahead of goods, of which one is money.
  private func isSoManyFor(_ position: Int) -> Bool {
    bears(.forEach, position + 1) && follows(position + 1) && follows(position + 2)
      && sentence.words[position + 2].isNumber
      && products.contains {
        $0.words.lowerBound == (bears(.from, position + 3) ? position + 4 : position + 3)
      }
  }

  /// «vendí 2, no 3»: whether 3 or not 3, where another number stands ahead.
  private func isNegated(_ position: Int) -> Bool {
    guard position > 1, folios.isEmpty, sentence.words[position].isNumber,
      sentence.words[position].gap == .space,
      bears(.deny, position - 1), !bears(.paidPart, position - 1)
    else { return false }
    return sentence.words[..<(position - 1)].contains { $0.isNumber }
  }

  /// «medio maple»: a part of what only packages are counted by.
  private func isHalfPackage(_ position: Int) -> Bool {
    guard case .fraction? = lexicon.number(sentence.words[position].form) else { return false }
    return bears(.bulk, position + 1)
  }

  /// Whether the word looks like a number and is not read as one: too many digits, «2-3», «3x2», «1e9».
  private func isUnclear(_ position: Int) -> Bool {
    let word = sentence.words[position]
    guard word.kind == .code else { return word.kind == .number }
    return ["x", "e"].contains { (sign: Unicode.Scalar) in
      let parts = sentence[position].split(separator: UInt8(ascii: sign), omittingEmptySubsequences: false)
      return parts.count == 2
        && parts.allSatisfy { part in !part.isEmpty && part.allSatisfy { $0 &- 0x30 < 10 } }
    }
  }
}

extension Request {
  fileprivate var holdsPercent: Bool {
    slots[.discountPercent] != nil || slots[.changePercent] != nil
      || (slots[.items] ?? []).contains { $0.discountPercent != nil }
  }
}
