internal import Inventory

/// What each number of a message stands for, once its intent is known.
struct NumberRoles {
  struct Assigned {
    let word: Int
    let role: NumberRole
    let value: SlotValue.Number
    /// Whether it is the sum of the line ahead of it alone.
    var isOfLine = false
  }

  var assigned: [Assigned] = []
  /// The first number beside goods sold that says nothing of them.
  var stray: Int?
  let analysis: Analysis
  let rule: IntentRules.Rule
  let subjects: [Mention]
  let packages: Packages
  /// The roles that a bare number may have, the likeliest first.
  private var plain: [NumberRole] = []

  /// The numbers among `words` but those `placed` already.
  init(
    _ analysis: Analysis, _ rule: IntentRules.Rule, _ words: WordSet, subjects: [Mention], placed: WordSet
  ) {
    (self.analysis, self.rule, self.subjects) = (analysis, rule, subjects)
    packages = Packages(analysis, rule, words, of: subjects)
    var taken =
      analysis.words(of: analysis.products) | analysis.feature(.period)
      | analysis.concept(.ref) | analysis.concept(.instalments) | analysis.concept(.clock) | placed
    if rule.slots.contains("folio") { taken |= analysis.feature(.folio) }
    let free = analysis.sentence.words.indices.filter { (words & ~taken).contains($0) }
    if free.contains(where: { analysis.sentence.words[$0].value != nil }) {
      plain = rule.slots.compactMap(NumberRole.init).filter { !$0.isOnlySaid }
    }
    for position in free {
      if packages.takes(position) || isPartitive(position) || isRecorded(position)
        || isChangeGiven(position)
      {
        continue
      }
      if isStray(position) || isShared(position) {
        stray = stray ?? position
      } else if let number = number(at: position) {
        if isSecondPrice(number) || isSecondValue(number) { stray = stray ?? position }
        assigned.append(number)
      } else if !takeFurther(position), isLeftOver(position) {
        stray = stray ?? position
      }
    }
    findOverridden()
    takeOnePriceForCost()
    takePriceOfPackages()
    if assigned.contains(where: { $0.role == .price }) { assigned.removeAll { $0.role == .change } }
  }

  private func number(at position: Int) -> Assigned? {
    let word = analysis.sentence.words[position]
    guard let value = word.value else { return sized(at: position) }
    guard !word.isNegative, !analysis.bears(.percent, position) else { return nil }
    if analysis.isPercent(position) { return percent(value, at: position) }
    if rule.intent == .changeProduct {
      return ChangedField(analysis, rule, of: position).map { field in
        Assigned(
          word: position, role: field.role, value: .init(thousandths: amount(value, field.role, at: position))
        )
      }
    }
    var cued = packages.count(holding: position) == nil ? cue(at: position) : .quantity
    if isReplaced(position) { return nil }
    if word.isArticle, cued?.isMoney == true, !analysis.bears(.currency, position + 1) { cued = nil }
    if cued == .tendered, countsGoodsAlone(position) { cued = nil }
    if cued == .wholesaleFrom, !isOfWholesale(position) { cued = nil }
    // «me regalaron 10 leches»
    if cued == .bonus, counts(position) { cued = .quantity }
    if isMeasure(position), cued?.isMoney == true { return nil }
    if let change = PriceChange(analysis, rule, at: position, cued: cued) {
      let amount = change.amount(amount(value, .change, at: position))
      return Assigned(word: position, role: .change, value: .init(thousandths: amount))
    }
    let isAlone = analysis.isCompleted && !isPronoun(position)
    if word.isArticle, isAlone || [.productPrice, .createProduct].contains(rule.intent) {
      return nil
    }
    let countsGoods =
      rule.intent != .createProduct
      && (counts(position) || follows(position) || packages.count(holding: position) != nil)
    if word.isArticle, analysis.bears(.cashMoney, position + 1) { return nil }
    if word.isArticle, isLastOne(position) {
      return Assigned(word: position, role: .quantity, value: .init(1))
    }
    if word.isArticle, cued == nil, !countsGoods || !counts(position) { return nil }
    let fallback =
      isOfDocument(position)
      ? nil
      : plain.first { role in
        !assigned.contains { $0.role == role } && (role != .tendered || subjects.isEmpty)
      }
    if cued == nil, isHandedOver(position) { cued = accepted(.tendered) }
    if cued == nil, isSumAgain(position) { cued = accepted(.total) }
    let isMoney =
      word.isMoney || (countsGoods || isPriceOfGoods(position)) && analysis.bears(.currency, position + 1)
    if isMoney, isPriceOfGoods(position), let price = accepted(.price) { cued = price }
    let money: NumberRole? = isMoney ? plain.first { $0 != .quantity && $0 != .count } : nil
    let worth: NumberRole? = isMoney && countsGoods ? accepted(.worth) : nil
    // «nuevo producto vela a 3 con 24 unidades», «… con 24»
    let isOfNew =
      analysis.bears(.unitWord, position + 1) || analysis.bears(.byMeans, position - 1) && !isMoney
    let ofNew: NumberRole? = rule.intent == .createProduct && isOfNew ? accepted(.quantity) : nil
    guard
      let role = (isRightAhead(position, cued: cued) ? nil : cued) ?? worth ?? ofNew
        ?? (countsGoods ? .quantity : nil) ?? money
        ?? (word.isArticle ? nil : fallback)
    else { return nil }
    if role == .threshold || role == .count, value == 0 { return nil }
    if role.isMoney, isSize(position) || saysMeasure(position) { return nil }
    let meant = role == .quantity ? units(value, at: position) : amount(value, role, at: position)
    // What packages hold counts the goods where the packages are counted.
    let place = role == .quantity ? packages.count(holding: position) ?? position : position
    return Assigned(word: place, role: role, value: .init(thousandths: meant))
  }

