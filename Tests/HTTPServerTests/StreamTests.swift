import HTTPServer
import Synchronization
import Testing
import Wire

/// Something that one task waits for.
private final class Moment: Sendable {
  private let stream: AsyncStream<Void>
  private let continuation: AsyncStream<Void>.Continuation

  init() { (stream, continuation) = AsyncStream.makeStream() }

  func come() { continuation.finish() }
  func wait() async { for await _ in stream {} }
}

/// A stream that says one thing, waits, and says another.
private struct HeldStream {
  let go = Moment()

  var response: HTTPResponse {
    HTTPResponse(
      .ok, fields: ["Content-Type": "text/event-stream"],
      streaming: HTTPStream { [go] send in
        try await send(Array("uno\n".utf8))
        await go.wait()
        try await send(Array("dos\n".utf8))
      })
  }
}

/// A stream that says one thing and then nothing more; `cancelled` comes when it is told to stop.
///
/// On a machine so busy that it comes too late even for its beginning, that is when it is told.
private func silentAfterOne(_ cancelled: Moment) -> HTTPResponse {
  if Task.isCancelled { cancelled.come() }
  return HTTPResponse(
    .ok, fields: [:],
    streaming: HTTPStream { send in
      defer { cancelled.come() }
      try await send(Array("uno\n".utf8))
      try await Task.sleep(for: .seconds(3600))
    })
}

private let question = "GET /a HTTP/1.1\r\nHost: x\r\nAccept-Encoding: gzip\r\n\r\n"

