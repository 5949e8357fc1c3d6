import Foundation
import Glibc
import Testing

@testable import Console

struct LineReaderTests {
  /// The lines that are read from a pipe into which `text` is written.
  private func lines(_ text: String, longest: Int) async throws -> [LineReader.Line] {
    let pipe = Pipe()
    let writer = Thread {
      try? pipe.fileHandleForWriting.write(contentsOf: Data(text.utf8))
      try? pipe.fileHandleForWriting.close()
    }
    writer.start()
    let reader = LineReader(
      Terminal(descriptor: pipe.fileHandleForReading.fileDescriptor), longest: longest)
    var lines: [LineReader.Line] = []
    while let line = await reader.next() { lines.append(line) }
    #expect(await reader.next() == nil)
    return lines
  }

  private func text(_ text: String) -> LineReader.Line { .text(Array(text.utf8)) }

  @Test func `lines come one by one, the last one with or without its end`() async throws {
    #expect(try await lines("uno\n\ndós\n", longest: 9) == [text("uno"), text(""), text("dós")])
    #expect(try await lines("uno\ndos", longest: 9) == [text("uno"), text("dos")])
    #expect(try await lines("", longest: 9) == [])
  }

  @Test(arguments: [10, 70_000, 300_000])
  func `a line that is too long is passed over`(_ length: Int) async throws {
    let long = String(repeating: "x", count: length)
    #expect(
      try await lines("antes\n\(long)\ndespués\n", longest: 9)
        == [text("antes"), .tooLong, text("después")])
    #expect(try await lines("antes\n\(long)", longest: 9) == [text("antes"), .tooLong])
    #expect(try await lines("\(long)\n", longest: length) == [text(long)])
  }
}