  /// «me da 2 panes»: how many are wanted, and not what is paid with.
  private func countsGoodsAlone(_ position: Int) -> Bool {
    counts(position) && !analysis.sentence.words[position].isMoney
      && !analysis.bears([.currency, .forEach, .forWhom], position + 1)
  }

  /// «llegaron 12 en vez de 10»: what stands in nobody's books.
  private func isReplaced(_ position: Int) -> Bool {
    [.registerSale, .registerStockEntry].contains(rule.intent)
      && analysis.tags.contains {
        $0.concept == analysis.lexicon[.swap] && $0.words.count > 1 && $0.words.upperBound == position
      }
  }

  /// «a 7 por mayor desde 12», «a 7 desde 12 unidades», and not «desde 8 a 10».
  private func isOfWholesale(_ position: Int) -> Bool {
    analysis.bears([.unitWord, .units], position + 1)
      || analysis.fills("price_type", with: "wholesale", in: analysis.everything)
  }

  /// «2 esponjas de 7 bs»: what goods of that price cost each.
  private func isPriceOfGoods(_ position: Int) -> Bool {
    analysis.bears(.from, position - 1) && subjects.contains { $0.words.upperBound == position - 1 }
  }

  /// An amount of money, «50 centavos» as half of one.
  private func amount(_ value: Int64, _ role: NumberRole, at position: Int) -> Int64 {
    role.isMoney && analysis.bears(.cents, position + 1) ? value / 100 : value
  }

  /// «con factura 234», where no document is asked about.
  func isOfDocument(_ position: Int) -> Bool {
    analysis.tags.contains { tag in
      guard case .cue(.folio, isAhead: false) = analysis.meaning(of: tag) else {
        return false
      }
      return tag.words.upperBound == position
    }
  }

  /// «se me rompió uno»: one of the goods spoken of, where goods are moved; «un» and «a» are no more than articles.
  private func isPronoun(_ position: Int) -> Bool {
    rule.intent.movesGoods && analysis.sentence.words[position].range.count > 2
      && position == analysis.sentence.words.count - 2
  }

  /// «devolvieron uno»: one of the goods that a sale not yet named was of.
  private func isLastOne(_ position: Int) -> Bool {
    rule.intent == .returnSale && subjects.isEmpty
      && (analysis.sentence.words[position].range.count > 2 || position == analysis.sentence.words.count - 1
        || analysis.bears(.insteadOf, position + 1))
  }

  /// Whether a number right behind a product says how many: «queso x3».
  private func follows(_ position: Int) -> Bool {
    (rule.slots.contains("qty") || rule.slots.contains("items")) && isBehind(position)
  }

