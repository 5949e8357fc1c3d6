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

  /// How long a connection may take to show a whole request line, its idle time included.
  var requestLineDeadline: ContinuousClock.Instant { deadline(forBytes: 0) + configuration.idleTime }

  func enforceDeadlines() {
    let now = ContinuousClock.now
    for client in clients.all {
      client.enforceDeadline(at: now) {
        configuration.refuse(.answeredTooSlowly)
      } farewell: {
        let response = configuration.refuse(.arrivedTooSlowly)
        return configuration.certificate == nil ? response.farewell : nil
      }
    }
  }
}
