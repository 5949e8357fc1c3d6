internal import Inventory

/// Finds products in a sentence.
struct ProductFinder {
  let sentence: Sentence
  let knowledge: WordKnowledge
  let lexicon: Lexicon
  let index: CatalogueIndex
  /// Whether goods are set aside, which is for somebody.
  let isForSomebody: Bool

  /// The products named outside of `blocked`; no name ends in one of the words `named` that name something else.
  func mentions(blocked: WordSet, named: WordSet) -> [Mention] {
    var mentions: [Mention] = []
    var position = 0
    while position < sentence.words.count {
      if blocked & (1 << WordSet(position)) == 0, let mention = mention(at: position, blocked, named) {
        mentions.removeAll { $0.words.overlaps(mention.words) }
        if !isTail(mention, behind: mentions.last) { mentions.append(mention) }
        position = mention.words.upperBound
      } else {
        position += 1
      }
    }
    return mentions
  }

  /// «tinte ojo», «shampoo de 500ml»: a word of the middle of some name right behind goods, or a size behind their
  /// «de», is no other goods.
  private func isTail(_ mention: Mention, behind other: Mention?) -> Bool {
    guard let end = other?.words.upperBound, !mention.hasHead, mention.product != .unknown else {
      return false
    }
    let start = mention.words.lowerBound
    let isSize = SizeUnit.isSize(sentence[start]) || sentence.size(at: start) != nil
    let isSizeBehind = isSize && start == end + 1 && isOf(.joins, sentence.words[end])
    return sentence.words[start].gap == .space && (start == end || isSizeBehind)
  }

  private func mention(at start: Int, _ blocked: WordSet, _ named: WordSet) -> Mention? {
    if let coded = coded(start) { return coded }
    let kind = sentence.words[start].kind
    guard kind == .word || kind == .code, opens(start) else { return nil }
    var candidates = index.products.candidates(knowledge.products[start])
    var end = start + 1
    var next = end
    while next < sentence.words.count, follows(next), blocked & (1 << WordSet(next)) == 0 {
      // «shampoo neutro y shampoo seco»: the kind named again begins another product.
      if next > start + 1, sentence[next].elementsEqual(sentence[start]) { break }
      if next == start + 1 && (isLetter(next) || isKindAgain(next, after: start))
        || next == end && isOtherPack(next, of: start, candidates)
        || isOtherMeasure(next, after: end, of: start, candidates)
      {
        return Mention(words: start..<next + 1, product: .unknown, share: 0)
      }
      switch step(to: next, from: end, candidates, named) {
      case .narrows(let narrowed, let length):
        candidates = narrowed
        next += length
        end = next
      case .contradicts(let length):
        return Mention(words: start..<described(from: next + length, named), product: .unknown, share: 0)
      case .passes: next += 1
      case .stops: return preceded(candidates, start..<end, blocked, named)
      }
    }
    return preceded(candidates, start..<end, blocked, named)
  }

  /// «fideo tallarín»: another name of the kind, which no product bears, tells another of the kind.
  private func isKindAgain(_ position: Int, after start: Int) -> Bool {
    let kinds = Set(knowledge.products[start].map(\.word))
    return !sentence.words[position].isCorrected && !knowledge.products[position].isEmpty
      && knowledge.products[position].allSatisfy { kinds.contains($0.word) }
      && index.products.exact(sentence[position]).isEmpty && !index.products.exact(sentence[start]).isEmpty
  }

  /// Whether a word stands right behind the one before it, or behind the stop of its abbreviation.
  private func follows(_ position: Int) -> Bool {
    let before = position - 1
    return sentence.words[position].gap == .space
      || sentence.words[before].isCut && sentence.words[before].form < 0
        && !knowledge.products[before].isEmpty
  }

