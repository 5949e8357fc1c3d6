import HTTPClient
import Testing
import Wire

@Suite struct `An answer that is taken as it comes` {
  @Test func `is handed over before it ends`() async throws {
    let begun = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhola\r\n"
    try await withServer(answering: { _ in .send(begun) }) { client, _, url in
      let (pieces, note) = AsyncStream<[UInt8]>.makeStream()
      let sending = Task { try await client.send(.init(.get, url)) { note.yield($0) } }
      var iterator = pieces.makeAsyncIterator()
      #expect(await iterator.next() == Array("hola".utf8))
      sending.cancel()
      await #expect(throws: HTTPClient.Failure.self) { try await sending.value }
    }
  }

  @Test func `keeps its head and leaves no body behind`() async throws {
    try await withServer(answering: { _ in .send(ok("hola", fields: "X-Uno: a\r\n")) }) { client, _, url in
      let (pieces, note) = AsyncStream<[UInt8]>.makeStream()
      let response = try await client.send(.init(.get, url)) { note.yield($0) }
      note.finish()
      #expect(response.status == .ok)
      #expect(response.fields["x-uno"] == "a")
      #expect(response.body.bytes.isEmpty)
      #expect(await pieces.reduce(into: []) { $0 += $1 } == Array("hola".utf8))
    }
  }

  @Test func `is refused where it is too long`() async throws {
    let endless = "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + String(repeating: "x", count: 200)
    try await withServer(answering: { _ in .sendAndClose(endless) }) { client, _, url in
      var request = HTTPClient.Request(.get, url)
      request.limits.responseSize = 100
      let failure = await #expect(throws: HTTPClient.Failure.self) {
        try await client.send(request) { _ in }
      }
      #expect(failure?.kind == .tooLarge)
    }
  }
}
