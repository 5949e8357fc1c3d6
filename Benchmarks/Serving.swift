internal import Foundation
internal import Glibc

/// How many requests a second the server answers, beside the C library alone, and what idle connections hold.
enum Serving: Family {
  static let name = "serve"

  private static let rounds = 5
  private static let idle = 1000

  static func measure(in workshop: Workshop) async throws -> [Row] {
    let (ours, bare) = (
      try BenchmarkServer.health.start(), try BenchmarkServer.bare(body: BenchmarkServer.healthy).start()
    )
    let (port, barePort) = (try ours.line(), try bare.line())
    var (figures, floors): ([Double], [Double]) = ([], [])
    for _ in 0..<rounds {
      figures.append(try Load(on: port).perSecond)
      floors.append(try Load(on: barePort).perSecond)
    }
    let (figure, floor) = (Times(figures).median, Times(floors).median)
    return [
      Row(
        work: "health, 64 connections", figure: "\(number(figure, 0)) req/s",
        floor: "\(number(floor, 0)) req/s",
        result: "\(number(figure / floor, 2))×\(figure >= floor / 2 ? "" : " !")", goal: "≥ 0.5×"),
      Row(
        work: "resident memory at \(idle) idle connections", try idleMemory(of: ours, port), atMost: 100,
        unit: "MiB"),
    ]
  }

  /// What `server` holds once so many clients have asked something each and stay.
  private static func idleMemory(of server: Companion, _ port: String) throws -> Double {
    var limit = rlimit()
    unsafe getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    limit.rlim_cur = max(limit.rlim_cur, min(limit.rlim_max, rlim_t(idle + 256)))
    unsafe setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    guard let port = UInt16(port) else { throw Unmeasured("no port: \(port)") }
    var sockets: [Int32] = []
    defer { for descriptor in sockets { close(descriptor) } }
    let request = Array("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n".utf8)
    var answer = [UInt8](repeating: 0, count: 4096)
    for _ in 0..<idle {
      let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
      sockets.append(descriptor)
      guard connectToLoopback(descriptor, port),
        unsafe send(descriptor, request, request.count, 0) == request.count,
        unsafe recv(descriptor, &answer, answer.count, 0) > 0
      else { throw Unmeasured("connection \(sockets.count) was refused") }
    }
    return memory(of: server.process, "VmRSS")
  }
}

/// Connects a socket to a server on this machine; false where nobody listens.
func connectToLoopback(_ descriptor: Int32, _ port: UInt16) -> Bool {
  var address = sockaddr_in()
  address.sin_family = sa_family_t(AF_INET)
  address.sin_port = port.bigEndian
  address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
  return unsafe withUnsafeBytes(of: &address) {
    unsafe connect(descriptor, $0.baseAddress?.assumingMemoryBound(to: sockaddr.self), socklen_t($0.count))
  } == 0
}
