import Crypto
import Inventory
import SQL
import Shop
import Store
import Testing
import Wire

@testable import API

struct SaleEndpointTests {
  /// A shop with 10 shampoos at 49.50.
  private func shop() async throws -> APIShop {
    let test = try await APIShop()
    _ = try await test.data(
      .post, "/inventario/productos",
      ["nombre": "Shampoo", "sku": "SHA", "precio_venta": JSON(decimal: "49.5"), "stock_actual": 10])
    return test
  }

  private func stock(_ test: APIShop) async throws -> JSON? {
    try await test.data(.get, "/inventario/productos/1")["stock_actual"]
  }

  @Test func `a sale takes the stock, keeps its folio and comes back in part`() async throws {
    let test = try await shop()
    let sale = try await test.data(
      .post, "/pos/ventas",
      [
        "items": [["producto_id": 1, "cantidad": 3, "descuento_porcentaje": 10]], "metodo_pago": "efectivo",
        "monto_pagado": JSON(decimal: "133.65"), "recibido": 150,
      ])
    #expect(sale["folio"] == "POS-2025-0001")
    #expect(sale["total"] == JSON(decimal: "133.65"))  // 3 × (49.50 − 4.95)
    #expect(sale["estado_pago"] == "pagado")
    #expect(try await stock(test) == 7)

    let item = try #require(sale["items"]?[0]?["id"])
    let returned = try await test.data(
      .post, "/pos/ventas/1/devolucion",
      ["items": [["item_id": item, "cantidad": 1]], "motivo": "no le gustó"])
    #expect(returned["estado"] == "devolucion_parcial")
    #expect(try await stock(test) == 8)
  }

  @Test func `one sale sent twice with a key is one sale`() async throws {
    let test = try await shop()
    let body: JSON = ["items": [["producto_id": 1, "cantidad": 2]], "metodo_pago": "tarjeta"]
    for _ in 0..<2 {
      let response = try await test.send(.post, "/pos/ventas", body, fields: ["Idempotency-Key": "k"])
      #expect(response.fields["Location"] == "/api/v1/pos/ventas/1")
    }
    #expect(try await stock(test) == 8)
  }

  @Test func `a sale of an earlier version, whose request was kept whole, is known by its key`() async throws
  {
    let test = try await shop()
    let body: JSON = ["items": [["producto_id": 1, "cantidad": 2]], "metodo_pago": "tarjeta"]
    let key: HTTPFields = ["Idempotency-Key": "k"]
    #expect(try await test.send(.post, "/pos/ventas", body, fields: key).status == .created)
    let request = "POST /api/v1/pos/ventas\n\(body.text)"
    let kept = try await test.shop.store.database.read {
      try $0.first("SELECT huella FROM claves_idempotencia WHERE operacion = 'venta'") { $0.text(0) }
    }
    #expect(kept == sha256(Array(request.utf8)).hex)
    try await test.shop.store.database.write(.normal) {
      _ = try $0.execute("UPDATE claves_idempotencia SET huella = \(request) WHERE operacion = 'venta'")
    }
    let again = try await test.send(.post, "/pos/ventas", body, fields: key)
    #expect(again.status == .created)
    #expect(again.fields["Location"] == "/api/v1/pos/ventas/1")
    #expect(try await stock(test) == 8)
    let other: JSON = ["items": [["producto_id": 1, "cantidad": 3]], "metodo_pago": "tarjeta"]
    #expect(try await test.send(.post, "/pos/ventas", other, fields: key).status == .unprocessable)
  }

