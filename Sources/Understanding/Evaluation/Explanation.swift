package import Inventory

/// What a sentence was taken for, word by word, for people who write the language files.
package struct Explanation: Sendable {
  package struct Candidate: Sendable {
    package let intent: Intent
    /// All that speaks for it: its score by evidence and what was learned of the words.
    package let points: Double
    package let evidence: Double
    /// What the words cost that it does not explain.
    package let cost: Double
  }

  /// Words of the message and the concept or name that they were taken as, in order.
  package let taken: [(words: String, meaning: String)]
  /// The likeliest intents, best first.
  package let candidates: [Candidate]
  /// How far the first is ahead, in parts of the lead that makes it an answer.
  package let margin: Double
  /// Whether the evidence alone and the weights alone put it first too.
  package let isAgreed: Bool
  package let language: Language
  /// Words that nothing explains.
  package let unknown: [String]
}

extension Interpreter {
  /// Why `read` reads `text` as it does.
  package func explain(_ text: String, in index: CatalogueIndex) -> Explanation {
    let analysis = Analysis(text, lexicon, index)
    let sentence = analysis.sentence
    var taken = analysis.tags.map { (sentence.typed($0.words), lexicon.concepts[Int($0.concept)].name) }
    for mention in analysis.products {
      let meaning =
        switch mention.product {
        case .known(let entry): "product " + index.productNames[entry]
        case .ambiguous(let entries):
          "one of " + entries.map { index.productNames[$0] }.joined(separator: " | ")
        case .unknown: "no product"
        }
      taken.append((sentence.typed(mention.words), meaning))
    }
    for name in analysis.names { taken.append((sentence.typed(name.words), "\(name.kind)")) }
    let scores = Scorer(rules: rules, analysis: analysis).scores(in: analysis.everything)
    let ranking = Ranking(scores, analysis, rules, rules.weights[sentence.language])
    let candidates = ranking.likeliest.map { rule, points in
      let score = scores.first { $0.rule == rule }
      return Explanation.Candidate(
        intent: rules.rules[rule].intent, points: Double(points), evidence: Double(score?.evidence ?? 0),
        cost: Double(score.map { max(0, $0.evidence - $0.score) } ?? 0))
    }
    return Explanation(
      taken: taken, candidates: candidates, margin: Double(ranking.margin),
      isAgreed: ranking.isAgreed, language: lexicon.languages[sentence.language],
      unknown: analysis.things.map(sentence.typed))
  }
}
