import Assistant
import Inventory
import Shop
import Store
import Testing
import Wire

@Suite struct `The payment of a debt` {
  private func shop() async throws -> ChatShop {
    let chat = try await ChatShop()
    try await chat.product("Tinte Rojo", sku: "TIN-001", price: 40, stock: 12)
    try await chat.say("vendí 2 tinte rojo a Marta fiado")
    try await chat.say("sí")
    return chat
  }

  private func pay(_ chat: ChatShop, _ arguments: JSON, agrees: Bool = true) async throws -> DirectCall {
    try await chat.assistant.call("registerPayment", arguments: arguments, agrees: agrees, chat.session)
  }

  @Test func `is proposed, then noted, then undone`() async throws {
    let chat = try await shop()
    let proposal = try await pay(chat, ["customer": "marta", "total": 50], agrees: false)
    #expect(proposal.isProposal)
    #expect(proposal.result.reply.lead.contains("Bs 50"))
    #expect(proposal.result.json["monto_pendiente"] == 30)
    let done = try await pay(chat, ["customer": "marta", "total": 50])
    #expect(done.result.json["recibo"] == "PAG-2025-0001")
    let owes = try await chat.say("¿cuánto debe Marta?")
    #expect(owes.replyText.contains("Bs 30"))
    try await chat.say("deshacer")
    #expect(try await chat.say("¿cuánto debe Marta?").replyText.contains("Bs 80"))
  }

  @Test func `in several ways says for programs how much each`() async throws {
    let chat = try await shop()
    let parts: JSON = [["payment": "cash", "amount": 50], ["payment": "qr", "amount": 30]]
    let done = try await pay(chat, ["customer": "Marta", "payments": parts])
    #expect(done.result.json["metodo_pago"] == "mixto")
    #expect(
      done.result.json["pagos"] == [
        ["metodo_pago": "efectivo", "monto": 50], ["metodo_pago": "qr", "monto": 30],
      ])
  }

  @Test func `is of all that is owed where no amount is said`() async throws {
    let chat = try await shop()
    let done = try await pay(chat, ["folio": "1", "payment": "qr"])
    #expect(done.result.json["monto"] == 80)
    #expect(done.result.json["metodo_pago"] == "qr")
    #expect(done.result.json["monto_pendiente"] == 0)
    #expect(try await chat.say("¿quién me debe?").replyText == "Nadie debe nada.")
  }

  @Test func `above what is owed is of what is owed, where the rest may be change`() async throws {
    let chat = try await shop()
    let done = try await pay(chat, ["customer": "Marta", "total": 81])
    #expect(done.result.json["monto"] == 80)
    #expect(done.result.json["monto_pendiente"] == 0)
  }

  @Test func `is refused far above what is owed, and asks whose it is`() async throws {
    let chat = try await shop()
    await #expect(throws: ShopError.invalid(field: "monto", .paidAboveOwed(owed: Money(minorUnits: 8000)))) {
      try await pay(chat, ["customer": "Marta", "total": 160])
    }
    let nobody = await #expect(throws: Refusal.self) {
      try await pay(chat, ["customer": "Rosa", "total": 1])
    }
    #expect(nobody?.reply.lead == "No hay ningún cliente «Rosa».")
    await #expect(throws: Refusal.self) { try await pay(chat, ["total": 1]) }
  }

  @Test func `in cash at the counter keeps what was handed over`() async throws {
    let chat = try await shop()
    try await chat.say("vendí 1 tinte rojo, me pagó con 50")
    try await chat.say("sí")
    let filed = try await chat.shop.store.read(chat.session.shop.id) { books in
      try books.sale(folio: "POS-2025-0002").map { try books.payments(of: $0.id) }
    }
    #expect(filed?.map(\.received) == [Money(minorUnits: 5000)])
    #expect(filed?.map(\.change) == [Money(minorUnits: 1000)])
  }
}
