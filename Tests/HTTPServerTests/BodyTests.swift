import HTTPServer
import Testing
import Wire

struct BodyTests {
  @Test func `a chunked body is put together, however it is cut`() async throws {
    try await withServer { port in
      let texts = try await blocking {
        let client = try Client(port)
        let message =
          "POST /a HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
          + "3\r\nuno\r\n5;ext=1\r\n, dos\r\n0\r\nTrailer: t\r\n\r\n"
        client.send(message)
        for byte in message.utf8 { client.send([byte]) }
        return try (0..<2).map { _ in try client.receive()?.text }
      }
      #expect(texts == ["POST /a [] uno, dos", "POST /a [] uno, dos"])
    }
  }

  @Test func `who asks first is told to continue`() async throws {
    try await withServer { port in
      let (interim, answer) = try await blocking {
        let client = try Client(port)
        client.send("POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nExpect: 100-continue\r\n\r\n")
        let interim = try client.receive()
        client.send("hola")
        return (interim, try client.receive())
      }
      #expect(interim?.status == 100)
      #expect(answer?.text == "POST /a [] hola")
    }
  }

  @Test(arguments: [("/small", 10, 200), ("/small", 11, 413), ("/large", 11, 200), ("/large", 1001, 413)])
  func `how much a body may hold depends on the path`(path: String, size: Int, status: Int) async throws {
    let body = String(repeating: "a", count: size)
    try await withServer {
      $0.bodyLimit = { $0.path == "/large" ? 1000 : 10 }
    } body: { port in
      let (known, chunked) = try await blocking {
        let client = try Client(port)
        client.send("POST \(path) HTTP/1.1\r\nHost: x\r\nContent-Length: \(size)\r\n\r\n\(body)")
        let other = try Client(port)
        other.send(
          "POST \(path) HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
            + "\(String(size, radix: 16))\r\n\(body)\r\n0\r\n\r\n")
        return (try client.receive(), try other.receive())
      }
      #expect(known?.status == status)
      #expect(chunked?.status == status)
    }
  }

  @Test func `a body that is announced too large is refused before it is sent`() async throws {
    try await withServer { port in
      let answer = try await blocking {
        let client = try Client(port)
        client.send("POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 10000000\r\nExpect: 100-continue\r\n\r\n")
        return try client.receive()
      }
      #expect(answer?.status == 413)
    }
  }

  @Test func `a client that sends ten megabytes unasked still reads why they are refused`() async throws {
    try await withServer { port in
      let (isSent, answer) = try await blocking {
        let client = try Client(port)
        client.send("POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 10000000\r\n\r\n")
        return (client.send([UInt8](repeating: 97, count: 10_000_000)), try client.receive())
      }
      #expect(isSent)
      #expect(answer?.status == 413)
    }
  }
}
