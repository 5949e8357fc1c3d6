import Crypto
import Foundation
import HTTPServer
import Inventory
import Shop
import Store

@testable import Application

/// A shop of its own in a folder that goes with whoever holds it last, also where a test throws.
final class ShopFolder: Sendable {
  private let path = NSTemporaryDirectory() + "bodeguero-" + UUID().uuidString

  init() async throws {
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
    _ = try await configuration().createShop(
      name: "Bodega", currency: "BOB", timeZone: "America/La_Paz", owner: "Ana", address: "tu",
      isAnother: false)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// The program over this shop, with that in its environment.
  func configuration(_ environment: [String: String] = [:]) -> Configuration {
    Configuration(
      environment: environment.merging(["BODEGUERO_STORE": path + "/tienda.sqlite"]) { own, _ in own },
      executable: #filePath)
  }
}

extension Configuration {
  /// Serves the shop on loopback, at a port that is free.
  func serve(
    publicURL: String? = nil, trustedProxies: [IPNetwork] = [],
    log: @escaping @Sendable (String) -> Void = { _ in }
  ) async throws -> RunningServer {
    var settings = ServerSettings()
    settings.port = 0
    settings.publicURL = publicURL
    settings.trustedProxies = trustedProxies
    settings.patience = .seconds(3600)
    return try await serve(settings, log: log)
  }
}

extension RunningServer {
  /// A code by which the owner's chat becomes known.
  func chatCode() async throws -> String {
    try await open.accounts.makeCode(for: .chatLink, open.session).code.text
  }

  /// A token of the owner's.
  func token() async throws -> String {
    let new = NewToken(name: "prueba", role: .owner, scopes: [.read, .write])
    return try await open.accounts.makeToken(new, for: open.session.person.id, open.session).secret.text
  }
}
