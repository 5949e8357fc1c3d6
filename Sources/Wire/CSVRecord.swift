/// One record of a file of comma-separated values.
package struct CSVRecord: Hashable, Sendable {
  /// The line of the file, from 1, on which the record begins.
  package let line: Int
  private let bytes: [UInt8]
  private let ends: [Int]

  init(line: Int, bytes: [UInt8], ends: [Int]) { (self.line, self.bytes, self.ends) = (line, bytes, ends) }

  package var count: Int { ends.count }

  /// The text of the field at `index`, read as UTF-8 or else as Windows-1252; empty where the record is too short.
  package subscript(index: Int) -> String {
    let bytes = utf8(index)
    return String(strictUTF8: bytes) ?? String(windows1252: bytes)
  }

  /// The bytes of the field at `index` as they are in the file; empty where the record is too short.
  package func utf8(_ index: Int) -> ArraySlice<UInt8> {
    guard ends.indices.contains(index) else { return [] }
    return bytes[(index == 0 ? 0 : ends[index - 1])..<ends[index]]
  }

  /// The texts of all fields.
  package var fields: [String] { ends.indices.map { self[$0] } }
}

extension String {
  /// Reads Windows-1252, of which Latin-1 is the part that both define; undefined bytes become U+FFFD.
  fileprivate init(windows1252 bytes: some Sequence<UInt8>) {
    self.init(String.UnicodeScalarView(bytes.map(Self.scalar)))
  }

  private static func scalar(windows1252 byte: UInt8) -> Unicode.Scalar {
    guard (0x80...0x9F).contains(byte) else { return Unicode.Scalar(byte) }
    return Unicode.Scalar(windows1252[Int(byte - 0x80)]) ?? "\u{FFFD}"
  }

  private static let windows1252: [UInt16] = [
    0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152,
    0xFFFD, 0x017D, 0xFFFD, 0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122,
    0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178,
  ]
}
