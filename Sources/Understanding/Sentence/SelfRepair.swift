internal import Inventory

/// What a speaker takes back: «dos, digo tres», «ayer, no perdón, anteayer».
///
/// The last thing of a kind before the words of correction falls when one of that kind follows them.
struct SelfRepair {
  let analysis: Analysis

  /// The words that no longer count, those of correction among them.
  var retracted: WordSet {
    guard let id = analysis.lexicon.concept(named: "repair") else { return 0 }
    var words: WordSet = 0
    for tag in analysis.tags where Int(tag.concept) == id && tag.words.lowerBound > 0 {
      let taken = taken(before: tag.words.lowerBound, after: tag.words.upperBound)
      if taken != 0 { words |= taken | tag.said }
    }
    return words
  }

  private func taken(before start: Int, after end: Int) -> WordSet {
    var words: WordSet = 0
    for kind in kinds {
      if kind.contains(where: { $0.lowerBound >= end }),
        let last = kind.last(where: { $0.upperBound <= start })
      {
        words |= analysis.words(of: last)
      }
    }
    if words == 0, analysis.products.contains(where: { $0.words.lowerBound >= end }) {
      words = 1 << WordSet(start - 1)
    }
    return words
  }

  /// The ranges of words that name a thing of one kind each, in order.
  private var kinds: [[Range<Int>]] {
    let sentence = analysis.sentence
    let numbers = sentence.words.indices.filter { position in
      sentence.words[position].value != nil && !sentence.words[position].isArticle
        && !analysis.products.contains { $0.words.contains(position) }
    }
    let periods = analysis.tags.filter {
      Int(analysis.lexicon.concepts[Int($0.concept)].group) == Lexicon.Feature.period.rawValue
    }
    return [
      analysis.products.map(\.words) + analysis.things, numbers.map { $0..<$0 + 1 },
      periods.map(\.words), analysis.folios.map(\.words),
    ].map { $0.sorted { $0.lowerBound < $1.lowerBound } }
      + [Mention.Kind.branch, .supplier, .category, .employee, .customer].map { kind in
        analysis.names.filter { $0.kind == kind }.map(\.words).sorted { $0.lowerBound < $1.lowerBound }
      }
  }
}
