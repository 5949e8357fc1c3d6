package import Inventory
package import Store

/// Somebody who writes in a chat that is theirs.
package struct LinkedChat: Sendable {
  package let session: Session
  /// What the chat is answered in.
  package let language: Language
}

extension Accounts {
  /// Makes a chat that of whoever made the code; one that was somebody else's changes hands.
  ///
  /// Without a language it is answered in the shop's own.
  /// - Throws: `AccessError.wrongCode`; `ShopError.invalid` for an identity that no service gives.
  package func link(
    _ chat: ChatIdentity, code: String, language: Language? = nil
  ) async throws -> LinkedChat {
    try checkLine(chat.channel, 1...20, field: "canal")
    try checkLine(chat.id, 1...200, field: "identidad")
    let now = shop.now()
    let (member, _) = try await redeem(code, for: .chatLink) { books, member in
      try books.insertChatLink(chat, person: member.person.id, language: language, at: now)
    }
    return LinkedChat(
      session: session(member, door: chat.channel), language: language ?? member.shop.language)
  }

  /// Who writes in a chat; nil for a stranger.
  package func session(in chat: ChatIdentity) async throws -> LinkedChat? {
    guard let (member, language) = try await shop.store.linked(chat) else { return nil }
    return LinkedChat(
      session: session(member, door: chat.channel), language: language ?? member.shop.language)
  }

  /// The linked chats, newest first: everybody's for whoever manages people, else one's own.
  package func chatLinks(_ session: Session) async throws -> [ChatLink] {
    let own = session.may(.managePeople) ? nil : session.person.id
    return try await shop.store.read(session.organization) { try $0.chatLinks(of: own) }
  }

  /// Makes whoever writes in the chat a stranger again.
  ///
  /// - Throws: `ShopError.notFound`; `denied` or `beyondToken` for another person's.
  package func unlink(_ chat: ChatIdentity, _ session: Session) async throws {
    try await shop.store.write(session.organization) { books in
      guard let link = try books.chatLinks(of: nil).first(where: { $0.chat == chat }) else {
        throw ShopError.notFound(.chat, name: chat.id)
      }
      try session.require(owning: link.person)
      try books.deleteChatLink(chat)
    }
  }
}
