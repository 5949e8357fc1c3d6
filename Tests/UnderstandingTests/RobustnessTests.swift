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
    let context = Context(
      intent: .lowStockReport, pending: .slot("qty"), shown: ["Queso Criollo", "Pilas AA"])
    for _ in 0..<1500 {
      let words = (0..<random.next(below: 16)).map { _ in pieces[random.next(below: pieces.count)] }
      let reading = shop.read(words.joined(separator: " "), after: random.next(below: 2) == 0 ? context : nil)
      #expect(reading.score.isFinite)
    }
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
