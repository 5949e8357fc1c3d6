internal import Foundation
package import HTTPServer

/// How the server is to be reached and whom it believes: its own options first, then the environment.
package struct ServerSettings: Sendable {
  /// A name or address; `0.0.0.0` for the whole network of the shop.
  package var address = "127.0.0.1"
  package var port: UInt16 = 8080
  /// How the world reaches this server, such as `https://tienda.example`; what links and signatures are made over.
  package var publicURL: String?
  package var certificate: TLSCertificate?
  package var trustedProxies: [IPNetwork] = []
  /// The web pages of other sites that may call the API, such as `https://panel.example`.
  package var allowedOrigins: Set<String> = []
  /// Requests of one address, and of one token; nil where a proxy in front sees to it.
  package var requestsPerMinute: Int? = 6000
  /// How long a service that waits for its answer is kept waiting: Dialogflow gives up after five seconds.
  package var patience = Duration.seconds(4)

  package init() {}

  /// Reads `BODEGUERO_LISTEN`, `BODEGUERO_PUBLIC_URL`, `BODEGUERO_TLS_CERT`, `BODEGUERO_TLS_KEY`, each unless it is
  /// given, and `BODEGUERO_TRUSTED_PROXIES`, `BODEGUERO_CORS` (lists parted by commas),
  /// `BODEGUERO_REQUESTS_PER_MINUTE` (0 for no limit).
  package init(
    listen: String?, publicURL: String?, certificate: String?, key: String?, environment: [String: String]
  ) throws(Failure) {
    func named(_ name: String) -> String? { environment[name].flatMap { $0.isEmpty ? nil : $0 } }
    func list(_ name: String) -> [String] {
      (named(name) ?? "").split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
    }
    if let listen = listen ?? named("BODEGUERO_LISTEN") { try self.listen(on: listen) }
    self.publicURL =
      if let publicURL {
        try Self.origin(publicURL, as: "--public-url")
      } else { try Self.publicURL(environment) }
    self.certificate = try Self.certificate(
      certificate ?? named("BODEGUERO_TLS_CERT"), key ?? named("BODEGUERO_TLS_KEY"))
    for text in list("BODEGUERO_TRUSTED_PROXIES") {
      guard let network = IPNetwork(text) else {
        throw .usage("BODEGUERO_TRUSTED_PROXIES: «\(text)» no es una dirección ni una red como 10.0.0.0/8")
      }
      trustedProxies.append(network)
    }
    for text in list("BODEGUERO_CORS") { allowedOrigins.insert(try Self.origin(text, as: "BODEGUERO_CORS")) }
    if let text = named("BODEGUERO_REQUESTS_PER_MINUTE") {
      guard let count = Int(text), count == 0 || (10...60_000).contains(count) else {
        throw .usage(
          "BODEGUERO_REQUESTS_PER_MINUTE: «\(text)»: se espera un número de 10 a 60000, o 0 sin límite")
      }
      requestsPerMinute = count == 0 ? nil : count
    }
  }

  /// Whether browsers come by HTTPS, to this server or to a proxy in front of it.
  var isSecure: Bool { certificate != nil || publicURL?.hasPrefix("https:") == true }

  /// Reads `BODEGUERO_PUBLIC_URL`; nil where it is not set.
  static func publicURL(_ environment: [String: String]) throws(Failure) -> String? {
    guard let url = environment["BODEGUERO_PUBLIC_URL"], !url.isEmpty else { return nil }
    return try origin(url, as: "BODEGUERO_PUBLIC_URL")
  }

  /// How browsers reach this server at `port`: as the owner said, else by its address in the shop's network.
  package func origin(port: UInt16) -> String {
    if let publicURL { return publicURL }
    let scheme = certificate == nil ? "http" : "https"
    let host = ["0.0.0.0", "::"].contains(address) ? localNetworkAddress() ?? "127.0.0.1" : address
    return "\(scheme)://\(host.contains(":") ? "[\(host)]" : host):\(port)"
  }

  /// Whether other machines than this one may come.
  var isReachable: Bool { publicURL != nil || !["127.0.0.1", "::1", "localhost"].contains(address) }

  /// Reads `8080`, `0.0.0.0:8080` or `[::]:8080`.
  private mutating func listen(on text: String) throws(Failure) {
    let colon = text.lastIndex(of: ":")
    guard let port = UInt16(colon.map { text[text.index(after: $0)...] } ?? text[...]) else {
      throw .usage(
        "--listen o BODEGUERO_LISTEN «\(text)»: se espera un puerto o dirección:puerto, como 0.0.0.0:8080")
    }
    self.port = port
    guard let colon else { return }
    address = text[..<colon].trimmingCharacters(in: CharacterSet(charactersIn: "[]"))
  }

  /// The scheme and host of a URL, without a slash at its end; `name` is the setting that holds it.
  private static func origin(_ text: String, as name: String) throws(Failure) -> String {
    guard let url = URL(string: text), let scheme = url.scheme, ["http", "https"].contains(scheme),
      url.host != nil, url.path.isEmpty || url.path == "/", url.query == nil
    else { throw .usage("\(name) «\(text)»: se espera una dirección como https://tienda.example") }
    return text.hasSuffix("/") ? String(text.dropLast()) : text
  }

  private static func certificate(_ chain: String?, _ key: String?) throws(Failure) -> TLSCertificate? {
    guard chain != nil || key != nil else { return nil }
    guard let chain, let key else {
      throw .usage("--tls-cert y --tls-key van juntos, como BODEGUERO_TLS_CERT y BODEGUERO_TLS_KEY")
    }
    func text(_ path: String) throws(Failure) -> String {
      guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
        throw .usage("\(path): no se puede leer")
      }
      return text
    }
    return TLSCertificate(chain: try text(chain), key: try text(key))
  }
}
