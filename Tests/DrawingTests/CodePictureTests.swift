import Barcodes
import Drawing
import Foundation
import Testing

@Suite struct `The picture of a code` {
  static let link = "https://tienda.example/v/POS-2025-10365?firma=" + String(repeating: "a1B2", count: 16)

  @Test(
    .enabled("zbarimg (zbar-tools) is not here: not run") {
      FileManager.default.isExecutableFile(atPath: Scanner.tool)
    }, arguments: [2, 3, 6])
  func `is read by a scanner at every size`(scale: Int) throws {
    let title = "Crema Hidratante de Día 50 ml, para piel seca, con ácido hialurónico · Bs 89,50"
    for title in [nil, title] {
      for text in ["a", "ñandú 100 %", Self.link, String(repeating: "x", count: 500)] {
        let picture = try CodePicture(QRCode(text), title: title)
        #expect(try Scanner.read(picture.png(pixelsPerModule: scale)) == "QR-Code:\(text)")
      }
      for digits in ["4006381333931", "0012345678905", "9780201379624"] {
        let picture = try CodePicture(LinearBarcode(ean13: digits), title: title)
        #expect(try Scanner.read(picture.png(pixelsPerModule: scale)) == "EAN-13:\(digits)")
      }
      for text in ["SER-001", "12345678", "a B/c~", String(repeating: "Xy9-", count: 12)] {
        let picture = try CodePicture(LinearBarcode(code128: text), title: title)
        #expect(try Scanner.read(picture.png(pixelsPerModule: scale)) == "CODE-128:\(text)")
      }
    }
  }

  @Test func `is as large as its modules and quiet zones`() throws {
    let png = try CodePicture(QRCode("a")).png(pixelsPerModule: 7)
    #expect(Array(png.prefix(8)) == [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])
    #expect(Self.size(png) == ((21 + 8) * 7, (21 + 8) * 7))
    let ean = try CodePicture(LinearBarcode(ean13: "4006381333931")).png(pixelsPerModule: 2)
    #expect(Self.size(ean).width == (11 + 95 + 7) * 2)
    let code = try CodePicture(LinearBarcode(code128: "A")).png(pixelsPerModule: 2)
    #expect(Self.size(code).width == (10 + 46 + 10) * 2)
  }

  @Test func `in SVG is as large as it is printed`() throws {
    let svg = try CodePicture(LinearBarcode(ean13: "4006381333931"), title: "Resaltador").svg()
    // 113 modules at 0.33 mm.
    #expect(svg.contains(#"width="37.29mm""#))
    #expect(svg.contains(#"viewBox="0 0 37.29 "#))
  }

  @Test(arguments: [0, -1, 33, Int.max, Int.min])
  func `is refused in a size that is out of bounds`(scale: Int) throws {
    let picture = try CodePicture(QRCode("a"))
    #expect(throws: PictureTooLarge.self) { try picture.png(pixelsPerModule: scale) }
  }

  @Test func `is refused where it takes more memory than it may`() throws {
    let picture = try CodePicture(LinearBarcode(code128: String(repeating: "x", count: 50)))
    #expect(throws: PictureTooLarge.self) { try picture.png(pixelsPerModule: 32) }
    #expect(try !picture.png(pixelsPerModule: 4).isEmpty)
  }

  @Test(arguments: [
    "\0", "\u{1B}[31m\r\n", "👩‍🚀 ﷽ مرحبا", String(repeating: "W", count: 1_000_000), "<svg/>&\"", " ",
  ])
  func `bears any title without harm`(title: String) throws {
    let code = try QRCode("a")
    let (plain, titled) = (CodePicture(code, title: "x"), CodePicture(code, title: title))
    #expect(try Self.size(titled.png(pixelsPerModule: 3)) == Self.size(plain.png(pixelsPerModule: 3)))
    let svg = titled.svg()
    #expect(svg.utf8.count < 200_000 && !svg.contains("<svg/>"))
  }

  private static func size(_ png: [UInt8]) -> (width: Int, height: Int) {
    let number = { (range: Range<Int>) in png[range].reduce(0) { $0 << 8 | Int($1) } }
    return (number(16..<20), number(20..<24))
  }
}

/// A decoder that knows nothing of ours.
private enum Scanner {
  static let tool = "/usr/bin/zbarimg"

  /// What it reads in a picture, as `TYPE:text`.
  static func read(_ png: [UInt8]) throws -> String {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("code-\(UUID().uuidString).png")
    try Data(png).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: tool)
    process.arguments = ["--quiet", "--nodbus", file.path]
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let text = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return String(decoding: text, as: UTF8.self).trimmingCharacters(in: .newlines)
  }
}
