import HTTPServer
import Testing
import Wire

struct RefusalTests {
  /// A request that must be refused by name, and what would smuggle in behind it.
  @Test(
    arguments: [
      ("POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nContent-Length: 3\r\n\r\nabc", .lengthRepeated),
      ("POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\ncontent-length: 4\r\n\r\nabc", .lengthRepeated),
      (
        "POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        .lengthWithEncoding
      ),
      ("POST /a HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: gzip\r\n\r\n", .unknownTransferEncoding),
      (
        "POST /a HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
        .unknownTransferEncoding
      ),
      (
        "POST /a HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: x\r\n\r\n",
        .unknownTransferEncoding
      ),
      ("POST /a HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: xchunked\r\n\r\n", .unknownTransferEncoding),
      ("POST /a HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", .unknownTransferEncoding),
      ("GET /a HTTP/1.1\r\n\r\n", .hostMissingOrRepeated),
      ("GET /a HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n", .hostMissingOrRepeated),
      ("POST /a HTTP/1.1\r\nHost: x\r\nExpect: foo\r\nContent-Length: 1\r\n\r\na", .unknownExpectation),
      ("GET /a%00b HTTP/1.1\r\nHost: x\r\n\r\n", .malformedTarget),
      ("GET /a%2fb HTTP/1.1\r\nHost: x\r\n\r\n", .malformedTarget),
      ("GET /a\u{0}b HTTP/1.1\r\nHost: x\r\n\r\n", .malformedTarget),
      ("GET /a b HTTP/1.1\r\nHost: x\r\n\r\n", .malformedTarget),
      ("GET  /a HTTP/1.1\r\nHost: x\r\n\r\n", .malformedTarget),
      ("GET http://x/../a HTTP/1.1\r\nHost: x\r\n\r\n", .malformedTarget),
      (
        "GET /a?" + String(repeating: "b=c&", count: 500) + " HTTP/1.1\r\nHost: x\r\n\r\n", .tooManyParameters
      ),
      ("GET /a?" + String(repeating: "&", count: 3000) + " HTTP/1.1\r\nHost: x\r\n\r\n", .tooManyParameters),
      ("GET /../etc/passwd HTTP/1.1\r\nHost: x\r\n\r\n", .malformedTarget),
      ("GET //a HTTP/1.1\r\nHost: x\r\n\r\n", .malformedTarget),
      ("OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n", .malformedTarget),
      ("G@T /a HTTP/1.1\r\nHost: x\r\n\r\n", .malformedMethod),
      ("GET /a HTTP/1.1\r\nHost: x\r\nContent-Length : 5\r\n\r\nabcde", .malformedField),
      ("GET /a HTTP/1.1\r\n: y\r\nHost: x\r\n\r\n", .malformedField),
      ("GET /a HTTP/1.1\r\nHost: x\r\n: y\r\n\r\n", .malformedField),
      ("GET /a HTTP/1.1\r\nHost: x\r\n:\r\nA: b\r\n\r\n", .malformedField),
      ("GET /a HTTP/1.1\r\nHost: x\u{0}y\r\nA: b\r\n\r\n", .malformedField),
      ("GET /a HTTP/1.1\r\nHost: x\r\nA: b\u{0}\r\n\r\n", .malformedField),
      ("GET /a HTTP/1.1\r\nHost: x\r\nA: b\r\n c\r\nD: e\r\n\r\n", .malformedField),
      ("GET /a HTTP/1.1\r\nHost: x\r\nA: b\r\n c\r\n\r\n", .malformedField),
      (
        "GET /a HTTP/1.1\r\nHost: x\r\n" + String(repeating: "a: b\r\n", count: 101) + "\r\n",
        .headTooLarge
      ),
      ("GET /a HTTP/1.1\r\nHost: x\r\nA: \(String(repeating: "a", count: 17_000))\r\n\r\n", .headTooLarge),
      (
        "POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 18446744073709551615\r\n\r\n",
        .bodyTooLarge(limit: 1 << 20)
      ),
    ] as [(String, HTTPRefusal)])
  func `what two servers could read differently is refused and nothing behind it is read`(
    request: String, refusal: HTTPRefusal
  ) async throws {
    let answer = try await sole(request + "GET /smuggled HTTP/1.1\r\nHost: x\r\n\r\n")
    #expect(answer.status == refusal.status.code)
    #expect(answer.fields["content-type"] == "application/problem+json")
    let problem = try JSON(parsing: answer.body)
    #expect(problem.object?["detail"]?.string == refusal.detail)
    #expect(problem.object?["status"]?.integer == Int64(refusal.status.code))
  }

