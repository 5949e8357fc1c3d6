internal import Wire

// What servers say when something went wrong, each in its own shape.
extension ModelFault {
  /// The fault that `body` states: OpenAI's `error` object, Ollama's `error` text, vLLM's `"object":"error"`.
  ///
  /// Nil where it states none. `status` is the answer's, where it is known and says that there is a fault.
  init?(stated body: JSON, status: HTTPStatus?) {
    switch body["error"] {
    case .object(let error)?: self.init(error, status: status)
    case .string(let message)?: self.init(message: message, words: [], status: status)
    case .array(let errors)?:
      guard let first = errors.first?.object else { return nil }
      self.init(first, status: status)
    default:
      guard let object = body.object else { return nil }
      let isError = object["object"] == "error" || object["type"] == "error"
      guard isError || (status != nil && (object["message"] ?? object["detail"]) != nil) else { return nil }
      self.init(object, status: status)
    }
  }

  /// The fault of an event that the stream itself calls an error.
  init(event body: JSON) {
    if let fault = ModelFault(stated: body, status: nil) {
      self = fault
    } else {
      self.init(body.object ?? JSON.Object(), status: nil)
    }
  }

  /// The fault of an answer whose body says nothing that can be read.
  init(status: HTTPStatus) {
    self.init(message: "the server answered \(status.code) without saying why", words: [], status: status)
  }

  private init(_ error: JSON.Object, status: HTTPStatus?) {
    let said = error["message"]?.string ?? error["detail"]?.string ?? error["msg"]?.string
    var message = said ?? JSON.object(error).text
    if let raw = error["metadata"]?["raw"]?.string { message += ": " + raw }
    let codes = ["code", "status"].compactMap { error[$0]?.integer ?? error[$0]?.string.flatMap(Int64.init) }
    let stated = codes.first { (400...599).contains($0) }.map { HTTPStatus(Int($0)) }
    self.init(
      message: message, words: ["code", "type", "status"].compactMap { error[$0]?.string },
      status: status ?? stated)
  }

  private init(message: String, words: [String], status: HTTPStatus?) {
    let kind = Kind(words: words) ?? Kind(message: message) ?? status.map(Kind.init(status:)) ?? .other
    self.init(kind, message, retry: Retry(kind, status), status: status)
  }
}

extension ModelFault.Kind {
  /// By the names that providers give their faults.
  fileprivate init?(words: [String]) {
    let kinds = words.lazy.compactMap { Self.named[$0] }
    guard let kind = kinds.first else { return nil }
    self = kind
  }

  private static let named: [String: Self] = [
    "insufficient_quota": .quota, "billing_hard_limit_reached": .quota, "billing_not_active": .quota,
    "rate_limit_exceeded": .rateLimit, "rate_limit_error": .rateLimit, "RateLimitError": .rateLimit,
    "RESOURCE_EXHAUSTED": .rateLimit, "too_many_requests": .rateLimit,
    "context_length_exceeded": .context, "exceed_context_size_error": .context,
    "invalid_api_key": .authentication, "authentication_error": .authentication,
    "permission_error": .authentication, "PERMISSION_DENIED": .authentication,
    "UNAUTHENTICATED": .authentication,
    "model_not_found": .modelNotFound, "not_found_error": .modelNotFound, "NotFoundError": .modelNotFound,
    "tool_use_failed": .toolCall,
    "server_error": .server, "internal_server_error": .server, "overloaded_error": .server,
    "InternalServerError": .server, "api_error": .server, "UNAVAILABLE": .server, "INTERNAL": .server,
  ]

  /// By what some say in words alone.
  fileprivate init?(message: String) {
    let text = message.lowercased()
    guard text.contains("context"), text.contains("length") || text.contains("size") else { return nil }
    self = .context
  }

  fileprivate init(status: HTTPStatus) {
    self =
      switch status.code {
      case 401, 403: .authentication
      case 402: .quota
      case 404: .modelNotFound
      case 408, 504: .timeout
      case 409: .conflict
      case 413: .context
      case 429: .rateLimit
      case 500...: .server
      default: .request
      }
  }
}

extension ModelFault.Retry {
  /// What OpenAI's own client does: 408, 409, 429 and 5xx are sent again, and an empty account is not.
  fileprivate init(_ kind: ModelFault.Kind, _ status: HTTPStatus?) {
    guard kind != .quota else {
      self = .never
      return
    }
    if let code = status?.code {
      self = code == 408 || code == 409 || code == 429 || code >= 500 ? .soon : .never
    } else {
      self = kind == .rateLimit || kind == .server ? .soon : .never
    }
  }
}
