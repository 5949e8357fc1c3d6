import Foundation
import HTTPClient
import HTTPServer
import Shop
import Testing
import Wire

@testable import Application

/// A shop of its own behind a server on loopback, asked over the network.
struct ServedShop {
  let server: RunningServer
  private let folder: String
  private let client = HTTPClient()

  init(publicURL: String? = nil, trustedProxies: [IPNetwork] = []) async throws {
    folder = NSTemporaryDirectory() + "bodeguero-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let configuration = Configuration(
      environment: ["BODEGUERO_STORE": folder + "/tienda.sqlite"], executable: #filePath)
    _ = try await configuration.createShop(
      name: "Bodega", currency: "BOB", timeZone: "America/La_Paz", owner: "Ana", address: "tu",
      isAnother: false)
    var settings = ServerSettings()
    settings.port = 0
    settings.publicURL = publicURL
    settings.trustedProxies = trustedProxies
    server = try await configuration.serve(settings, log: { _ in })
  }

  func stop() async {
    await server.stop()
    try? FileManager.default.removeItem(atPath: folder)
  }

  var origin: String { "http://127.0.0.1:\(server.port)" }

  func send(
    _ method: HTTPMethod, _ path: String, fields: HTTPFields = HTTPFields(), body: String = ""
  ) async throws -> HTTPResponse {
    try await client.send(
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
  var text: String { String(decoding: body, as: UTF8.self) }
}
