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
  let now: @Sendable () -> Instant
  /// By subscriber; nil where the program itself asks.
  private let addresses: Mutex<RateLimiter<IPAddress?>?>
  /// The same of what chat services bring, all of whose people come from a few addresses.
  private let services: Mutex<RateLimiter<IPAddress?>?>
  /// Of those who sign in, each of whom costs a hash.
  private let entries = Mutex(RateLimiter<IPAddress?>(burst: 20, perMinute: 20))
  private let tokens: Mutex<RateLimiter<Int64>?>
  /// Who was let in a moment ago, so that a program which asks much is not looked up for each request.
  private let recent = UntilWritten<Entry, Bearer>(limit: 1_000) { _ in 1 }

  private struct Entry: Hashable {
    let secret: String
    let door: String
  }

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
    let isService = request.target.segments.first == "webhooks"
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
  func bearer(of request: HTTPRequest) async throws -> Bearer { try await caller(of: request).bearer }

  /// The same, with the mark that the store showed when they were looked up.
  func caller(of request: HTTPRequest) async throws -> API.Caller {
    guard let (secret, channel) = try credentials(of: request) else { throw Self.nobody }
    return try await caller(secret, door: channel)
  }

  /// On whose behalf somebody comes who shows an access token.
  ///
  /// - Throws: `HTTPProblem` 401 for a token that lets nobody in, 429.
  func bearer(_ secret: String, door: String) async throws -> Bearer {
    try await caller(secret, door: door).bearer
  }

  private func caller(_ secret: String, door: String) async throws -> API.Caller {
    let mark = accounts.shop.store.changeMark
    let bearer = try await admitted(Entry(secret: secret, door: door), at: mark)
    if let wait = tokens.withLock({ $0?.take(bearer.token.id.value, at: now()) }) { throw Self.tooMany(wait) }
    return API.Caller(bearer, mark: mark)
  }

  private func admitted(_ entry: Entry, at mark: Int64?) async throws -> Bearer {
    if let bearer = recent.value(entry, at: mark), bearer.token.expires.map({ now() < $0 }) ?? true {
      return bearer
    }
    guard let bearer = try await accounts.authenticate(entry.secret, door: entry.door) else {
      throw Self.nobody
    }
    recent.keep(bearer, entry, at: mark)
    return bearer
  }

  /// The secret that a request bears, and by which door it comes.
  private func credentials(
    of request: HTTPRequest
  ) throws(HTTPProblem) -> (secret: String, door: String)? {
    if let field = request.fields["Authorization"] {
      let words = field.utf8.split(separator: UInt8(ascii: " ")).map { String(Substring($0)) }
      guard words.count == 2, words[0].lowercased() == "bearer" else { return nil }
      return (words[1], "rest")
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
