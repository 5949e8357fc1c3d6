extension JSON {
  /// The value on one line without spaces.
  package var text: String { String(decoding: bytes, as: UTF8.self) }

  /// The UTF-8 bytes of `text`.
  package var bytes: [UInt8] {
    var writer = JSONWriter()
    writer.value(self)
    return writer.bytes
  }

  /// The value for people: a member or element a line, two spaces a level.
  package var pretty: String {
    var bytes: [UInt8] = []
    appendPretty(to: &bytes, level: 0)
    return String(decoding: bytes, as: UTF8.self)
  }

  private func appendPretty(to bytes: inout [UInt8], level: Int) {
    switch self {
    case .array(let elements) where !elements.isEmpty:
      bytes.append(UInt8(ascii: "["))
      for (index, element) in elements.enumerated() {
        Self.appendLineBreak(to: &bytes, level: level + 1, afterComma: index > 0)
        element.appendPretty(to: &bytes, level: level + 1)
      }
      Self.appendLineBreak(to: &bytes, level: level, afterComma: false)
      bytes.append(UInt8(ascii: "]"))
    case .object(let object) where !object.isEmpty:
      bytes.append(UInt8(ascii: "{"))
      for (index, member) in object.members.enumerated() {
        Self.appendLineBreak(to: &bytes, level: level + 1, afterComma: index > 0)
        bytes += JSON.string(member.key).bytes
        bytes.append(contentsOf: ": ".utf8)
        member.value.appendPretty(to: &bytes, level: level + 1)
      }
      Self.appendLineBreak(to: &bytes, level: level, afterComma: false)
      bytes.append(UInt8(ascii: "}"))
    default: bytes += self.bytes
    }
  }

  private static func appendLineBreak(to bytes: inout [UInt8], level: Int, afterComma: Bool) {
    if afterComma { bytes.append(UInt8(ascii: ",")) }
    bytes.append(UInt8(ascii: "\n"))
    bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: 2 * level))
  }
}
