import HTTPClient
import HTTPServer
import Shop
import Testing
import Wire

@testable import Application

/// A shop of its own behind a server on loopback, asked over the network.
struct ServedShop {
  let server: RunningServer
  private let folder: ShopFolder
  private let client = HTTPClient()

  /// Serves a new shop; at `now` its clock stands still, so that what is limited by the minute is not given again.
  init(publicURL: String? = nil, trustedProxies: [IPNetwork] = [], now: String = "") async throws {
    folder = try await ShopFolder()
    server = try await folder.configuration(["BODEGUERO_NOW": now])
      .serve(publicURL: publicURL, trustedProxies: trustedProxies)
  }

  func stop() async { await server.stop() }

  /// The same store as another program opens it.
  func openAgain() async throws -> OpenShop { try await folder.configuration().open(door: "prueba") }

  var origin: String { "http://127.0.0.1:\(server.port)" }

  func send(
    _ method: HTTPMethod, _ path: String, fields: HTTPFields = HTTPFields(), body: String = ""
  ) async throws -> HTTPResponse {
    try await client.ask(
      HTTPClient.Request(
        method, try #require(HTTPURL(origin + path)), fields: fields, body: Array(body.utf8)))
  }

  /// Sends a form as a page of this very server does.
  func submit(_ form: String, to path: String) async throws -> HTTPResponse {
    try await send(
      .post, path,
      fields: ["Origin": origin, "Content-Type": "application/x-www-form-urlencoded"], body: form)
  }
}

extension HTTPResponse {
  var text: String { String(decoding: body.bytes, as: UTF8.self) }
}
