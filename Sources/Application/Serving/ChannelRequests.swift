internal import Channels
internal import HTTPClient
internal import Wire

/// Why a channel's request cannot be sent.
struct MisspeltAddress: Error, CustomStringConvertible {
  var description: String { "la dirección del servicio está mal configurada" }
}

extension HTTPClient {
  /// Sends what a channel made, which is answered before `deadline` where there is one.
  ///
  /// - Throws: `Failure`; `MisspeltAddress` where a setting makes the address malformed.
  func answer(
    to request: OutgoingRequest, before deadline: ContinuousClock.Instant? = nil
  ) async throws -> HTTPResponse {
    guard let url = HTTPURL(request.url) else { throw MisspeltAddress() }
    var sent = Request(request.method, url, fields: request.fields, body: request.body)
    if let deadline { sent.limits.whole = deadline - .now }
    return try await send(sent)
  }

  /// What is to be had at a place, or where its server sends us on to within `servers`, at most twice: there nothing of
  /// the request is shown but the address.
  ///
  /// - Throws: `Failure`; `RecordingFault` where it sends us elsewhere, or on and on.
  func answer(
    to request: Request, sentOnWithin servers: MediaServers?, before deadline: ContinuousClock.Instant
  ) async throws -> HTTPResponse {
    var request = request
    for _ in 0...2 {
      request.limits.whole = deadline - .now
      let answer = try await send(request)
      guard let servers, let location = answer.sentOn else { return answer }
      guard let next = request.url.reference(location), servers.hold(next) else {
        throw RecordingFault("el servicio manda a buscarlo a otra parte")
      }
      request = Request(.get, next, limits: request.limits)
    }
    throw RecordingFault("el servicio manda a buscarlo de un lado a otro")
  }
}

extension HTTPResponse {
  /// Where it sends whoever asked (RFC 9110 §15.4); nil where it does not.
  fileprivate var sentOn: String? {
    [301, 302, 303, 307, 308].contains(status.code) ? fields["Location"] : nil
  }
}
