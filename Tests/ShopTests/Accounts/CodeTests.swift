import Crypto
import Inventory
import Shop
import Store
import Testing

@Suite struct `A one-time code` {
  private let chat = ChatIdentity(channel: "whatsapp", id: "59170000001")

  @Test func `makes a chat that of its person, with role and language`() async throws {
    let test = try await TestShop()
    let accounts = test.accounts()
    let marta = try await accounts.add("Marta", .cashier, test.session)
    let code = try await accounts.makeCode(for: .chatLink, try await accounts.session(of: "Marta")).code
    #expect(try await accounts.session(in: chat) == nil)
    let linked = try await accounts.link(chat, code: code.text, language: .english)
    #expect(linked.session.person == marta)
    #expect(linked.session.door == "whatsapp")
    #expect(linked.language == .english)
    let found = try #require(try await accounts.session(in: chat))
    #expect(found.session == linked.session)
    #expect(found.language == .english)
    #expect(try await accounts.session(in: ChatIdentity(channel: "telegram", id: chat.id)) == nil)
    #expect(try await accounts.chatLinks(linked.session).map(\.chat) == [chat])
  }

  @Test func `is read as people type it`() async throws {
    let test = try await TestShop()
    let accounts = Accounts(
      shop: test.shop, passwords: PasswordHasher(cost: .least), random: { Array((0..<$0).map(UInt8.init)) })
    for typed in ["0123-4567", "01234567", " o123 4567 ", "OL23-4567", "0i23-4567"] {
      let made = try await accounts.makeCode(for: .chatLink, test.session)
      #expect(made.code.text == "0123-4567")
      _ = try await accounts.link(chat, code: typed)
    }
    for typed in [
      "", "0123456", "012345678", "0123-456U", "0 1234567", "hay leche", "buenadia", "ñ",
      String(repeating: "0", count: 1000),
    ] {
      _ = try await accounts.makeCode(for: .chatLink, test.session)
      await #expect(throws: AccessError.wrongCode, "\(typed)") {
        _ = try await accounts.link(chat, code: typed)
      }
    }
  }

  @Test func `opens a session on another device, and no chat`() async throws {
    let test = try await TestShop()
    let accounts = test.accounts()
    let code = try await accounts.makeCode(for: .signIn, test.session).code
    await #expect(throws: AccessError.wrongCode) { try await accounts.link(chat, code: code.text) }
    let signedIn = try await accounts.signIn(code: code.text, device: "teléfono", door: "chat")
    #expect(signedIn.bearer.session.person == test.session.person)
    #expect(signedIn.bearer.token.name == "teléfono")
    #expect(try await accounts.authenticate(signedIn.secret.text, door: "chat") != nil)
  }

  @Test func `is used once, however many try at the same moment`() async throws {
    let folder = try TemporaryFolder()
    let test = try await TestShop(file: folder.file("tienda.sqlite"))
    let accounts = test.accounts()
    let code = try await accounts.makeCode(for: .chatLink, test.session).code.text
    let winners = await withTaskGroup(of: Bool.self) { group in
      for index in 0..<50 {
        group.addTask {
          let chat = ChatIdentity(channel: "whatsapp", id: "5917000\(index)")
          do { _ = try await accounts.link(chat, code: code) } catch {
            #expect(error as? AccessError == .wrongCode)
            return false
          }
          return true
        }
      }
      return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
    }
    #expect(winners == 1)
    #expect(try await accounts.chatLinks(test.session).count == 1)
  }

  @Test func `is worthless after ten minutes, and once a newer one is made`() async throws {
    let test = try await TestShop()
    let accounts = test.accounts()
    let late = try await accounts.makeCode(for: .chatLink, test.session).code
    test.pass(seconds: 600)
    await #expect(throws: AccessError.wrongCode) { try await accounts.link(chat, code: late.text) }
    let older = try await accounts.makeCode(for: .chatLink, test.session).code
    let newer = try await accounts.makeCode(for: .chatLink, test.session).code
    await #expect(throws: AccessError.wrongCode) { try await accounts.link(chat, code: older.text) }
    test.pass(seconds: 599)
    _ = try await accounts.link(chat, code: newer.text)
  }

  @Test(arguments: [(4, true), (5, false)])
  func `bears four wrong guesses and not five`(guesses: Int, survives: Bool) async throws {
    let test = try await TestShop()
    let accounts = test.accounts()
    let code = try await accounts.makeCode(for: .chatLink, test.session).code.text
    let end = code.hasSuffix("0") ? "1" : "0"
    for _ in 0..<guesses {
      await #expect(throws: AccessError.wrongCode) {
        try await accounts.link(chat, code: code.dropLast() + end)
      }
    }
    if survives {
      _ = try await accounts.link(chat, code: code)
    } else {
      await #expect(throws: AccessError.wrongCode) { try await accounts.link(chat, code: code) }
    }
  }

  @Test func `is worthless when its person may no longer come in`() async throws {
    let test = try await TestShop()
    let accounts = test.accounts()
    let marta = try await accounts.add("Marta", .owner, test.session)
    let code = try await accounts.makeCode(for: .signIn, try await accounts.session(of: "Marta")).code
    try await accounts.setActive(false, marta.id, test.session)
    await #expect(throws: AccessError.wrongCode) {
      try await accounts.signIn(code: code.text, device: "", door: "chat")
    }
  }
}

