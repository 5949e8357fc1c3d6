import Crypto
import Inventory
import Shop
import Store
import Testing

extension TestShop {
  /// Who comes in, with hashes as cheap as they can be.
  func accounts(cost: PasswordHash.Cost = .least) -> Accounts {
    Accounts(shop: shop, passwords: PasswordHasher(cost: cost, limit: 100), random: randomBytes)
  }

  func pass(seconds: Int64) { clock.now = clock.now.adding(seconds: seconds) }
}

extension Accounts {
  static let password = "sésamo ábrete"

  func add(_ name: String, _ role: Role, email: String? = nil, _ session: Session) async throws -> Person {
    try await add(NewPerson(name: name, role: role, email: email), password: Self.password, session)
  }

  func signIn(_ login: String, _ password: String = Accounts.password) async throws -> SignedIn {
    try await signIn(login, password: password, device: "prueba", door: "rest")
  }

  /// The session of somebody who has signed in.
  func session(of login: String) async throws -> Session { try await signIn(login).bearer.session }

  func makeToken(
    _ role: Role, scopes: Set<AccessScope> = [.read, .write], expires: Instant? = nil, _ session: Session
  ) async throws -> (secret: SecretToken, token: AccessToken) {
    try await makeToken(
      NewToken(name: "caja 1", role: role, scopes: scopes, expires: expires), for: session.person.id, session)
  }
}
