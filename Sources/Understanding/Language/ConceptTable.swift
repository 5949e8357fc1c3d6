internal import Inventory

/// What words may say, numbered: the features that no file defines, then what the language files name.
struct ConceptTable: Sendable {
  private(set) var concepts: [Lexicon.Concept] = []
  private(set) var ids: [String: Int] = [:]

  init(_ packs: [LanguagePack]) {
    for feature in Lexicon.Feature.allCases {
      ids[feature.name] = concepts.count
      concepts.append(.init(name: feature.name, weight: feature.weight))
    }
    for pack in packs {
      for entry in pack.concepts { declare(entry.name, entry.weight) }
      for entry in pack.periods { declare("period:" + entry.name, entry.weight) }
      for entry in pack.cues { declare("cue:" + entry.name, 0) }
    }
  }

  /// The number of a concept; −1 where no file names it.
  func id(_ name: String) -> Int32 { ids[name].map { Int32($0) } ?? -1 }

  /// The same with what the intents make of each concept.
  func used(by rules: IntentRules) -> ConceptTable {
    var table = self
    for concept in rules.foreignConcepts { table.concepts[Int(concept)].isForeign = true }
    for (concept, use) in rules.uses.enumerated() { table.concepts[concept].use = use }
    return table
  }

  private mutating func declare(_ name: String, _ weight: Float) {
    guard ids[name] == nil else { return }
    var concept = Lexicon.Concept(name: name, weight: weight)
    if let equals = name.firstIndex(of: "="), !name.hasPrefix("cue:") {
      let group = String(name[..<equals])
      declare(group, weight)
      concept.group = id(group)
      concept.meaning = .slot(group, String(name[name.index(after: equals)...]))
    } else if name.hasPrefix("period:") {
      concept.group = Int32(Lexicon.Feature.period.rawValue)
      if let template = PeriodTemplate(name.dropFirst(7)) { concept.meaning = .period(template) }
    } else if name.hasPrefix("cue:") {
      let isAhead = name.hasSuffix("<")
      if let role = NumberRole(rawValue: String(name.dropFirst(4).dropLast(isAhead ? 1 : 0))) {
        concept.meaning = .cue(role, isAhead: isAhead)
      }
    }
    ids[name] = concepts.count
    concepts.append(concept)
  }
}

extension Lexicon {
  struct Concept: Sendable {
    let name: String
    var weight: Float
    /// `reason` for `reason=broken`.
    var group: Int32 = -1
    var meaning: Meaning = .plain
    /// Whether it only speaks for a request being none of the shop's.
    var isForeign = false
    /// The part of the intents that have a use for it.
    var use: Float = 0
  }

  enum Meaning: Sendable {
    case plain
    /// The slot that saying it fills.
    case slot(String, String)
    case period(PeriodTemplate)
    /// What the number behind or ahead of it is.
    case cue(NumberRole, isAhead: Bool)
  }
}
