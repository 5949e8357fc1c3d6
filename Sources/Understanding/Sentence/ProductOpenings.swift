internal import Inventory

/// Where the names of products begin.
extension ProductFinder {
  /// Whether a mention may begin here: not with a word of the language, unless some name begins with it.
  func opens(_ position: Int) -> Bool {
    let matches = knowledge.products[position]
    guard !matches.isEmpty else { return false }
    if sentence.words[position].kind == .code, sentence.words[position].value != nil { return false }
    if isMeasureOfGoods(position) { return false }
    if isMeasured(position), matches.contains(where: { $0.quality >= 0.98 }) { return true }
    if isGlue(position) { return isNamed(position) }
    if isAnotherWord(position) { return false }
    let isPacking = isOf(.bulk, sentence.words[position]) && matches.contains { $0.quality >= 0.98 }
    return knowledge.loose & (1 << WordSet(position)) != 0 || isHead(position) || isPacking
  }

  /// «250g de queso», «100gr jamón»: how much of the goods behind it, and no size of others.
  private func isMeasureOfGoods(_ position: Int) -> Bool {
    guard sentence.words[position].kind == .code, SizeUnit.isSize(sentence[position]) else { return false }
    var next = position + 1
    if next < sentence.words.count, isOf(next..<next + 1) { next += 1 }
    guard next < sentence.words.count, sentence.words[next].gap == .space else { return false }
    guard position == 0 || sentence.words[position - 1].value == nil else { return false }
    return isWeighed(next)
  }

  /// «150 de mozzarella» can only be grams.
  private static let leastGrams: Int64 = 100_000

  /// Whether some of the goods that a word names are weighed or poured.
  private func isWeighed(_ position: Int) -> Bool {
    let goods = index.products.naming(index.products.candidates(knowledge.products[position]))
    return goods?.entries.contains { !index.productUnits[$0].isCountable } ?? false
  }

  /// «200 gramos de mozzarella», «1/4 de morena», «medio kilo de fresco»: what tells goods, of which so much is said.
  private func isMeasured(_ position: Int) -> Bool {
    guard position > 1, isOf(position - 1..<position), sentence.words[position].gap == .space,
      sentence.words[position].kind == .word, !isGlue(position)
    else { return false }
    let (measure, before) = (sentence.words[position - 2], sentence.words[max(0, position - 3)])
    if let value = measure.value, !measure.isArticle {
      return value % 1000 != 0 || isPart(position - 2) || value >= Self.leastGrams && isWeighed(position)
    }
    if measure.kind == .code { return SizeUnit.isSize(sentence[position - 2]) }
    return position > 2 && before.value != nil && SizeUnit(sentence[position - 2])?.thousandths != nil
  }

  /// Whether a number ends in a unit: «kilo y medio», «medio kilo».
  private func isPart(_ position: Int) -> Bool {
    Normalizer.normalize(sentence.typed(position..<position + 1)).words.last.flatMap(SizeUnit.init) != nil
  }

  /// «el vino», «2 vinos», «vino tinto»: a name of goods behind an article or a number or ahead of what tells which,
  /// though it is a small word otherwise.
  private func isNamed(_ position: Int) -> Bool {
    guard isHead(position), knowledge.products[position].contains(where: { $0.quality == 1 }),
      !followed(position, by: .reason), !followed(position, by: .toward) || isPriced(position)
    else { return false }
    let next = position + 1
    if next < sentence.words.count, sentence.words[next].gap == .space, sentence.words[next].value == nil {
      let kind = index.products.candidates(knowledge.products[position])
      if !index.products.narrow(kind, by: index.products.exact(sentence[next])).isEmpty { return true }
    }
    guard position > 0 else { return false }
    let before = sentence.words[position - 1]
    // «leche, pan y vino»
    if isOf(.and, before), position > 1, isListEnd(position), isGoods(position - 2) { return true }
    // «vendí vino», «2 panes con vino»
    let leads = isOf(.sold, before) || isOf(.sell, before) || isOf(.receive, before) || isOf(.joins, before)
    if leads, isListEnd(position), sentence.words[position].gap == .space,
      !isGlue(position - 1) || isOf(.joins, before)
    {
      return true
    }
    return before.gap < .sentence && sentence.words[position].gap == .space
      && (before.value != nil || isOf(.placeWord, before) || isOf(.from, before) || isOf(.allOf, before))
  }

  /// «2 labiales mate vino»: whether a word tells, right behind the first words of a name, which is meant.
  func endsName(_ position: Int) -> Bool {
    (max(0, position - 3)..<position).contains { start in
      guard opens(start), (start + 1...position).allSatisfy({ sentence.words[$0].gap == .space }) else {
        return false
      }
      var kind = index.products.candidates(knowledge.products[start])
      for next in start + 1...position where next == position || !isOf(.joins, sentence.words[next]) {
        kind = index.products.narrow(kind, by: index.products.exact(sentence[next]))
      }
      return !kind.isEmpty
    }
  }

  /// «el vino a 55»: no verb, which would lead to a place.
  private func isPriced(_ position: Int) -> Bool {
    position + 2 < sentence.words.count && sentence.words[position + 2].isNumber
  }

  /// Whether nothing stands behind a word, or what parts it from what does.
  private func isListEnd(_ position: Int) -> Bool {
    position + 1 == sentence.words.count || sentence.words[position + 1].gap != .space
      || isOf(.and, sentence.words[position + 1])
  }

  private func isGoods(_ position: Int) -> Bool {
    knowledge.products[position].contains { $0.quality >= 0.98 }
  }

  private func followed(_ position: Int, by concept: KnownConcept) -> Bool {
    position + 1 < sentence.words.count && isOf(concept, sentence.words[position + 1])
  }

  /// «sales today»: a word of weight that only as a plural would name goods, and is not counted.
  private func isAnotherWord(_ position: Int) -> Bool {
    knowledge.weights[position] >= 1 && !sentence.words[position].isCorrected
      && knowledge.products[position].allSatisfy { $0.quality < 1 }
      && (position == 0 || sentence.words[position - 1].value == nil && !leadsToGoods(position - 1))
  }

  /// «hay sobres», «precio de los clavos», «llegaron cierres»: a verb of goods, or a «de» of what is asked about them.
  private func leadsToGoods(_ position: Int) -> Bool {
    let word = sentence.words[position]
    guard sentence.words[position + 1].gap == .space, !isOf(.sale, sentence.words[position + 1]) else {
      return false
    }
    if isOf(.placeWord, word) || isOf(.it, word) { return position > 0 && leadsToGoods(position - 1) }
    if isOf(.from, word), position > 0 {
      let asked: [KnownConcept] = [.stock, .price, .supplierWord]
      return asked.contains { isOf($0, sentence.words[position - 1]) } || leadsToGoods(position - 1)
    }
    let verbs: [KnownConcept] = [.have, .sold, .sell, .receive, .howMany]
    return verbs.contains { isOf($0, word) }
  }
}
