package import Crypto
package import Inventory
package import Store

/// Whom a token let in.
package struct Bearer: Sendable {
  package let session: Session
  package let token: AccessToken

  /// Up to which role it reaches: the person's own, or the one that a program was given.
  package var role: Role {
    switch token.kind {
    case .session: session.person.role
    case .personal(let role, _): role
    }
  }

  /// The session as a conversation of its own at a door: what one program proposes, no other's yes performs.
  ///
  /// A program may hold several apart by a name for each.
  package func session(at door: String, for conversation: String = "") -> Session {
    session.entering(by: "\(door):\(token.id.value):\(conversation)")
  }

  package var scopes: Set<AccessScope> {
    switch token.kind {
    case .session: Set(AccessScope.allCases)
    case .personal(_, let scopes): scopes
    }
  }
}

/// A token to be made for a program.
package struct NewToken: Sendable, Hashable {
  package let name: String
  package let role: Role
  package let scopes: Set<AccessScope>
  /// Nil for one that lasts until it is revoked.
  package let expires: Instant?

  package init(name: String, role: Role, scopes: Set<AccessScope>, expires: Instant? = nil) {
    (self.name, self.role, self.scopes, self.expires) = (name, role, scopes, expires)
  }
}

extension Accounts {
  /// Whom a bearer token stands for; nil for one that is unknown, revoked, expired, or of somebody disabled.
  ///
  /// It costs one indexed read, and at most once a minute a write that does not wait for the disk.
  package func authenticate(_ text: String, door: String) async throws -> Bearer? {
    guard let secret = SecretToken(text) else { return nil }
    let now = shop.now()
    guard let (token, member) = try await shop.store.bearer(digest: secret.digest, at: now) else {
      return nil
    }
    if token.lastUsed.map({ $0.adding(seconds: 60) <= now }) ?? true {
      let expires = token.kind == .session ? SessionLifetime.end(of: token.created, at: now) : token.expires
      _ = try await shop.store.writeLightly(member.shop.id) {
        try $0.stampToken(token.id, expires: expires, at: now)
      }
    }
    return Bearer(session: session(member, by: token.kind, door: door), token: token)
  }

  /// Makes a token for a program that acts as `person`; its secret is shown this once.
  ///
  /// - Throws: `ShopError.denied` or `beyondToken` when it would reach more than the person or whoever makes it;
  ///   `invalid`, `notFound`.
  package func makeToken(
    _ new: NewToken, for person: PersonID, _ session: Session
  ) async throws -> (secret: SecretToken, token: AccessToken) {
    try session.require(.managePeople)
    try checkLine(new.name, 1...100, field: "nombre")
    let now = shop.now()
    guard !new.scopes.isEmpty else { throw ShopError.invalid(field: "alcances", .missing) }
    if let expires = new.expires, expires <= now { throw ShopError.invalid(field: "expira_en", .inThePast) }
    let secret = SecretToken(random: random(SecretToken.byteCount))
    let kind = AccessToken.Kind.personal(role: new.role, scopes: new.scopes)
    guard kind.permissions.isSubset(of: session.permissions) else { throw ShopError.beyondToken() }
    let token = try await shop.store.write(session.organization) { books in
      guard let member = try books.member(person) else { throw ShopError.noSuch(.person, person) }
      guard new.role.permissions.isSubset(of: member.person.role.permissions) else {
        throw ShopError.denied(role: member.person.role)
      }
      return try books.insertToken(
        digest: secret.digest, person: person, kind: kind, name: new.name, expires: new.expires, at: now)
    }
    return (secret, token)
  }

  /// The tokens and sessions in force, newest first: everybody's for whoever manages people, else one's own.
  package func tokens(_ session: Session) async throws -> [AccessToken] {
    let own = session.may(.managePeople) ? nil : session.person.id
    let now = shop.now()
    return try await shop.store.read(session.organization) { try $0.tokens(of: own, at: now) }
  }

  /// One of them.
  ///
  /// - Throws: `ShopError.notFound`.
  package func token(_ id: AccessTokenID, _ session: Session) async throws -> AccessToken {
    guard let token = try await tokens(session).first(where: { $0.id == id }) else {
      throw ShopError.noSuch(.token, id)
    }
    return token
  }

  /// Makes a token or session worthless from now on.
  ///
  /// - Throws: `ShopError.notFound`; `denied` or `beyondToken` for another person's.
  package func revoke(_ token: AccessTokenID, _ session: Session) async throws {
    let now = shop.now()
    try await shop.store.write(session.organization) { books in
      guard let held = try books.tokens(of: nil, at: now).first(where: { $0.id == token }) else {
        throw ShopError.noSuch(.token, token)
      }
      try session.require(owning: held.person)
      try books.deleteToken(token)
    }
  }
}
