import Assistant
import Inventory
import Shop
import Testing
import Understanding
import Wire

@Suite struct `A turn about restocking` {
  @Test(arguments: [
    "¿Qué tengo que reponer esta semana?", "que repongo", "what do I need to restock this week?",
  ])
  func `sixty of the serum and fifteen of the cream`(_ text: String) async throws {
    let turn = try await ChatShop.restocking().say(text)
    let call = try #require(turn.calls.first)
    #expect(call.tool == "getLowStockReport")
    let products = try #require(call.result["productos"]?.array)
    #expect(products.map { $0["nombre"]?.string } == ["Serum Antioxidante X", "Crema Hidratante Y"])
    #expect(products.map { $0["cantidad_sugerida"]?.integer } == [60, 15])
    #expect(turn.replyText.contains("60"))
    #expect(turn.replyText.contains("15"))
    #expect(turn.route == .offline)
    #expect(turn.pending == .nothing)
  }
}
