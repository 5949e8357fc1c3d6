import Assistant
import Inventory
import Testing
import Understanding

@Suite struct `Value, movements and margin` {
  private static let cases: [ReplyCase] = [
    ReplyCase(
      .getInventoryValue, .slots(),
      es: """
        La mercadería vale Bs 2.068 a precio de costo y Bs 4.244 a precio de venta. Son 94 unidades de \
        6 productos.
        Si se vendiera todo, quedarían Bs 2.176 de margen.
        """,
      en: """
        The stock is worth Bs 2,068 at cost and Bs 4,244 at sale price. That is 94 units of 6 products.
        Selling all of it would leave Bs 2,176.
        """
    ),
    ReplyCase(
      .getInventoryValue, .slots(("by", .text("branch"))),
      es: """
        La mercadería vale Bs 2.068 a precio de costo y Bs 4.244 a precio de venta. Son 94 unidades de \
        6 productos.
        Principal: Bs 1.843 (89,1 %)
        Norte: Bs 225 (10,9 %)
        Si se vendiera todo, quedarían Bs 2.176 de margen.
        """,
      en: """
        The stock is worth Bs 2,068 at cost and Bs 4,244 at sale price. That is 94 units of 6 products.
        Principal: Bs 1,843 (89.1%)
        Norte: Bs 225 (10.9%)
        Selling all of it would leave Bs 2,176.
        """
    ),
    ReplyCase(
      .getInventoryValue, .slots(("by", .text("supplier")), ("basis", .text("sale"))),
      es: """
        La mercadería vale Bs 4.244 a precio de venta y Bs 2.068 a precio de costo. Son 94 unidades de \
        6 productos.
        Bella Piel: Bs 2.700 (63,6 %)
        Andina: Bs 1.440 (33,9 %)
        Sin clasificar: Bs 104 (2,5 %)
        Si se vendiera todo, quedarían Bs 2.176 de margen.
        """
    ),
    ReplyCase(
      .getTurnover, .slots(),
      es: """
        De lo más lento a lo más rápido (del martes 21 de octubre al miércoles 19 de noviembre):
        Shampoo: no rotó, hay 39 unidades en promedio
        Leche: no rotó, hay 6,5 unidades en promedio
        Jabón: rotó 0,26 veces; cada unidad se queda 114 días
        Crema: rotó 0,95 veces; cada unidad se queda 31 días
        Serum: rotó 1,56 veces; cada unidad se queda 19 días
        """
    ),
    ReplyCase(
      .getTurnover, .slots(("product", .text("Serum"))),
      es: "Serum: rotó 1,56 veces; cada unidad se queda 19 días",
      en: "Serum: turned over 1.56 times; a unit stays 19 days"
    ),
    ReplyCase(
      .getKardex, .slots(("product", .text("Crema"))),
      es: """
        Crema: 10 movimientos.
        19/11 venta: -1 (de 10 a 9). Principal. POS-2025-0024, Ana.
        18/11 venta: -1 (de 11 a 10). Principal. POS-2025-0021, Ana.
        17/11 venta: -2 (de 13 a 11). Principal. POS-2025-0018, Ana.
        16/11 venta: -2 (de 15 a 13). Principal. POS-2025-0015, Ana.
        15/11 venta: -2 (de 17 a 15). Principal. POS-2025-0012, Ana.
        14/11 venta: -2 (de 19 a 17). Principal. POS-2025-0009, Ana.
        13/11 venta: -2 (de 21 a 19). Principal. POS-2025-0006, Ana.
        06/11 compra: +5 (de 0 a 5). Norte. ENT-2025-0008, Ana.
        05/11 venta: -9 (de 30 a 21). Principal. POS-2025-0003, Ana.
        01/08 compra: +30 (de 0 a 30). Principal. ENT-2025-0002, Ana.
        Entraron 35 unidades y salieron 21 unidades.
        """
    ),
    ReplyCase(
      .getKardex, .slots(("limit", count(3))),
      es: """
        Hay 32 movimientos.
        19/11 venta: -1 (de 10 a 9). Crema. Principal. POS-2025-0024, Ana.
        19/11 venta: -1 (de 24 a 23). Jabón. Principal. POS-2025-0023, Ana.
        19/11 venta: -5 (de 10 a 5). Serum. Principal. POS-2025-0022, Ana.
        Hay 29 más.
        """
    ),
    ReplyCase(
      .getExpiringProducts, .slots(),
      es: """
        Hay 2 lotes vencidos o por vencer:
        Leche (Principal): vencieron 4 unidades el lunes 10 de noviembre. Lote A.
        Leche (Principal): vencen 9 unidades el sábado 29 de noviembre, en 10 días. Lote B.
        Sacá de la venta lo vencido y anotalo como merma. Lo que está por vencer, vendelo antes o con \
        descuento.
        """,
      en: """
        2 lots have expired or soon will:
        Leche (Principal): 4 units expired on Monday, November 10. Lot A.
        Leche (Principal): 9 units expire on Saturday, November 29, in 10 days. Lot B.
        Take what has expired off the shelf and record it as waste. Sell what is about to expire first, \
        or at a discount.
        """
    ),
    ReplyCase(
      .getExpiringProducts, .slots(("period", .period(.expired))),
      es: """
        Hay 1 lote vencido o por vencer:
        Leche (Principal): vencieron 4 unidades el lunes 10 de noviembre. Lote A.
        Sacá de la venta lo vencido y anotalo como merma.
        """
    ),
    ReplyCase(
      .getMargin, .slots(("product", .text("Serum"))),
      es: "Serum te deja Bs 80 por unidad, un 53,3 % de margen. Se vende a Bs 150 y cuesta Bs 70.",
      en: "Serum leaves you Bs 80 a unit, a margin of 53.3%. It sells at Bs 150 and costs Bs 70."
    ),
    ReplyCase(
      .getMargin, .slots(("n", count(2))),
      es: """
        Los mejores márgenes:
        1. Shampoo: 60 %, Bs 30 por unidad
        2. Serum: 53,3 %, Bs 80 por unidad
        """
    ),
    ReplyCase(
      .getMargin, .slots(),
      es: """
        Noviembre de 2025: te quedaron Bs 3.395, un 49,5 % de lo vendido. Vendido Bs 6.860, a un costo \
        de Bs 3.465. Lo que más dejó:
        1. Serum: Bs 2.800, un 53,3 %
        2. Crema: Bs 525, un 35,7 %
        3. Jabón: Bs 70, un 50 %
        """,
      en: """
        November 2025: Bs 3,395 left, 49.5% of what was sold. Sold Bs 6,860, at a cost of Bs 3,465. \
        What left most:
        1. Serum: Bs 2,800, 53.3%
        2. Crema: Bs 525, 35.7%
        3. Jabón: Bs 70, 50%
        """
    ),
  ]

  @Test(arguments: cases) func `the reply says`(_ expected: ReplyCase) async throws {
    try await expected.check()
  }
}
