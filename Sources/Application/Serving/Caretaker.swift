internal import Inventory
internal import Shop
internal import Store

/// Does what the passing of days asks for in every shop of the store: alerts of what expires or never moves, layaways
/// that were kept long enough, mail and memories that are old.
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
        let session = try await shop.session(in: record, door: "servidor")
        if await beginDay(of: session) { days[record.id] = today }
      }
    } catch {
      log("cuidado: \(error)")
    }
  }

  /// What a new day asks for, each part whether or not another failed; whether all was done.
  private func beginDay(of session: Session) async -> Bool {
    let parts = [
      await attempt("apartados", of: session) { try await release(session) },
      await attempt("alertas", of: session) { try await shop.evaluateAlerts(session) },
      await attempt("limpieza", of: session) {
        try await Mailroom(shop, session).clear()
        try await shop.forgetExpired(session)
      },
    ]
    return parts.allSatisfy(\.self)
  }

  private func attempt(_ work: String, of session: Session, _ body: () async throws -> Void) async -> Bool {
    do {
      try await body()
      return true
    } catch {
      log("\(work) de \(session.shop.name): \(error)")
      return false
    }
  }

  private func release(_ session: Session) async throws {
    let folios = try await shop.releaseExpiredLayaways(session)
    guard !folios.isEmpty else { return }
    log("apartados vencidos de \(session.shop.name): \(folios.joined(separator: ", "))")
  }
}
