import Inventory
import Testing

@testable import Understanding

@Suite(.threadOfItsOwn) struct LanguagePackTests {
  private static let files = [
    "common.txt", "concepts.txt", "cues.txt", "goods.txt", "intents.txt", "morphology.txt", "numbers.txt",
    "periods.txt", "spelling.txt",
  ]

  private func refusal(_ name: String, _ text: String) -> LanguagePackError? {
    do throws(LanguagePackError) {
      let others = Self.files.filter { $0 != name }.map { (name: $0, text: "") }
      let pack = try LanguagePack(language: .spanish, files: others + [(name: name, text: text)])
      _ = try Interpreter(packs: [pack])
      return nil
    } catch {
      return error
    }
  }

  @Test(arguments: [
    ("concepts.txt", "low: bajo\nno colon here", 2), ("concepts.txt", "low heavy: bajo", 1),
    ("concepts.txt", "low 99: bajo", 1), ("intents.txt", "make_coffee", 1),
    ("intents.txt", "help\n: nothing_such", 2),
    ("intents.txt", ": help", 1), ("morphology.txt", "adverb.o: os", 1), ("morphology.txt", "noun", 1),
  ])
  func `a broken line is named by file and number`(file: String, text: String, line: Int) throws {
    let error = try #require(refusal(file, text))
    #expect(error.file.hasSuffix(file))
    #expect(error.line == line)
  }

  @Test func `every concept that code speaks of has words`() throws {
    let lexicon = try TestShop.shared.get().interpreter.lexicon
    #expect(KnownConcept.allCases.filter { lexicon[$0] < 0 } == [])
  }

  @Test(arguments: ["\n", "\r\n"])
  func `comments, line breaks and blanks are no part of an entry`(lineBreak: String) throws {
    let text = [
      "// all of it: nothing", "low 2:  bajo,", "\t poco\u{A0}(muy) // not: this", "",
      "high: alto/grande .. caro",
    ].joined(separator: lineBreak)
    let entries = try PackLines(file: "concepts.txt", text: text, joining: true).entries()
    #expect(entries.map(\.name) == ["low", "high"])
    #expect(entries.map(\.weight) == [2, 1])
    #expect(
      entries.map { $0.phrases.map { $0.elements.map(\.words.count) } } == [[[1], [1, 1]], [[2, 1]]])
    #expect(entries[0].phrases[0].word == .inflected("bajo"))
    #expect(entries[1].phrases[0].elements.map(\.reach) == [0, 4])
  }

  @Test func `forms are made by rule`() throws {
    let spanish = try TestShop.pack(.spanish)
    func forms(_ word: LanguagePack.Phrase.Word) -> Set<String> {
      var forms: Set<String> = []
      spanish.morphology.forms(of: word) { form, _ in forms.insert(String(decoding: form, as: UTF8.self)) }
      return forms
    }
    let ask = forms(.verb("pedir", stems: ["pid"], takesPronouns: true))
    for form in [
      "pedi", "pedime", "pideme", "pidame", "pidanme", "pedimos", "pidiendo", "pedirselo", "pidieron",
    ] {
      #expect(ask.contains(form), "\(form)")
    }
    #expect(forms(.inflected("bajo")).isSuperset(of: ["bajo", "baja", "bajos", "bajas"]))
    #expect(forms(.exact("bajo")) == ["bajo"])
  }

  @Test(arguments: [
    ("box", "boxes"), ("brush", "brushes"), ("peach", "peaches"), ("glass", "glasses"), ("toy", "toys"),
    ("battery", "batteries"), ("knife", "knives"), ("tomato", "tomatoes"), ("sponge", "sponges"),
  ])
  func `English plurals are whole words`(one: String, many: String) throws {
    var forms: [String] = []
    try TestShop.pack(.english).morphology.forms(of: .inflected(one)) { form, _ in
      forms.append(String(decoding: form, as: UTF8.self))
    }
    #expect(forms.contains(many))
  }

  @Test(arguments: files)
  func `a missing file is named`(file: String) throws {
    let others = Self.files.filter { $0 != file }.map { (name: $0, text: "") }
    let error = try #require(throws: LanguagePackError.self) {
      try LanguagePack(language: .spanish, files: others)
    }
    #expect(error.file == "es/understanding/" + file)
  }

  @Test func `a language is told by its words`() throws {
    let shop = try TestShop.shared.get()
    #expect(shop.read("how much cheese do we have").language == .english)
    #expect(shop.read("cuánto queso tenemos").language == .spanish)
  }

  @Test func `an explanation names what words were taken as`() throws {
    let shop = try TestShop.shared.get()
    let explanation = shop.interpreter.explain("cuánto queda de queso criollo", in: shop.index)
    #expect(
      explanation.taken.contains { $0.words == "queso criollo" && $0.meaning.contains("Queso Criollo") })
    #expect(explanation.candidates.first?.intent == .stockOfProduct)
  }
}
