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
    var trials: [(lead: Float, isRight: Bool, isAnswer: Bool)] = []
    var confusions: [Tally.Confusion: Int] = [:]
    for part in 0..<Self.parts {
      let seen = own.indices.filter { $0 % Self.parts != part }.flatMap { samples[$0] }
      let weights = Learner(seen).weights(lead: 1, concepts: lexicon.concepts.count)
      let pupil = Interpreter(lexicon: lexicon, rules: rules.weighing(weights, for: pack))
      for row in own.indices where row % Self.parts == part {
        let reading = pupil.read(own[row].text, in: index, preferring: language)
        let isRight = own[row].isRight(reading.request.intent)
        trials.append((Float(reading.margin), isRight, reading.route != .model))
        if !isRight {
          let read = reading.request.intent
          confusions[.init(expected: own[row].expected.intent, read: read), default: 0] += 1
        }
      }
    }
    let lead = Self.lead(of: trials.filter(\.isAnswer).map { ($0.lead, $0.isRight) }, goal: goal)
    let weights = Learner(samples.flatMap(\.self)).weights(lead: lead, concepts: lexicon.concepts.count)
    let answers = trials.filter { $0.isAnswer && $0.lead >= lead }
    return Lesson(
      file: weights.text(lexicon), right: Tally.Share(trials.map(\.isRight)),
      answeredRight: Tally.Share(answers.map(\.isRight)),
      answered: Tally.Share(trials.map { $0.isAnswer && $0.lead >= lead }),
      confusions: confusions.map { ($0.key, $0.value) }.sorted {
        ($0.count, $1.confusion.text) > ($1.count, $0.confusion.text)
      })
  }

  private init(lexicon: Lexicon, rules: IntentRules) { (self.lexicon, self.rules) = (lexicon, rules) }

  private static let parts = 5

  /// The least lead from which on `goal` per cent are right.
  private static func lead(of answers: [(lead: Float, isRight: Bool)], goal: Double) -> Float {
    let sorted = answers.sorted { $0.lead > $1.lead }
    var (right, lead) = (0, sorted.first?.lead ?? 1)
    for (count, answer) in sorted.enumerated() {
      if answer.isRight { right += 1 }
      if Double(right) * 100 >= goal * Double(count + 1) { lead = answer.lead }
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
