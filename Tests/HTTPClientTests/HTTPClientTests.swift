import Foundation
import HTTPClient
import Testing
import Wire

/// A client and a server that end with the test.
func withServer<T>(
  answering answer: @escaping @Sendable (LoopbackServer.Received) -> LoopbackServer.Answer,
  configuration: HTTPClient.Configuration = HTTPClient.Configuration(),
  _ body: (HTTPClient, LoopbackServer, HTTPURL) async throws -> T
) async throws -> T {
  let server = try LoopbackServer(answer)
  defer { server.stop() }
  return try await body(
    HTTPClient(configuration), server, #require(HTTPURL("http://127.0.0.1:\(server.port)/camino?a=1")))
}

func refusal(of client: HTTPClient, _ request: HTTPClient.Request) async -> HTTPClient.Failure? {
  do throws(HTTPClient.Failure) {
    _ = try await client.send(request)
    return nil
  } catch {
    return error
  }
}

@Suite struct `A request` {
  @Test func `arrives as it was written, and its answer comes back whole`() async throws {
    let answer = "HTTP/1.1 201 Created\r\nX-Uno: a\r\nX-Uno: b\r\nContent-Length: 5\r\n\r\nhola\n"
    try await withServer(answering: { _ in .send(answer) }) { client, server, url in
      let response = try await client.send(
        .init(
          .post, url, fields: ["Content-Type": "application/json", "X-Nota": "año", "X-Vacio": ""],
          body: Array("{}".utf8)))
      let request = try #require(server.state.requests.first)
      #expect(request.lines[0] == "POST /camino?a=1 HTTP/1.1")
      #expect(
        Set(request.lines.dropFirst()) == [
          "Host: 127.0.0.1:\(server.port)", "User-Agent: bodeguero", "Accept: */*",
          "Content-Type: application/json", "X-Nota: año", "X-Vacio:", "Content-Length: 2",
        ])
      #expect(request.body == Array("{}".utf8))
      #expect(response.status == .created)
      #expect(response.fields.values(of: "x-uno") == ["a", "b"])
      #expect(response.body.bytes == Array("hola\n".utf8))
    }
  }

  @Test(arguments: [
    ("GET", "X: malo"), ("GET", ""), ("GET", "Ñ"), ("GET", "Content-Length"), ("GET", "transfer-encoding"),
    ("GET", "Host"), ("GET / HTTP/1.1\r\nX: 1\r\n", "X"), ("", "X"), ("@fil e", "X"),
  ])
  func `whose method or field is none is not sent`(method: String, name: String) async throws {
    try await withServer(answering: { _ in .send(ok("")) }) { client, server, url in
      let failure = await refusal(
        of: client, .init(HTTPMethod(method), url, fields: HTTPFields(dictionaryLiteral: (name, "secreto"))))
      #expect(failure?.kind == .other)
      #expect(failure?.isRetriable == false)
      #expect(failure?.description.contains("secreto") == false)
      #expect(server.state.opened == 0)
    }
  }

  @Test func `goes through the proxy that was named`() async throws {
    try await withServer(answering: { _ in .send(ok("")) }) { _, server, url in
      var configuration = HTTPClient.Configuration()
      configuration.proxy = url
      let target = try #require(HTTPURL("http://tienda.example/x"))
      _ = try await HTTPClient(configuration).send(.init(.get, target))
      #expect(server.state.requests.first?.lines[0] == "GET http://tienda.example/x HTTP/1.1")
    }
  }

  @Test func `does not look for a proxy in the environment`() async {
    await #expect(processExitsWith: .success) {
      unsafe setenv("http_proxy", "http://127.0.0.1:1", 1)
      unsafe setenv("all_proxy", "http://127.0.0.1:1", 1)
      try await withServer(answering: { _ in .send(ok("directo")) }) { client, _, url in
        let response = try await client.send(.init(.get, url))
        #expect(response.body.bytes == Array("directo".utf8))
      }
    }
  }
}

@Suite struct `An answer` {
  @Test func `in pieces is put together, and its trailer is no field`() async throws {
    let pieces =
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhola\r\n7\r\n, mundo\r\n0\r\nX-Final: 1\r\n\r\n"
    try await withServer(answering: { _ in .send(pieces) }) { client, _, url in
      let response = try await client.send(.init(.get, url))
      #expect(response.body.bytes == Array("hola, mundo".utf8))
      #expect(response.fields["X-Final"] == nil)
    }
  }

  @Test(arguments: [true, false])
  func `that is too large is given up`(saysItsLength: Bool) async throws {
    let body = String(repeating: "x", count: 20_001)
    let text = saysItsLength ? ok(body) : "HTTP/1.1 200 OK\r\n\r\n\(body)"
    try await withServer(answering: {
      $0.target == "/justo" ? .send(ok(String(body.dropLast()))) : .sendAndClose(text)
    }) {
      client, server, url in
      var request = HTTPClient.Request(.get, url)
      request.limits.responseSize = 20_000
      let failure = await refusal(of: client, request)
      #expect(failure?.kind == .tooLarge)
      #expect(failure?.isRetriable == false)
      request.url = try #require(HTTPURL("http://127.0.0.1:\(server.port)/justo"))
      #expect(try await client.send(request).body.bytes.count == 20_000)
    }
  }

  @Test func `with endless fields is given up`() async throws {
    let fields = String(repeating: "X-Relleno: \(String(repeating: "y", count: 1_000))\r\n", count: 20_000)
    try await withServer(answering: { _ in .sendAndClose(ok("", fields: fields)) }) { client, _, url in
      #expect(await refusal(of: client, .init(.get, url))?.kind == .tooLarge)
    }
  }

  @Test(arguments: [
    ("", true), ("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhola", true),
    ("SSH-2.0-OpenSSH_9.2\r\n", false),
  ])
  func `that breaks off or is none is a failure`(text: String, isRetriable: Bool) async throws {
    try await withServer(answering: { _ in .sendAndClose(text) }) { client, _, url in
      let failure = await refusal(of: client, .init(.get, url))
      #expect(failure?.kind == .other)
      #expect(failure?.isRetriable == isRetriable)
    }
  }

  @Test(arguments: ["/fin", "http://127.0.0.1:1/", "file:///etc/passwd", "gopher://127.0.0.1:70/x"])
  func `that sends us elsewhere is an answer, and not followed`(location: String) async throws {
    try await withServer(answering: { _ in
      .send("HTTP/1.1 302 Found\r\nLocation: \(location)\r\nContent-Length: 0\r\n\r\n")
    }) { client, server, url in
      let answer = try await client.send(.init(.get, url))
      #expect(answer.status == .found)
      #expect(answer.fields["Location"] == location)
      #expect(server.state.requests.map(\.target) == ["/camino?a=1"])
    }
  }
}
