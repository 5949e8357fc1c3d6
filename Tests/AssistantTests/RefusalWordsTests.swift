import Assistant
import Inventory
import Shop
import Testing
import Understanding

@Suite struct `A refusal of the shop` {
  @Test(
    arguments: [
      ("cambiá el precio del tinte rojo a 40", "Tinte Rojo ya tiene ese precio."),
      ("change the price of tinte rojo to 40", "Tinte Rojo already has that price."),
      ("llegaron 1,5 tinte rojo", "Tinte Rojo se cuenta por unidades enteras."),
      ("1.5 tinte rojo came in", "Tinte Rojo is counted in whole units."),
    ])
  func `is said in the language of the conversation`(_ said: String, _ answer: String) async throws {
    let chat = try await ChatShop()
    try await chat.product("Tinte Rojo", sku: "TIN-001", price: 40, stock: 12)
    let turn = try await chat.say(said)
    #expect(turn.replyText == answer)
    #expect(turn.pending == .nothing)
  }

  @Test(arguments: [(Language.spanish, "está cancelada"), (.english, "is cancelled")])
  func `names the state of a sale as people do`(_ language: Language, _ words: String) async throws {
    let chat = try await ChatShop()
    let product = try await chat.product("Tinte Rojo", sku: "TIN-001", price: 40, stock: 12)
    let sale = try await chat.shop.sell(
      SaleDraft(lines: [SaleDraft.Line(product: product.id, quantity: Quantity(1))]), chat.session)
    _ = try await chat.shop.cancelSale(sale.folio.text, chat.session)
    var slots = Slots()
    slots[.folio] = sale.folio.text
    let turn = try await chat.assistant.turn(
      "…", taking: Request(intent: .returnSale, slots: slots), chat.session, TurnOptions(language: language))
    #expect(turn.replyText.contains(words))
  }
}
