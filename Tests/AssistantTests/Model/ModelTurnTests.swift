import Assistant
import Inventory
import LanguageModel
import ScriptedModel
import Shop
import Store
import TestSupport
import Testing
import Understanding
import Wire

@Suite struct `A turn that a model plans` {
  private func shop() async throws -> ChatShop {
    let chat = try await ChatShop(branches: ["Norte"])
    try await chat.product("Crema Hidratante", sku: "CRE-001", price: 70, cost: 45, stock: 20)
    try await chat.product("Tinte Negro", sku: "TIN-002", price: 40, cost: 22, stock: 6)
    return chat
  }

  @Test func `runs the tools and says what the model makes of them`() async throws {
    let shop = try ModelShop(
      try await shop(),
      [
        .call("getProductStock", #"{"product":"TIN-002"}"#),
        .says("Te quedan 6 de Tinte Negro.\nTodos en Principal."),
      ])
    let turn = try await shop.chat.say("¿cómo ando de tinte negro?")
    #expect(turn.replyText == "Te quedan 6 de Tinte Negro.\nTodos en Principal.")
    #expect(turn.route == .model)
    #expect(turn.calls.map(\.tool) == ["getProductStock"])
    #expect(turn.calls.first?.arguments == ["product": "Tinte Negro"])
    #expect(turn.requests.first?.intent == .stockOfProduct)
    let messages = try #require(shop.model.bodies.last?["messages"]?.array)
    #expect(messages.map { $0["role"]?.string } == ["system", "user", "assistant", "tool"])
    #expect(messages[0]["content"]?.string?.contains("bodeguero de «La Esquina»") == true)
    #expect(messages[3]["content"]?.string?.hasPrefix("<datos>{") == true)
    #expect(shop.complaints.isEmpty)
    // What comes after may lean on it.
    #expect(
      try await shop.chat.assistant.led(by: nil).turn("¿y en Norte?", shop.chat.session).calls.count == 1)
    await shop.model.stop()
  }

  @Test func `is heard line by line, up to what no tool said`() async throws {
    let shop = try ModelShop(
      try await shop(),
      [
        .call("getProductStock", #"{"product":"TIN-002"}"#),
        .says("Te quedan **6** de Tinte Negro.\n\nTodos en Principal.\nPedí 80.\nListo.\n"),
        .says("Te quedan 6 de Tinte Negro.\nTodos en Principal."),
      ])
    let (lines, note) = AsyncStream<String>.makeStream()
    var options = TurnOptions()
    options.hearing = { note.yield($0) }
    let turn = try await shop.chat.say("¿cómo ando de tinte negro?", options)
    note.finish()
    #expect(
      await lines.reduce(into: []) { $0.append($1) } == [
        "Te quedan 6 de Tinte Negro.", "Todos en Principal.", "Te quedan 6 de Tinte Negro.",
      ])
    #expect(turn.replyText == "Te quedan 6 de Tinte Negro.\nTodos en Principal.")
    await shop.model.stop()
  }

