/// A product's code as a scanner or a cashier types it, with how many of it.
struct ScannedCode: Hashable {
  let text: String
  let units: Int64

  /// Digits that a barcode has at least; a shorter number is an amount.
  private static let barcode = 8
  /// Digits that no amount of money has.
  private static let beyondMoney = 11

  init(_ text: String, units: Int64) { (self.text, self.units) = (text, units) }

  /// Reads `7790…`, `3 7790…`, `3x7790…` or `7790… x 3`; nil for a line that is no code.
  ///
  /// A line that came `scanned` is a code whatever it holds; while a sale is `open`, so is one that can be a SKU:
  /// `TIN-001`, `3x TIN-001`.
  init?(_ line: String, scanned: Bool, open: Bool = false) {
    if open, let sku = Self(sku: line) {
      self = sku
      return
    }
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

  /// A word of letters and digits, which no word of a language is, alone or with how many of it ahead.
  private init?(sku line: String) {
    let parts = line.split(separator: " ").map(String.init)
    guard let code = parts.last, parts.count <= 2, code.contains(where: \.isLetter),
      code.contains(where: \.isNumber), Multiplier(code) == nil
    else { return nil }
    guard parts.count == 2 else {
      (text, units) = (code, 1)
      return
    }
    guard let times = Multiplier(parts[0]) ?? Multiplier(parts[0] + "x") else { return nil }
    (text, units) = (code, times.units)
  }

  /// Whether it can be nothing but a barcode, even where no product bears it.
  var isUnmistakable: Bool {
    text.utf8.count >= Self.beyondMoney && text.utf8.allSatisfy(isDigit)
  }
}

/// How many of what is scanned next: `3x`, `x3`, `3 *`.
struct Multiplier: Hashable {
  let units: Int64

  init?(_ line: String) {
    let signs: Set<Character> = ["x", "X", "*", "×"]
    let parts = line.filter { $0 != " " }
    let digits = parts.filter { !signs.contains($0) }
    guard parts.count == digits.count + 1, digits.utf8.allSatisfy(isDigit), let units = Int64(digits),
      signs.contains(parts[parts.startIndex]) || signs.contains(parts[parts.index(before: parts.endIndex)]),
      (1...999).contains(units)
    else { return nil }
    self.units = units
  }
}

private func isDigit(_ byte: UInt8) -> Bool {
  (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
}