  @Test func `more than there is is refused with the document's sentence and takes nothing`() async throws {
    let test = try await shop()
    let response = try await test.send(
      .post, "/pos/ventas", ["items": [["producto_id": 1, "cantidad": 11]], "metodo_pago": "efectivo"])
    #expect(response.status == .conflict)
    #expect(
      try response.json["detail"]?.string
        == "Stock insuficiente para producto ID 1: disponible 10, requerido 11")
    #expect(try await stock(test) == 10)
  }

  @Test(arguments: [nil, 0] as [JSON?])
  func `what waits for the terminal is set aside, and sold once it is paid`(paid: JSON?) async throws {
    let test = try await shop()
    var body: JSON.Object = ["items": [["producto_id": 1, "cantidad": 2]], "metodo_pago": "terminal"]
    body["monto_pagado"] = paid
    let sale = try await test.data(.post, "/pos/ventas", .object(body))
    #expect(sale["estado"] == "apartado")
    #expect(try await test.data(.get, "/inventario/productos/1")["stock_reservado"] == 2)
    let receipt = try await test.data(.post, "/pos/ventas/1/pagar", ["metodo_pago": "terminal", "monto": 99])
    #expect(receipt["ventas"]?[0]?["entregada"] == true)
    #expect(try await test.data(.get, "/pos/ventas/1")["estado"] == "completada")
    #expect(try await stock(test) == 8)
  }

  @Test func `a mixed payment says each of its parts`() async throws {
    let test = try await shop()
    let items: JSON = [["producto_id": 1, "cantidad": 1]]
    #expect(
      try await test.send(.post, "/pos/ventas", ["items": items, "metodo_pago": "mixto"]).status
        == .unprocessable)
    let parts: JSON = [
      ["metodo_pago": "efectivo", "monto": 20, "recibido": 50],
      ["metodo_pago": "tarjeta", "monto": JSON(decimal: "29.5")],
    ]
    let sale = try await test.data(
      .post, "/pos/ventas", ["items": items, "metodo_pago": "mixto", "pagos": parts])
    #expect(sale["monto_pendiente"] == 0)
  }

  @Test func `what is wrong with the payments is named beside what is wrong with the lines`() async throws {
    let test = try await shop()
    func faults(_ path: String, _ body: JSON) async throws -> [String]? {
      let response = try await test.send(.post, path, body)
      #expect(response.status == .unprocessable)
      return try response.json["errores"]?.array?.compactMap { $0["campo"]?.string }
    }
    let wrong: JSON = [["producto_id": 1, "cantidad": 0]]
    #expect(
      try await faults("/pos/ventas", ["items": wrong, "metodo_pago": "mixto"]) == [
        "items[0].cantidad", "pagos",
      ])
    #expect(
      try await faults(
        "/pos/ventas", ["items": wrong, "metodo_pago": "tarjeta", "monto_pagado": 10, "recibido": 20])
        == ["items[0].cantidad", "recibido"])
    let parts: JSON = [
      ["metodo_pago": "efectivo", "monto": 20, "recibido": 10], ["metodo_pago": "qr", "monto": 0],
      ["metodo_pago": "qr", "monto": 5, "recibido": 6],
    ]
    let paid: JSON = [
      "items": [["producto_id": 1, "cantidad": 1]], "metodo_pago": "mixto", "pagos": parts,
      "fecha_vencimiento_apartado": "2025-02-30",
    ]
    #expect(
      try await faults("/pos/ventas", paid)
        == ["pagos[1].monto", "fecha_vencimiento_apartado", "pagos[0].recibido", "pagos[2].recibido"])
    #expect(
      try await faults("/pos/ventas/1/pagar", ["metodo_pago": "qr", "monto": 5, "recibido": 6]) == [
        "recibido"
      ])
  }

  @Test func `what is left to pay needs a customer who owes it`() async throws {
    let test = try await shop()
    let items: JSON = [["producto_id": 1, "cantidad": 2]]
    let body: JSON = ["items": items, "metodo_pago": "efectivo", "monto_pagado": 90]
    let response = try await test.send(.post, "/pos/ventas", body)
    #expect(response.status == .unprocessable)
    #expect(try response.json["errores"]?[0]?["campo"] == "cliente_id")
    #expect(try await stock(test) == 10)
    _ = try await test.data(.post, "/clientes", ["nombre": "Marta"])
    var owed = try #require(body.object)
    owed["cliente_id"] = 1
    #expect(try await test.data(.post, "/pos/ventas", .object(owed))["monto_pendiente"] == 9)
    #expect(try await test.send(.put, "/pos/ventas/1", ["cliente_id": nil]).status == .unprocessable)
  }

  @Test func `a cancelled sale gives the stock back, and the money, which it shows`() async throws {
    let test = try await shop()
    _ = try await test.data(
      .post, "/pos/ventas", ["items": [["producto_id": 1, "cantidad": 4]], "metodo_pago": "efectivo"])
    #expect(try await test.send(.delete, "/pos/ventas/1").status == .ok)
    #expect(try await stock(test) == 10)
    let payments = try await test.data(.get, "/pos/ventas/1")["pagos"]?.array ?? []
    #expect(payments.map { $0["tipo"]?.string } == ["pago", "reembolso"])
    #expect(payments.map { $0["monto"] } == [198, -198])
    #expect(payments.last?["recibo"] == "CAN-2025-0001")
    #expect(try await test.data(.get, "/pos/ventas?estado=cancelada").array?.count == 1)
  }

  @Test func `what is added to a quotation twice with one key is added once`() async throws {
    let test = try await shop()
    _ = try await test.data(
      .post, "/pos/ventas",
      ["items": [["producto_id": 1, "cantidad": 1]], "metodo_pago": "efectivo", "tipo_venta": "cotizacion"])
    for _ in 0..<2 {
      let response = try await test.send(
        .post, "/pos/ventas/1/items", ["items": [["producto_id": 1, "cantidad": 2]]],
        fields: ["Idempotency-Key": "k"])
      #expect(try response.json["data"]?["items"]?.array?.count == 2)
    }
  }

  @Test(arguments: [(HTTPMethod.post, "/recibir", "recibido"), (.delete, "", "cancelado")])
  func `a transfer ended twice with one key ends once`(
    method: HTTPMethod, ending: String, state: String
  ) async throws {
    let test = try await shop()
    _ = try await test.data(.post, "/sucursales", ["nombre": "Norte"])
    _ = try await test.data(
      .post, "/traspasos",
      ["origen_id": 1, "destino_id": 2, "items": [["producto_id": 1, "cantidad": 4]]])
    for _ in 0..<2 {
      let response = try await test.send(
        method, "/traspasos/1" + ending, fields: ["Idempotency-Key": "k"])
      #expect(try response.json["data"]?["estado"]?.string == state)
    }
    #expect(try await test.send(method, "/traspasos/1" + ending).status == .conflict)
  }
}

