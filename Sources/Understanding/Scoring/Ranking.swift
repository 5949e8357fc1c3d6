/// The intents that a message may mean, likeliest first: what its evidence and the learned weights say together.
struct Ranking {
  /// The rules of the intents, in order.
  private(set) var rules: [Int] = []
  /// What speaks for each of them, evidence and learned weights together.
  private(set) var points: [Float] = []
  /// How far the first is ahead of the second.
  private(set) var lead: Float = 0
  /// Whether the evidence alone and the weights alone both put the first before all others.
  private(set) var isAgreed = false
  /// The leads that make the first an answer.
  private var needed: Leads

  var first: Int? { rules.first }

  /// The lead in parts of the one that makes an answer: from 1 on nothing need be asked back.
  var margin: Float { needed.margin(of: lead, isAgreed: isAgreed) }

  /// A point of evidence weighs as much as so much of learned weight; evidence beyond `most` adds nothing.
  private static let trust: Float = 1
  private static let most: Float = 4

  /// `scores` are those of the evidence, best first; `weights` those of the message's language, if it has any.
  init(_ scores: [IntentScore], _ analysis: Analysis, _ rules: IntentRules, _ weights: IntentWeights?) {
    let scores = scores.filter { $0.score >= Choice.threshold }
    guard let weights, !scores.isEmpty || analysis.hasKnown || weights.haveWord(of: analysis),
      !Self.isSettled(scores, analysis, rules, weights),
      let sums = weights.sums(over: analysis)
    else {
      needed = .ofEvidence
      rank(scores.map { ($0.rule, $0.score) })
      return
    }
    needed = weights.leads
    var points = sums
    for score in scores {
      guard let place = weights.rules.firstIndex(of: score.rule) else { continue }
      points[place] += Self.trust * min(score.score, Self.most)
    }
    let asks = Self.asks(scores, analysis, rules)
    let isReported = analysis.concept(.reported) & analysis.everything != 0
    let evident = Set(scores.map(\.rule))
    rank(
      zip(weights.rules, points).filter { rule, _ in
        let intent = rule >= 0 ? rules.rules[rule].intent : .outOfScope
        let isToldOnly = asks && intent.isDeed || isReported && intent.createsSomething
        return rule >= 0 && !(isToldOnly && !evident.contains(rule))
      }.map { ($0, $1) })
    let learned = sums.indices.max { sums[$0] < sums[$1] }.map { weights.rules[$0] }
    isAgreed = first != nil && scores.first?.rule == first && learned == first
  }

  /// The evidence for the likeliest intent, or for the one with most where there is none for that.
  func evidence(among scores: [IntentScore]) -> IntentScore? {
    scores.first { $0.rule == first && $0.score >= Choice.threshold } ?? scores.first
  }

  /// Those of the two likeliest that have so much evidence.
  func evidence(atLeast least: Float, among scores: [IntentScore]) -> [Int] {
    rules.prefix(2).filter { rule in scores.contains { $0.rule == rule && $0.evidence >= least } }
  }

  private mutating func rank(_ points: [(rule: Int, points: Float)]) {
    let sorted = points.sorted { $0.points > $1.points }
    rules = sorted.map(\.rule)
    self.points = sorted.map(\.points)
    guard let best = sorted.first else { return }
    lead = sorted.count > 1 ? best.points - sorted[1].points : best.points
  }

  /// Whether the words ask how much of something: then no deed is meant that none of them tells.
  private static func asks(_ scores: [IntentScore], _ analysis: Analysis, _ rules: IntentRules) -> Bool {
    guard let best = scores.first, !rules.rules[best.rule].intent.isDeed else { return false }
    return analysis.concept(.howMany) & analysis.everything != 0
  }

  /// Whether the evidence alone decides: for an intent that nothing was learned of, for a report without something
  /// that has a name, for what is needed most, or against what is dangerous.
  private static func isSettled(
    _ scores: [IntentScore], _ analysis: Analysis, _ rules: IntentRules, _ weights: IntentWeights
  ) -> Bool {
    guard let best = scores.first else { return false }
    let intent = rules.rules[best.rule].intent
    let isReport = intent.isList && intent != .productSearch || intent == .salesSummary
    return !weights.intents.contains(intent) || isReport && analysis.leavesSomethingOut
      || intent == .restockRecommendation && analysis.concept(.needsMost) != 0
      || intent == .outOfScope && analysis.concept(.danger) != 0
  }
}

/// The leads over the second best from which on the likeliest intent is an answer and no question back.
struct Leads: Hashable, Sendable {
  /// Where the evidence alone and the weights alone agree on it.
  var agreed: Float
  /// Where they do not.
  var disputed: Float

  /// Where nothing was learned, with less the best is a guess.
  static let ofEvidence = Leads(agreed: 0.15, disputed: 0.15)

  /// `lead` in parts of the one that it takes.
  func margin(of lead: Float, isAgreed: Bool) -> Float {
    let needed = isAgreed ? agreed : disputed
    return needed > 0 ? lead / needed : 1 + lead
  }
}
