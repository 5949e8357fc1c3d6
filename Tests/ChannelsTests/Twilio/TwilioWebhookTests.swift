import Crypto
import Testing
import Wire

@testable import Channels

extension HTTPRequest {
  /// A webhook with what is told of it, in the form that Twilio sends.
  static func twilio(
    _ body: String, to target: String = "/webhooks/twilio", signatures: [String],
    type: String = "application/x-www-form-urlencoded; charset=utf-8", isLonger: Bool = false
  ) throws -> HTTPRequest {
    var request = HTTPRequest(
      .post, try #require(HTTPTarget(target)), fields: ["content-type": type], body: Array(body.utf8))
    for signature in signatures { request.fields.append("x-twilio-signature", signature) }
    if isLonger {
      request.fields.append(
        "x-twilio-webhooks-signature-settings", "key=webhooks_sharedkey_0,algorithm=HMAC_SHA256")
    }
    return request
  }
}

/// The signatures were made by another program over the text that Twilio's documentation describes.
@Suite struct `A webhook of Twilio's` {
  private static let form =
    "Body=%C2%BFhay+crema%3F+%2B+50%25&From=whatsapp%3A%2B59171234567&MessageSid=SM1&Vac%C3%ADo="
  private static let plain = "XfNyuUYUSv6h1Y6QYmTh1TOyevI="

  private func status(
    _ request: HTTPRequest, token: String = "clave-de-prueba", url: String? = "https://tienda.example"
  ) -> Int {
    do {
      _ = try TwilioWebhook(authToken: token, publicURL: url).parameters(of: request)
      return 200
    } catch {
      return error.status.code
    }
  }

  @Test(
    arguments: [
      ("https://tienda.example", "/webhooks/twilio", plain, 200),
      ("https://tienda.example:443", "/webhooks/twilio", plain, 200),
      ("https://tienda.example:8443", "/webhooks/twilio", plain, 200),
      ("https://Tienda.example", "/webhooks/twilio", plain, 200),
      ("https://tienda.example", "/webhooks/twilio", "QhZmOyxzlKYIoqe3HFvjSTak26Q=", 200),
      (
        "http://tienda.example:8080", "/webhooks/twilio?a=b%20c&d=e+f", "BhPOe6Wtlr80W+ukKcnEVuCApQs=", 200
      ),
      ("https://tienda.example", "/webhooks/twilio?a=b%20c&d=e+f", "w2E4fUscaUBbUIB71Z1L2h52K/c=", 200),
      ("https://tienda.example", "/webhooks/twilio?a=b+c&d=e+f", "w2E4fUscaUBbUIB71Z1L2h52K/c=", 403),
      ("https://tienda.example", "/webhooks/twilio?d=e+f&a=b%20c", "w2E4fUscaUBbUIB71Z1L2h52K/c=", 403),
      ("http://tienda.example", "/webhooks/twilio", plain, 403),
      ("https://otra.example", "/webhooks/twilio", plain, 403),
      (nil, "/webhooks/twilio", plain, 403),
    ] as [(String?, String, String, Int)])
  func `is signed over the public address as it was called, with its port or without`(
    url: String?, target: String, signature: String, status: Int
  ) throws {
    let request = try HTTPRequest.twilio(Self.form, to: target, signatures: [signature])
    #expect(self.status(request, url: url) == status)
  }

  @Test func `is signed over every parameter in order, the doubled once, texts that look alike twice`() throws
  {
    let signatures = ["bEUS+5ja1r1gjCeI9uEQQEK0lkI="]
    let form = "b=2&b=10&b=2&a=%C3%A9&a=e%CC%81&B=z"
    #expect(status(try .twilio(form, signatures: signatures)) == 200)
    #expect(status(try .twilio("B=z&a=e%CC%81&a=%C3%A9&b=10&b=2", signatures: signatures)) == 200)
    #expect(status(try .twilio("b=2&b=10&b=2&a=%C3%A9&B=z", signatures: signatures)) == 403)
    #expect(status(try .twilio(form + "&c=", signatures: signatures)) == 403)
  }

  @Test func `may be signed by the longer digest, when it says so`() throws {
    let signatures = ["T9D4ecc/ww+MzbDo6skjE934MZbrszNqW0QTxFhCgc0="]
    #expect(status(try .twilio(Self.form, signatures: signatures, isLonger: true)) == 200)
    #expect(status(try .twilio(Self.form, signatures: signatures)) == 401)
    #expect(status(try .twilio(Self.form, signatures: [Self.plain], isLonger: true)) == 401)
  }

  @Test func `of another kind bears the digest of its body in the address`() throws {
    let body = #"{"MessageSid":"SM2","From":"+59171234567","Body":"hola"}"#
    let digest = "925dd8bf00412d3ded6bff5c567e27aeba790404e38a07ecb1580ab75034f427"
    let target = "/webhooks/twilio?bodySHA256=\(digest)"
    func request(_ body: String, _ target: String, _ signature: String) throws -> HTTPRequest {
      try .twilio(body, to: target, signatures: [signature], type: "application/json")
    }
    let signature = "EXI//DoZBAg80CPQ4JgbovKfLsE="
    #expect(status(try request(body, target, signature)) == 200)
    #expect(status(try request(body + " ", target, signature)) == 403)
    #expect(status(try request(body, "/webhooks/twilio", signature)) == 403)
    let key = try #require(MACKey("clave-de-prueba"))
    let unbound = key.code(for: "https://tienda.example/webhooks/twilio", .hmacSHA1).bytes.base64
    #expect(status(try request(body, "/webhooks/twilio", unbound)) == 403)
  }

  @Test(
    arguments: [
      ([], 401), ([plain, plain], 401), ([""], 401), (["XfNy"], 401), (["no es base 64"], 401),
      ([plain + "="], 401), (["AfNyuUYUSv6h1Y6QYmTh1TOyevI="], 403),
    ] as [([String], Int)])
  func `is believed for its one right signature alone`(signatures: [String], status: Int) throws {
    #expect(self.status(try .twilio(Self.form, signatures: signatures)) == status)
  }

  @Test func `is refused without a token, and where it is malformed`() throws {
    #expect(status(try .twilio(Self.form, signatures: [Self.plain]), token: "") == 403)
    for body in ["a=%", "a=%00", "a=%FF"] {
      #expect(status(try .twilio(body, signatures: [Self.plain])) == 400)
    }
  }
}
