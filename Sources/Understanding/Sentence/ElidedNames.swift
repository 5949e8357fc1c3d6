internal import Inventory

/// Goods named by no more than what tells them from others of their kind.
extension Analysis {
  /// «tinte rojo y negro», «la leche entera y la deslactosada», «la lata a 11, la de 620 a 18», «2 de mango y 3 de
  /// uva»: others of the kind that is named ahead of them.
  mutating func addElided() {
    var position = 0
    while position < sentence.words.count {
      let head = products.last { $0.words.upperBound <= position && $0.product != .unknown }
      if let head, isElided(position, after: head), let part = part(from: position, of: [kind(of: head)]),
        part.entries != head.entries, part.entries.count == 1 || opener(of: position) != nil,
        !isPriced(opener(of: position) ?? position) || isNamed(part.entries), !measures(part.words)
      {
        if isHeading(head, of: part) { dropHeading(head) }
        name(part.words, part.entries)
        position = part.words.upperBound
      } else {
        position += 1
      }
    }
  }

  /// «y 250g de queso»: so much of the goods behind, and none of the kind ahead.
  private func measures(_ words: Range<Int>) -> Bool {
    sentence.size(at: words.lowerBound).map { $0.length == words.count } == true
      && bears(.from, words.upperBound)
      && (products.map(\.words) + things).contains { $0.lowerBound == words.upperBound + 1 }
  }

  /// «a 18 el rojo»: whether a product was named already.
  private func isNamed(_ entries: [Int]) -> Bool { products.contains { $0.entries == entries } }

  /// «2 vinos, uno tinto y uno blanco»: whether a kind is only named ahead of those of it that are meant.
  private func isHeading(_ head: Mention, of part: (words: Range<Int>, entries: [Int])) -> Bool {
    guard head.entries.count > part.entries.count, part.entries.allSatisfy(head.entries.contains) else {
      return false
    }
    return sentence.words[head.words.upperBound].gap != .space || isCountedAgain(behind: head)
  }

  /// «2 vinos uno tinto y uno blanco», «3 cervezas 2 negras»: whether some of a counted kind are counted right behind it.
  private func isCountedAgain(behind head: Mention) -> Bool {
    let (before, next) = (head.words.lowerBound - 1, head.words.upperBound)
    return head.entries.count > 1 && before >= 0 && sentence.words[before].isNumber
      && sentence.words[next].value != nil
  }

  private mutating func dropHeading(_ head: Mention) {
    products.removeAll { $0.words == head.words }
    let before = head.words.lowerBound - 1
    headings |= words(of: head.words)
    if before >= 0, sentence.words[before].value != nil { headings |= 1 << WordSet(before) }
  }

  /// «los de naranja», «el blanco», «el de medio litro»: one of `names`, which were spoken of before, or another of
  /// their kinds.
  mutating func addParts(of names: [String]) {
    let kinds = names.compactMap { Normalizer.normalize($0).words.first }.map(kind)
    var position = 0
    while position < sentence.words.count {
      guard let part = part(from: position, of: kinds) else {
        position += 1
        continue
      }
      let own = part.entries.filter { names.contains(index.productNames[$0]) }
      name(part.words, own.isEmpty ? part.entries.alike(names, index.productNames) : own)
      position = part.words.upperBound
    }
  }

  /// «la leche 1», of what is proposed already: how many, and no size.
  mutating func releaseCounts() {
    products = products.map { mention in
      let last = mention.words.upperBound - 1
      guard mention.words.count > 1, sentence.words[last].kind == .number, !bears(.from, last - 1),
        sentence.words[last].value ?? 0 < Self.leastBareSize
      else { return mention }
      return Mention(
        words: mention.words.lowerBound..<last, product: mention.product, share: mention.share,
        hasHead: mention.hasHead)
    }
  }

