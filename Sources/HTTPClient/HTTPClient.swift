internal import Foundation
package import Wire

/// Sends requests over HTTP and HTTPS, any number at once, on one thread of its own.
///
/// Connections are kept and used again. Servers must show a valid certificate, and neither proxies nor credentials are
/// taken from the environment or from files. Nothing is retried: that is the caller's to decide.
package final class HTTPClient: Sendable {
  private let loop: TransferLoop

  package init(_ configuration: Configuration = Configuration()) {
    let loop = TransferLoop(configuration)
    self.loop = loop
    let thread = Thread { loop.run() }
    thread.name = "http client"
    thread.start()
  }

  deinit { loop.post(.stop) }

  /// The answer to `request`, whatever its status, also where it sends us elsewhere; ends early when the task is
  /// cancelled.
  package func send(_ request: Request) async throws(Failure) -> HTTPResponse {
    try await send(request, to: nil)
  }

  /// The answer to `request` without its body, each piece of which `receive` is given as it comes.
  ///
  /// It is called on the thread of all transfers, in order, and never again once this returns: it must be quick.
  package func send(
    _ request: Request, receiving receive: @escaping @Sendable ([UInt8]) -> Void
  ) async throws(Failure) -> HTTPResponse {
    try await send(request, to: receive)
  }

  private func send(
    _ request: Request, to receive: (@Sendable ([UInt8]) -> Void)?
  ) async throws(Failure) -> HTTPResponse {
    if let fault = request.fault { throw Failure(.other, at: request.url, fault) }
    let ticket = TransferTicket()
    let outcome = await withTaskCancellationHandler {
      await withCheckedContinuation { loop.post(.start(ticket, request, receive, $0)) }
    } onCancel: {
      ticket.cancel()
      loop.post(.cancel(ticket))
    }
    return try outcome.get()
  }

  /// What holds for every request of a client.
  package struct Configuration: Sendable {
    /// A file of certificates (PEM) to trust instead of the system's.
    package var certificateAuthorities: String?
    /// Through which all requests go.
    package var proxy: HTTPURL?
    /// Open connections in all; further requests wait for one, and their time runs.
    package var maximumConnections = 1_000
    /// What the client calls itself in `User-Agent`.
    package var userAgent = "bodeguero"

    package init() {}
  }
}
