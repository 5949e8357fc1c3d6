import Assistant
import Inventory
import Shop
import Testing
import Understanding
import Wire

@Suite struct `What another program understood` {
  private func shop() async throws -> ChatShop {
    let chat = try await ChatShop(branches: ["Norte"])
    try await chat.product("Crema Hidratante", sku: "CRE-001", price: 70, cost: 45, stock: 20)
    try await chat.product("Tinte Rojo", sku: "TIN-001", price: 40, cost: 22, stock: 12)
    try await chat.product("Tinte Negro", sku: "2002", price: 40, cost: 22, stock: 6)
    return chat
  }

  private func turn(_ chat: ChatShop, _ name: String, _ values: String) async throws -> Turn {
    let aim = try #require(Understood.Aim(named: name))
    let values = try #require(try JSON(parsing: values).object)
    return try await chat.assistant.turn("…", taking: Understood(aim, values), chat.session)
  }

  @Test(
    arguments: [
      (#"{"product":"Tinte Rojo"}"#, #"{"product":"Tinte Rojo"}"#),
      (#"{"product":" tinte rojo "}"#, #"{"product":"Tinte Rojo"}"#),
      (#"{"product":"CRE-001"}"#, #"{"product":"Crema Hidratante"}"#),
      (#"{"product":2002.0}"#, #"{"product":"Tinte Negro"}"#),
      (#"{"product":["cremas"]}"#, #"{"product":"Crema Hidratante"}"#),
      (#"{"product":"Tinte Rojo","branch":"la norte"}"#, #"{"product":"Tinte Rojo","branch":"Norte"}"#),
      (#"{"product":"Tinte Rojo","branch":"","color":7}"#, #"{"product":"Tinte Rojo"}"#),
    ])
  func `names products and branches in its own words`(values: String, arguments: String) async throws {
    let call = try #require(try await turn(shop(), "stock_of_product", values).calls.first)
    #expect(call.tool == "getProductStock")
    #expect(call.arguments == (try JSON(parsing: arguments)))
  }

  @Test func `leads to a question where a product is in doubt or unknown, and never to a guess`() async throws
  {
    let chat = try await shop()
    let doubtful = try await turn(chat, "product_price", #"{"product":"tinte"}"#)
    #expect(doubtful.pending == .choice(["Tinte Rojo", "Tinte Negro"]))
    let unknown = try await turn(chat, "product_price", #"{"product":"taquitos"}"#)
    #expect(unknown.calls.isEmpty)
    #expect(unknown.replyText.contains("taquitos"))
    let missing = try await turn(try await shop(), "product_price", "{}")
    #expect(missing.pending == .slot("product"))
  }

  @Test(
    arguments: [
      #"{"items":[{"product":"crema","qty":3.0},{"product":"tinte rojo","qty":"2"}]}"#,
      #"{"product":["crema","tinte rojo"],"qty":[3,2]}"#,
    ])
  func `sells what it lists, after a yes, once`(values: String) async throws {
    let chat = try await shop()
    let proposal = try await turn(chat, "register_sale", values)
    guard case .confirmation = proposal.pending else {
      Issue.record("nothing was proposed: \(proposal.replyText)")
      return
    }
    #expect(try await chat.stock("Crema Hidratante") == Quantity(20))
    _ = try await turn(chat, "affirm", "{}")
    _ = try await turn(chat, "affirm", "{}")
    #expect(try await chat.stock("Crema Hidratante") == Quantity(17))
    #expect(try await chat.stock("Tinte Rojo") == Quantity(10))
  }

  @Test func `has one line of its product and quantity where that is all it says`() async throws {
    let chat = try await shop()
    _ = try await turn(
      chat, "registerSale", #"{"product":"crema","qty":3.0,"price":{"amount":65,"currency":"BOB"}}"#)
    try await chat.say("sí")
    #expect(try await chat.stock("Crema Hidratante") == Quantity(17))
  }

  @Test(
    arguments: [
      (#""last_7_days""#, "last_7_days"), (#""ayer""#, "yesterday"),
      (#""2025-11-10""#, "range:2025-11-10..2025-11-10"),
      (#""2025-11-10T12:00:00-04:00""#, "range:2025-11-10..2025-11-10"),
      (
        #"{"startDate":"2025-11-10T12:00:00-04:00","endDate":"2025-11-16T12:00:00-04:00"}"#,
        "range:2025-11-10..2025-11-16"
      ),
      (
        #"{"startDate":{"year":2025.0,"month":11.0,"day":1.0},"endDate":{"year":2025,"month":11,"day":3}}"#,
        "range:2025-11-01..2025-11-03"
      ),
    ])
  func `writes days in several ways`(value: String, period: String) async throws {
    let turn = try await turn(shop(), "sales_summary", #"{"period":\#(value)}"#)
    #expect(turn.calls.first?.arguments["period"]?.string == period)
  }

  @Test(
    arguments: [
      ("sales_summary", #"{"period":"el otro lado"}"#), ("sales_summary", #"{"branch":"Luna"}"#),
      ("sales_summary", #"{"period":{"startDate":"nunca"}}"#), ("top_sellers", #"{"n":"muchos"}"#),
      ("top_sellers", #"{"n":1e400}"#), ("top_sellers", #"{"n":-1}"#), ("top_sellers", #"{"n":2.5}"#),
      ("register_sale", #"{"items":[{"qty":3}]}"#), ("register_sale", #"{"items":7}"#),
      ("register_sale", #"{"product":"crema","qty":99999999999999999999}"#),
      ("register_sale", #"{"product":"crema","qty":1.00005}"#),
      ("stock_of_product", #"{"product":true}"#), ("stock_of_product", #"{"product":["crema","tinte"]}"#),
      ("stock_of_product", #"{"product":{"a":{"b":[1]}}}"#),
    ])
  func `is refused in words where a value is none`(name: String, values: String) async throws {
    let turn = try await turn(shop(), name, values)
    #expect(turn.calls.isEmpty)
    #expect(turn.pending == .nothing)
    #expect(!turn.replyText.isEmpty)
  }

  @Test func `is what a tool is called with, and no more`() async throws {
    let chat = try await shop()
    let report = try await turn(chat, "get_low_stock_report", "{}")
    #expect(report.calls.map(\.tool) == ["getLowStockReport"])
    #expect(report.calls.first?.arguments == [:])
    let restock = try await turn(chat, "restock_recommendation", "{}")
    #expect(restock.calls.first?.arguments == ["metric": "order"])
    let ordering = try await turn(chat, "getReplenishment", "{}")
    #expect(ordering.calls.map(\.tool) == ["getReplenishment"])
  }

  @Test func `bears every name there is, in two ways of writing`() {
    for tool in Tool.all { #expect(Understood.Aim(named: tool.name) != nil) }
    for aim in Understood.Aim.all { #expect(Understood.Aim(named: aim.name) != nil) }
    #expect(Understood.Aim(named: "get_low_stock_report") == .tool("getLowStockReport"))
    #expect(Understood.Aim(named: "register_sale") == .intent(.registerSale))
    for name in ["", "_", "Default Welcome Intent", "out_of_scope", "drop table"] {
      #expect(Understood.Aim(named: name) == nil)
    }
  }
}
