import Crypto
import Foundation
import Inventory
import Shop
import Store
import Testing

@Suite struct `Signing in` {
  @Test(arguments: ["Marta", "marta", " MARTA ", "marta@ejemplo.com", "Marta@Ejemplo.com"])
  func `takes a name or an e-mail, however it is written`(login: String) async throws {
    let test = try await TestShop()
    let accounts = test.accounts()
    let marta = try await accounts.add("Marta", .cashier, email: "Marta@ejemplo.com", test.session)
    let signedIn = try await accounts.signIn(login)
    #expect(signedIn.bearer.session.person == marta)
    #expect(signedIn.bearer.session.home == test.session.home)
    #expect(signedIn.bearer.session.door == "rest")
    let found = try #require(try await accounts.authenticate(signedIn.secret.text, door: "rest"))
    #expect(found.session == signedIn.bearer.session)
    #expect(found.token == signedIn.bearer.token)
  }

  @Test func `says the same of a wrong password, an unknown name, one without password and one disabled`()
    async throws
  {
    let test = try await TestShop()
    let accounts = test.accounts()
    let rosa = try await accounts.add("Rosa", .manager, test.session)
    _ = try await accounts.add("Marta", .cashier, test.session)
    try await accounts.setActive(false, rosa.id, test.session)
    for (login, password) in [
      ("Marta", "sesamo abrete"), ("Marta", ""), ("Nadie", Accounts.password), ("Ana", Accounts.password),
      ("Rosa", Accounts.password), ("", ""), ("Marta", String(repeating: "x", count: 100_000)),
    ] {
      await #expect(throws: AccessError.wrongCredentials, "\(login)") {
        try await accounts.signIn(login, password)
      }
    }
  }

  @Test func `waits after five attempts, known account or not, and longer each time`() async throws {
    let test = try await TestShop()
    let accounts = test.accounts()
    _ = try await accounts.add("Marta", .cashier, test.session)
    for login in ["Marta", "Nadie"] {
      for _ in 0..<5 {
        await #expect(throws: AccessError.wrongCredentials) { try await accounts.signIn(login, "mal") }
      }
      for (after, wait) in [(0, 60), (59, 1), (1, nil), (0, 120), (120, nil), (239, 1)] as [(Int64, Int64?)] {
        test.pass(seconds: after)
        let expected = wait.map { AccessError.tooMany(retryAfterSeconds: $0) } ?? .wrongCredentials
        await #expect(throws: expected, "\(login), \(after) s later") {
          try await accounts.signIn(login, "mal")
        }
      }
    }
  }

  @Test func `lets the right person in again once the wait is over, and forgets the attempts`() async throws {
    let test = try await TestShop()
    let accounts = test.accounts()
    _ = try await accounts.add("Marta", .cashier, test.session)
    for _ in 0..<5 { _ = try? await accounts.signIn("marta", "mal") }
    await #expect(throws: AccessError.tooMany(retryAfterSeconds: 60)) { try await accounts.signIn("Marta") }
    test.pass(seconds: 60)
    _ = try await accounts.signIn("Marta")
    for _ in 0..<4 { _ = try? await accounts.signIn("Marta", "mal") }
    _ = try await accounts.signIn("Marta")
  }

  @Test func `never waits more than a quarter of an hour, and forgets after an hour of quiet`() async throws {
    let test = try await TestShop()
    let accounts = test.accounts()
    for _ in 0..<20 {
      _ = try? await accounts.signIn("Nadie", "mal")
      test.pass(seconds: 900)
    }
    await #expect(throws: AccessError.wrongCredentials) { try await accounts.signIn("Nadie", "mal") }
    test.pass(seconds: 3601)
    for _ in 0..<5 {
      await #expect(throws: AccessError.wrongCredentials) { try await accounts.signIn("Nadie", "mal") }
    }
  }

  @Test func `lets no more attempts through at once than one after the other`() async throws {
    let test = try await TestShop()
    let accounts = test.accounts()
    _ = try await accounts.add("Marta", .cashier, test.session)
    let outcomes = await withTaskGroup(of: AccessError?.self) { group in
      for index in 0..<40 {
        group.addTask {
          do { _ = try await accounts.signIn("Marta", "mal \(index)") } catch { return error as? AccessError }
          return nil
        }
      }
      return await group.reduce(into: []) { $0.append($1) }
    }
    #expect(outcomes.count { $0 == .wrongCredentials } == 5)
    #expect(outcomes.count { $0 == .tooMany(retryAfterSeconds: 60) } == 35)
  }

  @Test func `asks for the shop where there are several, and tells nothing about them`() async throws {
    let test = try await TestShop()
    let other = try await TestShop(beside: test, name: "Bodega Dos")
    let accounts = test.accounts()
    _ = try await accounts.add("Marta", .owner, test.session)
    await #expect(throws: AccessError.shopNotNamed) { try await accounts.signIn("Marta") }
    func signIn(_ shop: String) async throws -> SignedIn {
      try await accounts.signIn(
        "Marta", password: Accounts.password, shop: shop, device: "", door: "rest")
    }
    #expect(try await signIn("bodega uno").bearer.session.shop.id == test.session.shop.id)
    for shop in [other.session.shop.name, "Bodega Tres"] {
      await #expect(throws: AccessError.wrongCredentials) { try await signIn(shop) }
    }
  }

  @Test func `hashes the password anew when it was hashed at another cost`() async throws {
    let test = try await TestShop()
    let marta = try await test.accounts().add("Marta", .cashier, test.session)
    let dearer = PasswordHash.Cost(passes: 2, memory: 16_384)
    func hash() async throws -> PasswordHash {
      let account = try await test.shop.store.read(test.session.shop.id) { books in
        try books.accounts().first { $0.person.id == marta.id }
      }
      return PasswordHash(encoded: try #require(account?.passwordHash))
    }
    #expect(try await hash().isMade(otherThanAt: dearer))
    _ = try await test.accounts(cost: dearer).signIn("Marta")
    #expect(try await !hash().isMade(otherThanAt: dearer))
    _ = try await test.accounts(cost: dearer).signIn("Marta")
  }

  @Test func `is answered with a time to come back while too many hash`() async throws {
    let test = try await TestShop()
    let accounts = Accounts(
      shop: test.shop, passwords: PasswordHasher(cost: .least, limit: 0), random: randomBytes)
    let before = try await test.contents()
    await #expect(throws: AccessError.tooMany(retryAfterSeconds: 2)) { try await accounts.signIn("Marta") }
    #expect(try await test.contents() == before)
  }
}

@Suite struct `What lets people in` {
  @Test func `is nowhere in the bytes of the store`() async throws {
    let folder = try TemporaryFolder()
    let test = try await TestShop(file: folder.file("tienda.sqlite"))
    let accounts = test.accounts()
    _ = try await accounts.add("Marta", .cashier, test.session)
    let session = try await accounts.signIn("Marta")
    let token = try await accounts.makeToken(.cashier, test.session).secret
    let code = try await accounts.makeCode(for: .chatLink, session.bearer.session).code
    var secrets = [Accounts.password, code.text, code.text.replacing("-", with: "")].map { Array($0.utf8) }
    for secret in [session.secret, token] {
      secrets.append(Array(secret.text.utf8))
      secrets.append(
        try #require([UInt8](base64URL: String(secret.text.dropFirst(SecretToken.prefix.count)))))
    }
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    let bytes = try names.reduce(into: Data()) {
      $0 += try Data(contentsOf: URL(fileURLWithPath: folder.file($1)))
    }
    #expect(bytes.range(of: Data("Marta".utf8)) != nil)
    #expect(bytes.range(of: Data(session.secret.digest)) != nil)
    for secret in secrets { #expect(bytes.range(of: Data(secret)) == nil) }
  }
}
