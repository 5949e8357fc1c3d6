package import Wire

extension Telegram {
  /// How long Telegram waits for something to come before it answers with nothing, in seconds.
  package static let pollSeconds = 20

  /// What Telegram answers when it is asked what has come.
  package enum Batch: Hashable, Sendable {
    case updates([Update])
    /// To be asked again, not before so many seconds; nil leaves the pause to the asker.
    case refused(after: Int?, why: String)
  }

  /// Asks for the updates from `first` on, and waits for one to come; those before are not given again.
  ///
  /// Without `first` all that were never passed by are given.
  package func poll(from first: Int64?) -> OutgoingRequest {
    var arguments: JSON.Object = ["timeout": JSON(Self.pollSeconds), "allowed_updates": Self.updates]
    arguments["offset"] = first.map { JSON($0) }
    return api.call("getUpdates", .object(arguments))
  }

  /// Reads the answer to `poll`.
  package func batch(_ response: HTTPResponse) -> Batch {
    switch BotAnswer(response) {
    case .accepted(let result):
      guard let updates = result?.array else {
        return .refused(after: nil, why: "la respuesta de Telegram no se entiende")
      }
      return .updates(updates.compactMap(Self.update))
    case .refused(let error) where error.code == 409:
      return .refused(
        after: 30, why: "otro programa recibe los mensajes de este bot: deje uno solo (\(error.text))")
    case .refused(let error):
      guard case .retry(let pause, let why) = error.delivery else {
        return .refused(after: nil, why: error.text)
      }
      return .refused(after: pause, why: why)
    }
  }

  /// Lets a tapped button stop waiting.
  package func answer(tap: String) -> OutgoingRequest {
    api.call("answerCallbackQuery", ["callback_query_id": .string(tap)])
  }

  /// Has Telegram bring what comes to a server that the world reaches at `publicURL`.
  ///
  /// Nil where it cannot, and is to be asked instead: without HTTPS, or a secret by which to believe it.
  package func setWebhook(publicURL: String?) -> OutgoingRequest? {
    guard let url = webhookURL(publicURL), let webhookSecret else { return nil }
    return api.call(
      "setWebhook",
      ["url": .string(url), "secret_token": .string(webhookSecret), "allowed_updates": Self.updates])
  }

  /// Where Telegram brings what comes; nil where it is asked instead.
  func webhookURL(_ publicURL: String?) -> String? {
    guard webhookSecret != nil, let publicURL, publicURL.hasPrefix("https://") else { return nil }
    return "\(publicURL)/webhooks/\(Self.name)"
  }

  /// Has Telegram keep what comes until it is asked for.
  package var removeWebhook: OutgoingRequest { api.call("deleteWebhook") }
}
