package import Assistant
package import Wire

/// A service that wants its answer in the response to its own request: Dialogflow, Rasa.
package protocol DirectChannel: Sendable {
  static var name: String { get }

  /// The messages of a request, once its sender has proved who it is.
  ///
  /// - Throws: `HTTPProblem` 401 or 403 for missing or wrong credentials, 400 for what is no such request.
  func receive(_ request: HTTPRequest) throws(HTTPProblem) -> [Message]

  /// The answer to `request`, with what the assistant made of each of its messages.
  func respond(to request: HTTPRequest, _ turns: [Answered]) -> HTTPResponse
}

/// A message and what it led to.
package struct Answered: Sendable {
  package let message: Message
  package let replies: [Reply]
  /// What was asked, for services that keep a context of their own; nil where nobody was let in.
  package let turn: Turn?

  package init(_ message: Message, replies: [Reply], turn: Turn? = nil) {
    (self.message, self.replies, self.turn) = (message, replies, turn)
  }
}
