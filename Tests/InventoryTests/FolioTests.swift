import Inventory
import Testing

struct FolioTests {
  @Test(
    arguments: [(1, "POS-2025-0001"), (9999, "POS-2025-9999"), (10_000, "POS-2025-10000")]
      as [(Int64, String)])
  func `a folio has four digits and more when it needs them`(number: Int64, text: String) {
    #expect(FolioFormat(.sale).folio(year: 2025, number: number).text == text)
  }

  @Test(arguments: [
    (" pos-2025-0001 ", "POS-2025-0001"), ("#125", "125"), ("folio venta-00125", "VENTA-00125"),
    ("Folio #125", "125"), ("", ""),
  ]) func `what a person types is brought to one shape`(typed: String, text: String) {
    #expect(Folio.normalised(typed) == text)
  }

  @Test(
    arguments: [
      ("VENTA-00125", 125), ("POS-2025-0125", 125), ("125", 125), ("POS-", nil),
      ("99999999999999999999", nil),
    ]
      as [(String, Int64?)])
  func `the number of a folio is its last digits`(text: String, number: Int64?) {
    #expect(Folio(text).number == number)
  }

  @Test(
    arguments: [
      ("V-00180", "V-180", true), ("V-180", "v 0180", true), ("V-180", "180", true),
      ("V-180", "VENTA 180", true), ("N°88", "N 88", true), ("FAC77", "FAC 77", true),
      ("POS-2025-0004", "POS-4", true), ("POS-2025-0004", "2025-4", true), ("B001-123", "B1-123", true),
      ("001-001-0000123", "001-001-123", true), ("FACTURA-9", "FACTURA-9", true),
      ("V-180", "F-0180", false), ("4512", "VNT-4512", false), ("POS-2025-0004", "POS-2024-4", false),
      ("001-001-0000123", "002-001-123", false),
    ] as [(String, String, Bool)])
  func `is meant by its letters, or none, and the last of its numbers`(
    folio: String, typed: String, isMeant: Bool
  ) {
    #expect(Folio(folio).isMeant(by: Folio(typed)) == isMeant)
  }
}

@Suite struct `A format of folios` {
  @Test(
    arguments: [
      ("POS-{AAAA}-{NNNN}", 125, "POS-2025-0125"), ("F-{NNNNNN}", 125, "F-000125"),
      ("f-{nnnn}", 12_500, "F-12500"),
    ] as [(String, Int64, String)])
  func `writes the number with the zeros it asks for`(pattern: String, number: Int64, text: String) throws {
    let format = try FolioFormat(pattern)
    #expect(format.folio(year: 2025, number: number).text == text)
    #expect(format.pattern == pattern.uppercased())
    #expect(try FolioFormat(stored: format.pattern) == format)
  }

  @Test(
    arguments: [
      ("{NN}", 7, "07"), ("{AAAA}/{N}", 12, "2025/12"), ("A1.{AAAA}_V{NNNN}", 3, "A1.2025_V0003"),
      ("V{AAAA}-{NNN}", 1, "V2025-001"), ("F_{NNNN}", 5, "F_0005"), ("SERIE-A-{NNNN}", 2, "SERIE-A-0002"),
      ("F-{NNN}", 1, "F-001"), ("-{NNNN}", 1, "-0001"), ("POS-2025-{NNNN}", 9, "POS-2025-0009"),
    ] as [(String, Int64, String)])
  func `that no chat would know is no longer taken, but goes on where it is kept`(
    pattern: String, number: Int64, text: String
  ) throws {
    #expect(throws: FolioFormat.Flaw.notSpoken) { try FolioFormat(pattern) }
    let format = try FolioFormat(stored: pattern)
    let folio = format.folio(year: 2025, number: number)
    #expect(folio.text == text)
    #expect(folio.number == number)
    #expect(format.pattern == pattern.uppercased())
    let read = try #require(format.read(folio))
    #expect(read.number == number)
    #expect(read.year == format.countedYear(2025))
  }

  @Test(
    arguments: [
      ("F-000125", 125), ("F-125", 125), ("F-1", 1), ("F-1234567", 1_234_567), ("F-", nil), ("F-12A", nil),
      ("G-000125", nil), ("F--1", nil), ("", nil),
    ] as [(String, Int64?)])
  func `reads its own folios with whatever zeros`(text: String, number: Int64?) throws {
    #expect(try FolioFormat("F-{NNNNNN}").read(Folio(text))?.number == number)
  }

  @Test(arguments: ["POS-2025-", "POS-25-0001", "POS-20250001", "POS-ABCD-0001", "POS-2025_0001"])
  func `reads no folio whose year stands elsewhere`(text: String) {
    #expect(FolioFormat(.sale).read(Folio(text)) == nil)
  }

  @Test(
    arguments: [
      ("", .numberNotAtEnd), ("F-", .numberNotAtEnd), ("F-{NNNN}-B", .numberNotAtEnd),
      ("F-{}", .numberNotAtEnd), ("F-{NNXN}", .numberNotAtEnd), ("F-{NNNNNNNNNNNNN}", .numberNotAtEnd),
      ("{AAAA}-{AAAA}-{NNNN}", .yearTwice), ("F{AAAA}{NNNN}", .digitBeforeNumber),
      ("F2{NNNN}", .digitBeforeNumber), ("F {NNNN}", .character(" ")), ("Ñ-{NNNN}", .character("Ñ")),
      ("F-{MM}-{NNNN}", .character("{")), ("F#{NNNN}", .character("#")),
      ("ABCDEFGHIJKLMNOPQRST-{NNNN}", .tooLong), ("dev-{AAAA}-{NNNN}", .taken(.customerReturn)),
      ("PAG-{NNNN}", .taken(.payment)),
    ] as [(String, FolioFormat.Flaw)])
  func `is refused by its first flaw`(pattern: String, flaw: FolioFormat.Flaw) {
    #expect(throws: flaw) { try FolioFormat(pattern) }
    #expect(!flaw.reason.isEmpty)
  }

  @Test func `that is the longest fits the column of folios`() throws {
    let format = try FolioFormat("ABCDEFGHIJKLMNOPQR-{AAAA}-{NNNNNNNNNNNN}")
    #expect(format.folio(year: 2025, number: .max).text.count <= 50)
  }
}
