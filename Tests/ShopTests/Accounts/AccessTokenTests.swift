import Crypto
import Inventory
import SQL
import Shop
import Store
import Testing

@Suite struct `A personal token` {
  @Test(
    arguments: [
      (Role.owner, [AccessScope.read, .write], Set(Permission.allCases)),
      (.owner, [.read], [.lookUp, .seeCosts, .seeReports, .seeAllSales]),
      (.manager, [.read, .write], Set(Permission.allCases).subtracting([.managePeople])),
      (.cashier, [.read], [.lookUp, .seeAllSales]), (.cashier, [.write], [.sell, .receiveStock]),
      (.readOnly, [.read, .write], [.lookUp, .seeReports, .seeAllSales]), (.readOnly, [.write], []),
      (.professional, [.read, .write], [.lookUp, .sell, .useInService]),
    ] as [(Role, [AccessScope], Set<Permission>)])
  func `reaches what its role and its scopes both do`(
    role: Role, scopes: [AccessScope], permissions: Set<Permission>
  ) async throws {
    let test = try await TestShop()
    let accounts = test.accounts()
    let made = try await accounts.makeToken(role, scopes: Set(scopes), test.session)
    let bearer = try #require(try await accounts.authenticate(made.secret.text, door: "rest"))
    #expect(bearer.session.permissions == permissions)
    #expect(bearer.session.person == test.session.person)
    #expect(bearer.token == made.token)
  }

  @Test func `that may only read sells nothing, and says that it is the token`() async throws {
    let test = try await TestShop()
    let accounts = test.accounts()
    let product = try await test.product("A", stock: 5)
    let secret = try await accounts.makeToken(.owner, scopes: [.read], test.session).secret
    let session = try #require(try await accounts.authenticate(secret.text, door: "rest")).session
    #expect(try await test.shop.stock(of: product.id, session).total == 5)
    let draft = SaleDraft(lines: [SaleDraft.Line(product: product.id, quantity: 1)])
    try await test.refuses(
      { _ = try await test.shop.sell(draft, session) },
      matches: { $0 == .beyondToken(lacking: .scope("escribir")) })
  }

  @Test func `never reaches more than its person does by now`() async throws {
    let test = try await TestShop()
    let accounts = test.accounts()
    let rosa = try await accounts.add("Rosa", .manager, test.session)
    func make(_ role: Role) async throws -> SecretToken {
      try await accounts.makeToken(
        NewToken(name: "x", role: role, scopes: [.read, .write]), for: rosa.id, test.session
      ).secret
    }
    await #expect(throws: ShopError.denied(role: .manager)) { try await make(.owner) }
    let secret = try await make(.manager)
    try await test.run("UPDATE usuarios SET rol = 'cajero' WHERE nombre = 'Rosa'")
    let session = try #require(try await accounts.authenticate(secret.text, door: "rest")).session
    #expect(session.permissions == [.lookUp, .sell, .receiveStock, .seeAllSales])
    try await accounts.setActive(false, rosa.id, test.session)
    #expect(try await accounts.authenticate(secret.text, door: "rest") == nil)
  }

  @Test(arguments: [
    (Role.cashier, [AccessScope.read, .write]), (.owner, [.read]), (.manager, [.read, .write]),
  ])
  func `that is narrow makes its bearer nothing wider`(role: Role, scopes: [AccessScope]) async throws {
    let test = try await TestShop()
    let accounts = test.accounts()
    let secret = try await accounts.makeToken(role, scopes: Set(scopes), test.session).secret
    let session = try #require(try await accounts.authenticate(secret.text, door: "rest")).session
    for act in [
      { _ = try await accounts.makeToken(.cashier, session) },
      { _ = try await accounts.makeCode(for: .signIn, session) },
      { _ = try await accounts.makeCode(for: .chatLink, session) },
      { try await accounts.changePassword(from: "a", to: "bbbbbbbb", session) },
      { try await accounts.revoke(try await accounts.makeToken(.owner, test.session).token.id, session) },
    ] as [() async throws -> Void] {
      let fault = await #expect(throws: ShopError.self) { try await act() }
      guard case .beyondToken = fault else {
        Issue.record("\(String(describing: fault))")
        continue
      }
    }
  }

  @Test func `has a number that is never another's, also once it is gone`() async throws {
    let test = try await TestShop()
    let accounts = test.accounts()
    var numbers: [Int64] = []
    for _ in 0..<3 {
      let token = try await accounts.makeToken(.owner, test.session).token
      numbers.append(token.id.value)
      try await accounts.revoke(token.id, test.session)
    }
    #expect(Set(numbers).count == 3)
    #expect(numbers == numbers.sorted())
  }

