/// The intents that a message may mean, likeliest first: what its evidence and the learned weights say together.
struct Ranking {
  /// The rules of the intents, in order.
  private(set) var rules: [Int] = []
  /// What speaks for each of them, evidence and learned weights together.
  private(set) var points: [Float] = []
  /// How far the first is ahead of the second.
  private(set) var lead: Float = 0
  /// The lead that makes the first an answer.
  private var needed: Float = 1

  var first: Int? { rules.first }

  /// The lead in parts of the one that makes an answer: from 1 on nothing need be asked back.
  var margin: Float { lead / needed }

  /// A point of evidence weighs as much as so much of learned weight; evidence beyond `most` adds nothing.
  private static let trust: Float = 1.2
  private static let most: Float = 4
  /// Where nothing was learned, below this lead of its evidence over the second best the best is a guess.
  private static let leadOfEvidence: Float = 0.15

  /// `scores` are those of the evidence, best first; `weights` those of the message's language, if it has any.
  init(_ scores: [IntentScore], _ analysis: Analysis, _ rules: IntentRules, _ weights: IntentWeights?) {
    let scores = scores.filter { $0.score >= Choice.threshold }
    guard let weights, !Self.isSettled(scores, analysis, rules, weights),
      let sums = weights.sums(over: analysis)
    else {
      rank(scores.map { ($0.rule, $0.score) }, lead: Self.leadOfEvidence)
      return
    }
    var points = sums
    for score in scores {
      guard let place = weights.rules.firstIndex(of: score.rule) else { continue }
      points[place] += Self.trust * min(score.score, Self.most)
    }
    rank(zip(weights.rules, points).filter { $0.0 >= 0 }.map { ($0, $1) }, lead: weights.lead)
  }

  /// The evidence for the likeliest intent, or for the one with most where there is none for that.
  func evidence(among scores: [IntentScore]) -> IntentScore? {
    scores.first { $0.rule == first && $0.score >= Choice.threshold } ?? scores.first
  }

  private mutating func rank(_ points: [(rule: Int, points: Float)], lead: Float) {
    let sorted = points.sorted { $0.points > $1.points }
    rules = sorted.map(\.rule)
    self.points = sorted.map(\.points)
    guard let best = sorted.first else { return }
    self.lead = sorted.count > 1 ? best.points - sorted[1].points : best.points
    needed = lead
  }

  /// Whether the evidence alone decides: for an intent that nothing was learned of, or against what is dangerous.
  private static func isSettled(
    _ scores: [IntentScore], _ analysis: Analysis, _ rules: IntentRules, _ weights: IntentWeights
  ) -> Bool {
    guard let best = scores.first else { return false }
    let intent = rules.rules[best.rule].intent
    return !weights.intents.contains(intent) || intent == .outOfScope && analysis.concept("danger") != 0
  }
}