  /// Whether the number stands right behind a product that no number ahead of it counts: «queso 2 y pan 3».
  func isBehind(_ position: Int) -> Bool {
    guard let subject = subjects.first(where: { $0.words.upperBound == position }) else { return false }
    return !assigned.contains { number in
      number.role == .quantity && (-4..<0).contains(number.word - subject.words.lowerBound)
        && !isBehind(number.word) && !isOfOneBefore(number.word, subject.words)
        && !subjects.contains(between: number.word, and: subject.words)
    }
  }

  /// «los de durazno eran 2 y los de uva 4»: whether a number ahead of a product is said of the one before it.
  func isOfOneBefore(_ number: Int, _ product: Range<Int>) -> Bool {
    analysis.bears(.rather, number - 1) && number < product.lowerBound
      && (number + 1..<product.lowerBound).contains {
        analysis.bears(.and, $0) || analysis.sentence.words[$0].gap != .space
      }
  }

  /// The role that the words beside a number give it; of several the longest say.
  func cue(at position: Int) -> NumberRole? {
    var best: (role: NumberRole, length: Int)?
    for tag in analysis.tags {
      guard case .cue(let role, let isAhead) = analysis.meaning(of: tag) else {
        continue
      }
      let isRightBeside =
        isAhead ? tag.words.lowerBound == position + 1 : tag.words.upperBound == position
      let isBeside =
        isRightBeside
        || !isAhead && role != .register && tag.words.upperBound == position - 1 && isLight(position - 1)
          && !analysis.bears(.and, position - 1)
      // «a 40 menos 5»: the «menos» is of the number behind it.
      if isAhead, isNumber(tag.words.upperBound) { continue }
      guard isBeside,
        role != .counted || !analysis.bears(.sale, position + 1) && analysis.concept(.howMany) == 0,
        !role.isMoney || !isCorrecting(tag), role != .worth || counts(position),
        let role = accepted(role)
      else { continue }
      if best == nil || isRightBeside && tag.words.count >= best?.length ?? 0 {
        best = (role, isRightBeside ? tag.words.count : 0)
      }
    }
    return best?.role
  }

  private func isNumber(_ position: Int) -> Bool {
    analysis.follows(position) && analysis.sentence.words[position].isNumber
  }

  /// Whether a word is but part of a phrase that corrects: the «en» of «en realidad 3».
  private func isCorrecting(_ tag: Tag) -> Bool {
    analysis.tags.contains {
      $0.words.count > tag.words.count && $0.said & tag.said == tag.said
        && [analysis.lexicon[.rather], analysis.lexicon[.repair]].contains($0.concept)
    }
  }

  func isLight(_ position: Int) -> Bool {
    position >= 0 && analysis.costs[position] <= 0.06
  }

  /// `role`, or the one that this intent calls so: what is paid for goods received is their cost.
  private func accepted(_ role: NumberRole) -> NumberRole? {
    if rule.slots.contains(role.rawValue) { return role }
    if role == .quantity, rule.slots.contains("items") { return role }
    if role == .price, rule.slots.contains("items"), rule.intent != .suggestOrder,
      !rule.slots.contains("cost")
    {
      return .price
    }
    if role == .price, rule.slots.contains("cost") { return .cost }
    if role == .total, rule.slots.contains("price") { return .price }
    return nil
  }

  /// «por 2 escobas», «dale entrada a 60 escobas»: no sum and no price, but how many of the goods right behind it.
  private func isRightAhead(_ position: Int, cued: NumberRole?) -> Bool {
    let isFirst = !subjects.contains { $0.words.upperBound <= position }
    guard cued == .total || isFirst && (cued == .price || cued == .cost) else { return false }
    let word = analysis.sentence.words[position]
    return !word.isMoney && counts(position)
      && subjects.contains { $0.words.lowerBound == position + 1 }
  }

  /// Whether a number says how many of the product behind it, with only its package between them.
  func counts(_ position: Int) -> Bool {
    guard rule.slots.contains("qty") || rule.slots.contains("items") else { return false }
    let words = analysis.sentence.words
    return subjects.contains { subject in
      let between = subject.words.lowerBound - position - 1
      guard between >= 0, between <= 3 else { return false }
      return words[(position + 1)..<(subject.words.lowerBound + 1)].allSatisfy { $0.gap == .space }
        && words[(position + 1)..<subject.words.lowerBound].allSatisfy { $0.value == nil }
    }
  }
}
