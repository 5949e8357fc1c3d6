import Assistant
import Inventory
import ScriptedModel
import Shop
import Store
import Testing

@Suite struct `What a model proposes` {
  private func proposal(_ tool: String, _ arguments: String, _ products: Int = 0) async throws -> Turn {
    let chat = try await ChatShop(branches: ["Norte"])
    try await chat.product("Tinte Negro", sku: "TIN-002", price: 40, cost: 22, stock: 6)
    for number in 0..<products {
      try await chat.product("Peine \(number)", sku: "PE-\(number)", price: 10, stock: 1)
    }
    let shop = try ModelShop(chat, [.call(tool, arguments)])
    let turn = try await shop.chat.say("hacé lo que corresponda con esto, por favor")
    await shop.model.stop()
    guard case .confirmation = turn.pending else {
      Issue.record("nothing was proposed: \(turn.replyText)")
      return turn
    }
    return turn
  }

  @Test(arguments: [("set", "robo"), ("increase", "devolución al proveedor")])
  func `shows why stock changes`(mode: String, shown: String) async throws {
    let reason = mode == "set" ? "theft" : "supplier_return"
    let turn = try await proposal(
      "adjustStock", #"{"product":"Tinte Negro","mode":"\#(mode)","qty":5,"reason":"\#(reason)"}"#)
    #expect(turn.replyText.contains(shown))
  }

  @Test func `shows the code of a new product, and where its first stock goes`() async throws {
    let turn = try await proposal(
      "createProduct", #"{"name":"Gel Azul","sku":"GEL-77","price":10,"qty":3,"branch":"Norte"}"#)
    #expect(turn.replyText.contains("GEL-77"))
    #expect(turn.replyText.contains("Norte"))
  }

  @Test func `shows every price that it sets alone`() async throws {
    let items = (0..<14).map { #"{"product":"Peine \#($0)","price":\#(100 + $0)}"# }.joined(separator: ",")
    let turn = try await proposal("changePrice", #"{"items":[\#(items)]}"#, 14)
    for number in 0..<14 { #expect(turn.replyText.contains("\(100 + number)"), "\(turn.replyText)") }
  }
}
