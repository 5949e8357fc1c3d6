import Assistant
import Inventory
import Shop
import Store
import Testing
import Understanding
import Wire

@Suite struct `A turn that sells` {
  private func shop(branches: [String] = []) async throws -> ChatShop {
    let chat = try await ChatShop(branches: branches)
    try await chat.product("Shampoo Anticaída", sku: "SHA-001", price: 45, cost: 28, stock: 8)
    try await chat.product("Tinte Rojo", sku: "TIN-001", price: 40, cost: 22, stock: 12)
    try await chat.product("Tinte Negro", sku: "TIN-002", price: 40, cost: 22, stock: 6)
    return chat
  }

  @Test func `nothing is sold before the yes`() async throws {
    let chat = try await shop()
    let turn = try await chat.say("vendí 2 shampoo y 1 tinte rojo")
    #expect(
      turn.replyText == """
        Venta: Bs 130, en efectivo
        2 Shampoo Anticaída a Bs 45: Bs 90 · stock 8 → 6
        1 Tinte Rojo a Bs 40: Bs 40 · stock 12 → 11
        ¿Lo hago?
        """)
    #expect(turn.choices == ["sí", "no"])
    guard case .confirmation = turn.pending else {
      Issue.record("no confirmation is asked for: \(turn.pending)")
      return
    }
    #expect(try await chat.stock("Shampoo Anticaída") == Quantity(8))
  }

  @Test func `yes sells once however often it is said`() async throws {
    let chat = try await shop()
    try await chat.say("vendí 3 shampoo")
    let turn = try await chat.say("sí")
    #expect(
      turn.replyText == """
        Listo: venta POS-2025-0001 por Bs 135.
        De Shampoo Anticaída quedan 5 unidades: ya está en su mínimo (5). Conviene reponer.
        Si algo está mal: «deshacer».
        """)
    #expect(turn.calls.first?.result["folio"] == "POS-2025-0001")
    #expect(try await chat.say("sí").calls.isEmpty)
    #expect(try await chat.stock("Shampoo Anticaída") == Quantity(5))
  }

  @Test func `two yeses at the same moment are one sale`() async throws {
    let chat = try await shop()
    try await chat.say("vendí 3 shampoo")
    async let first = chat.say("sí")
    async let second = chat.say("sí")
    _ = try await (first, second)
    #expect(try await chat.stock("Shampoo Anticaída") == Quantity(5))
  }

  @Test(arguments: [
    "claro que no", "no estoy de acuerdo", "no está bien", "no la confirmes", "definitely not",
    "don't confirm",
  ])
  func `a yes with a no in it drops it`(answer: String) async throws {
    let chat = try await shop()
    try await chat.say("vendí 3 shampoo")
    let turn = try await chat.say(answer)
    #expect(turn.calls.isEmpty)
    #expect(turn.pending == .nothing)
    #expect(try await chat.stock("Shampoo Anticaída") == Quantity(8))
  }

  @Test(arguments: ["¿sí?", "¿está bien?", "claro, pero después", "ok, later"])
  func `a yes that asks or puts off leaves it standing`(answer: String) async throws {
    let chat = try await shop()
    try await chat.say("vendí 3 shampoo")
    #expect(try await chat.say(answer).calls.isEmpty)
    #expect(try await chat.stock("Shampoo Anticaída") == Quantity(8))
    try await chat.say("sí")
    #expect(try await chat.stock("Shampoo Anticaída") == Quantity(5))
  }

  @Test func `no drops it`() async throws {
    let chat = try await shop()
    try await chat.say("vendí 3 shampoo")
    #expect(try await chat.say("no").replyText == "Listo, no hice nada.")
    #expect(try await chat.say("sí").calls.isEmpty)
    #expect(try await chat.stock("Shampoo Anticaída") == Quantity(8))
  }

  @Test func `undo takes the last sale back, once`() async throws {
    let chat = try await shop()
    try await chat.say("vendí 3 shampoo")
    try await chat.say("sí")
    #expect(
      try await chat.say("deshacer").replyText
        == "Listo, deshice la venta POS-2025-0001. Era: Venta: Bs 135, en efectivo (3 Shampoo Anticaída).")
    #expect(try await chat.stock("Shampoo Anticaída") == Quantity(8))
    #expect(try await chat.say("deshacer").replyText == "No hay nada reciente que deshacer.")
  }

  @Test(arguments: [
    (["no, eran 3", "el shampoo"], ["Shampoo Anticaída 3", "Tinte Rojo 1"]),
    (["pero 4 de tinte rojo"], ["Shampoo Anticaída 2", "Tinte Rojo 4"]),
    (["y 2 tinte negro"], ["Shampoo Anticaída 2", "Tinte Rojo 1", "Tinte Negro 2"]),
    (["quita el tinte rojo"], ["Shampoo Anticaída 2"]),
    (["quita el tinte rojo", "no, eran 4"], ["Shampoo Anticaída 4"]),
  ])
  func `a correction makes a new proposal in its place`(_ corrections: [String], _ lines: [String])
    async throws
  {
    let chat = try await shop()
    try await chat.say("vendí 2 shampoo y 1 tinte rojo")
    for correction in corrections { try await chat.say(correction) }
    let items = try #require(try await chat.say("sí").calls.first?.result["items"]?.array)
    #expect(items.map { "\($0["nombre"]?.string ?? "") \($0["cantidad"]?.integer ?? 0)" } == lines)
  }

  @Test func `it was Luis and not Rosa`() async throws {
    let chat = try await shop()
    try await chat.say("vendí 2 shampoo a Rosa con tarjeta")
    let turn = try await chat.say("a Luis, no a Rosa")
    #expect(turn.replies.first?.lead == "Venta a Luis: Bs 90, con tarjeta")
    #expect(turn.replies.first?.lines == ["2 Shampoo Anticaída a Bs 45: Bs 90 · stock 8 → 6"])
  }

  @Test func `a side question leaves the proposal standing`() async throws {
    let chat = try await shop()
    try await chat.say("vendí 3 shampoo")
    let aside = try await chat.say("¿cuánto queda de tinte rojo?")
    #expect(aside.calls.map(\.tool) == ["getProductStock"])
    #expect(aside.replyText.hasSuffix("Venta: Bs 135, en efectivo (3 Shampoo Anticaída)"))
    try await chat.say("sí")
    #expect(try await chat.stock("Shampoo Anticaída") == Quantity(5))
  }

  @Test func `after ten minutes it is looked at again before it is done`() async throws {
    let chat = try await shop()
    try await chat.say("vendí 3 shampoo")
    chat.wait(minutes: 11)
    let turn = try await chat.say("sí")
    #expect(turn.replyText.hasPrefix("Pasaron más de diez minutos, así que lo revisé de nuevo:"))
    #expect(try await chat.stock("Shampoo Anticaída") == Quantity(8))
    try await chat.say("sí")
    #expect(try await chat.stock("Shampoo Anticaída") == Quantity(5))
  }

  @Test func `after half an hour it is forgotten and said so`() async throws {
    let chat = try await shop()
    try await chat.say("vendí 3 shampoo")
    chat.wait(minutes: 31)
    #expect(
      try await chat.say("sí").replyText.hasPrefix(
        "De eso ya pasó un rato, así que no lo hice: Venta: Bs 135"))
    #expect(try await chat.stock("Shampoo Anticaída") == Quantity(8))
  }

  @Test func `a proposal made on one channel cannot be agreed to on another`() async throws {
    let chat = try await shop()
    try await chat.say("vendí 3 shampoo")
    var other = chat
    other.session = Session(
      shop: chat.session.shop, person: chat.session.person, home: chat.session.home, scope: nil,
      door: "whatsapp")
    #expect(try await other.say("sí").calls.isEmpty)
    #expect(try await chat.stock("Shampoo Anticaída") == Quantity(8))
  }

  @Test func `too many are refused with what there is, and fewer go through`() async throws {
    let chat = try await shop()
    let turn = try await chat.say("vendí 20 shampoo")
    #expect(
      turn.replies.first?.lead == "No alcanza: de Shampoo Anticaída quedan 8 y hacen falta 20.")
    #expect(turn.choices == ["8"])
    try await chat.say("8")
    let done = try await chat.say("sí")
    #expect(done.replyText.contains("De Shampoo Anticaída no queda ninguno. Hay que reponer."))
  }

  @Test func `an ambiguous product is asked for and an unknown one is not sold as its neighbour`()
    async throws
  {
    let chat = try await shop()
    let ambiguous = try await chat.say("vendí 1 tinte")
    #expect(ambiguous.choices == ["Tinte Rojo", "Tinte Negro"])
    try await chat.say("el negro")
    try await chat.say("sí")
    #expect(try await chat.stock("Tinte Negro") == Quantity(5))

    let unknown = try await chat.say("vendí 2 tinte azul")
    #expect(unknown.replies.first?.lead == "No tengo «tinte azul» en el catálogo. Lo más parecido que hay:")
    #expect(unknown.calls.isEmpty)
  }

  @Test func `the change and what is owed are worked out`() async throws {
    let chat = try await shop()
    let paid = try await chat.say("vendí 1 shampoo, pagó con 100")
    #expect(paid.replies.first?.closing == "Paga con Bs 100; vuelto: Bs 55.\n¿Lo hago?")
    try await chat.say("no")

    #expect(try await chat.say("vendí 2 shampoo fiado").replyText == "¿A quién se lo fiás?")
    let credit = try await chat.say("a doña Rosa")
    #expect(credit.replies.first?.lead == "Venta fiada a Rosa: Bs 90, queda debiendo")
    try await chat.say("sí")
    #expect(try await chat.say("¿quién me debe?").replyText == "Rosa debe Bs 90, desde el 19/11.")
  }

  @Test func `of two writes in one message the second waits for the first`() async throws {
    let chat = try await shop()
    let turn = try await chat.say("vendí 1 shampoo y llegaron 5 tinte negro")
    #expect(turn.calls.map(\.tool) == ["registerSale"])
    let second = try await chat.say("sí")
    #expect(second.calls.map(\.tool) == ["registerSale", "registerStockEntry"])
    try await chat.say("sí")
    #expect(try await chat.stock("Shampoo Anticaída") == Quantity(7))
    #expect(try await chat.stock("Tinte Negro") == Quantity(11))
  }

  @Test func `a script that may not write is told so and changes nothing`() async throws {
    let chat = try await shop()
    let turn = try await chat.say("vendí 3 shampoo", TurnOptions(writes: .refuse))
    #expect(turn.wasDenied)
    #expect(turn.replyText == "Aquí solo puedo consultar; no cambié nada.")
    #expect(turn.pending == .nothing)
  }

  @Test func `agreed beforehand it is done at once`() async throws {
    let chat = try await shop()
    let turn = try await chat.say("vendí 3 shampoo", TurnOptions(writes: .perform))
    #expect(turn.pending == .nothing)
    #expect(try await chat.stock("Shampoo Anticaída") == Quantity(5))
  }

  @Test func `whoever may not do it is told who can`() async throws {
    let chat = try await shop(branches: ["Norte"]).with(.cashier)
    let turn = try await chat.say("se rompió 1 tinte rojo")
    #expect(
      turn.replyText == "Eso no está habilitado para un cajero. Lo puede hacer el dueño o un gerente.")
    #expect(turn.pending == .nothing)
  }
}