  /// The mention with the words ahead of it that tell which is meant, as English has them: «black dye».
  private func preceded(
    _ candidates: ProductMatcher.Candidates, _ words: Range<Int>, _ blocked: WordSet, _ named: WordSet
  ) -> Mention? {
    var (candidates, start) = (candidates, words.lowerBound)
    while start > 0, sentence.words[start].gap == .space, blocked & (1 << WordSet(start - 1)) == 0,
      sentence.words[start - 1].kind != .number, sentence.words[start - 1].kind != .symbol, !isGlue(start - 1)
    {
      let narrowed = index.products.narrow(candidates, by: knowledge.products[start - 1])
      if !narrowed.isEmpty {
        candidates = narrowed
      } else if isOf(.attribute, sentence.words[start - 1]) {
        return Mention(words: start - 1..<words.upperBound, product: .unknown, share: 0)
      } else {
        break
      }
      start -= 1
    }
    start = startWithNumber(before: start, candidates)
    let naming = index.products.naming(candidates)
    let mention = naming.flatMap { resolved($0, start..<words.upperBound) }
    guard let other = stranger(before: start, isBare: !(naming?.hasHead ?? false)), !named.contains(other)
    else { return mention }
    return Mention(words: other..<words.upperBound, product: .unknown, share: 0)
  }

  /// A word that nobody knows, joined to the name of a product or ahead of one whose head was not said: «filtros de
  /// café».
  private func stranger(before start: Int, isBare: Bool) -> Int? {
    guard start > 0, sentence.words[start].gap == .space else { return nil }
    if isBare, isStranger(start - 1) { return start - 1 }
    let isEnglish = lexicon.languages[sentence.language] == .english
    if isEnglish || index.products.exact(sentence[start]).isEmpty, describes(start - 1) { return start - 1 }
    guard start > 1, sentence.words[start - 1].gap == .space,
      isOf(.joins, sentence.words[start - 1]) || isOf(.within, sentence.words[start - 1]),
      isStranger(start - 2) || isHolder(start - 2, for: start - 1)
    else { return nil }
    return start - 2
  }

  /// Whether a word ahead of goods that have another name in the shop's language tells them: «almond milk».
  private func describes(_ position: Int) -> Bool {
    let word = sentence.words[position]
    guard word.kind == .word, word.value == nil, word.range.count >= 3, !word.isCorrected,
      lexicon.goods(sentence.words[position + 1].form) != nil, !knowledge.free.contains(position)
    else { return false }
    return knowledge.loose.contains(position) && word.range.count >= 4 || lexicon.isElsewhere(word.form)
  }

  /// «caja para clavos», «torta de atún»: what goods are put into or made into, which the language knows.
  private func isHolder(_ position: Int, for joint: Int) -> Bool {
    let word = sentence.words[position]
    guard word.kind == .word, word.value == nil, !word.isCorrected, !isGlue(position) else { return false }
    let isUseless = lexicon.isElsewhere(word.form) && !knowledge.loose.contains(position)
    let isPacking = isOf(.units, word) && isOf(.forWhom, sentence.words[joint])
    return isPacking || isUseless && word.range.count >= 4
  }

  private func isStranger(_ position: Int) -> Bool {
    let word = sentence.words[position]
    return word.kind == .word && word.value == nil && word.range.count >= 4
      && !word.isCorrected && knowledge.products[position].isEmpty
      && (lexicon.isWare(word.form) || !word.isCapitalised && knowledge.weights[position] < 0)
  }

  /// The end of the colours and unknown words from `start` on: «tinte verde limón».
  private func described(from start: Int, _ named: WordSet) -> Int {
    var end = start
    while end < sentence.words.count, sentence.words[end].gap == .space, named & (1 << WordSet(end)) == 0,
      isAttribute(end, after: end - 1)
    {
      end += 1
    }
    return end
  }

  private func resolved(_ naming: ProductMatcher.Naming, _ words: Range<Int>) -> Mention? {
    let told = naming.entries.filter { !lacksOrHas(words, otherThan: index.productNames[$0]) }
    let entries = told.isEmpty ? naming.entries : told
    let meant = entries.count == 1 ? entries[0] : written(entries, words)
    var product: Mention.Product = meant.map { .known($0) } ?? .ambiguous(entries)
    if !naming.hasHead, words.count == 1, !tellsOne(words.lowerBound),
      isGuess(words.lowerBound) || isOtherGoods(words.lowerBound) && !endsNames(of: entries, words.lowerBound)
    {
      product = .unknown
    }
    if let meant, lacksOrHas(words, otherThan: index.productNames[meant]) { product = .unknown }
    return Mention(
      words: words, product: product, share: naming.isWhole ? 1 : naming.share, hasHead: naming.hasHead)
  }

