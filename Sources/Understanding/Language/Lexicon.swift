internal import Inventory
internal import Synchronization

/// The packs compiled: which concepts each form of a word bears, and which phrases it begins.
///
/// An *atom* is what a place in a phrase asks of a word. Atom c below `concepts.count` is the concept c itself: the
/// words that alone stand for it bear it. The atoms above are the words that only occur in phrases.
///
/// Each language has its own forms, so that a word bears what it means in the language of a sentence and nothing that
/// it would mean in another. It is shared: a copy would count two dozen references.
final class Lexicon: Sendable {
  let concepts: [Concept]
  /// The number of each concept that code speaks of; −1 where no file names it.
  private let known: [Int32]
  let languages: [Language]
  private let tables: [WordTable]
  /// The number of the first form of each language, and of all forms.
  private let bases: [Int32]
  /// The atoms of form f are those at `atomStarts[f]..<atomStarts[f + 1]`.
  private let atomStarts: [Int32]
  private let atoms: [Int32]
  private let traits: [Traits]
  let elements: [Element]
  let elementAtoms: [Int32]
  let phrases: [PhraseRule]
  /// The phrases that atom a begins are those at `phraseStarts[a]..<phraseStarts[a + 1]`.
  private let phraseStarts: [Int32]
  private let phrasesByAtom: [Int32]
  private let numberWords: [Int32: NumberWord]
  /// Words for numbers that are long enough to be known when misspelt.
  let longNumbers: SpellingIndex
  let spellings: [Int32: [ArraySlice<UInt8>]]
  private let goodsWords: [Int32: [ArraySlice<UInt8>]]
  /// Letters that short spellings put for others: k for qu and c.
  let letters: [Letters]
  /// For each language the index of its spellings, once a word had to be mended.
  private let spellingIndexes: Mutex<[SpellingIndex?]>
  /// Concepts of words that the language has no use for in a shop.
  private let idle: [Int32]

  struct Element: Sendable {
    /// Where its atoms stand among `elementAtoms`.
    let atoms: Range<Int32>
    let marks: AtomMarks
    let isOptional: Bool
    let reach: Int32
  }

  /// Some atoms at a glance: a bit is set for each, and several share one.
  typealias AtomMarks = UInt128

  static func marks(of atom: Int32) -> AtomMarks { 1 << AtomMarks(atom & 127) }

  struct PhraseRule: Sendable {
    let concept: Int32
    /// Where its elements stand among `elements`.
    let elements: Range<Int32>
    /// The marks of an element behind the first without which there is no phrase; none where each may be left out.
    let needed: AtomMarks
  }

  struct Letters: Sendable {
    let short: [UInt8]
    let full: [[UInt8]]
    let language: Int
  }

  /// What is to be known of a form before anything else is looked up.
  struct Traits: OptionSet, Sendable {
    let rawValue: UInt8
    /// Hardly ever typed.
    static let rare = Traits(rawValue: 1)
    /// A verb with pronouns at its end.
    static let withPronouns = Traits(rawValue: 2)
    static let number = Traits(rawValue: 4)
    static let shortSpelling = Traits(rawValue: 8)
    static let goods = Traits(rawValue: 16)
  }

  init(_ parts: LexiconBuilder, _ vocabulary: ConceptTable) {
    concepts = vocabulary.concepts
    known = KnownConcept.allCases.map { vocabulary.id($0.name) }
    (languages, tables, bases, traits) = (parts.languages, parts.tables, parts.bases, parts.traits)
    (atomStarts, atoms) = Self.flatten(parts.formAtoms, count: parts.traits.count)
    (phraseStarts, phrasesByAtom) = Self.flatten(parts.phraseStarts, count: Int(parts.atomCount))
    (elements, elementAtoms, phrases) = (parts.elements, parts.elementAtoms, parts.phrases)
    (numberWords, longNumbers, spellings) = (parts.numbers, parts.longNumbers, parts.spellings)
    (goodsWords, letters) = (parts.goods, parts.letters)
    spellingIndexes = Mutex(Array(repeating: nil, count: parts.languages.count))
    idle = [.common, .negation, .doubt, .ware].map { (concept: KnownConcept) in vocabulary.id(concept.name) }
  }

