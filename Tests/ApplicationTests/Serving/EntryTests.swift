import Crypto
import HTTPServer
import Inventory
import Shop
import Store
import Testing
import Wire

@testable import Application

struct EntryTests {
  @Test func `whoever opens the invitation's link is in, once`() async throws {
    let served = try await ServedShop()
    let text = try await served.server.invitation()
    let link = try #require(text.split(whereSeparator: \.isWhitespace).first { $0.contains("codigo=") })
    #expect(link.hasPrefix(served.origin))
    let path = String(link.dropFirst(served.origin.count))
    let page = try await served.send(.get, path)
    #expect(page.status == .ok)
    #expect(page.text.contains("/paginas/entrar.js"))
    let code = try #require(HTTPTarget(path)?["codigo"])
    #expect(page.text.contains("value=\"\(code)\""))

    let entered = try await served.submit("codigo=\(code)", to: "/entrar")
    #expect(entered.status == .seeOther)
    #expect(entered.fields["Location"] == "/chat")
    let cookie = try #require(entered.fields["Set-Cookie"]?.split(separator: ";").first)
    let account = try await served.send(.get, "/api/v1/cuenta", fields: ["Cookie": String(cookie)])
    #expect(try JSON(parsing: account.body.bytes)["data"]?["nombre"] == "Ana")

    let again = try await served.submit("codigo=\(code)", to: "/entrar")
    #expect(again.status == .unauthorized)
    #expect(again.text.contains("ya venció; pida uno nuevo"))
    await served.stop()
  }

  @Test func `whoever has a user and a password is in, and a wrong password lets nobody in`() async throws {
    let served = try await ServedShop()
    let open = served.server.open
    _ = try await open.accounts.add(
      NewPerson(name: "Rosa", role: .cashier, email: "rosa@tienda.example"), password: "una muy larga",
      open.session)
    let page = try await served.send(.get, "/entrar")
    #expect(page.text.contains("<div hidden>"))
    let wrong = try await served.submit("usuario=Rosa&contrasena=otra&comercio=", to: "/entrar")
    #expect(wrong.status == .unauthorized)
    #expect(wrong.fields["Set-Cookie"] == nil)
    for login in ["rosa", "rosa%40tienda.example"] {
      let entered = try await served.submit(
        "usuario=\(login)&contrasena=una+muy+larga&comercio=", to: "/entrar")
      #expect(entered.fields["Location"] == "/chat")
      let cookie = try #require(entered.fields["Set-Cookie"]?.split(separator: ";").first)
      let account = try await served.send(.get, "/api/v1/cuenta", fields: ["Cookie": String(cookie)])
      #expect(try JSON(parsing: account.body.bytes)["data"]?["nombre"] == "Rosa")
    }
    await served.stop()
  }

  @Test func `where several shops share a store the page asks for one`() async throws {
    let served = try await ServedShop()
    let open = served.server.open
    _ = try await open.accounts.add(
      NewPerson(name: "Rosa", role: .cashier), password: "una muy larga", open.session)
    try await open.shop.createShop(
      name: "Otra", currency: open.session.currency, clock: open.session.clock, owner: "Eva")
    let form = "usuario=Rosa&contrasena=una+muy+larga&comercio="
    let unnamed = try await served.submit(form, to: "/entrar")
    #expect(unnamed.status == .unauthorized)
    #expect(unnamed.text.contains("Indique el comercio"))
    #expect(!unnamed.text.contains("<div hidden>"))
    #expect(try await served.submit(form + "Otra", to: "/entrar").status == .unauthorized)
    #expect(try await served.submit(form + "bodega", to: "/entrar").fields["Location"] == "/chat")
    await served.stop()
  }

  @Test func `a code whose time is over says so`() async throws {
    let served = try await ServedShop()
    let open = served.server.open
    let (code, _) = try await open.accounts.makeCode(for: .signIn, open.session)
    let now = open.shop.now().adding(seconds: OneTimeCode.lifetimeSeconds)
    let later = Shop(store: open.shop.store, now: { now }, makeID: open.shop.makeID)
    let accounts = Accounts(shop: later, passwords: PasswordHasher(cost: .interactive), random: { _ in [] })
    await #expect(throws: AccessError.wrongCode) {
      try await accounts.signIn(code: code.text, device: "teléfono", door: "web")
    }
    await served.stop()
  }

  @Test func `a form from another site's page lets nobody in`() async throws {
    let served = try await ServedShop()
    let open = served.server.open
    let (code, _) = try await open.accounts.makeCode(for: .signIn, open.session)
    let response = try await served.send(
      .post, "/entrar", fields: ["Origin": "https://otro.example"], body: "codigo=\(code.text)")
    #expect(response.status == .forbidden)
    await served.stop()
  }

  @Test(arguments: [
    ("%2Fq%2Fp.1.x", "/q/p.1.x"), ("https%3A%2F%2Fotro.example", "/chat"), ("%2F%2Fotro.example", "/chat"),
    ("%2Fq%2F..%2Fchat", "/chat"), ("", "/chat"),
  ])
  func `signing in leads to the page that asked for it and never to another site`(
    next: String, place: String
  ) async throws {
    let served = try await ServedShop()
    let open = served.server.open
    let (code, _) = try await open.accounts.makeCode(for: .signIn, open.session)
    let response = try await served.submit("codigo=\(code.text)&seguir=\(next)", to: "/entrar")
    #expect(response.fields["Location"] == place)
    await served.stop()
  }

  @Test func `the page says when to come back after too many wrong passwords`() async throws {
    let served = try await ServedShop()
    for _ in 0..<5 {
      let wrong = try await served.submit("usuario=Ana&contrasena=incorrecta", to: "/entrar")
      #expect(wrong.status == .unauthorized)
    }
    let locked = try await served.submit("usuario=Ana&contrasena=incorrecta", to: "/entrar")
    #expect(locked.status == .tooManyRequests)
    #expect(locked.fields["Retry-After"].flatMap { Int($0) }.map { (1...60).contains($0) } == true)
    #expect(locked.text.contains("Demasiados intentos"))
    await served.stop()
  }

  @Test func `whoever has a whole network of addresses has one share of tries`() async throws {
    let served = try await ServedShop(
      trustedProxies: [try #require(IPNetwork("127.0.0.1"))], now: "2030-01-15T10:00")
    func attempt(from address: String) async throws -> Int {
      try await served.send(
        .post, "/api/v1/cuenta/ingresar", fields: ["X-Forwarded-For": address], body: "{\"codigo\":\"x\"}"
      ).status.code
    }
    var statuses: Set<Int> = []
    for number in 1...30 { statuses.insert(try await attempt(from: "2001:db8:0:1::\(number)")) }
    #expect(statuses == [401, 429])
    #expect(try await attempt(from: "2001:db8:0:2::1") == 401)
    await served.stop()
  }

  @Test(arguments: ["/entrar", "/api/v1/cuenta/ingresar"])
  func `one address may not try without end`(path: String) async throws {
    let served = try await ServedShop(now: "2030-01-15T10:00")
    var statuses: Set<Int> = []
    for number in 0..<30 {
      let response =
        path == "/entrar"
        ? try await served.submit("codigo=\(number)", to: path)
        : try await served.send(.post, path, body: "{\"codigo\":\"\(number)\"}")
      statuses.insert(response.status.code)
    }
    #expect(statuses == [401, 429])
    #expect(try await served.send(.get, "/healthz").status == .ok)
    await served.stop()
  }
}
