import HTTPClient
import Wire

extension HTTPClient {
  /// Sends with the patience that a busy machine may ask for.
  func ask(_ request: Request) async throws -> HTTPResponse {
    var request = request
    (request.limits.connecting, request.limits.whole) = (.seconds(600), .seconds(600))
    return try await send(request)
  }
}
