import Testing
import Wire

@Suite struct `A stream of events` {
  private func events(_ text: String, piecesOf size: Int = .max) throws -> [ServerSentEvent] {
    var reader = EventStreamReader()
    var events: [ServerSentEvent] = []
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      events += try reader.push(rest.prefix(size))
      rest = rest.dropFirst(size)
    }
    if let last = try reader.finish() { events.append(last) }
    return events
  }

  private static let sample = """
    : OPENROUTER PROCESSING

    data: {"texto":"año 🙂"}

    event: error
    id: 7
    retry: 10
    data:sin espacio
    data:  dos

    event: nada

    data

    data: [DONE]
    """

  private static let meant = [
    ServerSentEvent(data: Array(#"{"texto":"año 🙂"}"#.utf8)),
    ServerSentEvent(name: "error", data: Array("sin espacio\n dos".utf8)),
    ServerSentEvent(data: []), ServerSentEvent(data: Array("[DONE]".utf8)),
  ]

  @Test(arguments: ["\n", "\r\n", "\r"], [1, 2, 3, 7, 64, .max])
  func `is the same however it is cut`(lineEnd: String, size: Int) throws {
    let text = Self.sample.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: lineEnd)
    #expect(try events(text, piecesOf: size) == Self.meant)
    #expect(try events("\u{FEFF}" + text + lineEnd + lineEnd, piecesOf: size) == Self.meant)
  }

  @Test func `hands events over as soon as they are whole`() throws {
    var reader = EventStreamReader()
    #expect(try reader.push(Array("data: a\n\ndata: b\n\ndata: c".utf8)[...]).map(\.data) == [[97], [98]])
    #expect(try reader.push(Array("\n\n".utf8)[...]).map(\.data) == [[99]])
    #expect(try reader.finish() == nil)
  }

  @Test(arguments: ["data: ", ":", "x"])
  func `with an endless line is refused`(beginning: String) throws {
    var reader = EventStreamReader()
    _ = try reader.push(Array(beginning.utf8)[...])
    let piece = [UInt8](repeating: 120, count: 1 << 20)
    #expect(throws: EventStreamReader.Overflow.self) {
      for _ in 0..<5 { _ = try reader.push(piece[...]) }
    }
  }

  @Test func `with an endless event is refused`() throws {
    var reader = EventStreamReader()
    let line = Array("data: ".utf8) + [UInt8](repeating: 120, count: 1 << 20) + Array("\n".utf8)
    #expect(throws: EventStreamReader.Overflow.self) {
      for _ in 0..<5 { _ = try reader.push(line[...]) }
    }
  }
}
