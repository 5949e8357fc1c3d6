internal import Wire

/// What the library's threads work with: settings, the handler, the open connections.
final class Service: Sendable {
  let configuration: HTTPServerConfiguration
  let handle: @Sendable (HTTPRequest) async -> HTTPResponse
  let trust: ProxyTrust
  let clients = ClientRegistry()

  /// What of a body is reserved on the word of its `Content-Length`.
  static let reservedBody = 64 * 1024
  /// The slowest transfer that is waited for, in bytes a second beyond the transfer time.
  private static let slowestTransfer = 32 * 1024

  init(
    _ configuration: HTTPServerConfiguration,
    _ handle: @escaping @Sendable (HTTPRequest) async -> HTTPResponse
  ) {
    (self.configuration, self.handle) = (configuration, handle)
    trust = ProxyTrust(networks: configuration.trustedProxies)
  }

  func deadline(forBytes count: Int) -> ContinuousClock.Instant {
    .now + configuration.transferTime + .seconds(count / Self.slowestTransfer)
  }

  /// Until when a connection that has answered may take to show the next request line: a little longer than the
  /// library lets it be silent, so that who says nothing is not told that they are slow.
  var nextRequestDeadline: ContinuousClock.Instant { .now + configuration.idleTime + .seconds(1) }

  /// What the library would not have the memory to take apart: it would wait for a rest that never comes.
  static let mostParameters = 100

  func isTooLong(_ target: String) -> Bool {
    target.utf8.count { $0 == UInt8(ascii: "&") } >= Self.mostParameters
  }

  func enforceDeadlines() {
    let now = ContinuousClock.now
    for client in clients.all {
      client.enforceDeadline(at: now) {
        configuration.refuse(.answeredTooSlowly)
      } farewell: {
        farewell(.arrivedTooSlowly)
      }
    }
  }

  /// What a client reads whose connection ends before the library would let us answer; nil where it is enciphered.
  func farewell(_ refusal: HTTPRefusal) -> [UInt8]? {
    let response = configuration.refuse(refusal)
    return configuration.certificate == nil ? response.farewell : nil
  }
}
