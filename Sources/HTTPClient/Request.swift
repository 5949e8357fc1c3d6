package import Wire

extension HTTPClient {
  /// What is to be sent, and how much time and memory its answer may take.
  ///
  /// The fields leave out what the client writes itself: `Host`, and those that say where the body ends.
  package struct Request: Sendable, CustomStringConvertible {
    package var method: HTTPMethod
    package var url: HTTPURL
    package var fields: HTTPFields
    package var body: [UInt8]
    package var limits: Limits

    package init(
      _ method: HTTPMethod, _ url: HTTPURL, fields: HTTPFields = HTTPFields(), body: [UInt8] = [],
      limits: Limits = Limits()
    ) {
      (self.method, self.url, self.fields, self.body, self.limits) = (method, url, fields, body, limits)
    }

    /// The method and the origin, without anything that may be secret.
    package var description: String { "\(method.name) \(url)" }
  }

  /// Where a request gives up.
  package struct Limits: Sendable {
    /// From the start to an open connection, its encryption agreed.
    package var connecting: Duration = .seconds(10)
    /// From the start to the last byte of the answer.
    package var whole: Duration = .seconds(30)
    /// Bytes in the body of the answer.
    package var responseSize = 10_000_000

    package init() {}
  }
}

extension HTTPClient.Request {
  private static let ownFields: Set = [
    "host", "content-length", "transfer-encoding", "connection", "expect", "upgrade", "te", "trailer",
  ]

  /// Why it cannot be sent as it stands; nil where it can.
  var fault: String? {
    if !method.name.isToken { return "the method is no token (RFC 9110 §9.1)" }
    for name in fields.fields.map(\.name) {
      if !name.isToken { return "the name of a header field is no token (RFC 9110 §5.1)" }
      if Self.ownFields.contains(name.lowercased()) {
        return "the client writes \(name) itself: leave it out"
      }
    }
    return nil
  }
}

extension String {
  /// Whether it is a name that HTTP allows, of sensible length.
  fileprivate var isToken: Bool {
    (1...256).contains(utf8.count) && utf8.allSatisfy(isTokenByte)
  }
}
