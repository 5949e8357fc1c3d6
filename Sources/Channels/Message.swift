package import Inventory
package import Understanding

/// Something that a person sent through a chat service.
package struct Message: Hashable, Sendable {
  /// The service's own id, by which a message that comes twice is known.
  package let id: String
  package let person: ChatPerson
  package let content: Content
  /// The language that the service names; nil where it does not.
  package var language: Language?

  package enum Content: Hashable, Sendable {
    case text(String)
    /// A button or a row that we offered: the id that we gave it, and what was written on it.
    case choice(id: String, title: String)
    /// A recording, by the service's own handle on it.
    case voice(handle: String)
    /// What another program has already understood.
    case understood(Request, text: String)
    /// Something that the shop does not read: a picture, a place, a sticker.
    case unreadable(kind: String)
  }

  package init(id: String, person: ChatPerson, content: Content, language: Language? = nil) {
    (self.id, self.person, self.content, self.language) = (id, person, content, language)
  }
}

/// A person as a chat service knows them.
package struct ChatPerson: Hashable, Sendable {
  /// What stays the same for as long as the service knows the person: the key of their account with the shop.
  package let id: String
  /// Where answers go, as it came in; the same as `id` in most services.
  package let address: String
  /// What they call themselves; nil where the service does not say.
  package let name: String?

  package init(id: String, address: String? = nil, name: String? = nil) {
    (self.id, self.address, self.name) = (id, address ?? id, name)
  }
}

/// What became of a message that was sent, as the service reports it later.
package struct DeliveryReport: Hashable, Sendable {
  /// The id that the service gave the message when it took it.
  package let message: String
  package let state: State

  /// A report only ever moves a message up; `failed` is final.
  package enum State: Int, Comparable, Sendable {
    case sent, delivered, read, failed
    package static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }
  }

  package init(message: String, state: State) { (self.message, self.state) = (message, state) }
}
