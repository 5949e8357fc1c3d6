import Inventory
import Testing

@testable import Understanding

/// Input that nobody meant.
@Suite(.threadOfItsOwn) struct RobustnessTests {
  @Test func `random bytes never trap`() throws {
    let shop = try TestShop.shared.get()
    var random = SplitMix64(seed: 5)
    for _ in 0..<300 {
      let bytes = (0..<random.next(below: 120)).map { _ in UInt8(truncatingIfNeeded: random.next()) }
      let reading = shop.read(String(decoding: bytes, as: UTF8.self))
      #expect(reading.score.isFinite)
    }
  }

  @Test func `random words of the shop and of the language never trap`() throws {
    let shop = try TestShop.shared.get()
    let pieces = [
      "vendí", "2", "queso", "criollo", "digo", "y", "a", "de", "Centro", "no", "1.850", "12,50", "1/4",
      "500ml", "q",
      "ayer", "venta", "125", "docena", "media", "mil", "POS-2025-0001", "QUE-401", "👍", ",", ".", "?", "->",
      "@", "del",
      "1", "al", "15", "octubre", "últimos", "días", "99999999999999999999", "el", "segundo", "cuánto", "hay",
      "--",
      "veinte", "treinta", "cien", "millones", "filtros", "vitamina", "D", "azul", "black", "shampoo",
      "manzanilla",
      "agua", "mineral", "2L", "Rosa", "fiado", "sin", "con", "-3", "10%",
    ]
    var random = SplitMix64(seed: 9)
    for _ in 0..<1500 {
      let words = (0..<random.next(below: 16)).map { _ in pieces[random.next(below: pieces.count)] }
      let context = Self.contexts[random.next(below: Self.contexts.count)]
      let reading = shop.read(words.joined(separator: " "), after: context)
      #expect(reading.score.isFinite)
    }
  }

  /// What may have been said before: nothing, questions, proposals, what was done, and each kind of report.
  private static let contexts: [Context?] = {
    let shown = ["Queso Criollo", "Pilas AA"]
    var sale = Slots()
    sale[.items] = [ItemMention(product: .known("Queso Criollo"), quantity: SlotValue.Number(2))]
    let waiting: [Context.Pending] = [
      .slot("qty"), .slot("customer"), .slot("name"), .choice(shown), .confirmation, .done, .nothing,
    ]
    return [nil] + waiting.map { Context(intent: .registerSale, slots: sale, pending: $0, shown: shown) }
      + Intent.allCases.map { Context(intent: $0, slots: Slots(), pending: .nothing, shown: shown) }
  }()

  @Test(arguments: ["", "?", "...", ")", String(repeating: "hola ", count: 130)])
  func `what has no words is read after whatever was said`(text: String) throws {
    let shop = try TestShop.shared.get()
    for context in Self.contexts { #expect(shop.read(text, after: context).score.isFinite) }
  }

  @Test(arguments: ["nombre\tprecio\tstock\nQueso\t30\t4\n", "こんにちは ", "привет сколько ", "queso "])
  func `what was pasted in bulk is not understood`(piece: String) throws {
    let reading = try TestShop.shared.get().read(String(repeating: piece, count: 10_000 / piece.count))
    #expect(reading.request.intent == .outOfScope)
  }

  @Test(arguments: [
    String(repeating: "stock de queso ", count: 700), String(repeating: "a", count: 10_000),
    String(repeating: "\u{200b}", count: 10_000), String(repeating: "1 ", count: 5000), "", "   ", "???",
    String(repeating: "слово ", count: 1000), String(repeating: "zxcvb qwert plmnk ", count: 38),
    "zxcvb qwert plmnk", "\u{0}\u{1}\u{2}",
  ])
  func `what cannot be understood is said to be so`(text: String) throws {
    let reading = try TestShop.shared.get().read(text)
    #expect(reading.request.intent == .outOfScope)
    #expect(reading.route == .model)
  }

  @Test(arguments: [
    "¿HAY QUESO CRIOLLO?", "hay q\u{200b}ueso cri\u{200d}ollo", "hayyyyy queso criollo", "háy quéso criólló",
    "hay «queso criollo»", "hay\tqueso\ncriollo",
  ])
  func `letters in disguise are the same letters`(text: String) throws {
    let request = try TestShop.shared.get().read(text).request
    #expect(request.slots[.product] == "Queso Criollo")
  }
}
