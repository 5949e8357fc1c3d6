import Assistant
import Inventory
import Testing
import Understanding

@Suite struct `What is low and what is too much` {
  private static let cases: [ReplyCase] = [
    ReplyCase(
      .getLowStockReport, .slots(),
      es: """
        Esta semana te conviene reponer 2 productos:
        Serum (Principal): pedí 65 unidades. Vendés 5 por día. Te quedan 5 unidades: cubre 1 día. Es \
        estratégico y deja buen margen. Es el 76,5 % de las ventas del mes.
        Crema (Principal): pedí 15 unidades. Vendiste 12 en la semana. Te quedan 9 unidades: cubre ≈5 \
        días. Es el 21,4 % de las ventas del mes.
        En total, 80 unidades: Bs 5.225 a precio de costo. Además hay 1 con poco stock que alcanza \
        para dos semanas de ventas: no hace falta pedirlo. Aparte queda 1 agotado que no se vendió en la \
        semana: fijate si todavía hace falta. El resto está normal (3 productos). Ventas del 13/11 al \
        19/11.
        """,
      en: """
        This week 2 products are worth restocking:
        Serum (Principal): buy 65 units. You sell 5 a day. 5 units left: lasts 1 day. It is strategic \
        and has a good margin. It makes 76.5% of the month's sales.
        Crema (Principal): buy 15 units. You sold 12 in the week. 9 units left: lasts ≈5 days. It makes \
        21.4% of the month's sales.
        In all, 80 units: Bs 5,225 at cost. 1 more is low but will last two weeks of sales: no \
        need to buy it. 1 more is sold out and did not sell this week: see whether you still want it. \
        The rest is normal (3 products). Sales from Nov 13 to Nov 19.
        """
    ),
    ReplyCase(
      .getLowStockReport, .slots(("metric", .text("level"))),
      es: """
        Hay 4 productos con poco stock:
        Serum (Principal): quedan 5 unidades y en una semana se venden 35.
        Crema (Principal): quedan 9 unidades y en una semana se venden 12.
        Crema (Norte): quedan 5 unidades y el mínimo es 5.
        Peine (Principal): no queda nada.
        2 son urgentes: no alcanzan para la semana. El resto está normal (3 productos). Ventas del \
        13/11 al 19/11.
        """,
      en: """
        4 products are low:
        Serum (Principal): 5 units left and 35 sell in a week.
        Crema (Principal): 9 units left and 12 sell in a week.
        Crema (Norte): 5 units left and the minimum is 5.
        Peine (Principal): none left.
        2 are urgent: not enough for the week. The rest is normal (3 products). Sales from Nov 13 to \
        Nov 19.
        """
    ),
    ReplyCase(
      .getLowStockReport, .slots(("threshold", count(10)), ("metric", .text("level"))),
      es: """
        Hay 4 productos con menos de 10 unidades:
        Serum (Principal): quedan 5 unidades y en una semana se venden 35.
        Crema (Principal): quedan 9 unidades y en una semana se venden 12.
        Crema (Norte): quedan 5 unidades y el mínimo es 5.
        Peine (Principal): no queda nada.
        2 son urgentes: no alcanzan para la semana. Ventas del 13/11 al 19/11.
        """
    ),
    ReplyCase(
      .getLowStockReport, .slots(("type", .text("sold_out")), ("metric", .text("level"))),
      es: """
        Hay 1 producto agotado:
        Peine (Principal): no queda nada.
        Ventas del 13/11 al 19/11.
        """,
      en: """
        1 product is sold out:
        Peine (Principal): none left.
        Sales from Nov 13 to Nov 19.
        """
    ),
    // 65 serums at 70 are 4,550 and 15 creams at 45 are 675: 1,000 pays for 14 serums and, of the 20 left, for no
    // cream.
    ReplyCase(
      .getLowStockReport, .slots(("budget", count(1000))),
      es: """
        Con Bs 1.000, lo que más te conviene comprar:
        Serum (Principal): 14 unidades, Bs 980. Vendés 5 por día. Te quedan 5 unidades: cubre 1 día.
        Son Bs 980; te quedan Bs 20. Para reponer todo harían falta Bs 5.225.
        """,
      en: """
        With Bs 1,000, the best to buy:
        Serum (Principal): 14 units, Bs 980. You sell 5 a day. 5 units left: lasts 1 day.
        That is Bs 980; Bs 20 is left. To restock everything you would need Bs 5,225.
        """
    ),
    ReplyCase(
      .getLowStockReport, .slots(("budget", count(20))),
      es: "Con Bs 20 no alcanza ni para una unidad de lo que falta."
    ),
    ReplyCase(
      .getReplenishment, .slots(),
      es: """
        Hay 2 productos para pedir:
        Serum (Principal): pedí 65 unidades. Vendés 5 por día. Te quedan 5 unidades: cubre 1 día.
        Crema (Principal): pedí 15 unidades. Vendiste 12 en la semana. Te quedan 9 unidades: cubre ≈5 \
        días.
        """,
      en: """
        2 products to order:
        Serum (Principal): order 65 units. You sell 5 a day. 5 units left: lasts 1 day.
        Crema (Principal): order 15 units. You sold 12 in the week. 9 units left: lasts ≈5 days.
        """
    ),
    ReplyCase(
      .getReplenishment, .slots(("product", .text("Jabón"))),
      es: """
        No hace falta pedir Jabón por ahora.
        Jabón (Principal): no hace falta pedir, quedan 23 unidades.
        """
    ),
    ReplyCase(
      .suggestPurchaseOrder, .slots(("product", .text("Jabón")), ("qty", count(50))),
      es: """
        Pedido sugerido, 1 producto:
        Andina: 1 producto, Bs 500. Entrega en 7 días.
        50 unidades de Jabón
        Todavía no puedo mandarlo al proveedor: copialo y mandáselo.
        """,
      en: """
        Suggested order, 1 product:
        Andina: 1 product, Bs 500. Delivery in 7 days.
        50 units of Jabón
        I cannot send it to the supplier yet: please copy it and send it.
        """
    ),
    ReplyCase(
      .getOverstockReport, .slots(),
      es: """
        Hay 1 producto de más. Ahí hay Bs 780 sin moverse.
        Shampoo (Principal): hay 39 unidades y en 30 días no se vendió nada. Son Bs 780 parados. Deja \
        margen: probá con un descuento.
        """,
      en: """
        There is too much of 1 product. Bs 780 is tied up in it.
        Shampoo (Principal): 39 units in stock and none sold in 30 days. Bs 780 tied up. Its margin \
        allows a discount: try one.
        """
    ),
    ReplyCase(
      .getOverstockReport, .slots(("by", .text("branch"))),
      es: """
        Hay 1 producto de más. Ahí hay Bs 780 sin moverse.
        Principal: 1 producto de más, Bs 780.
        """
    ),
    ReplyCase(
      .getSlowMovers, .slots(),
      es: """
        Hay 1 producto que casi no se mueve. Ahí hay Bs 780 sin moverse.
        Shampoo (Principal): 109 días sin venta; se avisa después de 80. Son Bs 780 parados. Deja \
        margen: probá con un descuento.
        """,
      en: """
        1 product hardly moves. Bs 780 is tied up in it.
        Shampoo (Principal): 109 days without a sale; flagged after 80. Bs 780 tied up. Its margin \
        allows a discount: try one.
        """
    ),
    ReplyCase(
      .getAlerts, .slots(),
      es: """
        Hay 6 alertas: 1 agotado, 2 en el mínimo, 1 no cubre la semana, 1 de más y 1 vencido.
        Peine (Principal): no queda nada.
        Crema (Norte): quedan 5 unidades y el mínimo es 5.
        Serum (Principal): quedan 5 unidades y el mínimo es 5.
        Crema (Principal): quedan 9 unidades y en una semana se venden 12.
        Shampoo (Principal): hay 39 unidades y en 30 días no se vendió nada.
        Leche (Principal): venció hace 9 días.
        """,
      en: """
        6 alerts: 1 out of stock, 2 at the minimum, 1 short for the week, 1 too much and 1 expired.
        Peine (Principal): none left.
        Crema (Norte): 5 units left and the minimum is 5.
        Serum (Principal): 5 units left and the minimum is 5.
        Crema (Principal): 9 units left and 12 sell in a week.
        Shampoo (Principal): 39 units in stock and none sold in 30 days.
        Leche (Principal): expired 9 days ago.
        """
    ),
    ReplyCase(
      .getAlerts, .slots(("type", .text("expiring"))),
      es: """
        Hay 1 alerta: 1 vencido.
        Leche (Principal): venció hace 9 días.
        """
    ),
    ReplyCase(
      .explainRule, .slots(("product", .text("Serum"))),
      es: """
        Serum:
        Principal: Quedan 5 unidades y el mínimo es 5.
        Principal: Quedan 5 unidades y en una semana se venden 35.
        Principal: Vendés 5 por día. Te quedan 5 unidades: cubre 1 día.
        Con dos semanas de ventas en vista, faltan 65 unidades.
        """,
      en: """
        Serum:
        Principal: 5 units left and the minimum is 5.
        Principal: 5 units left and 35 sell in a week.
        Principal: You sell 5 a day. 5 units left: lasts 1 day.
        For two weeks of sales, 65 units are missing.
        """
    ),
    ReplyCase(
      .explainRule, .slots(("product", .text("Jabón"))),
      es: """
        Jabón está en un nivel normal: ninguna regla avisa.
        Principal: Vendés 1 por día. Te quedan 23 unidades: cubre 23 días.
        """
    ),
  ]

  @Test(arguments: cases) func `the reply says`(_ expected: ReplyCase) async throws {
    try await expected.check()
  }
}
