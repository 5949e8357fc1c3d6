import Assistant
import Inventory
import Testing
import Understanding

@Suite struct `Sales in words` {
  private static let cases: [ReplyCase] = [
    ReplyCase(
      .getSalesSummary, .slots(),
      es: """
        Hoy: Bs 840 en 3 ventas. Salieron 7 unidades. La venta promedio fue de Bs 280.
        Sin ventas con qué comparar (el miércoles 12 de noviembre).
        """,
      en: """
        Today: Bs 840 in 3 sales. 7 units went out. The average sale was Bs 280.
        No sales to compare with (Wednesday, November 12).
        """
    ),
    ReplyCase(
      .getSalesSummary, .slots(("period", .period(.span(.this, .month)))),
      es: """
        Noviembre de 2025: Bs 6.860 en 22 ventas. Salieron 63 unidades. La venta promedio fue de Bs \
        311,82.
        Sin ventas con qué comparar (del 1 al 19 de octubre).
        """
    ),
    ReplyCase(
      .getSalesSummary, .slots(("period", .period(.lastDays(7))), ("metric", .text("avg_ticket"))),
      es: """
        Del 13 al 19 de noviembre: la venta promedio fue de Bs 296,67, Bs 6.230 en 21 ventas.
        Sin ventas con qué comparar (del 6 al 12 de noviembre).
        """
    ),
    ReplyCase(
      .getSalesSummary, .slots(("product", .text("Serum")), ("period", .period(.lastDays(7)))),
      es: """
        Del 13 al 19 de noviembre: 35 unidades de Serum, Bs 5.250.
        Sin ventas con qué comparar (del 6 al 12 de noviembre).
        """
    ),
    // From the 13th to the 17th 5 × 150 + 20 + 2 × 70 = 910 a day, then 840.
    ReplyCase(
      .getSalesSummary, .slots(("period", .period(.lastDays(7))), ("by", .text("day"))),
      es: """
        El mejor día (del 13 al 19 de noviembre) fue el jueves 13 de noviembre: Bs 910 en 3 ventas.
        jueves 13 de noviembre: Bs 910 en 3 ventas
        viernes 14 de noviembre: Bs 910 en 3 ventas
        sábado 15 de noviembre: Bs 910 en 3 ventas
        domingo 16 de noviembre: Bs 910 en 3 ventas
        lunes 17 de noviembre: Bs 910 en 3 ventas
        martes 18 de noviembre: Bs 840 en 3 ventas
        miércoles 19 de noviembre: Bs 840 en 3 ventas
        Son Bs 890 por día en promedio. Del 13 al 19 de noviembre: Bs 6.230 en 21 ventas. Salieron 54 \
        unidades. La venta promedio fue de Bs 296,67.
        """
    ),
    ReplyCase(
      .getTopSellers, .slots(),
      es: """
        Lo más vendido (del martes 21 de octubre al miércoles 19 de noviembre):
        1. Serum: 35 unidades, Bs 5.250
        2. Crema: 21 unidades, Bs 1.470
        3. Jabón: 7 unidades, Bs 140
        """,
      en: """
        Best sellers (Tuesday, October 21 to Wednesday, November 19):
        1. Serum: 35 units, Bs 5,250
        2. Crema: 21 units, Bs 1,470
        3. Jabón: 7 units, Bs 140
        """
    ),
    ReplyCase(
      .getAbcAnalysis, .slots(),
      es: """
        Así se reparten los ingresos (del viernes 22 de agosto al miércoles 19 de noviembre):
        A: 1 producto hace el 76,5 % (Serum)
        C: 2 productos hacen el 23,5 % (Crema, Jabón)
        De clase A y con poco stock, comprá Serum.
        """,
      en: """
        How the income is shared (Friday, August 22 to Wednesday, November 19):
        A: 1 product makes 76.5% (Serum)
        C: 2 products make 23.5% (Crema, Jabón)
        Class A and low: buy Serum.
        """
    ),
    ReplyCase(
      .getAbcAnalysis, .slots(("class", .text("A"))),
      es: """
        Clase A: 1 producto (del viernes 22 de agosto al miércoles 19 de noviembre).
        Serum: Bs 5.250 (76,5 %)
        De clase A y con poco stock, comprá Serum.
        """
    ),
  ]

  @Test(arguments: cases) func `the reply says`(_ expected: ReplyCase) async throws {
    try await expected.check()
  }
}
