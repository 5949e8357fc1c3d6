package import Assistant
package import Inventory

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
    /// A button or a row that we offered: its id, as `Choices` makes them, and what was written on it.
    case choice(id: String, title: String)
    /// A recording, by the service's own handle on it, and how long it is where the service says so.
    case voice(handle: String, seconds: Int? = nil)
    /// What another program has already understood.
    case understood(Understood, text: String)
    /// Something that the shop does not read: a picture, a place, a sticker.
    case unreadable(kind: String)

    /// What the person typed; nil where they did something else.
    package var words: String? {
      switch self {
      case .text(let text), .understood(_, let text): text
      case .choice, .voice, .unreadable: nil
      }
    }
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
  /// Other ids under which the service has known the same person, to be tried after `id`, in order.
  package let aliases: [String]
  /// What they call themselves; nil where the service does not say.
  package let name: String?

  package init(id: String, address: String? = nil, aliases: [String] = [], name: String? = nil) {
    (self.id, self.address, self.aliases, self.name) = (id, address ?? id, aliases, name)
  }
}

/// What became of a message that was sent, as the service reports it later.
package struct DeliveryReport: Hashable, Sendable {
  /// The id that the service gave the message when it took it.
  package let message: String
  package let state: State
  /// What the reason for `failed` means, as if the service had given it when the message was sent; nil where it gives
  /// none.
  package let failure: Delivery?

  /// A report only ever moves a message up; `failed` is final.
  package enum State: Int, Comparable, Sendable {
    case sent, delivered, read, failed
    package static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }
  }

  package init(message: String, state: State, failure: Delivery? = nil) {
    (self.message, self.state, self.failure) = (message, state, failure)
  }
}
