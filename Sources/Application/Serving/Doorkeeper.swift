internal import API
internal import HTTPServer
internal import Inventory
internal import Panel
internal import Shop
internal import Store
internal import Synchronization
internal import Wire

/// Lets requests in: by a bearer token or by the cookie of a signed-in browser, and no oftener than is fair.
final class Doorkeeper: Sendable {
  private let accounts: Accounts
  private let now: @Sendable () -> Instant
  /// By subscriber; nil where the program itself asks.
  private let addresses: Mutex<RateLimiter<IPAddress?>?>
  /// The same of what chat services bring, all of whose people come from a few addresses.
  private let services: Mutex<RateLimiter<IPAddress?>?>
  /// Of those who sign in, each of whom costs a hash.
  private let entries = Mutex(RateLimiter<IPAddress?>(burst: 20, perMinute: 20))
  private let tokens: Mutex<RateLimiter<Int64>?>
  private let recent = RecentBearers()

  /// Admits `perMinute` requests of an address and of a token, a tenth of them at once, and ten times as many of what
  /// chat services bring; nil leaves it to a proxy.
  init(_ accounts: Accounts, perMinute: Int?) {
    self.accounts = accounts
    now = accounts.shop.now
    addresses = Mutex(perMinute.map { RateLimiter(burst: $0 / 10, perMinute: $0) })
    services = Mutex(perMinute.map { RateLimiter(burst: $0, perMinute: 10 * $0) })
    tokens = Mutex(perMinute.map { RateLimiter(burst: $0 / 10, perMinute: $0) })
  }

  private static let entryPaths: Set<String> = [API.entryPath, Panel.entryPath]

  /// - Throws: `HTTPProblem` 429 when the address asks, or signs in, too often.
  func admit(_ request: HTTPRequest) throws(HTTPProblem) {
    let address = IPAddress(request.peer)?.subscriber
    let isService = request.target.path.hasPrefix("/webhooks/")
    let wait =
      isService
      ? services.withLock { $0?.take(address, at: now()) }
      : addresses.withLock { $0?.take(address, at: now()) }
    if let wait { throw Self.tooMany(wait) }
    guard request.method == .post, Self.entryPaths.contains(request.target.path) else { return }
    if let wait = entries.withLock({ $0.take(address, at: now()) }) { throw Self.tooMany(wait) }
  }

  /// On whose behalf the request comes.
  ///
  /// - Throws: `HTTPProblem` 401 for nobody's, 403 for what another site's page sends with the cookie, 429.
  func bearer(of request: HTTPRequest) async throws -> Bearer {
    guard let (secret, channel) = try credentials(of: request) else { throw Self.nobody }
    return try await bearer(secret, door: channel)
  }

  /// On whose behalf somebody comes who shows an access token.
  ///
  /// - Throws: `HTTPProblem` 401 for a token that lets nobody in, 429.
  func bearer(_ secret: String, door: String) async throws -> Bearer {
    let bearer = try await admitted(secret, door: door)
    if let wait = tokens.withLock({ $0?.take(bearer.token.id.value, at: now()) }) { throw Self.tooMany(wait) }
    return bearer
  }

  private func admitted(_ secret: String, door: String) async throws -> Bearer {
    let key = RecentBearers.Key(secret: secret, door: door)
    let writes = accounts.shop.store.writeCount
    if let bearer = recent.bearer(key, writes: writes, at: now()) { return bearer }
    guard let bearer = try await accounts.authenticate(secret, door: door) else { throw Self.nobody }
    recent.keep(bearer, key, writes: writes)
    return bearer
  }

  /// The secret that a request bears, and by which door it comes.
  private func credentials(
    of request: HTTPRequest
  ) throws(HTTPProblem) -> (secret: String, door: String)? {
    if let field = request.fields["Authorization"] {
      let words = field.split(separator: " ")
      guard words.count == 2, words[0].lowercased() == "bearer" else { return nil }
      return (String(words[1]), "rest")
    }
    guard let secret = request.cookie(Panel.cookie) else { return nil }
    guard request.method == .get || request.method == .head || request.comesFromOwnPage else {
      throw HTTPProblem(.forbidden, "Esto solo se hace desde las páginas de la propia tienda")
    }
    return (secret, "web")
  }

  private static let nobody = HTTPProblem(
    .unauthorized, "Falta identificarse: mande «Authorization: Bearer …» con un token de la tienda")

  private static func tooMany(_ seconds: Int64) -> HTTPProblem {
    HTTPProblem(
      .tooManyRequests, "Demasiadas solicitudes; vuelva a intentar en \(seconds) segundos",
      retryAfter: Int(seconds))
  }
}
