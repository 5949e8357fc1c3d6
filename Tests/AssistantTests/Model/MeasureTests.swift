import Testing
import Wire

@testable import Assistant

@Suite struct `What a number measures` {
  private static let november: JSON = [
    "desde": "2025-11-01", "hasta": "2025-11-30", "ventas": 874, "unidades": 2417,
    "ingresos": JSON(decimal: "75967.01"),
    "ticket_promedio": JSON(decimal: "86.92"),
    "sucursales": [
      ["sucursal": "Principal", "ventas": 700, "unidades": 2000, "ingresos": JSON(decimal: "64418.9")],
      ["sucursal": "Norte", "ventas": 120, "unidades": 300, "ingresos": JSON(decimal: "8548.11")],
      ["sucursal": "Mercado", "ventas": 54, "unidades": 117, "ingresos": 3000],
    ],
    "anterior": [
      "desde": "2025-10-01", "hasta": "2025-10-31", "ventas": 850, "unidades": 2400,
      "ingresos": JSON(decimal: "72487.61"),
    ], "variacion_pct": JSON(decimal: "4.8"),
  ]
  private static let margin: JSON = [
    "desde": "2025-11-01", "hasta": "2025-11-30", "ingresos": 10000, "margen": 3930,
    "margen_pct": JSON(decimal: "39.3"),
    "productos": [
      ["nombre": "Tinte Negro", "ingresos": 5700, "margen_pct": 45],
      ["nombre": "Crema Fina", "ingresos": 4300, "margen_pct": 41],
    ],
  ]
  private static let low: JSON = [
    "productos": [
      ["nombre": "Tinte Negro", "sucursal": "Principal", "stock_actual": 3, "cantidad_sugerida": 20],
      ["nombre": "Tinte Negro", "sucursal": "Norte", "stock_actual": 5, "cantidad_sugerida": 0],
    ]
  ]

  @Test(arguments: [
    "Vendiste Bs 75.967,01 en 874 ventas.", "Fueron 2.417 unidades.", "Vendiste Bs 76.000 en noviembre.",
    "Vendiste unos 76 mil.", "Vendiste 75.967,01 bolivianos.", "Es un 4,8 % más que en octubre.",
    "Las ventas subieron 4,8 %.", "Principal vendió Bs 64.418,90 y Norte Bs 8.548,11.",
    "Norte vendió Bs 8.548,11, menos que Principal.", "Entre Norte y Mercado vendiste Bs 11.548,11.",
    "En octubre vendiste Bs 72.487,61.", "En noviembre vendiste Bs 75.967,01 contra Bs 72.487,61 de octubre.",
    "En Principal vendiste el 84,8 %.", "Norte: 120 ventas, 300 unidades.",
    "El ticket promedio fue Bs 86,92.",
    "Lo principal: vendiste Bs 75.967,01.", "Bs 75.967 en total.",
  ])
  func `may be told as it is`(_ line: String) async throws {
    #expect(try await GroundedReply(Self.november).unfounded(line) == [])
  }

  @Test(arguments: [
    "Fueron 874 unidades.", "Vendiste Bs 874.", "Hubo 2.417 ventas.", "Vendiste Bs 2.417.",
    "Principal vendió Bs 8.548,11.", "En Norte hubo 700 ventas.", "Es un 4,8 % menos que en octubre.",
    "Las ventas bajaron 4,8 %.", "En octubre vendiste Bs 75.967,01.", "Vendiste US$ 75.967,01.",
    "Vendiste $ 75.967,01.", "Norte vendió el doble que Mercado, Bs 75.967,01.",
    "Vendiste Bs 77.000.", "Vendiste 75.967,01 unidades.", "Entre Norte y Mercado vendiste Bs 64.418,90.",
  ])
  func `may not be told as something else`(_ line: String) async throws {
    #expect(try await !GroundedReply(Self.november).unfounded(line).isEmpty)
  }

  @Test func `is a margin or a share, and not either`() async throws {
    let reply = GroundedReply(Self.margin)
    #expect(try await reply.unfounded("El margen fue 39,3 %.") == [])
    #expect(try await reply.unfounded("Tinte Negro fue el 57 % de las ventas.") == [])
    #expect(try await !reply.unfounded("Tinte Negro deja un margen de 57 %.").isEmpty)
  }

  @Test func `says which of two has more`() async throws {
    let two: JSON = [
      "sucursales": [["sucursal": "Principal", "ingresos": 2000], ["sucursal": "Norte", "ingresos": 1000]]
    ]
    let reply = GroundedReply(two)
    for right in ["Principal vende el doble que Norte.", "Norte vende la mitad que Principal."] {
      #expect(try await reply.unfounded(right) == [])
    }
    for wrong in ["Norte vende el doble que Principal.", "Principal vende la mitad que Norte."] {
      #expect(try await !reply.unfounded(wrong).isEmpty)
    }
  }

  @Test func `is of the branch that is named`() async throws {
    let reply = GroundedReply(Self.low)
    #expect(try await reply.unfounded("De Tinte Negro quedan 3 en Principal y 5 en Norte.") == [])
    #expect(try await reply.unfounded("Norte:\n- Tinte Negro: quedan 5") == [])
    #expect(try await !reply.unfounded("De Tinte Negro quedan 5 en Principal.").isEmpty)
    #expect(try await !reply.unfounded("Norte:\n- Tinte Negro: quedan 3").isEmpty)
  }

  @Test func `is not told away`() async throws {
    #expect(try await !GroundedReply(Self.low).unfounded("No hace falta reponer nada.").isEmpty)
    #expect(try await GroundedReply(Self.november).unfounded("No hace falta reponer nada.") == [])
  }
}
