package import Inventory
package import Store

/// What a shop may decide of its language model; the raw value is its name in the table `ajustes`.
package enum ModelSetting: String, CaseIterable, Sendable {
  /// The most tokens of a business day, both ways together.
  case dailyTokens = "modelo_tokens_dia"
  /// What a million tokens cost that it reads, or writes, in millionths of the currency in which the provider bills.
  case inputPrice = "modelo_precio_entrada"
  case outputPrice = "modelo_precio_salida"

  /// Digits behind the point of what a person types.
  package var decimals: Int { self == .dailyTokens ? 0 : 6 }
}

/// What a shop has used of models on a day, and what it has set.
package struct ModelAccount: Hashable, Sendable {
  package let use: ModelUse
  /// In the smallest unit of each; what is missing was not set.
  package let settings: [ModelSetting: Int64]
}

// What a language model costs a shop.
extension Shop {
  /// What the session's shop used on `day` of all models, and what it has set of them.
  package func modelAccount(on day: BusinessDay, _ session: Session) async throws -> ModelAccount {
    try await store.read(session.organization) { books in
      let use = try books.modelUses(DayRange(day, day)).reduce(into: ModelUse()) { sum, daily in
        sum.turns += daily.use.turns
        sum.failures += daily.use.failures
        sum.input += daily.use.input
        sum.output += daily.use.output
        sum.cost += daily.use.cost
      }
      return ModelAccount(use: use, settings: try books.modelSettings())
    }
  }

  /// What was used on each of `days` and of each model, the newest first.
  package func modelUses(_ days: DayRange, _ session: Session) async throws -> [DailyModelUse] {
    try await store.read(session.organization) { try $0.modelUses(days) }
  }

  /// Counts what was used.
  ///
  /// - Returns: whether it was kept; the commit does not wait for the disk.
  package func noteModelUse(_ use: DailyModelUse, _ session: Session) async throws -> Bool {
    try await store.writeLightly(session.organization) { try $0.add(use) }
  }

  /// Sets what the whole shop may use of models, or what that costs, in the setting's smallest unit.
  ///
  /// - Throws: `ShopError.invalid` for less than nothing.
  package func set(_ setting: ModelSetting, to value: Int64, _ session: Session) async throws {
    try session.require(.changeSettings)
    guard value >= 0 else { throw ShopError.invalid(field: setting.rawValue, .outside(0...Int.max)) }
    try await store.write(session.organization) {
      try $0.set(SettingRecord(name: setting.rawValue, scope: .shop, value: value))
    }
  }

  /// Lets what the program was started with hold again; false where nothing was set.
  package func unset(_ setting: ModelSetting, _ session: Session) async throws -> Bool {
    try await write(.changeSettings, session) { try $0.unset(setting.rawValue, in: .shop) }
  }
}

extension Transaction {
  /// What the shop has set of its language model.
  func modelSettings() throws -> [ModelSetting: Int64] {
    try settings().reduce(into: [:]) { set, record in
      guard record.scope == .shop, let setting = ModelSetting(rawValue: record.name) else { return }
      set[setting] = record.value
    }
  }
}
