internal import Wire

/// What `POST /v1/chat/completions` was sent, as far as it concerns us.
struct ChatRequest {
  enum Delivery {
    case whole
    case stream(includesUsage: Bool)
  }

  /// The longest turn, in code points; the same as over REST.
  private static let longestText = 10_000

  let model: String
  /// What the person said last.
  let text: String
  /// Who of several people speaks, as the client tells them apart.
  let user: String
  let delivery: Delivery

  /// What a chat page asks for itself; nil where its person speaks.
  var background: BackgroundTask? { BackgroundTask(text) }

  /// Reads a body, whatever type it was sent under.
  ///
  /// - Throws: `ChatFault` that names the parameter at fault.
  init(_ body: [UInt8]) throws(ChatFault) {
    let json: JSON
    do {
      json = try JSON(parsing: body)
    } catch {
      throw ChatFault(.badRequest, "El cuerpo no es JSON desde el byte \(error.offset)")
    }
    guard let object = json.object else { throw ChatFault(.badRequest, "El cuerpo tiene que ser un objeto") }
    guard let model = object["model"]?.string else {
      throw .wrong("model", "tiene que ser un texto")
    }
    guard let messages = object["messages"]?.array, !messages.isEmpty else {
      throw .wrong("messages", "tiene que ser una lista con al menos un mensaje")
    }
    guard let last = messages.last(where: { $0["role"] == "user" }) else {
      throw .wrong("messages", "no trae ningún mensaje con \"role\":\"user\"")
    }
    guard let text = Self.text(of: last["content"]) else {
      throw .wrong("messages", "el último mensaje de la persona no trae texto")
    }
    guard text.unicodeScalars.count <= Self.longestText else {
      throw .wrong("messages", "el mensaje pasa de \(Self.longestText) caracteres")
    }
    let user = object["user"]?.string ?? ""
    guard user.utf8.count <= 256 else { throw .wrong("user", "pasa de 256 caracteres") }
    (self.model, self.text, self.user) = (model, text, user)
    delivery = try Self.delivery(object)
  }

  /// The text of a message's content, which is a string or a list of parts; nil where there is none.
  private static func text(of content: JSON?) -> String? {
    let text =
      content?.string
      ?? content?.array?.filter { $0["type"] == "text" }.compactMap { $0["text"]?.string }.joined(
        separator: "\n")
    guard let text else { return nil }
    let trimmed = text.drop(while: \.isWhitespace)
    return trimmed.isEmpty ? nil : String(trimmed)
  }

  private static func delivery(_ object: JSON.Object) throws(ChatFault) -> Delivery {
    switch object["stream"] {
    case nil, .null?, .bool(false)?: return .whole
    case .bool(true)?:
      return .stream(includesUsage: object["stream_options"]?["include_usage"]?.bool == true)
    default: throw .wrong("stream", "tiene que ser true o false")
    }
  }
}

/// Why a request was refused, in OpenAI's form.
struct ChatFault: Error {
  let status: HTTPStatus
  let message: String
  let type: String
  let code: String?
  let parameter: String?
  let retryAfter: Int?

  init(_ status: HTTPStatus, _ message: String, code: String? = nil, parameter: String? = nil) {
    (self.status, self.message, self.code, self.parameter) = (status, message, code, parameter)
    (type, retryAfter) = ("invalid_request_error", nil)
  }

  init(_ problem: HTTPProblem) {
    (status, message, retryAfter) = (problem.status, problem.detail, problem.retryAfter)
    parameter = nil
    switch problem.status {
    case .unauthorized: (type, code) = ("invalid_request_error", "invalid_api_key")
    case .tooManyRequests: (type, code) = ("rate_limit_error", "rate_limit_exceeded")
    default: (type, code) = (problem.status.code < 500 ? "invalid_request_error" : "server_error", nil)
    }
  }

  static func wrong(_ parameter: String, _ why: String) -> ChatFault {
    ChatFault(.badRequest, "«\(parameter)» \(why)", parameter: parameter)
  }

  var json: JSON {
    [
      "error": [
        "message": .string(message), "type": .string(type), "param": JSON(parameter), "code": JSON(code),
      ]
    ]
  }

  var response: HTTPResponse {
    var response = HTTPResponse(status, json)
    if status == .unauthorized { response.fields["WWW-Authenticate"] = "Bearer" }
    if let retryAfter { response.fields["Retry-After"] = String(max(1, retryAfter)) }
    return response
  }
}
