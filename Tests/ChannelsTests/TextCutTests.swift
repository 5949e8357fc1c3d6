import Testing

@testable import Channels

struct TextCutTests {
  @Test(
    arguments: [
      ("corto", 10, ["corto"]),
      ("línea uno\nlínea dos", 12, ["línea uno", "línea dos"]),
      ("Primera frase. Segunda frase.", 20, ["Primera frase.", "Segunda frase."]),
      ("Son Bs 3.420 y Bs 1.180", 16, ["Son Bs 3.420 y", "Bs 1.180"]),
      ("palabra tras palabra", 14, ["palabra tras", "palabra"]),
      ("aaaaaaaaaaaa", 5, ["aaaaa", "aaaaa", "aa"]),
      ("", 5, []),
    ] as [(String, Int, [String])])
  func `a long text is cut where it hurts least`(text: String, limit: Int, pieces: [String]) {
    #expect(text.pieces(of: limit) == pieces)
  }

  @Test func `limits count code points, not letters`() {
    let flag = "🇧🇴🇧🇴🇧🇴"
    #expect(flag.pieces(of: 4).allSatisfy { $0.unicodeScalars.count <= 4 })
    #expect(flag.cut(to: 3).unicodeScalars.count == 3)
  }

  @Test func `where a service counts bytes, an accent counts two`() {
    #expect("ñañañaña".pieces(of: 6, .byte) == ["ñaña", "ñaña"])
    #expect("Champú".cut(to: 9, .byte) == "Champú")
    #expect("Champú azul".cut(to: 10, .byte) == "Champú…")
  }

  @Test func `what does not fit ends in an ellipsis`() {
    #expect("Shampoo Anticaída 400 ml".cut(to: 20) == "Shampoo Anticaída 4…")
    #expect("Shampoo".cut(to: 20) == "Shampoo")
  }
}
