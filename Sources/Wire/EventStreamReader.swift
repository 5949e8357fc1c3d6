/// One event of a stream that a server sends (HTML Living Standard §9.2).
package struct ServerSentEvent: Hashable, Sendable {
  /// What kind of event it is; nil where the server gave it no name.
  package var name: String?
  /// The lines of its data, parted by line feeds.
  package var data: [UInt8]

  package init(name: String? = nil, data: [UInt8]) { (self.name, self.data) = (name, data) }
}

/// Reads server-sent events from bytes as they come, in memory that does not grow with the stream.
///
/// A line ends with LF, CRLF or CR; comments, ids and retry times are passed over, and an event without data is none.
/// Data stays bytes, so that a character may come in two reads.
package struct EventStreamReader: Sendable {
  /// A line or an event has more than `EventStreamReader.eventLimit` bytes.
  package struct Overflow: Error, Hashable, Sendable {}

  package static let eventLimit = 4 << 20

  /// The beginning of a line whose end has not come.
  private var line: [UInt8] = []
  private var name: String?
  private var data: [UInt8]?
  private var isAfterReturn = false
  private var isAtStart = true

  private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

  package init() {}

  /// The events that end in the next bytes of the stream.
  package mutating func push(_ chunk: ArraySlice<UInt8>) throws(Overflow) -> [ServerSentEvent] {
    var events: [ServerSentEvent] = []
    var rest = chunk
    while let first = rest.first {
      if isAfterReturn {
        isAfterReturn = false
        if first == .lineFeed { rest = rest.dropFirst() }
        if rest.isEmpty { break }
      }
      guard let end = rest.firstIndex(where: { $0 == .lineFeed || $0 == .carriageReturn }) else {
        line.append(contentsOf: rest)
        guard line.count + (data?.count ?? 0) <= Self.eventLimit else { throw Overflow() }
        break
      }
      isAfterReturn = rest[end] == .carriageReturn
      if line.isEmpty {
        try take(rest[..<end], &events)
      } else {
        line.append(contentsOf: rest[..<end])
        let whole = line
        line.removeAll(keepingCapacity: true)
        try take(whole[...], &events)
      }
      rest = rest[(end + 1)...]
    }
    return events
  }

  /// The event that the stream broke off without the empty line behind it; many servers end like that.
  package mutating func finish() throws(Overflow) -> ServerSentEvent? {
    var events: [ServerSentEvent] = []
    let last = line
    line = []
    try take(last[...], &events)
    endEvent(&events)
    self = EventStreamReader()
    return events.first
  }

  private mutating func take(
    _ line: ArraySlice<UInt8>, _ events: inout [ServerSentEvent]
  ) throws(Overflow) {
    var line = line
    if isAtStart {
      isAtStart = false
      if line.starts(with: Self.byteOrderMark) { line = line.dropFirst(3) }
    }
    guard !line.isEmpty else { return endEvent(&events) }
    let colon = line.firstIndex(of: UInt8(ascii: ":")) ?? line.endIndex
    var value = line[colon...].dropFirst()
    if value.first == UInt8(ascii: " ") { value = value.dropFirst() }
    if line[..<colon].elementsEqual("data".utf8) {
      guard (data?.count ?? 0) + value.count < Self.eventLimit else { throw Overflow() }
      if data == nil {
        data = Array(value)
      } else {
        data?.append(.lineFeed)
        data?.append(contentsOf: value)
      }
    } else if line[..<colon].elementsEqual("event".utf8) {
      name = String(decoding: value, as: UTF8.self)
    }
  }

  private mutating func endEvent(_ events: inout [ServerSentEvent]) {
    if let data { events.append(ServerSentEvent(name: name, data: data)) }
    (name, data) = (nil, nil)
  }
}

extension UInt8 {
  fileprivate static let lineFeed = UInt8(ascii: "\n")
  fileprivate static let carriageReturn = UInt8(ascii: "\r")
}