@Suite struct `A linked chat` {
  private let chat = ChatIdentity(channel: "telegram", id: "4711")

  @Test func `changes hands with a new code, also to another shop`() async throws {
    let test = try await TestShop()
    let other = try await TestShop(beside: test, name: "Bodega Dos")
    let accounts = test.accounts()
    for session in [test.session, other.session] {
      _ = try await accounts.link(chat, code: try await accounts.makeCode(for: .chatLink, session).code.text)
      #expect(try await accounts.session(in: chat)?.session.shop.id == session.shop.id)
    }
    #expect(try await accounts.chatLinks(test.session).isEmpty)
  }

  @Test func `is let go by its person or the owner, and by nobody else`() async throws {
    let test = try await TestShop()
    let other = try await TestShop(beside: test, name: "Bodega Dos")
    let accounts = test.accounts()
    _ = try await accounts.add("Marta", .cashier, test.session)
    _ = try await accounts.add("Rosa", .cashier, test.session)
    func session(of name: String) async throws -> Session {
      try await accounts.signIn(
        name, password: Accounts.password, shop: "Bodega Uno", device: "", door: "rest"
      ).bearer.session
    }
    let marta = try await session(of: "Marta")
    let rosa = try await session(of: "Rosa")
    func link() async throws {
      _ = try await accounts.link(chat, code: try await accounts.makeCode(for: .chatLink, marta).code.text)
    }
    try await link()
    #expect(try await accounts.chatLinks(rosa).isEmpty)
    try await test.refuses(
      { try await accounts.unlink(chat, rosa) }, matches: { $0 == .denied(role: .cashier) })
    try await test.refuses(
      { try await accounts.unlink(chat, other.session) },
      matches: { $0 == .notFound(.chat, name: "4711") })
    try await accounts.unlink(chat, marta)
    #expect(try await accounts.session(in: chat) == nil)
    try await link()
    try await accounts.unlink(chat, test.session)
    #expect(try await accounts.session(in: chat) == nil)
  }

  @Test(arguments: [
    ("", "1"), ("whatsapp", ""), ("whatsapp", "a\nb"), ("whatsapp", String(repeating: "1", count: 201)),
  ])
  func `has an identity that a service gives`(channel: String, id: String) async throws {
    let test = try await TestShop()
    let code = try await test.accounts().makeCode(for: .chatLink, test.session).code.text
    try await test.refuses {
      _ = try await test.accounts().link(ChatIdentity(channel: channel, id: id), code: code)
    }
  }
}

@Suite struct `A signed link` {
  private let id = "5f0c9f3e-3c1d-4d57-9c4e-0f4f6f2b8a11"

