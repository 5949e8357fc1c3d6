import HTTPServer
import Testing
import Wire

/// What takes longer than it may is ended by the server: each test ends because it does.
struct SlownessTests {
  @Test(arguments: [
    ("GET /a", "a"),
    ("GET /a HTTP/1.1\r\nHost: x\r\n", "a: b\r\n"),
    ("POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 10000\r\n\r\nab", "a"),
    ("POST /a HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n", "1\r\na\r\n"),
  ])
  func `a request that never ends is told so and cut off, though bytes keep coming`(
    beginning: String, more: String
  ) async throws {
    try await withServer {
      $0.transferTime = .milliseconds(200)
      $0.idleTime = .milliseconds(200)
    } body: { port in
      let (answer, ended) = try await blocking {
        let client = try Client(port)
        client.send(beginning)
        client.trickle(Array(more.utf8))
        return (try client.receive(), client.isEnded())
      }
      #expect(answer?.status == 408)
      #expect(ended)
    }
  }

  @Test func `the first request line has the time of a request, however long one may be idle`() async throws {
    try await withServer {
      $0.transferTime = .milliseconds(200)
    } body: { port in
      let answer = try await blocking {
        let client = try Client(port)
        client.trickle(Array("G".utf8))
        return try client.receive()
      }
      #expect(answer?.status == 408)
    }
  }

  @Test func `a handler that never answers is cancelled and its client told`() async throws {
    let (cancelled, cancel) = AsyncStream<Void>.makeStream()
    try await withServer {
      $0.answerTime = .milliseconds(100)
    } handle: { _ in
      try? await Task.sleep(for: .seconds(3600))
      if Task.isCancelled { cancel.finish() }
      return HTTPResponse(.ok, "tarde", type: "text/plain")
    } body: { port in
      let answer = try await blocking {
        let client = try Client(port)
        client.send("GET /a HTTP/1.1\r\nHost: x\r\n\r\n")
        return try client.receive()
      }
      #expect(answer?.status == 503)
      #expect(answer?.fields["retry-after"] != nil)
      for await _ in cancelled {}
    }
  }
}
