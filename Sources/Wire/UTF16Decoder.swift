/// Turns what a spreadsheet saved as «Unicode text», UTF-16 with a byte order mark, into UTF-8 as it comes; anything
/// else passes as it is.
struct UTF16Decoder {
  private enum Form { case unknown, other, littleEndian, bigEndian }

  private var form = Form.unknown
  /// What came of a unit, or of a pair of them, whose rest has not.
  private var held: [UInt8] = []

  /// The next bytes as UTF-8; with `isLast` what was held back too.
  mutating func decoded(_ chunk: ArraySlice<UInt8>, isLast: Bool = false) -> ArraySlice<UInt8> {
    if form == .other { return chunk }
    var bytes = held + chunk
    held = []
    if form == .unknown {
      guard bytes.count >= 2 || isLast else {
        held = bytes
        return []
      }
      form =
        bytes.starts(with: [0xFF, 0xFE])
        ? .littleEndian : bytes.starts(with: [0xFE, 0xFF]) ? .bigEndian : .other
      if form == .other { return bytes[...] }
      bytes.removeFirst(2)
    }
    var units = stride(from: 0, to: bytes.count - 1, by: 2).map { place in
      let (first, second) = (UInt16(bytes[place]), UInt16(bytes[place + 1]))
      return form == .littleEndian ? second << 8 | first : first << 8 | second
    }
    if !isLast {
      let rest = bytes.count % 2 + (units.last.map(UTF16.isLeadSurrogate) == true ? 2 : 0)
      held = Array(bytes.suffix(rest))
      if rest > 1 { units.removeLast() }
    }
    return Array(String(decoding: units, as: UTF16.self).utf8)[...]
  }
}
