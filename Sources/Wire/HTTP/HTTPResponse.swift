/// What is answered to a request.
package struct HTTPResponse: Hashable, Sendable {
  package var status: HTTPStatus
  package var fields: HTTPFields
  package var body: HTTPBody

  package init(_ status: HTTPStatus, fields: HTTPFields = HTTPFields(), body: [UInt8] = []) {
    (self.status, self.fields, self.body) = (status, fields, .whole(body))
  }

  /// A response whose body is made while it is sent.
  package init(_ status: HTTPStatus, fields: HTTPFields, streaming body: HTTPStream) {
    (self.status, self.fields, self.body) = (status, fields, .stream(body))
  }

  /// `text` with the type that says what it is.
  package init(_ status: HTTPStatus, _ text: String, type: String) {
    self.init(status, fields: ["Content-Type": type], body: Array(text.utf8))
  }

  /// A JSON value under `type`.
  package init(_ status: HTTPStatus, _ json: JSON, type: String = "application/json") {
    self.init(status, fields: ["Content-Type": type], body: json.bytes)
  }
}

/// The number that says how a request ended (RFC 9110 §15).
package struct HTTPStatus: Hashable, Sendable {
  package let code: Int
  package init(_ code: Int) { self.code = code }

  package static let ok = HTTPStatus(200)
  package static let created = HTTPStatus(201)
  package static let accepted = HTTPStatus(202)
  package static let noContent = HTTPStatus(204)
  package static let found = HTTPStatus(302)
  package static let seeOther = HTTPStatus(303)
  package static let notModified = HTTPStatus(304)
  package static let badRequest = HTTPStatus(400)
  package static let unauthorized = HTTPStatus(401)
  package static let forbidden = HTTPStatus(403)
  package static let notFound = HTTPStatus(404)
  package static let methodNotAllowed = HTTPStatus(405)
  package static let requestTimeout = HTTPStatus(408)
  package static let conflict = HTTPStatus(409)
  package static let preconditionFailed = HTTPStatus(412)
  package static let contentTooLarge = HTTPStatus(413)
  package static let targetTooLong = HTTPStatus(414)
  package static let expectationFailed = HTTPStatus(417)
  package static let unprocessable = HTTPStatus(422)
  package static let tooManyRequests = HTTPStatus(429)
  package static let fieldsTooLarge = HTTPStatus(431)
  package static let internalError = HTTPStatus(500)
  package static let notImplemented = HTTPStatus(501)
  package static let unavailable = HTTPStatus(503)
}
