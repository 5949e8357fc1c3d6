import Crypto
import Inventory
import Shop
import Store
import Testing
import Wire

@testable import API

struct EntryEndpointTests {
  private static let password = "una clave larga"

  /// A shop in which Marta works.
  private func shop() async throws -> APIShop {
    let test = try await APIShop()
    _ = try await test.data(
      .post, "/usuarios", ["nombre": "Marta", "rol": "cajero", "contrasena": .string(Self.password)])
    return test
  }

  @Test func `who gives name and password gets a token, and loses it by leaving`() async throws {
    let test = try await shop()
    let data = try await test.data(
      .post, "/cuenta/ingresar", ["usuario": "marta", "contrasena": .string(Self.password)])
    #expect(data["nombre"] == "Marta")
    #expect(data["rol"] == "cajero")
    let token = try #require(data["token"]?.string)
    let bearer = try #require(try await test.accounts.authenticate(token, door: "rest"))
    let own = API(
      test.accounts, links: PageLinks(test.accounts, origin: ""),
      ask: { _, _, _ in throw HTTPProblem(.notImplemented, "") },
      authenticate: { _ in API.Caller(bearer, mark: nil) }, log: { _ in })
    let target = try #require(HTTPTarget("/api/v1/cuenta/salir"))
    let left = await HTTPRouter(own.routes).respond(to: HTTPRequest(.post, target)).response
    #expect(left.status == .ok)
    #expect(try await test.accounts.authenticate(token, door: "rest") == nil)
  }

  @Test func `a program is told up to where its token reaches`() async throws {
    let test = try await shop()
    let new = NewToken(name: "caja", role: .cashier, scopes: [.read])
    let secret = try await test.accounts.makeToken(new, for: test.session.person.id, test.session).secret
    let bearer = try #require(try await test.accounts.authenticate(secret.text, door: "rest"))
    let own = API(
      test.accounts, links: PageLinks(test.accounts, origin: ""),
      ask: { _, _, _ in throw HTTPProblem(.notImplemented, "") },
      authenticate: { _ in API.Caller(bearer, mark: nil) }, log: { _ in })
    let target = try #require(HTTPTarget("/api/v1/cuenta"))
    let answer = await HTTPRouter(own.routes).respond(to: HTTPRequest(.get, target)).response
    let data = try JSON(parsing: answer.body.bytes)["data"]
    #expect(data?["rol"] == "cajero")
    #expect(data?["alcances"] == ["leer"])
  }

  @Test func `a one-time code lets in once`() async throws {
    let test = try await shop()
    let (code, _) = try await test.accounts.makeCode(for: .signIn, test.session)
    let body: JSON = ["codigo": .string(code.text)]
    #expect(try await test.send(.post, "/cuenta/ingresar", body).status == .ok)
    let second = try await test.send(.post, "/cuenta/ingresar", body)
    #expect(second.status == .unauthorized)
    #expect(try second.json["detail"]?.string?.contains("pida uno nuevo") == true)
  }

  @Test func `too many wrong passwords are told when to come back, be the next one right`() async throws {
    let test = try await shop()
    for _ in 0..<5 {
      let wrong = try await test.send(
        .post, "/cuenta/ingresar", ["usuario": "Marta", "contrasena": "otra cosa"])
      #expect(wrong.status == .unauthorized)
    }
    let locked = try await test.send(
      .post, "/cuenta/ingresar", ["usuario": "Marta", "contrasena": .string(Self.password)])
    #expect(locked.status == .tooManyRequests)
    #expect(locked.fields["Retry-After"] == "60")
  }

  @Test(
    arguments: [
      [:], ["usuario": "Marta"], ["contrasena": "x"], ["usuario": "", "contrasena": "x"],
      ["usuario": "Marta", "contrasena": 1], ["usuario": "Marta", "contrasena": "x", "rol": "propietario"],
    ] as [JSON])
  func `half an answer is refused with the field that lacks`(body: JSON) async throws {
    let response = try await shop().send(.post, "/cuenta/ingresar", body)
    #expect(response.status == .unprocessable)
    #expect(try response.json["errores"]?.array?.isEmpty == false)
  }

  @Test func `a person asked for twice with one key is one person`() async throws {
    let test = try await APIShop()
    let body: JSON = ["nombre": "Luis", "rol": "cajero", "contrasena": .string(Self.password)]
    let key: HTTPFields = ["Idempotency-Key": "k"]
    let first = try await test.send(.post, "/usuarios", body, fields: key)
    let second = try await test.send(.post, "/usuarios", body, fields: key)
    #expect(first.status == .created)
    #expect(second.status == .created)
    #expect(first.fields["Location"] == second.fields["Location"])
    let other: JSON = ["nombre": "Eva", "rol": "cajero", "contrasena": .string(Self.password)]
    #expect(try await test.send(.post, "/usuarios", other, fields: key).status == .unprocessable)
  }

  @Test func `a person's e-mail is shown, changed and taken away`() async throws {
    let test = try await shop()
    let luis = try await test.data(
      .post, "/usuarios",
      ["nombre": "Luis", "rol": "cajero", "contrasena": .string(Self.password), "email": "Luis@x.test"])
    #expect(luis["email"] == "luis@x.test")
    #expect(luis["tiene_clave"] == true)
    let path = "/usuarios/\(try #require(luis["id"]).text)"
    #expect(try await test.data(.put, path, ["email": "L@x.test"])["email"] == "l@x.test")
    #expect(
      try await test.data(
        .post, "/cuenta/ingresar", ["usuario": "l@x.test", "contrasena": .string(Self.password)])["nombre"]
        == "Luis")
    #expect(try await test.send(.put, "/usuarios/1", ["email": "l@x.test"]).status == .conflict)
    #expect(try await test.send(.put, "/usuarios/1", ["email": "sin arroba"]).status == .unprocessable)
    #expect(try await test.data(.put, path, ["email": nil])["email"] == JSON.null)
    let owner = try await test.data(.get, "/usuarios/1")
    #expect(owner["email"] == JSON.null)
    #expect(owner["tiene_clave"] == false)
  }

  @Test func `document 003's feed stands at its own place too`() async throws {
    let test = try await shop()
    _ = try await test.data(
      .post, "/inventario/productos", ["nombre": "Crema", "precio_venta": 5, "stock_actual": 1])
    let feed = try await test.send(.get, at: "/notificaciones")
    #expect(try feed.json["total"] == 1)
    #expect(try feed.json["alertas"]?[0]?["titulo"] == "Crema")
    let under = try await test.send(.get, "/notificaciones")
    #expect(feed.body == under.body)
  }
}
