internal import Inventory

/// What is asked of the words of a message.
extension Analysis {
  /// Whether some word is known just as it stands.
  var hasKnown: Bool {
    sentence.words.contains { $0.value != nil || $0.form >= 0 && !$0.isCorrected }
      || products.contains { $0.share == 1 }
  }

  /// Whether it is no more than a few words.
  var isShort: Bool { sentence.words.count <= 4 }

  /// Every word of the message that still counts.
  var everything: WordSet { words(of: sentence.words.indices) & ~retracted }

  func words(of range: Range<Int>) -> WordSet {
    range.isEmpty ? 0 : ((~WordSet(0)) >> WordSet(128 - range.count)) << WordSet(range.lowerBound)
  }

  func words(of mentions: [Mention]) -> WordSet { mentions.reduce(0) { $0 | words(of: $1.words) } }

  func words(of ranges: [Range<Int>]) -> WordSet { ranges.reduce(0) { $0 | words(of: $1) } }

  func meaning(of tag: Tag) -> Lexicon.Meaning { lexicon.meaning(of: tag) }

  func weight(_ tag: Tag) -> Float { lexicon.concepts[Int(tag.concept)].weight }

  /// Whether the number at `position` is one in a hundred: «10 %», «diez por ciento».
  func isPercent(_ position: Int) -> Bool {
    bears(.percent, position + 1) || bears(.glue, position + 1) && bears(.percent, position + 2)
  }

  /// Whether the word at `position` alone stands for a concept, whatever phrase it is part of.
  func bears(_ concept: KnownConcept, _ position: Int) -> Bool {
    sentence.words.indices.contains(position) && lexicon.bears(sentence.words[position].form, concept)
  }

  func bears(_ concepts: [KnownConcept], _ position: Int) -> Bool {
    concepts.contains { bears($0, position) }
  }

  /// The words that alone stand for a concept.
  func words(bearing concept: KnownConcept) -> WordSet {
    var bearing: WordSet = 0
    for position in sentence.words.indices where bears(concept, position) {
      bearing |= 1 << WordSet(position)
    }
    return bearing
  }

  func words(bearing concepts: [KnownConcept]) -> WordSet {
    concepts.reduce(0) { $0 | words(bearing: $1) }
  }

  func feature(_ feature: Lexicon.Feature) -> WordSet { said[feature.rawValue] }

  /// The words that say a concept, alone or in a phrase.
  func concept(_ concept: KnownConcept) -> WordSet {
    let number = lexicon[concept]
    return number < 0 ? 0 : said[Int(number)]
  }

  func concepts(_ concepts: [KnownConcept]) -> WordSet { concepts.reduce(0) { $0 | concept($1) } }

  /// The words that say one of some concepts or stand for one within a phrase that says another.
  func words(saying concepts: [KnownConcept]) -> WordSet {
    self.concepts(concepts) | words(bearing: concepts)
  }

  /// Whether some of `words` say that a slot is to hold `value`.
  func fills(_ slot: String, with value: String, in words: WordSet) -> Bool {
    tags.contains { tag in
      guard case .slot(slot, value) = meaning(of: tag) else { return false }
      return tag.said & words != 0
    }
  }

  /// Whether exactly these words name a category.
  func isCategory(_ words: Range<Int>) -> Bool {
    names.contains { $0.kind == .category && $0.words == words }
  }
}
