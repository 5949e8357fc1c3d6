package import Crypto
package import Inventory
internal import Store

/// Somebody who has just been let in.
package struct SignedIn: Sendable {
  /// The secret of the session, shown this once.
  package let secret: SecretToken
  package let bearer: Bearer
  /// When it ends unless it is used before.
  package let expires: Instant
}

/// How long a session lasts.
package enum SessionLifetime {
  /// Without use.
  package static let idleSeconds: Int64 = 14 * 86_400
  /// In all.
  package static let wholeSeconds: Int64 = 90 * 86_400
  /// A person's older ones end.
  static let mostAtOnce = 50

  static func end(of created: Instant, at now: Instant) -> Instant {
    min(now.adding(seconds: idleSeconds), created.adding(seconds: wholeSeconds))
  }
}

extension Accounts {
  /// Lets a person in by name or e-mail and password, and opens a session called `device`.
  ///
  /// It costs one Argon2 hash for everybody, known or not. The shop is named where several share the store.
  /// - Throws: `AccessError`.
  package func signIn(
    _ login: String, password: String, shop shopName: String? = nil, device: String, door: String
  ) async throws -> SignedIn {
    let shops = try await shop.shops()
    guard shopName != nil || shops.count == 1 else { throw AccessError.shopNotNamed }
    let named = shops.filter { shopName == nil || $0.name.lowercased() == shopName?.lowercased() }
    guard named.count == 1, let organization = named.first?.id else {
      _ = try await verify(password, against: nil)
      throw AccessError.wrongCredentials
    }
    let account = try await shop.store.read(organization) { try $0.account(login: login) }
    let person = try await attempt(login, password: password, against: account, organization)
    return try await openSession(of: person, device: device, door: door, organization)
  }

  /// Ends the session, or revokes the token, that somebody came with.
  package func signOut(_ bearer: Bearer) async throws {
    try await shop.store.write(bearer.session.organization) { try $0.deleteToken(bearer.token.id) }
  }

  /// Checks a password and returns whose it is; counts the attempt before it looks, so that no burst gets in more.
  @discardableResult
  func attempt(
    _ login: String, password: String, against account: AccountRecord?, _ organization: OrganizationID
  ) async throws -> PersonID {
    // Who finds the door crowded has not tried yet.
    guard !passwords.isFull else { throw AccessError.busy }
    let key = sha256(Array(login.asLogin.utf8))
    let now = shop.now()
    let wait = try await shop.store.write(organization) { try $0.countAttempt(account: key, at: now) }
    if let wait { throw AccessError.tooMany(retryAfterSeconds: wait) }
    let hash = account?.passwordHash.map(PasswordHash.init(encoded:))
    guard try await verify(password, against: hash), let account, let hash else {
      throw AccessError.wrongCredentials
    }
    // A hash made at another cost is renewed while the password is at hand; if not now, then the next time.
    let renewed = hash.isMade(otherThanAt: passwords.cost) ? try? await passwords.hash(password) : nil
    try await shop.store.write(organization) { books in
      try books.forgetAttempts(account: key)
      if let renewed { try books.setPassword(hash: renewed.encoded, of: account.person.id, at: now) }
    }
    return account.person.id
  }

  /// Opens a session of somebody who has shown who they are.
  func openSession(
    of person: PersonID, device: String, door: String, _ organization: OrganizationID
  ) async throws -> SignedIn {
    let secret = SecretToken(random: random(SecretToken.byteCount))
    let now = shop.now()
    let expires = SessionLifetime.end(of: now, at: now)
    let name = device.asLine(upTo: 100)
    let (token, member) = try await shop.store.write(organization) { books in
      guard let member = try books.member(person) else { throw AccessError.wrongCredentials }
      let token = try books.insertToken(
        digest: secret.digest, person: person, kind: .session, name: name, expires: expires, at: now)
      try books.keepSessions(SessionLifetime.mostAtOnce, of: person)
      return (token, member)
    }
    return SignedIn(
      secret: secret, bearer: Bearer(session: session(member, door: door), token: token), expires: expires)
  }

  /// - Throws: `AccessError.tooMany` while the queue is full.
  private func verify(_ password: String, against hash: PasswordHash?) async throws -> Bool {
    // Nobody has a longer one; a stranger's megabytes are not worth hashing.
    guard password.utf8.count <= 1024 else { throw AccessError.wrongCredentials }
    do {
      return try await passwords.verify(password, against: hash)
    } catch is PasswordHasher.Busy { throw AccessError.busy }
  }
}

extension Transaction {
  /// The one person of the shop who signs in by `login`, and works there now.
  fileprivate func account(login: String) throws -> AccountRecord? {
    let found = try accounts().filter { $0.isActive && $0.logins.contains(login.asLogin) }
    return found.count == 1 ? found.first : nil
  }

  /// Counts one more attempt at an account, or says how many seconds it must wait.
  fileprivate func countAttempt(account: [UInt8], at now: Instant) throws -> Int64? {
    let before = Lockout(try attempts(account: account), at: now)
    if let wait = before.secondsLeft(at: now) { return wait }
    try setAttempts(before.count + 1, account: account, at: now, horizon: Lockout.horizon(at: now))
    return nil
  }
}

/// How attempts at an account are slowed down: five are free, then each doubles the wait, to a quarter of an hour.
///
/// An hour without any, or the right password, makes a clean slate.
struct Lockout {
  static let freeAttempts = 5
  private static let firstWait: Int64 = 60
  private static let longestWait: Int64 = 900
  private static let memory: Int64 = 3600

  let count: Int
  private let last: Instant

  init(_ attempts: (count: Int, last: Instant)?, at now: Instant) {
    let recent = attempts.flatMap { $0.last >= Self.horizon(at: now) ? $0 : nil }
    (count, last) = (recent?.count ?? 0, recent?.last ?? now)
  }

  /// Attempts before it are forgotten.
  static func horizon(at now: Instant) -> Instant { now.adding(seconds: -memory) }

  /// How long the next attempt must still wait; nil when it need not.
  func secondsLeft(at now: Instant) -> Int64? {
    guard count >= Self.freeAttempts else { return nil }
    let doublings = min(count - Self.freeAttempts, 10)
    let wait = min(Self.firstWait << Int64(doublings), Self.longestWait)
    let left = (last.adding(seconds: wait).milliseconds - now.milliseconds + 999) / 1000
    return left > 0 ? left : nil
  }
}
