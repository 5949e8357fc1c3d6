/// A request as a server received it or a client is to send it, its body whole.
package struct HTTPRequest: Hashable, Sendable {
  package var method: HTTPMethod
  package var target: HTTPTarget
  package var fields: HTTPFields
  /// The bytes as they came, since signatures are made over them.
  package var body: [UInt8]
  /// The address of who sent it, without its port; empty where the program itself made the request.
  package var peer: String
  /// How the first program on the way was reached: behind a proxy, what the proxy was asked over.
  package var scheme: HTTPScheme

  package init(
    _ method: HTTPMethod, _ target: HTTPTarget, fields: HTTPFields = HTTPFields(), body: [UInt8] = [],
    peer: String = "", scheme: HTTPScheme = .http
  ) {
    (self.method, self.target, self.fields, self.body) = (method, target, fields, body)
    (self.peer, self.scheme) = (peer, scheme)
  }
}

/// Whether others on the way could read a message.
package enum HTTPScheme: String, Sendable {
  case http
  case https
}