  /// What the library refuses before we see it.
  @Test(arguments: [
    ("POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n", 400),
    ("POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 5, 5\r\n\r\nabcde", 400),
    ("POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 0x5\r\n\r\nabcde", 400),
    ("POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999999999999999\r\n\r\n", 413),
    ("POST /a HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n0\r\n\r\n", 400),
    (
      "POST /a HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\nabc\r\n",
      413
    ),
    ("GET /a HTTP/1.1\r\nHost: x\r\nno colon here\r\n\r\n", 400),
    ("GET /a HTTP/1.1\r\nHost: x\r\nA: \(String(repeating: "a", count: 100_000))\r\n\r\n", 431),
    ("GET /\(String(repeating: "a", count: 100_000)) HTTP/1.1\r\nHost: x\r\n\r\n", 414),
  ])
  func `broken lengths, chunks and oversized heads are client errors`(
    request: String, status: Int
  ) async throws {
    try await withServer { port in
      let refusal = try await answer(to: request, at: port)
      #expect(refusal?.status == status)
    }
  }

  @Test(arguments: [
    ("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505), ("GET /a HTTP/1.1\r\nHost: x\r\nno colon here\r\n\r\n", 400),
    ("GET /\(String(repeating: "a", count: 100_000)) HTTP/1.1\r\nHost: x\r\n\r\n", 414),
  ])
  func `what the library refuses by itself is noted`(request: String, status: Int) async throws {
    let (notes, note) = AsyncStream<String>.makeStream()
    try await withServer {
      $0.note = { note.yield($0) }
    } body: { port in
      let refusal = try await answer(to: request, at: port)
      #expect(refusal?.status == status)
    }
    note.finish()
    let lines = await notes.reduce(into: []) { $0.append($1) }
    #expect(lines.contains { $0.contains("\(status)") })
    #expect(lines.allSatisfy { !$0.contains("\n") })
  }

  @Test(arguments: [
    "\u{0}\u{1}\u{2}\r\n\r\n", "GET\r\n\r\n", "GET /a\r\n\r\n", "hola\r\n\r\n",
    "GET /a HTTP/9\r\n\r\n", "\u{16}\u{3}\u{1}\u{2}\u{0}\u{1}\r\n\r\n",
  ])
  func `what is no HTTP ends the connection without a server error`(bytes: String) async throws {
    try await withServer {
      $0.idleTime = .seconds(1)  // zeros and empty lines alone are no request yet
    } body: { port in
      let status = try await blocking {
        let client = try Client(port)
        client.send(bytes)
        client.finish()
        return try client.receive()?.status
      }
      #expect(status.map { 400..<500 ~= $0 } ?? true)
    }
  }

  private func answer(to request: String, at port: UInt16) async throws -> Client.Answer? {
    try await blocking {
      let client = try Client(port)
      client.send(request)
      defer { client.drain() }
      return try client.receive()
    }
  }

  /// The only answer to `bytes`, after which the server must end the connection.
  private func sole(_ bytes: String) async throws -> Client.Answer {
    let (stream, found) = AsyncStream<Client.Answer?>.makeStream()
    try await withServer { port in
      let (answer, ended) = try await blocking {
        let client = try Client(port)
        client.send(bytes)
        return (try client.receive(), client.isEnded())
      }
      #expect(ended)
      found.yield(answer)
      found.finish()
    }
    for await answer in stream { return try #require(answer) }
    throw CancellationError()
  }
}
