internal import Crypto
internal import Wire

/// Where a shop asks Twilio to do something, and as which account.
struct TwilioAPI: Sendable {
  private let root: String
  private let credentials: String

  init(url: String?, account: String?, token: String?) {
    let url = (url ?? "https://api.twilio.com").withoutTrailingSlashes
    root = "\(url)/2010-04-01/Accounts/\(account ?? "")"
    credentials = "Basic " + Array("\(account ?? ""):\(token ?? "")".utf8).base64
  }

  /// The account itself.
  var account: OutgoingRequest {
    OutgoingRequest(.get, root + ".json", fields: ["Authorization": credentials])
  }

  /// A request for what somebody sent with a message; nil for an address that is not within the account.
  func media(at url: String) -> OutgoingRequest? {
    let folder = root + "/Messages/"
    guard url.hasPrefix(folder) else { return nil }
    let parts = url.dropFirst(folder.count).split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 3, parts[1] == "Media", parts.allSatisfy(\.isPlainID) else { return nil }
    return OutgoingRequest(.get, url, fields: ["Authorization": credentials])
  }

  /// Where the bytes of what people send lie.
  var mediaServers: MediaServers { MediaServers(domains: ["twiliocdn.com"], besides: root) }

  /// A request that makes something of the account's.
  func post(_ path: String, _ parameters: [(name: String, value: String)]) -> OutgoingRequest {
    OutgoingRequest(
      .post, "\(root)/\(path)",
      fields: ["Authorization": credentials, "Content-Type": "application/x-www-form-urlencoded"],
      body: Array(parameters.map { $0.name + "=" + $0.value.percentCoded }.joined(separator: "&").utf8))
  }
}

/// Why Twilio did not do what it was asked, or a message was not delivered.
struct TwilioError {
  let code: Int?
  /// Nil in a report that comes later.
  let status: Int?
  /// What it says, for people, with its code.
  let text: String
  /// The seconds that it asks to wait.
  let pause: Int?

  init(code: Int, status: Int? = nil, text: String? = nil, pause: Int? = nil) {
    (self.code, self.status, self.text, self.pause) = (code, status, text ?? String(code), pause)
  }

  /// Reads what the API answered.
  init(_ body: JSON?, status: Int, pause: Int?) {
    code = body?["code"]?.integer.flatMap { Int(exactly: $0) }
    (self.status, self.pause) = (status, pause)
    let number = code.map { String($0) } ?? "HTTP \(status)"
    text = [number, body?["message"]?.string?.cut(to: 300)].compactMap(\.self).joined(separator: ": ")
  }
}
