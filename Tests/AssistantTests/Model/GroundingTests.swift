import Assistant
import Inventory
import ScriptedModel
import Shop
import Store
import Testing
import Understanding

@Suite struct `A model's reply` {
  private static let question = "¿Qué tengo que reponer esta semana?"

  /// What is shown when the model calls the report and says `replies`, the second being its correction.
  private func shown(_ replies: String...) async throws -> Turn {
    let shop = try ModelShop(
      try await ChatShop.restocking(), [.call("getLowStockReport")] + replies.map { .says($0) })
    let turn = try await shop.chat.say(Self.question)
    #expect(shop.model.requests.count == replies.count + 1)
    await shop.model.stop()
    return turn
  }

  @Test func `that says 20 where the tool says 60 is not shown`() async throws {
    let turn = try await shown(
      "Pedí 20 unidades de Serum Antioxidante X.", "Insisto: 20 unidades de Serum Antioxidante X.")
    #expect(turn.replyText.contains("60"))
    #expect(!turn.replyText.contains("20 "))
    #expect(
      turn.replyText.hasSuffix(
        "(Lo que decía el modelo no coincidía con los datos; esta respuesta es sin él.)"))
    #expect(turn.route == .offline)
  }

  @Test func `is shown once it is corrected`() async throws {
    let turn = try await shown(
      "Pedí 20 unidades de Serum Antioxidante X.", "Pedí 60 unidades de Serum Antioxidante X.")
    #expect(turn.replyText == "Pedí 60 unidades de Serum Antioxidante X.")
    #expect(turn.route == .model)
  }

  @Test(arguments: [
    "Pedí 60 unidades de Serum Antioxidante X: vendés 5 por día, te quedan 10 y te duran 2 días.",
    "SERUM ANTIOXIDANTE X: sesenta unidades. Crema Hidratante Y: quince.",
    "Crema Hidratante Y: 15 unidades, es el 12 % de las ventas del mes.",
    "1. Serum Antioxidante X: 60\n2. Crema Hidratante Y: 15\nEn total, 75 unidades de dos productos.",
    "En 7 días vendiste 35 de Serum Antioxidante X y te queda para 2.",
    "Hay que reponer 2 productos; el Serum (60) primero.",
    "La ventana va del 13 de noviembre al 19/11/2025.", "El viernes te quedás sin Serum Antioxidante X.",
    "Pedí 60 de SER y 15 de CRE.", "Crema Hidratante Y te alcanza unos 5 días.",
    "Todo lo demás está normal.", "El Serum: 60, la Crema: 15.", "De la crema pedí 15 y del serum, 60.",
    "Serum Antioxidante X:\n- pedí 60\n- te quedan 10", "Serum Antioxidante X y Crema Hidratante Y: 60 y 15.",
    "Del 13 al 19 de noviembre vendiste 35 de Serum Antioxidante X.",
    "Serum Antioxidante X, que vendés 5 por día, se acaba el viernes; Crema Hidratante Y, no.",
    "Buenas, Ana: en La Esquina hay que pedir 60 de SER.", "Del 13 de nov. al 19 de nov. vendiste bien.",
    "La Esquina · Conviene pedir 60 de SER.",
    "De hecho, hay que pedir 60 de SER: registrá la entrada cuando llegue.",
    "1) Serum Antioxidante X: 60\n2) Crema Hidratante Y: 15", "Vendiste 35 de SER en los últimos 7 días.",
    "Serum Antioxidante X: pedí 60\nOtros:\n- Crema Hidratante Y: 15", "En 2025 vendiste bien.",
    "Pedí 60 de SER: cinco docenas.", "El 19 de noviembre de 2025 vendiste 5 de SER.",
    "Fue el producto más vendido: Serum Antioxidante X.", "Conviene:\n- Serum: 60\n- Crema: 15",
    "- Reponé primero el Serum.", "YA pedí 60 de SER, que es urgente.",
  ])
  func `may say what the tools say`(_ text: String) async throws {
    let turn = try await shown(text)
    #expect(turn.replyText == text)
  }

  @Test(arguments: [
    "20 unidades", "veinte unidades", "Pedí Bs 1.250,50", "12,5 %", "el 35 % de las ventas", "35 por ciento",
    "Serum Antioxidante X: 15 unidades", "Crema Hidratante Y: 60 unidades", "Serum Antioxidante X, quince.",
    "Pedí antes del 3 de mayo", "Vence el 2024-01-01", "Se acaba el 30/12", "Te dura 11 semanas",
    "Es la venta POS-2025-0009", "Su código es SER-999", "Falta Jabón Z", "Bs60,50", "$1,234.56",
    "Vendiste mil doscientas", "Pedí 60 o 61", "Llamá al 70012345", "a las 15:45",
    "dos docenas", "Quedan 10 de Crema Hidratante Y",
    "Pedí 15 de Serum Antioxidante X y 60 de Crema Hidratante Y",
    "Pedí 15 de SER y 60 de CRE", "El Serum: 15", "Serum Antioxidante X:\n- pedí 15",
    "De Crema Hidratante Y, que se acaba, pedí 60", "Pedí 60 de Serum Antioxidante X y 60 de Aceite de Coco",
    "También conviene pedir «Aceite Mágico»", "Te falta Crema Antioxidante X", "Llamá a Distribuidora Fénix",
    "Del 3 al 19 de noviembre vendiste bien", "Pedí antes del 3 de ene.",
    "Listo, registré el pedido de Serum Antioxidante X.", "Ya quedó anotado.",
    "Venta registrada.", "La venta fue registrada: 60 de SER.", "Se registró la venta.", "Listo, vendido.",
    "Acabo de registrar la venta.", "Registramos la venta.", "Venta hecha.", "Vendido.", "Perfecto, vendido.",
    "Serum: 80. Pedí más.", "Crema Hidratante Y, 80. Pedí más.", "80. No hace falta pedir.",
    "88. Serum Antioxidante X: 60", "Serum: 60 mil unidades", "Serum: 60 docenas", "Serum: 60 millones",
    "Serum: 60k", "Serum: 60mil", "Serum: 60 y medio", "Serum: ８０ unidades",
    "Quedan siete.",
    "Quedan 2025 unidades de Serum Antioxidante X.", "Crema Hidratante Y se acaba hoy.",
    "Crema Hidratante Y se te agota mañana.",
    "Reponé:\n- Serum\n- Detergente\n- Lavandina", "Falta: Jabón.", "También conviene pedir lavandina.",
    "Pedí FAB.", "Eighty left of it; I recorded the sale.", "You have eighty units left.",
  ])
  func `may not say what no tool says`(_ text: String) async throws {
    let turn = try await shown(text, text)
    #expect(turn.route == .offline, "it was shown: \(turn.replyText)")
    #expect(turn.replyText.contains("60"))
  }

  @Test func `may say that a sale was recorded where a tool told of it`() async throws {
    let chat = try await ChatShop()
    let cream = try await chat.product("Crema Hidratante", sku: "CRE-001", price: 70, stock: 20)
    let sale = try await chat.shop.sell(
      SaleDraft(lines: [.init(product: cream.id, quantity: Quantity(2))]), chat.session)
    let call = ScriptedModel.Line.call("getSaleStatus", #"{"folio":"\#(sale.folio.text)"}"#)
    let told = "La venta \(sale.folio.text) fue registrada el 19/11."
    let other = "La venta fue registrada."
    let shop = try ModelShop(chat, [call, .says(told), call, .says(other), .says(other)])
    #expect(try await shop.chat.say("¿qué pasó con la venta?").replyText == told)
    #expect(try await shop.chat.say("¿y qué más?").route != .model)
    await shop.model.stop()
  }

  @Test func `may repeat a number that the person named and the tool was given`() async throws {
    let shop = try ModelShop(
      try await ChatShop.restocking(),
      [
        .call("getLowStockReport", #"{"metric":"level","threshold":13}"#),
        .says("Menos de 13 tienen dos productos."),
        .call("getLowStockReport", #"{"metric":"level","threshold":14}"#), .says("Menos de 14 tienen dos."),
        .says("Menos de 14 tienen dos."),
      ])
    #expect(try await shop.chat.say("¿qué tiene menos de trece?").route == .model)
    #expect(try await shop.chat.say("¿qué tiene poco?").route != .model)
    await shop.model.stop()
  }
}
