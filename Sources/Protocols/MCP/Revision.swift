internal import Wire

/// A dated revision of the Model Context Protocol.
enum Revision: String, CaseIterable {
  case november2024 = "2024-11-05"
  case march2025 = "2025-03-26"
  case june2025 = "2025-06-18"
  case november2025 = "2025-11-25"
  case july2026 = "2026-07-28"

  /// Whether every request says who sends it and what that client can do, with no session around.
  var isStateless: Bool { self == .july2026 }

  /// Whether several messages may come as one JSON array.
  var hasBatches: Bool { self == .march2025 }

  /// What is spoken with a client that opens a session and asks for something else.
  static let newestOfSessions = Revision.november2025

  /// Newest first.
  static let names: [JSON] = names(of: allCases)

  /// The names of `revisions`, which stand oldest first, the newest first.
  static func names(of revisions: [Revision]) -> [JSON] { revisions.reversed().map { .string($0.rawValue) } }

  /// What is spoken over HTTP where no header field says it.
  static let unsaid = Revision.march2025

}

/// What a stateless request says of itself in `params._meta`.
enum RequestMeta {
  static let version = "io.modelcontextprotocol/protocolVersion"
  static let capabilities = "io.modelcontextprotocol/clientCapabilities"
  static let server = "io.modelcontextprotocol/serverInfo"
}

extension Revision {
  /// What is spoken in a session that is opened with these parameters: what was asked for, else the newest there is.
  ///
  /// - Throws: `RemoteFault` where they ask for nothing.
  init(sessionAsking parameters: JSON.Object) throws(RemoteFault) {
    guard let version = parameters["protocolVersion"]?.string else {
      throw RemoteFault(.invalidParameters, "Falta \"protocolVersion\"")
    }
    let asked = Revision(rawValue: version)
    self = asked.flatMap { $0.isStateless ? nil : $0 } ?? .newestOfSessions
  }
}

extension RemoteRequest {
  /// Whether it is of a client without sessions: such a request names its version, or asks what there is.
  var isStateless: Bool { saidVersion != nil || method == "server/discover" }

  var meta: JSON.Object? { parameters["_meta"]?.object }

  /// The version that the request itself names; nil for one of a session.
  var saidVersion: String? { meta?[RequestMeta.version]?.string }

  /// The revision of a request that says its own, and what its client can do.
  ///
  /// - Throws: `RemoteFault` where a part of that is missing, or the version is none of ours.
  func statelessClient() throws(RemoteFault) -> JSON.Object {
    guard let version = saidVersion else {
      throw RemoteFault(.invalidParameters, "Falta params._meta[\"\(RequestMeta.version)\"]")
    }
    guard Revision(rawValue: version)?.isStateless == true else {
      throw RemoteFault.unsupported(version, of: Revision.allCases.filter(\.isStateless))
    }
    guard let capabilities = meta?[RequestMeta.capabilities]?.object else {
      throw RemoteFault(.invalidParameters, "Falta params._meta[\"\(RequestMeta.capabilities)\"]")
    }
    return capabilities
  }
}

extension RemoteFault {
  /// `spoken` are those that would do, the oldest first.
  static func unsupported(_ version: String, of spoken: [Revision] = Revision.allCases) -> RemoteFault {
    RemoteFault(
      .unsupportedVersion, "Esa versión del protocolo no se habla aquí",
      data: ["supported": .array(Revision.names(of: spoken)), "requested": .string(version)])
  }
}
