import Barcodes
import Testing

@Suite struct `A QR code` {
  @Test(arguments: ["a", "http://b.ex/q?", "%2F~#*()'!"])
  func `holds its text at correction M, read back as the standard says`(text: String) throws {
    let modules = try QRCode(text).modules
    #expect(modules.count == 21)
    let reader = SmallestQRReader(modules: modules)
    #expect(reader.format >> 3 == 0b00)
    #expect(reader.text == text)
  }

  @Test(arguments: [
    // Version 1 has 21 modules a side, every further one four more; capacities at M from ISO/IEC 18004 table 7.
    (14, 21), (15, 25), (26, 25), (27, 29), (84, 37), (85, 41), (500, 85),
  ])
  func `is as small as its text allows`(length: Int, side: Int) throws {
    let modules = try QRCode(String(repeating: "x", count: length)).modules
    #expect(modules.count == side)
    #expect(modules.allSatisfy { $0.count == side })
  }

  @Test(arguments: [
    ("", BarcodeError.empty), (String(repeating: "x", count: 501), .tooLong(maximum: 500)),
    (String(repeating: "ñ", count: 251), .tooLong(maximum: 500)),
    (String(repeating: "x", count: 5_000_000), .tooLong(maximum: 500)),
  ])
  func `of no text or too much is refused`(text: String, error: BarcodeError) {
    #expect(throws: error) { try QRCode(text) }
    #expect(!error.reason.isEmpty)
  }

  @Test(arguments: [TerminalBackground.dark, .light])
  func `shows in a terminal, its quiet zone around it`(background: TerminalBackground) throws {
    let code = try QRCode("https://tienda.example/entrar?codigo=K7QF-M2")
    let text = code.terminalText(on: background)
    let written = text.split(separator: "\n").flatMap { line in
      [line.map { "█▀".contains($0) }, line.map { "█▄".contains($0) }]
    }
    let quiet = QRCode.quietZone
    let side = code.modules.count + 2 * quiet
    #expect(written.count >= side && written.allSatisfy { $0.count == side })
    for row in 0..<side {
      for column in 0..<side {
        let inside = (quiet..<side - quiet).contains(row) && (quiet..<side - quiet).contains(column)
        let isDark = inside && code.modules[row - quiet][column - quiet]
        #expect(written[row][column] == (isDark == (background == .light)))
      }
    }
  }

  @Test(
    arguments: [
      (nil, TerminalBackground.dark), ("", .dark), ("15;0", .dark), ("0;15", .light),
      ("0;default;15", .light),
      ("0;7", .light), ("x", .dark),
    ] as [(String?, TerminalBackground)])
  func `learns the background from the terminal`(variable: String?, background: TerminalBackground) {
    #expect(TerminalBackground(colorFGBG: variable) == background)
  }
}

/// Reads version 1-M in byte mode, taking it for undamaged: ISO/IEC 18004 §7.7 to §7.9.
private struct SmallestQRReader {
  let modules: [[Bool]]
  private let side = 21

  /// Two bits of correction level, three of mask.
  var format: Int {
    let places = (0...5).map { (8, $0) } + [(8, 7)]
    let bits = places.reduce(0) { $0 << 1 | (modules[$1.0][$1.1] ? 1 : 0) }
    return (bits ^ 0b1010100) >> 2
  }

  private func isMasked(_ row: Int, _ column: Int) -> Bool {
    switch format & 7 {
    case 0: (row + column) % 2 == 0
    case 1: row % 2 == 0
    case 2: column % 3 == 0
    case 3: (row + column) % 3 == 0
    case 4: (row / 2 + column / 3) % 2 == 0
    case 5: row * column % 2 + row * column % 3 == 0
    case 6: (row * column % 2 + row * column % 3) % 2 == 0
    default: ((row + column) % 2 + row * column % 3) % 2 == 0
    }
  }

  private var bits: [Bool] {
    var bits: [Bool] = []
    let rights = [20, 18, 16, 14, 12, 10, 8, 5, 3, 1]
    for (index, right) in rights.enumerated() {
      for step in 0..<side {
        let row = index.isMultiple(of: 2) ? side - 1 - step : step
        for column in [right, right - 1] {
          let isFixed =
            row == 6 || (row < 9 && (column < 9 || column >= 13)) || (row >= 13 && column < 9)
          if !isFixed { bits.append(modules[row][column] != isMasked(row, column)) }
        }
      }
    }
    return bits
  }

  var text: String? {
    let bits = bits
    func number(_ range: Range<Int>) -> Int { bits[range].reduce(0) { $0 << 1 | ($1 ? 1 : 0) } }
    guard bits.count == 208, number(0..<4) == 0b0100 else { return nil }
    let bytes = (0..<number(4..<12)).map { UInt8(number(12 + 8 * $0..<20 + 8 * $0)) }
    return String(decoding: bytes, as: UTF8.self)
  }
}
