internal import Inventory

/// What a sentence was taken for, word by word, for people who write the language files.
package struct Explanation: Sendable {
  package struct Candidate: Sendable {
    package let intent: Intent
    package let score: Double
    package let evidence: Double
  }

  /// Words of the message and the concept or name that they were taken as, in order.
  package let taken: [(words: String, meaning: String)]
  /// The intents with evidence, best first.
  package let candidates: [Candidate]
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
    return Explanation(
      taken: taken,
      candidates: scores.map {
        .init(intent: rules.rules[$0.rule].intent, score: Double($0.score), evidence: Double($0.evidence))
      },
      unknown: analysis.things.map(sentence.typed))
  }
}
