internal import CMicroHTTP
internal import Foundation
internal import Glibc
internal import HTTPServer
internal import Wire

/// What this program serves when it is started as one of its own companions: it writes its port and waits.
enum BenchmarkServer {
  /// Our server with a handler that answers at once.
  case health
  /// The C library with the same threads, answering a body from one buffer.
  case bare(body: String)
  /// What stands for a language model that thinks so many seconds.
  case model(pause: Int)

  static let healthy = "ok\n"

  init?(_ arguments: ArraySlice<String>) {
    switch arguments.first {
    case "--serve-health": self = .health
    case "--serve-bare": self = .bare(body: arguments.dropFirst().first ?? "")
    case "--serve-model": self = .model(pause: arguments.dropFirst().first.flatMap { Int($0) } ?? 0)
    default: return nil
    }
  }

  var arguments: [String] {
    switch self {
    case .health: ["--serve-health"]
    case .bare(let body): ["--serve-bare", body]
    case .model(let pause): ["--serve-model", String(pause)]
    }
  }

  /// Starts it beside this program.
  func start() throws -> Companion { try Companion(CommandLine.arguments[0], arguments) }

  func run() async throws {
    switch self {
    case .health:
      let server = try HTTPServer(HTTPServerConfiguration()) { _ in
        HTTPResponse(.ok, Self.healthy, type: "text/plain")
      }
      print(server.port)
    case .bare(let body): print(try Self.startBare(body))
    case .model(let pause):
      let server = try HTTPServer(HTTPServerConfiguration()) { request in
        if pause > 0 { try? await Task.sleep(for: .seconds(pause)) }
        return PlayedModel.answer(to: request.body)
      }
      print(server.port)
    }
    fflush(nil)
    try await Task.sleep(for: .seconds(3600))
  }

  private static func startBare(_ body: String) throws -> UInt16 {
    let text = unsafe strdup(body)
    let response = unsafe MHD_create_response_from_buffer(body.utf8.count, text, .RESPMEM_PERSISTENT)
    unsafe MHD_add_response_header(response, "Content-Type", "text/plain")
    let daemon = unsafe cmicrohttp_start(
      cmicrohttp_settings(
        socket: -1, threads: UInt32(HTTPServerConfiguration().threads), connection_limit: 4000,
        idle_seconds: 60,
        connection_memory: 32768, certificate: nil, key: nil, context: UnsafeMutableRawPointer(response),
        log: { _, _, _ in }, accept: nil, connection: nil, target: nil,
        access: { response, connection, _, _, _, _, _, slot in
          guard let slot = unsafe slot else { return .NO }
          if unsafe slot.pointee == nil {
            unsafe slot.pointee = response
            return .YES
          }
          guard let response = unsafe response else { return .NO }
          return unsafe MHD_queue_response(connection, 200, OpaquePointer(response))
        }, completed: nil))
    let info = unsafe cmicrohttp_port(daemon)
    guard info != 0 else { throw Unmeasured("the library does not start") }
    return info
  }
}
