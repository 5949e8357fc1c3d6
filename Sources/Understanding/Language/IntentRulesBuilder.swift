internal import Inventory

/// Collects the intents and patterns of all packs, one pack after the other.
struct IntentRulesBuilder {
  private(set) var rules: [IntentRules.Rule] = []
  private(set) var patterns: [IntentRules.Pattern] = []
  private(set) var terms: [Int32] = []
  private let vocabulary: ConceptTable
  /// The patterns that are there already.
  private var seen: Set<[Int32]> = []

  init(_ packs: [LanguagePack], _ vocabulary: ConceptTable) throws(LanguagePackError) {
    self.vocabulary = vocabulary
    for pack in packs { for entry in pack.intents { try add(entry, pack) } }
    for pack in packs {
      for concept in try concepts(pack.fittingAny, pack, 0) {
        for rule in rules.indices { rules[rule].fitting[Int(concept)] = true }
      }
    }
    for rule in rules.indices { acceptSlots(of: rule) }
  }

  /// For each concept the patterns that ask for it, each beneath the rarest of those that it asks for.
  var patternsByConcept: [[Int32]] {
    var counts = Array(repeating: 0, count: vocabulary.concepts.count)
    for pattern in patterns { for concept in required(pattern) { counts[Int(concept)] += 1 } }
    var listed: [[Int32]] = Array(repeating: [], count: counts.count)
    for (number, pattern) in patterns.enumerated() {
      guard let rarest = required(pattern).min(by: { counts[Int($0)] < counts[Int($1)] }) else { continue }
      listed[Int(rarest)].append(Int32(number))
    }
    return listed
  }

  private func required(_ pattern: IntentRules.Pattern) -> ArraySlice<Int32> {
    terms[Int(pattern.required.lowerBound)..<Int(pattern.required.upperBound)]
  }

  private mutating func add(_ entry: IntentEntry, _ pack: LanguagePack) throws(LanguagePackError) {
    let rule = index(of: entry.intent)
    for slot in entry.slots where !rules[rule].slots.contains(slot) { rules[rule].slots.append(slot) }
    for concept in try concepts(entry.with, pack, 0) { rules[rule].fitting[Int(concept)] = true }
    for pattern in entry.patterns {
      let required = try concepts(pattern.required, pack, pattern.line)
      let forbidden = try concepts(pattern.forbidden, pack, pattern.line)
      guard seen.insert([Int32(rule)] + required.sorted() + [-1] + forbidden.sorted()).inserted else {
        continue
      }
      if required.contains(Int32(Lexicon.Feature.thing.rawValue)) { rules[rule].takesThings = true }
      let start = Int32(terms.count)
      terms += required + forbidden
      let middle = start + Int32(required.count)
      patterns.append(
        .init(
          rule: rule, bonus: pattern.bonus, required: start..<middle, forbidden: middle..<Int32(terms.count)))
    }
  }

  private mutating func index(of intent: Intent) -> Int {
    if let known = rules.firstIndex(where: { $0.intent == intent }) { return known }
    rules.append(.init(intent: intent, fitting: Array(repeating: false, count: vocabulary.concepts.count)))
    return rules.count - 1
  }

  /// What may fill a slot of the intent fits it.
  private mutating func acceptSlots(of rule: Int) {
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

  private func concepts(
    _ names: [String], _ pack: LanguagePack, _ line: Int
  ) throws(LanguagePackError) -> [Int32] {
    var concepts: [Int32] = []
    for name in names {
      guard let id = vocabulary.ids[name] else {
        throw LanguagePackError(
          file: "\(pack.language.code)/intents.txt", line: line, reason: "no concept is called «\(name)»")
      }
      concepts.append(Int32(id))
    }
    return concepts
  }
}
