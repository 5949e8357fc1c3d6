import Testing

@testable import Console

@Suite struct `Completion by Tab` {
  private static let index = PhraseIndex([
    "/ayuda", "Crema Hidratante", "Crema de Manos", "Shampoo Anticaída 400 ml", "SHA-001",
    "Serum Antioxidante",
    "Crema de Manos",
  ])

  @Test func `codes are offered only for what is typed as one`() {
    let index = PhraseIndex(["Shampoo Neutro", "Shampoo Seco"], codes: ["SHA-001", "SHA-002"])
    #expect(index.completions(of: "vendí 2 sha").map(\.text) == ["Shampoo Neutro", "Shampoo Seco"])
    #expect(
      index.completions(of: "SHA").map(\.text) == ["Shampoo Neutro", "Shampoo Seco", "SHA-001", "SHA-002"])
    #expect(index.completions(of: "sha-").map(\.text) == ["SHA-001", "SHA-002"])
  }

  @Test(
    arguments: [
      ("/a", ["/ayuda"], 2), ("cre", ["Crema de Manos", "Crema Hidratante"], 3),
      ("vendí 2 crema h", ["Crema Hidratante"], 7), ("shampoo anticai", ["Shampoo Anticaída 400 ml"], 15),
      ("SÉR", ["Serum Antioxidante"], 3), ("sha", ["SHA-001", "Shampoo Anticaída 400 ml"], 3),
      ("crema de ", ["Crema de Manos"], 9), ("zapatos", [], 0), ("", [], 0), ("  ", [], 0),
    ] as [(String, [String], Int)])
  func `finds phrases of several words by their beginning`(typed: String, texts: [String], replacing: Int) {
    #expect(Self.index.completions(of: typed) == texts.map { Completion($0, replacing: replacing) })
  }

  @Test func `counts the numbers in phrases`() {
    let index = PhraseIndex(["POS-2025-10", "POS-2025-9", "POS-2025-0100", "POS-2025-9b", "POS-2024-11"])
    #expect(
      index.completions(of: "pos").map(\.text) == [
        "POS-2024-11", "POS-2025-9", "POS-2025-9b", "POS-2025-10", "POS-2025-0100",
      ])
    #expect(index.completions(of: "pos-2025", limit: 1).map(\.text) == ["POS-2025-9"])
  }

  @Test func `gives no more than asked`() {
    let index = PhraseIndex((100...999).map { "Tinte \($0)" })
    #expect(index.completions(of: "tin", limit: 20).count == 20)
  }

  @Test(
    arguments: [
      (["Crema de Manos", "Crema Hidratante"], 3, "Crema "), (["SHA-001"], 1, "SHA-001"),
      (["SHA-001", "Shampoo"], 3, nil), ([], 0, nil),
    ] as [([String], Int, String?)])
  func `types what all candidates agree on, never less than was typed`(
    texts: [String], replacing: Int, agreed: String?
  ) {
    #expect(texts.map { Completion($0, replacing: replacing) }.agreed?.text == agreed)
  }

  @Test func `lists its candidates in columns that fit`() {
    #expect(
      inColumns(["uno", "dos", "tres", "ñandú", "seis"], width: 24) == ["uno    tres   seis", "dos    ñandú"])
    #expect(inColumns(["uno", "dos"], width: 4) == ["uno", "dos"])
    #expect(inColumns([], width: 80).isEmpty)
  }
}

@Suite struct `A barcode scanner` {
  @Test(arguments: [
    ("7791234567898", 60, true), ("7791234567898", 100, true), ("7791234567898", 101, false),
    ("12345678", 10, false), ("123456789", 10, true),
  ])
  func `types more than eight characters within a tenth of a second`(line: String, elapsed: Int, isScan: Bool)
  {
    #expect(Console.isScan(line, within: .milliseconds(elapsed)) == isScan)
  }
}
