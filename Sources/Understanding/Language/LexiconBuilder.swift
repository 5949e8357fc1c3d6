internal import Inventory

/// Collects the forms, atoms and phrases of all packs, one pack after the other.
struct LexiconBuilder {
  private let vocabulary: ConceptTable
  private(set) var languages: [Language] = []
  private(set) var tables: [WordTable] = []
  private(set) var bases: [Int32] = [0]
  private(set) var traits: [Lexicon.Traits] = []
  /// The atoms of forms, and the phrases that atoms begin.
  private(set) var formAtoms: [Link] = []
  private(set) var phraseStarts: [Link] = []
  private(set) var elements: [Lexicon.Element] = []
  private(set) var elementAtoms: [Int32] = []
  private(set) var phrases: [Lexicon.PhraseRule] = []
  private(set) var numbers: [Int32: NumberWord] = [:]
  private(set) var longNumbers = SpellingIndex()
  private(set) var spellings: [Int32: [ArraySlice<UInt8>]] = [:]
  private(set) var goods: [Int32: [ArraySlice<UInt8>]] = [:]
  private(set) var letters: [Lexicon.Letters] = []
  private(set) var atomCount: Int32

  struct Link {
    let key: Int32
    let value: Int32
  }

  /// The forms of the pack at hand.
  private var table = WordTable()
  /// Of the words of the pack at hand the places of their forms among `formed`: many a verb is written many times.
  private var known: [LanguagePack.Phrase.Word: Range<Int>] = [:]
  private var formed: [Int32] = []
  private var atoms: [LanguagePack.Phrase.Word: Int32] = [:]

  init(_ packs: [LanguagePack], _ vocabulary: ConceptTable) throws(LanguagePackError) {
    self.vocabulary = vocabulary
    atomCount = Int32(vocabulary.concepts.count)
    for pack in packs {
      languages.append(pack.language)
      (table, known, formed, atoms) = (WordTable(), [:], [], [:])
      try add(pack)
      tables.append(table)
      bases.append(Int32(traits.count))
    }
  }

  private mutating func add(_ pack: LanguagePack) throws(LanguagePackError) {
    for entry in pack.concepts { try add(entry, named: entry.name, pack) }
    for entry in pack.periods {
      guard PeriodTemplate(entry.name[...]) != nil else {
        throw LanguagePackError(file: "periods.txt", line: 0, reason: "«\(entry.name)» is no period")
      }
      try add(entry, named: "period:" + entry.name, pack)
    }
    for entry in pack.cues { try add(entry, named: "cue:" + entry.name, pack) }
    for entry in pack.numbers { try addNumber(entry, pack) }
    for entry in pack.spellings { addSpelling(entry, pack) }
    for entry in pack.goods { addGoods(entry, pack) }
  }

  private mutating func add(
    _ entry: LanguagePack.Entry, named name: String, _ pack: LanguagePack
  ) throws(LanguagePackError) {
    let concept = vocabulary.id(name)
    let group = vocabulary.concepts[Int(concept)].group
    for phrase in entry.phrases {
      if phrase.elements.count == 1, phrase.elements[0].words.allSatisfy(\.isSpelled) {
        for word in phrase.elements[0].words {
          attach(word, to: concept, pack)
          if group >= 0 { attach(word, to: group, pack) }
        }
        continue
      }
      let start = Int32(elements.count)
      for element in phrase.elements {
        let first = Int32(elementAtoms.count)
        for word in element.words { elementAtoms.append(try atom(for: word, pack)) }
        elements.append(
          .init(
            atoms: first..<Int32(elementAtoms.count),
            marks: elementAtoms[Int(first)...].reduce(0) { $0 | Lexicon.marks(of: $1) },
            isOptional: element.isOptional, reach: Int32(element.reach)))
      }
      let rule = Int32(phrases.count)
      for place in elements[Int(start)].atoms {
        phraseStarts.append(Link(key: elementAtoms[Int(place)], value: rule))
      }
      let needed = elements[(Int(start) + 1)...].filter { !$0.isOptional }.map(\.marks)
      phrases.append(
        .init(
          concept: concept, elements: start..<Int32(elements.count),
          needed: needed.min { $0.nonzeroBitCount < $1.nonzeroBitCount } ?? 0))
    }
  }

