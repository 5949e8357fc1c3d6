import Inventory
import Shop

extension ChatShop {
  /// The shop of requirements §25.
  static func restocking() async throws -> ChatShop {
    let chat = try await ChatShop()
    let serum = try await chat.product(
      "Serum Antioxidante X", sku: "SER", price: 150, cost: 70, isStrategic: true)
    let cream = try await chat.product("Crema Hidratante Y", sku: "CRE", price: 70, cost: 45)
    let soap = try await chat.product("Jabón Z", sku: "JAB", price: 130, cost: 100)
    var past: [(String, PastOperation.Action)] = [
      ("2025-09-01", .entry(serum, 45)), ("2025-09-01", .entry(cream, 21)), ("2025-09-01", .entry(soap, 57)),
    ]
    for day in 13...19 {
      past.append(("2025-11-\(day)", .sale(serum, 5)))
      past.append(("2025-11-\(day)", .sale(soap, 1)))
      past.append(("2025-11-\(day)", .sale(cream, day < 18 ? 2 : 1)))
    }
    try await chat.shop.replay(
      try past.map {
        PastOperation(
          at: chat.session.clock.instant(of: try day($0.0), minute: 11 * 60), person: chat.session.person,
          $0.1)
      }, chat.session)
    return chat
  }
}
