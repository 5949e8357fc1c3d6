internal import Inventory
internal import Shop
internal import Understanding
internal import Wire

enum AliasPhrase: String, Phrase {
  case propose = "alias.propose(alias,product)"
  case taught = "alias.taught(alias,product)"
  case forget = "alias.forget(alias,product)"
  case forgotten = "alias.forgotten(alias,product)"
  case unknown = "alias.unknown(alias)"
}

extension Tool {
  /// One more name by which people ask for a product.
  static let teachAlias = Tool(
    "teachAlias",
    [Parameter(.product, .product, required: true), Parameter(.name, .text, required: true)],
    needing: [.manageCatalogue],
    .writes(
      propose: { slots, desk in
        try desk.session.require(.manageCatalogue)
        let product = try desk.requiredProduct(slots)
        let alias = slots[.name] ?? ""
        try await desk.shop.check(alias: alias, desk.session)
        return Proposal(desk.alias(alias, product, .propose), settled: slots)
      },
      perform: { slots, desk, key in
        let alias = slots[.name] ?? ""
        let product = try await desk.shop.teach(
          alias, for: try desk.requiredProduct(slots).id, desk.session, key: key)
        return desk.alias(alias, product, .taught)
      }))

  /// Takes such a name back.
  static let forgetAlias = Tool(
    "forgetAlias", [Parameter(.name, .text, required: true)],
    needing: [.manageCatalogue],
    .writes(
      propose: { slots, desk in
        try desk.session.require(.manageCatalogue)
        let alias = slots[.name] ?? ""
        guard let product = desk.names.products.first(where: { $0.isAlso(alias) }) else {
          throw Refusal(Reply(desk.voice.say(AliasPhrase.unknown, ["alias": alias])))
        }
        return Proposal(desk.alias(alias, product, .forget), settled: slots)
      },
      perform: { slots, desk, _ in
        let alias = slots[.name] ?? ""
        return desk.alias(alias, try await desk.shop.forget(alias, desk.session), .forgotten)
      }))
}

extension Desk {
  fileprivate func alias(_ alias: String, _ product: Product, _ phrase: AliasPhrase) -> ToolResult {
    ToolResult(
      json: ["alias": .string(alias), "sku": JSON(product.sku), "nombre": .string(product.name)],
      reply: Reply(voice.say(phrase, ["alias": alias, "product": product.name])), shown: [product.name])
  }
}
