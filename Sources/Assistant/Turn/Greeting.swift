internal import Inventory
package import Shop
internal import Store
internal import Understanding

extension Assistant {
  /// What somebody is shown who opens a conversation and has said nothing yet, with what still waits for their answer.
  ///
  /// It is no turn: nothing is planned, and nothing of it is remembered.
  ///
  /// - Throws: what the store throws when it cannot be reached.
  package func greeting(_ session: Session) async throws -> Reply {
    let opening = try await shop.openConversation(session)
    let (conversation, _) = conversation(.channel, opening)
    let live = try await live.live(shop, session, version: opening.catalogueVersion)
    let language = conversation.language ?? session.shop.language
    let desk = Desk(shop: shop, session: session, names: live.names, voice: voice(language, session))
    let plan = Plan(language: language, route: .offline, isFollowup: false, steps: [])
    var run = TurnRun(
      desk: desk, registry: registry, writes: .refuse, tapped: nil, text: "", plan: plan,
      conversation: conversation)
    return run.reminded(desk.smallTalk(Request(intent: .greeting)))
  }
}
