/// The header fields of a message in the order in which they came; their names are compared without case.
package struct HTTPFields: Hashable, Sendable {
  package struct Field: Hashable, Sendable {
    package let name: String
    package let value: String
  }

  package private(set) var fields: [Field] = []

  package init() {}

  /// The value of the first field of that name; setting it replaces all of them, nil takes them out.
  package subscript(name: String) -> String? {
    get { fields.first { Self.isSame($0.name, name) }?.value }
    set {
      fields.removeAll { Self.isSame($0.name, name) }
      if let newValue { append(name, newValue) }
    }
  }

  /// Every value of that name, in order: a field that comes twice is often an attack.
  package func values(of name: String) -> [String] {
    fields.filter { Self.isSame($0.name, name) }.map(\.value)
  }

  /// The first of `names` that comes more than once.
  package func repeated(among names: [String]) -> String? {
    names.first { name in fields.count { Self.isSame($0.name, name) } > 1 }
  }

  /// Adds a field beside those of the same name.
  ///
  /// A line break, or another control character, in either part becomes a space: nothing that a stranger wrote can
  /// end a field and begin another.
  package mutating func append(_ name: String, _ value: String) {
    fields.append(Field(name: Self.oneLine(name), value: Self.oneLine(value)))
  }

  private static func oneLine(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F }) else { return text }
    return String(
      decoding: text.utf8.map { $0 < 0x20 || $0 == 0x7F ? UInt8(ascii: " ") : $0 }, as: UTF8.self)
  }

  private static func isSame(_ a: String, _ b: String) -> Bool {
    a.utf8.count == b.utf8.count && zip(a.utf8, b.utf8).allSatisfy { lower($0) == lower($1) }
  }

  private static func lower(_ byte: UInt8) -> UInt8 {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
  }
}

extension HTTPFields: ExpressibleByDictionaryLiteral {
  package init(dictionaryLiteral elements: (String, String)...) {
    for (name, value) in elements { append(name, value) }
  }
}
