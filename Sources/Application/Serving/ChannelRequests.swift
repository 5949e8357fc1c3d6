internal import Channels
internal import HTTPClient
internal import Wire

/// Why a channel's request cannot be sent.
struct MisspeltAddress: Error, CustomStringConvertible {
  var description: String { "la dirección del servicio está mal configurada" }
}

extension HTTPClient {
  /// Sends what a channel made.
  ///
  /// - Throws: `Failure`; `MisspeltAddress` where a setting makes the address malformed.
  func answer(to request: OutgoingRequest) async throws -> HTTPResponse {
    guard let url = HTTPURL(request.url) else { throw MisspeltAddress() }
    return try await send(Request(request.method, url, fields: request.fields, body: request.body))
  }
}
