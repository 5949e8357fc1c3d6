/// Reads comma-separated values (RFC 4180) from bytes as they come, in memory that does not grow with the file.
///
/// Comma, semicolon or tab; LF, CRLF or CR; quotes with doubled quotes inside; UTF-16 with a byte order mark too, and
/// Excel's `sep=;`; a UTF-8 byte order mark is passed over; blank lines are left out. A quote inside a field that does
/// not begin with one is text.
package struct CSVReader {
  /// The most bytes that one field, and that one record, may have.
  package static let fieldLimit = 1 << 20
  package static let recordLimit = 4 << 20

  private enum State {
    case fieldStart, plain, quoted, quoteInQuoted
    /// Passing over the rest of a line that is too long.
    case discarding
  }

  private var decoder = UTF16Decoder()
  private var head = CSVHead()
  private var separator: UInt8
  private var state = State.fieldStart
  private var bytes: [UInt8] = []
  private var ends: [Int] = []
  private var line = 1
  private var firstLine = 1
  /// The line on which the quoted field begins that is being read.
  private var quoteLine = 1
  private var isAfterReturn = false

  /// A reader that takes the separator from the header line when `separator` is nil.
  package init(separator: CSVSeparator? = nil) {
    self.separator = (separator ?? .comma).rawValue
    head.isDetecting = separator == nil
  }

  /// Takes the next bytes of the file and hands over each record that ends in them; at least 150 MB a second.
  package mutating func push<Failure: Error>(
    _ chunk: ArraySlice<UInt8>, record: (Result<CSVRecord, CSVFault>) throws(Failure) -> Void
  ) throws(Failure) {
    try take(decoder.decoded(chunk), record)
  }

  private mutating func take<Failure: Error>(
    _ text: ArraySlice<UInt8>, _ record: (Result<CSVRecord, CSVFault>) throws(Failure) -> Void
  ) throws(Failure) {
    guard !head.isRead else { return try read(text, record) }
    head.append(text)
    if head.isRead { try readHead(record) }
  }

  /// Hands over the last record, where the file does not end with a line break.
  package mutating func finish<Failure: Error>(
    record: (Result<CSVRecord, CSVFault>) throws(Failure) -> Void
  ) throws(Failure) {
    try take(decoder.decoded([], isLast: true), record)
    if !head.isRead { try readHead(record) }
    switch state {
    case .quoted: try record(.failure(fault(.unclosedQuote, from: quoteLine)))
    case .discarding: break
    case .fieldStart where ends.isEmpty: break
    default: try endRecord(record)
    }
    self = CSVReader()
  }

  private mutating func readHead<Failure: Error>(
    _ record: (Result<CSVRecord, CSVFault>) throws(Failure) -> Void
  ) throws(Failure) {
    let (text, detected, noteEnd) = head.taken()
    if let detected { separator = detected.rawValue }
    if let noteEnd {
      countLine(noteEnd)
      firstLine = line
    }
    try read(text, record)
  }
}

/// What may stand between two fields.
package enum CSVSeparator: UInt8, CaseIterable, Sendable {
  case comma = 0x2C
  case semicolon = 0x3B
  case tab = 0x09
}

/// Why a record could not be read; reading goes on with the next line.
package struct CSVFault: Error, Hashable, Sendable {
  package enum Reason: Hashable, Sendable {
    /// A field or the record is longer than the reader's limits, as after a stray quote.
    case tooLong
    /// The file ends inside a quoted field.
    case unclosedQuote
  }

  /// The line of the file on which the record begins, or the quoted field that does not end.
  package let line: Int
  /// How many lines went with it, its own among them.
  package let lines: Int
  package let reason: Reason
}

