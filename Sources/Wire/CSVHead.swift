/// The beginning of a file, held back until its first line shows which separator it uses.
struct CSVHead {
  var isDetecting = true
  private(set) var isRead = false
  private var bytes: [UInt8] = []

  private static let limit = 1 << 16
  private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

  mutating func append(_ chunk: ArraySlice<UInt8>) {
    bytes.append(contentsOf: chunk)
    isRead =
      bytes.count >= Self.limit || chunk.contains { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }
  }

  /// What was held back, without its byte order mark, and the separator that it shows when that was asked.
  mutating func taken() -> (text: ArraySlice<UInt8>, separator: CSVSeparator?) {
    isRead = true
    let text = bytes.starts(with: Self.byteOrderMark) ? bytes.dropFirst(3) : bytes[...]
    bytes = []
    return (text, isDetecting ? Self.separator(of: text) : nil)
  }

  /// The separator that stands most often outside quotes in the first line; a comma when none does.
  private static func separator(of text: ArraySlice<UInt8>) -> CSVSeparator {
    var counts: [CSVSeparator: Int] = [:]
    var isQuoted = false
    for byte in text {
      if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
      if isQuoted { continue }
      if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") { break }
      if let separator = CSVSeparator(rawValue: byte) { counts[separator, default: 0] += 1 }
    }
    return CSVSeparator.allCases.reduce(.comma) { counts[$1, default: 0] > counts[$0, default: 0] ? $1 : $0 }
  }
}
