import Crypto
import Testing
import Wire

@testable import Channels

/// The secret under which the tests' webhooks are signed.
let appSecret = "un-secreto-de-prueba"

extension HTTPRequest {
  /// A webhook as Meta sends it, signed over exactly these bytes.
  static func signed(_ body: String, secret: String = appSecret) throws -> HTTPRequest {
    let key = try #require(MACKey(secret))
    return try webhook(body, signatures: ["sha256=" + key.code(for: body, .hmacSHA256).bytes.hex])
  }

  /// A webhook with these signature headers.
  static func webhook(_ body: String, signatures: [String]) throws -> HTTPRequest {
    var request = HTTPRequest(
      .post, try #require(HTTPTarget("/webhooks/meta")),
      fields: ["content-type": "application/json; charset=utf-8"], body: Array(body.utf8))
    for signature in signatures { request.fields.append("x-hub-signature-256", signature) }
    return request
  }
}

extension HTTPResponse {
  /// An answer of the Graph API.
  static func graph(_ code: Int, _ body: String, retryAfter: String? = nil) -> HTTPResponse {
    var response = HTTPResponse(HTTPStatus(code), body, type: "application/json")
    response.fields["Retry-After"] = retryAfter
    return response
  }

  /// An answer of the Graph API that reports an error.
  static func graphError(
    _ code: Int, subcode: Int? = nil, status: Int = 400, retryAfter: String? = nil
  ) -> HTTPResponse {
    var error: JSON.Object = ["message": "m", "type": "OAuthException", "code": JSON(code)]
    if let subcode { error["error_subcode"] = JSON(subcode) }
    return graph(status, JSON.object(["error": .object(error)]).text, retryAfter: retryAfter)
  }
}

/// What became of a delivery, without its words.
enum Outcome: Equatable {
  case sent(String?)
  case retry(Int?)
  case never
  case other(Parcel.Form)

  init(_ delivery: Delivery) {
    self =
      switch delivery {
      case .sent(let id): .sent(id)
      case .retry(let pause, _): .retry(pause)
      case .never: .never
      case .otherForm(let form, _): .other(form)
      }
  }
}
