internal import Inventory

/// The intents of all packs compiled against a table of concepts.
///
/// It is passed to all who weigh a message, and so shared.
final class IntentRules: Sendable {
  struct Pattern: Sendable {
    let rule: Int
    let bonus: Float
    /// Where the concepts that it asks for stand among `terms`, and those that it forbids.
    let required: Range<Int32>
    let forbidden: Range<Int32>
  }

  struct Rule: Sendable {
    let intent: Intent
    /// In the order of the file: a bare number is the first of them that holds numbers.
    var slots: [String] = []
    /// Whether something that the shop does not have may be asked for.
    var takesThings = false
    /// For each concept, whether it fits this intent without being evidence.
    var fitting: [Bool]
  }

  let rules: [Rule]
  /// The rule of an intent; nil where no language has words for it.
  subscript(intent: Intent) -> Rule? { rules.first { $0.intent == intent } }

  let patterns: [Pattern]
  let terms: [Int32]
  /// For each concept the patterns that ask for it, each beneath the rarest of those that it asks for.
  private let patternsByConcept: [[Int32]]
  /// For each pack what was learned of its language.
  let weights: [IntentWeights?]

  init(_ packs: [LanguagePack], _ vocabulary: ConceptTable) throws(LanguagePackError) {
    let parts = try IntentRulesBuilder(packs, vocabulary)
    (rules, patterns, terms) = (parts.rules, parts.patterns, parts.terms)
    patternsByConcept = parts.patternsByConcept
    var weights: [IntentWeights?] = []
    for pack in packs {
      let own = try pack.weights.map { text throws(LanguagePackError) in try IntentWeights(text, vocabulary) }
      weights.append(own?.placed(among: parts.rules))
    }
    self.weights = weights
  }

  private init(_ rules: IntentRules, _ weights: [IntentWeights?]) {
    (self.rules, patterns, terms) = (rules.rules, rules.patterns, rules.terms)
    (patternsByConcept, self.weights) = (rules.patternsByConcept, weights)
  }

  /// The same rules with other weights for one pack.
  func weighing(_ weights: IntentWeights, for pack: Int) -> IntentRules {
    var others = self.weights
    others[pack] = weights.placed(among: rules)
    return IntentRules(self, others)
  }

  /// The patterns that ask for a concept, but for those that are found beneath a rarer one.
  func patterns(askingFor concept: Int32) -> [Int32] { patternsByConcept[Int(concept)] }

  /// The concepts that a pattern asks for.
  private func required(_ pattern: Pattern) -> ArraySlice<Int32> {
    terms[Int(pattern.required.lowerBound)..<Int(pattern.required.upperBound)]
  }

  /// The concepts that are evidence for nothing but being out of scope.
  var foreignConcepts: Set<Int32> {
    var foreign: Set<Int32> = []
    for pattern in patterns where rules[pattern.rule].intent == .outOfScope {
      foreign.formUnion(required(pattern))
    }
    for pattern in patterns where rules[pattern.rule].intent != .outOfScope {
      foreign.subtract(required(pattern))
    }
    return foreign
  }

  /// For each concept the part of the intents that it speaks for or fits.
  var uses: [Float] {
    guard let count = rules.first?.fitting.count else { return [] }
    var used = rules.map(\.fitting)
    for pattern in patterns { for concept in required(pattern) { used[pattern.rule][Int(concept)] = true } }
    return (0..<count).map { concept in
      Float(used.count { $0[concept] }) / Float(rules.count)
    }
  }
}