  /// Values by key, duplicates dropped, in one array with the start of each key's run.
  private static func flatten(
    _ links: [LexiconBuilder.Link], count: Int
  ) -> (starts: [Int32], values: [Int32]) {
    var starts = [Int32](repeating: 0, count: count + 1)
    for link in links { starts[Int(link.key) + 1] += 1 }
    for key in 0..<count { starts[key + 1] += starts[key] }
    var values = [Int32](repeating: 0, count: links.count)
    var next = starts
    for link in links {
      let end = Int(next[Int(link.key)])
      var at = Int(starts[Int(link.key)])
      while at < end, values[at] != link.value { at += 1 }
      guard at == end else { continue }
      values[end] = link.value
      next[Int(link.key)] += 1
    }
    var kept: [Int32] = []
    kept.reserveCapacity(values.count)
    var tight: [Int32] = [0]
    tight.reserveCapacity(count + 1)
    for key in 0..<count {
      for at in Int(starts[key])..<Int(next[key]) { kept.append(values[at]) }
      tight.append(Int32(kept.count))
    }
    return (tight, kept)
  }

  /// Features that no file defines: what the catalogue and the numbers of a sentence give.
  enum Feature: Int, CaseIterable {
    case number, product, thing, branch, supplier, category, employee, customer, folio, period

    var name: String { self == .number ? "#" : "@\(self)" }

    var weight: Float {
      switch self {
      case .number: 0.3
      case .product: 1.1
      case .thing: 0.6
      case .folio: 1.2
      case .branch, .period: 0.3
      case .supplier, .employee, .customer: 0.7
      case .category: 0.5
      }
    }
  }
}

// MARK: Forms

extension Lexicon {
  /// The number of a concept; −1 where no file names it.
  subscript(concept: KnownConcept) -> Int32 { known[concept.rawValue] }

  var formCount: Int { traits.count }

  /// The form that `word` is in one language.
  func form(_ word: ArraySlice<UInt8>, in language: Int) -> Int32? {
    tables[language].find(word).map { bases[language] + Int32($0) }
  }

  /// The form that `word` is in one language, or else in the first of those that mix with it.
  func form(_ word: ArraySlice<UInt8>, first language: Int) -> Int32? {
    if let own = form(word, in: language) { return own }
    for other in tables.indices where mixes(language, other) {
      if let form = form(word, in: other) { return form }
    }
    return nil
  }

  /// Whether people put words of another language among those of one: English goes with all, and with English the
  /// first one, which is the shop's.
  private func mixes(_ language: Int, _ other: Int) -> Bool {
    other != language
      && (languages[other] == .english || languages[language] == .english && other == 0)
  }

  /// Bit l is set where the language l has a use for `word`; words for goods alone may be names, of any language.
  func languages(of word: ArraySlice<UInt8>) -> UInt8 {
    var languages: UInt8 = 0
    let hash = WordTable.hash(word)
    for language in tables.indices {
      guard let place = tables[language].find(word, hash) else { continue }
      let form = bases[language] + Int32(place)
      if !atoms(of: form).isEmpty || !has(.goods, form) { languages |= 1 << UInt8(language) }
    }
    return languages
  }

  func bytes(of form: Int32) -> ArraySlice<UInt8> {
    let language = language(of: form)
    return tables[language][Int(form - bases[language])]
  }

  func language(of form: Int32) -> Int {
    var language = 0
    while form >= bases[language + 1] { language += 1 }
    return language
  }

  func has(_ trait: Traits, _ form: Int32) -> Bool { traits[Int(form)].contains(trait) }

  /// Where the atoms of a form stand; `atom(at:)` gives each.
  func atoms(of form: Int32) -> Range<Int> {
    Int(atomStarts[Int(form)])..<Int(atomStarts[Int(form) + 1])
  }