  @Test func `leads to its thing until it expires`() async throws {
    let test = try await TestShop()
    let accounts = test.accounts()
    let expires = test.clock.now.adding(seconds: 3600)
    let text = try await accounts.sign(.sale, publicID: id, expires: expires, test.session)
    let link = SignedLink(.sale, shop: test.session.shop.id, publicID: id, expires: expires)
    #expect(try await accounts.verify(link: text) == link)
    #expect(try await test.accounts().verify(link: text) == link)
    #expect(text.utf8.allSatisfy { $0 < 0x80 && $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "%") })
    test.pass(seconds: 3600)
    #expect(try await accounts.verify(link: text) == nil)
  }

  @Test func `is worthless when one character of it changes`() async throws {
    let test = try await TestShop()
    let accounts = test.accounts()
    let text = Array(
      try await accounts.sign(
        .product, publicID: id, expires: test.clock.now.adding(seconds: 60), test.session))
    for index in text.indices {
      for other in "p9.Aa" where other != text[index] {
        var changed = text
        changed[index] = other
        #expect(try await accounts.verify(link: String(changed)) == nil, "\(String(changed))")
      }
    }
    for cut in [0, 1, text.count / 2, text.count - 1] {
      #expect(try await accounts.verify(link: String(text.prefix(cut))) == nil)
    }
    #expect(try await accounts.verify(link: String(text) + "A") == nil)
  }

  @Test func `of one shop does not pass for another's`() async throws {
    let test = try await TestShop()
    let other = try await TestShop(beside: test, name: "Bodega Dos")
    let accounts = test.accounts()
    let expires = test.clock.now.adding(seconds: 60)
    let mine = try await accounts.sign(.product, publicID: id, expires: expires, test.session)
    let theirs = try await accounts.sign(.product, publicID: id, expires: expires, other.session)
    let signature = try #require(mine.split(separator: ".").last)
    let forged = theirs.split(separator: ".").dropLast().joined(separator: ".") + "." + signature
    #expect(try await accounts.verify(link: theirs)?.shop == other.session.shop.id)
    #expect(try await accounts.verify(link: forged) == nil)
  }

  @Test func `lets a guest look into its own shop and do nothing, also where another bears the same name`()
    async throws
  {
    let test = try await TestShop()
    let record = test.session.shop
    try await test.shop.createShop(
      name: record.name.uppercased(), currency: record.currency, clock: record.clock, owner: "Eva")
    let product = try await test.product("A", stock: 5)
    let accounts = test.accounts()
    let link = SignedLink(.product, shop: record.id, publicID: id, expires: test.clock.now)
    let guest = try await accounts.guest(of: link)
    #expect(guest.shop == record)
    #expect(try await test.shop.stock(of: product.id, guest).total == 5)
    #expect(guest.permissions == [.lookUp, .seeAllSales])
    await #expect(throws: ShopError.denied(role: .readOnly)) {
      try await test.shop.sell(SaleDraft(lines: [SaleDraft.Line(product: product.id, quantity: 1)]), guest)
    }
  }

  @Test func `is signed under one key though many ask for the first at once`() async throws {
    let test = try await TestShop()
    let accounts = test.accounts()
    let (id, expires) = (id, test.clock.now.adding(seconds: 60))
    let texts = try await withThrowingTaskGroup(of: String.self) { group in
      for _ in 0..<20 {
        group.addTask { try await accounts.sign(.product, publicID: id, expires: expires, test.session) }
      }
      return try await group.reduce(into: Set()) { $0.insert($1) }
    }
    #expect(texts.count == 1)
  }

  @Test(arguments: [
    "", ".", "p.1.x.1", "p.1.x.99999999999.", "p.999.x.99999999999.AAAA", "x.1.x.99999999999.AAAA",
    "p.1.x.9223372036854775807.AAAA", "p.01.x.99999999999.AAAA", String(repeating: "p.", count: 10_000),
  ])
  func `that nobody signed leads nowhere`(text: String) async throws {
    let test = try await TestShop()
    #expect(try await test.accounts().verify(link: text) == nil)
  }
}