  /// The atom of a word that stands in a phrase.
  private mutating func atom(
    for word: LanguagePack.Phrase.Word, _ pack: LanguagePack
  ) throws(LanguagePackError) -> Int32 {
    switch word {
    case .number: return Int32(Lexicon.Feature.number.rawValue)
    case .concept(let name):
      guard let id = vocabulary.ids[name] else {
        throw LanguagePackError(file: pack.language.code, line: 0, reason: "no concept is called «\(name)»")
      }
      return Int32(id)
    case .exact, .inflected, .verb:
      if let known = atoms[word] { return known }
      let atom = atomCount
      atomCount += 1
      atoms[word] = atom
      attach(word, to: atom, pack)
      return atom
    }
  }

  private mutating func attach(_ word: LanguagePack.Phrase.Word, to atom: Int32, _ pack: LanguagePack) {
    for place in forms(of: word, pack) { formAtoms.append(Link(key: formed[place], value: atom)) }
  }

  /// The places among `formed` of the forms of a word.
  private mutating func forms(of word: LanguagePack.Phrase.Word, _ pack: LanguagePack) -> Range<Int> {
    if let range = known[word] { return range }
    let start = formed.count
    pack.morphology.forms(of: word) { form, use in formed.append(intern(form, use)) }
    known[word] = start..<formed.count
    return start..<formed.count
  }

  private mutating func intern(_ form: ArraySlice<UInt8>, _ use: Morphology.Use = .usual) -> Int32 {
    let local = table.insert(form)
    let id = (bases.last ?? 0) + Int32(local)
    if Int(id) == traits.count {
      traits.append(use == .rare ? .rare : use == .withPronouns ? .withPronouns : [])
    } else if use == .usual {
      traits[Int(id)].subtract([.rare, .withPronouns])
    } else if use == .withPronouns, traits[Int(id)].contains(.rare) {
      traits[Int(id)].remove(.rare)
      traits[Int(id)].insert(.withPronouns)
    }
    return id
  }
}

// MARK: Numbers, spellings, goods

extension LexiconBuilder {
  private mutating func addNumber(
    _ entry: LanguagePack.Entry, _ pack: LanguagePack
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
    for form in forms(of: entry, pack) {
      numbers[form] = word
      traits[Int(form)].insert(.number)
      let written = table[Int(form - (bases.last ?? 0))]
      if written.count >= 5, case .value = word { longNumbers.insert(written, id: Int(form)) }
    }
  }

  private mutating func addSpelling(_ entry: LanguagePack.Entry, _ pack: LanguagePack) {
    if entry.name.hasPrefix("letters.") {
      letters.append(
        .init(
          short: Array(entry.name.utf8.dropFirst(8)), full: entry.phrases.compactMap(Self.letters),
          language: languages.count - 1))
      return
    }
    let words = entry.name.split(separator: "_").map { Morphology.plain(String($0)) }
    for form in forms(of: entry, pack) {
      spellings[form] = words
      traits[Int(form)].insert(.shortSpelling)
    }
  }

  private static func letters(_ phrase: LanguagePack.Phrase) -> [UInt8]? {
    guard case .exact(let text)? = phrase.word else { return nil }
    return Array(text.utf8)
  }

  private mutating func addGoods(_ entry: LanguagePack.Entry, _ pack: LanguagePack) {
    var group: [ArraySlice<UInt8>] = []
    pack.morphology.forms(of: .inflected(entry.name)) { form, _ in group.append(form) }
    for phrase in entry.phrases {
      if let word = phrase.word { pack.morphology.forms(of: word) { form, _ in group.append(form) } }
    }
    for word in group {
      let form = intern(word)
      goods[form, default: []] += group.filter { $0 != word }
      traits[Int(form)].insert(.goods)
    }
  }

  private mutating func forms(of entry: LanguagePack.Entry, _ pack: LanguagePack) -> [Int32] {
    entry.phrases.compactMap(\.word).flatMap { word in forms(of: word, pack).map { formed[$0] } }
  }
}