  /// Whether a word is none of a name as it was typed, but near one: «helado» and «pelado».
  private func isGuess(_ position: Int) -> Bool {
    let surest: Float = sentence.words[position].range.count < 8 ? 0.97 : 0.9
    return knowledge.products[position].allSatisfy { $0.quality < surest }
  }

  /// «breads», of Sourdough Bread: in English the last word of a name says what it is.
  private func endsNames(of entries: [Int], _ position: Int) -> Bool {
    let kinds = Set(knowledge.products[position].map(\.word))
    return lexicon.languages[sentence.language] == .english
      && entries.allSatisfy { entry in
        let last = Normalizer.normalize(index.productNames[entry]).words.last
        return last.map { index.products.exact($0).contains { kinds.contains($0.word) } } ?? false
      }
  }

  /// «the blond one».
  private func tellsOne(_ position: Int) -> Bool {
    position + 1 < sentence.words.count && isOf(.it, sentence.words[position + 1])
  }

  /// «hay avena» where the shop has soap of oats alone: a name of other goods or things, and not said as «los de
  /// avena».
  private func isOtherGoods(_ position: Int) -> Bool {
    let word = sentence.words[position]
    guard lexicon.isWare(word.form) || isOf(.common, word) else { return false }
    return position == 0 || !isOf(.joins, sentence.words[position - 1])
  }

  /// Whether «sin sal» was said of what is «con sal», or the other way round.
  private func lacksOrHas(_ words: Range<Int>, otherThan name: String) -> Bool {
    guard words.count > 2 else { return false }
    let said = words.map { sentence[$0] }
    let (with, without) = (ArraySlice("con".utf8), ArraySlice("sin".utf8))
    guard said.contains(with) || said.contains(without) else { return false }
    let written = Normalizer.normalize(name).words
    return said.contains(without) && written.contains(with)
      || said.contains(with) && written.contains(without)
  }

  /// The one of `entries` whose name is written out whole, word for word.
  private func written(_ entries: [Int], _ words: Range<Int>) -> Int? {
    let typed = Normalizer.normalize(sentence.typed(words)).words
    return entries.prefix(16).first { entry in
      let name = index.productNames[entry]
      return mayEnd(name, in: typed.last?.last) && Normalizer.normalize(name).words == typed
    }
  }

  /// Whether a name may end in a letter, at a glance.
  private func mayEnd(_ name: String, in letter: UInt8?) -> Bool {
    guard let last = name.utf8.last, case let small = last | 0x20, small &- 0x61 < 26 || last &- 0x30 < 10
    else { return true }
    return small == letter
  }

  /// A SKU or barcode, in one word or as «sha 001».
  private func coded(_ start: Int) -> Mention? {
    let kind = sentence.words[start].kind
    if kind != .symbol, let entry = index.products.entry(code: sentence[start]) {
      return Mention(words: start..<start + 1, product: .known(entry), share: 1)
    }
    let next = start + 1
    // «a 18» is a price, though some SKU is A-18.
    guard kind == .word, !isGlue(start) || sentence[start].count > 2, next < sentence.words.count,
      sentence.words[next].kind == .number, sentence.words[next].gap == .space
    else { return nil }
    let hyphened = sentence[start] + [UInt8(ascii: "-")] + sentence[next]
    return index.products.entry(code: hyphened).map {
      Mention(words: start..<next + 1, product: .known($0), share: 1)
    }
  }

  func isHead(_ position: Int) -> Bool { index.products.isHead(knowledge.products[position]) }

  func isGlue(_ position: Int) -> Bool { knowledge.glue & (1 << WordSet(position)) != 0 }

  func isOf(_ concept: KnownConcept, _ word: Sentence.Word) -> Bool {
    lexicon.bears(word.form, concept)
  }
}
