internal import CMicroHTTP
internal import Wire

/// What stands before a request's body, once it holds nothing by which two readers could disagree where the request
/// ends (RFC 9112 §3.2, §6.1–6.3; §11.2 on smuggling).
struct RequestHead {
  let method: HTTPMethod
  let target: HTTPTarget
  let fields: HTTPFields
  let body: BodyLength

  enum BodyLength: Equatable {
    case known(Int)
    case chunked
  }

  /// The bytes of `HTTP/1.1`.
  private static let versionLength = 8

  /// Takes what the library has parsed; `method` and `version` point into the request line in its memory.
  ///
  /// - Throws: what the request is refused for.
  init(
    _ connection: OpaquePointer, method: UnsafePointer<CChar>, target raw: String,
    version: UnsafePointer<CChar>, limit: Int
  ) throws(HTTPRefusal) {
    let size = unsafe cmicrohttp_head_size(connection)
    guard size <= limit else { throw .headTooLarge }
    let name = unsafe String(cString: method)
    guard name.utf8.allSatisfy(isTokenByte), !name.isEmpty else { throw .malformedMethod }
    self.method = HTTPMethod(name)
    // A NUL ends a C string: what was behind one shows in the length of the line.
    guard unsafe version - method == name.utf8.count + 1 + raw.utf8.count + 1,
      let target = HTTPTarget(requestLine: raw)
    else { throw .malformedTarget }
    self.target = target
    self.fields = try unsafe ReceivedFields.read(
      connection, from: version + Self.versionLength, to: method + size)

    let isVersion1_0 = unsafe version[7] == CChar(bitPattern: UInt8(ascii: "0"))
    let hosts = fields.values(of: "Host").count
    guard hosts == 1 || (hosts == 0 && isVersion1_0) else { throw .hostMissingOrRepeated }
    for expectation in fields.values(of: "Expect") where expectation.lowercased() != "100-continue" {
      throw .unknownExpectation
    }
    body = try Self.length(fields, isVersion1_0: isVersion1_0)
  }

  private static func length(
    _ fields: HTTPFields, isVersion1_0: Bool
  ) throws(HTTPRefusal) -> BodyLength {
    let lengths = fields.values(of: "Content-Length")
    let encodings = fields.values(of: "Transfer-Encoding")
    guard lengths.count <= 1 else { throw .lengthRepeated }
    guard !encodings.isEmpty else {
      // The library has refused what is no number; only one past its range is left.
      return .known(lengths.first.map { Int($0) ?? .max } ?? 0)
    }
    guard lengths.isEmpty else { throw .lengthWithEncoding }
    guard encodings.count == 1, encodings[0].lowercased() == "chunked", !isVersion1_0 else {
      throw .unknownTransferEncoding
    }
    return .chunked
  }
}
