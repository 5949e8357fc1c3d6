import Assistant
import Inventory
import Shop
import Testing
import Understanding
import Wire

@Suite struct `A turn that changes the shop` {
  private func shop() async throws -> ChatShop {
    let chat = try await ChatShop(branches: ["Norte"])
    try await chat.product("Crema Hidratante", sku: "CRE-001", price: 70, cost: 45, stock: 20)
    try await chat.product("Tinte Negro", sku: "TIN-002", price: 40, cost: 22, stock: 6)
    return chat
  }

  @Test func `goods that came in are added at their cost`() async throws {
    let chat = try await shop()
    let turn = try await chat.say("llegaron 20 tinte negro a 25")
    #expect(
      turn.replyText == """
        Entrada de 20 Tinte Negro en Principal
        20 Tinte Negro a Bs 25 de costo: Bs 500 · stock 6 → 26
        ¿Lo hago?
        """)
    try await chat.say("sí")
    #expect(try await chat.stock("Tinte Negro") == Quantity(26))
    try await chat.say("deshacer")
    #expect(try await chat.stock("Tinte Negro") == Quantity(6))
  }

  @Test func `a missing quantity is asked for and the short answer completes it`() async throws {
    let chat = try await shop()
    let question = try await chat.say("llegaron tinte negro")
    #expect(question.replyText == "¿Cuántas unidades de Tinte Negro?")
    #expect(question.pending == .slot("qty"))
    try await chat.say("12")
    try await chat.say("sí")
    #expect(try await chat.stock("Tinte Negro") == Quantity(18))
  }

  @Test func `a count says the difference`() async throws {
    let chat = try await shop()
    let turn = try await chat.say("ajusta el stock de crema hidratante: el conteo dio 15")
    #expect(turn.replies.first?.lines == ["Crema Hidratante · stock 20 → 15 (diferencia -5)"])
    try await chat.say("dale")
    #expect(try await chat.stock("Crema Hidratante") == Quantity(15))
  }

  @Test func `a transfer shows both shelves and moves the goods`() async throws {
    let chat = try await shop()
    let turn = try await chat.say("pasar 3 crema hidratante a norte")
    #expect(turn.replies.first?.lines == ["3 Crema Hidratante · Principal 20 → 17 · Norte 0 → 3"])
    try await chat.say("sí")
    #expect(try await chat.stock("Crema Hidratante") == Quantity(17))
    #expect(try await chat.stock("Crema Hidratante", in: "Norte") == Quantity(3))
    try await chat.say("deshacer")
    #expect(try await chat.stock("Crema Hidratante") == Quantity(20))
  }

  @Test(arguments: [
    ("categoría Zapatos", "No tengo la categoría «Zapatos»: queda sin categoría"),
    ("proveedor Distribuidora Norte", "No tengo un proveedor «Distribuidora Norte»: queda sin proveedor"),
  ])
  func `a new product of what the shop does not have says that it goes without`(
    _ told: String, _ said: String
  ) async throws {
    let chat = try await shop()
    let turn = try await chat.say("nuevo producto Gel Fijador a 30, \(told)")
    #expect(turn.calls.map(\.tool) == ["createProduct"])
    #expect(turn.replyText.contains(said))
    try await chat.say("sí")
    #expect(try await chat.stock("Gel Fijador") == .zero)
  }

  @Test func `a price changes, its margin is said, and it can be undone`() async throws {
    let chat = try await shop()
    let turn = try await chat.say("cambiar el precio de tinte negro a 50")
    #expect(
      turn.replyText == """
        Tinte Negro: de Bs 40 a Bs 50
        El margen pasa de 45 % a 56 %.
        ¿Lo hago?
        """)
    try await chat.say("sí")
    #expect(try await chat.shop.product(called: "Tinte Negro", chat.session)?.prices.sale == money(50))
    try await chat.say("deshacer")
    #expect(try await chat.shop.product(called: "Tinte Negro", chat.session)?.prices.sale == money(40))
  }

  @Test func `a new product is known in the next turn`() async throws {
    let chat = try await shop()
    try await chat.say("nuevo producto Peine Grande a 15")
    try await chat.say("sí")
    let turn = try await chat.say("¿a cuánto está el peine grande?")
    #expect(turn.calls.first?.arguments["product"] == "Peine Grande")
    #expect(turn.replyText.contains("Bs 15"))
  }

  @Test func `part of a sale comes back, and a sale is cancelled once`() async throws {
    let chat = try await shop()
    try await chat.say("vendí 3 crema hidratante", TurnOptions(writes: .perform))
    let back = try await chat.say("devolvieron 1 crema hidratante de la venta 1")
    #expect(
      back.replyText == """
        Devolución de la venta POS-2025-0001: se devuelven Bs 70
        1 Crema Hidratante: Bs 70, vuelve al stock
        ¿Lo hago?
        """)
    #expect(
      try await chat.say("sí").replyText == "Listo: devolución de la venta POS-2025-0001, Bs 70 al cliente.")
    #expect(try await chat.stock("Crema Hidratante") == Quantity(18))
    let cancel = try await chat.say("anular la venta 1")
    #expect(cancel.pending == .nothing)
    #expect(cancel.replyText.contains("ya no se puede anular"))
  }

  @Test func `a sale that does not exist is said so`() async throws {
    let turn = try await shop().say("anular la venta 99")
    #expect(turn.replyText == "No encontré ninguna venta con el folio 99.")
  }
}
