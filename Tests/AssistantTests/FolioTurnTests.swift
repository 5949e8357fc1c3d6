import Assistant
import Inventory
import Shop
import Store
import Testing

@Suite struct `A sale is asked for in a chat` {
  @Test(arguments: [
    "POS-{AAAA}-{NNNN}", "F-{NNNN}", "VENTA-{NNNNNN}", "B-{AAAA}-{NNNNN}", "X-{NNNNNNNNNNNN}",
  ])
  func `by its folio, in any format that the shop may choose`(pattern: String) async throws {
    let chat = try await ChatShop()
    try await chat.shop.setFolioFormat(FolioFormat(pattern), chat.session)
    let product = try await chat.product("Crema", sku: "A10", price: 10, stock: 9)
    let sale = try await chat.shop.sell(
      SaleDraft(lines: [.init(product: product.id, quantity: Quantity(1))]), chat.session)
    for text in ["estado de la venta \(sale.folio.text)", "cómo va \(sale.folio.text.lowercased())"] {
      let turn = try await chat.say(text)
      #expect(turn.replyText.contains(sale.folio.text), "\(text): \(turn.replyText)")
      #expect(turn.replyText.contains("10"), "\(text): \(turn.replyText)")
    }
  }
}
