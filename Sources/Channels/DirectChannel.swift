package import Assistant
package import Wire

/// A service that wants its answer in the response to its own request: Dialogflow, Rasa.
///
/// Like a `Channel` it is pure, and knows nothing but its wire.
package protocol DirectChannel: Sendable {
  /// Its name in the store and in commands.
  static var name: String { get }

  /// The access token by which a request speaks for whoever owns the token, where the service may bear one; nil
  /// where the service itself has to be admitted, and its people are known as those of other chats are.
  func token(in request: HTTPRequest) -> String?

  /// Lets in the service itself.
  ///
  /// - Throws: `HTTPProblem` 401 for missing, doubled or wrong credentials, and whatever comes where none are
  ///   configured.
  func admit(_ request: HTTPRequest) throws(HTTPProblem)

  /// What a request says.
  ///
  /// - Throws: `HTTPProblem` 400 or 413 for what is no such request.
  func receive(_ request: HTTPRequest) throws(HTTPProblem) -> Inquiry
}

/// What a service wants to know.
package enum Inquiry: Sendable {
  /// A person's message, and how the service is told what it led to.
  case message(Message, respond: @Sendable (Answered) -> HTTPResponse)
  /// Nothing that anybody has to be asked.
  case settled(HTTPResponse)
}

/// What a message led to, and how it is said.
package struct Answered: Sendable {
  package let replies: [Reply]
  package let voice: Voice
  /// What was asked, for services that keep a context of their own; nil where nobody was let in.
  package let turn: Turn?

  package init(_ replies: [Reply], _ voice: Voice, turn: Turn? = nil) {
    (self.replies, self.voice, self.turn) = (replies, voice, turn)
  }
}

extension Turn.Pending {
  /// What is waited for: `confirmation`, `choice`, the name of a slot, or null for nothing.
  var word: JSON {
    switch self {
    case .nothing: nil
    case .confirmation: "confirmation"
    case .slot(let name): .string(name)
    case .choice: "choice"
    }
  }
}