extension CSVReader {
  private mutating func read<Failure: Error>(
    _ chunk: ArraySlice<UInt8>, _ record: (Result<CSVRecord, CSVFault>) throws(Failure) -> Void
  ) throws(Failure) {
    var position = chunk.startIndex
    while position < chunk.endIndex {
      let byte = chunk[position]
      if isAfterReturn {
        isAfterReturn = false
        if byte == .lineFeed {
          if state == .quoted { bytes.append(byte) }
          position += 1
          continue
        }
      }
      switch state {
      case .fieldStart where byte == .quote:
        state = .quoted
        quoteLine = line
        position += 1
      case .fieldStart, .plain:
        state = .plain
        let end = plainEnd(in: chunk, from: position)
        bytes.append(contentsOf: chunk[position..<end])
        position = end
        if end < chunk.endIndex, !isTooLong { try endField(at: &position, in: chunk, record) }
      case .quoted: readQuoted(chunk, &position)
      case .quoteInQuoted where byte == .quote:
        bytes.append(byte)
        state = .quoted
        position += 1
      case .quoteInQuoted: state = .plain
      case .discarding:
        if byte == .lineFeed || byte == .carriageReturn {
          countLine(byte)
          firstLine = line
          state = .fieldStart
        }
        position += 1
      }
      if isTooLong, state != .discarding { try discard(record) }
    }
  }

  private func plainEnd(in chunk: ArraySlice<UInt8>, from start: Int) -> Int {
    var end = start
    while end < chunk.endIndex {
      let byte = chunk[end]
      if byte == separator || byte == .lineFeed || byte == .carriageReturn { break }
      end += 1
    }
    return end
  }

  private mutating func readQuoted(_ chunk: ArraySlice<UInt8>, _ position: inout Int) {
    var end = position
    while end < chunk.endIndex, chunk[end] != .quote, chunk[end] != .lineFeed, chunk[end] != .carriageReturn {
      end += 1
    }
    bytes.append(contentsOf: chunk[position..<end])
    position = end
    guard end < chunk.endIndex, !isTooLong else { return }
    if chunk[end] == .quote {
      state = .quoteInQuoted
    } else {
      bytes.append(chunk[end])
      countLine(chunk[end])
    }
    position += 1
  }

  private mutating func countLine(_ byte: UInt8) {
    line += 1
    isAfterReturn = byte == .carriageReturn
  }

  private mutating func endField<Failure: Error>(
    at position: inout Int, in chunk: ArraySlice<UInt8>,
    _ record: (Result<CSVRecord, CSVFault>) throws(Failure) -> Void
  ) throws(Failure) {
    let byte = chunk[position]
    position += 1
    if byte == separator {
      ends.append(bytes.count)
      state = .fieldStart
    } else {
      countLine(byte)
      try endRecord(record)
    }
  }

  private mutating func endRecord<Failure: Error>(
    _ record: (Result<CSVRecord, CSVFault>) throws(Failure) -> Void
  ) throws(Failure) {
    ends.append(bytes.count)
    let isBlank = bytes.isEmpty && ends.count == 1
    defer { beginRecord() }
    if !isBlank { try record(.success(CSVRecord(line: firstLine, bytes: bytes, ends: ends))) }
  }

  private mutating func beginRecord() {
    bytes.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
    firstLine = line
    state = .fieldStart
  }

  private var isTooLong: Bool {
    bytes.count - (ends.last ?? 0) > Self.fieldLimit || bytes.count + ends.count > Self.recordLimit
  }

  private func fault(_ reason: CSVFault.Reason, from first: Int) -> CSVFault {
    // A line break that ends the file begins no other line.
    let isAfterBreak = bytes.last == .lineFeed || bytes.last == .carriageReturn
    return CSVFault(line: first, lines: line - first + (isAfterBreak ? 0 : 1), reason: reason)
  }

  /// Reports the record and passes over the rest of its last line.
  private mutating func discard<Failure: Error>(
    _ record: (Result<CSVRecord, CSVFault>) throws(Failure) -> Void
  ) throws(Failure) {
    let fault = fault(.tooLong, from: firstLine)
    beginRecord()
    state = .discarding
    try record(.failure(fault))
  }
}

extension UInt8 {
  fileprivate static let quote = UInt8(ascii: "\"")
  fileprivate static let lineFeed = UInt8(ascii: "\n")
  fileprivate static let carriageReturn = UInt8(ascii: "\r")
}
