internal import Inventory

/// A concept found in a sentence, and the words that say it.
struct Tag {
  let concept: Int32
  let words: Range<Int>
  /// The same without the words that a gap of the phrase passed over.
  let said: WordSet
}

/// Finds concepts: every word that stands for one alone, and every phrase.
struct Tagger {
  let lexicon: Lexicon

  private static let number = Int32(Lexicon.Feature.number.rawValue)

  /// The concepts of a sentence; within the words of a longer phrase the shorter ones are dropped.
  func tags(of sentence: Sentence, glue: WordSet) -> [Tag] {
    var tags: [Tag] = []
    tags.reserveCapacity(sentence.words.count * 2)
    for index in sentence.words.indices {
      let word = sentence.words[index]
      if word.value != nil, !word.isArticle {
        tags.append(Tag(concept: Self.number, words: index..<index + 1, said: 1 << WordSet(index)))
        start(at: index, with: Self.number, sentence, into: &tags)
      }
      guard word.form >= 0 else { continue }
      add(word.form, at: index, sentence, into: &tags)
      for form in word.others { add(form, at: index, sentence, into: &tags) }
    }
    tags.removeAll { isEmptyPeriod($0, sentence) }
    return strongest(of: tags, glue)
  }

  private func add(_ form: Int32, at index: Int, _ sentence: Sentence, into tags: inout [Tag]) {
    for place in lexicon.atoms(of: form) {
      let atom = lexicon.atom(at: place)
      if Int(atom) < lexicon.concepts.count, atom != lexicon[.sold] || !isConjunction(index + 1, sentence) {
        tags.append(Tag(concept: atom, words: index..<index + 1, said: 1 << WordSet(index)))
      }
      start(at: index, with: atom, sentence, into: &tags)
    }
  }

  /// Drops what stands within a phrase, or overlaps one that says more; a word of weight counts before glue.
  ///
  /// A phrase that is dropped itself drops no value: of «tres meses por mes» the «meses por mes» leaves the «por mes».
  private func strongest(of tags: [Tag], _ glue: WordSet) -> [Tag] {
    let phrases = tags.filter { $0.words.count > 1 && lexicon.concepts[Int($0.concept)].weight > 0 }
    guard !phrases.isEmpty else { return tags }
    let values = phrases.filter { fillsSlot($0) && !isDropped($0, by: phrases, glue) }
    return tags.filter { tag in
      if case .cue = lexicon.concepts[Int(tag.concept)].meaning { return true }
      let isValue = tag.words.count > 1 && fillsSlot(tag)
      return !isDropped(tag, by: isValue ? values : phrases, glue)
    }
  }

  private func isDropped(_ tag: Tag, by phrases: [Tag], _ glue: WordSet) -> Bool {
    func strength(_ tag: Tag) -> Int { 4 * (tag.said & ~glue).nonzeroBitCount + tag.said.nonzeroBitCount }
    let own = strength(tag)
    let isValue = tag.words.count > 1 && fillsSlot(tag)
    return phrases.contains { phrase in
      (!isValue || fillsSlot(phrase)) && phrase.said & tag.said != 0 && strength(phrase) > own
        && (phrase.said & tag.said == tag.said || tag.words.count > 1)
    }
  }

  /// «qué llegó», «qué se rompió».
  private func asksForMovements(_ concept: Int32) -> Bool {
    if case .slot("kind", _) = lexicon.concepts[Int(concept)].meaning { true } else { false }
  }

  private func fillsSlot(_ tag: Tag) -> Bool {
    switch lexicon.concepts[Int(tag.concept)].meaning {
    case .slot, .period: true
    case .plain, .cue: false
    }
  }

  /// Whether the numbers of a period make no sense: «de 5» is no year.
  private func isEmptyPeriod(_ tag: Tag, _ sentence: Sentence) -> Bool {
    guard case .period(let template) = lexicon.concepts[Int(tag.concept)].meaning else { return false }
    return sentence.period(template, in: tag.words, lexicon) == nil
  }

  private func start(at index: Int, with atom: Int32, _ sentence: Sentence, into tags: inout [Tag]) {
    guard !isDenialApart(index, sentence) else { return }
    let isConjunction = isConjunction(index, sentence)
    for place in lexicon.phrases(from: atom) {
      let rule = lexicon.phrase(at: place)
      if isConjunction, asksForMovements(rule.concept) { continue }
      let rest = rule.elements.dropFirst()
      if let (end, said) = match(rest, at: index + 1, sentence) {
        tags.append(Tag(concept: rule.concept, words: index..<end, said: said | 1 << WordSet(index)))
      }
    }
  }

  /// «no, vendí 10»: a no ahead of a comma denies what was said before it, and begins no phrase.
  private func isDenialApart(_ index: Int, _ sentence: Sentence) -> Bool {
    let next = index + 1
    return index == 0 && next < sentence.words.count && sentence.words[next].gap != .space
      && lexicon.bears(sentence.words[index].form, .deny)
  }

  /// «anotá que llegaron 10»: a «que» behind a verb of noting tells what is noted, and asks nothing.
  private func isConjunction(_ index: Int, _ sentence: Sentence) -> Bool {
    index > 0 && index < sentence.words.count && sentence.words[index].gap == .space
      && sentence[index].elementsEqual("que".utf8)
      && lexicon.bears(sentence.words[index - 1].form, .register)
  }

  /// Where the phrase ends, and on which words, when its `elements` can be found from `index` on.
  private func match(
    _ elements: Range<Int32>, at index: Int, _ sentence: Sentence
  ) -> (end: Int, said: WordSet)? {
    guard let next = elements.first else { return (index, 0) }
    let element = lexicon.elements[Int(next)]
    for at in index...(index + Int(element.reach)) {
      guard at < sentence.words.count, sentence.words[at].gap < .sentence else { break }
      if bears(at, sentence, element.atoms), let rest = match(elements.dropFirst(), at: at + 1, sentence) {
        return (rest.end, rest.said | 1 << WordSet(at))
      }
    }
    return element.isOptional ? match(elements.dropFirst(), at: index, sentence) : nil
  }

  private func bears(_ position: Int, _ sentence: Sentence, _ atoms: Range<Int32>) -> Bool {
    if sentence.words[position].value != nil, !sentence.words[position].isArticle,
      holds(atoms, Self.number)
    {
      return true
    }
    let form = sentence.words[position].form
    guard form >= 0 else { return false }
    if bears(form, atoms) { return true }
    for other in sentence.words[position].others where bears(other, atoms) { return true }
    return false
  }

  private func bears(_ form: Int32, _ atoms: Range<Int32>) -> Bool {
    for place in lexicon.atoms(of: form) where holds(atoms, lexicon.atom(at: place)) { return true }
    return false
  }

  private func holds(_ atoms: Range<Int32>, _ atom: Int32) -> Bool {
    for place in atoms where lexicon.elementAtoms[Int(place)] == atom { return true }
    return false
  }
}
