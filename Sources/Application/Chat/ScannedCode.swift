/// A product's code as a scanner or a cashier types it, with how many of it.
struct ScannedCode: Hashable {
  let text: String
  let units: Int64

  /// Digits that a barcode has at least; a shorter number is an amount.
  private static let barcode = 8
  /// Digits that no amount of money has.
  private static let beyondMoney = 11

  /// Reads `7790…`, `3 7790…`, `3x7790…` or `7790… x 3`; nil for a line that is no code.
  ///
  /// A line that came `scanned` is a code whatever it holds.
  init?(_ line: String, scanned: Bool) {
    let parts = line.split { " xX*×".contains($0) }.map(String.init)
    let codes = parts.filter { $0.utf8.count >= Self.barcode }
    let isNumeric = parts.allSatisfy { $0.utf8.allSatisfy(isDigit) }
    if isNumeric, let code = codes.first, codes.count == 1, parts.count <= 2 {
      let units = parts.first { $0 != code }.map { Int64($0) ?? 0 } ?? 1
      guard (1...999).contains(units) else { return nil }
      (self.text, self.units) = (code, units)
    } else if scanned {
      (self.text, self.units) = (line, 1)
    } else {
      return nil
    }
  }

  /// Whether it can be nothing but a barcode, even where no product bears it.
  var isUnmistakable: Bool {
    text.utf8.count >= Self.beyondMoney && text.utf8.allSatisfy(isDigit)
  }
}

private func isDigit(_ byte: UInt8) -> Bool {
  (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
}
