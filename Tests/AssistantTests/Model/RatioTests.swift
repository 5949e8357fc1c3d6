import Inventory
import Shop
import Store
import TestSupport
import Testing
import Wire

@testable import Assistant

@Suite struct `How many times more` {
  private static let summary: JSON = [
    "desde": "2025-11-13", "hasta": "2025-11-19", "ventas": 40, "unidades": 90, "ingresos": 2000,
    "sucursales": [
      ["sucursal": "Principal", "ventas": 30, "ingresos": 1500],
      ["sucursal": "Norte", "ventas": 10, "ingresos": 500],
    ],
    "anterior": [
      "desde": "2025-11-06", "hasta": "2025-11-12", "ventas": 21, "unidades": 88, "ingresos": 1000,
    ], "variacion_pct": 100,
  ]

  private static let sold: JSON = [
    "productos": [
      ["nombre": "Tinte Negro", "unidades": 12, "ingresos": 480],
      ["nombre": "Crema Hidratante", "unidades": 6, "ingresos": 420],
      ["nombre": "Peine Grande", "unidades": 2, "ingresos": 30],
    ], "total": 3,
  ]

  /// What is unfounded in `line` when the tools gave `result`.
  private func unfounded(_ line: String, _ result: JSON) async throws -> [String] {
    let chat = try await ChatShop()
    var evidence = Evidence(today: chat.session.clock.day(of: chat.shop.now()))
    evidence.add(result)
    let grounding = Grounding(
      evidence, GroundingWords(try Phrasebook.shipped(.spanish)),
      catalogue: NameIndex(try await chat.shop.names(chat.session)), currency: "Bs", familiar: [],
      reader: ReplyReader())
    return grounding.unfounded(in: line)
  }

  @Test(arguments: [
    "vendiste el doble que la semana anterior", "vendiste Bs 2.000, el doble",
    "hubo 40 ventas, el doble que las 21 de antes", "en Principal vendiste el triple que en Norte",
    "en Norte vendiste un tercio que en Principal",
  ])
  func `stands where two numbers of the same kind show it`(_ line: String) async throws {
    #expect(try await unfounded(line, Self.summary) == [])
  }

  @Test(arguments: [
    "vendiste 90 unidades, el doble", "vendiste el triple que la semana anterior",
    "en Principal vendiste el doble que en Norte", "en Norte vendiste la mitad que en Principal",
  ])
  func `falls where only numbers of something else would`(_ line: String) async throws {
    #expect(try await !unfounded(line, Self.summary).isEmpty)
  }

  @Test(arguments: [
    "De Tinte Negro vendiste el doble que de Crema Hidratante.",
    "Tinte Negro: 12, el doble de Crema Hidratante.",
    "Crema Hidratante vendió el triple que Peine Grande.",
  ])
  func `stands between the products that are named`(_ line: String) async throws {
    #expect(try await unfounded(line, Self.sold) == [])
  }

  @Test(arguments: [
    "De Tinte Negro vendiste el doble que de Peine Grande.", "De Tinte Negro vendiste el triple.",
    "vendiste el doble", "Peine Grande vendió la mitad que Tinte Negro.",
  ])
  func `falls where other products would show it`(_ line: String) async throws {
    #expect(try await !unfounded(line, Self.sold).isEmpty)
  }
}
