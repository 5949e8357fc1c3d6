import Testing

@testable import Inventory

struct MatchingTests {
  private func words(_ text: String) -> [String] {
    let normalized = Normalizer.normalize(text)
    return normalized.tokens.indices.map { String(decoding: normalized.word($0), as: UTF8.self) }
  }

  @Test(arguments: [
    ("¡Holaaaa, Señor!", ["hola", "senor"]), ("Ácido Hialurónico 30ml", ["acido", "hialuronico", "30ml"]),
    ("1.850,50 y 12,5", ["1.850,50", "y", "12,5"]), ("POS-2025-0001", ["pos-2025-0001"]),
    ("coca-cola", ["coca", "cola"]),
    ("1/4 x 2\"", ["1/4", "x", "2"]), ("don't", ["dont"]), ("a->b", ["a", "->", "b"]), ("ok👍🏽", ["ok", "👍"]),
    ("can\u{0303}a", ["cana"]), ("pa\u{200b}n", ["pan"]),
    ("Œuvre ßtraße ŁÓDŹ", ["oeuvre", "sstrasse", "lodz"]),
    ("", []), ("...", []),
  ])
  func `text is compared without case, accents and marks`(text: String, expected: [String]) {
    #expect(words(text) == expected)
  }

  @Test func `a word knows where it stood in the source`() throws {
    let text = "¿Hay Jabón Líquido?"
    let normalized = Normalizer.normalize(text)
    let token = try #require(normalized.tokens.last)
    let utf8 = Array(text.utf8)
    #expect(String(decoding: utf8[token.source], as: UTF8.self) == "Líquido")
    #expect(token.isCapitalised)
  }

  @Test(arguments: [
    ("queso", "queso", 0), ("queso", "qeso", 1), ("queso", "quseo", 1), ("queso", "quesso", 1),
    ("queso", "qaeso", 1),
    ("queso", "kesos", 3), ("", "ab", 2),
  ])
  func `edits are counted, a swap as one`(a: String, b: String, distance: Int) {
    let found = editDistance(Array(a.utf8)[...], Array(b.utf8)[...], limit: 2)
    #expect(found == (distance <= 2 ? distance : nil))
  }

  @Test(arguments: [
    ("cenisa", "ceniza"), ("baca", "vaca"), ("hielo", "ielo"), ("shampoo", "champu"), ("kilo", "quilo"),
    ("yave", "llave"), ("jenjibre", "gengibre"), ("roja", "rojos"),
  ])
  func `words that sound alike share a key`(a: String, b: String) {
    #expect(soundKey(Array(a.utf8)[...]) == soundKey(Array(b.utf8)[...]))
  }

  @Test(arguments: [("casa", "masa"), ("pan", "pon"), ("gel", "gol")])
  func `words that sound apart do not`(a: String, b: String) {
    #expect(soundKey(Array(a.utf8)[...]) != soundKey(Array(b.utf8)[...]))
  }

  @Test func `the likelier slip costs less`() {
    func cost(_ typed: String, _ meant: String) -> Float {
      slipCost(Array(typed.utf8)[...], Array(meant.utf8)[...], distance: 1)
    }
    #expect(cost("prceio", "precio") < cost("prekio", "precio"))
    #expect(cost("preecio", "precio") < cost("pretcio", "precio"))
    #expect(cost("orecio", "precio") > cost("precoo", "precio"))
  }
}

struct ProductMatcherTests {
  private let matcher = ProductMatcher([
    (key: 10, names: ["Shampoo Anticaída"], sku: "SHA-001", barcode: "7791234567898"),
    (key: 11, names: ["Shampoo Hidratante"], sku: "SHA-002", barcode: nil),
    (key: 12, names: ["Jabón Líquido 500ml", "jabón de manos"], sku: "JAB-001", barcode: nil),
    (key: 13, names: ["Tinte Rojo"], sku: nil, barcode: nil),
    (key: 14, names: ["Tornillo 1/4 x 2\""], sku: nil, barcode: nil),
  ])

  @Test(arguments: [
    ("SHA-001", 10), ("sha-002", 11), ("7791234567898", 10), ("shampoo anticaida", 10),
    ("champu anticaida", 10),
    ("shampo anticaída", 10), ("shamp antic", 10), ("anticaidas", 10), ("jabon 500 ml", 12),
    ("jabon de manos", 12),
    ("tornillos 1/4", 14), ("tinte rojo", 13), ("tinet rojo", 13),
  ])
  func `the best match is the product meant`(text: String, key: Int) throws {
    #expect(try #require(matcher.best(for: text, limit: 3).first).key == key)
  }

  @Test func `a whole name or code is exact, a part is not`() throws {
    #expect(try #require(matcher.best(for: "Tinte Rojo", limit: 1).first).isExact)
    #expect(try #require(matcher.best(for: "SHA-001", limit: 1).first).isExact)
    #expect(!(try #require(matcher.best(for: "tinte", limit: 1).first).isExact))
  }

  @Test func `matches come best first, no more than asked for`() {
    let matches = matcher.best(for: "shampoo", limit: 5)
    #expect(Set(matches.map(\.key)) == [10, 11])
    #expect(matcher.best(for: "shampoo", limit: 1).count == 1)
    #expect(matches.map(\.score) == matches.map(\.score).sorted(by: >))
  }

  @Test(arguments: ["", "   ", "televisor", "???", "de la"])
  func `what names nothing matches nothing`(text: String) {
    #expect(matcher.best(for: text, limit: 3).isEmpty)
  }

  @Test func `a matcher of nothing finds nothing`() {
    #expect(ProductMatcher([]).best(for: "tinte", limit: 3).isEmpty)
  }
}
