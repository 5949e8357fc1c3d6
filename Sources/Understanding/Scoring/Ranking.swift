/// The intents that a message may mean, likeliest first: what its evidence and the learned weights say together.
struct Ranking {
  /// The rules of the first few intents, in order, each with what speaks for it: evidence and learned weights together.
  private(set) var likeliest: [(rule: Int, points: Float)] = []
  /// Whether the evidence alone and the weights alone both put the first before all others.
  private(set) var isAgreed = false
  /// The leads that make the first an answer.
  private var needed: Leads

  var first: Int? { likeliest.first?.rule }

  /// How far the first is ahead of the second.
  var lead: Float {
    likeliest.count > 1 ? likeliest[0].points - likeliest[1].points : likeliest.first?.points ?? 0
  }

  /// The lead in parts of the one that makes an answer: from 1 on nothing need be asked back.
  var margin: Float { needed.margin(of: lead, isAgreed: isAgreed) }

  /// A point of evidence weighs as much as so much of learned weight; evidence beyond `most` adds nothing.
  private static let trust: Float = 1
  private static let most: Float = 4
  /// So many are kept: nobody asks for more.
  private static let kept = 5

  /// `scores` are those of the evidence, best first; `weights` those of the message's language, if it has any.
  init(_ scores: [IntentScore], _ analysis: Analysis, _ rules: IntentRules, _ weights: IntentWeights?) {
    let scores = scores.filter { $0.score >= Interpretation.threshold }
    guard let weights, !scores.isEmpty || analysis.hasKnown || weights.haveWord(of: analysis),
      !Self.isSettled(scores, analysis, rules, weights),
      let sums = weights.sums(over: analysis)
    else {
      needed = .ofEvidence
      for score in scores { add(score.rule, score.score) }
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
    for (rule, points) in zip(weights.rules, points) where rule >= 0 {
      let intent = rules.rules[rule].intent
      let isToldOnly = asks && intent.isDeed || isReported && intent.createsSomething
      if !isToldOnly || scores.contains(where: { $0.rule == rule }) { add(rule, points) }
    }
    let learned = sums.indices.max { sums[$0] < sums[$1] }.map { weights.rules[$0] }
    isAgreed = first != nil && scores.first?.rule == first && learned == first
  }

  /// The evidence for the likeliest intent, or for the one with most where there is none for that.
  func evidence(among scores: [IntentScore]) -> IntentScore? {
    scores.first { $0.rule == first && $0.score >= Interpretation.threshold } ?? scores.first
  }

  /// Those of the two likeliest that have so much evidence.
  func evidence(atLeast least: Float, among scores: [IntentScore]) -> [Int] {
    likeliest.prefix(2).map(\.rule).filter { rule in
      scores.contains { $0.rule == rule && $0.evidence >= least }
    }
  }

  /// Puts an intent in its place among the first few, behind those for which as much speaks.
  private mutating func add(_ rule: Int, _ points: Float) {
    if likeliest.count == Self.kept {
      guard likeliest[Self.kept - 1].points < points else { return }
      likeliest.removeLast()
    }
    likeliest.append((rule, points))
    var place = likeliest.count - 1
    while place > 0, likeliest[place - 1].points < points {
      likeliest.swapAt(place, place - 1)
      place -= 1
    }
  }

  /// Whether the words ask how much of something: then no deed is meant that none of them tells.
  private static func asks(_ scores: [IntentScore], _ analysis: Analysis, _ rules: IntentRules) -> Bool {
    guard let best = scores.first, !rules.rules[best.rule].intent.isDeed else { return false }
    return analysis.concept(.howMany) & analysis.everything != 0
  }

  /// A concept of so much weight leaves nothing to what was learned.
  private static let decisive: Float = 3

  /// Whether the evidence alone decides: for an intent that nothing was learned of, for a report without something
  /// that has a name, or where it holds a concept of great weight.
  private static func isSettled(
    _ scores: [IntentScore], _ analysis: Analysis, _ rules: IntentRules, _ weights: IntentWeights
  ) -> Bool {
    guard let best = scores.first else { return false }
    let intent = rules.rules[best.rule].intent
    let isReport = intent.isList && intent != .productSearch || intent == .salesSummary
    return !weights.intents.contains(intent) || isReport && analysis.leavesSomethingOut
      || analysis.present.contains { concept in
        analysis.lexicon.concepts[Int(concept)].weight >= decisive
          && analysis.said[Int(concept)] & analysis.everything != 0
          && rules.patterns(askingFor: concept).contains { rules.patterns[Int($0)].rule == best.rule }
      }
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
