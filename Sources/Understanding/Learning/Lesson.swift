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
  /// The lead that makes an answer is the least from which on `goal` per cent of what is answered is right, measured on
  /// sentences left out while learning, a part at a time. Each sentence is learned from as it is and with a slip in it.
  package func lesson(
    from rows: [EvaluationRow], in index: CatalogueIndex, language: Language, goal: Double
  ) -> Lesson? {
    guard let pack = lexicon.packLanguages.firstIndex(of: language) else { return nil }
    let own = rows.filter { $0.language == language && $0.context == nil && !$0.isNear }
    guard own.count >= Self.parts else { return nil }
    var maker = NoiseMaker(lexicon, seed: 1)
    let samples = own.map { row in
      [Noise.clean, .oneTypo].map { noise in
        let analysis = Analysis(maker.copy(of: row.text, in: language, with: noise), lexicon, index)
        return Learner.Sample(features: analysis.features, intent: row.expected.intent)
      }
    }
    var trials: [Trial] = []
    var confusions: [Tally.Confusion: Int] = [:]
    for part in 0..<Self.parts {
      let seen = own.indices.filter { $0 % Self.parts != part }.flatMap { samples[$0] }
      let weights = Learner(seen).weights(lead: 1, concepts: lexicon.concepts.count)
      let rules = rules.weighing(weights, for: pack)
      for row in own.indices where row % Self.parts == part {
        let analysis = Analysis(own[row].text, lexicon, index)
        let scores = Scorer(rules: rules, analysis: analysis).scores(in: analysis.everything)
        let ranking = Ranking(scores, analysis, rules, rules.weights[pack])
        let intent = ranking.first.map { rules.rules[$0].intent } ?? .outOfScope
        trials.append(Trial(ranking: ranking, isRight: own[row].isRight(intent), intent: intent))
        if !own[row].isRight(intent) {
          confusions[.init(expected: own[row].expected.intent, read: intent), default: 0] += 1
        }
      }
    }
    let lead = Trial.lead(of: trials, goal: goal)
    let weights = Learner(samples.flatMap(\.self)).weights(lead: lead, concepts: lexicon.concepts.count)
    let answers = trials.filter { $0.isAnswer(from: lead) }
    return Lesson(
      file: weights.text(lexicon), right: Tally.Share(trials.map(\.isRight)),
      answeredRight: Tally.Share(answers.map(\.isRight)),
      answered: Tally.Share(trials.map { $0.isAnswer(from: lead) }),
      confusions: confusions.map { ($0.key, $0.value) }.sorted {
        ($0.count, $1.confusion.text) > ($1.count, $0.confusion.text)
      })
  }

  private static let parts = 5
}

/// How a sentence fared that was left out while learning.
private struct Trial {
  let ranking: Ranking
  let isRight: Bool
  let intent: Intent

  func isAnswer(from lead: Float) -> Bool { intent != .outOfScope && ranking.lead >= lead }

  /// The least lead from which on `goal` per cent of the answers are right.
  static func lead(of trials: [Trial], goal: Double) -> Float {
    let answers = trials.filter { $0.intent != .outOfScope }.sorted { $0.ranking.lead > $1.ranking.lead }
    var (right, lead) = (0, answers.first?.ranking.lead ?? 1)
    for (count, answer) in answers.enumerated() {
      if answer.isRight { right += 1 }
      if Double(right) * 100 >= goal * Double(count + 1) { lead = answer.ranking.lead }
    }
    return max(0.1, (lead * 100).rounded(.down) / 100)
  }
}

extension Analysis {
  fileprivate var features: [Feature] {
    var features: [Feature] = []
    eachFeature { features.append($0) }
    return features
  }
}
