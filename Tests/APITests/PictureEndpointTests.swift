import Inventory
import Testing
import Wire

@testable import API

struct PictureEndpointTests {
  /// A shop with a product of that barcode, and a sale of it.
  private func shop(barcode: JSON = "7501031311309") async throws -> APIShop {
    let test = try await APIShop()
    _ = try await test.data(
      .post, "/inventario/productos",
      ["nombre": "Shampoo", "precio_venta": 50, "stock_actual": 10, "codigo_barras": barcode])
    _ = try await test.data(
      .post, "/pos/ventas", ["items": [["producto_id": 1, "cantidad": 1]], "metodo_pago": "efectivo"])
    return test
  }

  @Test(arguments: ["/inventario/productos/1/qr", "/inventario/productos/1/etiqueta", "/pos/ventas/1/qr"])
  func `a picture comes for paper and for screens`(path: String) async throws {
    let test = try await shop()
    let paper = try await test.send(.get, path + ".svg")
    #expect(paper.status == .ok)
    #expect(paper.fields["Content-Type"] == "image/svg+xml")
    #expect(String(decoding: paper.body.bytes, as: UTF8.self).contains("<svg"))
    let screen = try await test.send(.get, path + ".png?escala=2")
    #expect(screen.fields["Content-Type"] == "image/png")
    #expect(screen.body.bytes.starts(with: [0x89, 0x50, 0x4E, 0x47]))
    let larger = try await test.send(.get, path + ".png?escala=4")
    #expect(larger.body.bytes.count > screen.body.bytes.count)
  }

  @Test func `a picture that is known is not sent again, and one that has changed is`() async throws {
    let test = try await shop()
    let first = try await test.send(.get, "/inventario/productos/1/qr.svg")
    let tag: HTTPFields = ["If-None-Match": try #require(first.fields["ETag"])]
    let again = try await test.send(.get, "/inventario/productos/1/qr.svg", fields: tag)
    #expect(again.status == .notModified)
    #expect(again.body.bytes.count == 0)
    _ = try await test.data(.put, "/inventario/productos/1", ["nombre": "Champú"])
    #expect(try await test.send(.get, "/inventario/productos/1/qr.svg", fields: tag).status == .ok)
  }

  @Test func `a product without any code has no label, and the refusal says what to do`() async throws {
    let test = try await shop(barcode: nil)
    let response = try await test.send(.get, "/inventario/productos/1/etiqueta.svg")
    #expect(response.status == .notFound)
    #expect(try response.json["detail"]?.string?.contains("codigo_barras") == true)
    _ = try await test.data(.put, "/inventario/productos/1", ["sku": "CAJÓN-1"])
    #expect(try await test.send(.get, "/inventario/productos/1/etiqueta.svg").status == .notFound)
  }

  @Test func `a product that goes by its SKU alone has a label of that`() async throws {
    let test = try await shop(barcode: nil)
    _ = try await test.data(.put, "/inventario/productos/1", ["sku": "SHA-1"])
    #expect(try await test.send(.get, "/inventario/productos/1/etiqueta.svg").status == .ok)
  }

  @Test func `any barcode fits on its label at the usual size`() async throws {
    let longest = JSON.string(String(repeating: "aB3-", count: 12) + "zz")
    let test = try await shop(barcode: longest)
    #expect(try await test.send(.get, "/inventario/productos/1/etiqueta.png").status == .ok)
    let huge = try await test.send(.get, "/inventario/productos/1/etiqueta.png?escala=32")
    #expect(huge.status == .unprocessable)
    #expect(try huge.json["errores"]?[0]?["campo"] == "escala")
  }

  @Test func `what is not there has no picture`() async throws {
    let test = try await shop()
    for path in ["/inventario/productos/9/qr.svg", "/pos/ventas/9/qr.png", "/inventario/productos/x/qr.svg"] {
      #expect(try await test.send(.get, path).status == .notFound)
    }
  }
}
