import Barcodes
import Testing

@Suite struct `An EAN-13` {
  /// The code drawn from the tables of ISO/IEC 15420: a digit's modules in number set A; C is its complement, B is C
  /// from right to left; the first digit chooses the sets of the left half.
  static func modules(_ text: String) -> [Bool] {
    let setA = [
      "0001101", "0011001", "0010011", "0111101", "0100011", "0110001", "0101111", "0111011", "0110111",
      "0001011",
    ]
    let leftSets = [
      "AAAAAA", "AABABB", "AABBAB", "AABBBA", "ABAABB", "ABBAAB", "ABBBAA", "ABABAB", "ABABBA", "ABBABA",
    ]
    let digits = text.compactMap(\.wholeNumberValue)
    let setC = setA.map { String($0.map { $0 == "1" ? "0" : "1" }) }
    let left = zip(leftSets[digits[0]], digits[1...6]).map { set, digit in
      set == "A" ? setA[digit] : String(setC[digit].reversed())
    }
    let right = digits[7...].map { setC[$0] }
    return ("101" + left.joined() + "01010" + right.joined() + "101").map { $0 == "1" }
  }

  @Test(arguments: [
    "4006381333931", "0012345678905", "1234567890128", "2012345678903", "3012345678902", "5901234123457",
    "6012345678909", "7771234567890", "8412345678905", "9780201379624",
  ])
  func `is drawn as the standard's tables say`(digits: String) throws {
    let code = try LinearBarcode(ean13: digits)
    #expect(code.modules == Self.modules(digits))
    #expect(code.text == digits)
    #expect(code.kind == .ean13)
  }

  @Test(arguments: [
    ("4006381333932", BarcodeError.wrongCheckDigit), ("400638133393", .notThirteenDigits),
    ("", .notThirteenDigits),
    ("40063813339310", .notThirteenDigits), ("4006381 33393", .notThirteenDigits),
    ("400638133393A", .notThirteenDigits), ("٤٠٠٦٣٨١٣٣٣٩٣١", .notThirteenDigits),
    ("12345+1234567", .notThirteenDigits),
  ])
  func `that is none is refused`(text: String, error: BarcodeError) {
    #expect(throws: error) { try LinearBarcode(ean13: text) }
    #expect(!error.reason.isEmpty)
  }
}

@Suite struct `A Code 128` {
  @Test func `is drawn as the standard's tables say`() throws {
    // Start B, A, the check character (104 + 33) mod 103 = 34, stop: widths of bars and spaces (ISO/IEC 15417).
    let widths = "211214" + "111323" + "131123" + "2331112"
    let expected = widths.enumerated().flatMap { index, width in
      Array(repeating: index.isMultiple(of: 2), count: width.wholeNumberValue ?? 0)
    }
    #expect(try LinearBarcode(code128: "A").modules == expected)
  }

  @Test(arguments: [
    // Start, characters, check: 11 modules each; stop: 13. Digits stand two to a character.
    ("SER-001", 7), ("12345678", 4), (String(repeating: "x", count: 50), 50), (" ~", 2),
  ])
  func `is as wide as its characters`(text: String, characters: Int) throws {
    let code = try LinearBarcode(code128: text)
    #expect(code.modules.count == 11 * (characters + 2) + 13)
    #expect(code.text == text)
    #expect(code.quietZones == (10, 10))
  }

  @Test(arguments: [
    ("", BarcodeError.empty), ("ñ", .unprintable), ("a\nb", .unprintable), ("a\0", .unprintable),
    (String(repeating: "x", count: 51), .tooLong(maximum: 50)),
    (String(repeating: "x", count: 1_000_000), .tooLong(maximum: 50)),
  ])
  func `that no scanner of a shop would read is refused`(text: String, error: BarcodeError) {
    #expect(throws: error) { try LinearBarcode(code128: text) }
  }
}
