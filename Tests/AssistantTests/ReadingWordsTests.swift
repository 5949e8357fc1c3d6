import Assistant
import Inventory
import SQL
import Shop
import Store
import Testing
import Understanding
import Wire

@Suite struct `How the look-ups speak` {
  @Test(arguments: [
    (
      ShopRecord.Address.voseo, "Esta semana te conviene reponer",
      "pedí 65 unidades. Vendés 5 por día. Te quedan"
    ),
    (.tuteo, "Esta semana te conviene reponer", "pide 65 unidades. Vendes 5 por día. Te quedan"),
    (.usted, "Esta semana le conviene reponer", "pida 65 unidades. Vende 5 por día. Le quedan"),
  ]) func `to its people as they are used to`(
    _ address: ShopRecord.Address, _ lead: String, _ line: String
  ) async throws {
    let reply = try await streetShop(address).run(.getLowStockReport).reply
    #expect(reply.lead.hasPrefix(lead))
    #expect(reply.lines.first?.contains(line) == true)
  }

  @Test func `what is all set aside is not called out of stock`() async throws {
    let shop = try await streetShop()
    try await shop.shop.store.database.write(.full) {
      _ = try $0.execute("UPDATE existencias SET reservado = cantidad WHERE cantidad = 5000")
    }
    let result = try await shop.run(.getLowStockReport, .slots(("product", .text("Serum"))))
    let row = try #require(result.json["productos"]?[0])
    #expect(row["regla"] == "agotado")
    #expect(row["explicacion"] == "Todo apartado: hay 5 unidades, pero ninguna está libre.")
    #expect((row["stock_actual"], row["existencia"], row["reservado"]) == (0, 5, 5))
    let stock = try await shop.run(.getProductStock, .slots(("product", .text("Serum"))))
    #expect(stock.reply.lead == "Serum: todo apartado. Hay 5 unidades, pero ninguna está libre.")
  }

  @Test(arguments: [
    (10, "Es un 100 % más que el miércoles 12 de noviembre (Bs 100)."),
    (4, "Es un 20 % menos que el miércoles 12 de noviembre (Bs 100)."),
    (5, "Es lo mismo que el miércoles 12 de noviembre."),
  ]) func `a day is compared with the same weekday before`(_ units: Int64, _ comparison: String) async throws
  {
    let shop = try await ReadingShop()
    let soap = try await shop.product("Jabón", sku: "JAB", price: 20)
    try await shop.past([
      ("2025-11-01", .entry(soap, 50)), ("2025-11-12", .sale(soap, 5)), ("2025-11-19", .sale(soap, units)),
    ])
    #expect(try await shop.run(.getSalesSummary).reply.closing == comparison)
  }

  @Test func `nothing to restock is said with how many are normal`() async throws {
    let shop = try await ReadingShop()
    let soap = try await shop.product("Jabón", sku: "JAB", price: 20)
    try await shop.past([("2025-11-01", .entry(soap, 90))])
    let reply = try await shop.run(.getLowStockReport).reply
    #expect(
      reply.text == """
        Esta semana no hace falta reponer nada.
        El resto está normal (1 producto). Ventas del 13/11 al 19/11.
        """)
    #expect(reply.choices.isEmpty)
  }

  @Test func `a number that several sales end in asks which`() async throws {
    let shop = try await ReadingShop()
    let soap = try await shop.product("Jabón", sku: "JAB", price: 20)
    try await shop.past([
      ("2024-11-01", .entry(soap, 50)), ("2024-11-12", .sale(soap, 5)), ("2025-11-19", .sale(soap, 1)),
    ])
    let result = try await shop.run(.getSaleStatus, .slots(("folio", .text("1"))))
    #expect(Set(result.reply.choices) == ["POS-2024-0001", "POS-2025-0001"])
    #expect(result.json["total"] == 2)
    await #expect(throws: ShopError.notFound(.sale, name: "999")) {
      try await shop.run(.getSaleStatus, .slots(("folio", .text("999"))))
    }
  }

  @Test func `a change of price stands between the movements`() async throws {
    let shop = try await ReadingShop()
    let soap = try await shop.product("Jabón", sku: "JAB", price: 20)
    try await shop.past([
      ("2025-11-01", .entry(soap, 50)), ("2025-11-02", .priceChange(soap.id, try Prices(sale: money(25)))),
      ("2025-11-03", .sale(soap, 1)),
    ])
    let result = try await shop.run(.getKardex, .slots(("product", .text("Jabón"))))
    #expect(
      result.reply.text == """
        Jabón: 3 movimientos.
        03/11 venta: -1 (de 50 a 49). POS-2025-0001, Ana.
        02/11 cambio de precio: de Bs 20 a Bs 25.
        01/11 compra: +50 (de 0 a 50). ENT-2025-0001, Ana.
        Entraron 50 unidades y salió 1 unidad.
        """)
    #expect(result.json["total"] == 2)
    #expect(result.json["cambios_precio"]?[0]?["precio_despues"] == 25)
  }

  @Test func `an order takes the quantity that was said and suggests the rest`() async throws {
    let items: [ItemMention] = [
      ItemMention(product: .known("Serum")),
      ItemMention(product: .known("Jabón"), quantity: SlotValue.Number(12)),
    ]
    let result = try await streetShop().run(.suggestPurchaseOrder, .slots(("items", .items(items))))
    #expect(result.json["pedidos"]?[0]?["productos"]?[0]?["cantidad_a_pedir"] == 65)
    #expect(result.json["pedidos"]?[1]?["productos"]?[0]?["cantidad_a_pedir"] == 12)
    #expect(result.json["importe"] == 4670)
  }

  @Test func `the table of an order names the branches where several are meant`() async throws {
    let shop = try await Street.shop.value
    let all = try #require(try await shop.run(.suggestPurchaseOrder, .slots()).reply.table)
    #expect(all.columns.contains { $0.title == "Sucursal" })
    #expect(all.rows.allSatisfy { $0.count == all.columns.count })
    let one = try await shop.run(.suggestPurchaseOrder, .slots(("branch", .text("Principal")))).reply.table
    #expect(try #require(one).columns.contains { $0.title == "Sucursal" } == false)
  }

  @Test func `an order past every limit is refused`() async throws {
    let slots = Slots.slots(
      ("product", .text("Serum")), ("qty", .number(SlotValue.Number(thousandths: .max))))
    for tool in [Tool.suggestPurchaseOrder, .getProductPrice] {
      await #expect(throws: ShopError.amountTooLarge) { try await Street.shop.value.run(tool, slots) }
    }
  }

  @Test func `class C without a sale in eighty days is not worth buying`() async throws {
    let shop = try await ReadingShop()
    let soap = try await shop.product("Jabón", sku: "JAB", price: 100, cost: 10)
    let comb = try await shop.product("Peine", sku: "PEI", price: 1, cost: 1)
    try await shop.past([
      ("2025-08-20", .entry(soap, 90)), ("2025-08-20", .entry(comb, 9)), ("2025-08-25", .sale(comb, 1)),
      ("2025-11-19", .sale(soap, 1)),
    ])
    let result = try await shop.run(.getAbcAnalysis)
    #expect(result.json["productos"]?[1]?["recomendacion"] == "dejar_de_comprar")
    #expect(
      result.reply.closing
        == "De clase C y sin venta hace tiempo, dejá de comprar Peine: ahí hay Bs 8 parados.")
  }
}