  private mutating func name(_ words: Range<Int>, _ entries: [Int]) {
    let product: Mention.Product = entries.count == 1 ? .known(entries[0]) : .ambiguous(entries)
    products.removeAll { $0.words.overlaps(words) }
    products.append(Mention(words: words, product: product, share: 0, hasHead: false))
    products.sort { $0.words.lowerBound < $1.words.lowerBound }
    things.removeAll { $0.overlaps(words) }
    let taken = self.words(of: words)
    tags.removeAll { $0.said & taken == $0.said }
  }

  private func kind(of word: ArraySlice<UInt8>) -> ProductMatcher.Candidates {
    index.products.candidates(matches(of: word))
  }

  /// The products whose names begin as that of `mention` does.
  private func kind(of mention: Mention) -> ProductMatcher.Candidates {
    kind(of: mention.entries.first.flatMap { Normalizer.normalize(index.productNames[$0]).words.first } ?? [])
  }

  /// Whether what stands at `position` may tell another product than `head` by itself.
  private func isElided(_ position: Int, after head: Mention) -> Bool {
    if let opener = opener(of: position) {
      return opener >= head.words.upperBound
        && (head.words.upperBound...opener).contains {
          bears(.and, $0) || sentence.words[$0].gap != .space || isPriced($0)
        } || opener == head.words.upperBound && (isHeadless(position) || isCountedAgain(behind: head))
    }
    guard bears(.attribute, position) || sentence.words[position].form < 0 || isLetter(position) else {
      return false
    }
    let joint = head.words.upperBound
    return position == joint + 1 && bears(.and, joint) && sentence.words[joint].gap == .space
      && sentence.words[position].gap == .space || isRepaired(at: position, after: joint)
  }

  /// «2 leche entera, digo deslactosada»: whether words of correction lead to what stands at `position`.
  private func isRepaired(at position: Int, after end: Int) -> Bool {
    tags.contains { tag in
      tag.concept == lexicon[.repair] && tag.words.lowerBound >= end
        && tag.words.upperBound <= position
        && (tag.words.upperBound..<position).allSatisfy { bears(.rather, $0) || isArticle($0) }
    }
  }

  /// Where the small words begin that stand ahead of `position` in «la de 620», «la blanca», «de uva», «3 de las
  /// negras», «otro de mango»; nil where none do.
  private func opener(of position: Int) -> Int? {
    var start = position
    if follows(start), isArticle(start - 1) { start -= 1 }
    if follows(start), bears(.from, start - 1) { start -= 1 }
    if start < position, follows(start), isArticle(start - 1) { start -= 1 }
    let isToldApart =
      start < position || bears(.attribute, position) || isLetter(position) || isHeadless(position)
    if start > 0, follows(start), isToldApart,
      sentence.words[start - 1].value != nil || bears(.other, start - 1)
    {
      return start - 1
    }
    return start < position ? start : nil
  }

  private func isArticle(_ position: Int) -> Bool {
    bears(.allOf, position) || bears(.placeWord, position) && !bears(.from, position)
  }

  /// The words from `start` on that tell some of `kinds` from the rest of them, and which.
  private func part(
    from start: Int, of kinds: [ProductMatcher.Candidates]
  ) -> (words: Range<Int>, entries: [Int])? {
    let found = kinds.compactMap { kind in part(from: start, of: kind) }
    guard let longest = found.map(\.end).max() else { return nil }
    var entries: [Int] = []
    for part in found where part.end == longest {
      entries += part.entries.filter { !entries.contains($0) }
    }
    return (start..<longest, entries)
  }

  private func part(
    from start: Int, of kind: ProductMatcher.Candidates
  ) -> (end: Int, entries: [Int])? {
    var (candidates, end, next) = (kind, start, start)
    while next < sentence.words.count, next == start || follows(next), let size = telling(at: next) {
      let narrowed = index.products.narrow(candidates, by: size.matches)
      guard !narrowed.isEmpty else { break }
      candidates = narrowed
      end = next + size.length
      next = follows(end) && bears(.from, end) ? end + 1 : end
    }
    guard end > start, let entries = index.products.naming(candidates)?.entries, !entries.isEmpty,
      let all = index.products.naming(kind)?.entries, entries.count < all.count
    else { return nil }
    return (end, entries)
  }

