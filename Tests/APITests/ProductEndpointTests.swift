import Inventory
import Testing
import Wire

@testable import API

struct ProductEndpointTests {
  private static let shampoo: JSON = [
    "nombre": "Shampoo Anticaída", "sku": "SHA-1", "precio_venta": JSON(decimal: "49.5"),
    "precio_compra": 30, "stock_actual": 12,
  ]

  @Test func `a product is made, found at its place, changed and withdrawn`() async throws {
    let test = try await APIShop()
    let made = try await test.send(.post, "/inventario/productos", Self.shampoo)
    #expect(made.status == .created)
    let place = try #require(made.fields["Location"]).dropFirst("/api/v1".count)

    let shown = try await test.send(.get, String(place))
    #expect(try shown.json["data"]?["precio_venta"] == JSON(decimal: "49.5"))
    #expect(try shown.json["data"]?["stock_actual"] == 12)
    let tag = try #require(shown.fields["ETag"])
    let changed = try await test.send(
      .put, String(place), ["precio_venta": 55, "color": "azul"], fields: ["If-Match": tag])
    #expect(changed.status == .ok)
    #expect(try changed.json["data"]?["nombre"] == "Shampoo Anticaída")
    #expect(try changed.json["data"]?["color"] == "azul")
    let late = try await test.send(.put, String(place), ["precio_venta": 60], fields: ["If-Match": tag])
    #expect(late.status == .preconditionFailed)

    #expect(try await test.send(.delete, String(place)).status == .ok)
    #expect(try await test.data(.get, "/inventario/productos").array == [])
  }

  @Test func `a request sent twice with one key makes one product`() async throws {
    let test = try await APIShop()
    let key: HTTPFields = ["Idempotency-Key": "abc"]
    let first = try await test.send(.post, "/inventario/productos", Self.shampoo, fields: key)
    let second = try await test.send(.post, "/inventario/productos", Self.shampoo, fields: key)
    #expect(first.fields["Location"] == second.fields["Location"])
    #expect(try await test.data(.get, "/inventario/productos").array?.count == 1)
    let other = try await test.send(
      .post, "/inventario/productos", ["nombre": "Otro", "precio_venta": 1], fields: key)
    #expect(other.status == .unprocessable)
  }

