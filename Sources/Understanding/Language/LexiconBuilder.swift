internal import Inventory

extension Lexicon {
  init(_ packs: [LanguagePack]) throws(LanguagePackError) {
    var builder = LexiconBuilder()
    for (index, pack) in packs.enumerated() { builder.declare(pack, index) }
    for (index, pack) in packs.enumerated() { try builder.add(pack, index) }
    self = builder.finished()
  }
}

/// Collects forms, atoms and phrases, then lays them out flat.
private struct LexiconBuilder {
  private var lexicon = Lexicon()
  private var formAtoms: [(form: Int32, atom: Int32)] = []
  private var literals: [Literal: Int32] = [:]
  private var phraseStarts: [(atom: Int32, phrase: Int32)] = []
  private var atomCount: Int32 = 0

  private struct Literal: Hashable {
    let word: Phrase.Word
    let pack: Int
  }

  init() {
    for feature in Lexicon.Feature.allCases {
      lexicon.conceptIDs[feature.name] = lexicon.concepts.count
      lexicon.concepts.append(.init(name: feature.name, weight: feature.weight))
    }
  }

  mutating func declare(_ pack: LanguagePack, _ index: Int) {
    lexicon.packLanguages.append(pack.language)
    for entry in pack.concepts { declare(entry.name, entry.weight) }
    for entry in pack.periods { declare("period:" + entry.name, entry.weight) }
    for entry in pack.cues { declare("cue:" + entry.name, 0) }
    atomCount = Int32(lexicon.concepts.count)
  }

