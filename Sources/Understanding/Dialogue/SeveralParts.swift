internal import Inventory

/// One message that asks three things or more.
extension Interpretation {
  /// «¿cuánto vendí ayer, qué repongo, quién me debe y el precio del pan?»: the questions between commas and «y», parted
  /// where the parts together are understood best; nothing where some part is none by itself.
  mutating func part(_ analysis: Analysis, _ rules: IntentRules) {
    let count = analysis.sentence.words.count
    let joints = (2..<max(2, count - 1)).filter {
      analysis.sentence.words[$0].gap != .space || analysis.concept(.and).contains($0)
    }
    guard (2...Self.mostJoints).contains(joints.count) else { return }
    let ends = [0] + joints + [count]
    let scorer = Scorer(rules: rules, analysis: analysis)
    var best: [(score: Float, parts: [Request])?] = [(0, [])]
    for end in ends.indices.dropFirst() {
      best.append(nil)
      for start in 0..<end {
        guard let before = best[start] else { continue }
        let words = analysis.words(of: ends[start]..<ends[end]) & analysis.everything
        guard let score = scorer.scores(in: words).first, score.score >= 1,
          let question = Self.question(rules.rules[score.rule], analysis, words),
          !before.parts.contains(question)
        else { continue }
        let sum = before.score + score.score - Self.costOfPart
        if sum > best[end]?.score ?? 0 { best[end] = (sum, before.parts + [question]) }
      }
    }
    guard let parts = best[ends.count - 1]?.parts, parts.count > 2 else { return }
    (request, also) = (parts[0], Array(parts.dropFirst()))
  }

  private static let mostJoints = 8
  private static let costOfPart: Float = 0.3

  /// What a part asks, where it is a question that names all its goods.
  private static func question(_ rule: IntentRules.Rule, _ analysis: Analysis, _ words: WordSet) -> Request? {
    guard !rule.intent.isDeed else { return nil }
    let slots = SlotFiller(analysis: analysis, rule: rule, words: words).slots()
    let request = Request(intent: rule.intent, slots: slots)
    return standsAlone(request) && keepsGoods(request, of: analysis, in: words) ? request : nil
  }
}
