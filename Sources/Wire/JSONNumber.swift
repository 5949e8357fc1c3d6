extension JSON {
  /// A number as its exact decimal text; it never passes through floating point.
  ///
  /// Two numbers are equal when their texts are: `1` is not `1.0`.
  package struct Number: Hashable, Sendable {
    package let text: String

    package init(_ value: Int64) { text = String(value) }
    package init(_ value: Int) { text = String(value) }

    /// The number that `text` writes in JSON's grammar; nil for anything else.
    package init?(_ text: some StringProtocol) {
      let bytes = Array(text.utf8)
      guard Self.end(in: bytes, from: 0) == bytes.count else { return nil }
      self.text = String(text)
    }

    /// The number that this program wrote as `text`; traps when it is none.
    package init(decimal text: String) {
      guard let number = Number(text) else { preconditionFailure("not a JSON number: \(text)") }
      self = number
    }

    /// For text that the parser has already checked.
    init(checked text: String) { self.text = text }

    /// The whole number that this is, `3` and `3.0` alike; nil for fractions, exponents, and past Int64.
    package var integer: Int64? {
      if let value = Int64(text) { return value }
      let parts = text.utf8.split(separator: UInt8(ascii: "."))
      guard parts.count == 2, parts[1].allSatisfy({ $0 == UInt8(ascii: "0") }) else { return nil }
      return Int64(Substring(parts[0]))
    }
  }
}

extension JSON.Number {
  /// The offset after the number (RFC 8259 §6) that begins at `start`; nil when none begins there.
  static func end(in bytes: [UInt8], from start: Int) -> Int? {
    var position = start
    if position < bytes.count, bytes[position] == UInt8(ascii: "-") { position += 1 }
    guard position < bytes.count else { return nil }
    if bytes[position] == UInt8(ascii: "0") {
      position += 1
    } else {
      guard skipDigits(in: bytes, at: &position) else { return nil }
    }
    if position < bytes.count, bytes[position] == UInt8(ascii: ".") {
      position += 1
      guard skipDigits(in: bytes, at: &position) else { return nil }
    }
    if position < bytes.count, bytes[position] | 0x20 == UInt8(ascii: "e") {
      position += 1
      if position < bytes.count, bytes[position] == UInt8(ascii: "+") || bytes[position] == UInt8(ascii: "-")
      {
        position += 1
      }
      guard skipDigits(in: bytes, at: &position) else { return nil }
    }
    return position
  }

  private static func skipDigits(in bytes: [UInt8], at position: inout Int) -> Bool {
    let start = position
    while position < bytes.count, bytes[position] &- UInt8(ascii: "0") < 10 { position += 1 }
    return position > start
  }
}
