/// How a sentence fared that was left out while learning.
struct Trial {
  let lead: Float
  let isAgreed: Bool
  let isRight: Bool
  let intent: Intent

  func isAnswer(from leads: Leads) -> Bool {
    intent != .outOfScope && leads.margin(of: lead, isAgreed: isAgreed) >= 1
  }
}

extension Trial {
  init(of analysis: Analysis, _ row: EvaluationRow, _ rules: IntentRules, _ weights: IntentWeights?) {
    let scores = Scorer(rules: rules, analysis: analysis).scores(in: analysis.everything)
    let ranking = Ranking(scores, analysis, rules, weights)
    let intent = ranking.first.map { rules.rules[$0].intent } ?? .outOfScope
    self.init(
      lead: ranking.lead, isAgreed: ranking.isAgreed, isRight: row.isRight(intent), intent: intent)
  }
}

extension Leads {
  /// Those from which on `goal` per cent of the answers of `trials` are right; of those that answer nearly the most of
  /// them the two that lie closest together.
  ///
  /// A dispute never takes less of a lead than an agreement. The leads are whole hundredths.
  init(_ trials: [Trial], goal: Double) {
    let answers = trials.filter { $0.intent != .outOfScope }
    let agreed = Curve(answers.filter(\.isAgreed))
    let disputed = Curve(answers.filter { !$0.isAgreed })
    var fitting: [(leads: Leads, answered: Int)] = []
    for low in agreed.steps {
      for high in disputed.steps where high.lead >= low.lead {
        let (right, all) = (low.right + high.right, low.all + high.all)
        guard Double(right) * 100 >= goal * Double(all) else { continue }
        fitting.append((Leads(agreed: low.lead, disputed: high.lead), all))
      }
    }
    let most = fitting.map(\.answered).max() ?? 0
    let nearly = fitting.filter { Double($0.answered) >= Self.nearly * Double(most) }.map(\.leads)
    self =
      nearly.min { $0.disputed - $0.agreed < $1.disputed - $1.agreed }
      ?? Leads(agreed: agreed.last, disputed: max(agreed.last, disputed.last))
  }

  /// What part of the most answers is as good: what divides the leads beyond it holds for these sentences alone.
  private static let nearly = 0.99

  /// For each lead how many trials have at least as much, and how many of these are right, the most of them first.
  private struct Curve {
    var steps: [(lead: Float, right: Int, all: Int)] = []
    /// A lead that no trial has.
    let last: Float

    init(_ trials: [Trial]) {
      let sorted = trials.sorted { $0.lead > $1.lead }
      last = Self.hundredths(sorted.first?.lead ?? 1) + 0.01
      steps = [(last, 0, 0)]
      var right = 0
      for (count, trial) in sorted.enumerated() {
        if trial.isRight { right += 1 }
        let lead = Self.hundredths(trial.lead)
        if steps[steps.count - 1].lead == lead { steps.removeLast() }
        steps.append((lead, right, count + 1))
      }
      steps.reverse()
    }

    private static func hundredths(_ lead: Float) -> Float { (lead * 100).rounded(.down) / 100 }
  }
}
