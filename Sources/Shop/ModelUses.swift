package import Inventory
package import Store

// What a language model costs a shop.
extension Shop {
  /// What the session's shop used on `day`, of all models.
  package func modelUse(on day: BusinessDay, _ session: Session) async throws -> ModelUse {
    try await modelUses(DayRange(day, day), session).reduce(into: ModelUse()) { sum, daily in
      sum.turns += daily.use.turns
      sum.failures += daily.use.failures
      sum.input += daily.use.input
      sum.output += daily.use.output
      sum.cost += daily.use.cost
    }
  }

  /// What was used on each of `days` and of each model, the newest first.
  package func modelUses(_ days: DayRange, _ session: Session) async throws -> [DailyModelUse] {
    try await store.read(session.organization) { try $0.modelUses(days) }
  }

  /// Counts what a turn used of `model`, on the business day that it is now.
  ///
  /// - Returns: whether it was kept; the commit does not wait for the disk.
  package func noteModelUse(_ use: ModelUse, model: String, _ session: Session) async throws -> Bool {
    let day = session.clock.day(of: now())
    return try await store.writeLightly(session.organization) {
      try $0.addModelUse(use, model: model, on: day)
    }
  }
}
