import Assistant
import Inventory
import Shop
import Testing
import Understanding
import Wire

@Suite struct `A conversation` {
  private func shop() async throws -> ChatShop {
    let chat = try await ChatShop(branches: ["Norte"])
    try await chat.product("Crema Hidratante", sku: "CRE-001", price: 70, cost: 45, stock: 20)
    try await chat.product("Tinte Rojo", sku: "TIN-001", price: 40, cost: 22, stock: 12)
    try await chat.product("Tinte Negro", sku: "TIN-002", price: 40, cost: 22, stock: 6)
    return chat
  }

  @Test(arguments: Intent.allCases)
  func `every intent is answered`(_ intent: Intent) async throws {
    let chat = try await shop()
    var slots = Slots()
    slots[.product] = "Tinte Rojo"
    let turn = try await chat.assistant.turn("…", taking: Request(intent: intent, slots: slots), chat.session)
    let reply = try #require(turn.replies.first)
    #expect(!reply.lead.isEmpty)
    let isAside: Set<Intent> = [.outOfScope]
    #expect(isAside.contains(intent) || !reply.lead.hasPrefix("Eso no lo entendí"))
  }

  @Test func `an elliptical question is completed from the one before`() async throws {
    let chat = try await shop()
    try await chat.say("¿cuánto queda de tinte rojo?")
    let turn = try await chat.say("¿y en Norte?")
    #expect(turn.calls.first?.arguments == ["branch": "Norte", "product": "Tinte Rojo"])
  }

  @Test func `an answer that is about more than was asked says so`() async throws {
    let chat = try await shop()
    var slots = Slots()
    slots[.category] = "Tintes"
    let part = try await chat.assistant.turn(
      "…", taking: Request(intent: .turnover, slots: slots), chat.session)
    #expect(part.replyText.contains("separar por «Tintes»: la respuesta es de todo"))
    let whole = try await chat.say("¿cuál es la rotación?")
    #expect(!whole.replyText.contains("la respuesta es de todo"))
  }

  @Test func `a question about a product in doubt is answered once it is chosen`() async throws {
    let chat = try await shop()
    let question = try await chat.say("¿cuánto queda de tinte?")
    #expect(question.pending == .choice(["Tinte Rojo", "Tinte Negro"]))
    #expect(question.calls.isEmpty)
    let turn = try await chat.say("el segundo")
    #expect(turn.calls.first?.arguments == ["product": "Tinte Negro"])
  }

  @Test func `a yes is to what the same window showed`() async throws {
    let chat = try await shop()
    let cream = try await chat.say("vendí 2 crema hidratante", TurnOptions(recall: .nothing))
    let dye = try await chat.say("vendí 3 tinte rojo", TurnOptions(recall: .nothing))
    try await chat.say("sí", TurnOptions(recall: .own(cream.memory)))
    #expect(try await chat.stock("Crema Hidratante") == Quantity(18))
    #expect(try await chat.stock("Tinte Rojo") == Quantity(12))
    let sold = try await chat.say("sí", TurnOptions(recall: .own(dye.memory)))
    #expect(try await chat.stock("Tinte Rojo") == Quantity(9))
    try await chat.say("deshacer", TurnOptions(recall: .own(sold.memory)))
    #expect(try await chat.stock("Tinte Rojo") == Quantity(12))
    #expect(try await chat.stock("Crema Hidratante") == Quantity(18))
  }

  @Test func `a window forgets after half an hour`() async throws {
    let chat = try await shop()
    let turn = try await chat.say("¿cuánto queda de tinte rojo?", TurnOptions(recall: .nothing))
    chat.wait(minutes: 31)
    let late = try await chat.say("¿y en Norte?", TurnOptions(recall: .own(turn.memory)))
    #expect(late.calls.isEmpty)
  }

  @Test(
    arguments: [
      ("", nil, nil), ("con qr", "qr", nil), ("con tarjeta", "card", nil),
      ("fiado a don Pepe", "credit", "Pepe"),
    ] as [(String, String?, String?)])
  func `what was scanned is sold as was said`(_ rest: String, _ payment: String?, _ customer: String?)
    async throws
  {
    let chat = try await shop()
    let items = [
      ItemMention(product: .known("Tinte Rojo"), quantity: SlotValue.Number(2)),
      ItemMention(product: .known("Crema Hidratante"), quantity: SlotValue.Number(1)),
    ]
    let turn = try await chat.assistant.checkOut(items, "cobrar " + rest, saying: rest, chat.session)
    let sale = try #require(turn.calls.first)
    #expect(sale.tool == "registerSale")
    #expect(sale.arguments["payment"]?.string == payment)
    #expect(sale.arguments["customer"]?.string == customer)
    #expect(sale.result["total"] == 150)
  }

  @Test func `two questions in one message are both answered`() async throws {
    let chat = try await shop()
    let turn = try await chat.say("ventas de ayer y qué se está acabando")
    #expect(turn.calls.map(\.tool) == ["getSalesSummary", "getLowStockReport"])
    #expect(turn.replies.count == 2)
  }

  @Test func `why is answered from the rule`() async throws {
    let chat = try await shop()
    try await chat.say("¿cuánto queda de tinte negro?")
    let turn = try await chat.say("¿por qué?")
    #expect(turn.calls.map(\.tool) == ["explainRule"])
    #expect(turn.calls.first?.arguments == ["product": "Tinte Negro"])
  }

  @Test func `what cannot be done yet is said plainly, with what can`() async throws {
    let turn = try await shop().say("pronóstico de ventas")
    #expect(turn.replyText.hasPrefix("Todavía no hago pronósticos."))
  }

  @Test func `an empty shop says its first three steps`() async throws {
    for text in ["hola", "¿qué tengo que reponer?", "ayuda"] {
      let turn = try await ChatShop().say(text)
      #expect(turn.replies.first?.lead == "La Esquina todavía no tiene productos. Para empezar, tres pasos:")
      #expect(turn.replies.first?.lines.count == 3)
    }
  }

  @Test func `help shows nobody what the role does not reach`() async throws {
    let chat = try await shop()
    let owner = try await chat.say("ayuda").replyText
    let cashier = try await chat.with(.cashier).say("ayuda").replyText
    #expect(owner.contains("¿Cuánto vale el inventario?"))
    #expect(!cashier.contains("¿Cuánto vale el inventario?"))
    #expect(cashier.contains("Vendí 2 Crema Hidratante"))
  }

  @Test func `the answer is in the language of the question and short answers keep to it`() async throws {
    let chat = try await shop()
    let english = try await chat.say("how much tinte rojo is left?")
    #expect(english.language == .english)
    try await chat.say("I sold 2 tinte rojo")
    #expect(try await chat.say("no").replyText == "All right, I did nothing.")
    #expect(try await chat.say("¿cuánto queda de tinte rojo?").language == .spanish)
  }

  @Test(arguments: [
    "", "   ", "asdf qwer zxcv", "🙂🙂🙂", "\u{0}\u{1b}[31m", String(repeating: "x ", count: 20_000),
  ])
  func `whatever is typed gets an answer`(_ text: String) async throws {
    #expect(try await !shop().say(text).replyText.isEmpty)
  }
}
