package import Wire

/// Why a model gave no answer that can be used.
///
/// Its message is the provider's own where there is one, cut short and without keys.
package struct ModelFault: Error, Hashable, Sendable, CustomStringConvertible {
  package enum Kind: String, Hashable, Sendable, CaseIterable {
    /// The key is wrong, or does not reach the model.
    case authentication
    /// The account has nothing left to spend; waiting does not help.
    case quota
    case rateLimit = "rate_limit"
    /// The conversation is longer than the model reads.
    case context
    case modelNotFound = "model_not_found"
    /// The model called a tool in a way that its own server refused.
    case toolCall = "tool_call"
    /// The request is not one that this server takes.
    case request
    /// The server failed or is overloaded.
    case server
    case timeout
    case conflict
    /// What came is neither JSON nor a stream of events, or not of the form that was agreed.
    case unreadable
    /// The answer ended in the middle.
    case cutOff = "cut_off"
    case tooLarge = "too_large"
    /// No connection, or it broke.
    case connection
    case certificate
    case cancelled
    /// The server says that something went wrong, and not what.
    case other
  }

  /// Whether the same request may be sent again.
  package enum Retry: Hashable, Sendable {
    case never
    /// After a pause that grows.
    case soon
    case after(milliseconds: Int64)
  }

  package let kind: Kind
  package var message: String { String(text.prefix(Self.messageLimit)) }
  /// The message before it is cut: half a key at its end would not be known for one.
  private let text: String
  package let retry: Retry
  /// The HTTP status under which it came; nil where there was none.
  package var status: HTTPStatus?

  package init(_ kind: Kind, _ message: String, retry: Retry = .never, status: HTTPStatus? = nil) {
    (self.kind, self.retry, self.status) = (kind, retry, status)
    text = String(message.prefix(Self.textLimit)).withoutKeys(nil)
  }

  private static let (messageLimit, textLimit) = (500, 10_000)

  package var description: String {
    "\(kind.rawValue)\(status.map { " (HTTP \($0.code))" } ?? ""): \(message)"
  }

  func with(_ retry: Retry) -> ModelFault { ModelFault(kind, text, retry: retry, status: status) }

  func without(_ key: ModelKey?) -> ModelFault {
    ModelFault(kind, text.withoutKeys(key), retry: retry, status: status)
  }
}

extension ModelFault {
  /// For programs: `{"kind","retry","message"}`, `retry` being false, true, or after how many seconds.
  package var json: JSON {
    let retry: JSON =
      switch retry {
      case .never: false
      case .soon: true
      case .after(let milliseconds): JSON(decimal: Self.seconds(milliseconds))
      }
    return ["kind": .string(kind.rawValue), "retry": retry, "message": .string(message)]
  }

  private static func seconds(_ milliseconds: Int64) -> String {
    let rest = milliseconds % 1000
    guard rest != 0 else { return String(milliseconds / 1000) }
    return "\(milliseconds / 1000)." + String(String(1000 + rest).dropFirst())
  }
}