  /// What words of names the words at `position` may be, and how many they are: a size, or a word that says nothing
  /// else.
  private func telling(at position: Int) -> (matches: [WordMatch], length: Int)? {
    let word = sentence.words[position]
    let isCounted =
      bears(.from, position - 1) && position > 1
      && (sentence.words[position - 2].value != nil || bears(.other, position - 2))
    let isTaken =
      products.contains {
        $0.words.contains(position)
          && !($0.words.lowerBound == position && (isCounted || isOne(position - 1) || isHeadless(position)))
      }
      || !isCounted && names.contains { $0.words.contains(position) }
    guard !isTaken, !word.isMoney, !bears(.from, position - 1) || !isPriced(position) else { return nil }
    if let size = sentence.size(at: position) { return (index.products.exact(size.text[...]), size.length) }
    if word.isNumber {
      let isSize =
        bears(.from, position - 1) || word.value ?? 0 >= Self.leastBareSize && !isPriced(position)
      return isSize ? (index.products.exact(sentence[position]), 1) : nil
    }
    guard word.kind == .code || word.kind == .word && word.range.count > 2 || isLetter(position),
      !isSmall(position) || isOne(position - 1)
    else {
      return nil
    }
    return (matches(of: word.kind == .code ? SizeUnit.canonical(sentence[position]) : sentence[position]), 1)
  }

  /// «pañales M y 2 *G*»: whether a word is a letter that may tell a size.
  private func isLetter(_ position: Int) -> Bool {
    sentence.words[position].kind == .word && sentence.words[position].range.count == 1 && !isSmall(position)
  }

  /// «1 *nude*»: whether a word is no kind of goods and alone may tell several.
  private func isHeadless(_ position: Int) -> Bool {
    products.contains {
      $0.words == position..<position + 1 && !$0.hasHead && $0.entries.count > 1
    }
  }

  /// «uno vino»: whether a word stands for one of the goods before, and is no article.
  private func isOne(_ position: Int) -> Bool {
    position >= 0 && sentence.words[position].isArticle && sentence.words[position].range.count > 2
      && sentence[position].last == UInt8(ascii: "o")
  }

  /// «a 120», «un billete de 20»: whether the words ahead of a number make it a price or another sum.
  func isPriced(_ position: Int) -> Bool {
    sentence.words[position].value != nil
      && tags.contains { tag in
        guard case .cue(let role, isAhead: false) = meaning(of: tag) else {
          return false
        }
        return role.isMoney && tag.words.upperBound == position
      }
  }

  /// «la rubia 620»: a smaller number that no unit follows is how many.
  private static let leastBareSize: Int64 = 100_000

  private func isSmall(_ position: Int) -> Bool {
    let form = sentence.words[position].form
    return lexicon.bears(form, .glue) || lexicon.number(form) != nil
  }

  /// The words of names that `word` is, in whatever country.
  private func matches(of word: ArraySlice<UInt8>) -> [WordMatch] {
    let form = lexicon.form(word, in: sentence.language)
    let same = form.flatMap(lexicon.goods) ?? []
    return same.reduce(index.products.exact(word)) { $0 + index.products.exact($1) }
  }
}

extension [Int] {
  /// Those whose names share most words with one of those `spoken` of: «de naranja», of a cola of 2 litres, is the
  /// orange of 2 litres.
  fileprivate func alike(_ spoken: [String], _ names: [String]) -> [Int] {
    let said = spoken.map { Normalizer.normalize($0).words }
    let likeness = map { entry in
      said.map { words in Normalizer.normalize(names[entry]).words.count { words.contains($0) } }.max() ?? 0
    }
    return indices.filter { likeness[$0] == likeness.max() }.map { self[$0] }
  }
}
