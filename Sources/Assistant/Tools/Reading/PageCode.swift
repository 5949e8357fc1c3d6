internal import Inventory
internal import Shop
internal import Store
internal import Understanding
internal import Wire

enum CodePhrase: String, Phrase {
  case lead = "code.lead(what,link)"
  case choice = "code.choice(folio)"
  case unserved = "code.unserved"
}

extension Tool {
  /// The QR code of a product's page or of a sale's: the link it says, and a picture where the door shows one
  /// (requirements §9).
  package static let getCode = Tool(
    "getCode",
    [
      Parameter(.product, .product) { slots, _ in slots[.folio] != nil }, Parameter(.folio, .folio),
    ],
    .reads { slots, desk in
      guard let folio = slots[.folio] else {
        let product = try desk.requiredProduct(slots)
        let record = try await desk.shop.product(product.id, desk.session)
        return try await desk.code(of: .product, record.publicID, called: product.name)
      }
      switch try await desk.sale(folio) {
      case .one(let status):
        return try await desk.code(of: .sale, status.sale.publicID, called: status.sale.folio.text)
      case .other(let answer): return desk.askingAgain(answer)
      }
    })
}

extension Desk {
  /// The answer, with choices that ask for the code and not for the sale.
  fileprivate func askingAgain(_ answer: ToolResult) -> ToolResult {
    var reply = answer.reply
    reply.choices = reply.choices.map { voice.say(CodePhrase.choice, ["folio": $0]) }
    return ToolResult(json: answer.json, reply: reply)
  }

  /// - Throws: `Refusal` where nobody knows at which address the pages are served.
  fileprivate func code(
    of kind: SignedLink.Kind, _ publicID: String, called name: String
  ) async throws -> ToolResult {
    guard let links else { throw Refusal(Reply(voice.say(CodePhrase.unserved))) }
    let code = Reply.Code(try await links.address(of: kind, publicID: publicID, session), title: name)
    var reply = Reply(voice.say(CodePhrase.lead, ["what": name, "link": code.link]))
    reply.code = code
    return ToolResult(
      json: ["nombre": JSON(name), "enlace": JSON(code.link), "imagen": JSON(code.picture)], reply: reply,
      shown: kind == .product ? [name] : [])
  }
}
