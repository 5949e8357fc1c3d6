internal import Wire

/// Where a channel sends through Meta's Graph API, and as whom.
struct GraphAPI: Sendable {
  private let root: String
  private let token: String

  /// Of these, those that are nil have Meta's own values.
  init(url: String?, version: String?, token: String?) {
    let url = (url ?? "https://graph.facebook.com").withoutTrailingSlashes
    root = url + "/" + (version ?? "v23.0")
    self.token = token ?? ""
  }

  /// A request that sends `content` as `sender`, the id of a phone number or page.
  func send(_ content: JSON, as sender: String) -> OutgoingRequest {
    OutgoingRequest(
      .post, "\(root)/\(sender)/messages",
      fields: ["Authorization": "Bearer \(token)", "Content-Type": "application/json"],
      body: Array(content.text.utf8))
  }

  /// A request that sends a message with its file as `sender`.
  func send(_ form: MultipartForm, as sender: String) -> OutgoingRequest {
    OutgoingRequest("\(root)/\(sender)/messages", form, fields: ["Authorization": "Bearer \(token)"])
  }

  /// A request that leaves a file with Meta, for messages of `sender`.
  func upload(_ form: MultipartForm, as sender: String) -> OutgoingRequest {
    OutgoingRequest("\(root)/\(sender)/media", form, fields: ["Authorization": "Bearer \(token)"])
  }

  /// A request for where a file lies that somebody sent.
  func media(_ id: String) -> OutgoingRequest {
    OutgoingRequest(.get, "\(root)/\(id)", fields: ["Authorization": "Bearer \(token)"])
  }

  /// A request for the file itself, which is shown the token; nil for an address that Meta gives no file.
  func file(at url: String) -> OutgoingRequest? {
    request(for: url, on: ["fbsbx.com"], fields: ["Authorization": "Bearer \(token)"])
  }

  /// A request for what somebody sent with a message, whose address bears its own key; nil for one that is not of
  /// Meta's servers, or of the one that stands for them.
  func attachment(at url: String) -> OutgoingRequest? {
    request(for: url, on: ["fbsbx.com", "fbcdn.net", "cdninstagram.com"])
  }

  private func request(
    for url: String, on domains: [String], fields: HTTPFields = HTTPFields()
  ) -> OutgoingRequest? {
    guard let address = HTTPURL(url), MediaServers(domains: domains, besides: root).hold(address) else {
      return nil
    }
    return OutgoingRequest(.get, url, fields: fields)
  }

  /// What `response` says, without the token: where that is malformed, Meta repeats it.
  func answer(_ response: HTTPResponse) -> GraphAnswer { GraphAnswer(response, without: token) }

  /// A request for what is known of a phone number or page; `fields` are parted by commas.
  func read(_ id: String, fields: String) -> OutgoingRequest {
    OutgoingRequest(.get, "\(root)/\(id)?fields=\(fields)", fields: ["Authorization": "Bearer \(token)"])
  }
}

/// What the Graph API answers to a request that sends.
enum GraphAnswer {
  /// With the body, as far as it could be read.
  case accepted(JSON?)
  case refused(GraphError)

  /// A success that cannot be read is one: to send again what was taken is worse than not to know its id.
  fileprivate init(_ response: HTTPResponse, without token: String) {
    let body = try? JSON(parsing: response.body.bytes)
    if let error = body?["error"], error.object != nil {
      let status = response.status.code
      self = .refused(GraphError(error, status: status, pause: response.pause, without: token))
    } else if (200..<300).contains(response.status.code) {
      self = .accepted(body)
    } else {
      self = .refused(GraphError(nil, status: response.status.code, pause: response.pause))
    }
  }
}

/// Why the Graph API did not perform a request, or a message was not delivered.
struct GraphError {
  let code: Int64?
  let subcode: Int64?
  /// Nil in a report that comes later.
  let status: Int?
  /// What it says, for people, with its code.
  let text: String
  /// The seconds that it asks to wait.
  let pause: Int?

  /// Reads the object under `error` in an answer, or an element of a report's `errors`.
  ///
  /// `token` is left out of its text.
  init(_ json: JSON?, status: Int? = nil, pause: Int? = nil, without token: String = "") {
    code = json?["code"]?.integer
    subcode = json?["error_subcode"]?.integer
    (self.status, self.pause) = (status, pause)
    let words = [json?["error_data"]?["details"], json?["message"], json?["title"]]
      .lazy.compactMap { $0?.string }.first.map { token.isEmpty ? $0 : $0.replacing(token, with: "•••") }
    let number = code.map(String.init) ?? status.map { "HTTP \($0)" }
    text = [number, words?.cut(to: 300)].compactMap(\.self).joined(separator: ": ")
  }

  /// What it means in every service of Meta's; `tokenSetting` is named where the token is at fault.
  func delivery(tokenSetting: String) -> Delivery {
    switch code ?? (status == 401 ? 190 : nil) {
    case 0, 3, 10, 190, .some(200...299):
      .retry(
        after: pause ?? 900, why: "Meta no acepta el token de acceso: renueve \(tokenSetting) (\(text))")
    case 4, 17, 32, 613, 80_007: .retry(after: pause ?? 300, why: text)
    case 2: .retry(after: pause, why: text)
    default: delivery(status ?? 0)
    }
  }

  private func delivery(_ status: Int) -> Delivery {
    status == 408 || status == 429 || status >= 500 ? .retry(after: pause, why: text) : .never(why: text)
  }
}
