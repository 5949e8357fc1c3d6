package import Wire

/// The servers on which a service keeps what people send.
package struct MediaServers: Hashable, Sendable {
  /// Every host in them counts, over HTTPS at its own port.
  private let domains: [String]
  /// Counts too: it is the service's own, or stands for it.
  private let api: HTTPURL?

  init(domains: [String], besides api: String) { (self.domains, self.api) = (domains, HTTPURL(api)) }

  package func hold(_ url: HTTPURL) -> Bool {
    let isKnown = domains.contains { url.host.hasSuffix("." + $0) }
    return url.origin == api?.origin || url.scheme == .https && url.port == 443 && isKnown
  }
}
