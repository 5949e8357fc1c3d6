import Shop
import Testing
import Wire

@testable import API

/// What HTTP itself asks of answers, and which field a refusal names.
struct WireRuleTests {
  private func shop() async throws -> APIShop {
    let test = try await APIShop()
    _ = try await test.data(
      .post, "/inventario/productos", ["nombre": "Crema", "precio_venta": 50, "stock_actual": 10])
    return test
  }

  @Test func `what is known already is not sent again, and stock makes it another`() async throws {
    let test = try await shop()
    for path in ["/inventario/productos/1", "/inventario/productos"] {
      let tag = try #require(try await test.send(.get, path).fields["ETag"])
      let again = try await test.send(.get, path, fields: ["If-None-Match": "\"x\", W/\(tag)"])
      #expect(again.status == .notModified)
      #expect(again.body.bytes.isEmpty)
      _ = try await test.data(.patch, "/inventario/productos/1/stock", ["cantidad": 1, "motivo": "x"])
      #expect(try await test.send(.get, path, fields: ["If-None-Match": tag]).status == .ok)
    }
  }

  @Test(arguments: [
    ("\"1\"", 200), ("\"0\", \"1\"", 200), ("*", 200), ("\"0\"", 412), ("W/\"1\"", 412), ("x", 412),
  ])
  func `one of several tags is enough for a change`(tags: String, status: Int) async throws {
    let response = try await shop().send(
      .put, "/inventario/productos/1", ["color": "azul"], fields: ["If-Match": tags])
    #expect(response.status.code == status)
  }

  @Test func `whatever is made tells its place`() async throws {
    let test = try await shop()
    let token = try await test.send(
      .post, "/cuenta/tokens", ["nombre": "caja", "rol": "cajero", "alcances": ["leer"]])
    #expect(token.status == .created)
    let place = try #require(token.fields["Location"])
    let shown = try await test.send(.get, at: place)
    #expect(try shown.json["data"]?["nombre"] == "caja")
    #expect(try shown.json["data"]?["usado_en"] == JSON.null)

    let movement = try await test.send(
      .post, "/inventario/movimientos", ["producto_id": 1, "tipo_movimiento": "salida_merma", "cantidad": -1])
    let filed = try await test.send(.get, at: try #require(movement.fields["Location"]))
    #expect(try filed.json["data"]?[0]?["tipo_movimiento"] == "salida_merma")
    #expect(try filed.json["data"]?.array?.count == 1)
    let batch = try await test.send(
      .post, "/inventario/productos/bulk", ["productos": [["nombre": "Tinte", "precio_venta": 1]]])
    #expect(batch.fields["Location"] == "/api/v1/inventario/productos")
  }

  @Test func `whoever is not let in learns how`() {
    #expect(HTTPProblem(.unauthorized, "").response.fields["WWW-Authenticate"] == "Bearer")
  }

  @Test(
    arguments: [
      (.put, "/inventario/productos/1", ["precio_venta": nil], ["precio_venta"]),
      (.put, "/inventario/productos/1", ["nombre": nil], ["nombre"]),
      (.put, "/inventario/productos/1", ["categoria_id": 999], ["categoria_id"]),
      (
        .post, "/inventario/productos", ["nombre": "Otro", "precio_venta": 1, "proveedor_id": 9],
        ["proveedor_id"]
      ),
      (
        .post, "/inventario/productos",
        ["nombre": "Otro", "precio_venta": 1, "stock_actual": JSON(decimal: "1.5")],
        ["stock_actual"]
      ),
      (.patch, "/inventario/productos/1/stock", ["cantidad": 0, "motivo": "x"], ["cantidad"]),
      (
        .post, "/pos/ventas", ["items": [["producto_id": 9, "cantidad": 1]], "metodo_pago": "efectivo"],
        ["items[0].producto_id"]
      ),
      (
        .post, "/traspasos",
        ["origen_id": 1, "destino_id": 9, "items": [["producto_id": 1, "cantidad": 1]]], ["destino_id"]
      ),
      (
        .post, "/inventario/proveedores", ["nombre": "Pil", "sitio_web": "javascript:alert(1)"], ["sitio_web"]
      ),
      (.post, "/inventario/proveedores", ["nombre": "Pil", "email": "no"], ["email"]),
      (.post, "/clientes", ["nombre": "Marta", "email": "no"], ["email"]),
      (.put, "/inventario/productos/1", ["imagen_url": "data:text/html,x"], ["imagen_url"]),
    ] as [(HTTPMethod, String, JSON, [String])])
  func `a refusal names the field that was sent`(
    method: HTTPMethod, path: String, body: JSON, fields: [String]
  ) async throws {
    let response = try await shop().send(method, path, body)
    #expect(response.status == .unprocessable)
    #expect(try response.json["errores"]?.array?.compactMap { $0["campo"]?.string } == fields)
  }

  @Test(arguments: ["https://pil.com.bo", "www.pil.com.bo/contacto", "http://10.0.0.2:8080/x?a=b", ""])
  func `an address of the web is taken as it is`(site: String) async throws {
    let body: JSON = ["nombre": "Pil", "sitio_web": .string(site)]
    let made = try await APIShop().data(.post, "/inventario/proveedores", body)
    #expect(made["sitio_web"] == .string(site))
  }

  @Test func `the owner gives somebody another password`() async throws {
    let test = try await APIShop()
    _ = try await test.data(
      .post, "/usuarios", ["nombre": "Marta", "rol": "cajero", "contrasena": "una clave larga"])
    let changed = try await test.send(.put, "/usuarios/2/contrasena", ["contrasena": "otra clave larga"])
    #expect(changed.status == .ok)
    func signIn(_ password: String) async throws -> HTTPStatus {
      try await test.send(
        .post, "/cuenta/ingresar", ["usuario": "Marta", "contrasena": .string(password)]
      ).status
    }
    #expect(try await signIn("una clave larga") == .unauthorized)
    #expect(try await signIn("otra clave larga") == .ok)
  }

  @Test func `a path of a later version says what it lacks`() async throws {
    let response = try await APIShop().send(.get, "/pos/ventas/1/ticket")
    #expect(response.status == .notImplemented)
    #expect(try response.json["detail"]?.string == "Todavía no se puede: falta el ticket en PDF")
  }
}