@Suite(.timeLimit(.minutes(10))) struct `A streamed body` {
  @Test func `comes piece by piece while the rest is made, and another request follows it`() async throws {
    let held = HeldStream()
    try await withServer(handle: { $0.target.path == "/a" ? held.response : await echo($0) }) { port in
      try await blocking {
        let client = try Client(port)
        client.send(question)
        let head = try #require(try client.receiveHead())
        #expect(head.status == 200)
        #expect(head.fields["transfer-encoding"] == "chunked")
        #expect(head.fields["content-length"] == nil)
        #expect(head.fields["content-encoding"] == nil)
        #expect(try client.receiveChunk() == "uno\n")
        held.go.come()
        #expect(try client.receiveChunk() == "dos\n")
        #expect(try client.receiveChunk() == "")
        client.send("GET /b HTTP/1.1\r\nHost: x\r\n\r\n")
        #expect(try client.receive()?.text == "GET /b [] ")
      }
    }
  }

  @Test(arguments: [("HEAD", HTTPStatus.ok), ("GET", .noContent), ("GET", .notModified)])
  func `is not even begun where there is none to send`(method: String, status: HTTPStatus) async throws {
    let begun = Mutex(false)
    try await withServer(handle: { _ in
      HTTPResponse(status, fields: [:], streaming: HTTPStream { _ in begun.withLock { $0 = true } })
    }) { port in
      let (head, rest) = try await blocking {
        let client = try Client(port)
        client.send("\(method) /a HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        return (try client.receiveHead(), client.receiveRest())
      }
      #expect(head?.status == status.code)
      #expect(rest == [])
    }
    #expect(begun.withLock { !$0 })
  }

  @Test func `reaches a client that knows no chunks, and ends with its connection`() async throws {
    try await withServer(handle: { _ in
      HTTPResponse(
        .ok, fields: [:],
        streaming: HTTPStream { send in
          for number in 1...3 {
            await Task.yield()
            try await send(Array("\(number)\n".utf8))
          }
        })
    }) { port in
      let (head, body) = try await blocking {
        let client = try Client(port)
        client.send("GET /a HTTP/1.0\r\n\r\n")
        return (try client.receiveHead(), client.receiveRest())
      }
      #expect(head?.fields["transfer-encoding"] == nil)
      #expect(body == Array("1\n2\n3\n".utf8))
    }
  }

  @Test func `of many pieces comes whole to many clients at once`() async throws {
    let piece = Array(repeating: UInt8(ascii: "x"), count: 1_000)
    try await withServer(handle: { _ in
      HTTPResponse(
        .ok, fields: [:], streaming: HTTPStream { send in for _ in 0..<1_000 { try await send(piece) } })
    }) { port in
      let sizes = try await withThrowingTaskGroup(of: Int.self) { group in
        for _ in 0..<20 {
          group.addTask {
            try await blocking {
              let client = try Client(port)
              client.send("GET /a HTTP/1.1\r\nHost: x\r\n\r\n")
              _ = try client.receiveHead()
              var size = 0
              while let chunk = try client.receiveChunk(), !chunk.isEmpty { size += chunk.utf8.count }
              return size
            }
          }
        }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      #expect(sizes == Array(repeating: 1_000_000, count: 20))
    }
  }

  @Test func `is no longer made once its client has left`() async throws {
    let cancelled = Moment()
    try await withServer(handle: { _ in
      silentAfterOne(cancelled)
    }) { port in
      try await blocking {
        let client = try Client(port)
        client.send(question)
        _ = try client.receiveHead()
        #expect(try client.receiveChunk() == "uno\n")
      }
      await cancelled.wait()
    }
  }

  @Test func `that breaks off is seen to be no whole one`() async throws {
    struct Fault: Error {}
    try await withServer(handle: { _ in
      HTTPResponse(
        .ok, fields: [:],
        streaming: HTTPStream { send in
          try await send(Array("uno\n".utf8))
          throw Fault()
        })
    }) { port in
      let chunks = try await blocking {
        let client = try Client(port)
        client.send(question)
        _ = try client.receiveHead()
        return [try client.receiveChunk(), try client.receiveChunk()]
      }
      #expect(chunks == ["uno\n", nil])
    }
  }

  @Test func `that falls silent is broken off, and whoever makes it is told`() async throws {
    let cancelled = Moment()
    try await withServer {
      $0.answerTime = .seconds(10)
    } handle: { _ in
      silentAfterOne(cancelled)
    } body: { port in
      try await blocking {
        let client = try Client(port)
        client.send(question)
        _ = try client.receiveHead()
        while let chunk = try client.receiveChunk() { #expect(chunk == "uno\n") }
      }
      await cancelled.wait()
    }
  }

  @Test func `that its client does not take is made no further than a little, and then broken off`()
    async throws
  {
    let made = Mutex(0)
    let end = Moment()
    try await withServer {
      $0.transferTime = .milliseconds(300)
    } handle: { _ in
      HTTPResponse(
        .ok, fields: [:],
        streaming: HTTPStream { send in
          defer { end.come() }
          let piece = Array(repeating: UInt8(ascii: "x"), count: 10_000)
          while made.withLock({ $0 }) < 500_000_000 {
            try await send(piece)
            made.withLock { $0 += piece.count }
          }
        })
    } body: { port in
      let client = try Client(port)
      client.send(question)
      await end.wait()
      // What the kernel keeps for the two sockets is not ours to bound.
      #expect(made.withLock { $0 } < 50_000_000)
      withExtendedLifetime(client) {}
    }
  }

  @Test func `is finished by a server that stops`() async throws {
    let held = HeldStream()
    let server = try HTTPServer(.patient) { _ in held.response }
    try await blocking {
      let client = try Client(server.port)
      client.send(question)
      _ = try client.receiveHead()
      #expect(try client.receiveChunk() == "uno\n")
      Task { await server.stop(grace: .seconds(300)) }
      // Whoever connects now is told so, once the stop has begun.
      while true {
        let late = try Client(server.port)
        late.send("HEAD /a HTTP/1.1\r\nHost: x\r\n\r\n")
        if try late.receiveHead()?.status == HTTPStatus.unavailable.code { break }
      }
      held.go.come()
      #expect(try client.receiveChunk() == "dos\n")
      #expect(try client.receiveChunk() == "")
      #expect(client.isEnded())
    }
  }

  @Test func `that lasts longer than the grace of a stop is broken off`() async throws {
    let server = try HTTPServer(.patient) { _ in HeldStream().response }
    try await blocking {
      let clients = try (0..<20).map { _ in try Client(server.port) }
      for client in clients {
        client.send(question)
        _ = try client.receiveHead()
        #expect(try client.receiveChunk() == "uno\n")
      }
      Task { await server.stop(grace: .zero) }
      for client in clients { #expect(try client.receiveChunk() == nil) }
    }
  }

  @Test func `never breaks the process of a server that stops in the middle of many`() async throws {
    for round in 0..<5 {
      let server = try HTTPServer(HTTPServerConfiguration()) { _ in
        HTTPResponse(
          .ok, fields: [:],
          streaming: HTTPStream { send in
            for number in 0..<200 {
              if number % 7 == round { await Task.yield() }
              try await send(Array("\(number)\n".utf8))
            }
          })
      }
      let port = server.port
      let load = (0..<8).map { number in
        Task {
          try await blocking {
            while let client = try? Client(port) {
              client.send("GET /a HTTP/1.1\r\nHost: x\r\n\r\n")
              guard try client.receiveHead() != nil else { continue }
              // Every other client leaves in the middle.
              var left = number % 2 == 0 ? Int.max : 50
              while left > 0, let chunk = try client.receiveChunk(), !chunk.isEmpty { left -= 1 }
            }
          }
        }
      }
      try await Task.sleep(for: .milliseconds(30))
      await server.stop(grace: .milliseconds(20))
      for task in load { _ = await task.result }
    }
  }
}
