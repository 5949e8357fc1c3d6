import Inventory
import Testing
import Wire

@testable import Assistant

@Suite struct `A number in words` {
  private static let stock: JSON = [
    "productos": [
      ["nombre": "Tinte Negro", "total": 30, "sucursales": [["sucursal": "Principal", "cantidad": 30]]]
    ]
  ]
  private static let sales: JSON = [
    "ventas": 92, "unidades": 137, "precio_venta": JSON(decimal: "8.5"), "otro": 31, "resto": 22,
  ]

  @Test(arguments: [
    ("es", "En Principal te quedan treinta y dos."), ("es", "Te quedan treinta y tres unidades."),
    ("es", "Te quedan treinta y una."), ("es", "De Tinte Negro quedan treinta y un tintes."),
    ("en", "You have thirty-two left."), ("en", "There are thirty two left."),
    ("pt", "Restam trinta e dois."), ("pt", "Restam trinta e uma unidades."),
  ])
  func `is none of its parts`(_ code: String, _ line: String) async throws {
    let language = try #require(Language(code))
    #expect(try await !GroundedReply(Self.stock, speaking: [language]).unfounded(line).isEmpty)
  }

  @Test(arguments: [
    ("es", "Hubo noventa y dos ventas."), ("es", "Fueron ciento treinta y siete unidades."),
    ("es", "Cuesta ocho con cincuenta."), ("es", "Quedan treinta y una unidades."),
    ("es", "Quedan veintidós."), ("en", "There were ninety-two sales."), ("en", "There are twenty-two left."),
    ("pt", "Foram noventa e duas vendas."), ("pt", "Restam vinte e dois."),
    ("pt", "Restam trinta e uma unidades."),
  ])
  func `is the whole of them`(_ code: String, _ line: String) async throws {
    let language = try #require(Language(code))
    #expect(try await GroundedReply(Self.sales, speaking: [language]).unfounded(line) == [])
  }

  @Test func `ends where another begins`() async throws {
    let both: JSON = [
      "productos": [["nombre": "Tinte Negro", "total": 60], ["nombre": "Crema Fina", "total": 15]]
    ]
    #expect(try await GroundedReply(both).unfounded("De Tinte Negro sesenta y de Crema Fina quince.") == [])
    #expect(try await !GroundedReply(both).unfounded("De Tinte Negro 60 y medio.").isEmpty)
  }
}
