internal import Inventory

/// Finds products in a sentence.
struct ProductFinder {
  let sentence: Sentence
  let knowledge: WordKnowledge
  let lexicon: Lexicon
  let index: CatalogueIndex

  /// The products named outside of `blocked`; no name ends in one of the words `named` that name something else.
  func mentions(blocked: WordSet, named: WordSet) -> [Mention] {
    var mentions: [Mention] = []
    var position = 0
    while position < sentence.words.count {
      if blocked & (1 << WordSet(position)) == 0, let mention = mention(at: position, blocked, named) {
        mentions.removeAll { $0.words.overlaps(mention.words) }
        mentions.append(mention)
        position = mention.words.upperBound
      } else {
        position += 1
      }
    }
    return mentions
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
      if next == start + 1, isLetter(next) {
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
      } else if isOf("attribute", sentence.words[start - 1]) {
        return Mention(words: start - 1..<words.upperBound, product: .unknown, share: 0)
      } else {
        break
      }
      start -= 1
    }
    let mention = resolved(candidates, start..<words.upperBound)
    guard let other = stranger(before: start, candidates), named & (1 << WordSet(other)) == 0 else {
      return mention
    }
    return Mention(words: other..<words.upperBound, product: .unknown, share: 0)
  }

  /// A word that nobody knows, joined to the name of a product or ahead of the middle of one: «filtros de café».
  private func stranger(before start: Int, _ candidates: ProductMatcher.Candidates) -> Int? {
    let isBare = !(index.products.naming(candidates)?.hasHead ?? false)
    guard start > 0, sentence.words[start].gap == .space else { return nil }
    if isBare, isStranger(start - 1) { return start - 1 }
    if index.products.exact(sentence[start]).isEmpty, describes(start - 1) { return start - 1 }
    guard start > 1, sentence.words[start - 1].gap == .space, isStranger(start - 2),
      isOf("joins", sentence.words[start - 1]) || isOf("within", sentence.words[start - 1])
    else { return nil }
    return start - 2
  }

  /// Whether a word ahead of goods that have another name in the shop's language tells them: «almond milk».
  private func describes(_ position: Int) -> Bool {
    let word = sentence.words[position]
    return word.kind == .word && word.value == nil && word.range.count >= 4 && !word.isCorrected
      && lexicon.goods[sentence.words[position + 1].form] != nil && !knowledge.free.contains(position)
      && knowledge.loose.contains(position)
  }

  private func isStranger(_ position: Int) -> Bool {
    let word = sentence.words[position]
    return word.kind == .word && word.value == nil && word.range.count >= 4 && !word.isCapitalised
      && !word.isCorrected && knowledge.weights[position] < 0 && knowledge.products[position].isEmpty
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

  /// What the next word does to a mention.
  private enum Step {
    case narrows(ProductMatcher.Candidates, length: Int)
    /// It tells the product meant from all that the shop has.
    case contradicts(length: Int)
    /// It may stand inside of a name.
    case passes
    case stops
  }

  private func step(
    to next: Int, from end: Int, _ candidates: ProductMatcher.Candidates, _ named: WordSet
  ) -> Step {
    let size = size(at: next)
    let matches = size?.matches ?? matches(of: next, among: candidates)
    let length = size?.length ?? 1
    let isLooseNumber = size == nil && sentence.words[next].kind == .number && !joins(end..<next)
    if !matches.isEmpty, !isLooseNumber {
      // A word of a name that is another's too in some country means this name here: «gaseosa cola».
      let named =
        size == nil ? index.products.narrow(candidates, by: index.products.exact(sentence[next])) : nil
      if let named, !named.isEmpty { return .narrows(named, length: length) }
      let narrowed = index.products.narrow(candidates, by: matches)
      if !narrowed.isEmpty { return .narrows(narrowed, length: length) }
    }
    if size == nil, isMisspelt(next) || sentence.words[next].isCut, named & (1 << WordSet(next)) == 0 {
      let near = index.products.narrow(
        candidates, by: index.products.matches(of: sentence[next], within: candidates))
      if !near.isEmpty { return .narrows(near, length: 1) }
    }
    if size != nil {
      let isTold = joins(end..<next) && index.products.haveSizes(candidates)
      return isTold ? .contradicts(length: length) : .stops
    }
    let isJoined = joins(end..<next) || isMade(next, from: end)
    if !matches.isEmpty {
      let isAnother =
        isHead(next) && !isOf(end..<next) || isSpokenFor(next) || sentence.words[next].kind == .number
      return isAnother || !isJoined ? .stops : .contradicts(length: 1)
    }
    if isGlue(next) { return .passes }
    let isTelling = tells(next, after: end) && named & (1 << WordSet(next)) == 0
    return isTelling && isJoined ? .contradicts(length: 1) : .stops
  }

  /// The words of names that a word is as it stands, where that tells among `candidates`; else all that it may be.
  private func matches(of position: Int, among candidates: ProductMatcher.Candidates) -> [WordMatch] {
    let own = index.products.exact(sentence[position])
    return own.isEmpty || index.products.narrow(candidates, by: own).isEmpty
      ? knowledge.products[position] : own
  }

  private func resolved(_ candidates: ProductMatcher.Candidates, _ words: Range<Int>) -> Mention? {
    guard let naming = index.products.naming(candidates), !naming.entries.isEmpty else { return nil }
    let told = naming.entries.filter { !lacksOrHas(words, otherThan: index.productNames[$0]) }
    let entries = told.isEmpty ? naming.entries : told
    let meant = entries.count == 1 ? entries[0] : written(entries, words)
    var product: Mention.Product = meant.map { .known($0) } ?? .ambiguous(entries)
    if let meant, lacksOrHas(words, otherThan: index.productNames[meant]) { product = .unknown }
    return Mention(
      words: words, product: product, share: naming.isWhole ? 1 : naming.share, hasHead: naming.hasHead)
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
    return entries.prefix(16).first { Normalizer.normalize(index.productNames[$0]).words == typed }
  }

  /// A SKU or barcode, in one word or as «sha 001».
  private func coded(_ start: Int) -> Mention? {
    let kind = sentence.words[start].kind
    if kind != .symbol, let entry = index.products.entry(code: sentence[start]) {
      return Mention(words: start..<start + 1, product: .known(entry), share: 1)
    }
    let next = start + 1
    guard kind == .word, next < sentence.words.count, sentence.words[next].kind == .number,
      sentence.words[next].gap == .space
    else { return nil }
    let hyphened = sentence[start] + [UInt8(ascii: "-")] + sentence[next]
    return index.products.entry(code: hyphened).map {
      Mention(words: start..<next + 1, product: .known($0), share: 1)
    }
  }

  /// Whether a mention may begin here: not with a word of the language, unless some name begins with it.
  private func opens(_ position: Int) -> Bool {
    let matches = knowledge.products[position]
    guard !matches.isEmpty else { return false }
    if sentence.words[position].kind == .code, sentence.words[position].value != nil { return false }
    if isGlue(position) || isAnotherWord(position) { return false }
    return knowledge.loose & (1 << WordSet(position)) != 0 || isHead(position)
  }

  /// «sales today»: a word of weight that only as a plural would name goods, and is not counted.
  private func isAnotherWord(_ position: Int) -> Bool {
    knowledge.weights[position] >= 1 && !sentence.words[position].isCorrected
      && knowledge.products[position].allSatisfy { $0.quality < 1 }
      && (position == 0 || sentence.words[position - 1].value == nil)
  }

  /// A size with its unit, «500ml» or «2 litros», and what words of names it may be.
  private func size(at position: Int) -> (matches: [WordMatch], length: Int)? {
    let word = sentence.words[position]
    if word.kind == .code, SizeUnit.isSize(sentence[position]) { return (knowledge.products[position], 1) }
    guard word.kind == .number, position + 1 < sentence.words.count,
      sentence.words[position + 1].gap == .space
    else { return nil }
    if sentence[position + 1].elementsEqual("%".utf8) { return (index.products.exact(sentence[position]), 2) }
    guard let unit = SizeUnit(sentence[position + 1])
    else { return nil }
    return (index.products.exact(sentence[position] + unit.symbol), 2)
  }

  /// Whether neither the language nor the catalogue has the word as it stands.
  private func isMisspelt(_ position: Int) -> Bool {
    let word = sentence.words[position]
    return word.kind == .word && (word.form < 0 || word.isCorrected)
      && !knowledge.products[position].contains { $0.quality >= 0.98 }
  }

  /// A capital letter of its own: «vitamina D».
  private func isLetter(_ position: Int) -> Bool {
    let word = sentence.words[position]
    return word.isCapitalised && word.source.count == 1 && !sentence.words[position - 1].isCapitalised
      && knowledge.products[position].isEmpty
  }

  private func isHead(_ position: Int) -> Bool { index.products.isHead(knowledge.products[position]) }

  /// Whether the language has a use of its own for the word as it was typed.
  private func isSpokenFor(_ position: Int) -> Bool {
    knowledge.weights[position] >= 0 && !sentence.words[position].isCorrected
  }

  /// Whether the word fills a slot other than the product's: «tarjeta», «ayer».
  private func fillsSlot(_ position: Int) -> Bool {
    let form = sentence.words[position].form
    guard form >= 0 else { return false }
    return lexicon.atoms(of: Int(form)).contains { atom in
      guard Int(atom) < lexicon.concepts.count else { return false }
      switch lexicon.concepts[Int(atom)].meaning {
      case .slot, .period, .cue: return true
      case .plain: return false
      }
    }
  }

  private func isGlue(_ position: Int) -> Bool { knowledge.glue & (1 << WordSet(position)) != 0 }

  /// Whether `words` may stand inside a name: none, or a «de», «con», «sin».
  private func joins(_ words: Range<Int>) -> Bool {
    words.isEmpty || words.count == 1 && isOf("joins", sentence.words[words.lowerBound])
  }

  /// A word that tells one product from another: a colour, a size, one that nobody knows, or one behind a «de»
  /// that only a correction made a word of the language.
  private func isAttribute(_ position: Int, after end: Int) -> Bool {
    let word = sentence.words[position]
    guard word.kind == .word, word.range.count > 2 else { return false }
    return knowledge.weights[position] < 0 && word.value == nil || isOf("attribute", word)
      || word.isCorrected && position > end && !fillsSlot(position)
  }

  /// Whether a word right behind a name, or behind its «de», tells another product from those that the shop has.
  private func tells(_ position: Int, after end: Int) -> Bool {
    if isAttribute(position, after: end) { return true }
    let word = sentence.words[position]
    guard position > end, word.kind == .word, word.value == nil, word.range.count > 2, !fillsSlot(position),
      !knowledge.free.contains(position)
    else { return false }
    if isOf(end..<position) { return knowledge.weights[position] <= 0.6 || word.isCorrected }
    return knowledge.loose.contains(position)
  }

  /// Whether `words` are no more than «de».
  private func isOf(_ words: Range<Int>) -> Bool {
    words.count == 1
      && (sentence[words.lowerBound].elementsEqual("de".utf8)
        || sentence[words.lowerBound].elementsEqual("of".utf8))
  }

  /// «en gel», «en lata»: what goods come in.
  private func isMade(_ position: Int, from end: Int) -> Bool {
    position == end + 1 && isOf("within", sentence.words[end]) && isOf("attribute", sentence.words[position])
  }

  private func isOf(_ concept: String, _ word: Sentence.Word) -> Bool {
    guard word.form >= 0, let id = lexicon.conceptIDs[concept] else { return false }
    return lexicon.atoms(of: Int(word.form)).contains(Int32(id))
  }
}