  @Test func `is heard with every line held to the heading above it`() async throws {
    let shop = try ModelShop(
      try await ChatShop.restocking(),
      [
        .call("getLowStockReport"), .says("Serum Antioxidante X:\n- pedí 15\n- te quedan 10\nListo.\n"),
        .says("Serum Antioxidante X:\n- pedí 60\n"),
      ])
    let (lines, note) = AsyncStream<String>.makeStream()
    var options = TurnOptions()
    options.hearing = { note.yield($0) }
    try await shop.chat.say("¿qué tengo que reponer?", options)
    note.finish()
    #expect(
      await lines.reduce(into: []) { $0.append($1) } == [
        "Serum Antioxidante X:", "Serum Antioxidante X:", "- pedí 60",
      ])
    await shop.model.stop()
  }

  @Test(arguments: ["No, se te acabó.", "Sí, te alcanza para todo el mes.", "Se te acabó. ¿Querés pedir?"])
  func `is told nothing of the shop by a model that asked no tool`(_ words: String) async throws {
    let shop = try ModelShop(try await shop(), [.says(words + "\n"), .says(words + "\n")])
    let (lines, note) = AsyncStream<String>.makeStream()
    var options = TurnOptions()
    options.hearing = { note.yield($0) }
    let turn = try await shop.chat.say("¿queda tinte negro?", options)
    note.finish()
    #expect(turn.route == .offline)
    #expect(turn.replyText.contains("6"))
    #expect(await lines.reduce(into: []) { $0.append($1) } == [])
    await shop.model.stop()
  }

  @Test func `may be a question back`() async throws {
    let shop = try ModelShop(try await shop(), [.says("¿De cuál tinte?")])
    #expect(try await shop.chat.say("¿queda tinte negro?").replyText == "¿De cuál tinte?")
    await shop.model.stop()
  }

  @Test func `shows nothing that only machines read, nor more than a reply may hold`() async throws {
    let shop = try ModelShop(
      try await shop(),
      [
        .says("Te cuento.\n<tool_call>{}</tool_call>\nListo.\n"),
        .says(String(repeating: "Te cuento algo lindo.\n", count: 1_000)),
      ])
    for (turns, most) in [(1, 1), (2, 300)] {
      let (lines, note) = AsyncStream<String>.makeStream()
      var options = TurnOptions()
      options.hearing = { note.yield($0) }
      try await shop.chat.say("contame algo lindo", options)
      note.finish()
      let heard = await lines.reduce(into: []) { $0.append($1) }
      #expect((1...most).contains(heard.count))
      #expect(shop.complaints.count == turns)
    }
    await shop.model.stop()
  }

  @Test func `is not answered at all once nobody waits for it`() async throws {
    let held = HeldAnswer("Uno.", "Dos.")
    let shop = try ModelShop(try await shop(), [held.line])
    let turn = Task { try await shop.chat.say("contame algo lindo") }
    await held.untilBegun()
    turn.cancel()
    await #expect(throws: CancellationError.self) { try await turn.value }
    await held.untilLeft()
    #expect(try await shop.chat.shop.openConversation(shop.chat.session).state == nil)
    await shop.model.stop()
  }

  @Test func `is not planned by it where the patterns are sure`() async throws {
    let shop = try ModelShop(try await shop(), [.says("No sé.")]) { $0.preference = .offlineFirst }
    #expect(try await shop.chat.say("¿cuánto queda de tinte negro?").route == .offline)
    #expect(shop.model.requests.isEmpty)
    #expect(try await shop.chat.say("contame algo lindo de la luna").replyText == "No sé.")
    #expect(shop.model.requests.count == 1)
    await shop.model.stop()
  }

  @Test func `knows what was said before`() async throws {
    let shop = try ModelShop(try await shop(), [.says("¡Hola, Ana!"), .says("Nada más.")])
    try await shop.chat.say("buenas")
    try await shop.chat.say("y qué más")
    let messages = try #require(shop.model.bodies.last?["messages"]?.array)
    #expect(messages.dropFirst().map { $0["content"]?.string } == ["buenas", "¡Hola, Ana!", "y qué más"])
    await shop.model.stop()
  }

  @Test(arguments: [TurnOptions.Writes.propose, .perform])
  func `only proposes, and the person's own yes performs`(_ writes: TurnOptions.Writes) async throws {
    let sale = #"{"items":[{"product":"Tinte Negro","qty":2}]}"#
    let shop = try ModelShop(try await shop(), [.call("registerSale", sale), .says("Listo, vendí todo.")])
    let turn = try await shop.chat.say("se llevaron dos tintes negros", TurnOptions(writes: writes))
    guard case .confirmation = turn.pending else {
      Issue.record("nothing was proposed: \(turn.replyText)")
      return
    }
    #expect(try await shop.chat.stock("Tinte Negro") == Quantity(6))
    try await shop.chat.say("sí")
    #expect(try await shop.chat.stock("Tinte Negro") == Quantity(4))
    try await shop.chat.say("deshacer")
    #expect(try await shop.chat.stock("Tinte Negro") == Quantity(6))
    #expect(shop.model.requests.count == 1)
    await shop.model.stop()
  }

  @Test func `changes nothing where writes are refused`() async throws {
    let shop = try ModelShop(
      try await shop(), [.call("registerSale", #"{"items":[{"product":"Tinte Negro","qty":2}]}"#)])
    let turn = try await shop.chat.say("se llevaron dos tintes", TurnOptions(writes: .refuse))
    #expect(turn.wasDenied)
    #expect(turn.pending == .nothing)
    await shop.model.stop()
  }

  @Test func `does not reach beyond the person's role`() async throws {
    let shop = try ModelShop(try await shop().with(.cashier), [.call("getInventoryValue")])
    let turn = try await shop.chat.say("decime el valor de todo")
    #expect(turn.wasDenied)
    await shop.model.stop()
  }

  @Test func `may mend one call`() async throws {
    let shop = try ModelShop(
      try await shop(),
      [
        .call("getProductStock", #"{"producto":"Tinte Negro"}"#),
        .call("getProductStock", #"{"product":"Tinte Negro"}"#), .says("Quedan 6."),
      ])
    #expect(try await shop.chat.say("¿y el tinte?").replyText == "Quedan 6.")
    await shop.model.stop()
  }

  @Test func `learns which products come near`() async throws {
    let shop = try ModelShop(
      try await shop(),
      [
        .call("getProductStock", #"{"product":"Tinte Negrito"}"#),
        .says("No tengo «Tinte Negrito». ¿Será Tinte Negro?"),
      ])
    let turn = try await shop.chat.say("¿hay tinte negrito?")
    #expect(turn.replyText == "No tengo «Tinte Negrito». ¿Será Tinte Negro?")
    await shop.model.stop()
  }

  @Test func `counts what it costs, up to the day's tokens`() async throws {
    let shop = try ModelShop(try await shop(), [.says("¡Hola!"), .says("¡Hola!")]) {
      $0.allowance.dailyTokens = 35
      $0.allowance.price = TokenPrice(input: 2_000_000, output: 10_000_000)
    }
    #expect(try await shop.chat.say("buenas").replyText == "¡Hola!")
    let late = try await shop.chat.say("buenas")
    #expect(late.replyText.contains("esta respuesta es sin él"))
    #expect(shop.model.requests.count == 1)
    #expect(shop.complaints.count == 1)
    let today = shop.chat.session.clock.day(of: shop.chat.shop.now())
    #expect(
      try await shop.chat.shop.modelAccount(on: today, shop.chat.session).use
        == ModelUse(turns: 1, failures: 0, input: 30, output: 5, cost: 110))
    #expect(try await shop.chat.shop.modelAccount(on: today - 1, shop.chat.session).use == ModelUse())
    await shop.model.stop()
  }

  @Test func `costs, and is bounded, as the shop has set it`() async throws {
    let shop = try ModelShop(try await shop(), [.says("¡Hola!"), .says("¡Hola!")]) {
      $0.allowance.dailyTokens = 1
      $0.allowance.price = TokenPrice(input: 2_000_000, output: 10_000_000)
    }
    let (books, session) = (shop.chat.shop, shop.chat.session)
    try await books.set(.dailyTokens, to: 70, session)
    try await books.set(.outputPrice, to: 4_000_000, session)
    #expect(try await shop.chat.say("buenas").replyText == "¡Hola!")
    #expect(try await shop.chat.say("buenas").replyText == "¡Hola!")
    #expect(try await shop.chat.say("buenas").replyText.contains("esta respuesta es sin él"))
    let today = session.clock.day(of: books.now())
    // 2 × (30 × 2 + 5 × 4) millionths.
    #expect(try await books.modelAccount(on: today, session).use.cost == 160)
    await #expect(throws: ShopError.self) { try await books.set(.dailyTokens, to: -1, session) }
    #expect(try await books.unset(.dailyTokens, session))
    #expect(try await !books.unset(.dailyTokens, session))
    await shop.model.stop()
  }

  @Test(arguments: ["", "{", "Hola, {nadie}", "{vos:a|tu:b}"])
  func `is not told what a broken file says`(_ line: String) async throws {
    let spanish = try Assistant.Texts.shipped(.spanish)
    let broken = Assistant.Texts(
      language: .spanish, understanding: spanish.understanding, replies: spanish.replies,
      tools: spanish.tools, model: line.isEmpty ? [] : [("es/model.txt", "Sos el bodeguero.\n" + line)])
    let shop = try await shop().shop
    let fault = #expect(throws: Phrasebook.Fault.self) {
      try Assistant(shop: shop, first: broken, others: [])
    }
    #expect(fault?.file == "es/model.txt")
    #expect(fault?.line == (line.isEmpty ? 0 : 2))
  }
}
