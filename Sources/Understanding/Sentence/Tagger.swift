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
  private let lexicon: Lexicon
  private let sentence: Sentence
  /// For each word the marks of the atoms that it bears: they rule out most phrases.
  private var marks: [Lexicon.AtomMarks] = []
  /// For each place the marks of that word and of those behind it in its sentence.
  private var following: [Lexicon.AtomMarks]
  /// For each place where the sentence that goes on there ends.
  private var ends: [Int]

  init(_ sentence: Sentence, _ lexicon: Lexicon) {
    (self.sentence, self.lexicon) = (sentence, lexicon)
    ends = Array(repeating: sentence.words.count, count: sentence.words.count + 1)
    following = Array(repeating: 0, count: sentence.words.count + 1)
    marks = sentence.words.map { word in
      var marks: Lexicon.AtomMarks = 0
      eachAtom(of: word) { marks |= Lexicon.marks(of: $0) }
      return marks
    }
    for index in sentence.words.indices.reversed() {
      let goesOn = sentence.words[index].gap < .sentence
      ends[index] = goesOn ? ends[index + 1] : index
      following[index] = goesOn ? following[index + 1] | marks[index] : 0
    }
  }

  private static let number = Int32(Lexicon.Feature.number.rawValue)

  /// The concepts of a sentence; within the words of a longer phrase the shorter ones are dropped.
  func tags(glue: WordSet) -> [Tag] {
    var tags: [Tag] = []
    tags.reserveCapacity(sentence.words.count * 8)
    for index in sentence.words.indices {
      let beginsPhrases = !isDenialApart(index)
      let notes = isConjunction(index + 1)
      eachAtom(of: sentence.words[index]) { atom in
        if Int(atom) < lexicon.concepts.count, !notes || atom != lexicon[.sold] {
          tags.append(Tag(concept: atom, words: index..<index + 1, said: 1 << WordSet(index)))
        }
        if beginsPhrases { start(at: index, with: atom, into: &tags) }
      }
    }
    tags.removeAll(where: isEmptyPeriod)
    return strongest(of: tags, glue)
  }

  /// Calls `body` with every atom that a word bears.
  private func eachAtom(of word: Sentence.Word, _ body: (Int32) -> Void) {
    if word.isNumber { body(Self.number) }
    guard word.form >= 0 else { return }
    for place in lexicon.atoms(of: word.form) { body(lexicon.atom(at: place)) }
    for other in word.others {
      for place in lexicon.atoms(of: sentence.nearForms[other]) { body(lexicon.atom(at: place)) }
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
      if case .cue = lexicon.meaning(of: tag) { return true }
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
    switch lexicon.meaning(of: tag) {
    case .slot, .period: true
    case .plain, .cue: false
    }
  }

  /// Whether the numbers of a period make no sense: «de 5» is no year.
  private func isEmptyPeriod(_ tag: Tag) -> Bool {
    guard case .period(let template) = lexicon.meaning(of: tag) else { return false }
    return sentence.period(template, in: tag.words, lexicon) == nil
  }

  private func start(at index: Int, with atom: Int32, into tags: inout [Tag]) {
    let following = following[index + 1]
    let isConjunction = isConjunction(index)
    for place in lexicon.phrases(from: atom) {
      let rule = lexicon.phrase(at: place)
      guard rule.needed == 0 || rule.needed & following != 0,
        !isConjunction || !asksForMovements(rule.concept)
      else { continue }
      if let (end, said) = match(rule.elements.dropFirst(), at: index + 1) {
        tags.append(Tag(concept: rule.concept, words: index..<end, said: said | 1 << WordSet(index)))
      }
    }
  }

  /// «no, vendí 10»: a no ahead of a comma denies what was said before it, and begins no phrase.
  private func isDenialApart(_ index: Int) -> Bool {
    let next = index + 1
    return index == 0 && next < sentence.words.count && sentence.words[next].gap != .space
      && lexicon.bears(sentence.words[index].form, .deny)
  }

  /// «anotá que llegaron 10», «log that…»: behind a verb of noting it tells what is noted, and asks nothing.
  private func isConjunction(_ index: Int) -> Bool {
    index > 0 && index < sentence.words.count && sentence.words[index].gap == .space
      && lexicon.bears(sentence.words[index].form, .that)
      && lexicon.bears(sentence.words[index - 1].form, .register)
  }

  /// Where the phrase ends, and on which words, when its `elements` can be found from `index` on.
  private func match(_ elements: Range<Int32>, at index: Int) -> (end: Int, said: WordSet)? {
    guard let next = elements.first else { return (index, 0) }
    let element = lexicon.elements[Int(next)]
    for at in index..<min(index + Int(element.reach) + 1, ends[index])
    where marks[at] & element.marks != 0 && bears(at, element.atoms) {
      if let rest = match(elements.dropFirst(), at: at + 1) {
        return (rest.end, rest.said | 1 << WordSet(at))
      }
    }
    return element.isOptional ? match(elements.dropFirst(), at: index) : nil
  }

  private func bears(_ position: Int, _ atoms: Range<Int32>) -> Bool {
    var isBorne = false
    eachAtom(of: sentence.words[position]) { atom in
      isBorne = isBorne || atoms.contains { lexicon.elementAtoms[Int($0)] == atom }
    }
    return isBorne
  }
}
