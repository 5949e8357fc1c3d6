package import Insights
package import Inventory
package import Store

/// What a shop has decided for itself.
package struct ShopSettings: Sendable {
  /// How the folios of its sales read.
  package let folios: FolioFormat
  /// The minute of the day at which it closes.
  package let closingMinute: Int
  /// The branches that close at another.
  package let closings: [(branch: Branch, minute: Int)]
  /// The figures of the stock rules that were set, by name, the shop's first.
  package let figures: [(figure: RuleFigure, place: SettingPlace)]
  /// What was set of the language model, in the smallest unit of each.
  package let model: [ModelSetting: Int64]
}

/// Where a setting holds, by name.
package enum SettingPlace: Sendable, Hashable {
  case shop
  case branch(Branch)
  case category(Category)
  case product(Product)

  /// The same by its id.
  package var scope: SettingScope {
    switch self {
    case .shop: .shop
    case .branch(let branch): .branch(branch.id)
    case .category(let category): .category(category.id)
    case .product(let product): .product(product.id)
    }
  }

  /// Its kind, for programs.
  package var kind: String {
    switch self {
    case .shop: "comercio"
    case .branch: "sucursal"
    case .category: "categoria"
    case .product: "producto"
    }
  }
}

extension Shop {
  /// The shop's own figures, closings and folios, without what it leaves as it comes.
  package func settings(_ session: Session) async throws -> ShopSettings {
    try await read(.lookUp, session) { books in
      let branches = try books.branchesByID()
      let closings = try books.closingMinutes()
      return ShopSettings(
        folios: try books.folioFormat(of: .sale), closingMinute: closings.shop,
        closings: closings.branches.sorted { $0.key < $1.key }
          .compactMap { id, minute in branches[id].map { ($0, minute) } },
        figures: try books.settings().compactMap { try books.setting($0, branches, session) },
        model: try books.modelSettings())
    }
  }

  /// Sets a figure of the stock rules for the shop, a branch, a category with those below it, or a product.
  ///
  /// The next question goes by it; alerts that are open close, or open, when they are next looked over.
  package func set(_ figure: RuleFigure, in scope: SettingScope, _ session: Session) async throws {
    try await write(.changeSettings, session) { books in
      try books.check(scope)
      try books.set(SettingRecord(name: figure.setting.rawValue, scope: scope, value: figure.value))
    }
  }

  /// Lets what is set farther off hold again; false where nothing was set.
  package func unset(_ setting: RuleSetting, in scope: SettingScope, _ session: Session) async throws -> Bool
  {
    try await write(.changeSettings, session) { try $0.unset(setting.rawValue, in: scope) }
  }

  /// Lets the folios of the sales to come read as `format` says; what is sold keeps its folio.
  package func setFolioFormat(_ format: FolioFormat, _ session: Session) async throws {
    try await write(.changeSettings, session) { try $0.setFolioFormat(format) }
  }

  /// Sets when the shop closes, from which on the day counts among the last seven (requirements §24).
  ///
  /// - Throws: `ShopError.invalid` for a minute that is not one of the day.
  package func setClosingMinute(_ minute: Int, _ session: Session) async throws {
    try session.require(.changeSettings)
    try checkClosing(minute)
    try await store.write(session.organization) { try $0.setClosingMinute(minute) }
  }

  /// Sets when a branch closes; nil for when the shop does.
  ///
  /// - Throws: as for the shop; `ShopError.notFound` for a branch that is not the shop's.
  package func setClosingMinute(_ minute: Int?, of branch: BranchID, _ session: Session) async throws {
    try session.require(.changeSettings)
    if let minute { try checkClosing(minute) }
    try await store.write(session.organization) { books in
      _ = try books.existingBranch(branch)
      try books.setClosingMinute(minute, of: branch)
    }
  }
}

private func checkClosing(_ minute: Int) throws(ShopError) {
  guard (0...1440).contains(minute) else { throw .invalid(field: "minuto_cierre", .outside(0...1440)) }
}

extension Transaction {
  /// - Throws: `ShopError.notFound` for what is not the shop's.
  fileprivate func check(_ scope: SettingScope) throws {
    switch scope {
    case .shop: break
    case .branch(let id): _ = try existingBranch(id)
    case .category(let id): try checkCategory(id)
    case .product(let id): _ = try existingProduct(id)
    }
  }

  /// Nil for a figure that means nothing any more: of a branch that was closed or a category that was withdrawn.
  fileprivate func setting(
    _ record: SettingRecord, _ branches: [BranchID: Branch], _ session: Session
  ) throws -> (figure: RuleFigure, place: SettingPlace)? {
    guard let figure = RuleFigure(stored: record.name, record.value) else { return nil }
    let place: SettingPlace? =
      switch record.scope {
      case .shop: .shop
      case .branch(let id): branches[id].map { .branch($0) }
      case .category(let id): try categories().first { $0.id == id }.map { .category($0) }
      case .product(let id): try product(id).map { .product(session.shown($0)) }
      }
    return place.map { (figure, $0) }
  }
}
