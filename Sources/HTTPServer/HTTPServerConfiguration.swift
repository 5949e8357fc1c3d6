package import Wire

/// Where a server listens, and how much it takes from strangers.
package struct HTTPServerConfiguration: Sendable {
  /// A name or a numeric address; `::` or `0.0.0.0` for every one that the machine has.
  package var address = "127.0.0.1"
  /// 0 takes whichever is free.
  package var port: UInt16 = 0
  /// Threads that read and write sockets; handlers run on them too, up to their first suspension.
  package var threads = 2
  /// Serves HTTPS where it is given.
  package var certificate: TLSCertificate?
  /// Whose `X-Forwarded-For` and `X-Forwarded-Proto` are believed.
  package var trustedProxies: [IPNetwork] = []

  /// Connections in all; the next ones wait until one ends.
  package var connectionLimit = 4_000
  /// Connections of one address, or of one /64 of version 6, trusted proxies apart; the next ones are closed at once.
  package var connectionsPerAddress = 2_000
  /// Bytes of a request line with its fields.
  package var headLimit = 16 * 1024
  /// Bytes of a body that a path takes.
  package var bodyLimit: @Sendable (HTTPTarget) -> Int = { _ in 1 << 20 }

  /// How long a connection may stay silent.
  package var idleTime: Duration = .seconds(60)
  /// How long a request may take to arrive, and an answer to leave; large bodies get more by their length.
  package var transferTime: Duration = .seconds(30)
  /// How long a handler may take; then its task is cancelled and the client told.
  package var answerTime: Duration = .seconds(60)

  /// How long a server that stops reads away what clients still send, so that none is reset.
  package var lastLinger: Duration = .milliseconds(500)

  /// What is answered, and noted, where a request does not reach the handler.
  package var refuse: @Sendable (HTTPRefusal) -> HTTPResponse = { $0.problem.response }

  /// Takes a line of the library's own about what it refuses or gives up by itself, such as what is no HTTP/1.1.
  ///
  /// It is in English, and strangers bring about as many as they like.
  package var note: @Sendable (String) -> Void = { _ in }

  package init() {}
}

/// A certificate chain and its private key, both as PEM text.
package struct TLSCertificate: Sendable {
  package let chain: String
  package let key: String
  package init(chain: String, key: String) { (self.chain, self.key) = (chain, key) }
}