  @Test func `ends when it says, when it is revoked, and not before`() async throws {
    let test = try await TestShop()
    let accounts = test.accounts()
    let end = test.clock.now.adding(seconds: 86_400)
    let brief = try await accounts.makeToken(.owner, expires: end, test.session)
    let lasting = try await accounts.makeToken(.owner, test.session)
    #expect(try await accounts.tokens(test.session).map(\.id) == [lasting.token.id, brief.token.id])
    test.pass(seconds: 86_399)
    #expect(try await accounts.authenticate(brief.secret.text, door: "rest") != nil)
    test.pass(seconds: 1)
    #expect(try await accounts.authenticate(brief.secret.text, door: "rest") == nil)
    #expect(try await accounts.tokens(test.session).map(\.id) == [lasting.token.id])
    test.pass(seconds: 3650 * 86_400)
    #expect(try await accounts.authenticate(lasting.secret.text, door: "rest") != nil)
    try await accounts.revoke(lasting.token.id, test.session)
    #expect(try await accounts.authenticate(lasting.secret.text, door: "rest") == nil)
    await #expect(throws: ShopError.noSuch(.token, lasting.token.id)) {
      try await accounts.revoke(lasting.token.id, test.session)
    }
  }

  @Test(arguments: [
    NewToken(name: "", role: .cashier, scopes: [.read]), NewToken(name: "x", role: .cashier, scopes: []),
    NewToken(name: "x", role: .cashier, scopes: [.read], expires: Instant(milliseconds: 0)),
  ])
  func `is not made without name or scope, or expired already`(new: NewToken) async throws {
    let test = try await TestShop()
    try await test.refuses {
      _ = try await test.accounts().makeToken(new, for: test.session.person.id, test.session)
    }
  }

  @Test func `of one shop opens that shop and touches no other`() async throws {
    let test = try await TestShop()
    let other = try await TestShop(beside: test, name: "Bodega Dos")
    let accounts = test.accounts()
    let theirs = try await accounts.makeToken(.owner, other.session)
    let bearer = try #require(try await accounts.authenticate(theirs.secret.text, door: "rest"))
    #expect(bearer.session.shop.id == other.session.shop.id)
    #expect(try await accounts.tokens(test.session).isEmpty)
    try await test.refuses { try await accounts.revoke(theirs.token.id, test.session) }
    try await test.refuses {
      _ = try await accounts.makeToken(
        NewToken(name: "x", role: .cashier, scopes: [.read]), for: other.session.person.id, test.session)
    }
  }

  @Test(arguments: ["", "bod_", "Bearer x", "bod_" + String(repeating: "A", count: 43), "ñ", "' OR 1=1 --"])
  func `that nobody was given opens nothing`(text: String) async throws {
    let test = try await TestShop()
    _ = try await test.accounts().makeToken(.owner, test.session)
    #expect(try await test.accounts().authenticate(text, door: "rest") == nil)
  }
}

@Suite struct `A rate limiter` {
  private func second(_ seconds: Double) -> Instant { Instant(milliseconds: Int64(seconds * 1000)) }

  @Test func `lets a burst through, then one an interval, and tells how long to wait`() {
    var limiter = RateLimiter<String>(burst: 3, perMinute: 30)
    for (at, wait) in [
      (0, nil), (0, nil), (0, nil), (0, 2), (0.5, 2), (1.9, 1), (2, nil), (2, 2), (8, nil), (8, nil),
      (8, nil),
      (8, 2), (1000, nil),
    ] as [(Double, Int64?)] {
      #expect(limiter.take("a", at: second(at)) == wait, "at \(at) s")
    }
    #expect(limiter.take("b", at: second(0)) == nil)
  }

  @Test func `is not made stricter by what it refused`() {
    var limiter = RateLimiter<Int>(burst: 1, perMinute: 60)
    #expect(limiter.take(1, at: second(0)) == nil)
    for _ in 0..<1000 { #expect(limiter.take(1, at: second(0.5)) == 1) }
    #expect(limiter.take(1, at: second(1)) == nil)
  }

  @Test func `survives a clock that is set back`() {
    var limiter = RateLimiter<Int>(burst: 2, perMinute: 60)
    for _ in 0..<2 { #expect(limiter.take(1, at: second(1_000_000)) == nil) }
    #expect(limiter.take(1, at: second(0)) == 1)
    #expect(limiter.take(1, at: second(1)) == 1)
  }

  @Test func `remembers no more than it may, the emptiest buckets longest`() {
    var limiter = RateLimiter<Int>(burst: 2, perMinute: 1, capacity: 100)
    for _ in 0..<2 { #expect(limiter.take(-1, at: second(0)) == nil) }
    for key in 0..<10_000 {
      #expect(limiter.take(key, at: second(0)) == nil)
      #expect(limiter.count <= 100)
    }
    #expect(limiter.take(-1, at: second(0)) == 60)
  }

  @Test func `forgets who has been quiet before anybody else`() {
    var limiter = RateLimiter<Int>(burst: 1, perMinute: 60, capacity: 100)
    for key in 0..<100 { #expect(limiter.take(key, at: second(0)) == nil) }
    #expect(limiter.take(100, at: second(2)) == nil)
    #expect(limiter.count == 1)
  }
}
