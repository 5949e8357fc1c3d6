import Foundation
import Glibc
import HTTPClient
import Testing
import Wire

@Suite struct `A certificate` {
  @Test(
    .enabled("no openssl in /usr/bin: not run") {
      FileManager.default.isExecutableFile(atPath: TLSServer.tool)
    })
  func `that nobody vouches for is refused, and taken under the authority given`() async throws {
    let server = try TLSServer()
    defer { server.stop() }
    let byAddress = HTTPClient.Request(.get, try #require(HTTPURL("https://127.0.0.1:\(server.port)/")))
    let refused = try #require(await refusal(of: HTTPClient(), byAddress))
    #expect(refused.kind == .certificate)
    #expect(!refused.isRetriable)

    var configuration = HTTPClient.Configuration()
    configuration.certificateAuthorities = server.certificate
    let client = HTTPClient(configuration)
    #expect(try await client.send(byAddress).status == .ok)

    let byOtherName = HTTPClient.Request(.get, try #require(HTTPURL("https://localhost:\(server.port)/")))
    #expect(await refusal(of: client, byOtherName)?.kind == .certificate)
  }
}

/// `openssl s_server` with a certificate of its own making for 127.0.0.1.
private final class TLSServer {
  static let tool = "/usr/bin/openssl"

  let port: Int
  let certificate: String
  private let folder: URL
  private let process = Process()

  init() throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("tls-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    certificate = folder.appendingPathComponent("certificate.pem").path
    let key = folder.appendingPathComponent("key.pem").path
    let maker = Process()
    maker.executableURL = URL(fileURLWithPath: Self.tool)
    maker.arguments =
      ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"]
      + [
        "-subj", "/CN=prueba", "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", key, "-out", certificate,
      ]
    maker.standardError = FileHandle.nullDevice
    try maker.run()
    maker.waitUntilExit()

    process.executableURL = URL(fileURLWithPath: Self.tool)
    process.arguments = ["s_server", "-accept", "127.0.0.1:0", "-cert", certificate, "-key", key, "-www"]
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    var said = ""
    while let piece = try output.fileHandleForReading.read(upToCount: 1) {
      said += String(decoding: piece, as: UTF8.self)
      if said.hasSuffix("\n"), said.contains("ACCEPT") { break }
    }
    port = try #require(said.firstMatch(of: /ACCEPT .*:([0-9]+)/).flatMap { Int($0.1) })
  }

  func stop() {
    // The threads of tests block other signals, and their children with them.
    kill(process.processIdentifier, SIGKILL)
    try? FileManager.default.removeItem(at: folder)
  }
}
