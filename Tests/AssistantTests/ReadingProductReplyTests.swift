import Assistant
import Inventory
import Testing
import Understanding

@Suite struct `A product and a sale` {
  private static let cases: [ReplyCase] = [
    ReplyCase(
      .getProductStock, .slots(("product", .text("Crema"))),
      es: """
        Tenés 14 unidades de Crema.
        Principal: 9 unidades
        Norte: 5 unidades
        Vendiste 12 en la semana. Cubre ≈8 días. Pedí 15 unidades para Principal.
        """,
      en: """
        You have 14 units of Crema.
        Principal: 9 units
        Norte: 5 units
        You sold 12 in the week. Lasts ≈8 days. Order 15 units for Principal.
        """
    ),
    ReplyCase(
      .getProductStock, .slots(("query", .text("a"))),
      es: "No encontré ningún producto así."
    ),
    ReplyCase(
      .getProductStock, .slots(("product", .text("Peine"))),
      es: "No queda nada de Peine.",
      en: "There is no Peine left."
    ),
    ReplyCase(
      .getProductPrice, .slots(("product", .text("Jabón"))),
      es: "Jabón se vende a Bs 20 la unidad. Por mayor, desde 12 unidades: Bs 15 la unidad.",
      en: "Jabón sells at Bs 20 each. Wholesale, from 12 units: Bs 15 each."
    ),
    ReplyCase(
      .getProductPrice, .slots(("product", .text("Jabón")), ("qty", count(12))),
      es: "12 unidades de Jabón: Bs 180, a Bs 15 la unidad.",
      en: "12 units of Jabón: Bs 180, at Bs 15 each."
    ),
    ReplyCase(
      .getProductPrice, .slots(("product", .text("Serum")), ("price_type", .text("wholesale"))),
      es: "Serum se vende a Bs 150 la unidad. No tiene precio por mayor.",
      en: "Serum sells at Bs 150 each. It has no wholesale price."
    ),
    ReplyCase(
      .getProductPrice, .slots(("product", .text("Serum")), ("price_type", .text("cost"))),
      es: "Serum se vende a Bs 150 la unidad. Te cuesta Bs 70: deja un 53,3 % de margen."
    ),
    ReplyCase(
      .searchProducts, .slots(("supplier", .text("Andina"))),
      es: """
        Hay 2 productos:
        Crema: Bs 70, quedan 14 unidades
        Jabón: Bs 20, quedan 23 unidades
        """,
      en: """
        2 products:
        Crema: Bs 70, 14 units left
        Jabón: Bs 20, 23 units left
        """
    ),
    ReplyCase(
      .searchProducts, .slots(("query", .text("xyzzy"))),
      es: "No encontré ningún producto así."
    ),
    ReplyCase(
      .getSupplier, .slots(("product", .text("Serum"))),
      es: "Serum lo comprás a Bella Piel. Contacto: 700-1. Entrega en 3 días.",
      en: "You buy Serum from Bella Piel. Contact: 700-1. Delivery in 3 days."
    ),
    ReplyCase(
      .getSupplier, .slots(("product", .text("Leche"))),
      es: "Leche no tiene proveedor anotado."
    ),
    ReplyCase(
      .getSaleStatus, .slots(("folio", .text("3"))),
      es: """
        La venta POS-2025-0003 está completada y pagada.
        9 × Crema: Bs 630
        Total: Bs 630, en efectivo. La hizo Ana en Principal, el miércoles 5 de noviembre.
        """,
      en: """
        Sale POS-2025-0003 is completed and paid.
        9 × Crema: Bs 630
        Total: Bs 630, in cash. Made by Ana at Principal on Wednesday, November 5.
        """
    ),
  ]

  @Test(arguments: cases) func `the reply says`(_ expected: ReplyCase) async throws {
    try await expected.check()
  }
}
