internal import Inventory

/// Fills the slots of one intent from what a message holds.
struct SlotFiller {
  let analysis: Analysis
  let rule: IntentRules.Rule
  let words: WordSet

  func slots() -> Slots { filled().slots }

  /// The slots, and what each number was found to stand for.
  func filled() -> (slots: Slots, numbers: NumberRoles) {
    var slots = Slots()
    let subjects = self.subjects
    let paid = PaymentParts(analysis, rule, words, goods: subjects)
    let pairs = PricedPairs(analysis, rule, words, of: subjects)
    let numbers = numbers(beside: subjects, paid, pairs)
    fillEnumerations(&slots)
    paid.fill(&slots)
    completeMode(&slots)
    fillPeriod(&slots)
    fillWeekday(&slots)
    fillHours(&slots)
    fillRank(&slots)
    fillNames(&slots)
    fillNumbers(numbers, &slots)
    fillProducts(subjects, numbers, pairs, &slots)
    if takes("folio"), let folio = analysis.folios.last(where: { isHere($0.words) }) {
      slots[.folio] = folio.text
    }
    fillQuery(&slots)
    fillName(&slots)
    fillContact(&slots)
    fillLot(&slots)
    fillCodes(&slots)
    fillAlias(&slots)
    fillChange(&slots)
    fillExcept(&slots)
    fillGift(subjects, numbers, &slots)
    fillGoodsTraded(&slots)
    fillHalfPrice(&slots)
    fillUnknownCategory(&slots)
    fillCompared(&slots)
    return (slots, numbers)
  }

  /// What each number stands for.
  var numbers: NumberRoles {
    let subjects = self.subjects
    return numbers(
      beside: subjects, PaymentParts(analysis, rule, words, goods: subjects),
      PricedPairs(analysis, rule, words, of: subjects))
  }

  private func numbers(
    beside subjects: [Mention], _ paid: PaymentParts, _ pairs: PricedPairs
  ) -> NumberRoles {
    NumberRoles(
      analysis, rule, words, subjects: subjects,
      placed: paid.numbers | nameWordsOfNew | newNameWords | codeWords | lotWords | pairs.words
        | (rule.intent == .createProduct ? analysis.words(of: analysis.pricesBeside) : 0)
        | (takes("except") ? analysis.excepted.words : 0)
        | (rule.intent.takesMoney ? analysis.identifierWords : 0))
  }

  func takes(_ slot: String) -> Bool { rule.slots.contains(slot) }

  func isHere(_ range: Range<Int>) -> Bool { words & (1 << WordSet(range.lowerBound)) != 0 }

  /// The products named, and the things that may be meant as products.
  private var subjects: [Mention] {
    let claimed = nameWords
    let customer = spokenCustomer.map { analysis.words(of: wholeName($0)) } ?? 0
    var subjects = analysis.products.filter {
      isHere($0.words) && !isLeftOut($0.words) && !(takes("category") && analysis.isCategory($0.words))
        && ($0.hasHead || analysis.words(of: $0.words) & customer == 0)
    }
    let joins = analysis.concept(.joins)
    for thing in analysis.things where isHere(thing) && analysis.words(of: thing) & claimed == 0 {
      let isCounted = thing.lowerBound > 0 && analysis.sentence.words[thing.lowerBound - 1].value != nil
      let isJoined = thing.lowerBound > 0 && joins & (1 << WordSet(thing.lowerBound - 1)) != 0
      if subjects.isEmpty && (rule.takesThings || isJoined) || isCounted {
        let end = rule.intent.movesGoods ? analysis.sizeEnd(behind: thing.upperBound) : thing.upperBound
        subjects.append(Mention(words: thing.lowerBound..<end, product: .unknown, share: 0))
      }
    }
    for goods in PlainGoods(analysis, rule, words & ~claimed, beside: subjects)?.ranges ?? [] {
      subjects.append(Mention(words: goods, product: .unknown, share: 0))
    }
    if subjects.isEmpty {
      for goods in (AskedGoods(analysis, rule, words & ~claimed)?.ranges ?? []) + strangeCodes {
        subjects.append(Mention(words: goods, product: .unknown, share: 0))
      }
    }
    let heads = subjects
    for word in elided(beside: subjects) {
      let head = heads.last { $0.words.upperBound <= word }
      subjects.append(Mention(words: word..<word + 1, product: told(by: word, of: head), share: 0))
      subjects.removeAll { $0.words.upperBound == word - 1 && !isCounted($0) && $0.words == head?.words }
    }
    return subjects.sorted { $0.words.lowerBound < $1.words.lowerBound }
  }

  /// «2 tintes rojos y 3 negros»: what is counted and only told apart.
  private func elided(beside subjects: [Mention]) -> [Int] {
    guard takes("items"), !subjects.isEmpty else { return [] }
    let words = analysis.sentence.words
    let claimed = subjects.reduce(nameWords) { $0 | analysis.words(of: $1.words) }
    return words.indices.dropFirst().filter { position in
      // «a 40 mangos»
      analysis.bears(.attribute, position) && !analysis.bears([.currency, .gift], position)
        && words[position].gap == .space && isHere(position..<position + 1)
        && words[position - 1].isNumber && !claimed.contains(position)
    }
  }

  /// The product of the same kind as `head` that a word tells.
  private func told(by word: Int, of head: Mention?) -> Mention.Product {
    let products = analysis.index.products
    guard let head,
      case let kind = products.candidates(products.exact(analysis.sentence[head.words.lowerBound])),
      let entries = products.naming(products.narrow(kind, by: products.exact(analysis.sentence[word])))?
        .entries, !entries.isEmpty
    else { return .unknown }
    return entries.count == 1 ? .known(entries[0]) : .ambiguous(entries)
  }

