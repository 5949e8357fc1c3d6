/// How well one intent explains some words of a message.
struct IntentScore {
  let rule: Int
  let score: Float
  /// The weight of the evidence alone.
  let evidence: Float
}

/// Weighs the evidence for each intent against the words that it leaves unexplained.
struct Scorer {
  let rules: IntentRules
  let analysis: Analysis

  /// The intents for which there is evidence among `words`, best first.
  func scores(in words: WordSet) -> [IntentScore] {
    var best = [(score: IntentScore, pattern: Int32)?](repeating: nil, count: rules.rules.count)
    for concept in analysis.present where analysis.said[Int(concept)] & words != 0 {
      for number in rules.patterns(askingFor: concept) {
        let pattern = rules.patterns[Int(number)]
        guard applies(pattern, words) else { continue }
        let score = score(pattern, words)
        // Of equals the first in the files is taken.
        if let known = best[pattern.rule],
          known.score.score > score.score
            || known.score.score == score.score && known.pattern < number
        {
          continue
        }
        best[pattern.rule] = (score, number)
      }
    }
    return best.compactMap { $0?.score }.sorted { $0.score > $1.score }
  }

  private func score(_ pattern: IntentRules.Pattern, _ words: WordSet) -> IntentScore {
    var explained: WordSet = 0
    var evidence = pattern.bonus
    for place in pattern.required {
      explained |= said(place)
      evidence += analysis.lexicon.concepts[Int(rules.terms[Int(place)])].weight
    }
    // What fits and is no evidence speaks for an intent a little.
    let fitting = rules.rules[pattern.rule].fitting
    var support: Float = 0
    for concept in analysis.present where fitting[Int(concept)] {
      let said = analysis.said[Int(concept)]
      explained |= said
      if said & words != 0, !pattern.required.contains(where: { rules.terms[Int($0)] == concept }) {
        support += 0.15 * analysis.lexicon.concepts[Int(concept)].weight
      }
    }
    let score = evidence + support - cost(of: words & ~explained)
    return IntentScore(rule: pattern.rule, score: score, evidence: evidence)
  }

  /// How well one intent explains `words`; nothing where there is no evidence for it.
  func score(of rule: Int, in words: WordSet) -> Float {
    scores(in: words).first { $0.rule == rule }?.score ?? 0
  }

  /// Whether all of `words` fit an intent and name nothing that may be asked for apart.
  func isPart(_ words: WordSet, of rule: Int) -> Bool {
    words & analysis.feature(.thing) == 0 && stray(words, beside: rule) == 0
  }

  /// What those of `words` cost that do not fit an intent.
  func stray(_ words: WordSet, beside rule: Int) -> Float { cost(of: words & ~fitting(rules.rules[rule])) }

  private func applies(_ pattern: IntentRules.Pattern, _ words: WordSet) -> Bool {
    for place in pattern.required where said(place) & words == 0 { return false }
    for place in pattern.forbidden where said(place) & words != 0 { return false }
    return true
  }

  /// The words that say the concept at a place of the rules' terms.
  private func said(_ place: Int32) -> WordSet { analysis.said[Int(rules.terms[Int(place)])] }

  /// The words that fit an intent without being evidence for it.
  private func fitting(_ rule: IntentRules.Rule) -> WordSet {
    var words: WordSet = 0
    for concept in analysis.present where rule.fitting[Int(concept)] { words |= analysis.said[Int(concept)] }
    return words
  }

  func cost(of words: WordSet) -> Float {
    var rest = words
    var sum: Float = 0
    while rest != 0 {
      sum += analysis.costs[rest.trailingZeroBitCount]
      rest &= rest - 1
    }
    return sum
  }
}
