internal import Inventory

/// The intents of all packs compiled against a table of concepts.
struct IntentRules: Sendable {
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

  private(set) var rules: [Rule] = []
  private(set) var patterns: [Pattern] = []
  private(set) var terms: [Int32] = []
  /// For each concept the patterns that ask for it, each beneath the rarest of those that it asks for.
  private var patternsByConcept: [[Int32]] = []
  /// For each pack what was learned of its language.
  private(set) var weights: [IntentWeights?] = []

  init(_ packs: [LanguagePack], _ vocabulary: ConceptTable) throws(LanguagePackError) {
    var seen: Set<[Int32]> = []
    for pack in packs {
      for entry in pack.intents {
        let rule = index(of: entry.intent, concepts: vocabulary.concepts.count)
        for slot in entry.slots where !rules[rule].slots.contains(slot) { rules[rule].slots.append(slot) }
        for name in entry.with {
          rules[rule].fitting[try Self.concept(name, vocabulary, pack, 0)] = true
        }
        for pattern in entry.patterns {
          var required: [Int32] = []
          for name in pattern.required {
            required.append(Int32(try Self.concept(name, vocabulary, pack, pattern.line)))
          }
          var forbidden: [Int32] = []
          for name in pattern.forbidden {
            forbidden.append(Int32(try Self.concept(name, vocabulary, pack, pattern.line)))
          }
          guard seen.insert([Int32(rule)] + required.sorted() + [-1] + forbidden.sorted()).inserted else {
            continue
          }
          if required.contains(Int32(Lexicon.Feature.thing.rawValue)) { rules[rule].takesThings = true }
          let start = Int32(terms.count)
          terms += required + forbidden
          let middle = start + Int32(required.count)
          patterns.append(
            .init(
              rule: rule, bonus: pattern.bonus, required: start..<middle,
              forbidden: middle..<Int32(terms.count)))
        }
      }
    }
    for pack in packs {
      for name in pack.fittingAny {
        let concept = try Self.concept(name, vocabulary, pack, 0)
        for rule in rules.indices { rules[rule].fitting[concept] = true }
      }
    }
    for rule in rules.indices { acceptSlots(of: rule, vocabulary) }
    listPatterns(concepts: vocabulary.concepts.count)
    for pack in packs {
      guard let text = pack.weights else {
        weights.append(nil)
        continue
      }
      weights.append(try IntentWeights(text, vocabulary).placed(among: rules))
    }
  }

  /// The same rules with other weights for one pack.
  func weighing(_ weights: IntentWeights, for pack: Int) -> IntentRules {
    var rules = self
    rules.weights[pack] = weights.placed(among: rules.rules)
    return rules
  }

  /// The patterns that ask for a concept, but for those that are found beneath a rarer one.
  func patterns(askingFor concept: Int32) -> [Int32] { patternsByConcept[Int(concept)] }

  private mutating func listPatterns(concepts: Int) {
    var counts = Array(repeating: 0, count: concepts)
    for pattern in patterns { for concept in required(pattern) { counts[Int(concept)] += 1 } }
    patternsByConcept = Array(repeating: [], count: concepts)
    for (number, pattern) in patterns.enumerated() {
      guard let rarest = required(pattern).min(by: { counts[Int($0)] < counts[Int($1)] }) else { continue }
      patternsByConcept[Int(rarest)].append(Int32(number))
    }
  }

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

  private mutating func index(of intent: Intent, concepts: Int) -> Int {
    if let known = rules.firstIndex(where: { $0.intent == intent }) { return known }
    rules.append(Rule(intent: intent, fitting: Array(repeating: false, count: concepts)))
    return rules.count - 1
  }

  /// What may fill a slot of the intent fits it.
  private mutating func acceptSlots(of rule: Int, _ vocabulary: ConceptTable) {
    let slots = rules[rule].slots
    for (id, concept) in vocabulary.concepts.enumerated() {
      switch concept.meaning {
      case .slot(let name, _): if slots.contains(name) { rules[rule].fitting[id] = true }
      case .period:
        if slots.contains("period") || slots.contains("horizon") { rules[rule].fitting[id] = true }
      case .cue(let role, _): if slots.contains(role.rawValue) { rules[rule].fitting[id] = true }
      case .plain: break
      }
    }
    for (feature, names) in Self.slotsOfFeatures where names.contains(where: slots.contains) {
      rules[rule].fitting[feature.rawValue] = true
    }
  }

  private static let slotsOfFeatures: [(Lexicon.Feature, [String])] = [
    (.number, NumberRole.allCases.map(\.rawValue) + ["items"]), (.product, ["product", "items"]),
    (.thing, ["product", "items", "query"]), (.branch, ["branch", "from", "to"]), (.supplier, ["supplier"]),
    (.category, ["category"]), (.employee, ["employee"]), (.customer, ["customer"]), (.folio, ["folio"]),
    (.period, ["period", "horizon"]),
  ]

  private static func concept(
    _ name: String, _ vocabulary: ConceptTable, _ pack: LanguagePack, _ line: Int
  ) throws(LanguagePackError) -> Int {
    guard let id = vocabulary.ids[name] else {
      throw LanguagePackError(
        file: "\(pack.language.code)/intents.txt", line: line, reason: "no concept is called «\(name)»")
    }
    return id
  }
}