  /// Whether a number stands ahead of a product.
  private func isCounted(_ mention: Mention) -> Bool {
    let start = mention.words.lowerBound
    return start > 0 && analysis.sentence.words[start - 1].value != nil
  }

  /// What stands behind «categoría» and is none of the shop's.
  private var spokenCategory: String? {
    let cues = analysis.concept(.categoryWord)
    let next = analysis.sentence.words.indices.first { position in
      position > 0 && cues & (1 << WordSet(position - 1)) != 0
        && (analysis.sentence.words[position].isCapitalised
          || analysis.things.contains { $0.lowerBound == position })
    }
    return next.map { analysis.sentence.typed($0..<$0 + 1) }
  }

  private var nameWords: WordSet {
    var claimed: WordSet = 0
    for name in analysis.names { claimed |= analysis.words(of: name.words) }
    if let customer = spokenCustomer { claimed |= analysis.words(of: wholeName(customer)) }
    return claimed
  }

  private func fillEnumerations(_ slots: inout Slots) {
    var filled: [String: Range<Int>] = [:]
    for tag in analysis.tags where isHere(tag.words) {
      guard case .slot(let name, let value) = analysis.meaning(of: tag),
        takes(name), !isWithin(tag.words, filled[name]), name != "payment" || !analysis.isDenied(tag.words),
        rule.intent != .registerPayment || value != PaymentWay.credit.rawValue,
        name != SlotKey.weekday.name
      else { continue }
      slots[name] = Int(value).map { .number(.init($0)) } ?? .text(value)
      filled[name] = tag.words
    }
    // «última venta de bebidas»
    if rule.intent == .salesSummary, analysis.concept(.lastFolio) & words != 0 { slots[.metric] = "last" }
    if rule.intent == .registerPayment, analysis.handsOverKept { slots[.account] = "layaway" }
  }

  /// Whether words are but a part of others that say the same kind of thing: «a la cuenta» of «transferencia a la
  /// cuenta».
  private func isWithin(_ words: Range<Int>, _ others: Range<Int>?) -> Bool {
    guard let others else { return false }
    return others.count > words.count && others.overlaps(words)
  }

  /// What goes back to whom it was bought from is taken from the stock, and so on by the reason.
  private func completeMode(_ slots: inout Slots) {
    if rule.intent == .adjustStock, slots[.reason] == nil, analysis.concept(.giveBack) & words != 0 {
      slots[.reason] = "supplier_return"
      slots[.mode] = "decrease"
    }
    if takes("mode") { slots.fillMode() }
  }

  private func fillNumbers(_ numbers: NumberRoles, _ slots: inout Slots) {
    let isListed = takes("items")
    for number in numbers.assigned where takes(number.role.rawValue) {
      if isListed, number.role.isOfLine || numbers.isOfOneLine(number) { continue }
      if number.role == .folio {
        slots[.folio] = String(number.value.thousandths / 1000)
        continue
      }
      slots[SlotKey<SlotValue.Number>(number.role.rawValue)] = number.value
    }
  }

  private func fillQuery(_ slots: inout Slots) {
    guard takes("query"), slots[.category] == nil else { return }
    if let category = spokenCategory {
      slots[.category] = category
      return
    }
    let mentioned =
      analysis.products.first { isHere($0.words) }?.words ?? analysis.things.first { isHere($0) }
      ?? sought
    if let mentioned { slots[.query] = analysis.sentence.typed(mentioned) }
  }
}

// MARK: Names

extension SlotFiller {
  /// «busca productos con menta»: a word that tells goods, behind one that searches.
  private var sought: Range<Int>? {
    let searches = (analysis.concept(.search) | analysis.concept(.searchWeak)) & words
    guard searches != 0 else { return nil }
    return analysis.sentence.words.indices.first { position in
      position > searches.trailingZeroBitCount && words.contains(position)
        && analysis.bears(.attribute, position)
    }.map { $0..<$0 + 1 }
  }

  private func fillNames(_ slots: inout Slots) {
    let nameOfNew = nameWordsOfNew
    for name in analysis.names
    where isHere(name.words) && !isLeftOut(name.words) && !nameOfNew.contains(name.words.lowerBound) {
      switch name.kind {
      case .supplier:
        if takes("supplier"), !isCategory(name) {
          slots[.supplier] = analysis.name(of: name)
        }
      case .category:
        if takes("category"), isCategory(name) {
          slots[.category] = analysis.name(of: name)
        }
      case .employee:
        if takes("employee"), rule.intent != .registerSale {
          slots[.employee] =
            isSomebodyElse(name)
            ? analysis.sentence.typed(name.words) : analysis.name(of: name)
        }
      case .branch, .customer: break
      }
    }
    fillBranches(&slots)
    fillCustomer(&slots)
    fillSeller(&slots)
    fillGroups(&slots)
  }

  /// Whether the words of `name`, which may be a supplier's and a category's, are a category's here: where both are
  /// asked for they are, unless they are the supplier's whole name or stand behind «proveedor».
  private func isCategory(_ name: NameMention) -> Bool {
    let kinds = analysis.names.filter { $0.words == name.words }
    guard let category = kinds.first(where: { $0.kind == .category }) else { return false }
    guard takes("category"), takes("supplier"), let supplier = kinds.first(where: { $0.kind == .supplier })
    else { return takes("category") }
    if supplier.isWhole != category.isWhole { return category.isWhole }
    return !analysis.bears(.supplierWord, name.words.lowerBound - 1)
  }
}