  func atom(at place: Int) -> Int32 { atoms[place] }

  func bears(_ form: Int32, _ atom: Int32) -> Bool {
    for place in atoms(of: form) where atoms[place] == atom { return true }
    return false
  }

  func meaning(of tag: Tag) -> Meaning { concepts[Int(tag.concept)].meaning }

  /// Whether a form, or none for −1, stands for a concept.
  func bears(_ form: Int32, _ concept: KnownConcept) -> Bool { form >= 0 && bears(form, self[concept]) }

  /// Whether an atom shows no use that the language has for a word in a shop.
  func isIdle(_ atom: Int32) -> Bool { Int(atom) >= concepts.count || idle.contains(atom) }

  /// Where the phrases that an atom begins stand; `phrase(at:)` gives each.
  func phrases(from atom: Int32) -> Range<Int> {
    Int(phraseStarts[Int(atom)])..<Int(phraseStarts[Int(atom) + 1])
  }

  func phrase(at place: Int) -> PhraseRule { phrases[Int(phrasesByAtom[place])] }

  /// The number that a form says; nil where it says none.
  func number(_ form: Int32) -> NumberWord? {
    form >= 0 && has(.number, form) ? numberWords[form] : nil
  }

  /// The words that mean the same goods as a form.
  func goods(_ form: Int32) -> [ArraySlice<UInt8>]? {
    form >= 0 && has(.goods, form) ? goodsWords[form] : nil
  }

  /// Whether a form is nothing but talk about other things: then what is one slip away may as well be a new name.
  func isCommon(_ form: Int32) -> Bool {
    atoms(of: form).allSatisfy { atoms[$0] == self[.common] || atoms[$0] == self[.ware] }
  }

  /// Whether a form is an everyday name of goods.
  func isWare(_ form: Int32) -> Bool { bears(form, .ware) }

  /// Whether a form only speaks for a request being none of the shop's.
  func isForeign(_ form: Int32) -> Bool {
    var isForeign = false
    for place in atoms(of: form) where Int(atoms[place]) < concepts.count {
      guard concepts[Int(atoms[place])].isForeign else { return false }
      isForeign = true
    }
    return isForeign
  }

  /// Whether a shop has no use for a form: it is talk about other things alone.
  func isElsewhere(_ form: Int32) -> Bool {
    guard form >= 0 else { return false }
    for place in atoms(of: form) where !isIdle(atoms[place]) && !concepts[Int(atoms[place])].isForeign {
      return false
    }
    return true
  }

  /// How much less likely a form is meant than another as near: few intents have a use for it, or it only comes from
  /// a verb with pronouns at its end.
  func oddity(of form: Int32) -> Float {
    var use: Float = 0
    for place in atoms(of: form) where Int(atoms[place]) < concepts.count {
      use = max(use, concepts[Int(atoms[place])].use)
    }
    return 0.2 * (1 - use) + (has(.withPronouns, form) ? 0.15 : 0)
  }

  /// The forms of a language nearest to a misspelt word, or where it has none those of one that mixes with it.
  func nearest(
    to word: ArraySlice<UInt8>, first language: Int, limit: Int
  ) -> [(form: Int32, distance: Int)] {
    for other in [language] + tables.indices.filter({ mixes(language, $0) }) {
      let found = spellingIndex(of: other).nearest(to: word, limit: limit)
      if !found.isEmpty { return found.map { (Int32($0.id), $0.distance) } }
    }
    return []
  }

  /// Made when a word must first be mended: few programs that end soon need it, and it takes longer than most of a start.
  private func spellingIndex(of language: Int) -> SpellingIndex {
    spellingIndexes.withLock { indexes in
      if let made = indexes[language] { return made }
      var index = SpellingIndex()
      for form in bases[language]..<bases[language + 1] where !has(.rare, form) {
        index.insert(tables[language][Int(form - bases[language])], id: Int(form))
      }
      indexes[language] = index
      return index
    }
  }
}
