internal import Inventory
internal import Shop
internal import Store

/// Does what the passing of days asks for in every shop of the store: alerts of what expires or never moves, layaways
/// that were kept long enough for nothing, mail and memories that are old.
///
/// Of several servers over one store one does it; a shop's turn comes at the start and with each of its days.
actor Caretaker {
  /// Between two looks at the calendar.
  private static let pause: Duration = .seconds(30)

  private let shop: Shop
  private let lease: Lease
  private let log: @Sendable (String) -> Void
  /// The day up to which each shop has been seen to.
  private var days: [OrganizationID: BusinessDay] = [:]

  init(_ shop: Shop, log: @escaping @Sendable (String) -> Void) {
    (self.shop, self.log) = (shop, log)
    // Held from one look to the next, and over a few that come late.
    lease = Lease("cuidado", shop, lasting: 120)
  }

  /// Works until its task is cancelled.
  func run() async {
    while !Task.isCancelled {
      await look()
      try? await Task.sleep(for: Self.pause)
    }
    try? await lease.release()
  }

  /// Sees to every shop in which a day has begun.
  func look() async {
    do {
      guard try await lease.hold() else {
        // Another server sees to them; if that one ends, all must be looked at anew.
        days = [:]
        return
      }
      for record in try await shop.shops() {
        let today = record.clock.day(of: shop.now())
        guard days[record.id] != today, !Task.isCancelled else { continue }
        if await beginDay(in: record) { days[record.id] = today }
      }
    } catch {
      log("cuidado: \(error)")
    }
  }

  /// What a new day asks for, each part whether or not another failed; whether all was done.
  private func beginDay(in record: ShopRecord) async -> Bool {
    guard
      let session = await attempt(
        "apertura", in: record, { try await shop.session(in: record, door: "servidor") })
    else { return false }
    let parts: [Void?] = [
      await attempt("apartados", in: record) { try await release(session) },
      await attempt("alertas", in: record) { try await shop.evaluateAlerts(session) },
      await attempt("limpieza", in: record) {
        try await Mailroom(shop, session).clear()
        try await shop.forgetExpired(session)
      },
    ]
    return parts.allSatisfy { $0 != nil }
  }

  /// Nil where `body` failed, which the log then tells.
  private func attempt<Result: Sendable>(
    _ work: String, in record: ShopRecord, _ body: () async throws -> Result
  ) async -> Result? {
    do { return try await body() } catch {
      log("\(work) de \(record.name): \(error)")
      return nil
    }
  }

  private func release(_ session: Session) async throws {
    let expired = try await shop.releaseExpiredLayaways(session)
    for (what, folios) in [
      ("liberados", expired.released), ("con anticipo, decida usted", expired.withDeposit),
    ] where !folios.isEmpty {
      let list = folios.map(\.text).joined(separator: ", ")
      log("apartados vencidos de \(session.shop.name), \(what): \(list)")
    }
  }
}
