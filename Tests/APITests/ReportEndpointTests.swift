import Inventory
import Shop
import Testing
import Wire

@testable import API

/// The reports of what the rules find and of who sold and bought.
struct ReportEndpointTests {
  private static let days = "fecha_desde=2025-10-01&fecha_hasta=2025-10-31"

  /// A shop with 2 creams that are low, and 1 sold to Marta, of a lot that expires.
  private func shop(role: Role = .owner) async throws -> APIShop {
    let test = try await APIShop(role: role)
    _ = try await test.data(
      .post, "/inventario/productos",
      ["nombre": "Crema", "sku": "CRE", "precio_venta": 50, "precio_compra": 20])
    _ = try await test.data(
      .post, "/inventario/movimientos",
      [
        "producto_id": 1, "tipo_movimiento": "entrada_compra", "cantidad": 3, "lote": "L1",
        "fecha_vencimiento": "2025-10-25",
      ])
    _ = try await test.data(.post, "/clientes", ["nombre": "Marta"])
    _ = try await test.data(
      .post, "/pos/ventas",
      ["items": [["producto_id": 1, "cantidad": 1]], "metodo_pago": "efectivo", "cliente_id": 1])
    return test
  }

  @Test func `what is low says by which rule and how much to order`() async throws {
    let low = try await shop().data(.get, "/inventario/reportes/stock-bajo")
    #expect(low[0]?["sku"] == "CRE")
    #expect(low[0]?["stock_actual"] == 2)
    #expect(low[0]?["regla"] == "piso")
    #expect(low[0]?["umbral"] == 3)
    #expect(low[0]?["sales_last_7"] == 1)
  }

  @Test func `lots that expire are listed as far ahead as is asked`() async throws {
    let test = try await shop()
    let lots = try await test.data(.get, "/inventario/reportes/por-vencer")
    #expect(lots[0]?["lote"] == "L1")
    #expect(lots[0]?["cantidad"] == 2)
    #expect(try await test.data(.get, "/inventario/reportes/por-vencer?dias=5").array == [])
  }

  @Test func `who sold and bought most`() async throws {
    let test = try await shop()
    #expect(try await test.data(.get, "/pos/reportes/mas-vendidos?\(Self.days)")[0]?["unidades"] == 1)
    #expect(
      try await test.data(.get, "/pos/reportes/mas-vendidos?\(Self.days)&orden=ingresos")[0]?["costo"] == 20)
    #expect(try await test.data(.get, "/pos/reportes/vendedores?\(Self.days)")[0]?["usuario"] == "Ana")
    #expect(try await test.data(.get, "/pos/reportes/mejores-clientes?\(Self.days)")[0]?["monto"] == 50)
  }

  @Test(arguments: ["sobrestock", "sin-movimiento"])
  func `a page says how many there are in all`(report: String) async throws {
    let response = try await shop().send(.get, "/inventario/reportes/\(report)?limite=1")
    #expect(try response.json["data"] == [])
    #expect(try response.json["paginacion"]?["total"] == 0)
  }

  @Test func `a product tells what each branch has`() async throws {
    let test = try await shop()
    _ = try await test.data(.post, "/sucursales", ["nombre": "Norte"])
    let product = try await test.data(.get, "/inventario/productos/1")
    #expect(product["existencias"]?.array?.compactMap { $0["sucursal"]?.string } == ["Principal", "Norte"])
    #expect(product["existencias"]?[0]?["cantidad"] == 2)
    let north = try await test.data(.get, "/inventario/productos/1?sucursal_id=2")
    #expect(north["stock_actual"] == 0)
    #expect(north["existencias"]?.array?.count == 1)
    #expect(try await test.send(.get, "/inventario/productos/1?sucursal_id=9").status == .notFound)
  }

  @Test func `many prices change at once or not at all, and are taken back`() async throws {
    let test = try await shop()
    let wrong: JSON = [["producto_id": 1, "precio_venta": 60], ["producto_id": 9, "precio_venta": 60]]
    let refused = try await test.send(.post, "/inventario/precios", ["precios": wrong])
    #expect(try refused.json["errores"]?[0]?["campo"] == "precios[1].producto_id")
    func price() async throws -> JSON? {
      try await test.data(.get, "/inventario/productos/1")["precio_venta"]
    }
    #expect(try await price() == 50)
    let right: JSON = ["precios": [["producto_id": 1, "precio_venta": 60]]]
    let done = try await test.send(.post, "/inventario/precios", right, fields: ["Idempotency-Key": "alza"])
    #expect(done.status == .ok)
    #expect(try await price() == 60)
    #expect(try await test.send(.post, "/deshacer", ["clave": "alza"]).status == .ok)
    #expect(try await price() == 50)
    #expect(try await test.send(.post, "/deshacer", ["clave": "alza"]).status == .conflict)
    #expect(try await test.send(.post, "/deshacer", ["clave": "otra"]).status == .notFound)
  }

  @Test func `a withdrawn product is found among the withdrawn`() async throws {
    let test = try await shop()
    _ = try await test.send(.delete, "/inventario/productos/1")
    #expect(try await test.data(.get, "/inventario/productos?q=crema").array == [])
    #expect(try await test.data(.get, "/inventario/productos?activo=false&q=crem").array?.count == 1)
  }
}
