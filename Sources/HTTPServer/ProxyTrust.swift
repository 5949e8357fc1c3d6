internal import Wire

/// Which proxies are believed about whom they speak for.
struct ProxyTrust {
  let networks: [IPNetwork]

  func contains(_ address: IPAddress) -> Bool { networks.contains { $0.contains(address) } }

  /// Sets who asked, and over what, from what trusted proxies wrote; what others wrote of it is taken out.
  func resolve(_ request: inout HTTPRequest, from address: IPAddress) {
    guard contains(address) else {
      for name in Self.fields { request.fields[name] = nil }
      return
    }
    var sender = address
    for hop in hops(request.fields).reversed() {
      guard let hop else { break }
      sender = hop
      guard contains(hop) else { break }
    }
    request.peer = sender.text
    if let scheme = request.fields["X-Forwarded-Proto"].flatMap({ HTTPScheme(rawValue: $0.lowercased()) }) {
      request.scheme = scheme
    }
  }

  private static let fields = ["X-Forwarded-For", "X-Forwarded-Proto", "X-Forwarded-Host", "Forwarded"]

  /// The addresses that were written down on the way, the nearest last; nil for what is none.
  private func hops(_ fields: HTTPFields) -> [IPAddress?] {
    fields.values(of: "X-Forwarded-For").flatMap { $0.split(separator: ",") }
      .map { IPAddress($0.drop { $0 == " " }.prefix { $0 != " " }) }
  }
}
