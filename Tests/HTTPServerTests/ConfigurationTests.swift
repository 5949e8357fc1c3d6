import Foundation
import HTTPServer
import Testing
import Wire

struct ConfigurationTests {
  @Test func `a port that is taken is said by name`() async throws {
    try await withServer { port in
      var configuration = HTTPServerConfiguration()
      configuration.port = port
      #expect(throws: HTTPServerError.addressTaken("127.0.0.1:\(port)")) {
        try HTTPServer(configuration, handle: echo)
      }
    }
  }

  @Test(arguments: ["192.0.2.1", "no.such.host.invalid"])
  func `an address that this machine has not is said by name`(address: String) {
    var configuration = HTTPServerConfiguration()
    configuration.address = address
    #expect(throws: HTTPServerError.addressUnknown("\(address):0")) {
      try HTTPServer(configuration, handle: echo)
    }
  }

  @Test func `a certificate that is none is refused at the start`() {
    var configuration = HTTPServerConfiguration()
    configuration.certificate = TLSCertificate(chain: "no es", key: "un certificado")
    #expect(throws: HTTPServerError.badCertificate) { try HTTPServer(configuration, handle: echo) }
  }

  @Test func `one address has no more connections than it may`() async throws {
    try await withServer {
      $0.connectionsPerAddress = 3
    } body: { port in
      let answered = try await blocking {
        let clients = try (0..<5).map { _ in
          let client = try Client(port)
          client.send("GET /a HTTP/1.1\r\nHost: x\r\n\r\n")
          return (client, try client.receive() != nil)
        }
        return clients.map(\.1)
      }
      #expect(answered == [true, true, true, false, false])
    }
  }

  @Test(arguments: [
    ("203.0.113.7", "203.0.113.7", true), ("203.0.113.7", "203.0.113.8", false),
    ("::ffff:203.0.113.7", "203.0.113.7", true), ("2001:db8:0:1::7", "2001:db8:0:1:ffff::1", true),
    ("2001:db8:0:1::7", "2001:db8:0:2::7", false), ("::1", "127.0.0.1", false),
  ])
  func `the addresses that one subscriber has are counted together`(
    one: String, other: String, areTogether: Bool
  ) throws {
    let (one, other) = (try #require(IPAddress(one)), try #require(IPAddress(other)))
    #expect((one.subscriber == other.subscriber) == areTogether)
  }

  @Test(arguments: [
    ([], "203.0.113.7", "127.0.0.1 http"),
    (["127.0.0.0/8"], "203.0.113.7", "203.0.113.7 https"),
    (["127.0.0.1"], "198.51.100.1, 203.0.113.7", "203.0.113.7 https"),
    (["127.0.0.1", "203.0.113.0/24"], "198.51.100.1, 203.0.113.7", "198.51.100.1 https"),
    (["127.0.0.1"], "2001:db8::7", "2001:db8::7 https"),
    (["127.0.0.1"], "198.51.100.1, unknown", "127.0.0.1 https"),
    (["10.0.0.0/8"], "203.0.113.7", "127.0.0.1 http"),
  ])
  func `who asked is taken from a proxy that is trusted and from nobody else`(
    trusted: [String], forwarded: String, found: String
  ) async throws {
    try await withServer {
      $0.trustedProxies = trusted.compactMap { IPNetwork($0) }
    } handle: { request in
      HTTPResponse(.ok, "\(request.peer) \(request.scheme.rawValue)", type: "text/plain")
    } body: { port in
      let answer = try await blocking {
        let client = try Client(port)
        client.send(
          "GET /a HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: \(forwarded)\r\nX-Forwarded-Proto: https\r\n\r\n")
        return try client.receive()
      }
      #expect(answer?.text == found)
    }
  }

  @Test func `a stranger's words about who it speaks for do not reach the handler`() async throws {
    try await withServer(handle: { request in
      HTTPResponse(.ok, request.fields.fields.map(\.name).joined(separator: ","), type: "text/plain")
    }) { port in
      let answer = try await blocking {
        let client = try Client(port)
        client.send("GET /a HTTP/1.1\r\nHost: x\r\nX-Forwarded-Host: y\r\nForwarded: for=z\r\nA: b\r\n\r\n")
        return try client.receive()
      }
      #expect(answer?.text == "Host,A")
    }
  }

  @Test(arguments: ["10.0.0.0/33", "10.0.0/8", "::/129", "x", "", "1.2.3.4/", "1.2.3.4/8/8"])
  func `what is no network is none`(text: String) {
    #expect(IPNetwork(text) == nil)
  }

  @Test(.enabled(if: OpenSSL.isInstalled))
  func `with a certificate the same requests are answered over TLS`() async throws {
    let certificate = try OpenSSL.certificate()
    try await withServer {
      $0.certificate = certificate
    } handle: {
      HTTPResponse(.ok, "por \($0.scheme.rawValue)", type: "text/plain")
    } body: { port in
      let text = try await blocking {
        try OpenSSL.run(
          ["s_client", "-quiet", "-ign_eof", "-connect", "127.0.0.1:\(port)"],
          input: "GET /a HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
      }
      #expect(text.hasPrefix("HTTP/1.1 200 OK\r\n"))
      #expect(text.hasSuffix("\r\n\r\npor https"))
    }
  }
}

/// The command that makes certificates and speaks TLS.
private enum OpenSSL {
  private static let program = "/usr/bin/openssl"

  static var isInstalled: Bool { FileManager.default.isExecutableFile(atPath: program) }

  static func certificate() throws -> TLSCertificate {
    let pem = try run(
      [
        "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "1",
        "-subj", "/CN=localhost", "-keyout", "/dev/stdout", "-out", "/dev/stdout",
      ], input: "")
    return TLSCertificate(chain: pem, key: pem)
  }

  static func run(_ arguments: [String], input: String) throws -> String {
    let (process, output, feed) = (Process(), Pipe(), Pipe())
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    (process.standardOutput, process.standardError) = (output, FileHandle.nullDevice)
    process.standardInput = feed
    try process.run()
    try feed.fileHandleForWriting.write(contentsOf: Data(input.utf8))
    try feed.fileHandleForWriting.close()
    let text = String(decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    process.waitUntilExit()
    return text
  }
}
