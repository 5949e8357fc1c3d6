import CZlib
import HTTPServer
import Testing
import Wire

struct GzipTests {
  private static let text = String(repeating: "Leche Entera 1 L · ", count: 200)

  @Test(arguments: [
    ("gzip", true), ("GZIP", true), ("deflate, gzip;q=0.5", true), ("*", true), ("br, *;q=0.1", true),
    ("gzip;q=0", false), ("gzip; q=0.0, *", false), ("*;q=0", false), ("br", false), ("", false),
  ])
  func `a long text is compressed for who takes it so, and for nobody else`(
    accepted: String, isCompressed: Bool
  ) async throws {
    try await withServer(handle: { _ in HTTPResponse(.ok, Self.text, type: "text/plain; charset=utf-8") }) {
      port in
      let (answer, head) = try await blocking {
        let client = try Client(port)
        client.send("GET /a HTTP/1.1\r\nHost: x\r\nAccept-Encoding: \(accepted)\r\n\r\n")
        let answer = try client.receive()
        client.send("HEAD /a HTTP/1.1\r\nHost: x\r\nAccept-Encoding: \(accepted)\r\n\r\n")
        return (try #require(answer), try #require(try client.receive(bodyExpected: false)))
      }
      #expect(answer.fields["vary"] == "Accept-Encoding")
      #expect(head.fields["content-length"] == String(answer.body.count))
      if isCompressed {
        #expect(answer.fields["content-encoding"] == "gzip")
        #expect(answer.body.count < Self.text.utf8.count / 10)
        #expect(try expanded(answer.body) == Array(Self.text.utf8))
      } else {
        #expect(answer.fields["content-encoding"] == nil)
        #expect(answer.text == Self.text)
      }
    }
  }

  @Test(arguments: [
    HTTPResponse(.ok, "breve", type: "text/plain"),
    HTTPResponse(.ok, fields: ["Content-Type": "image/png"], body: Array(repeating: 0, count: 10_000)),
    HTTPResponse(.ok, body: Array(repeating: 0, count: 10_000)),
    HTTPResponse(
      .ok, fields: ["Content-Type": "text/css", "Content-Encoding": "br"],
      body: Array(repeating: 0, count: 10_000)),
  ])
  func `what gains nothing is sent as it is`(response: HTTPResponse) async throws {
    try await withServer(handle: { _ in response }) { port in
      let answer = try await blocking {
        let client = try Client(port)
        client.send("GET /a HTTP/1.1\r\nHost: x\r\nAccept-Encoding: gzip\r\n\r\n")
        return try client.receive()
      }
      #expect(answer?.body == response.body.bytes)
      #expect(answer?.fields["content-encoding"] == response.fields["Content-Encoding"])
    }
  }

  /// What zlib reads from gzip's format.
  private func expanded(_ bytes: [UInt8]) throws -> [UInt8] {
    var stream = unsafe z_stream()
    let size = unsafe Int32(MemoryLayout<z_stream>.size)
    let begun = unsafe inflateInit2_(&stream, 15 + 16, ZLIB_VERSION, size)
    try #require(begun == Z_OK)
    defer { unsafe inflateEnd(&stream) }
    var (input, output) = (bytes, [UInt8](repeating: 0, count: 1 << 20))
    var code = Z_OK
    unsafe input.withUnsafeMutableBufferPointer { input in
      unsafe output.withUnsafeMutableBufferPointer { output in
        unsafe stream.next_in = input.baseAddress
        unsafe stream.avail_in = UInt32(input.count)
        unsafe stream.next_out = output.baseAddress
        unsafe stream.avail_out = UInt32(output.count)
        code = unsafe inflate(&stream, Z_FINISH)
      }
    }
    try #require(code == Z_STREAM_END)
    return Array(output[..<(output.count - Int(unsafe stream.avail_out))])
  }
}