  @Test func `every wrong field is named`() async throws {
    let test = try await APIShop()
    let response = try await test.send(
      .post, "/inventario/productos", ["nombre": "", "precio_venta": JSON(decimal: "1.234"), "precio": 3])
    #expect(response.status == .unprocessable)
    #expect(
      try response.json["errores"]?.array?.compactMap { $0["campo"]?.string }
        == ["nombre", "precio_venta", "precio"])
  }

  @Test(
    arguments: [
      (
        ["nombre": "", "precio_mayoreo": 20, "cantidad_mayoreo": 3, "stock_minimo": 50, "stock_maximo": 10],
        ["nombre", "precio_mayoreo", "stock_minimo"]
      ),
      (["precio_mayoreo": 20, "codigo_barras": "7501031311308"], ["cantidad_mayoreo", "codigo_barras"]),
      (["precio_venta": "x", "precio_mayoreo": 20, "cantidad_mayoreo": 3], ["precio_venta"]),
      (
        ["precio_mayoreo": 5, "cantidad_mayoreo": "x", "stock_minimo": 101],
        ["cantidad_mayoreo", "stock_minimo"]
      ),
    ] as [(JSON, [String])])
  func `fields that do not fit each other are named beside those that are wrong by themselves`(
    fields: JSON, wrong: [String]
  ) async throws {
    let test = try await APIShop()
    var body: JSON.Object = ["nombre": "Crema", "precio_venta": 10]
    for member in fields.object?.members ?? [] { body[member.key] = member.value }
    let one = try await test.send(.post, "/inventario/productos", .object(body))
    #expect(one.status == .unprocessable)
    #expect(try one.json["errores"]?.array?.compactMap { $0["campo"]?.string } == wrong)
    let batch: JSON = ["productos": [["nombre": "Jabón", "precio_venta": 1], .object(body)]]
    let several = try await test.send(.post, "/inventario/productos/bulk", batch)
    #expect(
      try several.json["errores"]?.array?.compactMap { $0["campo"]?.string }
        == wrong.map { "productos[1]." + $0 })
  }

  @Test func `a change is held against what the product has, every broken rule at once`() async throws {
    let test = try await APIShop()
    _ = try await test.data(
      .post, "/inventario/productos",
      ["nombre": "Crema", "precio_venta": 10, "precio_mayoreo": 8, "cantidad_mayoreo": 3, "stock_minimo": 5])
    let response = try await test.send(
      .put, "/inventario/productos/1", ["precio_venta": 7, "stock_maximo": 4])
    #expect(response.status == .unprocessable)
    #expect(try response.json["detail"]?.string == "El precio_mayoreo debe ser menor que precio_venta")
    #expect(
      try response.json["errores"]?.array?.compactMap { $0["campo"]?.string } == [
        "precio_mayoreo", "stock_minimo",
      ])
  }

  @Test(
    arguments: [
      ("El precio_mayoreo debe ser menor que precio_venta", ["precio_mayoreo": 20, "cantidad_mayoreo": 3]),
      ("Si especificas precio_mayoreo, debes especificar cantidad_mayoreo", ["precio_mayoreo": 5]),
      ("stock_minimo no puede ser mayor que stock_maximo", ["stock_minimo": 50, "stock_maximo": 10]),
      ("Código de barras inválido (se espera EAN13 o Code128)", ["codigo_barras": "7501031311308"]),
    ] as [(String, JSON)])
  func `the documents' sentences are the detail`(detail: String, fields: JSON) async throws {
    let test = try await APIShop()
    var body: JSON.Object = ["nombre": "Crema", "precio_venta": 10]
    for member in fields.object?.members ?? [] { body[member.key] = member.value }
    let response = try await test.send(.post, "/inventario/productos", .object(body))
    #expect(response.status == .unprocessable)
    #expect(try response.json["detail"]?.string == detail)
  }

  @Test func `a list comes in pages that say how many there are`() async throws {
    let test = try await APIShop()
    let batch = (1...5).map { ["nombre": "Jabón \($0)", "precio_venta": JSON($0)] as JSON }
    _ = try await test.data(.post, "/inventario/productos/bulk", ["productos": .array(batch)])
    let page = try await test.send(.get, "/inventario/productos?orden=precio&pagina=2&limite=2&q=")
    #expect(try page.json["data"]?.array?.compactMap { $0["nombre"]?.string } == ["Jabón 3", "Jabón 4"])
    #expect(
      try page.json["paginacion"] == ["pagina": 2, "limite": 2, "total": 5, "paginas": 3])
  }

  @Test func `a batch with one wrong entry makes none and names it`() async throws {
    let test = try await APIShop()
    let batch: JSON = [
      "productos": [
        ["nombre": "Uno", "precio_venta": 1], ["nombre": "Dos", "precio_venta": 1, "sku": "A"],
        ["nombre": "Tres", "precio_venta": 1, "sku": "a"],
      ]
    ]
    let response = try await test.send(.post, "/inventario/productos/bulk", batch)
    #expect(response.status == .conflict)
    #expect(try response.json["errores"]?[0]?["campo"]?.string == "productos[2].sku")
    #expect(try await test.data(.get, "/inventario/productos").array == [])
  }

  @Test(arguments: [
    ("/inventario/productos?pagina=0", 422, "pagina"), ("/inventario/productos?limite=101", 422, "limite"),
    ("/inventario/productos?limite=x", 422, "limite"), ("/inventario/productos?orden=peso", 422, "orden"),
    ("/inventario/productos?activo=si", 422, "activo"), ("/inventario/productos?fecha=1", 422, "fecha"),
    ("/inventario/productos?pagina=1&pagina=2", 422, "pagina"),
    ("/inventario/productos?pagina=99999999999999999999", 422, "pagina"),
  ])
  func `a parameter that means nothing is named`(path: String, status: Int, field: String) async throws {
    let response = try await APIShop().send(.get, path)
    #expect(response.status.code == status)
    #expect(try response.json["errores"]?[0]?["campo"]?.string == field)
  }

  @Test(arguments: ["0", "-1", "x", "99999999999999999999", "7"])
  func `a product that is not there is not found`(id: String) async throws {
    #expect(try await APIShop().send(.get, "/inventario/productos/\(id)").status == .notFound)
  }

  @Test func `who may not see costs sees none`() async throws {
    let test = try await APIShop(role: .cashier)
    #expect(try await test.send(.post, "/inventario/productos", Self.shampoo).status == .forbidden)
  }

  @Test(arguments: ["", "[1]", "{", "{\"nombre\":\"a\",\"nombre\":\"b\"}", "\u{0}"])
  func `a body that is no JSON object is refused with the place`(text: String) async throws {
    let test = try await APIShop()
    let target = try #require(HTTPTarget("/api/v1/inventario/productos"))
    let response = await HTTPRouter(test.api.routes).respond(
      to: HTTPRequest(.post, target, body: Array(text.utf8))
    ).response
    #expect(response.status == .badRequest)
    #expect(response.fields["Content-Type"] == HTTPProblem.mediaType)
  }
}
