import Crypto
import Inventory
import Shop
import Store
import Testing
import Wire

@testable import Application

@Suite struct `The page of the chat` {
  private func served() async throws -> (ServedShop, cookie: HTTPFields) {
    let served = try await ServedShop()
    let open = served.server.open
    let (code, _) = try await open.accounts.makeCode(for: .signIn, open.session)
    let entered = try await open.accounts.signIn(code: code.text, device: "prueba", door: "web")
    return (served, ["Cookie": "bodeguero=\(entered.secret.text)"])
  }

  @Test func `greets whoever opens it, which is no turn`() async throws {
    let (served, cookie) = try await served()
    let open = served.server.open
    _ = try await open.shop.createProduct(
      NewProduct(name: "Crema <b>", prices: Prices(sale: Money(minorUnits: 1000))), open.session)
    for _ in 0..<2 {
      let page = try await served.send(.get, "/chat", fields: cookie)
      #expect(page.status == .ok)
      #expect(page.text.contains("<p class=\"ajeno\">¡Hola, Ana!"))
      #expect(page.text.contains("<button type=\"button\">¿"))
      #expect(!page.text.contains("{{"))
    }
    var web = open.session
    web.door = "web"
    #expect(try await open.shop.openConversation(web).state == nil)
    await served.stop()
  }

  @Test func `recalls a proposal that still waits, and performs nothing`() async throws {
    let (served, cookie) = try await served()
    let open = served.server.open
    _ = try await open.shop.createProduct(
      NewProduct(name: "Crema <b>", prices: Prices(sale: Money(minorUnits: 1000))), open.session)
    var fields = cookie
    fields["Origin"] = served.origin
    let body: JSON = ["texto": "llegaron 4 Crema <b> a 5"]
    _ = try await served.send(.post, "/api/v1/asistente/mensajes", fields: fields, body: body.text)
    let page = try await served.send(.get, "/chat", fields: cookie).text
    #expect(page.contains("Crema &lt;b&gt;"))
    #expect(page.contains("<button type=\"button\">sí</button>"))
    #expect(try await open.shop.stock(of: ProductID(1), open.session).total == .zero)
    await served.stop()
  }

  @Test func `hears a yes of the same token and conversation alone`() async throws {
    let served = try await ServedShop()
    let open = served.server.open
    _ = try await open.shop.createProduct(
      NewProduct(name: "Crema", prices: Prices(sale: Money(minorUnits: 1000))), open.session)
    func token(_ name: String) async throws -> HTTPFields {
      let new = NewToken(name: name, role: .owner, scopes: Set(AccessScope.allCases))
      let secret = try await open.accounts.makeToken(new, for: open.session.person.id, open.session).secret
      return ["Authorization": "Bearer \(secret.text)"]
    }
    let (first, second) = (try await token("una"), try await token("otra"))
    func say(_ text: String, _ token: HTTPFields, in till: String? = nil) async throws -> Quantity {
      var body: JSON.Object = ["texto": .string(text)]
      body["conversacion"] = till.map(JSON.string)
      _ = try await served.send(
        .post, "/api/v1/asistente/mensajes", fields: token, body: JSON.object(body).text)
      return try await open.shop.stock(of: ProductID(1), open.session).total
    }
    #expect(try await say("llegaron 4 Crema a 5", first) == .zero)
    #expect(try await say("sí", second) == .zero)
    #expect(try await say("sí", first, in: "caja 2") == .zero)
    #expect(try await say("sí", first) == Quantity(4))
    #expect(try await say("llegaron 2 Crema a 5", first, in: "caja 2") == Quantity(4))
    #expect(try await say("sí", first) == Quantity(4))
    #expect(try await say("sí", first, in: "caja 2") == Quantity(6))
    await served.stop()
  }

  @Test func `leads a stranger to the way in`() async throws {
    let (served, _) = try await served()
    let page = try await served.send(.get, "/chat")
    #expect(page.status == .seeOther)
    #expect(page.fields["Location"] == "/entrar")
    await served.stop()
  }
}
