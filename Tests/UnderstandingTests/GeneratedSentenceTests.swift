import Inventory
import Testing

@testable import Understanding

/// Sentences that nobody wrote: every line of evidence of the language files put into words.
@Suite(.threadOfItsOwn) struct GeneratedSentenceTests {
  private struct Made {
    let text: String
    let intent: Intent
    let language: Language
  }

  /// `count` sentences for each language, the same for the same seed.
  private static func sentences(_ count: Int, seed: UInt64) throws -> [Made] {
    var random = SplitMix64(seed: seed)
    return try [Language.spanish, .english].flatMap { language in
      let pack = try TestShop.pack(language)
      let patterns = pack.intents.flatMap { entry in entry.patterns.map { (entry.intent, $0) } }
      return (0..<count).map { number in
        let (intent, pattern) = patterns[number % patterns.count]
        var writer = SentenceWriter(pack: pack, random: random)
        let text = pattern.required.map { writer.words(for: $0) }.joined(separator: " ")
        random = writer.random
        return Made(text: text, intent: intent, language: language)
      }
    }
  }

  @Test func `every intent is reached by its own words`() throws {
    let shop = try TestShop.shared.get()
    var cases: [Intent: (right: Int, all: Int)] = [:]
    for made in try Self.sentences(2_700, seed: 21) {
      let read = shop.read(made.text)
      cases[made.intent, default: (0, 0)].all += 1
      if read.request.intent == made.intent || read.also.contains(where: { $0.intent == made.intent }) {
        cases[made.intent]?.right += 1
      }
    }
    for (intent, share) in cases { #expect(share.right * 2 >= share.all, "\(intent): \(share)") }
  }

  /// A way to type a sentence that says the same.
  enum Hand: CaseIterable {
    case capitals, accents, marks, spaces

    func typed(_ text: String) -> String {
      switch self {
      case .capitals: text.uppercased()
      case .accents: text.replacing("o", with: "ó").replacing("a", with: "á")
      case .marks: "¿" + text + "?"
      case .spaces: text.replacing(" ", with: "  ")
      }
    }
  }

  @Test(arguments: Hand.allCases)
  func `how it is typed changes nothing`(hand: Hand) throws {
    let shop = try TestShop.shared.get()
    for made in try Self.sentences(150, seed: 4) {
      let (plain, other) = (shop.read(made.text), shop.read(hand.typed(made.text)))
      #expect(plain.request.intent == other.request.intent, "\(made.text)")
    }
  }

  @Test(arguments: Noise.allCases)
  func `thousands of sentences are read through every noise`(noise: Noise) throws {
    let shop = try TestShop.shared.get()
    let known = Set(shop.index.productNames)
    var maker = NoiseMaker(shop.interpreter.lexicon, seed: 31)
    for made in try Self.sentences(300, seed: 12) {
      let text = maker.copy(of: made.text, in: made.language, with: noise)
      let reading = shop.interpreter.read(text, in: shop.index, preferring: made.language)
      #expect(reading.score.isFinite && reading.margin.isFinite, "\(text)")
      #expect(reading.request.slots.certainProducts.isSubset(of: known), "\(text)")
    }
  }

  @Test func `where the day is said changes nothing`() throws {
    let shop = try TestShop.shared.get()
    let periodic = Set(shop.interpreter.rules.rules.filter { $0.slots.contains("period") }.map(\.intent))
    let all = try Self.sentences(600, seed: 17).filter { made in
      periodic.contains(made.intent)
        && shop.interpreter.read(made.text, in: shop.index, preferring: made.language).request
          == Request(intent: made.intent)
    }
    let changed = all.filter { made in
      let day = made.language == .spanish ? "ayer" : "yesterday"
      let ahead = shop.interpreter.read(day + " " + made.text, in: shop.index, preferring: made.language)
      let behind = shop.interpreter.read(made.text + " " + day, in: shop.index, preferring: made.language)
      return ahead.request != behind.request
    }
    #expect(all.count > 60)
    #expect(changed.count * 100 <= all.count * 5, "\(changed.map(\.text))")
  }

  @Test func `courtesy changes nothing`() throws {
    let shop = try TestShop.shared.get()
    let all = try Self.sentences(300, seed: 8)
    let changed = all.filter { made in
      let polite = made.text + (made.language == .spanish ? " por favor" : " please")
      return shop.read(polite).request != shop.read(made.text).request
    }
    #expect(changed.count * 100 <= all.count * 5, "\(changed.map(\.text))")
  }
}

/// Puts concepts into words.
private struct SentenceWriter {
  let pack: LanguagePack
  var random: SplitMix64

  /// One of the ways to say a concept, or a thing of the test shop's.
  mutating func words(for concept: String, depth: Int = 0) -> String {
    switch concept {
    case "#", "@number": return String(2 + random.next(below: 40))
    case "@product", "@thing":
      return picked(["queso criollo", "atún en lata", "pilas AA", "cuaderno cuadriculado"])
    case "@branch": return picked(["Centro", "Terminal", "Villa Adela"])
    case "@supplier": return picked(["Lácteos del Valle", "Bebidas Andinas"])
    case "@category": return picked(["bebidas", "lácteos", "limpieza"])
    case "@employee": return picked(["Mateo", "Lucía Fernández"])
    case "@customer": return picked(["Marta Gómez", "Jaime Rocha"])
    case "@folio": return picked(["POS-2025-0012", "VENTA-00125"])
    case "@period":
      return picked(pack.language == .spanish ? ["ayer", "esta semana"] : ["yesterday", "this week"])
    default: break
    }
    let entries = pack.concepts.filter { $0.name == concept || $0.name.hasPrefix(concept + "=") }
    let phrases = entries.flatMap(\.phrases)
    guard !phrases.isEmpty, depth < 3 else { return concept }
    return phrases[random.next(below: phrases.count)].elements.compactMap { element in
      element.isOptional ? nil : word(element.words[random.next(below: element.words.count)], depth)
    }.joined(separator: " ")
  }

  private mutating func word(_ word: LanguagePack.Phrase.Word, _ depth: Int) -> String {
    switch word {
    case .number: return words(for: "#")
    case .concept(let name): return words(for: name, depth: depth + 1)
    case .exact, .inflected, .verb:
      var forms: [String] = []
      pack.morphology.forms(of: word) { form, use in
        if use == .usual { forms.append(String(decoding: form, as: UTF8.self)) }
      }
      return forms.isEmpty ? "" : forms[random.next(below: min(forms.count, 8))]
    }
  }

  private mutating func picked(_ words: [String]) -> String { words[random.next(below: words.count)] }
}
