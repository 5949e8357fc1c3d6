import Inventory
import Shop
import Store
import Testing
import Wire

@testable import API

/// What answers and refusals call the fields: as the documents and the requests do.
struct WireNameTests {
  private func shop() async throws -> APIShop {
    let test = try await APIShop()
    _ = try await test.data(
      .post, "/inventario/productos", ["nombre": "Crema", "precio_venta": 50, "stock_actual": 10])
    return test
  }

  private func faults(_ method: HTTPMethod, _ path: String, _ body: JSON, in test: APIShop) async throws
    -> [String]?
  {
    let response = try await test.send(method, path, body)
    #expect(response.status == .unprocessable)
    return try response.json["errores"]?.array?.compactMap { $0["campo"]?.string }
  }

  @Test func `a sale shows each line's percentage, and when its goods were set aside`() async throws {
    let test = try await shop()
    let body: JSON = [
      "items": [["producto_id": 1, "cantidad": 1, "descuento_porcentaje": 10]], "metodo_pago": "efectivo",
    ]
    let sold = try await test.data(.post, "/pos/ventas", body)
    #expect(sold["items"]?[0]?["descuento_porcentaje"] == 10)
    #expect(sold["items"]?[0]?["descuento_monto"] == 5)
    #expect(sold["fecha_apartado"] == JSON.null)
    let kept = try await test.data(
      .post, "/pos/ventas", ["items": [["producto_id": 1, "cantidad": 1]], "metodo_pago": "terminal"])
    // 21:00 in La Paz.
    #expect(kept["fecha_apartado"] == "2025-10-17T01:00:00Z")
  }

  @Test func `a transfer that goes nowhere names its destination`() async throws {
    let test = try await shop()
    let body: JSON = [
      "origen_id": 1, "destino_id": 1, "items": [["producto_id": 1, "cantidad": 1]],
    ]
    #expect(try await faults(.post, "/traspasos", body, in: test) == ["destino_id"])
  }

  @Test func `a password that is the name is refused under its own field`() async throws {
    let test = try await shop()
    let body: JSON = ["nombre": "Marta Paz", "rol": "cajero", "contrasena": "marta paz"]
    #expect(try await faults(.post, "/usuarios", body, in: test) == ["contrasena"])
  }

  @Test func `who changes the password stays in, and every other session ends`() async throws {
    let test = try await APIShop()
    let password = "una clave larga"
    _ = try await test.data(
      .post, "/usuarios", ["nombre": "Marta", "rol": "cajero", "contrasena": .string(password)])
    func signIn() async throws -> String {
      let data = try await test.data(
        .post, "/cuenta/ingresar", ["usuario": "marta", "contrasena": .string(password)])
      return try #require(data["token"]?.string)
    }
    let (own, other) = (try await signIn(), try await signIn())
    let bearer = try #require(try await test.accounts.authenticate(own, door: "rest"))
    let api = API(
      test.accounts, links: PageLinks(test.accounts, origin: ""),
      ask: { _, _, _ in throw HTTPProblem(.notImplemented, "") },
      authenticate: { _ in API.Caller(bearer, mark: nil) }, log: { _ in })
    func change(to new: String) async throws -> HTTPResponse {
      let target = try #require(HTTPTarget("/api/v1/cuenta/contrasena"))
      let body: JSON = ["actual": .string(password), "nueva": .string(new)]
      let request = HTTPRequest(.put, target, fields: HTTPFields(), body: Array(body.text.utf8))
      return await HTTPRouter(api.routes).respond(to: request).response
    }
    let corta = try await change(to: "MARTA   ")
    #expect(try corta.json["errores"]?[0]?["campo"] == "nueva")
    #expect(try await change(to: "otra clave larga").status == .ok)
    #expect(try await test.accounts.authenticate(own, door: "rest") != nil)
    #expect(try await test.accounts.authenticate(other, door: "rest") == nil)
  }
}
