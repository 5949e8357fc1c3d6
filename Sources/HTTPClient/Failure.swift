internal import CCurl
internal import Wire

extension HTTPClient {
  /// Why there is no answer.
  ///
  /// Its text names the origin, never a path, a query or a header field: they bear secrets.
  package struct Failure: Error, Hashable, Sendable, CustomStringConvertible {
    package enum Kind: Hashable, Sendable {
      /// The host's name is not known, or nobody could be asked for it.
      case unresolved
      /// Nobody takes connections there.
      case refused
      case timedOut
      /// The server cannot show that it is who we mean.
      case certificate
      /// The answer is longer than the request allows.
      case tooLarge
      case cancelled
      case other
    }

    package let kind: Kind
    package let message: String
    /// Whether the same request may succeed at another time.
    ///
    /// The server may have acted on it all the same, unless it is `unresolved` or `refused`.
    package let isRetriable: Bool

    package var description: String { "\(kind): \(message)" }
  }
}

extension HTTPClient.Failure {
  init(_ kind: Kind, at url: HTTPURL, _ message: String) {
    self.init(kind: kind, message: "\(url): \(message)", isRetriable: kind.isPassing)
  }

  /// What libcurl means by `code`; `detail` is what it says of this very connection.
  init(_ code: CURLcode, at url: HTTPURL, detail: String) {
    let kind = Kind(code)
    // Only of a certificate does the detail say more, and there it quotes nothing of the request.
    let reason =
      kind == .certificate && !detail.isEmpty ? detail : unsafe String(cString: curl_easy_strerror(code))
    self.init(
      kind: kind, message: "\(url): \(reason)", isRetriable: kind.isPassing || code.isBrokenConnection)
  }
}

extension HTTPClient.Failure.Kind {
  fileprivate var isPassing: Bool { [.unresolved, .refused, .timedOut].contains(self) }

  fileprivate init(_ code: CURLcode) {
    self =
      switch code {
      case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_PROXY: .unresolved
      case CURLE_COULDNT_CONNECT: .refused
      case CURLE_OPERATION_TIMEDOUT: .timedOut
      case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CACERT_BADFILE, CURLE_SSL_ISSUER_ERROR,
        CURLE_SSL_INVALIDCERTSTATUS:
        .certificate
      case CURLE_FILESIZE_EXCEEDED: .tooLarge
      default: .other
      }
  }
}

extension CURLcode {
  /// Whether the connection broke, rather than what went over it.
  fileprivate var isBrokenConnection: Bool {
    [
      CURLE_SEND_ERROR, CURLE_RECV_ERROR, CURLE_GOT_NOTHING, CURLE_PARTIAL_FILE, CURLE_SSL_CONNECT_ERROR,
      CURLE_HTTP2, CURLE_HTTP2_STREAM,
    ].contains(self)
  }
}
