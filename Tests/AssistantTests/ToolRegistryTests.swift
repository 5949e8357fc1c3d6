import Assistant
import Inventory
import Shop
import Store
import TestSupport
import Testing
import Understanding
import Wire

@Suite struct `The registry of tools` {
  private func words(_ language: Language) throws -> [(name: String, text: String)] {
    try Assistant.Texts.shipped(language).tools
  }

  private func registry() throws -> ToolRegistry {
    try ToolRegistry(files: [.spanish: try words(.spanish), .english: try words(.english)])
  }

  @Test func `a definition says name, words, effect and parameters`() throws {
    let definitions = try #require(try registry().definitions(.spanish).array)
    let sale = try #require(definitions.first { $0["name"] == "registerSale" })
    #expect(sale["effect"] == "writes")
    #expect(sale["title"] == "Anotar una venta")
    #expect(sale["parameters"]?["required"] == ["items"])
    #expect(sale["parameters"]?["properties"]?["payment"]?["enum"]?[0] == "cash")
    let low = try #require(definitions.first { $0["name"] == "getLowStockReport" })
    #expect(low["effect"] == "reads")
    #expect(Set(definitions.compactMap { $0["name"]?.string }).count == definitions.count)
  }

  @Test func `a missing word is an error`() throws {
    let files = try words(.spanish).map { ($0.name, $0.text.replacing("registerSale.title", with: "# ")) }
    #expect(throws: Phrasebook.Fault.self) { try ToolRegistry(files: [.spanish: files]) }
  }

  @Test func `a surplus word is an error with its line`() throws {
    let files = try words(.spanish) + [("extra.txt", "\nflyToTheMoon = Vuela")]
    let fault = #expect(throws: Phrasebook.Fault.self) { try ToolRegistry(files: [.spanish: files]) }
    #expect(fault?.description == "extra.txt:2: no tool or argument is called «flyToTheMoon»")
  }

  @Test(arguments: [
    #"{"product":"tin-001"}"#, #"{"product":"Tinte Rojo"}"#,
  ])
  func `a product is found by its name and its SKU`(_ arguments: String) async throws {
    let chat = try await shop()
    let call = try await chat.assistant.call(
      "getProductStock", arguments: JSON(parsing: arguments), agrees: false, chat.session)
    #expect(call.result.json["productos"]?[0]?["nombre"] == "Tinte Rojo")
  }

  @Test(arguments: [
    (#"{}"#, "product: found nothing, wanted a string"),
    (#"{"product":3}"#, "product: found 3, wanted a string"),
    (#"{"product":"Tinte Rojo","x":1}"#, "x: found 1, wanted only product, branch"),
    (#"{"product":"Tinte Rogo"}"#, "Tinte Rogo: Tinte Rojo"),
    (#"{"product":"Tinte Rojo","branch":"Luna"}"#, "Luna: Principal"),
  ])
  func `a wrong argument is named`(_ arguments: String, _ wrong: String) async throws {
    let chat = try await shop()
    let fault = await #expect(throws: ArgumentFault.self) {
      try await chat.assistant.call(
        "explainRule", arguments: JSON(parsing: arguments), agrees: false, chat.session)
    }
    switch try #require(fault) {
    case .mismatch(let mismatch): #expect(mismatch.description == wrong)
    case .unknown(_, let name, let nearest): #expect("\(name): \(nearest.joined())" == wrong)
    case .period(_, let text): #expect(text == wrong)
    }
  }

  @Test(arguments: [
    ("createProduct", #"{"name":"Gel","price":9,"category":"Tinte"}"#, "Hay: Tintes."),
    ("createProduct", #"{"name":"Gel","price":9,"supplier":"Fenix"}"#, "«Fenix»"),
    ("transferStock", #"{"items":[{"product":"TIN-001","qty":1}]}"#, "«to»"),
  ])
  func `a call that names what is not there, or not where to, does nothing`(
    _ tool: String, _ arguments: String, _ said: String
  ) async throws {
    let chat = try await shop()
    _ = try await chat.shop.createCategory(CategoryFields(name: "Tintes"), chat.session)
    let fault = await #expect(throws: ArgumentFault.self) {
      try await chat.assistant.call(tool, arguments: JSON(parsing: arguments), agrees: true, chat.session)
    }
    let words = chat.assistant.voice(.spanish, chat.session).refusal(try #require(fault)).text
    #expect(words.contains(said), "\(words)")
    #expect(try await chat.shop.product(called: "Gel", chat.session) == nil)
  }

  @Test func `a writing tool only proposes until it is agreed to`() async throws {
    let chat = try await shop()
    let arguments: JSON = ["items": [["product": "TIN-001", "qty": 2]]]
    let proposed = try await chat.assistant.call(
      "registerSale", arguments: arguments, agrees: false, chat.session)
    #expect(proposed.isProposal)
    #expect(try await chat.stock("Tinte Rojo") == Quantity(12))
    let done = try await chat.assistant.call("registerSale", arguments: arguments, agrees: true, chat.session)
    #expect(done.result.json["folio"] == "POS-2025-0001")
    #expect(try await chat.stock("Tinte Rojo") == Quantity(10))
  }

  private func shop() async throws -> ChatShop {
    let chat = try await ChatShop()
    try await chat.product("Tinte Rojo", sku: "TIN-001", price: 40, cost: 22, stock: 12)
    return chat
  }

  @Test func `slots travel through JSON and back`() throws {
    var slots = Slots()
    slots[.product] = "Tinte Rojo"
    slots[.quantity] = SlotValue.Number(thousandths: 1250)
    slots[.period] = .month(10, year: 2025)
    slots[.productAny] = ["Tinte Rojo", "Tinte Negro"]
    slots[.refAll] = "all"
    slots[.items] = [
      ItemMention(product: .known("Tinte Rojo"), quantity: SlotValue.Number(2), price: SlotValue.Number(40)),
      ItemMention(product: .unknown("tinte azul")),
      ItemMention(product: .ambiguous(["Tinte Rojo", "Tinte Negro"])),
    ]
    let text = JSON.object(slots.json).text
    #expect(Slots(json: try #require(try JSON(parsing: text).object)) == slots)
  }
}
