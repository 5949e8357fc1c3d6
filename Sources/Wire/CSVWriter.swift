/// Writes comma-separated values (RFC 4180) as UTF-8 with CRLF.
///
/// A field that a spreadsheet would run as a formula (it begins with `=`, `+`, `-`, `@`, a tab or a return, and is
/// no number) gets an apostrophe in front.
package struct CSVWriter {
  private let separator: CSVSeparator
  private var bytes: [UInt8] = []

  package init(separator: CSVSeparator = .comma) { self.separator = separator }

  package mutating func append(_ fields: some Sequence<String>) {
    for (index, field) in fields.enumerated() {
      if index > 0 { bytes.append(separator.rawValue) }
      append(field)
    }
    bytes.append(contentsOf: "\r\n".utf8)
  }

  /// What was written since the last call.
  package mutating func drain() -> [UInt8] {
    defer { bytes.removeAll(keepingCapacity: true) }
    return bytes
  }

  private mutating func append(_ field: String) {
    let isFormula = Self.looksLikeFormula(field)
    guard field.utf8.contains(where: needsQuotes) else {
      if isFormula { bytes.append(UInt8(ascii: "'")) }
      bytes.append(contentsOf: field.utf8)
      return
    }
    bytes.append(UInt8(ascii: "\""))
    if isFormula { bytes.append(UInt8(ascii: "'")) }
    for byte in field.utf8 {
      if byte == UInt8(ascii: "\"") { bytes.append(byte) }
      bytes.append(byte)
    }
    bytes.append(UInt8(ascii: "\""))
  }

  private func needsQuotes(_ byte: UInt8) -> Bool {
    byte == separator.rawValue || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\n")
      || byte == UInt8(ascii: "\r")
  }

  private static func looksLikeFormula(_ field: String) -> Bool {
    guard let first = field.utf8.first else { return false }
    switch first {
    case UInt8(ascii: "="), UInt8(ascii: "@"), UInt8(ascii: "\t"), UInt8(ascii: "\r"): return true
    case UInt8(ascii: "+"), UInt8(ascii: "-"): return !isNumber(field.utf8.dropFirst())
    default: return false
    }
  }

  /// Digits with at most one decimal point or comma between them.
  private static func isNumber(_ text: Substring.UTF8View) -> Bool {
    let parts = text.split(omittingEmptySubsequences: false) {
      $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: ",")
    }
    return parts.count <= 2
      && parts.allSatisfy { part in
        !part.isEmpty && part.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
      }
  }
}
