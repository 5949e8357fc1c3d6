package import Inventory
package import Shop
internal import Understanding

/// What a tool works with during one turn: the shop, on whose behalf, what everything is called, and how to speak.
package struct Desk: Sendable {
  package let shop: Shop
  package let session: Session
  package let names: ShopNames
  package let voice: Voice
  /// Where codes lead; nil where no server's address is known.
  let links: PageLinks?
  /// The key of the write that this conversation performed last: what «deshacer» undoes.
  package let lastPerformed: String?
  /// What that write did, in a line, where this conversation proposed it.
  let lastDeed: String?

  package init(
    shop: Shop, session: Session, names: ShopNames, voice: Voice, links: PageLinks? = nil,
    lastPerformed: String? = nil, lastDeed: String? = nil
  ) {
    (self.shop, self.session, self.names, self.voice, self.links) = (shop, session, names, voice, links)
    (self.lastPerformed, self.lastDeed) = (lastPerformed, lastDeed)
  }

  /// The same desk where the write performed under `key` is undone, or is by what is written next.
  func without(_ key: String?) async throws -> Desk {
    guard let key else { return self }
    let shop = shop.without(key, session)
    return Desk(
      shop: shop, session: session, names: try await shop.names(session), voice: voice, links: links,
      lastPerformed: lastPerformed, lastDeed: lastDeed)
  }

  /// What is proposed, in a line; of a sale its goods too.
  func summary(of proposal: Proposal, _ call: ToolCall) -> String {
    let lead = proposal.result.reply.lead
    guard [Intent.registerSale, .layAway].contains(where: { $0.tool == call.tool }) else { return lead }
    let items = (call.arguments[.items] ?? []).compactMap { item -> String? in
      guard case .known(let name) = item.product, let quantity = item.quantity else { return nil }
      let count = voice.number(Quantity(thousandths: quantity.thousandths))
      return voice.say(LinePhrase.product, ["quantity": count, "product": name])
    }
    return items.isEmpty ? lead : "\(lead) (\(voice.list(items)))"
  }

  package var today: BusinessDay { session.clock.day(of: shop.now()) }
}
