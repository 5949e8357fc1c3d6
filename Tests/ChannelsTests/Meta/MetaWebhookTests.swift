import Crypto
import Testing
import Wire

@testable import Channels

@Suite struct `A webhook of Meta's` {
  private static let body = #"{"object":"nothing","entry":[]}"#
  private static let digest = MACKey(appSecret).map { $0.code(for: body, .hmacSHA256).bytes.hex } ?? ""

  private func status(_ signatures: [String], secret: String = appSecret, body: String = Self.body) throws
    -> Int
  {
    let webhook = MetaWebhook(appSecret: secret, verifyToken: "v")
    do {
      _ = try webhook.body(of: .webhook(body, signatures: signatures))
      return 200
    } catch let problem as HTTPProblem {
      return problem.status.code
    }
  }

  @Test(
    arguments: [
      (["sha256=\(digest)"], 200),
      (["sha256=\(digest.uppercased())"], 200),
      ([], 401),
      (["sha256=\(digest)", "sha256=\(digest)"], 401),
      (["sha256=\(digest), sha256=\(digest)"], 401),
      (["sha1=\(digest)"], 401),
      ([digest], 401),
      (["sha256="], 401),
      (["sha256=\(digest.dropLast())"], 401),
      (["sha256=\(digest.dropLast(2))"], 401),
      (["sha256=\(digest)00"], 401),
      (["sha256=\(digest.dropLast())ñ"], 401),
      (["sha256=\(digest.dropLast(2))zz"], 401),
      (["sha256=\(String(digest.reversed()))"], 403),
      (["sha256=" + String(repeating: "0", count: 64)], 403),
    ] as [([String], Int)])
  func `is believed for its one right signature alone`(signatures: [String], status: Int) throws {
    #expect(try self.status(signatures) == status)
  }

  @Test func `is refused where no secret is configured, whatever it is signed with`() throws {
    #expect(try status(["sha256=\(Self.digest)"], secret: "") == 403)
    #expect(try status([], secret: "") == 401)
  }

  @Test func `is checked over its bytes as they came, escapes and spaces included`() throws {
    let escaped = #"{"entry" : [],"x":"\u00bfqu\u00e9? \ud83d\uded2"}"#
    let plain = #"{"entry" : [],"x":"¿qué? 🛒"}"#
    let webhook = MetaWebhook(appSecret: appSecret, verifyToken: nil)
    #expect(try webhook.body(of: .signed(escaped))["x"] == "¿qué? 🛒")
    #expect(try webhook.body(of: .signed(plain))["x"] == "¿qué? 🛒")
    let signature = try HTTPRequest.signed(escaped).fields.values(of: "X-Hub-Signature-256")
    #expect(try status(signature, body: plain) == 403)
  }

  @Test(arguments: [
    "", "hola", "[]", "7", "{", #"{"a":1"#, "{\"a\":\"\u{1}\"}", #"{"a":"\ud83d"}"#, #"{"a":"\ude00\ud83d"}"#,
    String(repeating: "[", count: 10_000) + String(repeating: "]", count: 10_000),
  ])
  func `is malformed where it is no JSON object`(body: String) throws {
    let problem = #expect(throws: HTTPProblem.self) {
      try MetaWebhook(appSecret: appSecret, verifyToken: nil).body(of: .signed(body))
    }
    #expect(problem?.status == .badRequest)
  }

  @Test(arguments: [
    ("hub.mode=subscribe&hub.verify_token=secreto&hub.challenge=1158201444", 200),
    ("hub.challenge=1158201444&hub.mode=subscribe&hub.verify_token=secreto", 200),
    ("hub.mode=subscribe&hub.verify_token=otro&hub.challenge=1", 403),
    ("hub.mode=subscribe&hub.verify_token=&hub.challenge=1", 403),
    ("hub.mode=subscribe&hub.challenge=1", 403),
    ("hub.mode=unsubscribe&hub.verify_token=secreto&hub.challenge=1", 403),
    ("hub.mode=subscribe&hub.verify_token=secreto", 403),
    ("", 403),
  ])
  func `is set up with the right token and the bare challenge`(query: String, status: Int) throws {
    let request = HTTPRequest(.get, try #require(HTTPTarget("/webhooks/whatsapp?" + query)))
    let response = MetaWebhook(appSecret: nil, verifyToken: "secreto").verify(request)
    #expect(response.status.code == status)
    if status == 200 {
      #expect(String(decoding: response.body.bytes, as: UTF8.self) == "1158201444")
      #expect(response.fields["Content-Type"]?.hasPrefix("text/plain") == true)
    }
  }

  @Test func `is not set up where no token is configured`() throws {
    let target = try #require(HTTPTarget("/?hub.mode=subscribe&hub.verify_token=&hub.challenge=1"))
    let response = MetaWebhook(appSecret: appSecret, verifyToken: nil).verify(HTTPRequest(.get, target))
    #expect(response.status == .forbidden)
  }
}
