internal import Inventory

/// What the words behind the beginning of a product's name do to it.
extension ProductFinder {
  /// What the next word does to a mention.
  enum Step {
    case narrows(ProductMatcher.Candidates, length: Int)
    /// It tells the product meant from all that the shop has.
    case contradicts(length: Int)
    /// It may stand inside of a name.
    case passes
    case stops
  }

  func step(
    to next: Int, from end: Int, _ candidates: ProductMatcher.Candidates, _ named: WordSet
  ) -> Step {
    let size = size(at: next, of: candidates)
    let matches = size?.matches ?? matches(of: next, among: candidates)
    let length = size?.length ?? 1
    let isLooseNumber =
      size == nil && sentence.words[next].kind == .number
      && (!joins(end..<next) || countsOther(next, after: end, candidates))
    // «5 labiales y vino un cliente» names no wine-coloured lipsticks.
    let isLooseSmall = isGlue(next) && !joins(end..<next)
    if !matches.isEmpty, !isLooseNumber, !isLooseSmall {
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
    let packed = index.products.narrow(candidates, by: packed(at: next))
    if !packed.isEmpty { return .narrows(packed, length: 2) }
    let held = index.products.narrow(candidates, by: held(at: next, after: end))
    if !held.isEmpty { return .narrows(held, length: 1) }
    if next == end + 1, isOf(.sizeWord, sentence.words[end]) { return .contradicts(length: 1) }
    if size == nil, isOtherValue(next, after: end, candidates) { return .contradicts(length: 1) }
    if size != nil {
      let isTold = joins(end..<next) && index.products.haveSizes(candidates)
      return isTold ? .contradicts(length: length) : .stops
    }
    if isSomebody(next, after: end) { return .stops }
    if isApart(end..<next), !isGlue(next), sentence.words[next].kind != .number, !matches.isEmpty {
      return .contradicts(length: 1)
    }
    // «atún en aceite de oliva», where the shop has oil too.
    if next == end + 1, isOf(.within, sentence.words[end]), isHead(next) { return .contradicts(length: 1) }
    let isJoined = joins(end..<next) || isMade(next, from: end)
    if !matches.isEmpty {
      let isAnother =
        isHead(next) && !isOf(end..<next) || isSpokenFor(next) && !describes(next, after: end)
        || sentence.words[next].kind == .number || isOfOtherName(next, candidates)
      return isAnother || !isJoined ? .stops : .contradicts(length: 1)
    }
    if isOneOf(next) { return .stops }
    if isGlue(next) || isOf(.joins, sentence.words[next]) || isOf(.sizeWord, sentence.words[next]) {
      return .passes
    }
    if isCompound(next, after: end) { return .contradicts(length: 1) }
    let isTelling = (tells(next, after: end) || isModel(next)) && named & (1 << WordSet(next)) == 0
    return isTelling && isJoined ? .contradicts(length: 1) : .stops
  }

  /// «cola 2l 2 galletas», «1 lavandina 2 esponjas»: a number ahead of other goods, where the size was said already or
  /// these goods are counted.
  private func countsOther(
    _ position: Int, after end: Int, _ candidates: ProductMatcher.Candidates
  ) -> Bool {
    let other = position + 1
    guard position == end, other < sentence.words.count, sentence.words[other].gap == .space, opens(other),
      index.products.narrow(candidates, by: index.products.exact(sentence[other])).isEmpty
    else { return false }
    let before = sentence[end - 1]
    return SizeUnit.isSize(before) || SizeUnit(before) != nil
      || sentence.words[..<end].contains { $0.value != nil }
  }

  /// «2 yogures uno de frutilla»: one of those named ahead.
  private func isOneOf(_ position: Int) -> Bool {
    let word = sentence.words[position]
    return word.isArticle && word.range.count > 2 && position + 1 < sentence.words.count
      && isOf(.from, sentence.words[position + 1])
  }

  /// «deter en polvo»: whether the product that was called by an alias has the word in its name.
  private func isOfOtherName(_ position: Int, _ candidates: ProductMatcher.Candidates) -> Bool {
    (index.products.naming(candidates)?.entries ?? []).contains { entry in
      Normalizer.normalize(index.productNames[entry]).words.contains { $0.elementsEqual(sentence[position]) }
    }
  }

  /// Whether the word is not for what the goods are, but for whom: «2 shampoo para Ana».
  private func isSomebody(_ position: Int, after end: Int) -> Bool {
    guard position == end + 1, isOf(.forWhom, sentence.words[end]) else { return false }
    if isForSomebody { return true }
    let hasSmallLetters = sentence.words.dropFirst().contains { $0.kind == .word && !$0.isCapitalised }
    return hasSmallLetters && sentence.words[position].isCapitalised
      && index.products.exact(sentence[position]).isEmpty
  }

  /// The words of names that a word is as it stands, where that tells among `candidates`; else all that it may be.
  private func matches(of position: Int, among candidates: ProductMatcher.Candidates) -> [WordMatch] {
    let own = index.products.exact(sentence[position])
    return own.isEmpty || index.products.narrow(candidates, by: own).isEmpty
      ? knowledge.products[position] : own
  }

  /// A size with its unit, «500ml» or «2 litros», and what words of names it may be.
  private func size(at position: Int, of candidates: ProductMatcher.Candidates)
    -> (matches: [WordMatch], length: Int)?
  {
    let word = sentence.words[position]
    if word.kind == .code, SizeUnit.isSize(sentence[position]) { return (knowledge.products[position], 1) }
    if let size = sentence.size(at: position), case let matches = index.products.exact(size.text[...]),
      size.length > 1 || !matches.isEmpty
    {
      return (matches, size.length)
    }
    guard word.kind == .number, position + 1 < sentence.words.count,
      sentence.words[position + 1].gap == .space, sentence[position + 1].elementsEqual("%".utf8)
    else { return nil }
    let isStrength = index.products.naming(candidates)?.entries.contains {
      index.productNames[$0].contains("%")
    }
    return isStrength == true ? (index.products.exact(sentence[position]), 2) : nil
  }

  /// Whether neither the language nor the catalogue has the word as it stands.
  private func isMisspelt(_ position: Int) -> Bool {
    let word = sentence.words[position]
    return word.kind == .word && (word.form < 0 || word.isCorrected)
      && !knowledge.products[position].contains { $0.quality >= 0.98 }
  }

  /// A capital letter of its own: «vitamina D».
  func isLetter(_ position: Int) -> Bool {
    let word = sentence.words[position]
    return word.isCapitalised && word.source.count == 1 && !sentence.words[position - 1].isCapitalised
      && knowledge.products[position].isEmpty
  }

  /// Whether the language has a use of its own for the word as it was typed.
  private func isSpokenFor(_ position: Int) -> Bool {
    knowledge.weights[position] >= 0 && !sentence.words[position].isCorrected
  }

  /// Whether the word fills a slot other than the product's: «tarjeta», «ayer».
  private func fillsSlot(_ position: Int) -> Bool {
    let form = sentence.words[position].form
    guard form >= 0 else { return false }
    return lexicon.atoms(of: form).contains { place in
      let atom = Int(lexicon.atom(at: place))
      guard atom < lexicon.concepts.count else { return false }
      switch lexicon.concepts[atom].meaning {
      case .slot, .period, .cue: return true
      case .plain: return false
      }
    }
  }

  /// Whether `words` may stand inside a name: none, or a «de», «con», «sin», «talla».
  private func joins(_ words: Range<Int>) -> Bool {
    guard words.count == 1 else { return words.isEmpty }
    let joint = sentence.words[words.lowerBound]
    return isOf(.joins, joint) || isOf(.sizeWord, joint)
  }

  /// A word that tells one product from another: a colour, a size, one that nobody knows, or one behind a «de»
  /// that only a correction made a word of the language.
  func isAttribute(_ position: Int, after end: Int) -> Bool {
    let word = sentence.words[position]
    guard word.kind == .word, word.range.count > 2 else { return false }
    return knowledge.weights[position] < 0 && word.value == nil || isOf(.attribute, word)
      || word.isCorrected && position > end && !fillsSlot(position)
  }

  /// Whether a word right behind a name, or behind its «de», tells another product from those that the shop has.
  private func tells(_ position: Int, after end: Int) -> Bool {
    if isAttribute(position, after: end) { return true }
    let word = sentence.words[position]
    guard position > end, word.kind == .word, word.value == nil, word.range.count > 2, !fillsSlot(position),
      !knowledge.free.contains(position)
    else { return false }
    if isOf(end..<position) {
      return knowledge.weights[position] <= 0.6 || word.isCorrected || lexicon.isElsewhere(word.form)
    }
    return knowledge.loose.contains(position) || lexicon.isElsewhere(word.form)
  }

  /// «milk lid»: in English the last of two nouns says what it is.
  private func isCompound(_ position: Int, after end: Int) -> Bool {
    position == end && lexicon.languages[sentence.language] == .english
      && lexicon.isWare(sentence.words[position].form)
  }

  /// Whether `words` are a «sin» or a «para»: what goods lack or are for is none of the goods meant, though the shop
  /// has it: «leche sin azúcar», «filtro para aceite».
  private func isApart(_ words: Range<Int>) -> Bool {
    guard words.count == 1 else { return false }
    let word = sentence.words[words.lowerBound]
    return isOf(.joins, word) && (isOf(.without, word) || isOf(.forWhom, word))
  }

  /// Whether a word that the language has a use for tells goods all the same: a colour, a fruit, or one of everyday
  /// talk behind a «de» («vinagre de manzana», «crema de afeitar»).
  private func describes(_ position: Int, after end: Int) -> Bool {
    isOf(.attribute, sentence.words[position])
      || isOf(end..<position) && knowledge.loose.contains(position) && !knowledge.free.contains(position)
  }

  /// «b12», «n95»: letters and digits that are neither a size nor a code of the shop's.
  private func isModel(_ position: Int) -> Bool {
    let word = sentence.words[position]
    return word.kind == .code && word.value == nil && !sentence[position].contains(UInt8(ascii: "-"))
      && !SizeUnit.isSize(sentence[position]) && index.products.entry(code: sentence[position]) == nil
      && sentence[position].first.map { $0 &- 0x30 >= 10 } ?? false
  }

  /// Whether `words` are no more than «de».
  func isOf(_ words: Range<Int>) -> Bool {
    words.count == 1
      && (sentence[words.lowerBound].elementsEqual("de".utf8)
        || sentence[words.lowerBound].elementsEqual("of".utf8))
  }

  /// «en gel», «en lata»: what goods come in.
  private func isMade(_ position: Int, from end: Int) -> Bool {
    position == end + 1 && isOf(.within, sentence.words[end]) && isOf(.attribute, sentence.words[position])
  }
}
