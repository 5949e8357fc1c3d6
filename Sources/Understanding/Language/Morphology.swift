internal import Inventory

/// How the words of a language change, from the lines of its `morphology.txt`.
///
/// `noun.<ending>: …` lists the endings that replace one; `verb.<ending>: …` the same for infinitives, on every stem;
/// `rare.<ending>: …` those that people seldom type, and so never mean by another word;
/// `stem.<ending>: …` what else an infinitive's stem may end in, as in «llegar, llegue»;
/// `host.<ending>: …` the forms of a verb that take the words of `enclitic: …` at their end.
struct Morphology: Sendable {
  private struct Paradigm {
    let ending: [UInt8]
    let replacements: [[UInt8]]
  }

  private var nouns: [Paradigm] = []
  private var verbs: [Paradigm] = []
  private var hosts: [Paradigm] = []
  private var stems: [Paradigm] = []
  private var rare: [Paradigm] = []
  private var enclitics: [[UInt8]] = []

  init(_ file: PackLines) throws(LanguagePackError) {
    for (number, line) in file.lines {
      let words = file.words(line)
      guard let head = words.first, head.hasSuffix(":") else {
        throw file.error(number, "a line is «noun.ending: endings»")
      }
      let endings = words.dropFirst().map { $0 == "-" ? [] : Array($0.utf8) }
      let name = head.dropLast().split(separator: ".", maxSplits: 1)
      let paradigm = Paradigm(ending: Array((name.count > 1 ? name[1] : "").utf8), replacements: endings)
      switch name.first {
      case "noun": nouns.append(paradigm)
      case "verb": verbs.append(paradigm)
      case "host": hosts.append(paradigm)
      case "stem": stems.append(paradigm)
      case "rare": rare.append(paradigm)
      case "enclitic": enclitics = endings
      default:
        throw file.error(number, "«\(head.dropLast())» is none of noun, verb, rare, host, stem, enclitic")
      }
    }
    func byLength(_ a: Paradigm, _ b: Paradigm) -> Bool { a.ending.count > b.ending.count }
    nouns.sort(by: byLength)
    verbs.sort(by: byLength)
    hosts.sort(by: byLength)
    stems.sort(by: byLength)
    rare.sort(by: byLength)
  }

  /// How people come to type a form.
  enum Use {
    case usual
    /// A verb with pronouns at its end.
    case withPronouns
    /// Hardly ever.
    case rare
  }

  /// Calls `body` with every form of `word`.
  func forms(of word: LanguagePack.Phrase.Word, _ body: (ArraySlice<UInt8>, _ use: Use) -> Void) {
    switch word {
    case .exact(let text): body(Self.plain(text), .usual)
    case .inflected(let text):
      let plain = Self.plain(text)
      body(plain, .usual)
      for form in Self.inflect(plain, by: nouns) { body(form, .usual) }
    case .verb(let infinitive, let stems, let takesPronouns):
      conjugate(Self.plain(infinitive), stems.map(Self.plain), takesPronouns: takesPronouns, body)
    case .concept, .number: break
    }
  }

  private func conjugate(
    _ infinitive: ArraySlice<UInt8>, _ stems: [ArraySlice<UInt8>], takesPronouns: Bool,
    _ body: (ArraySlice<UInt8>, _ use: Use) -> Void
  ) {
    guard let verb = verbs.first(where: { infinitive.ends(with: $0.ending) }) else {
      return body(infinitive, .usual)
    }
    let host = !takesPronouns ? nil : hosts.first { infinitive.ends(with: $0.ending) }
    let rare = self.rare.first { infinitive.ends(with: $0.ending) }
    var all = [infinitive.dropLast(verb.ending.count)] + stems
    if let shift = self.stems.first(where: { infinitive.ends(with: $0.ending) }) {
      all += shift.replacements.map { infinitive.dropLast(shift.ending.count) + $0 }
    }
    // One buffer for all forms: there are tens of thousands, and most callers look at each but once.
    var form: [UInt8] = []
    for stem in all {
      func say(_ use: Use, _ ending: [UInt8], _ enclitic: [UInt8] = []) {
        form.removeAll(keepingCapacity: true)
        form += stem
        form += ending
        form += enclitic
        body(form[...], use)
      }
      for ending in verb.replacements { say(.usual, ending) }
      for ending in rare?.replacements ?? [] { say(.rare, ending) }
      for ending in host?.replacements ?? [] {
        for enclitic in enclitics { say(.withPronouns, ending, enclitic) }
      }
    }
  }

  private static func inflect(_ word: ArraySlice<UInt8>, by paradigms: [Paradigm]) -> [ArraySlice<UInt8>] {
    guard word.count > 2, let rule = paradigms.first(where: { word.ends(with: $0.ending) }) else { return [] }
    let stem = word.dropLast(rule.ending.count)
    return rule.replacements.map { stem + $0 }
  }

  /// `text` as the normaliser writes it.
  static func plain(_ text: String) -> ArraySlice<UInt8> {
    let isPlain = text.utf8.allSatisfy { (0x61...0x7a).contains($0) }
    return isPlain && !text.hasStretch ? Array(text.utf8)[...] : Normalizer.normalize(text).bytes[...]
  }
}

extension ArraySlice<UInt8> {
  fileprivate func ends(with ending: [UInt8]) -> Bool {
    count > ending.count && suffix(ending.count).elementsEqual(ending)
  }
}

extension String {
  /// Whether one letter stands three times in a row, which the normaliser shortens.
  fileprivate var hasStretch: Bool {
    var (before, run) = (UInt8(0), 0)
    for byte in utf8 {
      run = byte == before ? run + 1 : 1
      if run == 3 { return true }
      before = byte
    }
    return false
  }
}