  private mutating func declare(_ name: String, _ weight: Float) {
    guard lexicon.conceptIDs[name] == nil else { return }
    var concept = Lexicon.Concept(name: name, weight: weight)
    if let equals = name.firstIndex(of: "="), !name.hasPrefix("cue:") {
      let group = String(name[..<equals])
      declare(group, weight)
      concept.group = Int32(lexicon.conceptIDs[group] ?? -1)
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
    lexicon.conceptIDs[name] = lexicon.concepts.count
    lexicon.concepts.append(concept)
  }

  mutating func add(_ pack: LanguagePack, _ index: Int) throws(LanguagePackError) {
    for entry in pack.concepts { try add(entry, named: entry.name, pack, index) }
    for entry in pack.periods {
      guard PeriodTemplate(entry.name[...]) != nil else {
        throw LanguagePackError(file: "periods.txt", line: 0, reason: "«\(entry.name)» is no period")
      }
      try add(entry, named: "period:" + entry.name, pack, index)
    }
    for entry in pack.cues { try add(entry, named: "cue:" + entry.name, pack, index) }
    for entry in pack.numbers { try addNumber(entry, pack, index) }
    for entry in pack.spellings {
      if entry.name.hasPrefix("letters.") {
        lexicon.letters.append(
          (
            Array(entry.name.utf8.dropFirst(8)), entry.phrases.compactMap(Self.letters),
            1 << UInt8(truncatingIfNeeded: index)
          ))
        continue
      }
      let words = entry.name.split(separator: "_").map { Morphology.plain(String($0)) }
      addForms(of: entry, pack, index) { lexicon, form in
        let isWordBefore = lexicon.languages[Int(form)] & (1 << UInt8(truncatingIfNeeded: index) - 1) != 0
        if !isWordBefore { lexicon.spellings[form] = words }
      }
    }
    for entry in pack.goods {
      var group = [Morphology.plain(entry.name)]
      for phrase in entry.phrases {
        if let word = phrase.word { pack.morphology.forms(of: word) { form, _ in group.append(form) } }
      }
      for word in group {
        lexicon.goods[Int32(intern(word, index)), default: []] += group.filter { $0 != word }
      }
    }
  }

  private static func letters(_ phrase: Phrase) -> [UInt8]? {
    guard case .exact(let text)? = phrase.word else { return nil }
    return Array(text.utf8)
  }

  private mutating func addNumber(
    _ entry: LanguagePack.Entry, _ pack: LanguagePack, _ index: Int
  ) throws(LanguagePackError) {
    let word: NumberWord
    if entry.name == "article" {
      word = .article
    } else if entry.name == "half" {
      word = .fraction(500)
    } else if entry.name == "quarter" {
      word = .fraction(250)
    } else if entry.name == "measure" {
      word = .measure
    } else if entry.name.first == "x", let factor = Int64(entry.name.dropFirst()) {
      word = .times(factor)
    } else if let value = Int64(entry.name) {
      word = .value(value)
    } else {
      throw LanguagePackError(file: "numbers.txt", line: 0, reason: "«\(entry.name)» is no number")
    }
    addForms(of: entry, pack, index) { lexicon, form in
      lexicon.numbers[form] = word
      if lexicon.forms[Int(form)].count >= 5, case .value = word { lexicon.longNumbers.append(form) }
    }
  }

  private mutating func addForms(
    of entry: LanguagePack.Entry, _ pack: LanguagePack, _ index: Int, _ body: (inout Lexicon, Int32) -> Void
  ) {
    for phrase in entry.phrases {
      guard let word = phrase.word else { continue }
      var forms: [ArraySlice<UInt8>] = []
      pack.morphology.forms(of: word) { form, _ in forms.append(form) }
      for form in forms { body(&lexicon, Int32(intern(form, index))) }
    }
  }

  private mutating func add(
    _ entry: LanguagePack.Entry, named name: String, _ pack: LanguagePack, _ index: Int
  ) throws(LanguagePackError) {
    guard let concept = lexicon.conceptIDs[name].map({ Int32($0) }) else { return }
    for phrase in entry.phrases {
      if phrase.elements.count == 1, phrase.elements[0].words.allSatisfy(\.isSpelled) {
        let group = lexicon.concepts[Int(concept)].group
        for word in phrase.elements[0].words {
          attach(word, to: concept, pack, index)
          if group >= 0 { attach(word, to: group, pack, index) }
        }
        continue
      }
      var elements: [Lexicon.Element] = []
      for element in phrase.elements {
        var atoms: [Int32] = []
        for word in element.words { atoms.append(try atom(for: word, pack, index)) }
        elements.append(.init(atoms: atoms, isOptional: element.isOptional, reach: element.reach))
      }
      let rule = Int32(lexicon.phrases.count)
      for atom in elements[0].atoms { phraseStarts.append((atom, rule)) }
      lexicon.phrases.append(.init(concept: concept, elements: elements))
    }
  }

  /// The atom of a word that stands in a phrase.
  private mutating func atom(
    for word: Phrase.Word, _ pack: LanguagePack, _ index: Int
  ) throws(LanguagePackError) -> Int32 {
    switch word {
    case .number: return Int32(Lexicon.Feature.number.rawValue)
    case .concept(let name):
      guard let id = lexicon.conceptIDs[name] else {
        throw LanguagePackError(file: pack.language.code, line: 0, reason: "no concept is called «\(name)»")
      }
      return Int32(id)
    default:
      let literal = Literal(word: word, pack: index)
      if let known = literals[literal] { return known }
      let atom = atomCount
      atomCount += 1
      literals[literal] = atom
      attach(word, to: atom, pack, index)
      return atom
    }
  }

  private mutating func attach(_ word: Phrase.Word, to atom: Int32, _ pack: LanguagePack, _ index: Int) {
    pack.morphology.forms(of: word) { form, use in
      formAtoms.append((Int32(intern(form, index, use)), atom))
    }
  }

  private mutating func intern(_ form: ArraySlice<UInt8>, _ pack: Int, _ use: Morphology.Use = .usual) -> Int
  {
    let id = lexicon.forms.insert(form)
    if id == lexicon.languages.count {
      lexicon.languages.append(0)
      lexicon.uses.append(.rare)
    }
    if use != .rare, lexicon.uses[id] == .rare { lexicon.spelling.insert(form, id: id) }
    if lexicon.uses[id] != .usual, use != .rare { lexicon.uses[id] = use }
    lexicon.languages[id] |= 1 << UInt8(truncatingIfNeeded: pack)
    return id
  }

  consuming func finished() -> Lexicon {
    var lexicon = lexicon
    (lexicon.atomStarts, lexicon.atoms) = Self.flatten(formAtoms, count: lexicon.forms.count)
    (lexicon.phraseStarts, lexicon.phrasesByAtom) = Self.flatten(phraseStarts, count: Int(atomCount))
    return lexicon
  }

  /// Values by key, duplicates dropped, in one array with the start of each key's run.
  private static func flatten(_ pairs: [(Int32, Int32)], count: Int) -> (starts: [Int32], values: [Int32]) {
    var starts = [Int32](repeating: 0, count: count + 1)
    for (key, _) in pairs { starts[Int(key) + 1] += 1 }
    for key in 0..<count { starts[key + 1] += starts[key] }
    var values = [Int32](repeating: 0, count: pairs.count)
    var next = starts
    for (key, value) in pairs {
      let first = starts[Int(key)]
      if values[Int(first)..<Int(next[Int(key)])].contains(value) { continue }
      values[Int(next[Int(key)])] = value
      next[Int(key)] += 1
    }
    var kept: [Int32] = []
    kept.reserveCapacity(values.count)
    var tight: [Int32] = [0]
    for key in 0..<count {
      kept.append(contentsOf: values[Int(starts[key])..<Int(next[key])])
      tight.append(Int32(kept.count))
    }
    return (tight, kept)
  }
}
