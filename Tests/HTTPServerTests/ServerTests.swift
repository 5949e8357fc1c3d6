import HTTPServer
import Testing
import Wire

/// Runs `body` beside a server on a free port, and stops it.
func withServer(
  _ change: (inout HTTPServerConfiguration) -> Void = { _ in },
  handle: @escaping @Sendable (HTTPRequest) async -> HTTPResponse = echo,
  body: @escaping @Sendable (UInt16) async throws -> Void
) async throws {
  var configuration = HTTPServerConfiguration.patient
  change(&configuration)
  let server = try HTTPServer(configuration, handle: handle)
  let result: Result<Void, any Error>
  do { result = .success(try await body(server.port)) } catch { result = .failure(error) }
  await server.stop(grace: .zero)
  try result.get()
}

extension HTTPServerConfiguration {
  /// One whose time runs out for nobody: the other tests may keep every thread busy for a while.
  static var patient: HTTPServerConfiguration {
    var configuration = HTTPServerConfiguration()
    configuration.idleTime = .seconds(300)
    configuration.transferTime = .seconds(300)
    configuration.answerTime = .seconds(300)
    return configuration
  }
}

/// Answers with what came; `/later` after a suspension.
@Sendable func echo(_ request: HTTPRequest) async -> HTTPResponse {
  if request.target.path == "/later" { await Task.yield() }
  let query = request.target.query.map { "\($0.name)=\($0.value)" }.joined(separator: ",")
  return HTTPResponse(
    .ok,
    "\(request.method.name) \(request.target.path) [\(query)] \(String(decoding: request.body, as: UTF8.self))",
    type: "text/plain; charset=utf-8")
}

struct AnsweringTests {
  @Test(arguments: ["/now", "/later"])
  func `a request reaches the handler and its answer the client`(path: String) async throws {
    try await withServer { port in
      let answer = try await blocking {
        let client = try Client(port)
        client.send("POST \(path)?a=1&b=%C3%B1 HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n\r\nhola")
        return try client.receive()
      }
      #expect(answer?.status == 200)
      #expect(answer?.text == "POST \(path) [a=1,b=ñ] hola")
      #expect(answer?.fields["content-type"] == "text/plain; charset=utf-8")
      #expect(answer?.fields["date"] != nil)
      #expect(answer?.fields["server"] == nil)
    }
  }

  @Test func `requests sent without waiting are answered in order on one connection`() async throws {
    try await withServer { port in
      let texts = try await blocking {
        let client = try Client(port)
        client.send(
          (1...20).map { "GET /\($0 % 3 == 0 ? "later" : "now")?n=\($0) HTTP/1.1\r\nHost: x\r\n\r\n" }
            .joined())
        return try (1...20).map { _ in try client.receive()?.text }
      }
      #expect(texts == (1...20).map { "GET /\($0 % 3 == 0 ? "later" : "now") [n=\($0)] " })
    }
  }

  @Test func `HEAD is told the length of the GET and gets no body`() async throws {
    try await withServer(handle: { _ in HTTPResponse(.ok, "doce letras.", type: "text/plain") }) { port in
      let (head, next) = try await blocking {
        let client = try Client(port)
        client.send("HEAD /a HTTP/1.1\r\nHost: x\r\n\r\nGET /a HTTP/1.1\r\nHost: x\r\n\r\n")
        return (try client.receive(bodyExpected: false), try client.receive())
      }
      #expect(head?.fields["content-length"] == "12")
      #expect(next?.text == "doce letras.")
    }
  }

  @Test(arguments: [HTTPStatus.noContent, .notModified])
  func `an answer that may have no body has none`(status: HTTPStatus) async throws {
    try await withServer(handle: { _ in HTTPResponse(status, "nada", type: "text/plain") }) { port in
      let (first, second) = try await blocking {
        let client = try Client(port)
        client.send("GET /a HTTP/1.1\r\nHost: x\r\n\r\nGET /b HTTP/1.1\r\nHost: x\r\n\r\n")
        return (try client.receive(bodyExpected: false), try client.receive(bodyExpected: false))
      }
      #expect(first?.status == status.code)
      #expect(second?.status == status.code)
    }
  }

  @Test func `two hundred clients at once are all answered`() async throws {
    try await withServer { port in
      let texts = try await blocking {
        let clients = try (0..<200).map { _ in try Client(port) }
        for (number, client) in clients.enumerated() {
          client.send("GET /later?n=\(number) HTTP/1.1\r\nHost: x\r\n\r\n")
        }
        return try clients.map { try $0.receive()?.text }
      }
      #expect(texts == (0..<200).map { "GET /later [n=\($0)] " })
    }
  }

  @Test func `a client that goes away while its answer is made harms nobody`() async throws {
    let (started, start) = AsyncStream<Void>.makeStream()
    let (release, go) = AsyncStream<Void>.makeStream()
    try await withServer(handle: { request in
      guard request.target.path == "/wait" else { return await echo(request) }
      start.yield()
      for await _ in release { break }
      return HTTPResponse(.ok, String(repeating: "x", count: 1 << 20), type: "text/plain")
    }) { port in
      try await blocking {
        let client = try Client(port)
        client.send("GET /wait HTTP/1.1\r\nHost: x\r\n\r\n")
      }
      for await _ in started { break }
      go.yield()
      let answer = try await blocking {
        let client = try Client(port)
        client.send("GET /now HTTP/1.1\r\nHost: x\r\n\r\n")
        return try client.receive()
      }
      #expect(answer?.status == 200)
    }
  }
}
