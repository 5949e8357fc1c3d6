package import Barcodes

/// A code as it is printed: where its bars and its words stand, in modules from the upper left corner.
package struct CodePicture: Sendable {
  struct Bar: Hashable {
    let x: Int
    let y: Int
    let width: Int
    let height: Int
  }

  /// Words around `middle`, made smaller and then cut where they would be wider than `width`.
  struct Line: Hashable {
    let text: String
    let middle: Double
    let baseline: Double
    /// Of the font, from the top of its tallest letters to the bottom of those that hang.
    let size: Double
    let width: Double
  }

  let width: Int
  private(set) var height = 0
  private(set) var bars: [Bar] = []
  private(set) var lines: [Line] = []

  /// Above and below what needs no quiet zone there.
  private static let margin = 4
  /// Of the digits under bars: near to the 2.75 mm of GS1 General Specifications §5.2.6.6.
  private static let textSize = 10

  /// The code in its quiet zone, under a title such as a product's name.
  package init(_ code: QRCode, title: String? = nil) {
    width = code.modules.count + 2 * QRCode.quietZone
    height = QRCode.quietZone
    add(title: title)
    for row in code.modules {
      for dark in row.darkRuns { add(dark, x: QRCode.quietZone, height: 1) }
      height += 1
    }
    height += QRCode.quietZone
  }

  /// The bars over what they say, in their quiet zones, under a title such as a product's name.
  package init(_ code: LinearBarcode, title: String? = nil) {
    let left = code.quietZones.left
    width = left + code.modules.count + code.quietZones.right
    height = Self.margin
    add(title: title)
    for dark in code.modules.darkRuns {
      add(dark, x: left, height: code.barHeight + (code.isGuard(dark) ? LinearBarcode.guardDescent : 0))
    }
    height += code.barHeight + Self.textSize
    for part in code.readableParts {
      lines.append(
        Line(
          text: part.text, middle: Double(left) + part.middle, baseline: Double(height) - 1.5,
          size: Double(Self.textSize), width: part.width))
    }
    height += Self.margin
  }

  private mutating func add(_ run: Range<Int>, x: Int, height barHeight: Int) {
    bars.append(Bar(x: x + run.lowerBound, y: height, width: run.count, height: barHeight))
  }

  private mutating func add(title: String?) {
    guard let title, !title.isEmpty else { return }
    let size = Double(min(Self.textSize - 1, max(4, width / 9)))
    lines.append(
      Line(
        text: title, middle: Double(width) / 2, baseline: Double(height) + size * 0.8, size: size,
        width: Double(width - 4)))
    height += Int(size) + 2
  }
}

extension [Bool] {
  /// The stretches that are true.
  fileprivate var darkRuns: [Range<Int>] {
    indices.filter { self[$0] && ($0 == 0 || !self[$0 - 1]) }.map { start in
      start..<(self[start...].firstIndex(of: false) ?? count)
    }
  }
}

extension LinearBarcode {
  /// By how much the guard bars of an EAN-13 reach down between its digits: five modules (ISO/IEC 15420 §4.5.1).
  fileprivate static let guardDescent = 5

  /// Of an EAN-13 the nominal 22.85 mm at 0.33 mm a module; of a Code 128 at least 15 % of its width.
  fileprivate var barHeight: Int {
    switch kind {
    case .ean13: 69
    case .code128: max(40, modules.count * 15 / 100)
    }
  }

  /// Whether the bar is one of those at the ends or in the middle of an EAN-13.
  fileprivate func isGuard(_ bar: Range<Int>) -> Bool {
    kind == .ean13 && [0..<3, 45..<50, 92..<95].contains { $0.contains(bar.lowerBound) }
  }

  /// What stands under which modules: the first digit of an EAN-13 left of its bars, the others in their halves.
  fileprivate var readableParts: [(text: String, middle: Double, width: Double)] {
    switch kind {
    case .ean13:
      [
        (String(text.prefix(1)), -5.5, 8), (String(text.dropFirst().prefix(6)), 24, 42),
        (String(text.suffix(6)), 71, 42),
      ]
    case .code128:
      [(text, Double(modules.count) / 2, Double(modules.count + quietZones.left + quietZones.right))]
    }
  }
}
