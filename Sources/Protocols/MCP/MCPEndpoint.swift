internal import Foundation
internal import Shop
package import Wire

/// MCP over HTTP (Streamable HTTP): a message, or where the revision has them a batch, a POST; nothing is pushed, so GET
/// and DELETE are not allowed.
package struct MCPEndpoint: Sendable {
  static let path = "/mcp"

  let server: MCPServer
  let door: TokenDoor
  /// The web pages that may call; programs, which send no `Origin`, all may.
  let allowedOrigins: Set<String>

  package init(_ server: MCPServer, _ door: TokenDoor, allowedOrigins: Set<String>) {
    (self.server, self.door, self.allowedOrigins) = (server, door, allowedOrigins)
  }

  package var routes: [HTTPRoute] {
    [HTTPRoute(.post, Self.path) { request, _ in await respond(to: request) }]
  }

  private func respond(to request: HTTPRequest) async -> HTTPResponse {
    guard request.fields.values(of: "Origin").allSatisfy(allowedOrigins.contains) else {
      return HTTPProblem(.forbidden, "Las páginas de ese sitio no pueden usar este servidor").response
    }
    let session: Session
    do {
      session = try await door.bearer(of: request).session(at: "mcp")
    } catch {
      return error.response
    }
    let json: JSON
    do {
      json = try JSON(parsing: request.body)
    } catch {
      let fault = RemoteFault(.notJSON, "El cuerpo no es JSON desde el byte \(error.offset)")
      return HTTPResponse(.badRequest, fault.answer(to: nil))
    }
    return await answer(to: json, request, session)
  }

  private func answer(to json: JSON, _ request: HTTPRequest, _ session: Session) async -> HTTPResponse {
    var isStateless = false
    do throws(RemoteFault) {
      let said = try ProtocolFields(request.fields)
      if let messages = json.array, said.revision.hasBatches {
        let answers = await server.answers(to: messages) {
          (call: RemoteRequest) throws(RemoteFault) -> MCPClient in try client(of: call, said, session)
        }
        return answers.map { HTTPResponse(.ok, $0) } ?? HTTPResponse(.accepted)
      }
      guard case .request(let call) = try RemoteMessage(json) else { return HTTPResponse(.accepted) }
      isStateless = call.isStateless || said.revision.isStateless
      if isStateless { try said.check(call) }
      let result = try await server.result(of: call, for: try client(of: call, said, session))
      return HTTPResponse(.ok, .answer(result, to: call.id))
    } catch {
      let status = isStateless || error.isOfTransport ? error.status : .ok
      return HTTPResponse(status, error.answer(to: json.remoteID))
    }
  }

  /// Without a session nobody can be asked anything in the middle of a request of the older revisions.
  private func client(
    of request: RemoteRequest, _ said: ProtocolFields, _ session: Session
  ) throws(RemoteFault) -> MCPClient {
    if request.isStateless || said.revision.isStateless {
      let consent = Consent(
        try request.statelessClient(), session, question: .repetition, isTrustedToAsk: true)
      return MCPClient(session: session, revision: .july2026, consent: consent)
    }
    let revision =
      request.method == "initialize" ? try Revision(sessionAsking: request.parameters) : said.revision
    let consent = Consent(nil, session, question: .none, isTrustedToAsk: true)
    return MCPClient(session: session, revision: revision, consent: consent)
  }
}

/// What the header fields of a request say of the message in its body.
private struct ProtocolFields {
  /// What is spoken: the version that is said, or the first that had HTTP.
  let revision: Revision
  private let fields: HTTPFields

  private static let version = "MCP-Protocol-Version"
  private static let method = "Mcp-Method"
  private static let name = "Mcp-Name"

  /// - Throws: `RemoteFault` for a version that is not spoken here.
  init(_ fields: HTTPFields) throws(RemoteFault) {
    self.fields = fields
    guard let version = fields[Self.version] else {
      revision = .unsaid
      return
    }
    guard let revision = Revision(rawValue: version) else {
      throw .unsupported(String(version.prefix(100)))
    }
    self.revision = revision
  }

  /// Holds what the fields of a stateless request say to what its body says.
  ///
  /// - Throws: `RemoteFault` where they differ, or one of them is missing or comes twice.
  func check(_ request: RemoteRequest) throws(RemoteFault) {
    if let version = request.saidVersion { try check(Self.version, fields[Self.version], version) }
    try check(Self.method, fields[Self.method], request.method)
    guard let key = request.nameKey else { return }
    try check(Self.name, fields[Self.name].flatMap(Self.decoded), request.parameters[key]?.string)
  }

  private func check(_ name: String, _ said: String?, _ meant: String?) throws(RemoteFault) {
    guard let said, said == meant, fields.values(of: name).count == 1 else {
      throw RemoteFault(
        .fieldMismatch, "El encabezado \(name) falta, se repite o no dice lo mismo que el cuerpo")
    }
  }

  /// The text of a field, which stands as `=?base64?…?=` where it is not plain ASCII; nil where that is broken.
  private static func decoded(_ text: String) -> String? {
    let (opening, closing) = ("=?base64?", "?=")
    guard text.hasPrefix(opening), text.hasSuffix(closing), text.count >= opening.count + closing.count else {
      return text
    }
    return Data(base64Encoded: String(text.dropFirst(opening.count).dropLast(closing.count)))
      .flatMap { String(validating: $0, as: UTF8.self) }
  }
}

extension RemoteRequest {
  /// The parameter that `Mcp-Name` repeats; nil for a method that has none.
  fileprivate var nameKey: String? {
    switch method {
    case "tools/call", "prompts/get": "name"
    case "resources/read": "uri"
    default: nil
    }
  }
}

extension RemoteFault {
  /// Whether it is about the request itself, whatever the revision.
  fileprivate var isOfTransport: Bool {
    switch code {
    case .notJSON, .invalidRequest, .fieldMismatch, .unsupportedVersion: true
    default: false
    }
  }

  fileprivate var status: HTTPStatus {
    switch code {
    case .unknownMethod: .notFound
    case .internalError: .unavailable
    default: .badRequest
    }
  }
}
