import Inventory
import Shop
import Store
import Testing
import Wire

@testable import API

struct BranchFilterTests {
  private static let days = "fecha_desde=2025-10-01&fecha_hasta=2025-10-31"
  private static let questions = [
    "/inventario/productos?", "/inventario/movimientos?", "/inventario/movimientos/kardex/1?",
    "/inventario/alertas?", "/inventario/reportes/valor-inventario?", "/inventario/reportes/alertas?",
    "/inventario/reportes/analisis-abc?\(days)&", "/inventario/reportes/rotacion?\(days)&",
    "/pos/reportes/ventas-diarias?\(days)&", "/pos/reportes/mas-vendidos?\(days)&",
    "/inventario/reportes/stock-bajo?", "/pos/ventas?", "/traspasos?", "/notificaciones?",
  ]

  @Test(arguments: questions)
  func `a branch that the shop never had is not found`(path: String) async throws {
    let test = try await APIShop()
    _ = try await test.data(.post, "/inventario/productos", ["nombre": "Crema", "precio_venta": 5])
    #expect(try await test.send(.get, path + "sucursal_id=99").status == .notFound)
    #expect(try await test.send(.get, path + "sucursal_id=1").status == .ok)
  }

  @Test func `what a branch sold before it closed can be asked for`() async throws {
    let test = try await APIShop()
    let norte = try #require(try await test.data(.post, "/sucursales", ["nombre": "Norte"])["id"])
    _ = try await test.data(
      .post, "/inventario/productos", ["nombre": "Crema", "precio_venta": 5, "precio_compra": 2])
    _ = try await test.data(
      .post, "/inventario/movimientos",
      ["producto_id": 1, "tipo_movimiento": "entrada_compra", "cantidad": 3, "sucursal_id": norte])
    _ = try await test.data(
      .post, "/pos/ventas",
      [
        "items": [["producto_id": 1, "cantidad": 3]], "metodo_pago": "efectivo", "sucursal_id": norte,
      ])
    _ = try await test.send(.delete, "/sucursales/\(norte.text)")
    let days = try await test.data(
      .get, "/pos/reportes/ventas-diarias?\(Self.days)&sucursal_id=\(norte.text)")
    #expect(days[0]?["ingresos"] == 15)
    #expect(try await test.data(.get, "/pos/ventas?sucursal_id=\(norte.text)").array?.count == 1)
  }
}
