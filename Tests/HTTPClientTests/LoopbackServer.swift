import Foundation
import Glibc
import Synchronization

/// A server on loopback that answers with whatever bytes a test gives it, well formed or not.
///
/// It runs on one thread, so that the threads of the process say how many a client takes.
@safe final class LoopbackServer: Sendable {
  struct Received: Sendable {
    /// Which connection it came over, counted from 0.
    let connection: Int
    /// The request line and the fields, as they came.
    let head: String
    let body: [UInt8]

    var lines: [String] { head.components(separatedBy: "\r\n") }
    /// Without method and version.
    var target: String { lines[0].components(separatedBy: " ")[1] }
  }

  enum Answer: Sendable {
    case send(String)
    case sendAndClose(String)
    /// Nothing until `release`.
    case hold
  }

  struct State: Sendable {
    var requests: [Received] = []
    /// Requests without an answer.
    var held: [Int32] = []
    /// Connections accepted, and those that the client closed.
    var opened = 0
    var closed = 0
    fileprivate var waiting: [(isMet: @Sendable (State) -> Bool, CheckedContinuation<Void, Never>)] = []
  }

  private struct Connection {
    let number: Int
    var buffer: [UInt8] = []
  }

  let port: Int
  private let listener: Int32
  private let (wakeReader, wakeWriter): (Int32, Int32)
  private let shared = Mutex(State())
  private let answer: @Sendable (Received) -> Answer

  init(_ answer: @escaping @Sendable (Received) -> Answer) throws {
    (listener, port) = try Self.listen()
    var pipe: [Int32] = [0, 0]
    guard unsafe Glibc.pipe(&pipe) == 0 else { throw POSIXError(.EMFILE) }
    (wakeReader, wakeWriter) = (pipe[0], pipe[1])
    self.answer = answer
    Thread { [self] in run() }.start()
  }

  var state: State { shared.withLock { $0 } }

  /// Returns once `isMet` holds.
  func until(_ isMet: @escaping @Sendable (State) -> Bool) async {
    await withCheckedContinuation { continuation in
      shared.withLock { $0.waiting.append((isMet, continuation)) }
      change { _ in }
    }
  }

  /// Answers every request that is held.
  func release(_ text: String) {
    for connection in shared.withLock({ state in
      defer { state.held = [] }
      return state.held
    }) { Self.write(text, to: connection) }
  }

  /// Ends the server and what is open.
  func stop() { close(wakeWriter) }

  private func change(_ body: (inout State) -> Void) {
    let met = shared.withLock { state in
      body(&state)
      let now = state
      defer { state.waiting.removeAll { $0.isMet(now) } }
      return state.waiting.filter { $0.isMet(now) }
    }
    for (_, continuation) in met { continuation.resume() }
  }

  private func run() {
    var connections: [Int32: Connection] = [:]
    defer { for descriptor in [listener, wakeReader] + connections.keys { close(descriptor) } }
    while true {
      var polled = ([wakeReader, listener] + connections.keys).map {
        pollfd(fd: $0, events: Int16(POLLIN), revents: 0)
      }
      guard unsafe poll(&polled, UInt(polled.count), -1) > 0 else { continue }
      for ready in polled where ready.revents != 0 {
        switch ready.fd {
        case wakeReader: return
        case listener: accept(into: &connections)
        default: read(ready.fd, &connections)
        }
      }
    }
  }

  private func accept(into connections: inout [Int32: Connection]) {
    let descriptor = Glibc.accept(listener, nil, nil)
    guard descriptor >= 0 else { return }
    connections[descriptor] = Connection(number: state.opened)
    change { $0.opened += 1 }
  }

  private func read(_ descriptor: Int32, _ connections: inout [Int32: Connection]) {
    var piece = [UInt8](repeating: 0, count: 65_536)
    let count = unsafe recv(descriptor, &piece, piece.count, 0)
    guard count > 0, var connection = connections[descriptor] else {
      connections[descriptor] = nil
      // Once closed, its number may be another connection's.
      defer { close(descriptor) }
      return change {
        $0.closed += 1
        $0.held.removeAll { $0 == descriptor }
      }
    }
    connection.buffer += piece[..<count]
    let request = Self.takeRequest(&connection)
    connections[descriptor] = connection
    guard let request else { return }
    let answer = answer(request)
    change {
      $0.requests.append(request)
      if case .hold = answer { $0.held.append(descriptor) }
    }
    switch answer {
    case .send(let text): Self.write(text, to: descriptor)
    case .sendAndClose(let text):
      Self.write(text, to: descriptor)
      shutdown(descriptor, Int32(SHUT_RDWR))
    case .hold: break
    }
  }

  private static func takeRequest(_ connection: inout Connection) -> Received? {
    guard let end = connection.buffer.firstRange(of: Array("\r\n\r\n".utf8)) else { return nil }
    let head = String(decoding: connection.buffer[..<end.lowerBound], as: UTF8.self)
    let length = head.firstMatch(of: /(?i)content-length: ([0-9]+)/).flatMap { Int($0.1) } ?? 0
    guard connection.buffer.count >= end.upperBound + length else { return nil }
    let body = Array(connection.buffer[end.upperBound..<end.upperBound + length])
    connection.buffer.removeFirst(end.upperBound + length)
    return Received(connection: connection.number, head: head, body: body)
  }

  private static func write(_ text: String, to descriptor: Int32) {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = unsafe rest.withUnsafeBytes {
        unsafe Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { return }
      rest = rest.dropFirst(count)
    }
  }

  private static func listen() throws -> (descriptor: Int32, port: Int) {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = INADDR_LOOPBACK.bigEndian
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isBound = unsafe withUnsafeMutablePointer(to: &address) {
      unsafe $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        unsafe bind(descriptor, $0, size) == 0 && Glibc.listen(descriptor, 512) == 0
          && getsockname(descriptor, $0, &size) == 0
      }
    }
    guard descriptor >= 0, isBound else { throw POSIXError(.EADDRNOTAVAIL) }
    return (descriptor, Int(UInt16(bigEndian: address.sin_port)))
  }
}

/// An answer as it stands on the wire, its length said.
func ok(_ body: String, fields: String = "") -> String {
  "HTTP/1.1 200 OK\r\n\(fields)Content-Length: \(body.utf8.count)\r\n\r\n\(body)"
}
