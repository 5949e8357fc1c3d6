import HTTPServer
import Testing
import Wire

struct StopTests {
  /// A handler that says when it has begun and answers its one request when it is told to.
  private final class Held: Sendable {
    let begun: AsyncStream<Void>
    private let begin: AsyncStream<Void>.Continuation
    private let gate: AsyncStream<Void>
    private let open: AsyncStream<Void>.Continuation

    init() {
      (begun, begin) = AsyncStream.makeStream()
      (gate, open) = AsyncStream.makeStream()
    }

    func release() { open.finish() }

    @Sendable func handle(_ request: HTTPRequest) async -> HTTPResponse {
      guard request.target.path != "/late" else { return HTTPResponse(.ok) }
      begin.yield()
      for await _ in gate {}
      return HTTPResponse(Task.isCancelled ? .internalError : .ok, "listo", type: "text/plain")
    }
  }

  @Test func `a server that stops finishes what runs and takes nothing new`() async throws {
    let held = Held()
    let server = try HTTPServer(.patient, handle: held.handle)
    let port = server.port
    let idle = try Client(port)
    let running = Task {
      try await blocking {
        let client = try Client(port)
        client.send("GET /a HTTP/1.1\r\nHost: x\r\n\r\n")
        return (try client.receive(), client.isEnded())
      }
    }
    for await _ in held.begun { break }
    let stop = Task { await server.stop(grace: .seconds(300)) }
    // Who comes now is told so, once the stop has begun, and the connection ends.
    try await blocking {
      while true {
        let late = try Client(port)
        late.send("GET /late HTTP/1.1\r\nHost: x\r\n\r\n")
        let answer = try #require(try late.receive())
        guard answer.status == 503 else { continue }
        #expect(answer.fields["connection"] == "close")
        #expect(answer.fields["retry-after"] != nil)
        #expect(late.isEnded())
        #expect(!late.wasReset)
        break
      }
    }
    held.release()
    await stop.value
    let (answer, ended) = try await running.value
    #expect(answer?.status == 200)
    #expect(answer?.text == "listo")
    #expect(answer?.fields["connection"] == "close")
    #expect(ended)
    #expect(idle.isEnded())
    #expect(throws: Client.Refused.self) { try Client(port) }
  }

  @Test func `a kept connection ends without a reset though its next request is on its way`() async throws {
    var configuration = HTTPServerConfiguration.patient
    configuration.lastLinger = .seconds(300)
    let server = try HTTPServer(configuration, handle: echo)
    let port = server.port
    let (kept, keep) = AsyncStream<Void>.makeStream()
    let client = Task {
      try await blocking {
        let client = try Client(port)
        client.send("GET /now HTTP/1.1\r\nHost: x\r\n\r\n")
        let status = try client.receive()?.status
        client.send("GET /n")
        keep.finish()
        let ended = client.isEnded()
        client.send("ow HTTP/1.1\r\nHost: x\r\n\r\n")
        return (status, ended, client.isEnded(), client.wasReset)
      }
    }
    for await _ in kept {}
    await server.stop()
    let (status, ended, endedAgain, wasReset) = try await client.value
    #expect(status == 200)
    #expect(ended && endedAgain)
    #expect(!wasReset)
  }

  @Test func `a request that has begun to come is told that the server stops`() async throws {
    let server = try HTTPServer(.patient, handle: echo)
    let port = server.port
    let (begun, begin) = AsyncStream<Void>.makeStream()
    let client = Task {
      try await blocking {
        let client = try Client(port)
        client.send("POST /now HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nExpect: 100-continue\r\n\r\n")
        #expect(try client.receive()?.status == 100)
        begin.finish()
        // Until whoever comes now is told.
        while true {
          let late = try Client(port)
          late.send("GET /now HTTP/1.1\r\nHost: x\r\n\r\n")
          if try late.receive()?.status == 503 { break }
        }
        client.send("abcd")
        return (try client.receive(), client.isEnded(), client.wasReset)
      }
    }
    for await _ in begun {}
    await server.stop(grace: .seconds(300))
    let (answer, ended, wasReset) = try await client.value
    #expect(answer?.status == 503)
    #expect(answer?.fields["connection"] == "close")
    #expect(ended)
    #expect(!wasReset)
  }

  @Test func `what runs longer than the grace is answered that the server stops`() async throws {
    let (begun, begin) = AsyncStream<Void>.makeStream()
    let server = try HTTPServer(.patient) { _ in
      begin.yield()
      try? await Task.sleep(for: .seconds(3600))
      return HTTPResponse(.ok)
    }
    let port = server.port
    let answers = Task {
      try await withThrowingTaskGroup(of: Int?.self) { group in
        for _ in 0..<20 {
          group.addTask {
            try await blocking {
              let client = try Client(port)
              client.send("GET /a HTTP/1.1\r\nHost: x\r\n\r\n")
              return try client.receive()?.status
            }
          }
        }
        return try await group.reduce(into: []) { $0.append($1) }
      }
    }
    var running = 0
    for await _ in begun {
      running += 1
      if running == 20 { break }
    }
    await server.stop(grace: .zero)
    #expect(try await answers.value == Array(repeating: 503, count: 20))
  }

  @Test func `stopping under load never breaks the process`() async throws {
    for _ in 0..<5 {
      let server = try HTTPServer(HTTPServerConfiguration(), handle: echo)
      let port = server.port
      let load = (0..<8).map { _ in
        Task {
          try await blocking {
            while let client = try? Client(port) {
              for _ in 0..<20 {
                client.send("GET /later HTTP/1.1\r\nHost: x\r\n\r\nGET /now HTTP/1.1\r\nHost: x\r\n\r\n")
                guard try client.receive() != nil, try client.receive() != nil else { break }
              }
            }
          }
        }
      }
      try await Task.sleep(for: .milliseconds(30))
      await server.stop(grace: .milliseconds(20))
      for task in load { _ = await task.result }
    }
  }

  @Test func `stopping twice is stopping once`() async throws {
    let server = try HTTPServer(HTTPServerConfiguration(), handle: echo)
    await server.stop()
    await server.stop()
    #expect(throws: Client.Refused.self) { try Client(server.port) }
  }
}
