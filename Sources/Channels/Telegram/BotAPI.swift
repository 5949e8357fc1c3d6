internal import Wire

/// Where a bot asks Telegram to do something, and which bot it is.
struct BotAPI: Sendable {
  fileprivate let root: String
  private let files: String

  /// A server of one's own may stand for Telegram's.
  init(url: String?, token: String?) {
    let url = (url ?? "https://api.telegram.org").withoutTrailingSlashes
    root = "\(url)/bot\(token ?? "")"
    files = "\(url)/file/bot\(token ?? "")"
  }

  /// A request for what lies at `path`, as `getFile` named it.
  func file(_ path: String) -> OutgoingRequest { OutgoingRequest(.get, "\(files)/\(path)") }

  func call(_ method: String, _ arguments: JSON = [:]) -> OutgoingRequest {
    OutgoingRequest(
      .post, "\(root)/\(method)", fields: ["Content-Type": "application/json"],
      body: Array(arguments.text.utf8))
  }
}

extension BotAPI {
  func call(_ method: String, _ form: MultipartForm) -> OutgoingRequest {
    OutgoingRequest("\(root)/\(method)", form)
  }
}

/// What the Bot API answers.
enum BotAnswer {
  /// With the result, as far as it could be read.
  case accepted(JSON?)
  case refused(BotError)

  /// A success that cannot be read is one: to send again what was taken is worse than not to know its id.
  init(_ response: HTTPResponse) {
    let body = try? JSON(parsing: response.body.bytes)
    let isSuccess = (200..<300).contains(response.status.code)
    if isSuccess, body?["ok"]?.bool != false {
      self = .accepted(body?["result"])
    } else {
      self = .refused(BotError(body, status: response.status.code, pause: response.pause))
    }
  }
}

/// Why the Bot API did not do what it was asked.
struct BotError: Hashable {
  let code: Int
  /// What it says, for people, with its code.
  let text: String
  /// The seconds that it asks to wait, at most a day.
  let pause: Int?

  fileprivate init(_ body: JSON?, status: Int, pause: Int?) {
    code = body?["error_code"]?.integer.flatMap { Int(exactly: $0) } ?? status
    let asked = body?["parameters"]?["retry_after"]?.integer
    self.pause = asked.flatMap { $0 < 0 ? nil : Int(min($0, 86_400)) } ?? pause
    let words = body?["description"]?.string?.cut(to: 300)
    text = [String(code), words].compactMap(\.self).joined(separator: ": ")
  }

  /// What it means for something that was to be sent.
  ///
  /// https://core.telegram.org/bots/api#making-requests
  var delivery: Delivery {
    switch code {
    case 401, 404:
      .retry(
        after: pause ?? 900,
        why: "Telegram no acepta el token: revise \(Telegram.Setting.botToken.rawValue) (\(text))")
    case 400 where isAboutButtons: .otherForm(.plain, why: text)
    case 408, 429: .retry(after: pause, why: text)
    case 500...: .retry(after: pause, why: text)
    // 403: the person blocked the bot, or never began to talk to it.
    default: .never(why: text)
    }
  }

  private var isAboutButtons: Bool {
    let words = text.lowercased()
    return ["button", "keyboard", "reply markup", "reply_markup"].contains { words.contains($0) }
  }
}
