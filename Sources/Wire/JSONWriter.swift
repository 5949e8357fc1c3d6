/// Writes a JSON text as UTF-8 bytes, value after value, with nothing kept in between.
///
/// Commas are put where they are due. The caller closes what it opens, and puts a key before each member's value.
package struct JSONWriter: Sendable {
  package private(set) var bytes: [UInt8]
  /// Whether a value of the array or object at hand stands before.
  private var follows = false

  /// A writer that has room for `capacity` bytes before it grows.
  package init(capacity: Int = 0) {
    bytes = []
    bytes.reserveCapacity(capacity)
  }

  /// A member's name as it is written: quoted, with its colon.
  package struct Key: Sendable {
    fileprivate let bytes: [UInt8]

    package init(_ name: String) {
      var writer = JSONWriter()
      writer.string(name)
      bytes = writer.bytes + [UInt8(ascii: ":")]
    }
  }

  /// Writes `null`.
  package mutating func null() { plain("null") }

  /// Writes `true` or `false`.
  package mutating func bool(_ value: Bool) { plain(value ? "true" : "false") }

  /// Writes the number, or `null` for nil.
  package mutating func integer(_ value: Int64?) { plain(value.map { String($0) } ?? "null") }

  /// Writes the number whose exact decimal text is `text`, which this program made, or `null` for nil.
  package mutating func decimal(_ text: String?) {
    assert(text.map { JSON.Number($0) != nil } ?? true, "not a JSON number: \(text ?? "")")
    plain(text ?? "null")
  }

  /// Writes the text, or `null` for nil.
  package mutating func string(_ value: String?) {
    guard let value else { return null() }
    separate()
    quote(value)
    follows = true
  }

  /// Writes what comes until `endArray` as its elements.
  package mutating func beginArray() { begin("[") }
  package mutating func endArray() { end("]") }

  /// Writes what comes until `endObject` as its members.
  package mutating func beginObject() { begin("{") }
  package mutating func endObject() { end("}") }

  package mutating func key(_ key: Key) {
    separate()
    bytes.append(contentsOf: key.bytes)
    follows = false
  }

  package mutating func value(_ json: JSON) {
    switch json {
    case .null: null()
    case .bool(let value): bool(value)
    case .number(let number): plain(number.text)
    case .string(let string): self.string(string)
    case .array(let elements):
      beginArray()
      for element in elements { value(element) }
      endArray()
    case .object(let object):
      beginObject()
      for member in object.members {
        key(member.key)
        value(member.value)
      }
      endObject()
    }
  }

  private mutating func key(_ name: String) {
    separate()
    quote(name)
    bytes.append(UInt8(ascii: ":"))
    follows = false
  }

  private mutating func plain(_ text: String) {
    separate()
    bytes.append(contentsOf: text.utf8)
    follows = true
  }

  private mutating func begin(_ bracket: Unicode.Scalar) {
    separate()
    bytes.append(UInt8(ascii: bracket))
    follows = false
  }

  private mutating func end(_ bracket: Unicode.Scalar) {
    bytes.append(UInt8(ascii: bracket))
    follows = true
  }

  private mutating func separate() {
    if follows { bytes.append(UInt8(ascii: ",")) }
  }

  private mutating func quote(_ string: String) {
    bytes.append(UInt8(ascii: "\""))
    var string = string
    string.withUTF8 { text in
      if unsafe text.contains(where: Self.needsEscape) {
        unsafe text.forEach { escape($0) }
      } else {
        unsafe bytes.append(contentsOf: text)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }

  private static func needsEscape(_ byte: UInt8) -> Bool {
    byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
  }

  private mutating func escape(_ byte: UInt8) {
    guard Self.needsEscape(byte) else { return bytes.append(byte) }
    switch byte {
    case UInt8(ascii: "\n"): bytes.append(contentsOf: "\\n".utf8)
    case UInt8(ascii: "\r"): bytes.append(contentsOf: "\\r".utf8)
    case UInt8(ascii: "\t"): bytes.append(contentsOf: "\\t".utf8)
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
    default: bytes.append(contentsOf: ((byte < 0x10 ? "\\u000" : "\\u00") + String(byte, radix: 16)).utf8)
    }
  }
}
