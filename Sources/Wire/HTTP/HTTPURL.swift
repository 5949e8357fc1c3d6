/// The absolute address of something on the web, as a request is sent to it (RFC 3986 §4.3, RFC 9110 §4.2).
///
/// Its description is the origin alone: paths and queries bear secrets, such as Telegram's.
package struct HTTPURL: Hashable, Sendable, CustomStringConvertible {
  package enum Scheme: String, Sendable {
    case http
    case https

    var port: Int { self == .http ? 80 : 443 }
  }

  package let scheme: Scheme
  /// In small letters; an IPv6 address stands in brackets.
  package let host: String
  package let port: Int
  /// The path and the query as they go on the request line, from the first `/` on.
  package let target: String

  /// In bytes; no address that is in earnest comes near it.
  package static let maximumLength = 16_384

  /// Reads an address in which everything beyond ASCII is percent-coded; a fragment is left out, since none is sent.
  ///
  /// Nil for another scheme, a missing or malformed host, a port outside 1–65,535, a space, a control character,
  /// more than `maximumLength`, and for a user or a password: they belong in a header field.
  package init?(_ text: String) {
    guard text.utf8.count <= Self.maximumLength, text.utf8.allSatisfy({ 0x20 < $0 && $0 < 0x7F }),
      let parts = text.wholeMatch(
        of: /(?i)(https?):\/\/([a-z0-9._\-]+|\[[0-9a-f:.]+\])(?::([0-9]{1,5}))?([\/?][^#]*)?(?:#.*)?/)?
        .output,
      let scheme = Scheme(rawValue: parts.1.lowercased()),
      let port = parts.3.map({ Int($0) }) ?? scheme.port, (1...65_535).contains(port)
    else { return nil }
    let target = String(parts.4 ?? "/")
    self.scheme = scheme
    self.host = parts.2.lowercased()
    self.port = port
    self.target = target.hasPrefix("/") ? target : "/" + target
  }

  /// The scheme, the host and, where it is not the scheme's own, the port.
  package var origin: String { "\(scheme.rawValue)://\(host)" + (port == scheme.port ? "" : ":\(port)") }

  package var text: String { origin + target }

  /// What `text` refers to that stands in an answer from here (RFC 3986 §4.2): an address, with or without its scheme,
  /// or a path from the root; nil for what is none of them.
  package func reference(_ text: String) -> HTTPURL? {
    if text.hasPrefix("//") { return HTTPURL("\(scheme.rawValue):\(text)") }
    return HTTPURL(text.hasPrefix("/") ? origin + text : text)
  }

  package var description: String { origin }
}

extension String {
  /// The beginning of an address, to which a path is added with its own slash.
  package var withoutTrailingSlashes: String { String(reversed().drop { $0 == "/" }.reversed()) }
}
