/// What a request wants done with its target (RFC 9110 §9).
package struct HTTPMethod: Hashable, Sendable {
  /// As it stands on the wire; methods differ by case.
  package let name: String
  package init(_ name: String) { self.name = name }

  package static let get = HTTPMethod("GET")
  package static let head = HTTPMethod("HEAD")
  package static let post = HTTPMethod("POST")
  package static let put = HTTPMethod("PUT")
  package static let patch = HTTPMethod("PATCH")
  package static let delete = HTTPMethod("DELETE")
  package static let options = HTTPMethod("OPTIONS")
}
