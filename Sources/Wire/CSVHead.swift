/// The beginning of a file, held back until its first line shows which separator it uses.
struct CSVHead {
  var isDetecting = true
  private(set) var isRead = false
  private var bytes: [UInt8] = []
  private var isQuoted = false
  private var counts: [CSVSeparator: Int] = [:]

  private static let limit = 1 << 16
  private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

  mutating func append(_ chunk: ArraySlice<UInt8>) {
    for byte in chunk.prefix(Self.limit - bytes.count) {
      if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
      if isQuoted { continue }
      if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") {
        isRead = true
        break
      }
      if let separator = CSVSeparator(rawValue: byte) { counts[separator, default: 0] += 1 }
    }
    bytes.append(contentsOf: chunk)
    if bytes.count >= Self.limit { isRead = true }
  }

  /// What was held back, without its byte order mark, and the separator that it shows when that was asked.
  ///
  /// A first line like `sep=;`, a note of Excel's to itself, says it, and is left out: `noteEnd` is what ended it.
  mutating func taken() -> (text: ArraySlice<UInt8>, separator: CSVSeparator?, noteEnd: UInt8?) {
    isRead = true
    let text = bytes.starts(with: Self.byteOrderMark) ? bytes.dropFirst(3) : bytes[...]
    bytes = []
    let line = text.prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
    let rest = text.dropFirst(line.count)
    guard line.count == 5, line.starts(with: "sep=".utf8), let end = rest.first,
      let noted = line.last.flatMap(CSVSeparator.init)
    else { return (text, isDetecting ? mostFrequent : nil, nil) }
    return (rest.dropFirst(), noted, end)
  }

  /// The separator that stands most often outside quotes in the first line; a comma when none does.
  private var mostFrequent: CSVSeparator {
    CSVSeparator.allCases.reduce(.comma) { counts[$1, default: 0] > counts[$0, default: 0] ? $1 : $0 }
  }
}
