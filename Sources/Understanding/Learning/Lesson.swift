package import Inventory

/// What was learned from sentences whose meaning is known, and how well it does on those that it did not see.
package struct Lesson: Sendable {
  /// The text of `weights.txt`.
  package let file: String
  /// The shares of sentences left out while learning that were read right, in all and of those answered.
  package let right: Tally.Share
  package let answeredRight: Tally.Share
  package let answered: Tally.Share
  /// What was asked for and what it was taken for, most often first.
  package let confusions: [(confusion: Tally.Confusion, count: Int)]
}

extension Interpreter {
  /// Learns what the features of a language's sentences say of intents.
  ///
  /// The leads that make an answer are those from which on `goal` per cent of what is answered is right, measured on
  /// sentences left out while learning, a part at a time. Each sentence is learned from, and tried, as it is and with a
  /// slip in it; the shares are of those without.
  package func lesson(
    from rows: [EvaluationRow], in index: CatalogueIndex, language: Language, goal: Double
  ) -> Lesson? {
    guard let pack = lexicon.languages.firstIndex(of: language) else { return nil }
    let own = rows.filter { $0.language == language && $0.context == nil && !$0.isNear }
    guard own.count >= Self.parts else { return nil }
    var maker = NoiseMaker(lexicon, seed: 1)
    let copies = own.map { row in
      [Noise.clean, .oneTypo].map { noise in
        Analysis(
          maker.copy(of: row.text, in: language, with: noise), lexicon, index, preferring: pack)
      }
    }
    let samples = zip(own, copies).map { row, copies in
      copies.map { Learner.Sample(features: $0.features, intent: row.expected.intent) }
    }
    var trials: [Trial] = []
    var clean: [Trial] = []
    var confusions: [Tally.Confusion: Int] = [:]
    for part in 0..<Self.parts {
      let seen = own.indices.filter { $0 % Self.parts != part }.flatMap { samples[$0] }
      let weights = Learner(seen).weights(leads: .ofEvidence, concepts: lexicon.concepts.count)
      let rules = rules.weighing(weights, for: pack)
      for row in own.indices where row % Self.parts == part {
        let tried = copies[row].map { Trial(of: $0, own[row], rules, rules.weights[pack]) }
        trials += tried
        clean.append(tried[0])
        if !tried[0].isRight {
          confusions[.init(expected: own[row].expected.intent, read: tried[0].intent), default: 0] += 1
        }
      }
    }
    let leads = Leads(trials, goal: goal)
    let weights = Learner(samples.flatMap(\.self)).weights(leads: leads, concepts: lexicon.concepts.count)
    let answers = clean.filter { $0.isAnswer(from: leads) }
    return Lesson(
      file: weights.text(lexicon), right: Tally.Share(clean.map(\.isRight)),
      answeredRight: Tally.Share(answers.map(\.isRight)),
      answered: Tally.Share(clean.map { $0.isAnswer(from: leads) }),
      confusions: confusions.map { ($0.key, $0.value) }.sorted {
        ($0.count, $1.confusion.text) > ($1.count, $0.confusion.text)
      })
  }

  private static let parts = 5
}

extension Analysis {
  fileprivate var features: [IntentWeights.Feature] {
    var features: [IntentWeights.Feature] = []
    eachFeature { features.append($0) }
    return features
  }
}
