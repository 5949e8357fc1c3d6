import Inventory
import Testing

@testable import Understanding

/// Several languages side by side.
@Suite(.threadOfItsOwn) struct LanguageTests {
  private static let all = Result {
    try Interpreter(packs: [.spanish, .english, #require(Language("pt"))].map { try TestShop.pack($0) })
  }

  @Test(arguments: ["questions.txt", "actions.txt", "talk.txt"])
  func `a third language changes nothing that is said in the others`(file: String) throws {
    let shop = try TestShop.shared.get()
    let three = try Self.all.get()
    for line in try SentenceLine.all(in: file) {
      let alone = shop.interpreter.read(line.text, in: shop.index, preferring: line.language)
      let beside = three.read(line.text, in: shop.index, preferring: line.language)
      #expect(alone.request == beside.request, "\(line.text)")
      #expect(beside.language == line.language, "\(line.text)")
    }
  }

  @Test(arguments: [
    ("quanto custa o queijo", "pt"), ("quanto vendemos ontem", "pt"), ("cuánto vendimos ayer", "es"),
    ("how much did we sell yesterday", "en"), ("vendí 2 Black Label", "es"),
  ])
  func `a sentence is of the language of its words, names left out`(text: String, code: String) throws {
    let index = try Self.all.get().index(
      Catalogue(version: 1, products: [.init(name: "Black Label", sku: nil)]))
    #expect(try Self.all.get().read(text, in: index).language == Language(code))
  }

  /// «mas» is «more» in Spanish and «but» in Portuguese.
  @Test func `a word means what it means in the language of its sentence`() throws {
    let shop = try TestShop.shared.get()
    let three = try Self.all.get()
    func says(_ concept: KnownConcept, _ text: String) -> Bool {
      Analysis(text, three.lexicon, shop.index).concept(concept) != 0
    }
    #expect(says(.more, "mas queso"))
    #expect(!says(.more, "mas quanto vendemos ontem"))
  }
}
