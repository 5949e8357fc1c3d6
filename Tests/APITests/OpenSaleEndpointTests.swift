import Testing
import Wire

@testable import API

/// What becomes of quotations and layaways over REST.
struct OpenSaleEndpointTests {
  /// A shop with 10 shampoos at 49.50, of which 2 are quoted.
  private func shop() async throws -> APIShop {
    let test = try await APIShop()
    _ = try await test.data(
      .post, "/inventario/productos",
      ["nombre": "Shampoo", "sku": "SHA", "precio_venta": JSON(decimal: "49.5"), "stock_actual": 10])
    _ = try await test.data(
      .post, "/pos/ventas",
      ["items": [["producto_id": 1, "cantidad": 2]], "metodo_pago": "efectivo", "tipo_venta": "cotizacion"])
    return test
  }

  @Test func `a quotation is sold with its payment, once a key`() async throws {
    let test = try await shop()
    let body: JSON = ["metodo_pago": "efectivo", "monto": 99, "recibido": 100]
    for _ in 0..<2 {
      let response = try await test.send(
        .post, "/pos/ventas/1/completar", body, fields: ["Idempotency-Key": "k"])
      #expect(try response.json["data"]?["estado"] == "completada")
    }
    let sale = try await test.data(.get, "/pos/ventas/1")
    #expect(sale["estado_pago"] == "pagado")
    #expect(sale["pagos"]?[0]?["cambio"] == 1)
    #expect(try await test.data(.get, "/inventario/productos/1")["stock_actual"] == 8)
    #expect(try await test.send(.post, "/pos/ventas/1/completar").status == .conflict)
  }

  @Test func `what is handed over unpaid needs a customer who owes it`() async throws {
    let test = try await shop()
    let nobody = try await test.send(.post, "/pos/ventas/1/completar")
    #expect(nobody.status == .unprocessable)
    #expect(try nobody.json["errores"]?[0]?["campo"] == "cliente_id")
    _ = try await test.data(.post, "/clientes", ["nombre": "Marta"])
    _ = try await test.data(.put, "/pos/ventas/1", ["cliente_id": 1])
    #expect(try await test.data(.post, "/pos/ventas/1/completar")["monto_pendiente"] == 99)
    let debts = try await test.data(.get, "/clientes/deudas")
    #expect(debts[0]?["cliente"] == "Marta")
    #expect(debts[0]?["monto_pendiente"] == 99)
  }

  @Test func `a quotation is set aside, and sold once it is paid`() async throws {
    let test = try await shop()
    let past: JSON = ["fecha_vencimiento_apartado": "2025-10-15"]
    let late = try await test.send(.post, "/pos/ventas/1/apartar", past)
    #expect(try late.json["errores"]?[0]?["campo"] == "fecha_vencimiento_apartado")
    let kept = try await test.data(
      .post, "/pos/ventas/1/apartar", ["fecha_vencimiento_apartado": "2025-10-30"])
    #expect(kept["estado"] == "apartado")
    #expect(try await test.data(.get, "/inventario/productos/1")["stock_reservado"] == 2)
    _ = try await test.data(.post, "/pos/ventas/1/pagar", ["metodo_pago": "qr", "monto": 99])
    #expect(try await test.data(.get, "/pos/ventas/1")["estado"] == "completada")
  }

  @Test func `a layaway is not made for a day that is over`() async throws {
    let test = try await shop()
    let response = try await test.send(
      .post, "/pos/ventas",
      [
        "items": [["producto_id": 1, "cantidad": 1]], "metodo_pago": "efectivo", "tipo_venta": "apartado",
        "fecha_vencimiento_apartado": "2025-10-15",
      ])
    #expect(response.status == .unprocessable)
    #expect(try response.json["errores"]?[0]?["campo"] == "fecha_vencimiento_apartado")
  }

  @Test func `a payment says how much`() async throws {
    let test = try await shop()
    let response = try await test.send(.post, "/pos/ventas/1/completar", ["metodo_pago": "efectivo"])
    #expect(try response.json["errores"]?[0]?["campo"] == "monto")
  }

  @Test(arguments: ["POS-2025-0001", "pos-2025-1", "VENTA-00001", "1"])
  func `a sale is found by its folio, however it is typed`(folio: String) async throws {
    let test = try await shop()
    let found = try await test.data(.get, "/pos/ventas?folio=\(folio)")
    #expect(found.array?.compactMap { $0["folio"]?.string } == ["POS-2025-0001"])
    #expect(try await test.data(.get, "/pos/ventas?folio=POS-2025-0002").array == [])
  }

  @Test func `a sale has its place by its folio too`() async throws {
    let test = try await shop()
    #expect(try await test.data(.get, "/pos/ventas/POS-2025-0001")["id"] == 1)
    #expect(try await test.data(.put, "/pos/ventas/pos-2025-1", ["notas": "x"])["notas"] == "x")
    #expect(try await test.send(.get, "/pos/ventas/POS-2025-0002").status == .notFound)
  }

  @Test func `sales are told by who wrote them and how they are paid`() async throws {
    let test = try await shop()
    _ = try await test.data(
      .post, "/pos/ventas", ["items": [["producto_id": 1, "cantidad": 1]], "metodo_pago": "efectivo"])
    func folios(_ filter: String) async throws -> [String]? {
      try await test.data(.get, "/pos/ventas?\(filter)").array?.compactMap { $0["folio"]?.string }
    }
    #expect(try await folios("estado_pago=pagado") == ["POS-2025-0002"])
    #expect(try await folios("estado_pago=pendiente") == ["POS-2025-0001"])
    #expect(try await folios("usuario_id=1")?.count == 2)
    #expect(try await folios("usuario_id=2") == [])
  }
}
