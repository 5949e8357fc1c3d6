/// What a request is about: the path, segment by segment, and the query (RFC 3986 §3.3, §3.4).
///
/// The raw text is kept, since signatures are made over it.
package struct HTTPTarget: Hashable, Sendable {
  package struct Parameter: Hashable, Sendable {
    package let name: String
    package let value: String
    package init(_ name: String, _ value: String) { (self.name, self.value) = (name, value) }
  }

  /// As it came, from the first `/` on.
  package let raw: String
  /// The decoded parts between slashes; empty for `/`.
  package let segments: [String]
  /// The decoded query in its order; a name without `=` has an empty value.
  package let query: [Parameter]

  /// Reads the target of a request line.
  ///
  /// Nil for what no well-meaning client sends: no leading slash, a broken percent code, a NUL or another control
  /// character, a slash or backslash hidden in a code, an empty, `.` or `..` segment, invalid UTF-8.
  package init?(_ raw: String) {
    let bytes = Array(raw.utf8)
    guard bytes.first == UInt8(ascii: "/"), !bytes.contains(where: { $0 <= 0x20 || $0 == 0x7F }) else {
      return nil
    }
    let halves = bytes.split(separator: UInt8(ascii: "?"), maxSplits: 1, omittingEmptySubsequences: false)
    var segments: [String] = []
    let parts = halves[0].dropFirst().split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    for (index, part) in parts.enumerated() {
      if part.isEmpty, index == parts.count - 1 { continue }
      guard let bytes = Self.decoded(part, plusIsSpace: false), !bytes.isEmpty,
        !bytes.contains(UInt8(ascii: "/")), !bytes.contains(UInt8(ascii: "\\")),
        let segment = String(strictUTF8: bytes), segment != ".", segment != ".."
      else { return nil }
      segments.append(segment)
    }
    guard let query = Self.parameters(halves.count > 1 ? halves[1] : []) else { return nil }
    (self.raw, self.segments, self.query) = (raw, segments, query)
  }

  /// Reads the target of a request line, which may name the server before the path (RFC 9112 §3.2.2).
  package init?(requestLine raw: String) {
    for scheme in ["http://", "https://"] where raw.prefix(scheme.count).lowercased() == scheme {
      let rest = raw.dropFirst(scheme.count)
      let path = rest.drop { $0 != "/" && $0 != "?" }
      guard path.startIndex != rest.startIndex else { return nil }
      self.init(path.first == "/" ? String(path) : "/" + path)
      return
    }
    self.init(raw)
  }

  /// The path as one text without a trailing slash.
  package var path: String { "/" + segments.joined(separator: "/") }

  /// The value of the first parameter of that name.
  package subscript(name: String) -> String? { query.first { $0.name == name }?.value }

  /// Reads `a=1&b=2` as in a query or a form; nil where it is not well formed.
  package static func parameters(_ bytes: some Collection<UInt8>) -> [Parameter]? {
    var parameters: [Parameter] = []
    for pair in Array(bytes).split(separator: UInt8(ascii: "&")) {
      let halves = pair.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
      guard let name = decoded(halves[0], plusIsSpace: true).flatMap(String.init(strictUTF8:)),
        let value = halves.count > 1
          ? decoded(halves[1], plusIsSpace: true).flatMap(String.init(strictUTF8:)) : ""
      else { return nil }
      parameters.append(Parameter(name, value))
    }
    return parameters
  }

  private static func decoded(_ bytes: ArraySlice<UInt8>, plusIsSpace: Bool) -> ArraySlice<UInt8>? {
    guard bytes.contains(where: { $0 == UInt8(ascii: "%") || $0 == UInt8(ascii: "+") }) else { return bytes }
    var plain: [UInt8] = []
    plain.reserveCapacity(bytes.count)
    var index = bytes.startIndex
    while index < bytes.endIndex {
      var byte = bytes[index]
      if byte == UInt8(ascii: "%") {
        guard index + 2 < bytes.endIndex, let high = hex(bytes[index + 1]), let low = hex(bytes[index + 2])
        else { return nil }
        byte = high << 4 | low
        guard byte != 0 else { return nil }
        index += 2
      } else if plusIsSpace, byte == UInt8(ascii: "+") {
        byte = UInt8(ascii: " ")
      }
      plain.append(byte)
      index += 1
    }
    return plain[...]
  }

  private static func hex(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}

extension String {
  /// As it stands in a segment of a path, in a query or in a form: percent-coded but for what needs no code
  /// (RFC 3986 §2.3).
  package var percentCoded: String {
    var coded: [UInt8] = []
    for byte in utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
        UInt8(ascii: "~"):
        coded.append(byte)
      default: coded += [UInt8(ascii: "%"), Self.digits[Int(byte >> 4)], Self.digits[Int(byte & 15)]]
      }
    }
    return String(decoding: coded, as: UTF8.self)
  }

  private static let digits = Array("0123456789ABCDEF".utf8)
}
