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
    var best = [IntentScore?](repeating: nil, count: rules.rules.count)
    var fitting = [WordSet?](repeating: nil, count: rules.rules.count)
    for pattern in rules.patterns where applies(pattern, words) {
      let fits = fitting[pattern.rule] ?? self.fitting(rules.rules[pattern.rule])
      fitting[pattern.rule] = fits
      var explained = fits
      var evidence = pattern.bonus
      for place in pattern.required {
        let concept = rules.terms[Int(place)]
        explained |= analysis.said[Int(concept)]
        evidence += analysis.lexicon.concepts[Int(concept)].weight
      }
      let score = evidence + support(pattern, words) - cost(of: words & ~explained)
      if score > best[pattern.rule]?.score ?? -.infinity {
        best[pattern.rule] = IntentScore(rule: pattern.rule, score: score, evidence: evidence)
      }
    }
    return best.compactMap(\.self).sorted { $0.score > $1.score }
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

  /// What fits and is no evidence speaks for an intent a little.
  private func support(_ pattern: IntentRules.Pattern, _ words: WordSet) -> Float {
    var sum: Float = 0
    for concept in analysis.present
    where rules.rules[pattern.rule].fitting[Int(concept)] && analysis.said[Int(concept)] & words != 0
      && !pattern.required.contains(where: { rules.terms[Int($0)] == concept })
    {
      sum += 0.15 * analysis.lexicon.concepts[Int(concept)].weight
    }
    return sum
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
