import Foundation
import Glibc
import Testing

/// A client that sends just the bytes it is given, so that it can break every rule.
final class Client {
  private let descriptor: Int32
  private var unread: [UInt8] = []
  /// Whether the server reset the connection, where it should have ended it.
  private(set) var wasReset = false

  struct Refused: Error {}

  /// Connects; throws where nobody listens.
  init(_ port: UInt16) throws {
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    // Only so that a server that never answers ends the test: a busy machine may keep one waiting for long.
    var patience = timeval(tv_sec: 300, tv_usec: 0)
    for option in [SO_RCVTIMEO, SO_SNDTIMEO] {
      unsafe setsockopt(
        descriptor, SOL_SOCKET, option, &patience, socklen_t(MemoryLayout<timeval>.size))
    }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    let code = unsafe withUnsafeBytes(of: &address) {
      unsafe connect(
        descriptor, $0.baseAddress?.assumingMemoryBound(to: sockaddr.self), socklen_t($0.count))
    }
    guard code == 0 else { throw Refused() }
  }

  deinit { close(descriptor) }

  /// Sends all; false where the server would not have it all.
  @discardableResult func send(_ bytes: [UInt8]) -> Bool {
    var sent = 0
    while sent < bytes.count {
      let count = unsafe bytes[sent...].withUnsafeBytes {
        unsafe Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { return false }
      sent += count
    }
    return true
  }

  func send(_ text: String) { send(Array(text.utf8)) }

  /// Sends `bytes` one at a time, over and over, until there is something to read.
  func trickle(_ bytes: [UInt8]) {
    var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    for byte in bytes where unsafe poll(&waiting, 1, 10) == 0 { send([byte]) }
    if unsafe poll(&waiting, 1, 0) == 0 { trickle(bytes) }
  }

  /// Says that nothing more will be sent.
  func finish() { shutdown(descriptor, Int32(SHUT_WR)) }

  /// What one message holds.
  struct Answer {
    var status: Int
    var fields: [String: String]
    var body: [UInt8]
    var text: String { String(decoding: body, as: UTF8.self) }
  }

  /// Reads one response; nil where the connection ends without one.
  func receive(bodyExpected: Bool = true) throws -> Answer? {
    guard var answer = try receiveHead() else { return nil }
    let length = bodyExpected ? Int(answer.fields["content-length"] ?? "0") ?? 0 : 0
    while unread.count < length { try #require(fill(), "the body was cut") }
    answer.body = Array(unread[..<length])
    unread.removeFirst(length)
    return answer
  }

  /// Reads what stands before a response's body; nil where the connection ends without one.
  func receiveHead() throws -> Answer? {
    guard let head = take(through: "\r\n\r\n") else { return nil }
    let lines = head.components(separatedBy: "\r\n")
    let status = try #require(Int(lines[0].split(separator: " ")[1]))
    var fields: [String: String] = [:]
    for line in lines.dropFirst() {
      let parts = line.split(separator: ":", maxSplits: 1)
      fields[parts[0].lowercased()] = parts[1].trimmingCharacters(in: .whitespaces)
    }
    return Answer(status: status, fields: fields, body: [])
  }

  /// Reads one chunk of a body, empty for the last one; nil where the connection ends before it is whole.
  func receiveChunk() throws -> String? {
    guard let line = take(through: "\r\n") else { return nil }
    let count = try #require(Int(line, radix: 16))
    while unread.count < count + 2 { guard fill() else { return nil } }
    defer { unread.removeFirst(count + 2) }
    return String(decoding: unread[..<count], as: UTF8.self)
  }

  /// Reads all that comes until the connection ends.
  func receiveRest() -> [UInt8] {
    while fill() {}
    defer { unread = [] }
    return unread
  }

  /// The text up to `mark`, which is taken too; nil where the connection ends before it.
  private func take(through mark: String) -> String? {
    while true {
      if let end = unread.firstRange(of: Array(mark.utf8)) {
        defer { unread.removeSubrange(..<end.upperBound) }
        return String(decoding: unread[..<end.lowerBound], as: UTF8.self)
      }
      guard fill() else { return nil }
    }
  }

  /// Whether the server has ended the connection with nothing more to say.
  func isEnded() -> Bool { unread.isEmpty && !fill() }

  /// Reads to the end of the connection.
  func drain() { while fill() { unread = [] } }

  private func fill() -> Bool {
    var chunk = [UInt8](repeating: 0, count: 65536)
    let count = unsafe recv(descriptor, &chunk, chunk.count, 0)
    if count < 0, errno == ECONNRESET { wasReset = true }
    guard count > 0 else { return false }
    unread += chunk[..<count]
    return true
  }
}

/// Runs what blocks away from the threads that the server's handlers need.
func blocking<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
  try await withCheckedThrowingContinuation { continuation in
    Thread.detachNewThread { continuation.resume(with: Result(catching: body)) }
  }
}
