import Crypto
import Foundation
import Inventory
import Shop
import Store
import Testing

@Suite struct `A session` {
  @Test func `moves its end on with use, but not for ever`() async throws {
    let test = try await TestShop()
    let accounts = test.accounts()
    _ = try await accounts.add("Marta", .cashier, test.session)
    let secret = try await accounts.signIn("Marta").secret.text
    for _ in 0..<6 {
      test.pass(seconds: SessionLifetime.idleSeconds - 1)
      #expect(try await accounts.authenticate(secret, door: "rest") != nil)
    }
    test.pass(seconds: SessionLifetime.wholeSeconds - 6 * (SessionLifetime.idleSeconds - 1))
    #expect(try await accounts.authenticate(secret, door: "rest") == nil)
  }

  @Test func `ends when it is left alone`() async throws {
    let test = try await TestShop()
    let accounts = test.accounts()
    _ = try await accounts.add("Marta", .cashier, test.session)
    let secret = try await accounts.signIn("Marta").secret.text
    test.pass(seconds: SessionLifetime.idleSeconds)
    #expect(try await accounts.authenticate(secret, door: "rest") == nil)
  }

  @Test func `is stamped at most once a minute`() async throws {
    let test = try await TestShop()
    let accounts = test.accounts()
    _ = try await accounts.add("Marta", .cashier, test.session)
    let secret = try await accounts.signIn("Marta").secret.text
    test.pass(seconds: 1)
    #expect(try await accounts.authenticate(secret, door: "rest") != nil)
    let before = try await test.contents()
    test.pass(seconds: 59)
    #expect(try await accounts.authenticate(secret, door: "rest") != nil)
    #expect(try await test.contents() == before)
    test.pass(seconds: 1)
    #expect(try await accounts.authenticate(secret, door: "rest") != nil)
    let bearer = try #require(try await accounts.authenticate(secret, door: "rest"))
    #expect(bearer.token.lastUsed == test.clock.now)
  }

  @Test func `ends by signing out, by revoking, by a new password and by being disabled`() async throws {
    let test = try await TestShop()
    let accounts = test.accounts()
    let marta = try await accounts.add("Marta", .cashier, test.session)
    func expectEnd(_ end: (SignedIn) async throws -> Void) async throws {
      let signedIn = try await accounts.signIn("Marta")
      #expect(try await accounts.authenticate(signedIn.secret.text, door: "rest") != nil)
      try await end(signedIn)
      #expect(try await accounts.authenticate(signedIn.secret.text, door: "rest") == nil)
    }
    try await expectEnd { try await accounts.signOut($0.bearer) }
    try await expectEnd { try await accounts.revoke($0.bearer.token.id, $0.bearer.session) }
    try await expectEnd { try await accounts.revoke($0.bearer.token.id, test.session) }
    try await expectEnd { signedIn in
      await #expect(throws: AccessError.wrongCredentials) {
        try await accounts.changePassword(from: "otra cosa", to: "clave nueva", signedIn.bearer.session)
      }
      try await accounts.changePassword(from: Accounts.password, to: "clave nueva", signedIn.bearer.session)
      _ = try await accounts.signIn("Marta", "clave nueva")
    }
    try await accounts.setPassword(Accounts.password, of: marta.id, test.session)
    try await expectEnd { _ in
      try await accounts.setPassword(Accounts.password, of: marta.id, test.session)
    }
    try await expectEnd { _ in try await accounts.setActive(false, marta.id, test.session) }
    try await accounts.setActive(true, marta.id, test.session)
    _ = try await accounts.signIn("Marta")
  }

  @Test func `in which the password is changed goes on, and no other does`() async throws {
    let test = try await TestShop()
    let accounts = test.accounts()
    _ = try await accounts.add("Marta", .cashier, test.session)
    let (own, other) = (try await accounts.signIn("Marta"), try await accounts.signIn("Marta"))
    try await accounts.changePassword(
      from: Accounts.password, to: "clave nueva", in: own.bearer.token.id, own.bearer.session)
    #expect(try await accounts.authenticate(own.secret.text, door: "rest") != nil)
    #expect(try await accounts.authenticate(other.secret.text, door: "rest") == nil)
  }

  @Test func `is one of fifty at most, and of one's own in one's own list`() async throws {
    let test = try await TestShop()
    let accounts = test.accounts()
    let marta = try await accounts.add("Marta", .cashier, test.session)
    _ = try await accounts.add("Rosa", .cashier, test.session)
    let rosas = try await accounts.signIn("Rosa")
    let first = try await accounts.signIn("Marta")
    for _ in 0..<50 { _ = try await accounts.signIn("Marta") }
    #expect(try await accounts.authenticate(first.secret.text, door: "rest") == nil)
    let session = try await accounts.session(of: "Marta")
    let own = try await accounts.tokens(session)
    #expect(own.count == 50)
    #expect(own.allSatisfy { $0.person == marta.id && $0.name == "prueba" })
    #expect(try await accounts.tokens(test.session).count == 51)
    await #expect(throws: ShopError.denied(role: .cashier)) {
      try await accounts.revoke(rosas.bearer.token.id, session)
    }
  }
}