struct StockEndpointTests {
  private func shop(stock: Int) async throws -> APIShop {
    let test = try await APIShop()
    _ = try await test.data(
      .post, "/inventario/productos", ["nombre": "Jabón", "precio_venta": 5, "stock_actual": JSON(stock)])
    return test
  }

  @Test(
    arguments: [
      (["cantidad": -3], 7), (["cantidad": 5], 15), (["stock_nuevo": 4], 4),
      (["stock_nuevo": 4, "stock_esperado": 10], 4),
    ] as [(JSON, Int)])
  func `stock is added to, taken from or set`(change: JSON, left: Int) async throws {
    let test = try await shop(stock: 10)
    var body = try #require(change.object)
    body["motivo"] = "conteo"
    #expect(
      try await test.data(.patch, "/inventario/productos/1/stock", .object(body))["stock_actual"]
        == JSON(left))
  }

  @Test func `stock that is not what was expected stays as it is`() async throws {
    let test = try await shop(stock: 10)
    let response = try await test.send(
      .patch, "/inventario/productos/1/stock", ["stock_nuevo": 4, "stock_esperado": 9, "motivo": "conteo"])
    #expect(response.status == .conflict)
  }

  @Test func `movements keep the documents' signs, and the kardex shows them with the prices`() async throws {
    let test = try await shop(stock: 10)
    let wrong = try await test.send(
      .post, "/inventario/movimientos", ["producto_id": 1, "tipo_movimiento": "salida_merma", "cantidad": 2])
    #expect(try wrong.json["detail"]?.string == "Las salidas deben tener cantidad negativa")
    _ = try await test.data(
      .post, "/inventario/movimientos", ["producto_id": 1, "tipo_movimiento": "salida_merma", "cantidad": -2])
    _ = try await test.data(.put, "/inventario/productos/1", ["precio_venta": 6])
    let kardex = try await test.data(.get, "/inventario/movimientos/kardex/1")
    #expect(
      kardex.array?.compactMap { $0["tipo_movimiento"]?.string }.sorted()
        == ["cambio_precio", "entrada_compra", "salida_merma"])
  }

  @Test func `the feed of document 003 has its shape`() async throws {
    let test = try await shop(stock: 1)
    let response = try await test.send(.get, "/notificaciones")
    let feed = try response.json
    #expect(feed["total"] == 1)
    #expect(feed["success"] == nil)
    #expect(feed["alertas"]?[0]?["detalle"] == "1 unidad")
    #expect(feed["alertas"]?[0]?["prioridad"] == "alta")
    #expect(feed["alertas"]?[0]?["tipo"] == "stock_bajo")
  }

  @Test func `an alert is listed until it is read`() async throws {
    let test = try await shop(stock: 10)
    _ = try await test.data(.patch, "/inventario/productos/1/stock", ["stock_nuevo": 2, "motivo": "conteo"])
    let alert = try #require(try await test.data(.get, "/inventario/alertas")[0])
    #expect(alert["tipo_alerta"] == "stock_minimo")
    #expect(alert["mensaje"] == "El producto \"Jabón\" tiene stock bajo (2 unidades)")
    let id = try #require(alert["id"]?.integer)
    _ = try await test.data(.patch, "/inventario/alertas/\(id)/marcar-leida")
    #expect(try await test.data(.get, "/inventario/alertas").array == [])
    #expect(try await test.data(.get, "/inventario/alertas?leida=true").array?.count == 1)
  }
}
